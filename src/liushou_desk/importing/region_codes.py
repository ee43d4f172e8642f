"""Columns of 行政区划代码 under the heading of an address.

The national layout writes them under 户口所在地行政区划. A column that holds nothing else is left
unread and listed as such; a code among addresses is a doubt of its cell.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from liushou_desk.domain.region_code import is_code
from liushou_desk.importing.columns import Columns
from liushou_desk.importing.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESSES = frozenset({"child.registered_address", "household.home_address"})


def without_codes(columns: Columns, grid: Grid) -> Columns:
    """The columns without those of an address that hold codes alone."""
    barren = {key: at for key, at in columns.plain.items() if key in ADDRESSES}
    barren = {key: at for key, at in barren.items() if _holds_codes_alone(columns, grid, at)}
    if not barren:
        return columns
    plain: Mapping[str, int] = {k: at for k, at in columns.plain.items() if k not in barren}
    headings = tuple(
        replace(heading, target="") if heading.target in barren else heading
        for heading in columns.headings
    )
    names = (heading.written for heading in columns.headings if heading.target in barren)
    unknown = (*columns.unknown, *(f"{name}（只有行政区划代码）" for name in names))
    return replace(columns, plain=plain, headings=headings, unknown=unknown)


def _holds_codes_alone(columns: Columns, grid: Grid, at: int) -> bool:
    below = (row[at] for row in grid.rows[columns.heading_row + 1 :] if at < len(row))
    texts = [str(raw) for raw in below if raw is not None and str(raw).strip()]
    return bool(texts) and all(map(is_code, texts))
