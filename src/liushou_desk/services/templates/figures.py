"""The county's figures table (县里的统计表): marked cells are told figures of the catalogue."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.template import percent_text
from liushou_desk.domain.terms import previous_code
from liushou_desk.domain.words import Word
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.importing.cells import cell_address
from liushou_desk.importing.filling.looking import UNTOUCHED
from liushou_desk.importing.filling.rules import area_of
from liushou_desk.importing.foreign import work_on
from liushou_desk.importing.grid import Grid
from liushou_desk.models import Campus
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, FigureValue, open_book
from liushou_desk.services.figures.figure import Unit
from liushou_desk.services.keeping.settings import keep_setting, read_setting
from liushou_desk.services.papers.drawing import put_files, safe_name
from liushou_desk.services.papers.noting import note
from liushou_desk.services.templates.headings import above, beside, is_word
from liushou_desk.services.templates.sheets import CountyBook, read_county_book
from liushou_desk.services.templates.sums import differences, sums_of_formulas

TITLE = "县里的统计表"
SETTING = "county_figures"
_MOST_REMEMBERED = 40
_PERCENT = re.compile("[%％]")
_ALIKE = 0.5
"""So large a part of the marks must stand under the same headings for a form to be known."""


class When(Word):
    """Of which term a figure is told."""

    THIS = "this", "本学期"
    LAST = "last", "上学期"


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell, the figure it is told, and the headings it stood under when it was marked."""

    cell: str
    figure: str
    when: When = When.THIS
    campus: str = ""
    beside: str = ""
    above: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Row and column from 0."""
        area = area_of(self.cell)
        if area is None:
            said = f"“{self.cell}”不是单元格的位置，{UNTOUCHED}"
            raise InputProblem(said, "请写成C5这样。", field="cell")
        return area[0]


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A mark as it stands now; `asks` says why it is not filled in."""

    mark: Mark
    label: str
    text: str
    value: Any
    asks: str = ""
    can_agree: bool = False
    """Whether the clerk may have it filled in all the same."""


@dataclass(frozen=True, slots=True)
class FiguresPlan:
    """What would be written."""

    book: CountyBook
    sheet: str
    term: str
    cells: tuple[MarkedCell, ...]
    differences: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def filled(self) -> tuple[MarkedCell, ...]:
        """The cells that get a number."""
        return tuple(cell for cell in self.cells if not cell.asks)

    @property
    def said(self) -> str:
        """What would be done, in a line."""
        left = len(self.cells) - len(self.filled)
        return f"标了{len(self.cells)}格，填{len(self.filled)}格" + (
            f"，{left}格先不填。" if left else "。"
        )


def remembered_marks(office: OfficeFile, book: CountyBook, sheet: str) -> tuple[Mark, ...]:
    """The marks of the form that is most like this sheet, by the headings around its cells."""
    grid, best, most = book.grid(sheet), tuple[Mark, ...](), _ALIKE
    for marks in _kept(office):
        alike = sum(_is_as_it_was(grid, mark) for mark in marks) / max(len(marks), 1)
        if alike >= most:
            best, most = marks, alike
    return best


def marked(grid: Grid, cell: str, figure: str, when: When, campus: str) -> Mark:
    """A mark of a cell under the headings it has now. Raises `InputProblem` for a formula."""
    bare = Mark(cell.upper(), figure, when, campus)
    row, column = _owner(grid, bare.place)
    if (row, column) in grid.formulas:
        said = f"{cell}格是公式，由表格自己算，程序从不改写，{UNTOUCHED}"
        raise InputProblem(said, "请标别的格；公式会照新填的数重新算。", field="cell")
    where = cell_address(row + 1, column)
    return Mark(where, figure, when, campus, beside(grid, row, column), above(grid, row, column))


def plan_figures(
    office: OfficeFile,
    path: Path,
    term: str,
    marks: Sequence[Mark] | None = None,
    *,
    sheet: str = "",
    agreed: Collection[str] = (),
    book: CountyBook | None = None,
) -> FiguresPlan:
    """What would be written; `marks` as remembered where none are given.

    `agreed` are cells whose headings have changed and that the clerk wants filled in all the same.
    Raises `FileTrouble`, `TemplateTrouble`, or `RuleConflict` for a term or campus not on file.
    """
    book = book or read_county_book(path)
    sheet = sheet or next(iter(book.sheets), "")
    grid = book.grid(sheet)
    marks = remembered_marks(office, book, sheet) if marks is None else marks
    with office.reading() as session:
        told = _Told(office, session, term)
        cells = tuple(_cell(grid, told, mark, agreed) for mark in marks)
    numbers = {
        cell.mark.place: cell.value
        for cell in cells
        if not cell.asks and isinstance(cell.value, int | Decimal)
    }
    notes = [
        f"{cell_address(row + 1, column)}格是公式，按填的数应算出{number}。"
        for (row, column), number in sums_of_formulas(grid, numbers)
    ]
    return FiguresPlan(book, sheet, term, cells, tuple(differences(grid, numbers)), tuple(notes))


def write_figures(office: OfficeFile, plan: FiguresPlan, folder: Path) -> Path:
    """Write the filled copy into a folder, over nothing; its marks are remembered.

    Raises `InputProblem` where nothing is marked, `TemplateTrouble`, `FileTrouble`.
    """
    if not plan.filled:
        said = f"还没有标出要填哪一格，{UNTOUCHED}"
        raise InputProblem(said, "请选中一格，按回车选一个数字。", field="cell")
    plan.book.require_same()
    wishes = [(*cell.mark.place, _wish(cell)) for cell in plan.filled]
    _, made = work_on(plan.book.path, "fill_book", {"sheet": plan.sheet, "cells": wishes})
    name = safe_name(f"{plan.book.path.stem}_{plan.term}.xlsx")
    (path,) = put_files(folder, {name: made})
    note(
        office,
        f"填写{TITLE}",
        (path,),
        paper="county-figures",
        cells=len(plan.filled),
        figures=sorted({cell.mark.figure for cell in plan.filled}),
        differences=len(plan.differences),
        term=plan.term,
    )
    remember_marks(office, plan)
    return path


def remember_marks(office: OfficeFile, plan: FiguresPlan) -> None:
    """Keep the marks with the headings as they are now, in place of the form's earlier ones."""
    grid = plan.book.grid(plan.sheet)
    before = remembered_marks(office, plan.book, plan.sheet)
    mine = [
        marked(grid, cell.mark.cell, cell.mark.figure, cell.mark.when, cell.mark.campus)
        for cell in plan.filled
    ]
    others = [marks for marks in _kept(office) if marks != before][-_MOST_REMEMBERED:]
    kept = [[asdict(mark) for mark in marks] for marks in (*others, mine)]
    keep_setting(office, SETTING, kept)


class _Told:
    """The figures of this term and the last, of the school and its campuses, each counted once."""

    def __init__(self, office: OfficeFile, session: Session, term: str) -> None:
        self._office, self._session, self._term = office, session, term
        self._books: dict[tuple[str, str], Mapping[str, FigureValue]] = {}

    def of(self, mark: Mark) -> FigureValue:
        """Raises `InputProblem` for a figure there is none of, `RuleConflict` for a term."""
        term = previous_code(self._term) if mark.when is When.LAST else self._term
        if (term, mark.campus) not in self._books:
            book: FigureBook = open_book(
                self._office, self._session, term, campus=mark.campus or None
            )
            self._books[term, mark.campus] = book.snapshot()
        found = self._books[term, mark.campus].get(mark.figure)
        if found is None:
            said = f"没有叫“{mark.figure}”的指标。"
            raise InputProblem(said, "请重新选一个数字。", field="figure")
        return found


def _cell(grid: Grid, told: _Told, mark: Mark, agreed: Collection[str]) -> MarkedCell:
    try:
        value = told.of(mark)
    except (InputProblem, RuleConflict) as error:
        return MarkedCell(mark, mark.figure, "", None, error.sentence)
    row, column = mark.place
    number = value.value
    text = percent_text(number) if value.unit == Unit.PERCENT else written(number) or "—"
    asks, can_agree = "现在没有这个数" if number is None else "", False
    if (row, column) in grid.formulas:
        asks = "这一格现在是公式，程序不改写"
    elif mark.cell not in agreed and (said := _words_in(grid, row, column)):
        asks, can_agree = f"这一格写着“{said}”", True
    elif mark.cell not in agreed and not _is_as_it_was(grid, mark):
        can_agree = True
        now = "、".join(filter(None, (beside(grid, row, column), above(grid, row, column))))
        was = "、".join(filter(None, (mark.beside, mark.above)))
        asks = f"表头变了：原来是“{was}”，现在是“{now or '空白'}”"
    where = f"{mark.campus}·" if mark.campus else ""
    when = "上学期·" if mark.when is When.LAST else ""
    return MarkedCell(mark, f"{when}{where}{value.label}", text, number, asks, can_agree)


def _words_in(grid: Grid, row: int, column: int) -> str:
    """Words that a number would take the place of: the cell may be a heading."""
    raw = grid.rows[row][column] if row < len(grid.rows) and column < len(grid.rows[row]) else None
    return "".join(raw.split()) if is_word(raw) and isinstance(raw, str) else ""


def _wish(cell: MarkedCell) -> Any:
    """A number as JSON takes it; a rate as its cell shows it."""
    if cell.text.endswith("%") and not _PERCENT.search(f"{cell.mark.beside}{cell.mark.above}"):
        return {"percent": cell.text.removesuffix("%"), "text": cell.text}
    return int(cell.value) if cell.value == int(cell.value) else float(cell.value)


def _is_as_it_was(grid: Grid, mark: Mark) -> bool:
    row, column = mark.place
    return (beside(grid, row, column), above(grid, row, column)) == (mark.beside, mark.above)


def _owner(grid: Grid, place: tuple[int, int]) -> tuple[int, int]:
    """The cell that holds the value of a merged one."""
    row, column = place
    for (top, left), (bottom, right) in grid.spans:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return place


def _kept(office: OfficeFile) -> list[tuple[Mark, ...]]:
    """The marks of each form that was filled in before; what cannot be read is none."""
    kept: Any = read_setting(office, SETTING, [])
    forms: list[tuple[Mark, ...]] = []
    for form in cast("list[Any]", kept) if isinstance(kept, list) else []:
        try:
            forms.append(tuple(Mark(**{**one, "when": When(one["when"])}) for one in form))
        except (TypeError, KeyError, ValueError):
            continue
    return forms


def marks_by_words(grid: Grid, words: Mapping[str, Any]) -> tuple[Mark, ...]:
    """Marks that were written down: a cell, and a figure or its figure, term and campus.

    Raises `InputProblem`.
    """
    found: list[Mark] = []
    for cell, told in words.items():
        more = cast("dict[str, Any]", told) if isinstance(told, dict) else {"figure": told}
        when = When.from_text(str(more.get("when", When.THIS.label)))
        if when is None:
            said = f"{cell}格的学期“{more.get('when')}”不认识，{UNTOUCHED}"
            raise InputProblem(said, "可写：本学期、上学期。", field="cells")
        found.append(marked(grid, cell, str(more.get("figure")), when, str(more.get("campus", ""))))
    return tuple(found)


def require_any(plan: FiguresPlan) -> None:
    """Refuse a form that nothing is known of."""
    if not plan.cells:
        said = f"“{plan.book.path.name}”还没有标过要填哪些格，{UNTOUCHED}"
        raise TemplateTrouble(said, '请用 --cells 写一个JSON，如{"C5": "left_behind"}。')


def figures_to_mark(office: OfficeFile, term: str) -> tuple[tuple[str, str, str], ...]:
    """(key, name, present value) of every figure a cell can be told."""
    with office.reading() as session:
        book = open_book(office, session, term)
        return tuple((value.key, value.label, _shown(value)) for value in book)


def _shown(value: FigureValue) -> str:
    return "—" if value.value is None else f"{value.value}{value.unit}"


def campuses(office: OfficeFile) -> tuple[str, ...]:
    """校区 and 教学点, where there is more than the school itself."""
    with office.reading() as session:
        names = tuple(session.scalars(sa.select(Campus.name).order_by(Campus.id)))
    return names if len(names) > 1 else ()
