"""What the office file holds of one child now, row by row, as its form shows and changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import CHILD_FIELDS, SHEET_FIELDS
from liushou_desk.domain.terms import parse_code
from liushou_desk.domain.words import Hardship
from liushou_desk.errors import RuleConflict
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    Term,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.rows import FATHERS, MOTHERS
from liushou_desk.services.register.child_form import CAREGIVER_KEYS, MEMBER_KEYS, PARENT_KEYS
from liushou_desk.services.register.history import carried_forward

Row = Mapping[str, Any]
_OF_CAREGIVER = ("relation", *MEMBER_KEYS, *CAREGIVER_KEYS)
RELATIONS = {"father": FATHERS, "mother": MOTHERS}


@dataclass(frozen=True, slots=True)
class Family:
    """A household, its members, and where its parents are now."""

    household: Row = field(default_factory=dict[str, Any])
    members: tuple[Row, ...] = ()
    whereabouts: Mapping[int, Row] = field(default_factory=dict[int, Row])
    """The open row of each member."""

    def parent(self, who: str) -> Row | None:
        """Father or mother; a step parent only where no parent is listed."""
        for relation in RELATIONS[who]:
            for member in self.members:
                if member["relation"] is relation:
                    return member
        return None

    def member(self, member_id: int | None) -> Row:
        """A member by id; nothing said for none."""
        nobody: Row = {}
        return next((row for row in self.members if row["id"] == member_id), nobody)

    def values(self) -> dict[str, Any]:
        """The family as the form shows it."""
        shown = {"household.home_address": self.household.get("home_address")}
        for who in RELATIONS:
            member = self.parent(who) or {}
            where = self.whereabouts.get(member.get("id", 0), {})
            shown |= {f"{who}.{key}": member.get(key) for key in MEMBER_KEYS}
            shown |= {f"{who}.{key}": where.get(key) for key in PARENT_KEYS}
        return shown


@dataclass(frozen=True, slots=True)
class ChildFile:
    """The rows of one child; of a child that is not yet on file all are empty."""

    child: Row = field(default_factory=dict[str, Any])
    family: Family = field(default_factory=Family)
    register: Row = field(default_factory=dict[str, Any])
    """The latest period on the register."""
    mark: Row = field(default_factory=dict[str, Any])
    caregiver: Row | None = None
    boarding: Row | None = None
    sheet: Row = field(default_factory=dict[str, Any])
    """The term's own sheet, without id where it would be carried forward from an earlier one."""
    hardships: Mapping[Hardship, int] = field(default_factory=dict[Hardship, int])
    """What that sheet has ticked, by the id of the row."""
    school_class: str | None = None
    left_before: date | None = None
    """When the period before the latest one ended."""

    def values(self) -> dict[str, Any]:
        """The whole form."""
        caregiver = self.caregiver or {}
        who = self.family.member(caregiver.get("member_id"))
        return {
            **{f"child.{entry.key}": self.child.get(entry.key) for entry in CHILD_FIELDS},
            **self.family.values(),
            **{f"term_sheet.{entry.key}": self.sheet.get(entry.key) for entry in SHEET_FIELDS},
            **{f"caregiver.{key}": who.get(key) for key in _OF_CAREGIVER},
            "term_sheet.verified": self.sheet["verified_on"] is not None if self.sheet else None,
            "hardship": "、".join(hardship.label for hardship in self.hardships) or None,
            "class": self.school_class,
            "school_record_mark.mark": self.mark.get("mark"),
            "boarding_period.boards": (self.boarding or {}).get("boards"),
            "caregiver_period.care": caregiver.get("care"),
            "entered_on": self.register.get("entered_on"),
        }


def read_file(session: Session, child_id: int, term: str) -> ChildFile:
    """The rows of a child. Raises `RuleConflict` where it has been removed."""
    child = require_child(session, child_id)
    own = sa.column("child_id") == child_id
    sheet, hardships = _sheet(session, child_id, term)
    place = places(session).get(sheet.get("class_id"))
    *earlier, register = _rows(session, RegisterPeriod, "entered_on", own) or ({},)
    return ChildFile(
        child,
        read_family(session, child["household_id"]),
        register,
        _last(session, SchoolRecordMark, "marked_on", own) or {},
        _last(session, CaregiverPeriod, "id", own, _OPEN),
        _last(session, BoardingPeriod, "id", own, _OPEN),
        sheet,
        hardships,
        place.class_label if place else None,
        earlier[-1]["left_on"] if earlier else None,
    )


def require_child(session: Session, child_id: int) -> Row:
    """A child's own row. Raises `RuleConflict` where it has been removed."""
    child = _last(session, Child, "id", sa.column("id") == child_id)
    if child is None:
        raise RuleConflict("这名儿童的登记已被删除，没有改动。", "请刷新花名册后再试。")
    return child


def read_family(session: Session, household_id: int) -> Family:
    """A household with its members."""
    of_home = sa.column("household_id") == household_id
    members = _rows(session, FamilyMember, "id", of_home)
    ids = [member["id"] for member in members]
    open_rows = _rows(session, Whereabouts, "id", sa.column("member_id").in_(ids), _OPEN)
    return Family(
        _rows(session, Household, "id", sa.column("id") == household_id)[0],
        members,
        {row["member_id"]: row for row in open_rows},
    )


def _sheet(session: Session, child_id: int, term: str) -> tuple[Row, dict[Hardship, int]]:
    """The term's sheet, or what the last one before it would hand on."""
    sheets = (
        sa.select(Term.code, TermSheet.__table__)
        .join(TermSheet.__table__, TermSheet.term_id == Term.id)
        .where(TermSheet.child_id == child_id, Term.code <= term)
        .order_by(Term.code.desc())
    )
    latest = session.execute(sheets).mappings().first()
    if latest is None:
        return {}, {}
    found: dict[str, Any] = {str(key): value for key, value in latest.items()}
    ticked = _rows(session, SheetHardship, "id", sa.column("sheet_id") == found["id"])
    hardships = {row["hardship"]: row["id"] for row in ticked}
    if found["code"] == term:
        return found, hardships
    carried = carried_forward(found, found["code"], parse_code(term)[0])
    return carried | {"id": None, "verified_on": None}, hardships


_OPEN = sa.column("to_on").is_(None)


def _rows(
    session: Session, model: type[Base], order: str, *conditions: sa.ColumnElement[bool]
) -> tuple[Row, ...]:
    table = model.__table__
    statement = sa.select(table).where(*conditions).order_by(table.c[order], table.c.id)
    return tuple(dict(row) for row in session.execute(statement).mappings())


def _last(
    session: Session, model: type[Base], order: str, *conditions: sa.ColumnElement[bool]
) -> Row | None:
    rows = _rows(session, model, order, *conditions)
    return rows[-1] if rows else None
