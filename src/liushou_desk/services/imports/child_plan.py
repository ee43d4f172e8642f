"""Plans one child's row: own facts, register, mark, term sheet, boarding, and the family."""

from datetime import date
from typing import Any

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.fields import CHILD_FIELDS, SHEET_FIELDS
from liushou_desk.domain.words import Hardship, Mark
from liushou_desk.importing.disabilities import UNNAMED
from liushou_desk.models import (
    BoardingPeriod,
    Child,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    TermSheet,
)
from liushou_desk.services.imports.family_plan import FamilyPlanner
from liushou_desk.services.imports.row_plan import CLASS_KEY, WHOLE_ROW, RowPlan
from liushou_desk.services.imports.state import Row
from liushou_desk.services.imports.stated import renamed, returned
from liushou_desk.services.register.history import NOT_IN_CARE, carried_forward

CLASS = "班级"

_CHILD = {entry.key: (f"child.{entry.key}", entry.label) for entry in CHILD_FIELDS}
_SHEET = {entry.key: (f"term_sheet.{entry.key}", entry.label) for entry in SHEET_FIELDS}
_IDENTITY = {"name", "national_id", "student_number"}


class ChildPlanner(RowPlan):
    """Plans one row of a child in care; gathers what changes."""

    def add(self, class_id: int | None, register: list[Row]) -> int:
        """A new child; `register` holds the times on the register of a pupil taken into care."""
        self.is_new = True
        family = FamilyPlanner(self)
        household_id = family.find_or_add_household()
        values = {
            key: self._stated(name) if key in _IDENTITY or self.takes(name) else None
            for key, (name, _) in _CHILD.items()
        }
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
            told = {key: value for key, value in period.items() if key not in ("id", "pupil_id")}
            values = {"left_on": None, **told, "child_id": child_id}
            row = {"id": self.ledger.insert(RegisterPeriod, **values), **values}
            if row["left_on"] is None:
                self.state.register_of_child[child_id] = row
        if child_id not in self.state.register_of_child:
            self.doubts.append(returned(self.row))

    def amend(self, child_id: int, class_id: int | None) -> None:
        """A child on file: only cells that say something else change."""
        child = self.state.children[child_id]
        if name_dot(child["name"]) != self.row.values["child.name"]:
            self.doubts.append(renamed(self.row, child["name"]))
        if child_id not in self.state.register_of_child:
            self.doubts.append(returned(self.row))
        stated = {key: self._stated(name) for key, (name, _) in _CHILD.items() if key != "name"}
        if stated["disability"] == UNNAMED and child["disability"]:
            stated["disability"] = None  # what is on file says more
        self.amend_row(Child, child, stated, _CHILD)
        self.state.know_child(child)
        self._plan_states(child_id, class_id)
        family = FamilyPlanner(self)
        family.amend_household(child["household_id"])
        family.plan_members(child_id, child["household_id"])

    def _plan_states(self, child_id: int, class_id: int | None) -> None:
        self._plan_mark(child_id)
        self._plan_sheet(child_id, class_id)
        boards = self._stated("boarding_period.boards")
        if boards is not None:
            owner = ("child_id", child_id)
            names = {"boards": ("boarding_period.boards", "寄宿")}
            self.new_period(BoardingPeriod, self.state.boarding, owner, names, boards=boards)

    def _plan_mark(self, child_id: int) -> None:
        mark = self._stated("school_record_mark.mark")
        known = self.state.marks.get(child_id)
        what = ("school_record_mark.mark", "是否留守儿童")
        if mark is None or (known and known["mark"] is mark) or not self.takes(what[0]):
            return
        self.changed(what, known["mark"] if known else None, mark)
        self._note_mark(child_id, mark, self.settings.today, self.settings.source)

    def _note_mark(self, child_id: int, mark: Mark, day: date, source: str) -> None:
        """A pupil taken into care was known as not left behind until then."""
        values = {"child_id": child_id, "mark": mark, "source": source, "marked_on": day}
        row_id = self.ledger.insert(SchoolRecordMark, **values)
        self.state.marks[child_id] = {"id": row_id, **values}

    def _plan_sheet(self, child_id: int, class_id: int | None) -> None:
        if not self.takes(WHOLE_ROW):
            return
        stated = {key: self._stated(name) for key, (name, _) in _SHEET.items()}
        stated["class_id"] = class_id
        sheet = self.state.sheets.get(child_id)
        if sheet:
            names = _SHEET | {"class_id": (CLASS_KEY, CLASS)}
            self.amend_row(TermSheet, sheet, stated, names)
        else:
            sheet = self._new_sheet(child_id, stated)
        self._tick_hardships(sheet["id"])

    def _new_sheet(self, child_id: int, stated: Row) -> Row:
        """The term's sheet: the last one carried forward as 未核实, and what the row states."""
        nothing: tuple[str, Row] = ("", {"id": 0})
        code, last = self.state.earlier_sheets.get(child_id, nothing)
        carried = carried_forward(last, code, self.settings.school_year)
        for key, (name, _) in _SHEET.items():
            stated[key] = stated[key] if self.takes(name) else None
        known = {key: carried.get(key) if value is None else value for key, value in stated.items()}
        values = {"child_id": child_id, "term_id": self.settings.term_id, **known}
        sheet: Row = {"id": self.ledger.insert(TermSheet, **values), **values}
        self.state.sheets[child_id] = sheet
        for hardship in self.state.hardships[last["id"]]:
            self.state.hardships[sheet["id"]].add(hardship)
            self.ledger.insert(SheetHardship, sheet_id=sheet["id"], hardship=hardship)
        self.changed(("", "学期摸底表"), None, "本学期新建")
        for key, what in (_SHEET | {"class_id": (CLASS_KEY, CLASS)}).items():
            if last.get(key) is not None and last[key] != sheet[key]:
                self.changed(what, last[key], sheet[key])
        return sheet

    def _tick_hardships(self, sheet_id: int) -> None:
        """What the row lists and the sheet has not ticked; what it does not list stays."""
        what = ("sheet_hardship.hardship", "困境类型")
        listed: tuple[Hardship, ...] = self._stated(what[0]) or ()
        listed = listed if self.takes(what[0]) else ()
        ticked = self.state.hardships[sheet_id] if listed else set[Hardship]()
        for hardship in listed:
            if hardship not in ticked:
                ticked.add(hardship)
                self.ledger.insert(SheetHardship, sheet_id=sheet_id, hardship=hardship)
                self.changed(what, None, hardship)

    def _stated(self, key: str) -> Any:
        return self.row.values.get(key)
