"""The values of the children of a list, by key, covered for whom the paper is for."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field, Sensitivity, Value
from liushou_desk.domain.masking import Audience, may_show, told_to, whereabouts_word
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import grade_label, term_title
from liushou_desk.domain.words import Relation
from liushou_desk.domain.writing import written
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Mentor,
    Pairing,
    SchoolRecordMark,
    Term,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.rows import FATHERS, MOTHERS, helping, in_force
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.papers.kind import Subject
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.templates import told
from liushou_desk.services.writing.records import in_parts

Row = dict[str, Any]
Told = str | int | date
"""A value ready to be written; a day or a number only where nothing of it is covered."""
_BY_SLOT = {"父亲": FATHERS, "母亲": MOTHERS} | {
    slot: (relation,)
    for slot in ("祖父", "祖母", "外祖父", "外祖母")
    if (relation := Relation.from_text(slot))
}


class Values:
    """One pass over the tables for all children of a subject; valid after its session."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self._session, self._subject = session, subject
        self._day, self._ids = subject.day, subject.everybody
        profile = profile_of(session)
        self._school, self._code = profile.name, profile.code or ""
        self._children = self._by(Child, "id", self._ids)
        homes = {child["household_id"] for child in self._children.values()}
        self._homes = self._by(Household, "id", homes)
        self._members: dict[int, list[Row]] = defaultdict(list)
        for member in self._rows(FamilyMember, "household_id", homes):
            self._members[member["household_id"]].append(member)
        member_ids = [m["id"] for rows in self._members.values() for m in rows]
        dated = in_force(Whereabouts, self._day)
        self._where = self._by(Whereabouts, "member_id", member_ids, dated)
        self._care = self._by(
            CaregiverPeriod, "child_id", self._ids, in_force(CaregiverPeriod, self._day)
        )
        self._boards = self._by(
            BoardingPeriod, "child_id", self._ids, in_force(BoardingPeriod, self._day)
        )
        of_day = SchoolRecordMark.marked_on <= self._day
        marks = self._rows(SchoolRecordMark, "child_id", self._ids, of_day)
        self._marks = {m["child_id"]: m for m in sorted(marks, key=lambda m: m["marked_on"])}
        of_term = sa.select(Term.id).where(Term.code == subject.wish.term).scalar_subquery()
        self._sheets = self._by(TermSheet, "child_id", self._ids, TermSheet.term_id == of_term)
        self._mentors = self._paired()
        self._places = places(session)
        roll = book_of(subject.office, session, subject.wish.term).roll()
        self._kinds = {row.child_id: row.finding or "" for row in roll}

    def told(self, child_id: int, key: str, number: int = 0) -> Told:
        """A value; empty where there is none or this audience may not have it."""
        if key.startswith("own.") or "." not in key:
            return self._own(child_id, key, number)
        slot, _, name = key.rpartition(".")
        child = self._children[child_id]
        if name == "address":
            return self._covered(_field("household.home_address"), self._home(child))
        field = told.field_of(key)
        if field is None:
            return ""
        if field.table in ("family_member", "whereabouts"):
            return self._of_member(child, slot, field)
        return self._covered(field, self._plain(child, field))

    def _plain(self, child: Row, field: Field) -> Value | None:
        rows: dict[str, Row | None] = {
            "child": child,
            "household": self._homes.get(child["household_id"]),
            "term_sheet": self._sheets.get(child["id"]),
            "school_record_mark": self._marks.get(child["id"]),
            "boarding_period": self._boards.get(child["id"]),
            "caregiver_period": self._care.get(child["id"]),
        }
        return (rows.get(field.table) or {}).get(field.key)

    def _of_member(self, child: Row, slot: str, field: Field) -> Told:
        member = self._member(child, slot)
        if member is None:
            return ""
        where = self._where.get(member["id"], {})
        value = (where if field.table == "whereabouts" else member).get(field.key)
        if field.key == "status":
            is_public = self._subject.kind.audience is Audience.PUBLIC
            return "" if value is None or is_public else whereabouts_word(value)
        if field.key == "relation_note" and self._subject.kind.audience is not Audience.INTERNAL:
            return ""  # a note may say anything
        return self._covered(field, value)

    def _member(self, child: Row, slot: str) -> Row | None:
        members = self._members[child["household_id"]]
        if relations := _BY_SLOT.get(slot):
            found = [m for r in relations for m in members if m["relation"] is r]
            return found[0] if found else None
        if slot.startswith("成员"):
            at = int(slot.removeprefix("成员")) - 1
            parents_first = sorted(members, key=lambda m: (not m["relation"].is_parent, m["id"]))
            return parents_first[at] if at < len(members) else None
        care = self._care.get(child["id"], {})
        return next((m for m in members if m["id"] == care.get("member_id")), None)

    def _own(self, child_id: int, key: str, number: int) -> Told:
        child, sheet = self._children[child_id], self._sheets.get(child_id, {})
        place = self._places.get(sheet.get("class_id"))
        is_public = self._subject.kind.audience is Audience.PUBLIC
        name = place.name if place else None
        mentor = None if is_public else self._mentors.get(child_id)
        phone = mentor["phone"] if mentor else None
        texts: dict[str, Told] = {
            told.NUMBER: number,
            told.SCHOOL: self._school,
            told.TERM: term_title(self._subject.wish.term),
            told.SCHOOL_CODE: self._code,
            told.CLASS: place.class_label if place else "",
            told.GRADE: grade_label(name.stage, name.grade) if name else "",
            told.STAGE: name.stage.label if name else "",
            told.CAMPUS: place.campus if place else "",
            told.AGE: self._age(child),
            told.KIND: "" if is_public else self._kinds.get(child_id, ""),
            told.MENTOR: mentor["name"] if mentor else "",
            told.MENTOR_PHONE: self._covered(_field("mentor.phone"), phone),
        }
        return texts.get(key, "")

    def _age(self, child: Row) -> Told:
        born, day = child["born_on"], self._day
        if born is None or not may_show(_field("child.born_on"), self._subject.kind.audience):
            return ""
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def _home(self, child: Row) -> str | None:
        return self._homes.get(child["household_id"], {}).get("home_address")

    def _covered(self, field: Field, value: Value | None) -> Told:
        audience, whole = self._subject.kind.audience, self._subject.wish.with_numbers
        text = told_to(field, value, audience, whole=whole)
        is_whole = isinstance(value, date) and text == written(value)
        return value if is_whole and isinstance(value, date) else text

    def _paired(self) -> dict[int, Row]:
        statement = (
            sa.select(Pairing.child_id, Mentor.name, Mentor.phone)
            .join(Mentor, Mentor.id == Pairing.mentor_id)
            .where(helping(self._day), Mentor.is_adult())
            .order_by(Pairing.id.desc())
        )
        found: dict[int, Row] = {}
        for part in in_parts(self._ids):
            for child_id, name, phone in self._session.execute(
                statement.where(Pairing.child_id.in_(part))
            ):
                found[child_id] = {"name": name, "phone": phone}
        return found

    def _rows(
        self, model: type[Base], column: str, ids: Any, *where: sa.ColumnElement[bool]
    ) -> list[Row]:
        table = model.__table__
        statement = sa.select(table).where(*where).order_by(table.c.id)
        return [
            dict(row)
            for part in in_parts(ids)
            for row in self._session.execute(statement.where(table.c[column].in_(part))).mappings()
        ]

    def _by(
        self, model: type[Base], column: str, ids: Any, *where: sa.ColumnElement[bool]
    ) -> dict[int, Row]:
        return {row[column]: row for row in self._rows(model, column, ids, *where)}


def _field(name: str) -> Field:
    table, _, key = name.partition(".")
    return FIELDS[table, key]


def is_kept_back(key: str) -> bool:
    """Whether a column stays empty on every paper, whoever it is for: restricted facts."""
    field = told.field_of(key)
    is_status = key.endswith(".status")
    return field is not None and field.sensitivity is Sensitivity.RESTRICTED and not is_status
