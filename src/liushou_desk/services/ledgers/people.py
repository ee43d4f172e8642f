"""Whom a record may name: members of the child's household, mentors; and their names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import identity
from liushou_desk.domain.ledgers.kind import Choice, Home, LedgerKind, Member, Whom
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import ParentStatus
from liushou_desk.errors import InputProblem
from liushou_desk.models import Base, Child, FamilyMember, Mentor
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.register.child_file import Family, read_family, require_child
from liushou_desk.services.register.child_form import PARENTS
from liushou_desk.services.register.picking import mentor_picks
from liushou_desk.services.writing.records import in_parts


def home_of(session: Session, kind: LedgerKind, child_id: int | None) -> Home:
    """What the kind's refusals may know; empty where it names no member of the household.

    Raises `RuleConflict` where the child was removed.
    """
    if child_id is None or not kind.names_members:
        return Home()
    family = _family(session, child_id)
    members = {
        member["id"]: Member(member["relation"], _born_on(member["national_id"]))
        for member in family.members
    }
    return Home(members, tuple(_at_home(family)))


def picks_of(
    session: Session, choice: Choice, child_ids: Collection[int], term: str, today: date
) -> tuple[Pick, ...]:
    """Whom a choice offers: of several children the members of all their homes."""
    if choice.whom is Whom.MENTOR:
        return mentor_picks(session, today)
    return tuple(_members(session, child_ids, term))


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


def _members(session: Session, child_ids: Collection[int], term: str) -> Iterator[Pick]:
    """Whoever is no parent; where several homes are in question, with whose home it is."""
    homes = _children_by_home(session, child_ids)
    called_by = called(session, child_ids, term)
    members = _of_homes(session, homes)
    read = readings_of(session, [member.name for member in members])
    for member in members:
        relation = member.relation.noted(member.relation_note)
        whose = "、".join(called_by[child_id] for child_id in homes[member.household_id])
        said = f"{relation}，{whose}家" if len(child_ids) > 1 else relation
        search = search_text(member.name, said, readings=read.get(member.name, ""))
        yield Pick(member.id, f"{member.name}（{said}）", search)


def _children_by_home(session: Session, child_ids: Collection[int]) -> Mapping[int, list[int]]:
    homes: dict[int, list[int]] = defaultdict(list)
    for part in in_parts(child_ids):
        found = sa.select(Child.household_id, Child.id).where(Child.id.in_(part))
        for household_id, child_id in session.execute(found):
            homes[household_id].append(child_id)
    return homes


def _of_homes(session: Session, household_ids: Iterable[int]) -> list[FamilyMember]:
    found: list[FamilyMember] = []
    for part in in_parts(household_ids):
        mine = sa.select(FamilyMember).where(FamilyMember.household_id.in_(part))
        found += session.scalars(mine.order_by(FamilyMember.id))
    return [member for member in found if not member.relation.is_parent]


def _family(session: Session, child_id: int) -> Family:
    return read_family(session, require_child(session, child_id)["household_id"])


def _born_on(national_id: str | None) -> date | None:
    try:
        return identity.born_on(identity.check_national_id(national_id or ""))
    except InputProblem:
        return None
