"""Saving a 月度登记表: a record for each confirmed cell, a tally for whole columns; one action."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.ledgers.tally import AND_AT, MOST_TIMES, TALLIED, days_of, said_of
from liushou_desk.domain.month_sheet import Cell, CellMark, Marked, SheetKey
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import DiaryEntry, EntryChild, EntryVisitor, TallyEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary.sheet import Sheet, sheet_in, tallies_in
from liushou_desk.services.diary.writing import checked_row

ORIGINAL = "original_at"


@dataclass(frozen=True, slots=True)
class SheetSaved:
    """How many records a sheet became, and for how many children a tally."""

    entries: int
    tallied: int


def save_sheet(
    office: OfficeFile, key: SheetKey, marks: Mapping[Cell, Marked], original_at: str
) -> SheetSaved:
    """One record for each confirmed cell, a tally for the children of whole columns; one action.

    Raises:
        InputProblem: a cell lacks what it must say; nothing is saved.
        RuleConflict: a contact of that child and day was entered elsewhere meanwhile.
    """
    if not original_at.strip():
        raise InputProblem(
            "请写原件在哪里", "写纸面登记表放在哪，如“德育处3号柜”。", field=ORIGINAL
        )
    with office.reading() as session:
        sheet = sheet_in(session, key)
        _refuse_strangers(sheet, marks)
        _refuse_filed(sheet, marks)
        rows = dict(_rows(office, sheet, marks, original_at))
        columns = dict(_columns(sheet, marks, office.today))
    if not rows and not columns:
        raise InputProblem("还没有填任何一格", "用空格键填“已联系”或“未联系上”。")
    child_ids = sorted({child_id for child_id, _ in marks})
    with office.action("登记月度登记表", children=child_ids) as session:
        _refuse_filed(sheet_in(session, key), marks)
        entries = {cell: DiaryEntry(**row) for cell, row in rows.items()}
        session.add_all(entries.values())
        session.flush()
        links = [
            {"entry_id": entry.id, "child_id": child, "mentor_id": key.mentor_id}
            for (child, _), entry in entries.items()
        ]
        for model, other in ((EntryChild, "child_id"), (EntryVisitor, "mentor_id")):
            if links:
                wanted = ("entry_id", other)
                session.execute(
                    sa.insert(model), [{name: link[name] for name in wanted} for link in links]
                )
        for child_id, change in columns.items():
            _change_tally(session, key, child_id, change, original_at.strip())
    return SheetSaved(len(rows), sum(bool(change.added) for change in columns.values()))


def _refuse_strangers(sheet: Sheet, marks: Mapping[Cell, Marked]) -> None:
    """Whatever a mark says: its child and day are on the sheet, or nothing is saved."""
    there = {child.child_id for child in sheet.children}
    if any(child_id not in there or day not in sheet.key.days for child_id, day in marks):
        raise RuleConflict("这名儿童不在这张登记表上，没有保存。", "请重新打开登记表。")


def _refuse_filed(sheet: Sheet, marks: Mapping[Cell, Marked]) -> None:
    doubled = sorted(marks.keys() & sheet.filed.keys(), key=lambda cell: cell[1])
    if doubled:
        names = {child.child_id: child.called for child in sheet.children}
        child_id, day = doubled[0]
        raise RuleConflict(
            f"{names[child_id]}{month_and_day(day)}的{sheet.key.kind.label}已经登记过，没有保存。",
            "请重新打开这张登记表，已登记的会显示出来。",
        )


def _rows(
    office: OfficeFile, sheet: Sheet, marks: Mapping[Cell, Marked], original_at: str
) -> Iterator[tuple[Cell, dict[str, Any]]]:
    """The records of the confirmed cells, checked as a form checks them."""
    key, children = sheet.key, {child.child_id: child for child in sheet.children}
    for (child_id, day), marked in sorted(marks.items()):
        if marked.mark is CellMark.TALLIED:
            continue
        child = children[child_id]
        if marked.lacks_text(key.kind, is_key_care=child.is_key_care):
            why = "重点关爱儿童要写内容" if child.is_key_care else "要写内容"
            raise InputProblem(f"{child.called}{month_and_day(day)}{why}", "写一句做了什么。")
        values = {
            "kind": key.kind,
            "happened_on": day,
            "reached": marked.mark is CellMark.REACHED,
            "content": marked.content,
            "concern": marked.concern,
            ORIGINAL: original_at,
        }
        yield (child_id, day), checked_row(values, office.today, new=True)


@dataclass(frozen=True, slots=True)
class _Change:
    """Days that a tally of one child is to gain, and those it loses to contacts of their own."""

    added: frozenset[int]
    taken: frozenset[int]

    def of(self, times: int) -> int:
        """What a number of times becomes."""
        return times + len(self.added) - len(self.taken)


def _columns(
    sheet: Sheet, marks: Mapping[Cell, Marked], today: date
) -> Iterator[tuple[int, _Change]]:
    """What the whole columns make of the tallies; a day that a tally has counts no second time."""
    whole = {cell for cell, marked in marks.items() if marked.mark is CellMark.TALLIED}
    if whole and sheet.key.kind not in TALLIED:
        raise InputProblem(
            f"{sheet.key.kind.label}要逐次写内容，不能整列登记", "请一格一格确认，并写内容。"
        )
    if any(day > today for _, day in whole):
        raise InputProblem("整列登记的日子还没有到", f"今天是{today}。")
    for child in sheet.children:
        known = frozenset(child.tally.days if child.tally else ())
        mine = {cell for cell in marks if cell[0] == child.child_id}
        change = _Change(
            frozenset(day.day for _, day in mine & whole) - known,
            frozenset(day.day for _, day in mine - whole) & known,
        )
        times = change.of(child.tally.times if child.tally else 0)
        if times > MOST_TIMES:
            raise InputProblem(
                f"{child.called}这个月的汇总条会有{times}次，最多记{MOST_TIMES}次，没有保存",
                "请核对台账“汇总条”里这个月的次数。",
            )
        if change.added or change.taken:
            yield child.child_id, change


def _change_tally(
    session: Session, key: SheetKey, child_id: int, change: _Change, original_at: str
) -> None:
    there = next(tallies_in(session, key, (child_id,)), None)
    if there is None:
        there = TallyEntry(
            child_id=child_id,
            kind=key.kind,
            month_on=key.month_on,
            times=0,
            original_at=original_at,
        )
        session.add(there)
    elif change.added and original_at not in there.original_at.split(AND_AT):
        there.original_at = f"{there.original_at}{AND_AT}{original_at}"
    there.days = said_of({*days_of(there.days), *change.added} - change.taken) or None
    there.times = change.of(there.times)
    if there.times <= 0:
        session.delete(there)
    session.flush()
