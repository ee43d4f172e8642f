"""Rows of a roster workbook as typed values, each with its doubts and faults by cell."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from liushou_desk.domain import identity, reading
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.region_code import is_code
from liushou_desk.domain.words import Hardship, Health, IdKind, Mark
from liushou_desk.errors import ImportTrouble, InputProblem
from liushou_desk.importing.aliases import TICK
from liushou_desk.importing.cells import Problem, RowCells, cell_address, field_readers
from liushou_desk.importing.columns import Columns
from liushou_desk.importing.disabilities import disabled, is_denied
from liushou_desk.importing.furniture import furniture_of
from liushou_desk.importing.headings import normal, plain_names
from liushou_desk.importing.members import Member, MemberReader
from liushou_desk.importing.region_codes import ADDRESSES
from liushou_desk.importing.sheets import Sheets, read_sheets
from liushou_desk.importing.spellings import is_told, listed
from liushou_desk.importing.who_is_who import check_identity
from liushou_desk.importing.workbook import Grid

_IDENTITY = {"child.name", "child.national_id", "child.student_number"}
_SEVERAL = "sheet_hardship.hardship"
_NAME_HEADINGS = frozenset(map(normal, plain_names()["child.name"]))
_NO_HEADING = re.compile(
    f"(?:(?![{''.join(sorted({name[-1] for name in _NAME_HEADINGS}))}])[\u4e00-\u9fa5])+"
)
"""Nearly every name: none of the signs that end a heading is in it."""
_HEALTH = "term_sheet.health"
_MARK = "school_record_mark.mark"
_KIND, RURAL = "mark_kind", "rural_mark"
_BOARDS_BY_CODE = "就读方式"
"""Codes (1走读 2住校) may stand under this heading, where 1 is no 是."""
_HIDDEN = "这一行在表里是隐藏的（可能被筛选掉了），已照样读取"


_Weigh = Callable[[RowCells, str, int, dict[str, Any]], Any]
"""Takes a cell's text, its column and the values left of it."""
_words = lru_cache(maxsize=1 << 14)(reading.text)


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
    title: str = ""
    """The class that a title row above it names: 三（2）班."""

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
        columns = _with_mark(columns)
        self._grid, self._columns = grid, columns
        self._readers = field_readers(ROSTER_FIELDS)
        self._plain = [
            (key, column, self._readers.get(key), self._weighing(key))
            for key, column in columns.plain.items()
        ]
        self._at = list(columns.plain.values())
        self._identity = {at for key, at in columns.plain.items() if key in _IDENTITY}
        self._ticks = [kind for kind in Hardship if TICK + kind.value in columns.plain]
        self._members = MemberReader(columns, self._readers)
        self._furniture = furniture_of(grid, columns)
        self._passed_over = set(self._furniture.passed_over)
        self._id_kind = columns.plain.get("child.id_kind")

    def rows(self) -> Iterator[RosterRow]:
        """Every row below the headings that says anything."""
        for number in range(self._columns.heading_row + 1, len(self._grid.rows)):
            if number in self._passed_over:
                continue
            if any(self._grid.rows[number]) and not self._is_heading(number):
                row = self._read(number)
                if row.values or row.faults:
                    yield row

    def _is_heading(self, number: int) -> bool:
        """The headings again, as on every page of a printed list."""
        written = self._grid.rows[number][self._columns.plain["child.name"]]
        if isinstance(written, str) and _NO_HEADING.fullmatch(written):
            return False
        return normal(written) in _NAME_HEADINGS

    def _read(self, number: int) -> RosterRow:
        """The row with everything that can be said from the workbook alone."""
        cells = RowCells(self._grid, number)
        if number in self._grid.hidden_rows:
            cells.doubts.append(Problem(cells.address(None), _HIDDEN))
        values = self._plain_values(cells)
        home: str = values.get("household.home_address", "")
        members = self._members.members(cells, home)
        check_identity(cells, values, self._columns.plain)
        self._take_disabled(cells, values)
        return RosterRow(
            self._grid.name,
            number + 1,
            values,
            members,
            tuple(cells.doubts),
            tuple(cells.faults),
            self._columns,
            self._furniture.class_above(number),
        )

    def _plain_values(self, cells: RowCells) -> dict[str, Any]:
        values: dict[str, Any] = {}
        texts = cells.texts(self._at, self._identity)
        for text, (key, column, reader, weigh) in zip(texts, self._plain, strict=True):
            if not text:
                continue
            if weigh is not None:
                value = weigh(cells, text, column, values)
            elif reader is None:
                value = _words(text)
            else:
                value, problem, note = reader[text]
                if problem or note:
                    value = cells.value(reader, text, column, is_identity=key in _IDENTITY)
            if value is not None:
                values[key] = value
        self._weigh_kind(cells, values)
        if self._ticks:
            self._tick(cells, values)
        return values

    def _weighing(self, key: str) -> _Weigh | None:
        """What reads a column whose cells are weighed with others, or may hold a code."""
        if key in ADDRESSES:
            return partial(self._address, key)
        return {
            "child.national_id": self._national_id,
            "boarding_period.boards": self._boards,
            "child.born_on": self._born_on,
            _SEVERAL: self._hardships,
            _MARK: self._mark,
            RURAL: self._rural_mark,
        }.get(key)

    def _national_id(self, cells: RowCells, text: str, column: int, _: dict[str, Any]) -> Any:
        if self._has_foreign_id(cells):
            return identity.foreign_number(text)
        reader = self._readers["child.national_id"]
        return cells.value(reader, text, column, is_identity=True)

    def _boards(self, cells: RowCells, text: str, column: int, _: dict[str, Any]) -> Any:
        if text in {"1", "2"} and self._has_codes(column):
            cells.doubt(column, f"就读方式：“{text}”是代码，请填“走读”或“住校”")
            return None
        return cells.value(self._readers["boarding_period.boards"], text, column)

    def _address(self, key: str, cells: RowCells, text: str, column: int, _: dict[str, Any]) -> Any:
        if is_code(text):
            cells.doubt(column, f"“{text}”是行政区划代码，没有登记，请写地名")
            return None
        return cells.value(self._readers[key], text, column)

    def _hardships(
        self, cells: RowCells, text: str, column: int, values: dict[str, Any]
    ) -> tuple[Any, ...] | None:
        """困境类型 as listed; 残疾 and 孤儿 among them are facts of the child's own."""
        found: list[Any] = []
        for part in reading.parts(listed(text)):
            if part in {"残疾", "残疾人", "残疾儿童"}:
                values.setdefault("disabled", "是")
            elif part in {"孤儿", "社会散居孤儿"}:
                values.setdefault("child.is_orphan", True)
            else:
                found.append(cells.value(self._readers[_SEVERAL], part, column))
        return tuple(dict.fromkeys(part for part in found if part is not None)) or None

    def _mark(self, cells: RowCells, text: str, column: int, _: dict[str, Any]) -> Mark | None:
        """The mark; 是 and √ say 留守 and no more, which 留守类型 may tell."""
        read = self._readers[_MARK][text]
        if read.value is None:
            cells.doubt(column, f"是否留守儿童：{read.problem}，没有按留守儿童登记，请核实")
            return None
        cells.value(self._readers[_MARK], text, column)
        mark = Mark(str(read.value))
        if mark is not Mark.YES:
            return mark
        kind = self._columns.plain.get(_KIND)
        told = self._readers[_MARK][cells.raw_text(kind)].value if kind is not None else None
        if told in {Mark.ONE, Mark.BOTH}:
            return Mark(str(told))
        said = "类型未填，学籍口径计为留守（学前幼儿计为学前留守），请核实是单亲还是双亲"
        cells.doubt(column, f"是否留守儿童：“{text}”没有写类型，{said}")
        return mark

    def _weigh_kind(self, cells: RowCells, values: dict[str, Any]) -> None:
        """留守类型 beside a blank or a denial: it says the mark, or is told."""
        at = self._columns.plain.get(_KIND)
        if at is None or values.get(_MARK) not in {None, Mark.NONE}:
            return
        kind = self._readers[_MARK][cells.raw_text(at)].value
        if kind not in {Mark.ONE, Mark.BOTH, Mark.YES}:
            return
        written = cells.raw_text(at)
        if values.get(_MARK) is Mark.NONE:
            cells.doubt(at, f"留守类型写的是“{written}”，“是否留守儿童”却是否，以后者为准")
        elif not cells.raw_text(self._columns.plain[_MARK]):
            values[_MARK] = Mark(str(kind))
            cells.doubt(at, f"“是否留守儿童”空着，按留守类型“{written}”登记，请核实")

    def _rural_mark(
        self, cells: RowCells, text: str, column: int, _: dict[str, Any]
    ) -> Mark | None:
        """是否农村留守儿童, which never becomes the mark; what is not understood is doubted."""
        read = self._readers[_MARK][text]
        if read.value is None:
            cells.doubt(column, f"是否农村留守儿童：{read.problem}，没有按留守儿童登记，请核实")
        return Mark(str(read.value)) if read.value else None

    def _born_on(self, cells: RowCells, text: str, column: int, values: dict[str, Any]) -> Any:
        """A day; a month alone is compared with the ID number, which tells the day."""
        reader = self._readers["child.born_on"]
        if reader[text].problem and (month := _month(text)):
            values["born_month"] = month
            return None
        return cells.value(reader, text, column)

    def _has_codes(self, column: int) -> bool:
        heading = self._grid.rows[self._columns.heading_row][column]
        return normal(heading) == _BOARDS_BY_CODE

    def _tick(self, cells: RowCells, values: dict[str, Any]) -> None:
        """The columns that tick one 困境类型 each."""
        found: list[Any] = list(values.get(_SEVERAL, ()))
        for kind in self._ticks:
            written = values.pop(TICK + kind.value, None)
            if written is None or written in reading.NOTHING:
                continue
            try:
                is_ticked = is_told(kind, written)
            except InputProblem as problem:
                at = self._columns.plain.get(TICK + kind.value)
                cells.doubt(at, f"{kind.label}：{problem.sentence}")
                continue
            if is_ticked:
                found.append(kind)
        if found:
            values[_SEVERAL] = tuple(dict.fromkeys(found))

    def _has_foreign_id(self, cells: RowCells) -> bool:
        if self._id_kind is None:
            return False
        text = cells.raw_text(self._id_kind)
        return self._readers["child.id_kind"][text].value not in {IdKind.RESIDENT, None}

    def _take_disabled(self, cells: RowCells, values: dict[str, Any]) -> None:
        """是否残疾人 of the 73-column layout, and 是否残疾幼儿 with its kind."""
        written = values.pop("disabled", None)
        if values.get(_HEALTH) is Health.DISABLED:
            self._weigh_health(cells, values)
        if written is None:
            return
        kind = values.pop("child.disability", None)
        try:
            kept = disabled(written, kind)
        except InputProblem as problem:
            cells.doubt(self._columns.plain.get("disabled"), f"是否残疾人：{problem.sentence}")
            return
        if kept:
            values["child.disability"] = kept

    def _weigh_health(self, cells: RowCells, values: dict[str, Any]) -> None:
        """健康状况 says 残疾: it is asked where 残疾类型 or 是否残疾 denies it.

        无残疾 is what the 学籍 system writes where nobody has chosen a kind, and denies nothing.
        """
        plain = self._columns.plain
        others = [plain[key] for key in ("child.disability", "disabled") if key in plain]
        told = ((at, cells.raw_text(at)) for at in others)
        denied = [at for at, text in told if text != "无残疾" and is_denied(text)]
        if denied and "child.disability" not in values:
            said = cells.raw_text(denied[0])
            cells.doubt(plain[_HEALTH], f"健康状况写的是残疾，另一列却写“{said}”，请核实")


def _with_mark(columns: Columns) -> Columns:
    """留守类型 is the mark of a list that has no 是否留守儿童."""
    if _MARK in columns.plain or _KIND not in columns.plain:
        return columns
    plain = dict(columns.plain)
    plain[_MARK] = plain.pop(_KIND)
    return replace(columns, plain=plain)


def _month(text: str) -> str | None:
    try:
        return reading.month(text) if len(text) <= len("2016年03月份") else None
    except InputProblem:
        return None
