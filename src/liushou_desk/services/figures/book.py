"""A filled scope that answers: the number of a figure, its groups, the rows behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.figure import (
    Dimension,
    Figure,
    Number,
    Rate,
    Unit,
    percent,
    scaled,
)
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.rows import FigureRow, rows_of
from liushou_desk.services.figures.scope import Scope, scope_for


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One number as it is shown; `key` of a group is `figure.group`."""

    key: str
    label: str
    definition: str
    unit: str
    value: Number


class FigureBook:
    """All figures of one scope; made by `open_book`, valid while its session is."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self.scope = session, scope
        fill(session, scope)
        self._values = {value.key: value for value in self._evaluate()}

    def __getitem__(self, key: str) -> FigureValue:
        """A figure or group by key. Raises `InputProblem` for a key that is none."""
        if key not in self._values:
            raise InputProblem(f"没有叫“{key}”的指标。", "用 figures 命令可列出全部指标。")
        return self._values[key]

    def __iter__(self) -> Iterator[FigureValue]:
        return iter(self._values.values())

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def number(self, key: str) -> int:
        """The whole number of a figure; 0 for a group that nobody is in."""
        value = self._values[key].value if key in self._values else 0
        return int(value or 0)

    def groups(self, key: str) -> list[FigureValue]:
        """The groups of a breakdown in their order, the empty 未填 left out."""
        prefix = f"{key}."
        found = [value for value in self if value.key.startswith(prefix)]
        return [v for v in found if v.value or not v.key.endswith(f".{UNFILLED}")]

    def rows(self, key: str) -> list[FigureRow]:
        """The rows that a figure, group or rate counts. Raises `InputProblem`."""
        self[key]
        fill(self.session, self.scope)  # another book may have been opened since
        return rows_of(self.session, *_selection(key))

    def _evaluate(self) -> Iterator[FigureValue]:
        plain = self._plain_numbers()
        for figure in FIGURES:
            if figure.by is None:
                yield _value(figure, figure.key, figure.label, plain[figure.key])
            else:
                for group, number in self._grouped_numbers(figure, figure.by):
                    yield _value(
                        figure, f"{figure.key}.{group}", f"{figure.label}：{group}", number
                    )
        yield from self._rates(plain)

    def _plain_numbers(self) -> dict[str, int]:
        """One pass over each base for all its figures."""
        by_base: dict[sa.Table, list[Figure]] = defaultdict(list)
        for figure in FIGURES:
            if figure.by is None:
                by_base[figure.base].append(figure)
        numbers: dict[str, int] = {}
        for base, figures in by_base.items():
            columns = [figure.number().label(figure.key) for figure in figures]
            row = self.session.execute(sa.select(*columns).select_from(base)).one()
            numbers.update(zip((figure.key for figure in figures), row, strict=True))
        return numbers

    def _grouped_numbers(self, figure: Figure, by: Dimension) -> Iterator[tuple[str, int]]:
        statement = (
            sa.select(by.column, figure.number(sa.true()))
            .select_from(figure.base)
            .where(figure.where)
            .group_by(by.column)
            .order_by(by.column if by.order is None else sa.func.min(by.order))
        )
        labels = dict(by.labels)
        found = {
            UNFILLED if value is None else labels.get(value, str(value)): number
            for value, number in self.session.execute(statement)
        }
        names = [*by.groups, *(n for n in found if n not in {*by.groups, UNFILLED}), UNFILLED]
        return ((name, found.get(name, 0)) for name in names)

    def _rates(self, plain: Mapping[str, int]) -> Iterator[FigureValue]:
        for rate in RATES:
            numbers = dict(plain)
            for figure in FIGURES:
                if figure.by is not None and figure.key in _keys_of(rate):
                    numbers[figure.key] = sum(
                        n for _, n in self._grouped_numbers(figure, figure.by)
                    )
            value = percent(_sum(rate.numerator, numbers), _sum(rate.denominator, numbers))
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
    return FigureBook(
        session, scope_for(session, term, office.today, day=day, campus=campus, kind=kind)
    )


def _value(figure: Figure, key: str, label: str, number: int) -> FigureValue:
    return FigureValue(
        key, label, figure.definition, figure.unit.value, scaled(int(number), figure.scale)
    )


def _selection(key: str) -> tuple[Figure, sa.ColumnElement[bool]]:
    """The figure behind a key and its condition."""
    rates = {rate.key: rate for rate in RATES}
    name, _, group = key.partition(".")
    if name in rates:
        name = rates[name].numerator[0][1]
    figure = next(figure for figure in FIGURES if figure.key == name)
    if figure.by is None or not group:
        return figure, figure.where
    stored = {label: value for value, label in figure.by.labels}.get(group, group)
    column = figure.by.column
    matches = column.is_(None) if group == UNFILLED else sa.cast(column, sa.Text) == stored
    return figure, sa.and_(figure.where, matches)


def _keys_of(rate: Rate) -> set[str]:
    return {key for _, key in (*rate.numerator, *rate.denominator)}


def _sum(parts: Iterable[tuple[int, str]], numbers: Mapping[str, int]) -> int:
    return sum(sign * numbers[key] for sign, key in parts)
