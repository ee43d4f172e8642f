"""Rows of a roster workbook as typed values, each with its doubts and faults by cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liushou_desk.domain import identity, reading
from liushou_desk.domain.evidence import parent_status
from liushou_desk.domain.fields import CLUE_HEADERS, MEMBER_FIELDS, PARENT_FIELDS, ROSTER_FIELDS
from liushou_desk.domain.words import IdKind, ParentStatus, Relation
from liushou_desk.errors import ImportTrouble, InputProblem
from liushou_desk.importing.cells import (
    FieldReader,
    Problem,
    RowCells,
    cell_address,
    field_readers,
)
from liushou_desk.importing.columns import Columns
from liushou_desk.importing.headings import FIXED_SLOTS, normal, plain_names
from liushou_desk.importing.sheets import Sheets, read_sheets
from liushou_desk.importing.workbook import Grid

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; may raise `Cancelled`."""

_IDENTITY = {"child.name", "child.national_id", "child.student_number"}
_SEVERAL = "sheet_hardship.hardship"
_OF_ABSENCE = ("away_since", "returns", "able_to_care", "unable_why")
"""Fields of a parent's whereabouts with a value of their own; the others are weighed together."""
_SAID = [e.key for e in PARENT_FIELDS if e.key not in _OF_ABSENCE] + list(CLUE_HEADERS)
_NAME_HEADINGS = frozenset(map(normal, plain_names()["child.name"]))
_HIDDEN = "这一行在表里是隐藏的（可能被筛选掉了），已照样读取"
UNNAMED_DISABILITY = "残疾（类别未填）"
"""What 是否残疾人 says where no kind is written."""
_MEMBER_TABLES = {e.key: e.table for e in PARENT_FIELDS + MEMBER_FIELDS if e.key not in _SAID}


@dataclass(frozen=True, slots=True)
class Member:
    """A family member as one row states it; `said` holds 去向, work, place, duty and address."""

    slot: str
    """Which of the sheet's members: 成员1, 父亲 …"""
    relation: Relation
    is_parent: bool
    values: Mapping[str, Any]
    said: Mapping[str, str]
    status: ParentStatus | None
    """Where the row says a parent is; None for other members and for 未填."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One pupil's row: `values` by `table.key`, blank cells left out."""

    sheet: str
    number: int
    """Row number in the sheet, from 1."""
    values: Mapping[str, Any]
    members: tuple[Member, ...]
    doubts: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    columns: Columns

    def cell(self, key: str) -> str:
        """The address of a field's cell, or the row's name where it has no column."""
        return cell_address(self.number, self.columns.plain.get(key))

    def member_cell(self, member: Member, key: str) -> str:
        """The address of a member's cell."""
        return cell_address(self.number, self.columns.members[member.slot].get(key))

    @property
    def place(self) -> str:
        """The row as other rows speak of it."""
        return f"“{self.sheet}”第{self.number}行"


def read_roster(
    path: Path, chosen: Mapping[str, str] | None = None, progress: Progress | None = None
) -> list[RosterRow]:
    """Every row of every sheet that is a roster. Raises `FileTrouble` or `ImportTrouble`."""
    return roster_rows(read_sheets(path, chosen), progress)


def roster_rows(sheets: Sheets, progress: Progress | None = None) -> list[RosterRow]:
    """Every row of the sheets that are to be read. Raises `ImportTrouble` where there is none."""
    rosters = sheets.rosters()
    total = sum(len(grid.rows) - columns.heading_row - 1 for grid, columns in rosters)
    rows: list[RosterRow] = []
    for grid, columns in rosters:
        for row in _SheetReader(grid, columns).rows():
            rows.append(row)
            if progress and len(rows) % 500 == 0:
                progress(len(rows), total)
    if not rows:
        raise ImportTrouble(
            f"“{sheets.name}”里只有表头，没有一行学生，没有导入任何数据。", "请检查是否选错了文件。"
        )
    if progress:
        progress(len(rows), len(rows))
    return rows


class _SheetReader:
    """Reads the rows of one sheet."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self._grid, self._columns = grid, columns
        self._readers = field_readers(ROSTER_FIELDS)
        self._plain = [
            (key, column, self._readers.get(key)) for key, column in columns.plain.items()
        ]
        self._at = list(columns.plain.values())
        self._identity = {at for key, at in columns.plain.items() if key in _IDENTITY}
        self._slots = [
            (
                slot,
                list(where.values()),
                [(k, at, self._member_reader(k)) for k, at in where.items()],
            )
            for slot, where in columns.members.items()
        ]
        self._id_kind = columns.plain.get("child.id_kind")

    def rows(self) -> Iterator[RosterRow]:
        """Every row below the headings that says anything."""
        for number in range(self._columns.heading_row + 1, len(self._grid.rows)):
            if any(self._grid.rows[number]) and not self._is_heading(number):
                row = self._read(number)
                if row.values or row.faults:
                    yield row

    def _is_heading(self, number: int) -> bool:
        """The headings again, as on every page of a printed list."""
        return normal(self._grid.rows[number][self._columns.plain["child.name"]]) in _NAME_HEADINGS

    def _read(self, number: int) -> RosterRow:
        """The row with everything that can be said from the workbook alone."""
        cells = RowCells(self._grid, number)
        if number in self._grid.hidden_rows:
            cells.doubts.append(Problem(cells.address(None), _HIDDEN))
        values = self._plain_values(cells)
        home: str = values.get("household.home_address", "")
        members = tuple(self._members(cells, home))
        self._check_identity(cells, values)
        self._take_disabled(cells, values)
        doubts, faults = tuple(cells.doubts), tuple(cells.faults)
        return RosterRow(
            self._grid.name, number + 1, values, members, doubts, faults, self._columns
        )

    def _plain_values(self, cells: RowCells) -> dict[str, Any]:
        values: dict[str, Any] = {}
        has_foreign_id = self._has_foreign_id(cells)
        texts = cells.texts(self._at, self._identity)
        for text, (key, column, reader) in zip(texts, self._plain, strict=True):
            if not text:
                continue
            value: Any = None
            if key == "child.national_id" and has_foreign_id:
                value = identity.foreign_number(text)
            elif key == _SEVERAL and reader is not None:
                read = [cells.value(reader, part, column) for part in reading.parts(text)]
                value = tuple(dict.fromkeys(part for part in read if part is not None)) or None
            elif reader is not None:
                value = cells.value(reader, text, column, is_identity=key in _IDENTITY)
            else:
                value = reading.text(text)
            if value is not None:
                values[key] = value
        return values

    def _has_foreign_id(self, cells: RowCells) -> bool:
        if self._id_kind is None:
            return False
        text = cells.raw_text(self._id_kind)
        kind, _ = self._readers["child.id_kind"][text]
        return kind not in {IdKind.RESIDENT, None}

    def _members(self, cells: RowCells, home: str) -> Iterator[Member]:
        for slot, at, where in self._slots:
            if not cells.raw_text(self._columns.members[slot]["name"]):
                continue
            values: dict[str, Any] = {}
            said = dict.fromkeys(_SAID, "")
            for text, (key, column, reader) in zip(cells.texts(at), where, strict=True):
                if not text:
                    continue
                if reader is None:
                    said[key] = "" if text in reading.NOTHING else text
                elif key == "relation":
                    values.update(_relation_values(text))
                elif (value := cells.value(reader, text, column)) is not None:
                    values[key] = value
            if "name" not in values:
                continue
            if slot in FIXED_SLOTS:
                values.setdefault("relation", Relation.from_text(slot) or Relation.OTHER)
                values.setdefault("is_guardian", slot == "监护人" or None)
            member = _member(slot, values, said, home)
            if member.is_parent:
                self._doubt_absence(cells, member, values)
            yield member

    def _member_reader(self, key: str) -> FieldReader | None:
        return self._readers.get(f"{_MEMBER_TABLES.get(key)}.{key}")

    def _doubt_absence(self, cells: RowCells, member: Member, values: dict[str, Any]) -> None:
        """A parent's 外出时间 or 监护能力 that belongs to no whereabouts is told and left out."""
        homely = {None, ParentStatus.AT_HOME}
        for key, without in zip(_OF_ABSENCE, (homely, homely, {None}, {None}), strict=True):
            if key in values and member.status in without:
                del values[key]
                where = member.status.label if member.status else "未填"
                cell = cells.address(self._columns.members[member.slot][key])
                label = self._readers[f"whereabouts.{key}"].label
                reason = f"{member.relation.label}的去向是{where}，写了{label}，没有记入"
                cells.doubts.append(Problem(cell, reason))

    def _take_disabled(self, cells: RowCells, values: dict[str, Any]) -> None:
        """是否残疾人 of the 73-column layout, which has no 残疾类型."""
        written = values.pop("disabled", None)
        if written is None:
            return
        try:
            is_disabled = reading.yes_no(written)
        except InputProblem as problem:
            reason = f"是否残疾人：{problem.sentence}"
            cells.doubts.append(Problem(self._cell_of(cells, "disabled"), reason))
            return
        if is_disabled:
            values.setdefault("child.disability", UNNAMED_DISABILITY)

    def _check_identity(self, cells: RowCells, values: dict[str, Any]) -> None:
        if cells.faults:
            return
        if "child.name" not in values:
            cells.faults.append(Problem(self._cell_of(cells, "child.name"), "没有姓名"))
        numbers = ("child.national_id", "child.student_number")
        if not any(number in values for number in numbers):
            reason = "身份证件号和学籍号都没有，无法确认是谁"
            cells.faults.append(Problem(self._cell_of(cells, *numbers), reason))
        if values.get("child.id_kind", IdKind.RESIDENT) is IdKind.RESIDENT:
            self._compare_with_id(cells, values)

    def _compare_with_id(self, cells: RowCells, values: dict[str, Any]) -> None:
        """What the number itself says must agree; a birth date not given is taken from it."""
        number = values.get("child.national_id")
        if not number or cells.faults:
            return
        born = values.setdefault("child.born_on", identity.born_on(number))
        for key, sentence in identity.disagreements(number, born, values.get("child.sex")):
            cells.doubts.append(Problem(self._cell_of(cells, f"child.{key}"), sentence))

    def _cell_of(self, cells: RowCells, *keys: str) -> str:
        plain = self._columns.plain
        return cells.address(next((plain[key] for key in keys if key in plain), None))


def _relation_values(text: str) -> dict[str, Any]:
    """A relation without a word of its own is 其他, and what was written stays as the note."""
    relation = reading.relation(text)
    known = relation is not Relation.OTHER or Relation.from_text(text)
    return {"relation": relation} if known else {"relation": relation, "relation_note": text}


def _member(slot: str, values: Mapping[str, Any], said: Mapping[str, str], home: str) -> Member:
    relation = _relation(values.get("relation") or Relation.OTHER, values.get("relation_note", ""))
    is_parent = relation in _PARENTS
    status = _status(said, home) if is_parent else None
    return Member(slot, relation, is_parent, values, said, status)


def _status(said: Mapping[str, str], home: str) -> ParentStatus | None:
    """A 去向 of the list as it stands, or what all cells together say."""
    duty = f"{said['status']} {said['duty']}"
    stated = ParentStatus.from_text(said["status"])
    return stated or parent_status(duty, said["work"], said["address"], home, said["place"])


_PARENTS = frozenset(relation for relation in Relation if relation.is_parent)


def _relation(stated: Relation, note: str) -> Relation:
    """The relation, from the note where the word is only 其他 or too wide."""
    if stated is Relation.OTHER or stated is Relation.GRANDPARENT:
        return Relation.from_text(note) or stated
    return stated
