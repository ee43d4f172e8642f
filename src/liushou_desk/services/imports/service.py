"""The import service: preview a workbook against the office file, or take it in as one action."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from sqlalchemy.orm import Session

from liushou_desk.domain.progress import Progress
from liushou_desk.domain.terms import parse_code
from liushou_desk.importing.headings import targets
from liushou_desk.importing.roster import RosterRow, roster_rows
from liushou_desk.importing.sheets import Sheets, read_sheets
from liushou_desk.models import (
    Child,
    ImportBatch,
    Pupil,
    SchoolProfile,
)
from liushou_desk.models.journal import newest_action, record_origins
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.imports.mapping import side_by_side
from liushou_desk.services.imports.outcome import (
    ImportResult,
    Refusal,
    RowOutcome,
    Verdict,
)
from liushou_desk.services.imports.plan import RosterPlanner
from liushou_desk.services.imports.soundness import require_sound
from liushou_desk.services.imports.state import RosterState
from liushou_desk.services.imports.stated import ImportSettings
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.writing.ledger import Ledger

_NOT_TAKEN = {Verdict.REJECTED, Verdict.REFUSED}
TOLD_EVERY = 200
"""Rows planned between two words about how far the work is."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A roster read into rows, with what tells it from another file."""

    name: str
    sha256: str
    rows: tuple[RosterRow, ...]
    sheets: Sheets
    """The cells as they stand, for handing rows back."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to read it, in sentences; also what was left out."""
        beside = (side_by_side(columns) for _, columns in self.sheets.rosters())
        return (*self.sheets.notes, *dict.fromkeys(filter(None, beside)))

    @property
    def unknown_headings(self) -> tuple[str, ...]:
        """Headings of its rosters whose columns are not read, each once."""
        sheets = [next(rows).columns for _, rows in groupby(self.rows, attrgetter("sheet"))]
        return tuple(dict.fromkeys(heading for found in sheets for heading in found.unknown))

    @property
    def offered_headings(self) -> tuple[str, ...]:
        """“村组”像是“现住址”: headings not read that look like a field of ours."""
        labels = {target.key: target.label for target in targets()}
        rosters = [columns for _, columns in self.sheets.rosters()]
        return tuple(
            dict.fromkeys(
                f"“{heading.written}”像是“{labels[heading.looks_like]}”"
                for columns in rosters
                for heading in columns.offered()
            )
        )


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be taken in, and how."""

    workbook: Workbook
    term: str
    today: date
    entered_on: date | None
    progress: Progress | None
    refused: Collection[Refusal] = ()


@dataclass(frozen=True, slots=True)
class _Planned:
    planner: RosterPlanner
    ledger: Ledger
    after_action: int
    """The latest action when this was planned; whoever writes must come right after it."""
    outcomes: tuple[RowOutcome, ...]
    result: ImportResult


@collector_at_rest()
def read_workbook(
    path: Path,
    chosen: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    wanted: Collection[str] | None = None,
) -> Workbook:
    """Read a roster; touches no office file. Raises `FileTrouble` or `ImportTrouble`.

    `wanted` are the names of the sheets to be read, by default all that are not hidden.
    """
    sheets = read_sheets(path, chosen, wanted)
    rows = roster_rows(sheets, progress)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Workbook(path.name, sha256, tuple(rows), sheets)


@collector_at_rest()
def preview_import(
    office: OfficeFile,
    workbook: Workbook,
    term: str,
    *,
    entered_on: date | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """What an import would do; nothing is written."""
    with office.reading() as session:
        wish = _Wish(workbook, term, office.today, entered_on, progress)
        return _plan(session, wish).result


@collector_at_rest()
def import_roster(
    office: OfficeFile,
    workbook: Workbook,
    term: str,
    *,
    entered_on: date | None = None,
    progress: Progress | None = None,
    refused: Collection[Refusal] = (),
) -> ImportResult:
    """Take a workbook in as one action; one that changes nothing leaves no trace.

    `entered_on` is the day new children came on the register, by default the term's first day;
    what was `refused` is not written.
    """
    wish = _Wish(workbook, term, office.today, entered_on, progress, refused)
    with office.reading() as session:
        planned = _plan(session, wish)
    if not planned.result.writes_anything:
        return planned.result
    counts = planned.result.counts
    with office.action("导入名册", rows=counts["rows"], new=counts["new"]) as session:
        action_id = newest_action(session)
        if action_id != planned.after_action + 1:
            planned = _plan(session, wish)
        planned.ledger.write(session)
        _record(session, workbook, planned, action_id)
    return replace(planned.result, committed=True)


def _plan(session: Session, wish: _Wish) -> _Planned:
    require_sound(session)
    profile, ledger, workbook = profile_of(session), Ledger(session), wish.workbook
    term_id, first_on = plan_term(session, ledger, wish.term)
    settings = ImportSettings(
        term_id=term_id,
        school_year=parse_code(wish.term)[0],
        today=wish.today,
        entered_on=wish.entered_on or first_on,
        source=workbook.name,
        primary_years=profile.primary_years,
    )
    state = RosterState(session, profile.pupil_key, term_id, wish.term)
    _plan_profile(profile, ledger, workbook)
    planner = RosterPlanner(state, ledger, settings, wish.refused)
    on_register = {("child", i) for i in state.register_of_child} | {
        ("pupil", i) for i in state.register_of_pupil
    }
    outcomes = tuple(map(planner.plan, _told(workbook.rows, wish.progress)))
    absent = on_register - planner.named
    listed = {state.class_of(whom) for whom in planner.named} - {None}
    result = ImportResult(
        outcomes,
        absent=len(absent),
        absent_elsewhere=sum(state.class_of(whom) not in listed | {None} for whom in absent),
        committed=False,
        unknown_headings=workbook.unknown_headings,
        offered_headings=workbook.offered_headings,
        notes=workbook.notes,
        writes_anything=not ledger.is_empty
        and any(outcome.verdict not in _NOT_TAKEN for outcome in outcomes),
    )
    return _Planned(planner, ledger, newest_action(session), outcomes, result)


def _told(rows: Sequence[RosterRow], progress: Progress | None) -> Iterator[RosterRow]:
    """The rows one by one; every so often it is told how far they are."""
    for done, row in enumerate(rows):
        if progress and done % TOLD_EVERY == 0:
            progress(done, len(rows))
        yield row


def _plan_profile(profile: SchoolProfile, ledger: Ledger, workbook: Workbook) -> None:
    """The 学校标识码, where the file has none yet and all rows agree."""
    stated = (row.values.get("school_code") for row in workbook.rows if not row.faults)
    codes = {code for code in stated if code}
    if profile.code is None and len(codes) == 1:
        ledger.update(SchoolProfile, profile.id, code=codes.pop())


def _record(session: Session, workbook: Workbook, planned: _Planned, action_id: int) -> None:
    """Which file, and from which row each record came."""
    session.add(
        ImportBatch(
            action_id=action_id,
            file_name=workbook.name,
            sha256=workbook.sha256,
            counts=json.dumps(planned.result.counts),
        )
    )
    record_origins(session, action_id, _origins(planned))


def _origins(planned: _Planned) -> Iterator[tuple[str, int, str, int]]:
    for outcome, named in zip(planned.outcomes, planned.planner.placed, strict=True):
        if named and outcome.verdict in {Verdict.NEW, Verdict.CHANGED}:
            model = Child if named[0] == "child" else Pupil
            yield model.__tablename__, named[1], outcome.sheet, outcome.row
