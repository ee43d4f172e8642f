"""委托照护: agreements by which parents who are away entrust a child to somebody at home."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import identity
from liushou_desk.domain.agreement_fields import (
    AGREEMENT_FIELDS,
    CHILD_HEARD,
    ENDED_ON,
    FROM_ON,
    IS_SCREENED,
    TRUSTEE,
    UNTIL_ON,
)
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import ParentStatus
from liushou_desk.errors import InputProblem
from liushou_desk.models import CareAgreement
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.register.child_file import (
    Family,
    Row,
    read_family,
    require_child,
)
from liushou_desk.services.register.child_form import PARENTS, problem
from liushou_desk.services.writing.records import checked, found, holds, remove, write
from liushou_desk.services.writing.stale import refuse_stale

OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as its form shows it; without id it is a new one."""

    agreement_id: int | None
    called: str
    """The child."""
    values: Mapping[str, Any]
    trustees: tuple[Pick, ...]
    """The members of the household who are no parents."""


def read_agreement(office: OfficeFile, child_id: int, term: str) -> Agreement:
    """The agreement that holds today or is still to begin, or an empty one to be filled in.

    Raises `RuleConflict` where the child was removed.
    """
    with office.reading() as session:
        family = _family(session, child_id)
        name = called(session, (child_id,), term)[child_id]
        trustees = tuple(_picks(session, family))
        running = session.scalars(
            sa.select(CareAgreement)
            .where(
                CareAgreement.child_id == child_id,
                sa.func.coalesce(CareAgreement.ended_on > office.today, sa.true()),
                sa.func.coalesce(CareAgreement.until_on >= office.today, sa.true()),
            )
            .order_by(CareAgreement.from_on.desc(), CareAgreement.id.desc())
        ).first()
        if running is None:
            return Agreement(None, name, {}, trustees)
        return Agreement(running.id, name, _shown(running), trustees)


def save_agreement(
    office: OfficeFile, child_id: int, agreement_id: int | None, values: Mapping[str, Any]
) -> int:
    """Write down an agreement or amend one; returns its id.

    Raises `InputProblem` naming the line of the form, `RuleConflict` for a child that was removed.
    """
    with office.reading() as session:
        there = agreement_id and _shown(found(session, CareAgreement, agreement_id))
        stated = {**(there or {}), **values}
        row = checked(AGREEMENT_FIELDS, stated, office.today, new=True)
        row[TRUSTEE] = next(iter(stated.get(TRUSTEE) or ()), None)
        _refuse(_family(session, child_id), row)
        if agreement_id is not None and holds(session, CareAgreement, agreement_id, row):
            return agreement_id
    sentence = "登记委托照护" if agreement_id is None else "修改委托照护"
    with office.action(sentence, child=child_id) as session:
        if agreement_id is not None:
            _refuse_stale(session, child_id, agreement_id, values)
            row = {key: value for key, value in row.items() if key in values}
        return write(session, CareAgreement, agreement_id, {"child_id": child_id, **row})


def _shown(agreement: CareAgreement) -> dict[str, Any]:
    """An agreement on file by the keys of its form."""
    values = {field.key: getattr(agreement, field.key) for field in AGREEMENT_FIELDS}
    trustee = () if agreement.member_id is None else (agreement.member_id,)
    return values | {TRUSTEE: trustee}


def _refuse_stale(
    session: Session, child_id: int, agreement_id: int, values: Mapping[str, Any]
) -> None:
    family = _family(session, child_id)

    def named(ids: Any) -> str:
        return "、".join(family.member(member)["name"] for member in ids or ()) or "（空）"

    now = _shown(found(session, CareAgreement, agreement_id))
    refuse_stale(values, now, AGREEMENT_FIELDS, people={TRUSTEE: ("受托人", named)})


def remove_agreement(office: OfficeFile, agreement_id: int) -> None:
    """Take out an agreement that was written down by mistake."""
    with office.reading() as session:
        child_id = found(session, CareAgreement, agreement_id).child_id
    with office.action("删除委托照护", child=child_id) as session:
        remove(session, CareAgreement, agreement_id)


def review_agreement(
    office: OfficeFile, child_id: int, values: Mapping[str, Any]
) -> tuple[Remark, ...]:
    """What to say of an agreement while it is being written down."""
    row = {field.key: values.get(field.key) for field in AGREEMENT_FIELDS}
    row[TRUSTEE] = next(iter(values.get(TRUSTEE) or ()), None)
    with office.reading() as session:
        family = _family(session, child_id)
    return tuple(_remarks(family, row))


def _remarks(family: Family, row: Row) -> Iterator[Remark]:
    try:
        _refuse(family, row)
    except InputProblem as wrong:
        yield Remark(wrong.message, wrong.field, blocks=True)
    if row[IS_SCREENED.key] is False:
        yield Remark("没有核对，不能确认受托人合适。", IS_SCREENED.key)
    if row[CHILD_HEARD.key] is False:
        yield Remark("委托前应听取孩子的意见。", CHILD_HEARD.key)
    for who, label in PARENTS.items():
        where = family.whereabouts.get((family.parent(who) or {"id": 0})["id"], {})
        if where.get("status") is ParentStatus.AT_HOME:
            yield Remark(f"{label}在家，请核对是否需要委托照护。")


def _refuse(family: Family, row: Row) -> None:
    """Raise `InputProblem` for what cannot be: order of days, who the trustee is."""
    from_on: date | None = row[FROM_ON.key]
    for field in (UNTIL_ON, ENDED_ON):
        day: date | None = row[field.key]
        if from_on and day and day < from_on:
            raise problem(field.key, f"{field.label}早于开始日期", "请改其中一个日期。")
    if row[TRUSTEE] is None:
        return
    member = family.member(row[TRUSTEE])
    if not member:
        raise problem(TRUSTEE, "受托人不在这个家庭的成员里", "请先在儿童资料的“照料人”页登记。")
    if member["relation"].is_parent:
        raise problem(TRUSTEE, "受托人不能是父母", "委托照护是父母委托别人。")
    born_on = _born_on(member["national_id"])
    if born_on and from_on and age_on(born_on, from_on) < OF_AGE:
        raise problem(TRUSTEE, f"受托人未满{OF_AGE}周岁", "应委托有照护能力的成年人。")


def _born_on(national_id: str | None) -> date | None:
    try:
        return identity.born_on(identity.check_national_id(national_id or ""))
    except InputProblem:
        return None


def _family(session: Session, child_id: int) -> Family:
    return read_family(session, require_child(session, child_id)["household_id"])


def _picks(session: Session, family: Family) -> Iterator[Pick]:
    others = [member for member in family.members if not member["relation"].is_parent]
    read = readings_of(session, [member["name"] for member in others])
    for member in others:
        name, relation = member["name"], member["relation"].noted(member["relation_note"])
        search = search_text(name, relation, readings=read.get(name, ""))
        yield Pick(member["id"], f"{name}（{relation}）", search)
