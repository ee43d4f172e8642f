"""What the office file holds of children and pupils, laid out for comparing row by row.

The dictionaries are kept up to date while rows are planned, so that a later row of the workbook
meets what an earlier one will have written (siblings, doubled rows).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.words import Hardship
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    Campus,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Pupil,
    PupilClass,
    RegisterPeriod,
    SchoolClass,
    SchoolRecordMark,
    SheetHardship,
    Term,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.register.numbers import bits_of, numbers_of
from liushou_desk.services.register.pupil import is_like

if TYPE_CHECKING:
    from datetime import date

Row = dict[str, Any]


class RosterState:
    """Rows of the office file by the keys an import looks for."""

    def __init__(self, session: Session, pupil_key: str, term_id: int, term: str) -> None:
        self.session, self._key = session, pupil_key
        self.children = self._by_id(Child)
        self.child_by_number: dict[str, int] = {}
        for child in self.children.values():
            self.know_child(child)
        self._know_pupils(term_id)
        self.households = self._by_id(Household)
        self.members: dict[int, list[Row]] = defaultdict(list)
        self._member_by_id: dict[int, Row] = {}
        self.household_by_parent: dict[tuple[str, str, str], int] = {}
        for member in self._rows(FamilyMember):
            self.know_member(member)
        self.ended: dict[tuple[str, int], date] = {}
        """When the last closed period of an owner ended, by table and owner."""
        self.whereabouts = self._open(Whereabouts, "member_id")
        self.caregivers = self._open(CaregiverPeriod, "child_id")
        self.boarding = self._open(BoardingPeriod, "child_id")
        self.claims: dict[tuple[str, int, str], str] = {}
        """Which row of the workbook has already decided (table, row id, column)."""
        self.refused_members: set[tuple[int, str, str]] = set()
        """Household, relation and name (of a parent none) whom the clerk did not want."""
        marks = sorted(self._rows(SchoolRecordMark), key=lambda row: (row["marked_on"], row["id"]))
        self.marks = {row["child_id"]: row for row in marks}
        """The latest of each child, as the figures take it."""
        self.sheets = {
            row["child_id"]: row for row in self._rows(TermSheet, TermSheet.term_id == term_id)
        }
        self.earlier_sheets = self._earlier_sheets(term)
        """The last sheet of each child before the term, with the code of its term."""
        self.hardships = defaultdict[int, set[Hardship]](set[Hardship])
        for row in self._rows(SheetHardship):
            self.hardships[row["sheet_id"]].add(row["hardship"])
        self._know_register(self._rows(RegisterPeriod))
        self.campuses: dict[str, int] = {row["name"]: row["id"] for row in self._rows(Campus)}
        self.main_campus: int = next(row["id"] for row in self._rows(Campus) if row["is_main"])
        self._know_classes(self._rows(SchoolClass))

    def _know_classes(self, rows: list[Row]) -> None:
        """The classes by campus, grade and number; what those are called that have a name."""
        self.classes: dict[tuple[int, ClassName], int] = {}
        self.own_names: dict[tuple[int, ClassName], str] = {}
        self._labels: dict[int, str] = {}
        for row in rows:
            key = row["campus_id"], ClassName(row["stage"], row["grade"], row["number"])
            self.classes[key] = row["id"]
            if row["name"]:
                self.own_names[key] = row["name"]

    def _know_pupils(self, term_id: int) -> None:
        """The pupils not in care and their classes."""
        self._pupils: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        """By the bits of their number and their name; those of the workbook at hand are claimed."""
        for pupil in self._rows(Pupil):
            self._pupils[pupil["id_bits"]][name_dot(pupil["name"])].append(pupil)
        self._claimed: set[int] = set()
        """Pupils that a row of the workbook has named: another row is somebody else."""
        self.classes_of_pupil: dict[int, list[Row]] = defaultdict(list)
        """Of every term."""
        self.class_of_pupil: dict[int, Row] = {}
        """In the term of the import."""
        for row in self._rows(PupilClass):
            self.know_class(row, term_id)

    def _know_register(self, register: list[Row]) -> None:
        """Who is on the register now, and every time of the pupils not in care."""
        still_there = [row for row in register if row["left_on"] is None]
        self.register_of_child = {row["child_id"]: row for row in still_there if row["child_id"]}
        self.register_of_pupil = {row["pupil_id"]: row for row in still_there if row["pupil_id"]}
        self.periods_of_pupil: dict[int, list[Row]] = defaultdict(list)
        """Closed ones too."""
        for row in register:
            if row["pupil_id"]:
                self.periods_of_pupil[row["pupil_id"]].append(row)

    def class_label(self, class_id: int | None) -> str | None:
        """启智班 or 三年级2班 for the preview; that of another 校区 with its name."""
        if class_id is None:
            return None
        if class_id not in self._labels and (label := self._label(class_id)):
            self._labels[class_id] = label
        return self._labels.get(class_id)

    def _label(self, class_id: int) -> str | None:
        for (campus_id, name), known in self.classes.items():
            if known == class_id:
                called = self.own_names.get((campus_id, name)) or name.label
                return self._campus_label(campus_id) + called
        return None

    def _campus_label(self, campus_id: int) -> str:
        if campus_id == self.main_campus:
            return ""
        return next((name for name, known in self.campuses.items() if known == campus_id), "")

    def class_of(self, whom: tuple[str, int]) -> int | None:
        """The class in the term of a ("child" or "pupil", id)."""
        kind, row_id = whom
        row = (self.sheets if kind == "child" else self.class_of_pupil).get(row_id)
        return row["class_id"] if row else None

    def member_name(self, member_id: int | None) -> str | None:
        """What a family member is called, for the preview."""
        return None if member_id is None else self._member_by_id[member_id]["name"]

    def find_child(self, values: Mapping[str, Any]) -> set[int]:
        """Children that bear one of a row's numbers: none, the one, or a conflict."""
        return {
            self.child_by_number[number]
            for number in numbers_of(values)
            if number in self.child_by_number
        }

    def find_pupils(self, values: Mapping[str, Any], class_id: int | None = None) -> list[Row]:
        """The pupils not in care who may be a row's, those of its class first."""
        if not self._pupils:
            return []
        name, sex = name_dot(values.get("child.name") or ""), values.get("child.sex")
        found = [
            pupil
            for bits in dict.fromkeys(self.bits_of(values))
            for pupil in self._called(name, bits)
            if pupil["id"] not in self._claimed and is_like(pupil["name"], pupil["sex"], name, sex)
        ]
        return sorted(
            found, key=lambda pupil: (not self._sits_in(pupil["id"], class_id), pupil["id"])
        )

    def _called(self, name: str, bits: int) -> Iterable[Row]:
        """The pupils of these bits with a name, or with any where none is told."""
        named = self._pupils.get(bits, {})
        return named.get(name, ()) if name else chain.from_iterable(named.values())

    def claim(self, pupil_id: int) -> None:
        """A pupil is the row's at hand, and so nobody's below it."""
        self._claimed.add(pupil_id)

    def _sits_in(self, pupil_id: int, class_id: int | None) -> bool:
        placed = self.class_of_pupil.get(pupil_id)
        return placed is not None and placed["class_id"] == class_id

    def bits_of(self, values: Mapping[str, Any]) -> list[int]:
        """Eight bits of each of a row's numbers; the first stand for a pupil in the file."""
        return bits_of(self._key, values)

    def know_child(self, child: Row) -> None:
        """Remember a child by its numbers."""
        self.children[child["id"]] = child
        numbered = {f"child.{key}": child.get(key) for key in ("national_id", "student_number")}
        for number in numbers_of(numbered):
            self.child_by_number[number] = child["id"]

    def know_class(self, row: Row, term_id: int | None) -> None:
        """Remember a pupil's class in some term; `term_id` is the term of the import."""
        self.classes_of_pupil[row["pupil_id"]].append(row)
        if row["term_id"] == term_id:
            self.class_of_pupil[row["pupil_id"]] = row

    def know_member(self, member: Row) -> None:
        """Remember a family member, a parent with a telephone as a way to find the household."""
        self.members[member["household_id"]].append(member)
        self._member_by_id[member["id"]] = member
        if member["relation"].is_parent and member.get("phone"):
            key = (member["relation"], member["name"], member["phone"])
            self.household_by_parent.setdefault(key, member["household_id"])

    def _rows(self, model: type[Base], *conditions: sa.ColumnElement[bool]) -> list[Row]:
        table = model.__table__
        statement = sa.select(table).where(*conditions).order_by(table.c.id)
        names = table.columns.keys()
        return [dict(zip(names, row, strict=True)) for row in self.session.execute(statement)]

    def _earlier_sheets(self, term: str) -> dict[int, tuple[str, Row]]:
        codes = {row["id"]: row["code"] for row in self._rows(Term)}
        earlier = [(codes[row["term_id"]], row) for row in self._rows(TermSheet)]
        earlier = sorted((pair for pair in earlier if pair[0] < term), key=lambda pair: pair[0])
        return {row["child_id"]: (code, row) for code, row in earlier}

    def _by_id(self, model: type[Base]) -> dict[int, Row]:
        return {row["id"]: row for row in self._rows(model)}

    def _open(self, model: type[Base], owner: str) -> dict[int, Row]:
        """The period of each owner that is open now."""
        still_open: dict[int, Row] = {}
        for row in self._rows(model):
            if row["to_on"] is None:
                still_open[row[owner]] = row
            else:
                key = (model.__tablename__, row[owner])
                self.ended[key] = max(row["to_on"], self.ended.get(key, row["to_on"]))
        return still_open
