"""In what order pages go onto paper: the ranges asked for, the copies, both sides of a sheet."""

from collections.abc import Iterable, Sequence

Range = tuple[int, int]
BLANK = 0
"""Stands for the empty back of a sheet."""


def print_order(
    counts: Sequence[int],
    ranges: Sequence[Range] = (),
    *,
    copies: int = 1,
    collate: bool = True,
    both_sides: bool = False,
) -> list[int]:
    """The numbers of the pages as they are printed, from 1; `counts` are the papers' pages.

    On both sides every paper begins on a sheet of its own, and so does every copy. Without ranges
    all pages are printed; of the ranges what is beyond the last page is left out. Copies that are
    not collated come sheet by sheet.
    """
    sheets = [
        sheet
        for paper in _papers(counts)
        for sheet in _sheets([page for page in paper if _is_wanted(page, ranges)], both_sides)
    ]
    repeated = [sheets] * copies if collate else [[sheet] * copies for sheet in sheets]
    return [page for group in repeated for sheet in group for page in sheet]


def _papers(counts: Sequence[int]) -> Iterable[range]:
    first = 1
    for count in counts:
        yield range(first, first + count)
        first += count


def _sheets(pages: list[int], both_sides: bool) -> Iterable[list[int]]:
    if not both_sides:
        yield from ([page] for page in pages)
        return
    for at in range(0, len(pages), 2):
        pair = pages[at : at + 2]
        yield pair if len(pair) == 2 else [*pair, BLANK]


def _is_wanted(page: int, ranges: Sequence[Range]) -> bool:
    return not ranges or any(first <= page <= last for first, last in ranges)
