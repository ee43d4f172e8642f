"""The rows behind a figure: the figure's own selection, each row in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import Activity, Aid, Child, DiaryEntry, Mentor, Pupil, TallyEntry
from liushou_desk.services.facts.naming import called
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.figure import Figure, scaled
from liushou_desk.services.writing.records import in_parts


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One counted row: which record, what it adds to the number, and the record in words."""

    source: str
    record_id: int
    adds: Any
    text: str


def rows_of(session: Session, figure: Figure, where: sa.ColumnElement[bool]) -> list[FigureRow]:
    """Every row of a figure's selection; what they add sums up to its number."""
    found = records_of(session, figure, where)
    texts = _texts(session, {(row[0], row[1]) for row in found})
    return [
        FigureRow(row[0], row[1], scaled(row[2], figure.scale), texts.get((row[0], row[1]), ""))
        for row in found
    ]


def records_of(session: Session, figure: Figure, where: sa.ColumnElement[bool]) -> Sequence[Any]:
    """(source, record id, what it adds) of every row of a figure's selection."""
    source, record = _identity(figure)
    adds = sa.literal(1) if figure.weight is None else sa.func.coalesce(figure.weight, 0)
    statement = sa.select(source, record, adds).select_from(figure.base).where(where)
    if figure.distinct is not None:
        statement = statement.distinct()
    return session.connection().execute(statement.order_by(record)).all()


def _identity(figure: Figure) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """Which record a row of the base stands for."""
    columns = figure.base.c
    if figure.distinct is not None:
        is_mentor = figure.distinct is tables.pair.c.mentor_id
        return sa.literal("mentor" if is_mentor else "child"), figure.distinct
    if "source" in columns:
        record = columns.person_id if "person_id" in columns else columns.record_id
        return columns.source, record
    for name, column in (("activity", "activity_id"), ("aid", "aid_id")):
        if column in columns and figure.base is not tables.attendance:
            return sa.literal(name), columns[column]
    return sa.literal("child"), columns.child_id


def _texts(session: Session, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    by_source: dict[str, list[int]] = {}
    for source, record_id in sorted(wanted):
        by_source.setdefault(source, []).append(record_id)
    texts = {
        (source, record.id): _SAID[source][1](record)
        for source, ids in by_source.items()
        for record in _records(session, _SAID[source][0], ids)
    }
    names = called(session, by_source.get("child", ()), None)
    apart = {("child", child_id): name for child_id, name in names.items() if "（" in name}
    return texts | apart


def _records(session: Session, model: type[Any], ids: list[int]) -> Iterable[Any]:
    for part in in_parts(ids):
        yield from session.scalars(sa.select(model).where(model.id.in_(part)))


def _child(child: Child) -> str:
    """With the month of birth; namesakes are told apart as everywhere."""
    born = f"{child.born_on:%Y-%m}" if child.born_on else UNFILLED
    return f"{child.name}（{born}）"


def _tally(tally: TallyEntry) -> str:
    return f"汇总条 {tally.month_on:%Y-%m} {tally.kind.label} {tally.times}次"


_SAID: Mapping[str, tuple[type[Any], Callable[[Any], str]]] = {
    "child": (Child, _child),
    "pupil": (Pupil, lambda pupil: pupil.name),
    "entry": (DiaryEntry, lambda e: f"{e.happened_on} {DiaryKind(e.kind).label}"),
    "tally": (TallyEntry, _tally),
    "mentor": (Mentor, lambda mentor: f"{mentor.name}（{mentor.kind.label}）"),
    "activity": (Activity, lambda activity: f"{activity.held_on} {activity.title}"),
    "aid": (Aid, lambda aid: f"{aid.granted_on} {aid.item}"),
}
