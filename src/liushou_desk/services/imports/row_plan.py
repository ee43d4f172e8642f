"""What planning a row of a child and of its family have in common: amend a row, begin a period."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.words import Word
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RosterRow
from liushou_desk.models import Base
from liushou_desk.services.imports.outcome import FieldChange
from liushou_desk.services.imports.state import RosterState, Row
from liushou_desk.services.imports.stated import ImportSettings
from liushou_desk.services.writing.ledger import Ledger

CLASS_KEY = "class"
WHOLE_ROW = ""

Named = tuple[str, str]
"""The key by which a change is refused, and its label."""


@dataclass(frozen=True, slots=True)
class RowTask:
    """One row to be planned, with what the clerk refused of it and the doubts it raises."""

    row: RosterRow
    refused: Set[str]
    doubts: list[Problem]

    def takes(self, key: str) -> bool:
        """Whether a field may be written."""
        return WHOLE_ROW not in self.refused and key not in self.refused


class RowPlan:
    """One row being planned; gathers what changes."""

    def __init__(
        self,
        state: RosterState,
        ledger: Ledger,
        settings: ImportSettings,
        task: RowTask,
    ) -> None:
        self.state, self.ledger, self.settings = state, ledger, settings
        self.row, self.doubts, self.takes = task.row, task.doubts, task.takes
        self.is_new = False
        """Of somebody new nothing changes."""
        self.changes: list[FieldChange] = []

    def amend_row(
        self, model: type[Base], row: Row, stated: Row, names: Mapping[str, Named]
    ) -> None:
        """Change the cells of a row that a workbook states otherwise; blank erases nothing."""
        changed = {
            key: value
            for key, value in stated.items()
            if value is not None and row.get(key) != value and self.takes(names[key][0])
        }
        if changed:
            self.ledger.update(model, row["id"], **changed)
            for key, value in changed.items():
                self.changed(names[key], row.get(key), value)
            row.update(changed)

    def changed(self, what: Named, before: Any, after: Any) -> None:
        """Note a change for the preview."""
        if self.is_new:
            return
        key, label = what
        if key == CLASS_KEY:
            before, after = self.state.class_label(before), self.state.class_label(after)
        self.changes.append(FieldChange(label, shown(before), shown(after), key))

    def new_period(
        self,
        model: type[Base],
        open_periods: dict[int, Row],
        owner: tuple[str, int],
        names: Mapping[str, Named],
        **state: Any,
    ) -> None:
        """Close the open state of an owner and begin another, unless it is the same.

        The first state on file has held since before anybody wrote it down, unless one was ended.
        Every column that differs is told by its name; a state is taken or refused as a whole.
        """
        column, owner_id = owner
        current = open_periods.get(owner_id)
        if not all(self.takes(key) for key, _ in names.values()):
            return
        if current and all(current.get(key) == value for key, value in state.items()):
            return
        ended_on = self.state.ended.get((model.__tablename__, owner_id))
        today = self.settings.today
        from_on = today if current else ended_on and max(ended_on, today)
        if current:
            self.ledger.update(model, current["id"], to_on=from_on)
        for key, what in names.items():
            before = current.get(key) if current else None
            if before != state[key]:
                self.changed(what, self._said(key, before), self._said(key, state[key]))
        values = {column: owner_id, "from_on": from_on, **state}
        open_periods[owner_id] = {"id": self.ledger.insert(model, **values), **values}

    def _said(self, key: str, value: Any) -> Any:
        return self.state.member_name(value) if key == "member_id" else value


def shown(value: Any) -> str:
    """A value in words for the preview."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.label if isinstance(value, Word) else str(value)
