"""来历: where the value of a field came from, step by step, with file and row for imports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import ImportBatch, ImportOrigin, SheetHardship
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal.lines import in_words
from liushou_desk.services.journal.origin_cells import Cells, cells_of_form
from liushou_desk.services.journal.rows import Archive
from liushou_desk.services.journal.sentences import Teller
from liushou_desk.services.register.child_form import ENTRIES

_BY_HAND = {"登记儿童": "手工填写", "修改儿童资料": "手工修改"}


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One step in the life of a value; `file`, `sheet` and `sheet_row` of an import."""

    action_id: int
    at: datetime
    told: str
    before: str
    after: str
    file: str = ""
    sheet: str = ""
    sheet_row: int | None = None

    @property
    def source(self) -> str:
        """名册.xlsx，三1班，第12行; empty where no workbook was read."""
        row = f"第{self.sheet_row}行" if self.sheet_row else ""
        return "，".join(part for part in (self.file, self.sheet, row) if part)


def origin_of(office: OfficeFile, table: str, row_id: int, column: str) -> tuple[OriginRow, ...]:
    """The history of one cell, the newest step first; empty for one that was never filled."""
    with office.reading() as session:
        return _Origins(session, None).steps(Cells(table, column, (row_id,)))


def origin_of_line(office: OfficeFile, child_id: int, key: str) -> tuple[OriginRow, ...]:
    """The history of one line of a child's form. Raises `RuleConflict` for a removed child."""
    with office.reading() as session:
        cells = cells_of_form(session, child_id, {key})
        return _Origins(session, child_id).steps(cells[key]) if key in cells else ()


def child_origins(office: OfficeFile, child_id: int) -> Mapping[str, str]:
    """Where each filled line of a child's form came from, in one short sentence each.

    Raises `RuleConflict` for a removed child.
    """
    with office.reading() as session:
        origins = _Origins(session, child_id)
        found = {
            key: origins.steps(cells)
            for key, cells in cells_of_form(session, child_id, ENTRIES).items()
        }
        return {key: _short(origins, steps[0]) for key, steps in found.items() if steps}


class _Origins:
    """Reads histories of cells; the child's own rows of the workbooks serve for all its family."""

    def __init__(self, session: Session, child_id: int | None) -> None:
        self._session = session
        self._archive = Archive(session)
        self._teller = Teller(session, ())
        self._child_id = child_id
        self._files = {
            batch.action_id: batch.file_name for batch in session.scalars(sa.select(ImportBatch))
        }

    def sentence(self, action_id: int) -> str:
        """What was done, without names."""
        return self._archive.action(action_id).sentence

    def steps(self, cells: Cells) -> tuple[OriginRow, ...]:
        """The newest first; a step that left the value as it was is none."""
        told: list[OriginRow] = []
        value = None
        for action_id, row_id, after in self._values(cells):
            if after != value:
                told.append(self._row(cells, action_id, row_id, (value, after)))
                value = after
        return tuple(reversed(told))

    def _values(self, cells: Cells) -> Iterator[tuple[int, int, Any]]:
        """(action, row, what the cell held once it was done) in the order of the journal."""
        if cells.table == SheetHardship.__tablename__:
            yield from self._ticked(cells)
            return
        traces = sorted(
            (trace.change_id, trace.action_id, row_id, trace.operation)
            for row_id in cells.row_ids
            for trace in self._archive.traces(cells.table, row_id)
            if trace.operation != "U" or trace.column == cells.column
        )
        last_of = {(action_id, row_id): change_id for change_id, action_id, row_id, _ in traces}
        for change_id, action_id, row_id, operation in traces:
            if last_of[action_id, row_id] != change_id or self._is_closing(cells, operation):
                continue
            after = self._archive.value_after(cells.table, row_id, cells.column, change_id)
            yield action_id, row_id, None if operation == "D" else after

    def _is_closing(self, cells: Cells, operation: str) -> bool:
        """A row of several that goes leaves the value to the others."""
        return operation == "D" and len(cells.row_ids) > 1

    def _ticked(self, cells: Cells) -> Iterator[tuple[int, int, Any]]:
        """困境类型 are rows themselves: what is ticked after each step, together."""
        ticked: set[str] = set()
        traces = sorted(
            (trace.change_id, trace.action_id, row_id, trace.operation)
            for row_id in cells.row_ids
            for trace in self._archive.traces(cells.table, row_id)
        )
        for number, (_, action_id, row_id, operation) in enumerate(traces):
            word: str = self._archive.row(cells.table, row_id)[cells.column]
            (ticked.discard if operation == "D" else ticked.add)(word)
            if number + 1 == len(traces) or traces[number + 1][1] != action_id:
                yield action_id, row_id, tuple(sorted(ticked)) or None

    def _row(self, cells: Cells, action_id: int, row_id: int, values: tuple[Any, Any]) -> OriginRow:
        action = self._archive.action(action_id)
        before, after = (self._told(cells, value) for value in values)
        if before == after:
            after += "（已改）"
        file, sheet, sheet_row = self._import(cells.table, action_id, row_id)
        return OriginRow(
            action_id, action.at, self._teller.tell(action), before, after, file, sheet, sheet_row
        )

    def _told(self, cells: Cells, value: Any) -> str:
        values = cast("tuple[Any, ...]", value) if isinstance(value, tuple) else (value,)
        said = (in_words(self._archive, cells.table, cells.column, one) for one in values)
        return "、".join(dict.fromkeys(said))

    def _import(self, table: str, action_id: int, row_id: int) -> tuple[str, str, int | None]:
        """The workbook of an action, and the row of it that this cell or its child stood in."""
        file = self._files.get(action_id)
        if file is None:
            return "", "", None
        for name, wanted in ((table, row_id), ("child", self._child_id)):
            found = self._session.execute(
                sa.select(ImportOrigin.sheet, ImportOrigin.sheet_row).where(
                    ImportOrigin.action_id == action_id,
                    ImportOrigin.table_name == name,
                    ImportOrigin.row_id == wanted,
                )
            ).first()
            if found:
                return file, found.sheet, found.sheet_row
        return file, "", None


def _short(origins: _Origins, step: OriginRow) -> str:
    """2026-09-01 导入《名册.xlsx》第12行; 2026-10-03 手工修改，原为…."""
    if step.file:
        row = f"第{step.sheet_row}行" if step.sheet_row else ""
        return f"{step.at:%Y-%m-%d} 导入《{step.file}》{row}"
    sentence = origins.sentence(step.action_id)
    how = _BY_HAND.get(sentence, sentence)
    if how == _BY_HAND["修改儿童资料"] and not step.before:
        how = _BY_HAND["登记儿童"]
    was = f"，原为{step.before}" if step.before else ""
    return f"{step.at:%Y-%m-%d} {how}{was}"
