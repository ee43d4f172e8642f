"""The import as the clerk sees it (导入名册), and the only door to it for the window.

Choose and map (`map_workbook`), look (`preview`, `fields_of`), take in (`commit`), hand back what
was rejected (`hand_back`), and later on take a whole import back (`undo_import`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from liushou_desk.domain.masking import mask_national_id, mask_student_number
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title, usual_term
from liushou_desk.importing.headings import IGNORE, Target, targets
from liushou_desk.importing.roster import RosterRow
from liushou_desk.importing.sheets import read_sheets
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.handback import hand_back_rows
from liushou_desk.services.imports.history import (
    BatchRow,
    Standing,
    import_history,
    undo_import,
)
from liushou_desk.services.imports.mapping import (
    GUESS,
    HeadingMap,
    How,
    SheetMap,
    WorkbookMap,
    map_sheets,
    remember,
    remembered,
    with_memory,
)
from liushou_desk.services.imports.outcome import (
    FieldChange,
    ImportResult,
    Refusal,
    RowOutcome,
    Verdict,
)
from liushou_desk.services.imports.said import said_fields
from liushou_desk.services.imports.service import (
    Workbook,
    import_roster,
    preview_import,
    read_workbook,
)
from liushou_desk.services.register.child_form import ENTERED_ON
from liushou_desk.services.school.terms import list_terms

__all__ = [
    "GUESS",
    "IGNORE",
    "BatchRow",
    "FieldChange",
    "HeadingMap",
    "How",
    "ImportResult",
    "Refusal",
    "SheetMap",
    "Standing",
    "Target",
    "Verdict",
    "WorkbookMap",
    "commit",
    "fields_of",
    "hand_back",
    "hand_back_name",
    "import_history",
    "map_workbook",
    "preview",
    "refusable",
    "targets",
    "term_choices",
    "undo_import",
]

KINDS = ("*.xlsx", "*.xlsm", "*.xls", "*.csv", "*.txt")
"""What may be chosen; what a file is, its content tells."""


@dataclass(frozen=True, slots=True)
class TermChoice:
    """A term a roster may be taken into; one not on file is made by the import."""

    code: str
    label: str
    first_on: date


@dataclass(frozen=True, slots=True)
class Wish:
    """Which workbook is to be taken into which term, and how its columns are to be read.

    `entered_on` is the day new children came on the register.
    """

    path: Path
    term: str
    entered_on: date
    chosen: tuple[tuple[str, str], ...] = ()
    """Heading's token and target's key, `IGNORE` or `GUESS`; stands above memory and guess."""
    sheets: tuple[str, ...] | None = None
    """The sheets to be read, by name; by default every roster that is not hidden."""


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
    at: int = -1
    """Its place among the rows of the workbook."""


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


def map_workbook(office: OfficeFile, wish: Wish) -> WorkbookMap:
    """What every column of a workbook is read as; it is refused only where it cannot be opened.

    Raises:
        FileTrouble: the workbook cannot be read.
        ImportTrouble: it is no workbook, or too large.
    """
    chosen, memory = dict(wish.chosen), remembered(office)
    sheets = read_sheets(wish.path, with_memory(office, chosen), wish.sheets)
    return map_sheets(sheets, chosen, memory)


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
    mapping = with_memory(office, dict(wish.chosen))
    workbook = read_workbook(wish.path, mapping, progress, wish.sheets)
    result = preview_import(
        office, workbook, wish.term, entered_on=wish.entered_on, progress=progress
    )
    rows = zip(workbook.rows, result.outcomes, strict=True)
    listed = tuple(_row(at, row, outcome) for at, (row, outcome) in enumerate(rows))
    return Preview(wish, workbook, result, listed)


def fields_of(seen: Preview, row: PreviewRow) -> tuple[FieldChange, ...]:
    """What a row would write, field by field: of a new one everything, else what changes."""
    outcome = seen.result.outcomes[row.at]
    is_new = outcome.verdict is Verdict.NEW
    fields = said_fields(seen.workbook.rows[row.at], outcome) if is_new else outcome.changes
    return tuple(map(_covered, fields))


def refusable(change: FieldChange) -> bool:
    """Whether a change can be refused by itself; what follows from others cannot."""
    return bool(change.key)


def commit(
    office: OfficeFile,
    seen: Preview,
    progress: Progress | None = None,
    *,
    refused: Collection[Refusal] = (),
) -> ImportResult:
    """Take in the rows that were previewed but for what was refused; one undoable action.

    What became of the file since does not matter. The mapping chosen for it is remembered.
    """
    wish = seen.wish
    result = import_roster(
        office,
        seen.workbook,
        wish.term,
        entered_on=wish.entered_on,
        progress=progress,
        refused=refused,
    )
    if wish.chosen:
        remember(office, dict(wish.chosen))
    return result


def hand_back(office: OfficeFile, seen: Preview, path: Path, *, doubtful: bool = False) -> int:
    """Write the rejected rows as the workbook they came in, to be mended and imported again.

    With `doubtful` also those that were taken but ask to be looked at. Returns how many rows were
    written; nothing is where there are none. Raises `FileTrouble`.
    """
    return hand_back_rows(office, seen.workbook, seen.result.outcomes, path, doubtful=doubtful)


def hand_back_name(seen: Preview) -> str:
    """A name for what is handed back that tells its workbook."""
    return f"{Path(seen.workbook.name).stem}_退回修改.xlsx"


def _row(at: int, row: RosterRow, outcome: RowOutcome) -> PreviewRow:
    who, notes = str(row.values.get("child.name", "")), tuple(_notes(outcome))
    search = search_text(who, outcome.sheet, *notes)
    is_doubtful = bool(outcome.doubts)
    place = outcome.sheet, outcome.row
    return PreviewRow(*place, who, outcome.verdict, is_doubtful, notes, search, at)


def _notes(outcome: RowOutcome) -> Iterator[str]:
    for fault in outcome.faults:
        yield f"{fault.cell} {fault.reason}"
    for doubt in outcome.doubts:
        yield f"存疑：{doubt.cell} {doubt.reason}"
    for change in map(_covered, outcome.changes):
        yield f"{change.label} {change.before} → {change.after}"


_COVERS = {"身份证件号": mask_national_id, "学籍号": mask_student_number}


def _covered(change: FieldChange) -> FieldChange:
    """Numbers that name a person are covered here as on every screen; the workbook has them."""
    cover = next((_COVERS[label] for label in _COVERS if change.label.endswith(label)), None)
    if cover is None:
        return change
    told = (cover(text) if text[:2].isalnum() else text for text in (change.before, change.after))
    return replace(change, **dict(zip(("before", "after"), told, strict=True)))
