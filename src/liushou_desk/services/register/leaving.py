"""离校 and 返校: closing and opening a child's time on the register."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field
from liushou_desk.domain.words import LeaveReason
from liushou_desk.domain.work_fields import LEAVING_FIELDS
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Pairing, RegisterPeriod
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.child_form import ENTERED_ON, problem

LEFT_ON, LEFT_WHY, RECEIVING_SCHOOL = LEAVING_FIELDS
BACK_ON = replace(ENTERED_ON, label="返校日期", mandatory=True, past=True)


def leave(
    office: OfficeFile,
    child_id: int,
    left_on: date,
    why: LeaveReason,
    receiving_school: str | None = None,
) -> None:
    """Take a child off the register from a day on; its pairings end with it, as one action.

    The receiving school is kept for a transfer alone; without it that counts as 疑似辍学.

    Raises `InputProblem` for a day that lies ahead, not after the child came or not after one of
    its pairings began, `RuleConflict` for a child that has left already or was removed.
    """
    with office.reading() as session:
        period = _last_period(session, child_id)
        if period is None or period["left_on"] is not None:
            raise RuleConflict("这名儿童已经登记离校，没有改动。", "离校日期有误请先撤销再登记。")
        _refuse_ahead(office, LEFT_ON, left_on)
        if left_on <= period["entered_on"]:
            entered_on = period["entered_on"]
            raise problem("left_on", "离校日期应在在册日期之后", f"在册日期是{entered_on}。")
        pairings = _open_pairings(session, child_id, left_on)
    with office.action("登记离校", child=child_id) as session:
        session.execute(
            sa.update(RegisterPeriod)
            .where(RegisterPeriod.id == period["id"])
            .values(
                left_on=left_on,
                left_why=why,
                receiving_school=receiving_school if why is LeaveReason.TRANSFERRED else None,
            )
        )
        session.execute(
            sa.update(Pairing)
            .where(Pairing.id.in_(pairings))
            .values(to_on=left_on, ended_why=f"儿童离校（{why.label}）")
        )


def name_receiving_school(office: OfficeFile, child_id: int, school: str) -> None:
    """Say to which school a child that was transferred went, as one action.

    Raises `RuleConflict` for a child that is on the register, left otherwise or was removed.
    """
    with office.reading() as session:
        period = _last_period(session, child_id)
        if period is None or period["left_why"] is not LeaveReason.TRANSFERRED:
            raise RuleConflict(
                "这名儿童没有登记转出，没有改动。", "先登记离校，原因选“转出”，再填接收学校。"
            )
        if period["receiving_school"] == school:
            return
    with office.action("登记接收学校", child=child_id) as session:
        session.execute(
            sa.update(RegisterPeriod)
            .where(RegisterPeriod.id == period["id"])
            .values(receiving_school=school)
        )


def come_back(office: OfficeFile, child_id: int, on: date) -> None:
    """Put a child that had left on the register again, as a new period.

    Raises `InputProblem` for a day that lies ahead or before the child left, `RuleConflict` for a
    child that is on the register or was removed.
    """
    with office.reading() as session:
        period = _last_period(session, child_id)
        _refuse_ahead(office, BACK_ON, on)
        if period is not None and period["left_on"] is None:
            raise RuleConflict("这名儿童在册，不用登记返校。", "请刷新花名册后再试。")
        if period is not None and on < period["left_on"]:
            left_on = period["left_on"]
            raise problem("entered_on", "返校日期不能早于离校日期", f"离校日期是{left_on}。")
    with office.action("登记返校", child=child_id) as session:
        session.execute(sa.insert(RegisterPeriod), {"child_id": child_id, "entered_on": on})


def _last_period(session: Session, child_id: int) -> Mapping[str, Any] | None:
    """The latest time on the register. Raises `RuleConflict` for a child that was removed."""
    require_child(session, child_id)
    columns = ("id", "entered_on", "left_on", "left_why", "receiving_school")
    found = session.execute(
        sa.select(*(getattr(RegisterPeriod, column) for column in columns))
        .where(RegisterPeriod.child_id == child_id)
        .order_by(RegisterPeriod.entered_on.desc(), RegisterPeriod.id.desc())
        .limit(1)
    ).first()
    return dict(zip(columns, found, strict=True)) if found else None


def _open_pairings(session: Session, child_id: int, left_on: date) -> list[int]:
    """Pairings that would go on; one that would have to end before it began is refused."""
    found = session.execute(
        sa.select(Pairing.id, Pairing.from_on).where(
            Pairing.child_id == child_id,
            sa.or_(Pairing.to_on.is_(None), Pairing.to_on > left_on),
        )
    ).all()
    begun_later = [from_on for _, from_on in found if from_on and from_on >= left_on]
    if begun_later:
        said = f"离校日期应在结对之后，有一项结对从{max(begun_later)}开始"
        raise problem("left_on", said, "请改离校日期，或先删除那项结对。")
    return [pairing_id for pairing_id, _ in found]


def _refuse_ahead(office: OfficeFile, field: Field, day: date) -> None:
    if day > office.today:
        raise field.ahead(office.today)
