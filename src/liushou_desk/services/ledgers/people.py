"""Whom a record may name: members of the child's household, mentors; and their names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import identity
from liushou_desk.domain.ledgers.kind import Choice, Home, LedgerKind, Member, Whom
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import ParentStatus
from liushou_desk.errors import InputProblem
from liushou_desk.models import Base, FamilyMember, Mentor
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.register.child_file import Family, read_family, require_child
from liushou_desk.services.register.child_form import PARENTS
from liushou_desk.services.register.picking import mentor_picks
from liushou_desk.services.writing.records import in_parts


def home_of(session: Session, kind: LedgerKind, child_id: int | None) -> Home:
    """What the kind's refusals may know; empty where it names no member of the household.

    Raises `RuleConflict` where the child was removed.
    """
    if child_id is None or not any(one.whom is Whom.MEMBER for one in kind.choices):
        return Home()
    family = _family(session, child_id)
    members = {
        member["id"]: Member(member["relation"], _born_on(member["national_id"]))
        for member in family.members
    }
    return Home(members, tuple(_at_home(family)))


def picks_of(session: Session, choice: Choice, child_id: int | None) -> tuple[Pick, ...]:
    """Whom a choice offers."""
    if choice.whom is Whom.MENTOR:
        return mentor_picks(session)
    return tuple(_members(session, child_id)) if child_id is not None else ()


def names_of(session: Session, choice: Choice, ids: Iterable[int]) -> Mapping[int, str]:
    """The names of chosen persons."""
    model: type[Base] = Mentor if choice.whom is Whom.MENTOR else FamilyMember
    table = model.__table__
    return {
        row_id: name
        for part in in_parts(set(ids))
        for row_id, name in session.execute(
            sa.select(table.c.id, table.c.name).where(table.c.id.in_(part))
        )
    }


def _at_home(family: Family) -> Iterator[str]:
    for who, label in PARENTS.items():
        where = family.whereabouts.get((family.parent(who) or {"id": 0})["id"], {})
        if where.get("status") is ParentStatus.AT_HOME:
            yield label


def _members(session: Session, child_id: int) -> Iterator[Pick]:
    family = _family(session, child_id)
    others = [member for member in family.members if not member["relation"].is_parent]
    read = readings_of(session, [member["name"] for member in others])
    for member in others:
        name, relation = member["name"], member["relation"].noted(member["relation_note"])
        search = search_text(name, relation, readings=read.get(name, ""))
        yield Pick(member["id"], f"{name}（{relation}）", search)


def _family(session: Session, child_id: int) -> Family:
    return read_family(session, require_child(session, child_id)["household_id"])


def _born_on(national_id: str | None) -> date | None:
    try:
        return identity.born_on(identity.check_national_id(national_id or ""))
    except InputProblem:
        return None
