"""A chart as data: rows of numbers over the same labels, each number with the figure behind it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MISSING = "无数据"
"""Stands where there is no number, which is never drawn as nought."""


class Shape(StrEnum):
    """How the numbers are drawn."""

    BARS = "bars"
    """Standing bars over terms, a panel for each row of numbers."""
    LINES = "lines"
    """The same with a line from term to term."""
    LYING = "lying"
    """Lying bars with a name before each: grades, villages."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a chart; `value` is None and `text` says why where there is none."""

    text: str
    value: int | Decimal | None
    term: str = ""
    key: str = ""
    """The figure and its term, by which its rows are opened; empty where nothing is counted."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers of one kind; `ceiling` ends its axis where the kind has an end (100%)."""

    label: str
    unit: str
    points: tuple[Point, ...]
    ceiling: int | None = None

    @property
    def title(self) -> str:
        """双亲留守（人）."""
        return f"{self.label}（{self.unit}）"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; a label may have several lines. `note` says 口径, 截止日 and what is no number."""

    key: str
    title: str
    shape: Shape
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    note: str

    @property
    def told(self) -> str:
        """Everything it shows in words, for whoever cannot see it."""
        parts = (
            f"{series.title}：" + "，".join(self.said(series, at) for at in range(len(self.labels)))
            for series in self.series
        )
        return f"{self.title}。{'；'.join(parts)}。"

    def said(self, series: Series, at: int) -> str:
        """One number with its label in one line: 2026年秋 45."""
        return f"{self.labels[at].partition(chr(10))[0]} {series.points[at].text}"


def top_of(value: int | Decimal | None) -> int:
    """Where an axis ends that begins with nought: one digit and noughts."""
    wanted, power = max(1, value or 1), 1
    while True:
        for step in range(1, 10):
            if step * power >= wanted:
                return step * power
        power *= 10
