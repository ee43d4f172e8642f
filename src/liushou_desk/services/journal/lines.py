"""What one action did, field by field in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.tables import column_label, table_label
from liushou_desk.models import Base, Change, DraftParagraph
from liushou_desk.services.journal.rows import Archive, Row
from liushou_desk.services.journal.words import told

ROWS_AT_MOST = 300
"""An import touches thousands: so many rows are told, the others counted."""
_SAID_BY_WHO = {
    "child": {"household_id"},
    "class_teacher": {"class_id", "term_id"},
    "pairing": {"child_id", "mentor_id"},
    "whereabouts": {"member_id"},
    "family_member": {"household_id", "name", "relation"},
    "sheet_hardship": {"sheet_id"},
    "holiday": {"term_id"},
    "entry_child": {"entry_id"},
    "entry_visitor": {"entry_id"},
    "activity_child": {"activity_id"},
    "record_photo": {"entry_id", "activity_id"},
    "not_duplicate": {"first_id", "second_id"},
    "draft_paragraph": {"draft_id"},
    "summary_draft": {"term_id", "kind", "class_id", "name"},
}
"""Columns of a made or removed row that the words for it tell already."""
_OPERATIONS = {"I": "新增", "U": "修改", "D": "删除"}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One cell that an action filled, changed or emptied; the values in words, numbers covered."""

    table: str
    who: str
    operation: str
    item: str
    before: str
    after: str


def lines_of(session: Session, action_id: int) -> tuple[tuple[LineRow, ...], int]:
    """The lines of an action in the order it worked, and how many rows more it touched."""
    rows = (
        sa.select(Change.table_name, Change.row_id, sa.func.min(Change.id).label("first"))
        .where(Change.action_id == action_id)
        .group_by(Change.table_name, Change.row_id)
    ).subquery()
    total = session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0
    chosen = sa.select(rows.c.table_name, rows.c.row_id).order_by(rows.c.first).limit(ROWS_AT_MOST)
    archive = Archive(session)
    lines = [
        line
        for table, row_id in session.execute(chosen).all()
        for line in _Lines(archive, action_id, table, row_id).lines()
    ]
    return tuple(lines), max(total - ROWS_AT_MOST, 0)


class _Lines:
    """The lines of one row."""

    def __init__(self, archive: Archive, action_id: int, table: str, row_id: int) -> None:
        self._archive, self._table, self._row_id = archive, table, row_id
        traces = archive.traces(table, row_id)
        self._mine = [trace for trace in traces if trace.action_id == action_id]

    def lines(self) -> Iterator[LineRow]:
        """Nothing for a row that came and went within the action."""
        first, last = self._mine[0].operation, self._mine[-1].operation
        if first == "I" and last == "D":
            return
        operation = first if first == "I" else last
        before, after = self._befores(), self._afters()
        if self._is_kept_apart():
            yield LineRow(*self._head(operation), "", "", "")
            return
        hidden = _SAID_BY_WHO.get(self._table, set()) if operation != "U" else set[str]()
        told_any = False
        for column in [c.name for c in Base.metadata.tables[self._table].columns][1:]:
            was, now = before.get(column), after.get(column)
            if was != now and column not in hidden:
                told_any = True
                yield self._line(operation, column, was, now)
        if not told_any and operation != "U":
            yield LineRow(*self._head(operation), "", "", "")

    def _is_kept_apart(self) -> bool:
        row = self._archive.row(self._table, self._row_id)
        entry_id = self._row_id if self._table == "diary_entry" else row.get("entry_id")
        return entry_id is not None and self._archive.is_kept_apart(entry_id)

    def _befores(self) -> Row:
        """The cells as they were before the action: none of a row that it made."""
        found: dict[str, Any] = {}
        for trace in self._mine:
            if trace.operation == "I" and not found:
                return {}
            if trace.operation == "D":
                return {**json.loads(trace.before), **found}
            if trace.column is not None:
                found.setdefault(trace.column, trace.before)
        return found

    def _afters(self) -> Row:
        """The same cells once it was done: none of a row that it removed."""
        last = self._mine[-1]
        if last.operation == "D":
            return {}
        columns = [c.name for c in Base.metadata.tables[self._table].columns]
        if all(trace.operation == "U" for trace in self._mine):
            columns = [trace.column for trace in self._mine if trace.column]
        after = self._archive.value_after
        return {c: after(self._table, self._row_id, c, last.change_id) for c in columns}

    def _line(self, operation: str, column: str, was: Any, now: Any) -> LineRow:
        before, after = self._told(column, was), self._told(column, now)
        if before == after:
            after += "（已改）"
        return LineRow(*self._head(operation), column_label(self._table, column), before, after)

    def _head(self, operation: str) -> tuple[str, str, str]:
        who = self._archive.who(self._table, self._row_id)
        return table_label(self._table), who, _OPERATIONS[operation]

    def _told(self, column: str, value: Any) -> str:
        return in_words(self._archive, self._table, column, value)


def in_words(archive: Archive, table: str, column: str, value: Any) -> str:
    """A stored value in words, a reference by the name of the row."""
    if table == DraftParagraph.__tablename__ and isinstance(value, str):
        value = archive.paragraph(column, value)
    names: dict[int, str] = {}
    for key in Base.metadata.tables[table].c[column].foreign_keys:
        if value is not None:
            names[value] = archive.name(key.column.table.name, value) or f"#{value}"
    return told(table, column, value, names)
