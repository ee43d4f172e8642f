"""Counts every figure of the catalogue over the filled tables: one pass a base and dimension."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.figures.catalogue import FIGURES
from liushou_desk.services.figures.figure import Dimension, Figure


def plain_numbers(connection: sa.Connection) -> dict[str, int]:
    """The numbers of all figures that are no breakdown, by key."""
    by_base: dict[sa.Table, list[Figure]] = defaultdict(list)
    for figure in FIGURES:
        if figure.by is None:
            by_base[figure.base.table].append(figure)
    numbers: dict[str, int] = {}
    for base, figures in by_base.items():
        columns = [figure.number().label(figure.key) for figure in figures]
        row = connection.execute(sa.select(*columns).select_from(base)).one()
        numbers.update(zip((figure.key for figure in figures), row, strict=True))
    return numbers


def grouped_numbers(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """The groups of all breakdowns by key: declared ones first, then those found, 未填 last."""
    passes: dict[tuple[sa.Table, Dimension], list[Figure]] = defaultdict(list)
    for figure in FIGURES:
        if figure.by is not None:
            passes[(figure.base.table, figure.by)].append(figure)
    groups: dict[str, dict[str, int]] = {}
    for (base, by), figures in passes.items():
        rows = connection.execute(_statement(base, by, figures)).all()
        for position, figure in enumerate(figures, start=1):
            groups[figure.key] = _groups(by, [(row[0], row[position]) for row in rows])
    return groups


def _statement(base: sa.Table, by: Dimension, figures: list[Figure]) -> sa.Select[Any]:
    columns = [figure.number().label(figure.key) for figure in figures]
    return (
        sa.select(by.column, *columns)
        .select_from(base)
        .group_by(by.column)
        .order_by(by.column if by.order is None else sa.func.min(by.order))
    )


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
