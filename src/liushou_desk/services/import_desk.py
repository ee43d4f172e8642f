"""The import as the clerk sees it (导入名册): what a workbook would do, row by row in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from pathlib import Path

from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title, usual_term
from liushou_desk.importing.roster import Progress, RosterRow
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.outcome import ImportResult, RowOutcome, Verdict
from liushou_desk.services.imports.service import (
    Workbook,
    import_roster,
    preview_import,
    read_workbook,
)
from liushou_desk.services.register.child_form import ENTERED_ON
from liushou_desk.services.school import list_terms


@dataclass(frozen=True, slots=True)
class TermChoice:
    """A term a roster may be taken into; one not on file is made by the import."""

    code: str
    label: str
    first_on: date


@dataclass(frozen=True, slots=True)
class Wish:
    """Which workbook is to be taken into which term.

    `entered_on` is the day new children came on the register.
    """

    path: Path
    term: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the workbook; `notes` say what changes, what is doubted, what is wrong."""

    sheet: str
    number: int
    who: str
    verdict: Verdict
    is_doubtful: bool
    notes: tuple[str, ...]
    search: str
    """What it is found by, see `domain.search`."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows as they were read, and what would become of them."""

    wish: Wish
    workbook: Workbook
    result: ImportResult
    rows: tuple[PreviewRow, ...]


def term_choices(office: OfficeFile, *codes: str) -> tuple[TermChoice, ...]:
    """The terms on file and those of `codes`, the latest first."""
    on_file = (TermChoice(term.code, term.label, term.first_on) for term in list_terms(office))
    known = {term.code: term for term in on_file}
    for code in codes:
        if code not in known:
            label = f"{term_title(code)}（尚未建立）"
            known[code] = TermChoice(code, label, usual_term(code).first_on)
    return tuple(sorted(known.values(), key=lambda term: term.code, reverse=True))


def preview(office: OfficeFile, wish: Wish, progress: Progress | None = None) -> Preview:
    """Read a workbook and say what it would do; nothing is written.

    Raises:
        InputProblem: the day lies ahead of both today and the term's opening.
        FileTrouble: the workbook cannot be read.
        ImportTrouble: it is no roster.
        Cancelled: the clerk stopped it.
    """
    opening = next(t.first_on for t in term_choices(office, wish.term) if t.code == wish.term)
    if wish.entered_on > max(office.today, opening):
        raise ENTERED_ON.ahead(office.today)
    workbook = read_workbook(wish.path, progress=progress)
    result = preview_import(
        office, workbook, wish.term, entered_on=wish.entered_on, progress=progress
    )
    rows = zip(workbook.rows, result.outcomes, strict=True)
    return Preview(wish, workbook, result, tuple(starmap(_row, rows)))


def commit(office: OfficeFile, seen: Preview, progress: Progress | None = None) -> ImportResult:
    """Take in the rows that were previewed, whatever became of the file; one undoable action."""
    wish = seen.wish
    return import_roster(
        office, seen.workbook, wish.term, entered_on=wish.entered_on, progress=progress
    )


def _row(row: RosterRow, outcome: RowOutcome) -> PreviewRow:
    who, notes = str(row.values.get("child.name", "")), tuple(_notes(outcome))
    search = search_text(who, outcome.sheet, *notes)
    is_doubtful = bool(outcome.doubts)
    return PreviewRow(outcome.sheet, outcome.row, who, outcome.verdict, is_doubtful, notes, search)


def _notes(outcome: RowOutcome) -> Iterator[str]:
    for fault in outcome.faults:
        yield f"{fault.cell} {fault.reason}"
    for doubt in outcome.doubts:
        yield f"存疑：{doubt.cell} {doubt.reason}"
    for change in outcome.changes:
        yield f"{change.label} {change.before} → {change.after}"
