"""A ledger as its list shows it: every record with its child, newest first, and its figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Row
from liushou_desk.domain.masking import covered
from liushou_desk.domain.search import search_text
from liushou_desk.models import Base
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.facts.naming import names_of as names_of_children
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.ledgers.people import names_of
from liushou_desk.services.ledgers.standards import amounts, held_against
from liushou_desk.services.school.terms import has_term, term_days


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A record. `values` and `cells` are keyed by column, the cells as every list shows them."""

    record_id: int
    child_id: int | None
    child: str
    school_class: str
    values: Row
    cells: Mapping[str, str]
    is_over: bool
    """It holds no more today, or is settled."""
    is_late: bool
    """It ought to be settled by now."""
    search: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """A whole ledger; `sums` hold what was given in the term against the school's standards."""

    lines: tuple[LedgerLine, ...]
    sums: tuple[str, ...] = ()


def read_ledger(office: OfficeFile, kind: LedgerKind, term: str) -> Ledger:
    """Every record of a kind; class and sums are those of the term."""
    model = Base.of_table(kind.table)
    order = [getattr(model, kind.day).desc()] if kind.day else []
    with office.reading() as session:
        rows = [one.cells() for one in session.scalars(sa.select(model).order_by(*order, model.id))]
        lines = tuple(_lines(session, kind, rows, term, office.today))
        return Ledger(lines, tuple(_sums(session, kind, rows, term)))


def _lines(
    session: Session, kind: LedgerKind, rows: Sequence[Row], term: str, today: date
) -> Iterator[LedgerLine]:
    ids = {row["child_id"] for row in rows} if kind.about is About.CHILD else set[int]()
    names, classes = called(session, ids, term), classes_of(session, ids, term)
    plain = names_of_children(session, ids)
    read = readings_of(session, plain.values())
    people = {
        one.key: names_of(session, one, {row[one.key] for row in rows if row[one.key] is not None})
        for one in kind.choices
    }
    hidden = {field.key for field in kind.restricted}
    for row in rows:
        child_id: Any = row.get("child_id")
        child, school_class = names.get(child_id, ""), classes.get(child_id, "")
        cells = {field.key: covered(field, row[field.key]) for field in kind.fields}
        cells |= {key: known.get(row[key], "") for key, known in people.items()}
        open_cells = (text for key, text in cells.items() if key not in hidden)
        found_by = read.get(plain.get(child_id, ""), "")
        yield LedgerLine(
            row["id"],
            child_id,
            child,
            school_class,
            row,
            cells,
            _is_over(kind, row, today),
            kind.settles is not None and kind.settles.is_late(row, today),
            search_text(child, school_class, *open_cells, readings=found_by),
        )


def _is_over(kind: LedgerKind, row: Row, today: date) -> bool:
    if kind.settles:
        return not kind.settles.is_open(row, today)
    return kind.until is not None and not kind.until.holds(row, today)


def _sums(session: Session, kind: LedgerKind, rows: Sequence[Row], term: str) -> Iterator[str]:
    if kind.standard is None or not has_term(session, term):
        return
    days = term_days(session, term).span
    within = [row for row in rows if row[kind.day] in days]
    yield from held_against(kind, kind.standard, within, amounts(session, kind))
