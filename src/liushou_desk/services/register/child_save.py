"""Saves the child form as one action: what differs from the file, and nothing else.

Unlike an import an emptied field is cleared; dated facts are closed and opened anew (`dated`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.fields import CHILD_FIELDS, SHEET_FIELDS
from liushou_desk.domain.reading import parts
from liushou_desk.domain.words import Hardship, Mark
from liushou_desk.models import (
    BoardingPeriod,
    Child,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_checks import check_number, refuse_company, refuse_double
from liushou_desk.services.register.child_file import ChildFile, read_file
from liushou_desk.services.register.child_form import (
    CLASS,
    ENTERED_ON,
    ENTRIES,
    TOGETHER,
    problem,
)
from liushou_desk.services.register.dated import DatedFacts
from liushou_desk.services.register.family_save import FamilySaver
from liushou_desk.services.register.history import BY_HAND, NOT_IN_CARE
from liushou_desk.services.register.photo import PhotoChange, refuse_photo, write_photo
from liushou_desk.services.register.pupil import (
    PupilAnswer,
    Unasked,
    pupil_meant,
    release_pupil,
)
from liushou_desk.services.register.school_class import plan_class
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.writing.ledger import Ledger
from liushou_desk.services.writing.records import checked
from liushou_desk.services.writing.stale import refuse_stale


@dataclass(frozen=True, slots=True)
class Planned:
    """A child, new or known, and what is to be written of it."""

    child_id: int
    ledger: Ledger


def save_child(
    office: OfficeFile,
    term: str,
    child_id: int | None,
    values: Mapping[str, Value | None],
    *,
    photo: PhotoChange | None = None,
    pupil: PupilAnswer | None = None,
) -> int:
    """Register a child or amend one; returns its id. Keys that are not given stay as they are.

    Raises `InputProblem` naming the line of the form, `RuleConflict` for a child that was removed,
    `ChangedElsewhere` where a form has not seen what it would write over, `PupilDoubt` where a new
    child may be several of the other pupils and `pupil` does not say which.
    """
    with office.reading() as session:
        planned = plan_child(session, office.today, term, child_id, values, pupil=pupil)
        refuse_photo(session, child_id, values, photo)
    if planned.ledger.is_empty and photo is None:
        return planned.child_id
    sentence = "登记儿童" if child_id is None else "修改儿童资料"
    with office.action(sentence, child=planned.child_id) as session:
        planned = plan_child(session, office.today, term, child_id, values, pupil=pupil)
        planned.ledger.write(session)
        if photo is not None:
            write_photo(session, planned.child_id, photo, office.today)
    return planned.child_id


def plan_child(
    session: Session,
    today: date,
    term: str,
    child_id: int | None,
    values: Mapping[str, Value | None],
    *,
    pupil: PupilAnswer | Unasked | None = None,
) -> Planned:
    """What saving would write: for a trial, and within an action that is about many children.

    Raises what `save_child` raises.
    """
    file = ChildFile() if child_id is None else read_file(session, child_id, term)
    refuse_stale(values, file.values(), ENTRIES.values(), together=TOGETHER, covers=True)
    stated = checked(ENTRIES.values(), values, today, new=False)
    merged = dict.fromkeys(ENTRIES) | file.values() | stated
    saver = _ChildSaver(session, today, term, file, merged)
    return Planned(saver.save(child_id, pupil), saver.ledger)


class _ChildSaver:
    """Plans one child into a ledger."""

    def __init__(
        self, session: Session, today: date, term: str, file: ChildFile, values: dict[str, Any]
    ) -> None:
        self.session, self.today, self.term = session, today, term
        self.file, self.values = file, values
        self.ledger = Ledger(session)
        self.term_id, self.first_on = plan_term(session, self.ledger, term)
        effective_on: date | None = values["effective_on"]
        self.dated = DatedFacts(session, self.ledger, today, effective_on)

    def save(self, child_id: int | None, pupil: PupilAnswer | Unasked | None) -> int:
        """Everything, in the order in which one row needs another's id."""
        if self.values["child.name"] is None:
            raise problem("child.name", "请填写姓名", "这一项必须填写。")
        check_number(self.values, self.file.child)
        refuse_double(self.session, self.values, child_id)
        refuse_company(self.values)
        family = FamilySaver(self.session, self.ledger, self.dated, self.values)
        home = self.file.family if child_id is not None else family.choose_household()
        saved_id = self._save_own(child_id, home.household["id"])
        self._save_register(saved_id, pupil)
        self._save_mark(saved_id)
        self._save_sheet(saved_id)
        self._save_boarding(saved_id)
        family.save(saved_id, home, self.file.caregiver)
        return saved_id

    def _save_own(self, child_id: int | None, household_id: int) -> int:
        row = {entry.key: self.values[f"child.{entry.key}"] for entry in CHILD_FIELDS}
        if child_id is None:
            return self.ledger.insert(Child, household_id=household_id, **row)
        self.ledger.amend(Child, self.file.child, row)
        return child_id

    def _save_register(self, child_id: int, answer: PupilAnswer | Unasked | None) -> None:
        """A new child comes on the register; a pupil taken into care was on it before."""
        entered_on: date | None = self.values[ENTERED_ON.key]
        if entered_on and entered_on > max(self.today, self.first_on):
            raise ENTERED_ON.ahead(self.today)
        known = self.file.register
        if known:
            left_on: date | None = known["left_on"]
            if entered_on and left_on and entered_on >= left_on:
                raise problem(ENTERED_ON.key, "在册日期不早于离校日期", f"离校日期是{left_on}。")
            before = self.file.left_before
            if entered_on and before and entered_on < before:
                raise problem(ENTERED_ON.key, "在册日期早于上一次离校", f"那次离校是{before}。")
            if entered_on:
                self.ledger.amend(RegisterPeriod, known, {"entered_on": entered_on})
            return
        # Only here: another pupil may bear name and bits of a child that is on file already.
        pupil_id = pupil_meant(self.session, self.values, self.term, answer)
        released = release_pupil(self.session, self.ledger, pupil_id) if pupil_id else []
        for period in released:
            self.ledger.insert(RegisterPeriod, child_id=child_id, **period)
        if released:
            self._note_mark(child_id, Mark.NONE, released[0]["entered_on"], NOT_IN_CARE)
        if all(period["left_on"] for period in released):
            last_left = max((period["left_on"] for period in released), default=None)
            if entered_on and last_left and entered_on < last_left:
                raise problem(ENTERED_ON.key, "在册日期早于上一次离校", f"那次离校是{last_left}。")
            begun = entered_on or last_left or self.first_on
            self.ledger.insert(RegisterPeriod, child_id=child_id, entered_on=begun)

    def _save_mark(self, child_id: int) -> None:
        """A mark that says something else is a new fact of today; an exported one is not erased."""
        mark: Mark | None = self.values["school_record_mark.mark"]
        known = self.file.mark
        if known.get("mark") is mark:
            return
        is_todays = known.get("source") == BY_HAND and known["marked_on"] == self.today
        if mark is None and not is_todays:
            raise problem(
                "school_record_mark.mark",
                "学籍标注是登记过的事实，不能清空",
                "标注有误请选另一种，如“非留守儿童”。",
            )
        if mark is None:
            self.ledger.delete(SchoolRecordMark, known["id"])
        elif is_todays:
            self.ledger.update(SchoolRecordMark, known["id"], mark=mark)
        else:
            self._note_mark(child_id, mark, self.today, BY_HAND)

    def _note_mark(self, child_id: int, mark: Mark, day: date, source: str) -> None:
        self.ledger.insert(
            SchoolRecordMark, child_id=child_id, mark=mark, source=source, marked_on=day
        )

    def _save_sheet(self, child_id: int) -> None:
        """The term's sheet; one that there was not is made, by what the form shows."""
        sheet = self.file.sheet
        row = {entry.key: self.values[f"term_sheet.{entry.key}"] for entry in SHEET_FIELDS}
        row["class_id"] = self._class_id()
        was_verified = sheet.get("verified_on")
        is_verified = self.values["term_sheet.verified"]
        row["verified_on"] = (was_verified or self.today) if is_verified else None
        if sheet.get("id") is None:
            owner = {"child_id": child_id, "term_id": self.term_id}
            sheet_id = self.ledger.insert(TermSheet, **owner, **row)
            self._tick(sheet_id, {})
        else:
            self.ledger.amend(TermSheet, sheet, row)
            self._tick(sheet["id"], self.file.hardships)

    def _class_id(self) -> int | None:
        written: str | None = self.values[CLASS.key]
        if written is None:
            return None
        if written == self.file.school_class:
            return self.file.sheet["class_id"]
        born_on: date | None = self.values["child.born_on"]
        return plan_class(self.session, self.ledger, self.term, written, born_on)

    def _tick(self, sheet_id: int, ticked: Mapping[Hardship, int]) -> None:
        listed = {Hardship.from_text(label) for label in parts(self.values["hardship"] or "")}
        for hardship in Hardship:
            if hardship in listed and hardship not in ticked:
                self.ledger.insert(SheetHardship, sheet_id=sheet_id, hardship=hardship)
            elif hardship in ticked and hardship not in listed:
                self.ledger.delete(SheetHardship, ticked[hardship])

    def _save_boarding(self, child_id: int) -> None:
        boards = self.values["boarding_period.boards"]
        state = None if boards is None else {"boards": boards}
        self.dated.change(BoardingPeriod, ("child_id", child_id), self.file.boarding, state)
