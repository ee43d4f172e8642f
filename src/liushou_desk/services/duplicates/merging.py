"""合并: two rows become one, as one action that undo takes back whole; a backup goes before it.

Issued documents stay as they were issued: their rows are frozen text and never referred to.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import Mark
from liushou_desk.errors import RuleConflict
from liushou_desk.models import (
    Child,
    Pupil,
    PupilClass,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates.comparing import HOME, cell_key, comparison, hardship_key
from liushou_desk.services.duplicates.histories import REGISTER, fit, join_own
from liushou_desk.services.duplicates.homes import Homes, bring_home
from liushou_desk.services.duplicates.joining import Joiner
from liushou_desk.services.duplicates.planning import Plan, RowPair, make_plan, value_of
from liushou_desk.services.duplicates.rows import Comparison, Kind, Side
from liushou_desk.services.duplicates.twins import drop
from liushou_desk.services.keeping.backup_policy import automatic_backup
from liushou_desk.services.register.history import NOT_IN_CARE

SENTENCES = {
    Kind.CHILD: "合并重复儿童",
    Kind.PUPIL: "合并重复的在校登记",
    Kind.MEMBER: "合并重复家庭成员",
    Kind.MENTOR: "合并重复帮扶人",
}
Choices = Mapping[str, Side]
"""By the key of a line; what is not said is as the line proposes."""


def merge(office: OfficeFile, shown: Comparison, choices: Choices, term: str | None = None) -> None:
    """Let the right row of a comparison go into the left one, as the clerk chose.

    Raises `RuleConflict` where something changed since it was shown, `FileTrouble` where no backup
    could be made; nothing is changed then.
    """
    with office.reading() as session:
        _require_as_shown(session, shown, term)
    automatic_backup(office)
    kept_id, gone_id = shown.left.id, shown.right.id
    with office.action(SENTENCES[shown.kind], kept=kept_id, gone=gone_id) as session:
        if shown.kind is Kind.PUPIL:
            _take_pupil(session, kept_id, gone_id)
            return
        chosen = {line.key: line.default for line in shown.lines} | dict(choices)
        _carry_out(session, make_plan(session, shown.kind, kept_id, gone_id), chosen)


def _require_as_shown(session: Session, shown: Comparison, term: str | None) -> None:
    if shown.kind is Kind.PUPIL and session.get(Pupil, shown.right.id) is None:
        raise RuleConflict("这条在校登记已被删除，没有改动。", "请刷新列表后再试。")
    if comparison(session, shown.kind, shown.left.id, shown.right.id, term) != shown:
        raise RuleConflict("两条登记的资料刚才有改动，没有合并。", "请重新打开，核对后再合并。")


def _carry_out(session: Session, plan: Plan, chosen: Choices) -> None:
    """Histories are made fit first: rows that are not told apart by days cannot be one owner's."""
    for twin in plan.twins:
        if chosen.get(twin.key) is Side.LEFT:
            drop(session, twin)
    for pair in plan.sheets():
        _choose_hardships(session, pair, chosen.get(hardship_key(pair)))
    for each in plan.histories:
        side = chosen.get(each.key, Side.LEFT)
        preferred = each.left_id if side is Side.LEFT else each.right_id
        fit(session, each.history, *each.ids, preferred)
    joiner = Joiner(
        session, {(pair.table.name, *pair.ids): _cells(pair, chosen) for pair in plan.pairs}
    )
    for pair in plan.pairs:
        if not pair.hangs_on_child:
            joiner.join(pair.table, *pair.ids)
        if pair.table.name == Child.__tablename__ and plan.homes is not None:
            _settle(session, pair.left["id"], plan.homes, chosen)


def _cells(pair: RowPair, chosen: Choices) -> dict[str, Any]:
    """The chosen cells; where both say the same there was nothing to choose."""
    first = next(iter(pair.labels))
    keys = {column: cell_key(pair, column) for column in pair.labels}
    keys |= {column: cell_key(pair, first) for column in pair.along}
    return {
        column: value_of(pair, chosen[key], column) for column, key in keys.items() if key in chosen
    }


def _choose_hardships(session: Session, pair: RowPair, side: Side | None) -> None:
    """Joining makes the sheets' ticks one list, so those not chosen go first."""
    if side is None:
        return
    table = SheetHardship
    chosen, other = (pair.left, pair.right) if side is Side.LEFT else (pair.right, pair.left)
    wanted = sa.select(table.hardship).where(table.sheet_id == chosen["id"])
    ticked = set(session.scalars(wanted))
    session.execute(
        sa.delete(table).where(table.sheet_id == other["id"], table.hardship.not_in(ticked))
    )


def _settle(session: Session, child_id: int, homes: Homes, chosen: Choices) -> None:
    """Where others live in both households, the child lives in the one that was chosen."""
    if homes.is_one or homes.goes:
        return
    home = homes.left if chosen.get(HOME, Side.LEFT) is Side.LEFT else homes.right
    session.execute(sa.update(Child).where(Child.id == child_id).values(household_id=home["id"]))
    bring_home(session, child_id)


def _take_pupil(session: Session, child_id: int, pupil_id: int) -> None:
    """The pupil's time on the register becomes the child's; before its own it was not in care."""
    first_of = sa.select(sa.func.min(RegisterPeriod.entered_on))
    since = session.scalar(first_of.where(RegisterPeriod.child_id == child_id))
    before = session.scalar(first_of.where(RegisterPeriod.pupil_id == pupil_id))
    session.execute(
        sa.update(RegisterPeriod)
        .where(RegisterPeriod.pupil_id == pupil_id)
        .values(pupil_id=None, child_id=child_id)
    )
    join_own(session, REGISTER, child_id)
    if since and before and before < since:
        session.execute(
            sa.insert(SchoolRecordMark).values(
                child_id=child_id, mark=Mark.NONE, source=NOT_IN_CARE, marked_on=before
            )
        )
    session.execute(sa.delete(PupilClass).where(PupilClass.pupil_id == pupil_id))
    session.execute(sa.delete(Pupil).where(Pupil.id == pupil_id))
