"""The figures of a ledger in a term, each with the records that stand behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, book_or_none


@dataclass(frozen=True, slots=True)
class LedgerChip:
    """A figure; `ids` are of children where `by_child`, of records otherwise."""

    key: str
    label: str
    definition: str
    by_child: bool
    ids: frozenset[int]
    is_elsewhere: bool
    """Its rows are children of whom the ledger holds no record."""


def ledger_chips(office: OfficeFile, kind: LedgerKind, term: str) -> tuple[LedgerChip, ...]:
    """The figures that a ledger declares; none for a term that has no figures yet."""
    with office.reading() as session:
        book = book_or_none(office, session, term)
        if book is None:
            return ()
        return tuple(_chips(book, kind))


def _chips(book: FigureBook, kind: LedgerKind) -> Iterator[LedgerChip]:
    declared = [count.key for count in kind.counts if not count.by]
    for key in (*declared, *kind.figures, *kind.elsewhere):
        figure = book[key]
        column, ids = book.lines_of(key)
        label = f"{figure.label} {figure.value}{figure.unit}"
        yield LedgerChip(
            key, label, figure.definition, column == "child_id", ids, key in kind.elsewhere
        )
