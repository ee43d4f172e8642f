"""A filled scope that answers: the number of a figure, its groups, the rows behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.count import grouped_numbers, plain_numbers
from liushou_desk.services.figures.figure import (
    Figure,
    Number,
    Unit,
    percent,
    scaled,
)
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.rows import FigureRow, records_of, rows_of
from liushou_desk.services.figures.scope import Scope, scope_for

DEFINITIONS = {figure.key: figure.definition for figure in FIGURES if figure.by is None}
"""What each figure that is no breakdown counts, by key."""


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One number as it is shown; `key` of a group is `figure.group`."""

    key: str
    label: str
    definition: str
    unit: str
    value: Number

    @property
    def name(self) -> str:
        """The group's own name, empty for a figure that is no group."""
        return self.key.partition(".")[2]


class FigureBook:
    """All figures of one scope; made by `open_book`, valid while its session is.

    A book made without it counts when a number is first asked for: who wants only the rows behind
    some figures does not wait for all the others.
    """

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self.scope = session, scope
        fill(session, scope)
        self._values: dict[str, FigureValue] | None = None

    def counted(self) -> Self:
        """The book itself with every figure counted."""
        self._all()
        return self

    def _all(self) -> dict[str, FigureValue]:
        if self._values is None:
            fill(self.session, self.scope)  # another book may have been opened since
            self._values = {value.key: value for value in self._evaluate()}
        return self._values

    def __getitem__(self, key: str) -> FigureValue:
        """A figure or group by key. Raises `InputProblem` for a key that is none."""
        if key not in self:
            raise InputProblem(f"没有叫“{key}”的指标。", "用 figures 命令可列出全部指标。")
        return self._all()[key]

    def __iter__(self) -> Iterator[FigureValue]:
        return iter(self._all().values())

    def __contains__(self, key: str) -> bool:
        return key in self._all()

    def number(self, key: str) -> int:
        """The whole number of a figure; 0 for a group that nobody is in."""
        value = self[key].value if key in self else 0
        return int(value or 0)

    def groups(self, key: str) -> list[FigureValue]:
        """The groups of a breakdown in their order, the empty 未填 left out."""
        prefix = f"{key}."
        found = [value for value in self if value.key.startswith(prefix)]
        return [v for v in found if v.value or not v.key.endswith(f".{UNFILLED}")]

    def total(self, key: str) -> int | Decimal:
        """The groups of a breakdown together."""
        return sum(value.value or 0 for value in self.groups(key))

    def rows(self, key: str) -> list[FigureRow]:
        """The rows that a figure, group or rate counts. Raises `InputProblem`."""
        self[key]
        fill(self.session, self.scope)  # another book may have been opened since
        return rows_of(self.session, *_selection(key))

    def record_ids(self, key: str) -> frozenset[int]:
        """The ids of the rows behind a key: the same selection, without their words."""
        if key not in DEFINITIONS:
            self[key]
        fill(self.session, self.scope)
        return frozenset(row[1] for row in records_of(self.session, *_selection(key)))

    def _evaluate(self) -> Iterator[FigureValue]:
        plain, grouped = plain_numbers(self.session), grouped_numbers(self.session)
        for figure in FIGURES:
            if figure.by is None:
                yield _value(figure, figure.key, figure.label, plain[figure.key])
                continue
            for group, number in grouped[figure.key].items():
                label = f"{figure.label}：{group}"
                yield _value(figure, f"{figure.key}.{group}", label, number)
        totals = plain | {key: sum(groups.values()) for key, groups in grouped.items()}
        for rate in RATES:
            value = percent(totals[rate.numerator], totals[rate.denominator])
            yield FigureValue(rate.key, rate.label, rate.definition, Unit.PERCENT.value, value)


def open_book(
    office: OfficeFile,
    session: Session,
    term: str,
    *,
    day: date | None = None,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> FigureBook:
    """The figures of a term. Raises `RuleConflict` for what is not on file."""
    scope = scope_for(session, term, office.today, day=day, campus=campus, kind=kind)
    return FigureBook(session, scope).counted()


def _value(figure: Figure, key: str, label: str, number: int) -> FigureValue:
    return FigureValue(
        key, label, figure.definition, figure.unit.value, scaled(int(number), figure.scale)
    )


def _selection(key: str) -> tuple[Figure, sa.ColumnElement[bool]]:
    """The figure behind a key and its condition."""
    name, _, group = key.partition(".")
    name = {rate.key: rate.numerator for rate in RATES}.get(name, name)
    figure = next(figure for figure in FIGURES if figure.key == name)
    if figure.by is None or not group:
        return figure, figure.where
    stored = {label: value for value, label in figure.by.labels}.get(group, group)
    column = figure.by.column
    matches = column.is_(None) if group == UNFILLED else sa.cast(column, sa.Text) == stored
    return figure, sa.and_(figure.where, matches)
