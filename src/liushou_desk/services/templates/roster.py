"""The county's roster (县里的名册): our children in its columns, planned first, then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import Word
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.importing.cells import cell_address
from liushou_desk.importing.foreign import work_on
from liushou_desk.importing.furniture import is_foot
from liushou_desk.importing.grid import Grid
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.drawing import put_files, safe_name
from liushou_desk.services.papers.kind import PaperKind, Per, Wish
from liushou_desk.services.papers.noting import note
from liushou_desk.services.papers.privacy import require_reason
from liushou_desk.services.papers.subjects import NOTHING_MADE, subjects_of
from liushou_desk.services.papers.whom import LEFT_BEHIND, Whom
from liushou_desk.services.templates.columns import Head, head_of, remember
from liushou_desk.services.templates.fitting import day_form, fitted, unread_list
from liushou_desk.services.templates.sheets import CountyBook, Rule, read_county_book
from liushou_desk.services.templates.told import NUMBER, field_of
from liushou_desk.services.templates.values import Values, is_kept_back

TITLE = "县里的名册"
_BOARDS = "boarding_period.boards"
_HALF = 2


class Examples(Word):
    """What becomes of rows that stand below the headings already."""

    REPLACE = "replace", "换掉"
    KEEP = "keep", "保留，写在它们下面"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk asks for; the first visible sheet where none is named."""

    term: str
    whom: Whom = LEFT_BEHIND
    school_class: str | None = None
    audience: Audience = Audience.REPORT
    with_numbers: bool = False
    sheet: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    """Token of a heading to the key chosen for it, see `columns`."""
    examples: Examples | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that stays empty, and why."""

    cell: str
    said: str


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What would be written; `examples` are the rows that stand there already, from 1."""

    book: CountyBook
    wanted: Wanted
    sheet: str
    head: Head
    child_ids: tuple[int, ...]
    first_row: int
    examples: tuple[int, ...]
    cells: tuple[tuple[int, int, Any], ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]

    @property
    def asks(self) -> str:
        """What must be said before anything is written; empty where all is clear."""
        if not self.examples or self.wanted.examples is not None:
            return ""
        rows = f"第{self.examples[0]}行" + (
            f"至第{self.examples[-1]}行" if self.examples[1:] else ""
        )
        return f"表头下面{rows}已有内容（像是示例），要换掉，还是保留、写在它们下面？"

    @property
    def said(self) -> str:
        """What would be done, in a line."""
        written = sum(value is not None for _, _, value in self.cells)
        filled = sum(bool(column.key) for column in self.head.columns)
        return (
            f"{len(self.child_ids)}名儿童，从第{self.first_row + 1}行写起；{filled}列有内容，"
            f"共{written}格，存疑{len(self.doubts)}格。"
        )


def plan_roster(
    office: OfficeFile, path: Path, wanted: Wanted, book: CountyBook | None = None
) -> RosterPlan:
    """What would be written into a county's roster; `book` where it has been read already.

    Raises:
        FileTrouble, TemplateTrouble: it cannot be used, or holds no headings.
        InputProblem: there is no such class.
        RuleConflict: nobody is to be listed, or there is no room above 合计.
    """
    book = book or read_county_book(path)
    sheet = wanted.sheet or next(iter(book.sheets), "")
    grid = book.grid(sheet)
    head = head_of(office, path.name, grid, wanted.chosen)
    kind = PaperKind(
        "county-roster", TITLE, Per.SCHOOL, wanted.whom, LISTING, wanted.audience, lambda _: ()
    )
    wish = Wish(wanted.term, wanted.school_class, with_numbers=wanted.with_numbers)
    (subject,) = subjects_of(office, kind, wish)
    foot = _foot(grid, head)
    examples = _examples(grid, head, foot)
    keeps = bool(examples) and wanted.examples is Examples.KEEP
    first = examples[-1] + 1 if keeps else head.body_row
    _require_room(path, first, foot, len(subject.everybody))
    with office.reading() as session:
        filling = _Filling(grid, head, book.rules.get(sheet, ()), Values(session, subject))
    if not keeps:
        filling.clear(examples)
    filling.fill(subject.everybody, first)
    return RosterPlan(
        book,
        wanted,
        sheet,
        head,
        subject.everybody,
        first,
        tuple(row + 1 for row in examples),
        tuple((row, column, value) for (row, column), value in filling.cells.items()),
        tuple(filling.doubts),
        tuple(_notes(head, filling)),
    )


def write_roster(office: OfficeFile, plan: RosterPlan, folder: Path, reason: str) -> Path:
    """Write the filled copy into a folder, over nothing; the journal keeps whom it lists and why.

    Raises `InputProblem` without a fit reason or an answer about the examples, `TemplateTrouble`
    where the workbook was changed since or a cell cannot be written, `FileTrouble`.
    """
    if not reason.strip():
        said = f"没有写明为什么要填名册（谁要、作什么用），{NOTHING_MADE}"
        raise InputProblem(said, "请写上原因，如“县教育局开学摸底”。", field="reason")
    require_reason(office, TITLE, reason)
    if plan.asks:
        raise InputProblem(f"{plan.asks}{NOTHING_MADE}", "请先选一种。", field="examples")
    plan.book.require_same()
    told = {"sheet": plan.sheet, "cells": plan.cells, "like": plan.head.body_row}
    _, made = work_on(plan.book.path, "fill_book", told)
    name = safe_name(f"{plan.book.path.stem}_{plan.wanted.term}.xlsx")
    (path,) = put_files(folder, {name: made})
    whole = "，证件号、电话写全" if plan.wanted.with_numbers else ""
    note(
        office,
        f"填写{TITLE}（{plan.wanted.audience.label}{whole}）",
        (path,),
        paper="county-roster",
        children=len(plan.child_ids),
        child_ids=list(plan.child_ids),
        columns=sum(bool(column.key) for column in plan.head.columns),
        term=plan.wanted.term,
        reason=reason.strip(),
    )
    remember(office, plan.head, plan.wanted.chosen)
    return path


class _Filling:
    """Which cells are written with what, and what is doubted on the way."""

    def __init__(self, grid: Grid, head: Head, rules: Sequence[Rule], values: Values) -> None:
        self._grid, self._head, self._values = grid, head, values
        columns = [column for column in head.columns if column.key]
        self._rules = {
            c.column: [r for r in rules if any(a[1] <= c.column <= b[1] for a, b in r.areas)]
            for c in columns
        }
        self.columns = columns
        self.cells: dict[tuple[int, int], Any] = {}
        self.doubts: list[Doubt] = []
        self.computed: set[str] = set()
        """Columns that hold formulas, by their letters."""

    def clear(self, rows: Sequence[int]) -> None:
        """Take away what an example says."""
        for row in rows:
            for column in self._head.columns:
                place = row, column.column
                if place not in self._grid.formulas and place not in self._grid.merged:
                    self.cells[place] = None

    def fill(self, child_ids: Sequence[int], first: int) -> None:
        """A row for each child."""
        forms = {c.column: day_form(c.heading, *self._samples(c.column)) for c in self.columns}
        for number, child_id in enumerate(child_ids, start=1):
            row = first + number - 1
            for column in self.columns:
                if (row, column.column) in self._grid.formulas:
                    self.computed.add(column.letters)
                    continue
                value = self._values.told(child_id, column.key, number)
                if column.key == _BOARDS and "是否" not in column.heading:
                    value = {"是": "寄宿", "否": "走读"}.get(str(value), value)
                rules = [r for r in self._rules[column.column] if r.holds_for(row, column.column)]
                if value == "":
                    continue
                wish, doubt = fitted(value, field_of(column.key), rules, forms[column.column])
                if doubt:
                    self.doubts.append(Doubt(cell_address(row + 1, column.column), doubt))
                else:
                    self.cells[row, column.column] = wish

    def _samples(self, column: int) -> list[object]:
        rows = self._grid.rows[self._head.body_row : self._head.body_row + _HALF]
        return [row[column] for row in rows]

    def notes_of_rules(self) -> list[str]:
        """Drop-downs that could not be compared."""
        told = ((c, unread_list(self._rules[c.column])) for c in self.columns)
        return [f"{c.letters}列“{c.heading}”{said}。" for c, said in told if said]


def _notes(head: Head, filling: _Filling) -> list[str]:
    notes: list[str] = []
    if head.unknown:
        notes.append(f"不认识的列留空：{'、'.join(head.unknown)}。")
    kept = [c.heading for c in head.columns if c.key and is_kept_back(c.key)]
    if kept:
        notes.append(f"健康、困境等敏感内容不写进名册，留空：{'、'.join(kept)}。")
    if filling.computed:
        told = "、".join(sorted(filling.computed))
        notes.append(f"{told}列是公式，由表格自己算，程序没有写。")
    return notes + filling.notes_of_rules()


def _foot(grid: Grid, head: Head) -> int | None:
    """The first row below the list that is none of it: 合计, 填表说明, a note across."""
    wide = max(len(head.columns) // _HALF, _HALF + 1)
    across = {
        top
        for (top, left), (bottom, right) in grid.spans
        if top == bottom and right - left + 1 >= wide
    }
    for row in range(head.body_row, len(grid.rows)):
        if is_foot(grid.rows[row]) or (row in across and any(grid.rows[row])):
            return row
    return None


def _examples(grid: Grid, head: Head, foot: int | None) -> list[int]:
    """Rows with anything in them but formulas and numbers printed ahead."""
    plain = [c.column for c in head.columns if c.key != NUMBER]
    return [
        row
        for row in range(head.body_row, len(grid.rows) if foot is None else foot)
        if any(
            grid.rows[row][at] not in (None, "") and (row, at) not in grid.formulas for at in plain
        )
    ]


def _require_room(path: Path, first: int, foot: int | None, rows: int) -> None:
    if foot is None or rows <= foot - first:
        return
    room = max(foot - first, 0)
    raise RuleConflict(
        f"“{path.name}”第{foot + 1}行起是合计或说明，上面只有{room}个空行，要写{rows}名儿童，"
        f"写不下，没有写出任何文件，原文件没有改动。",
        f"请在WPS里在第{foot + 1}行上面插入{rows - room}行，保存后再选这个文件。",
    )


def scope_words(wanted: Wanted) -> str:
    """Whom the roster is of, in words."""
    where = wanted.school_class or "全校"
    return f"{term_title(wanted.term)}　{where}　{wanted.whom.told}　{wanted.audience.label}使用"
