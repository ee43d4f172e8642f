"""How far pairing reaches in a term: the figures, each with the pairings or mentors it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, book_or_none


@dataclass(frozen=True, slots=True)
class CoverageChip:
    """A figure; `ids` are the records of the list it belongs to that it counts."""

    key: str
    label: str
    definition: str
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands above the two lists, and how many children nobody has."""

    of_pairings: tuple[CoverageChip, ...] = ()
    of_mentors: tuple[CoverageChip, ...] = ()
    unpaired: int | None = None


_OF_PAIRINGS = (("paired_rate", "paired"), ("paired", "paired"), ("pairs", "pairs"))
_PUPILS = (("pupil_pairs", "pupil_pairs"),)
_OF_MENTORS = (("mentors", "mentors"),)
"""Figures with the one whose rows stand behind them."""


def read_coverage(office: OfficeFile, term: str) -> Coverage:
    """The figures of a term; none for one that has no figures yet."""
    with office.reading() as session:
        book = book_or_none(office, session, term)
        if book is None:
            return Coverage()
        pupils = _PUPILS if book.number("pupil_pairs") else ()
        return Coverage(
            tuple(_chips(book, "pairing_id", _OF_PAIRINGS + pupils)),
            tuple(_chips(book, "mentor_id", _OF_MENTORS)),
            book.number("unpaired"),
        )


def _chips(
    book: FigureBook, column: str, keys: tuple[tuple[str, str], ...]
) -> Iterator[CoverageChip]:
    for key, counted in keys:
        figure, numbers = book[key], book.numbers_by(column, (counted,))
        value = "—" if figure.value is None else f"{figure.value}{figure.unit}"
        ids = frozenset(record for record, (number,) in numbers.items() if number)
        yield CoverageChip(key, f"{figure.label} {value}", figure.definition, ids)
