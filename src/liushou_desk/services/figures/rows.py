"""The rows behind a figure: the figure's own selection, each row in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.services.facts.naming import called
from liushou_desk.services.figures.figure import Figure, scaled
from liushou_desk.services.figures.kinds import CHILD, RecordKind
from liushou_desk.services.writing.records import in_parts

Record = tuple[str, int]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One counted row: which record, what it adds to the number, and the record in words."""

    source: str
    record_id: int
    adds: Any
    text: str


def rows_of(session: Session, figure: Figure, where: sa.ColumnElement[bool]) -> list[FigureRow]:
    """Every row of a figure's selection; what they add sums up to its number."""
    found = records_of(session.connection(), figure, where)
    texts = words_of(session, figure, {(row[0], row[1]) for row in found})
    return [
        FigureRow(row[0], row[1], scaled(row[2], figure.scale), texts.get((row[0], row[1]), ""))
        for row in found
    ]


def records_of(
    connection: sa.Connection, figure: Figure, where: sa.ColumnElement[bool]
) -> Sequence[Any]:
    """(source, record id, what it adds) of every row of a figure's selection."""
    record = figure.base.record if figure.distinct is None else figure.distinct
    source = figure.base.source_of(record)
    adds = sa.literal(1) if figure.weight is None else sa.func.coalesce(figure.weight, 0)
    statement = sa.select(source, record, adds).select_from(figure.base.table).where(where)
    if figure.distinct is not None:
        statement = statement.distinct()
    return connection.execute(statement.order_by(record)).all()


def kinds_of(figure: Figure) -> tuple[RecordKind, ...]:
    """The kinds of record behind a figure."""
    return tuple(kind for kinds in figure.base.ids.values() for kind in kinds)


def words_of(session: Session, figure: Figure, wanted: Iterable[Record]) -> dict[Record, str]:
    """Records in words by kind and id; those that are gone have none."""
    kinds = {kind.name: kind for kind in kinds_of(figure)}
    by_source: dict[str, list[int]] = {}
    for source, record_id in sorted(wanted):
        by_source.setdefault(source, []).append(record_id)
    texts = {
        (source, record.id): kinds[source].said(record)
        for source, ids in by_source.items()
        for record in _records(session, kinds[source].model, ids)
    }
    names = called(session, by_source.get(CHILD.name, ()), None)
    apart = {(CHILD.name, child_id): name for child_id, name in names.items() if "（" in name}
    return texts | apart


def _records(session: Session, model: type[Any], ids: list[int]) -> Iterable[Any]:
    for part in in_parts(ids):
        yield from session.scalars(sa.select(model).where(model.id.in_(part)))
