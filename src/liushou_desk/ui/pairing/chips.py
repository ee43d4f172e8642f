"""What can be pressed above the two lists: figures of the term, loads, and what holds now."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from liushou_desk.domain.load import LoadState
from liushou_desk.services.pairings import Coverage, CoverageChip, MentorRow, PairingRow
from liushou_desk.ui.pairing.columns import LOAD_TIPS
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.panel import Chip


def mentor_chips(coverage: Coverage, rows: Sequence[MentorRow]) -> list[Chip]:
    """How many help, and how they are loaded."""
    loads = chips_of(LoadState, rows, lambda row: row.load.state, LOAD_TIPS)
    return [*_figures(coverage.of_mentors, lambda row: row.mentor_id), *loads]


def pairing_chips(
    coverage: Coverage,
    rows: Sequence[PairingRow],
    mentors: Collection[int],
    children: Collection[int],
) -> list[Chip]:
    """Coverage, what holds, and whose: of the mentors chosen on the left, of some children."""
    return [
        *_figures(coverage.of_pairings, lambda row: row.pairing_id),
        Chip("current", "在帮", None, lambda row: row.is_current and not row.is_waiting),
        Chip("ended", "不在帮", None, lambda row: not row.is_current or row.is_waiting),
        Chip(
            "lacking",
            "手续不全",
            sum(map(_is_lacking, rows)),
            _is_lacking,
            "在帮的志愿者、社会妈妈、爱心妈妈，缺监护人书面同意、孩子意见或违法犯罪记录查询的",
        ),
        Chip("chosen", "只看左边所选", None, lambda row: row.mentor_id in mentors),
        Chip(
            "history",
            "只看所选儿童",
            None,
            lambda row: row.child_id in children,
            "所选儿童从前到现在的全部结对和结束原因",
        ),
    ]


def _is_lacking(row: PairingRow) -> bool:
    return row.is_current and bool(row.lacks)


def _figures(chips: Iterable[CoverageChip], id_of: Callable[[Any], int]) -> Iterator[Chip]:
    for chip in chips:
        lets = partial(_is_in, chip.ids, id_of)
        yield Chip(chip.key, chip.label, None, lets, chip.definition)


def _is_in(ids: frozenset[int], id_of: Callable[[Any], int], row: Any) -> bool:
    return id_of(row) in ids
