"""Which records of a ledger belong to some days, as a list of these days has them."""

from typing import TYPE_CHECKING

from liushou_desk.domain.ledgers.kind import LedgerKind, Row
from liushou_desk.domain.terms import MIDDLE, Span

if TYPE_CHECKING:
    from datetime import date


def belongs(kind: LedgerKind, row: Row, span: Span) -> bool:
    """It happened then, held on one of the days, or was still to be settled then."""
    day: date | None = row[kind.day] if kind.day else None
    if kind.until:
        begun = day is None or day <= span.last
        return begun and ((day is not None and day in span) or kind.until.holds(row, span.first))
    if day is None:
        return True
    if kind.settles and day < span.first:
        return kind.settles.is_open(row, span.first)
    return (day + MIDDLE if kind.is_month else day) in span
