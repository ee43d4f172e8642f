"""Counts every figure of the catalogue over the filled tables: one pass a base and dimension."""

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.figures.catalogue import FIGURES
from liushou_desk.services.figures.figure import Dimension, Figure


class _Pass(NamedTuple):
    """The figures that one statement counts, in the order of its columns."""

    keys: tuple[str, ...]
    by: Dimension | None
    statement: str


def plain_numbers(connection: sa.Connection) -> dict[str, int]:
    """The numbers of all figures that are no breakdown, by key."""
    numbers: dict[str, int] = {}
    for keys, by, statement in _passes():
        if by is None:
            numbers.update(zip(keys, connection.exec_driver_sql(statement).one(), strict=True))
    return numbers


def grouped_numbers(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """The groups of all breakdowns by key: declared ones first, then those found, 未填 last."""
    groups: dict[str, dict[str, int]] = {}
    for keys, by, statement in _passes():
        if by is not None:
            rows = connection.exec_driver_sql(statement).all()
            for place, key in enumerate(keys, start=1):
                groups[key] = _groups(by, [(row[0], row[place]) for row in rows])
    return groups


@cache
def _passes() -> tuple[_Pass, ...]:
    """Every pass as it is sent, written once: that costs as much as counting a small office."""
    figures: dict[tuple[sa.Table, Dimension | None], list[Figure]] = defaultdict(list)
    for figure in FIGURES:
        figures[figure.base.table, figure.by].append(figure)
    return tuple(
        _Pass(tuple(figure.key for figure in counted), by, _written(_statement(base, by, counted)))
        for (base, by), counted in figures.items()
    )


def _statement(
    base: sa.Table, by: Dimension | None, figures: list[Figure]
) -> sa.Select[*tuple[Any, ...]]:
    numbers = [figure.number() for figure in figures]
    if by is None:
        return sa.select(*numbers).select_from(base)
    return (
        sa.select(by.column, *numbers)
        .select_from(base)
        .group_by(by.column)
        .order_by(by.column if by.order is None else sa.func.min(by.order))
    )


def _written(statement: sa.Select[*tuple[Any, ...]]) -> str:
    written = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return str(written)


def _groups(by: Dimension, rows: list[tuple[Any, int]]) -> dict[str, int]:
    """Numbers by label; a group that is neither declared nor inhabited is not named."""
    labels = dict(by.labels)
    found = {
        UNFILLED if value is None else labels.get(value, str(value)): number
        for value, number in rows
        if number
    }
    names = [*by.groups, *(name for name in found if name not in {*by.groups, UNFILLED}), UNFILLED]
    return {name: found.get(name, 0) for name in names}
