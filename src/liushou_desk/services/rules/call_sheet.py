"""随访单编号: given as a sheet is made, found again when it comes back to the office."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.errors import InputProblem
from liushou_desk.models import CallSheetLine, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called

Owed = tuple[int, DiaryKind, int | None]
"""A child, the kind of contact, and the mentor whose sheet it stands on; None on others'."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What a number on paper stands for; `mentor_id` is None where that one is gone."""

    child_id: int
    kind: DiaryKind
    mentor_id: int | None
    told: str


def number_lines(office: OfficeFile, wanted: Collection[Owed]) -> dict[Owed, int]:
    """The line of each; new ones are kept before anything is printed.

    A backup that is only looked at keeps nothing: what has no line there yet stays without.
    """
    known = _known(office)
    missing = sorted({one for one in wanted if one not in known}, key=_order)
    if missing and not office.is_backup:
        with office.action("编随访单编号", undoable=False) as session:
            session.execute(
                sa.insert(CallSheetLine),
                [dict(zip(_KEY, one, strict=True)) for one in missing],
            )
        known = _known(office)
    return {one: known[one] for one in wanted if one in known}


def find_line(office: OfficeFile, line_id: int) -> SheetLine:
    """The line of a number. Raises `InputProblem` for one that was never printed or is gone."""
    with office.reading() as session:
        line = session.get(CallSheetLine, line_id)
        if line is None:
            raise InputProblem(
                "没有这个编号的随访单，没有打开任何记录。",
                "请核对编号；儿童移出以后编号作废。",
                field="line",
            )
        mentor = session.get(Mentor, line.mentor_number) if line.mentor_number else None
        name = called(session, {line.child_id}, None)[line.child_id]
        by = f"，{mentor.name}" if mentor else ""
        told = f"{name}，{line.kind.label}{by}"
        return SheetLine(line.child_id, line.kind, mentor.id if mentor else None, told)


_KEY = ("child_id", "kind", "mentor_number")


def _known(office: OfficeFile) -> dict[Owed, int]:
    latest_first = sa.select(CallSheetLine).order_by(CallSheetLine.id.desc())
    with office.reading() as session:
        lines = session.scalars(latest_first)
        return {(line.child_id, line.kind, line.mentor_number): line.id for line in lines}


def _order(one: Owed) -> tuple[int, str, int]:
    return one[0], one[1].value, one[2] or 0
