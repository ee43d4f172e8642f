"""What the office has of a term for each item of an inspector's catalogue."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.inspection import CATALOGUES, Catalogue, Item
from liushou_desk.domain.ledgers import BY_TABLE
from liushou_desk.domain.ledgers.in_term import belongs
from liushou_desk.domain.terms import TermDays
from liushou_desk.models import (
    Activity,
    Base,
    DiaryEntry,
    IssuedDocument,
    Pairing,
    RegisterPeriod,
    Term,
    TermSheet,
)
from liushou_desk.services.facts.rows import in_force, on_register

HERE, MISSING, BY_HAND = "有", "缺", "人工核对"


@dataclass(frozen=True, slots=True)
class Holding:
    """An item with what is there: how many records, and of which day the last is."""

    box: int
    title: str
    item: Item
    count: int
    last_on: date | None

    @property
    def status(self) -> str:
        """有 or 缺, or that somebody must look."""
        return (HERE if self.count else MISSING) if self.item.tables else BY_HAND


def holdings_of(session: Session, catalogue: Catalogue, days: TermDays, day: date) -> list[Holding]:
    """Every item of a catalogue in its order, as of a day of the term."""
    known = _days_by_table(session, days, day)
    found: list[Holding] = []
    for number, box in enumerate(catalogue.boxes, start=1):
        for item in box.items:
            dates = [one for table in item.tables for one in known[table]]
            last = max((one for one in dates if one), default=None)
            found.append(Holding(number, box.title, item, len(dates), last))
    return found


def _days_by_table(session: Session, days: TermDays, day: date) -> Mapping[str, list[date | None]]:
    tables = {
        table
        for catalogue in CATALOGUES
        for box in catalogue.boxes
        for item in box.items
        for table in item.tables
    }
    return {table: list(_days(session, table, days, day)) for table in tables}


def _days(session: Session, table: str, days: TermDays, day: date) -> Iterator[date | None]:
    """The day of each record; of a ledger those that belong to the term by its own rule."""
    if kind := BY_TABLE.get(table):
        rows = session.execute(sa.select(Base.metadata.tables[table])).mappings()
        yield from (row[kind.day] for row in rows if belongs(kind, {**row}, days.span))
        return
    for (found,) in session.execute(OTHERS[table](days, day)):
        yield found.date() if isinstance(found, datetime) else found


def _of_term(column: Any, days: TermDays, day: date) -> Any:
    return sa.select(column).where(column.between(days.first_on, min(days.last_on, day)))


OTHERS: Mapping[str, Callable[[TermDays, date], Any]] = {
    "child": lambda _, day: sa.select(RegisterPeriod.entered_on).where(
        on_register(day), RegisterPeriod.child_id.is_not(None)
    ),
    "term_sheet": lambda days, _: (
        sa.select(TermSheet.verified_on)
        .join(Term, Term.id == TermSheet.term_id)
        .where(Term.first_on == days.first_on, TermSheet.verified_on.is_not(None))
    ),
    "pairing": lambda _, day: sa.select(Pairing.from_on).where(in_force(Pairing, day)),
    "diary_entry": lambda days, day: _of_term(DiaryEntry.happened_on, days, day).where(
        DiaryEntry.may_be_shown()
    ),
    "activity": lambda days, day: _of_term(Activity.held_on, days, day),
    "issued_document": lambda days, _: (
        sa.select(IssuedDocument.issued_at)
        .join(Term, Term.id == IssuedDocument.term_id)
        .where(Term.first_on == days.first_on)
    ),
}
