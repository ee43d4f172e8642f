"""One row's cells as text and as values, with every problem found on the way."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liushou_desk.domain.field import Field, Value
from liushou_desk.errors import InputProblem
from liushou_desk.importing.number_format import LARGEST_EXACT
from liushou_desk.importing.sheet_scan import column_letters
from liushou_desk.importing.spellings import respelt
from liushou_desk.importing.workbook import Grid, Raw

_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_ROUNDED = re.compile(r"[0-9]{15}000")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, in one sentence; a fault rejects the row, a doubt does not."""

    cell: str
    reason: str


class Read(NamedTuple):
    """What a field makes of a text."""

    value: Value | None
    problem: str = ""
    """Why there is no value."""
    note: str = ""
    """Why there is one, or none is missing, and yet the text asks to be looked at."""


class FieldReader(dict[str, Read]):
    """What one field makes of a text: the value, and the sentence that says why there is none.

    Workbooks repeat themselves, so what was read once is remembered.
    """

    def __init__(self, entry: Field) -> None:
        super().__init__()
        self.label = entry.label
        self._key = f"{entry.table}.{entry.key}"
        self._check = entry.check

    def __missing__(self, text: str) -> Read:
        try:
            kept, note = respelt(self._key, text)
            read = Read(self._check(kept) if kept else None, "", note)
        except InputProblem as problem:
            read = Read(None, problem.sentence)
        self[text] = read
        return read


def field_readers(entries: Iterable[Field]) -> dict[str, FieldReader]:
    """A reader for each field, by `table.key`."""
    return {f"{entry.table}.{entry.key}": FieldReader(entry) for entry in entries}


class RowCells:
    """The cells of one row; gathers doubts and faults by cell."""

    def __init__(self, grid: Grid, number: int) -> None:
        self._grid, self._number, self._row = grid, number, grid.rows[number]
        self._is_plain = not (grid.merged or grid.formulas or grid.errors or grid.doubts)
        self.doubts: list[Problem] = []
        if number in grid.row_doubts:
            self.doubt(None, grid.row_doubts[number])
        self.faults: list[Problem] = []
        if number in grid.row_faults:
            self.faults.append(Problem(self.address(None), grid.row_faults[number]))

    def texts(self, columns: Sequence[int], identity: Set[int] = frozenset()) -> list[str]:
        """The texts of some cells, of which those in `identity` tell who a person is."""
        raws: Sequence[Raw] | Mapping[int, Raw] = self._row
        if not self._is_plain:
            raws = {column: self._own_value(column, column in identity) for column in columns}
        return [
            raw.strip()
            if isinstance(raw := raws[column], str)
            else ("" if raw is None else self._as_text(raw, column, column in identity))
            for column in columns
        ]

    def raw_text(self, column: int) -> str:
        """The text of a cell without looking for problems in it."""
        raw = self._row[column]
        return raw.strip() if isinstance(raw, str) else str(raw or "")

    def value(
        self, reader: FieldReader, text: str, column: int, *, is_identity: bool = False
    ) -> Value | None:
        """What a field makes of a cell's text; a problem in an identity rejects the row."""
        read = reader[text]
        if read.problem:
            problems = self.faults if is_identity else self.doubts
            reason = f"{reader.label}：{read.problem}{spoilt(text)}"
            problems.append(Problem(self.address(column), reason))
        if read.note:
            self.doubt(column, f"{reader.label}：{read.note}")
        return read.value

    def doubt(self, column: int | None, reason: str) -> None:
        """Note that a cell asks to be looked at."""
        self.doubts.append(Problem(self.address(column), reason))

    def address(self, column: int | None) -> str:
        """A cell as Excel names it, or its row where the sheet has no such column."""
        return cell_address(self._number + 1, column)

    def _own_value(self, column: int, is_identity: bool) -> Raw:
        """A cell's value, unless it shows an error or is another's that it is merged with."""
        raw, place = self._row[column], (self._number, column)
        is_blank = raw is None or raw == ""
        if place in self._grid.errors:
            said = f"单元格显示的是{self._grid.errors[place]}"
            if is_identity:
                self._fault(column, f"{said}，不是姓名或号码")
            else:
                self.doubts.append(Problem(self.address(column), f"{said}，按空白处理"))
            return None
        if place in self._grid.doubts:
            self.doubt(column, self._grid.doubts[place])
        if place in self._grid.merged and is_identity:
            if not is_blank:
                self._fault(column, "姓名或号码的单元格被合并，分不清是谁")
            return None
        if place in self._grid.formulas:
            if is_blank and is_identity:
                self._fault(column, "是公式，文件里没有算出的值")
            else:
                said = "文件里没有算出的值，按空白处理" if is_blank else "取的是上次算出的值"
                self.doubts.append(Problem(self.address(column), f"是公式，{said}"))
        return raw

    def _as_text(self, raw: Raw, column: int, is_identity: bool) -> str:
        if isinstance(raw, bool):
            return "是" if raw else "否"
        if isinstance(raw, date):
            return raw.isoformat()[:10]
        if not isinstance(raw, int | float):
            return ""
        if abs(raw) >= LARGEST_EXACT:
            spoilt = "号码存成了数字，Excel已改掉末几位"
            if is_identity:
                self._fault(column, f"{spoilt}，请把该列设为文本后重新填写")
            else:
                self.doubts.append(Problem(self.address(column), f"{spoilt}，没有记入"))
            return ""
        return str(int(raw)) if float(raw).is_integer() else str(raw)

    def _fault(self, column: int, reason: str) -> None:
        self.faults.append(Problem(self.address(column), reason))


def spoilt(text: str) -> str:
    """What a program did to a number before it came here, said after why it cannot be taken."""
    if _SCIENTIFIC.fullmatch(text):
        return "，号码已变成科学计数法，末几位丢失，请把该列设为文本后重新填写"
    if _ROUNDED.fullmatch(text):
        return "，末三位是000，可能被Excel改过"
    return ""


def cell_address(row: int, column: int | None) -> str:
    """A cell as Excel names it, or its row where the sheet has no such column."""
    return f"第{row}行" if column is None else f"{column_letters(column + 1)}{row}"
