"""Plans one child's row: own facts, register, mark, term sheet, boarding, and the family."""

from datetime import date
from typing import Any

from liushou_desk.domain.fields import CHILD_FIELDS, SHEET_FIELDS
from liushou_desk.domain.words import Hardship, Mark, Word
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RosterRow
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    Child,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    TermSheet,
)
from liushou_desk.services.imports.family_plan import FamilyPlanner
from liushou_desk.services.imports.outcome import FieldChange
from liushou_desk.services.imports.state import RosterState, Row
from liushou_desk.services.imports.stated import ImportSettings, renamed, returned
from liushou_desk.services.ledger import Ledger
from liushou_desk.services.register.history import NOT_IN_CARE, carried_forward

CLASS = "班级"


class ChildPlanner:
    """Plans one row of a child in care; gathers what changes."""

    def __init__(
        self,
        state: RosterState,
        ledger: Ledger,
        settings: ImportSettings,
        row: RosterRow,
        doubts: list[Problem],
    ) -> None:
        self.state, self.ledger, self.settings, self.row = state, ledger, settings, row
        self.doubts = doubts
        self.changes: list[FieldChange] = []

    def add(self, class_id: int | None, register: list[Row]) -> int:
        """A new child; `register` holds the times on the register of a pupil taken into care."""
        family = FamilyPlanner(self)
        household_id = family.find_or_add_household()
        values = {entry.key: self._stated(f"child.{entry.key}") for entry in CHILD_FIELDS}
        child_id = self.ledger.insert(Child, household_id=household_id, **values)
        self.state.know_child({"id": child_id, "household_id": household_id, **values})
        self._enter(child_id, register or [{"entered_on": self.settings.entered_on}])
        if register:
            self._note_mark(child_id, Mark.NONE, register[0]["entered_on"], NOT_IN_CARE)
        self._plan_states(child_id, class_id)
        family.plan_members(child_id, household_id)
        return child_id

    def _enter(self, child_id: int, periods: list[Row]) -> None:
        """Put a child on the register for these periods, of which the open one is known."""
        for period in periods:
            told = {key: period.get(key) for key in ("entered_on", "left_on", "left_why")}
            values = {"child_id": child_id, **told}
            row = {"id": self.ledger.insert(RegisterPeriod, **values), **values}
            if row["left_on"] is None:
                self.state.register_of_child[child_id] = row
        if child_id not in self.state.register_of_child:
            self.doubts.append(returned(self.row))

    def amend(self, child_id: int, class_id: int | None) -> None:
        """A child on file: only cells that say something else change."""
        child = self.state.children[child_id]
        if child["name"] != self.row.values["child.name"]:
            self.doubts.append(renamed(self.row, child["name"]))
        if child_id not in self.state.register_of_child:
            self.doubts.append(returned(self.row))
        stated = {
            entry.key: self._stated(f"child.{entry.key}")
            for entry in CHILD_FIELDS
            if entry.key != "name"
        }
        self.amend_row(Child, child, stated, {e.key: e.label for e in CHILD_FIELDS})
        self.state.know_child(child)
        self._plan_states(child_id, class_id)
        family = FamilyPlanner(self)
        family.amend_household(child["household_id"])
        family.plan_members(child_id, child["household_id"])

    def amend_row(self, model: type[Base], row: Row, stated: Row, labels: dict[str, str]) -> None:
        """Change the cells of a row that a workbook states otherwise; blank erases nothing."""
        changed = {k: v for k, v in stated.items() if v is not None and row.get(k) != v}
        if changed:
            self.ledger.update(model, row["id"], **changed)
            for key, value in changed.items():
                self.changed(labels.get(key, key), row.get(key), value)
            row.update(changed)

    def changed(self, label: str, before: Any, after: Any) -> None:
        """Note a change for the preview."""
        if label == CLASS:
            before, after = self.state.class_label(before), self.state.class_label(after)
        self.changes.append(FieldChange(label, shown(before), shown(after)))

    def new_period(
        self,
        model: type[Base],
        open_periods: dict[int, Row],
        owner: tuple[str, int],
        label: str,
        **state: Any,
    ) -> None:
        """Close the open state of an owner and begin another, unless it is the same.

        The first state on file has held since before anybody wrote it down.
        """
        column, owner_id = owner
        current = open_periods.get(owner_id)
        if current and all(current.get(key) == value for key, value in state.items()):
            return
        from_on = self.settings.today if current else None
        if current:
            self.ledger.update(model, current["id"], to_on=from_on)
        key = next(iter(state))
        self.changed(label, current[key] if current else None, state[key])
        values = {column: owner_id, "from_on": from_on, **state}
        open_periods[owner_id] = {"id": self.ledger.insert(model, **values), **values}

    def _plan_states(self, child_id: int, class_id: int | None) -> None:
        self._plan_mark(child_id)
        self._plan_sheet(child_id, class_id)
        boards = self._stated("boarding_period.boards")
        if boards is not None:
            owner = ("child_id", child_id)
            self.new_period(BoardingPeriod, self.state.boarding, owner, "寄宿", boards=boards)

    def _plan_mark(self, child_id: int) -> None:
        mark = self._stated("school_record_mark.mark")
        known = self.state.marks.get(child_id)
        if mark is None or (known and known["mark"] is mark):
            return
        self.changed("是否留守儿童", known["mark"] if known else None, mark)
        self._note_mark(child_id, mark, self.settings.today, self.settings.source)

    def _note_mark(self, child_id: int, mark: Mark, day: date, source: str) -> None:
        """A pupil taken into care was known as not left behind until then."""
        values = {"child_id": child_id, "mark": mark, "source": source, "marked_on": day}
        row_id = self.ledger.insert(SchoolRecordMark, **values)
        self.state.marks[child_id] = {"id": row_id, **values}

    def _plan_sheet(self, child_id: int, class_id: int | None) -> None:
        stated = {e.key: self._stated(f"term_sheet.{e.key}") for e in SHEET_FIELDS}
        stated["class_id"] = class_id
        sheet = self.state.sheets.get(child_id)
        if sheet:
            labels = {e.key: e.label for e in SHEET_FIELDS} | {"class_id": CLASS}
            self.amend_row(TermSheet, sheet, stated, labels)
        else:
            sheet = self._new_sheet(child_id, stated)
        self._tick_hardships(sheet["id"])

    def _new_sheet(self, child_id: int, stated: Row) -> Row:
        """The term's sheet: the last one carried forward as 未核实, and what the row states."""
        nothing: tuple[str, Row] = ("", {"id": 0})
        code, last = self.state.earlier_sheets.get(child_id, nothing)
        carried = carried_forward(last, code, self.settings.school_year)
        known = {key: carried.get(key) if value is None else value for key, value in stated.items()}
        values = {"child_id": child_id, "term_id": self.settings.term_id, **known}
        sheet: Row = {"id": self.ledger.insert(TermSheet, **values), **values}
        self.state.sheets[child_id] = sheet
        for hardship in self.state.hardships[last["id"]]:
            self.state.hardships[sheet["id"]].add(hardship)
            self.ledger.insert(SheetHardship, sheet_id=sheet["id"], hardship=hardship)
        self.changed("学期摸底表", None, "本学期新建")
        if last.get("class_id") and last["class_id"] != sheet["class_id"]:
            self.changed(CLASS, last["class_id"], sheet["class_id"])
        return sheet

    def _tick_hardships(self, sheet_id: int) -> None:
        """What the row lists and the sheet has not ticked; what it does not list stays."""
        listed: tuple[Hardship, ...] = self._stated("sheet_hardship.hardship") or ()
        ticked = self.state.hardships[sheet_id] if listed else set[Hardship]()
        for hardship in listed:
            if hardship not in ticked:
                ticked.add(hardship)
                self.ledger.insert(SheetHardship, sheet_id=sheet_id, hardship=hardship)
                self.changed("困境类型", None, hardship)

    def _stated(self, key: str) -> Any:
        return self.row.values.get(key)


def shown(value: Any) -> str:
    """A value in words for the preview."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.label if isinstance(value, Word) else str(value)
