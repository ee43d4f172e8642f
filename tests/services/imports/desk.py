"""What the tests of the import do again and again: write a roster, take it in, look at the file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from liushou_desk.models import Base
from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.imports.outcome import ImportResult, RowOutcome
from liushou_desk.services.imports.service import import_roster, preview_import, read_workbook
from tests.importing.workbooks import Person, write

TERM = "2026-2027-1"
NEXT_TERM = "2026-2027-2"


@dataclass
class Desk:
    """One office and the rosters that are brought to it."""

    office: OfficeFile
    folder: Path
    _numbers: Iterable[int] = field(default_factory=count)

    def book(self, *people: Person, **options: Any) -> Path:
        return write(self.folder / f"名册{next(iter(self._numbers))}.xlsx", people, **options)

    def take(self, *people: Person, term: str = TERM, **options: Any) -> ImportResult:
        """Import a roster of these people."""
        return self.take_file(self.book(*people, **options), term)

    def take_file(self, path: Path, term: str = TERM) -> ImportResult:
        return import_roster(self.office, read_workbook(path), term)

    def preview(self, path: Path, term: str = TERM) -> ImportResult:
        return preview_import(self.office, read_workbook(path), term)

    def rows(self, model: type[Base]) -> list[dict[str, Any]]:
        """Every row of a table in the order of ids."""
        table = model.__table__
        with self.office.reading() as session:
            found = session.execute(sa.select(table).order_by(table.c.id)).mappings()
            return [dict(row) for row in found]

    def only(self, model: type[Base]) -> dict[str, Any]:
        (row,) = self.rows(model)
        return row

    def count(self, model: type[Base]) -> int:
        return len(self.rows(model))

    def digest(self, *, journal: bool = False) -> str:
        """Of all journaled tables, or of the whole file with its journal."""
        names = None if journal else [table.name for table in journaled_tables()]
        with self.office.reading() as session:
            return content_digest(driver_connection(session), names)

    def sha256(self) -> str:
        return hashlib.sha256(self.office.path.read_bytes()).hexdigest()


def verdicts(result: ImportResult) -> list[str]:
    return [outcome.verdict.value for outcome in result.outcomes]


def doubts(outcome: RowOutcome) -> dict[str, str]:
    return {problem.cell: problem.reason for problem in outcome.doubts}


def expect_counts_add_up(result: ImportResult) -> None:
    counts = result.counts
    parts = ("new", "changed", "unchanged", "rejected")
    assert sum(counts[part] for part in parts) == counts["rows"] == len(result.outcomes)
