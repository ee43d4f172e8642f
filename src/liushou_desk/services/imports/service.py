"""The import service: preview a workbook against the office file, or take it in as one action."""

import gc
import hashlib
import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import parse_code
from liushou_desk.importing.roster import Progress, RosterRow, read_roster
from liushou_desk.models import (
    Action,
    Child,
    ImportBatch,
    Pupil,
    SchoolProfile,
)
from liushou_desk.models.journal import record_origins
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.outcome import ImportResult, RowOutcome, Verdict
from liushou_desk.services.imports.plan import RosterPlanner
from liushou_desk.services.imports.state import RosterState
from liushou_desk.services.imports.stated import ImportSettings
from liushou_desk.services.ledger import Ledger
from liushou_desk.services.office import plan_term, profile_of


@dataclass(frozen=True, slots=True)
class Workbook:
    """A roster read into rows, with what tells it from another file."""

    name: str
    sha256: str
    rows: tuple[RosterRow, ...]

    @property
    def unknown_headings(self) -> tuple[str, ...]:
        """Headings of its rosters whose columns are not read, each once."""
        sheets = [next(rows).columns for _, rows in groupby(self.rows, attrgetter("sheet"))]
        return tuple(dict.fromkeys(heading for found in sheets for heading in found.unknown))


@dataclass(frozen=True, slots=True)
class _Planned:
    planner: RosterPlanner
    ledger: Ledger
    after_action: int
    """The latest action when this was planned; whoever writes must come right after it."""
    outcomes: tuple[RowOutcome, ...]
    result: ImportResult

    @property
    def changes_anything(self) -> bool:
        """Whether there is something to write and a row that it comes from."""
        taken = any(outcome.verdict is not Verdict.REJECTED for outcome in self.outcomes)
        return taken and not self.ledger.is_empty


@contextmanager
def _collector_at_rest() -> Generator[None]:
    """A workbook's rows are many and none is garbage; looking through them costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def read_workbook(
    path: Path, chosen: Mapping[str, str] | None = None, progress: Progress | None = None
) -> Workbook:
    """Read a roster; touches no office file. Raises `FileTrouble` or `ImportTrouble`."""
    rows = read_roster(path, chosen, progress)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Workbook(path.name, sha256, tuple(rows))


@_collector_at_rest()
def preview_import(
    office: OfficeFile, workbook: Workbook, term: str, *, entered_on: date | None = None
) -> ImportResult:
    """What an import would do; nothing is written."""
    with office.reading() as session:
        return _plan(session, workbook, term, office.today, entered_on).result


@_collector_at_rest()
def import_roster(
    office: OfficeFile, workbook: Workbook, term: str, *, entered_on: date | None = None
) -> ImportResult:
    """Take a workbook in as one action; one that changes nothing leaves no trace.

    `entered_on` is the day new children came on the register, by default the term's first day.
    """
    with office.reading() as session:
        planned = _plan(session, workbook, term, office.today, entered_on)
    if not planned.changes_anything:
        return planned.result
    counts = planned.result.counts
    with office.action("导入名册", rows=counts["rows"], new=counts["new"]) as session:
        action_id = _latest_action(session)
        if action_id != planned.after_action + 1:
            planned = _plan(session, workbook, term, office.today, entered_on)
        planned.ledger.write(session)
        _record(session, workbook, planned, action_id)
    return replace(planned.result, committed=True)


def _plan(
    session: Session, workbook: Workbook, code: str, today: date, entered_on: date | None
) -> _Planned:
    profile, ledger = profile_of(session), Ledger(session)
    term_id, first_on = plan_term(session, ledger, code)
    settings = ImportSettings(
        term_id=term_id,
        school_year=parse_code(code)[0],
        today=today,
        entered_on=entered_on or first_on,
        source=workbook.name,
        primary_years=profile.primary_years,
    )
    state = RosterState(session, profile.pupil_key, term_id, code)
    _plan_profile(profile, ledger, workbook)
    planner = RosterPlanner(state, ledger, settings)
    on_register = {("child", i) for i in state.register_of_child} | {
        ("pupil", i) for i in state.register_of_pupil
    }
    outcomes = tuple(planner.plan(row) for row in workbook.rows)
    absent = len(on_register - planner.named)
    result = ImportResult(
        outcomes, absent, committed=False, unknown_headings=workbook.unknown_headings
    )
    return _Planned(planner, ledger, _latest_action(session), outcomes, result)


def _latest_action(session: Session) -> int:
    return session.scalars(sa.select(sa.func.coalesce(sa.func.max(Action.id), 0))).one()


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
