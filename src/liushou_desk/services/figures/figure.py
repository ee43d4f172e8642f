"""What a figure is: a base table, one condition, a unit, perhaps a dimension."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from liushou_desk.services.figures.temp import Base


class Unit(StrEnum):
    """Units, never interchangeable."""

    CHILDREN = "人"
    TIMES = "次"
    HOUSEHOLD_TIMES = "户次"
    CHILD_TIMES = "人次"
    PAIRS = "对"
    CELLS = "项"
    YUAN = "元"
    PERCENT = "%"
    COPIES = "份"
    PLACES = "处"
    ARTICLES = "篇"
    HOURS = "小时"
    PIECES = "件（册、份）"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column a figure is grouped by; `groups` are always listed, 未填 always last."""

    column: sa.Column[Any]
    groups: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """Stored value to label, where the column does not hold the label itself."""
    order: sa.Column[Any] | None = None
    """What puts the groups found in order; by default the label itself."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A named selection: its number counts the rows of `base` that satisfy `where`.

    `distinct` counts different values of a column instead (人); `weight` sums a column (人次 with
    tallies, 元). With `by` it is a breakdown whose groups are named `key.group`.
    """

    key: str
    label: str
    definition: str
    base: Base
    where: sa.ColumnElement[bool]
    unit: Unit
    distinct: sa.Column[Any] | None = None
    weight: sa.Column[Any] | None = None
    by: Dimension | None = None
    scale: int = 1
    """What the sum is divided by: 100 for 元 kept in 分."""

    def number(self, where: sa.ColumnElement[bool] | None = None) -> sa.ColumnElement[int]:
        """The SQL expression of the number, optionally under a further condition."""
        condition = self.where if where is None else where
        if self.distinct is not None:
            return sa.func.count(sa.distinct(sa.case((condition, self.distinct))))
        weight = sa.literal(1) if self.weight is None else self.weight
        return sa.func.coalesce(sa.func.sum(sa.case((condition, weight), else_=0)), 0)


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage of two figures, one decimal, half up; its rows are the numerator's."""

    key: str
    label: str
    definition: str
    numerator: str
    denominator: str
    """Keys of figures; of a breakdown the total counts."""


Number = int | Decimal | None


def percent(part: Number, whole: Number) -> Decimal | None:
    """A share in percent with one decimal, half up; None where there is no whole."""
    if not whole or part is None:
        return None
    share = Decimal(part) * 100 / Decimal(whole)
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def scaled(value: int, scale: int) -> int | Decimal:
    """A sum in its unit; whole numbers stay whole, 元 with 分 have both decimals: 1562.50."""
    if value % scale == 0:
        return value // scale
    return (Decimal(value) / scale).quantize(Decimal(1) / scale)
