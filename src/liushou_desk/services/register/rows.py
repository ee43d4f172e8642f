"""The rows of the roster: one a child, read in a few passes over whole tables.

No derived label is here (see `labels`), so that the roster stands before the figures are filled.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.search import folded_each, found_by, part_found_by, tails_of
from liushou_desk.domain.terms import TermDays
from liushou_desk.domain.words import UNFILLED, Care, Relation, Sex
from liushou_desk.domain.writing import written
from liushou_desk.models import (
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Mentor,
    Pairing,
    RegisterPeriod,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import shared_names, told_apart
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import helping, in_force, on_register
from liushou_desk.services.school.terms import term_days, term_id

CLASS_UNKNOWN = 10_000
"""Order of those without a class: behind every class."""
ID_TAIL = 4
_ENTERED, _CLASS = 11, 13
"""Where these stand among the columns of a child."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A child as the roster shows it; the full identity number never leaves the service here."""

    child_id: int
    called: str
    """The name, told apart from namesakes: 张伟（三1·2016-03）."""
    name: str
    sex: Sex | None
    born_on: date | None
    age: int | None
    school_class: str
    class_order: int
    home_address: str
    phone: str
    caregiver: str
    """王秀兰（祖母）, or the kind of care where nobody is named."""
    caregiver_phone: str
    boards: str
    mentors: str
    entered_on: date | None
    left_on: date | None
    verified: bool
    id_tail: str
    words: str
    """What it is found by: its words here, readings and numbers apart, see `SearchTexts`."""
    spoken: str
    name_order: str
    """What names are put in order by: the pinyin, as in every class list; without it the name."""
    is_private: bool = False
    """家长不愿公开."""

    @property
    def search(self) -> str:
        """All that it is found by."""
        return f"{self.words}{self.spoken}"


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands beside the children's own rows, by child or household."""

    called: Mapping[int, str]
    places: Mapping[int | None, tuple[int, str]]
    """Order and label of each class."""
    caregivers: Mapping[int, tuple[str, str, str]]
    """In words, with telephone and name; empty where there is none."""
    boards: Mapping[int, bool]
    mentors: Mapping[int, list[str]]
    phones: Mapping[int, list[str]]
    """Of the whole family."""
    readings: Mapping[str, str]


@collector_at_rest()
def roster_rows(office: OfficeFile, term: str, *, with_gone: bool = False) -> tuple[RosterRow, ...]:
    """The children on the register, by class and name; with those who have left, if asked for.

    Dated facts hold for today, or the term's nearest day where it is over or to come.
    Raises `RuleConflict` for a term that is not on file.
    """
    with office.reading() as session:
        day = roster_day(term_days(session, term), office.today)
        children = _children(session, term_id(session, term), day, with_gone=with_gone)
        sides = _sides(session, children, day)
    today = office.today
    texts = folded_each([_told(child, sides) for child in children])
    rows = [
        _row(child, sides, text, (day, today)) for child, text in zip(children, texts, strict=True)
    ]
    rows.sort(key=attrgetter("class_order", "school_class", "name_order", "name", "child_id"))
    return tuple(rows)


def roster_day(term: TermDays, today: date) -> date:
    """The day a term's roster is read at."""
    return max(term.first_on, min(today, term.last_on))


def _children(session: Session, of_term: int, day: date, *, with_gone: bool) -> list[Any]:
    """Each child once, with the period on the register that holds on the day, else its last."""
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == of_term)
    statement = (
        sa.select(
            Child.id,
            Child.name,
            _plain(Child.sex),
            Child.born_on,
            Child.phone,
            Child.national_id,
            Child.student_number,
            Child.former_name,
            Child.remarks,
            Child.household_id,
            Household.home_address,
            RegisterPeriod.entered_on,
            RegisterPeriod.left_on,
            TermSheet.class_id,
            TermSheet.verified_on,
            Child.is_private,
        )
        .join(Household, Household.id == Child.household_id)
        .join(RegisterPeriod, RegisterPeriod.child_id == Child.id, isouter=with_gone)
        .outerjoin(TermSheet, sheet)
    )
    if not with_gone:
        statement = statement.where(on_register(day))
    found = list(session.connection().execute(statement).all())
    found.sort(key=_entered_on)  # SQLite would carry whole rows about
    return list({row[0]: row for row in found}.values())


def _entered_on(child: Any) -> date:
    return child[_ENTERED] or date.min


def _sides(session: Session, children: Collection[Any], day: date) -> _Sides:
    mentors: dict[int, list[str]] = defaultdict(list)
    read = session.connection().execute  # plain rows: the ORM's cost twice as much
    for child_id, mentor in read(_mentors(day)).all():
        mentors[child_id].append(mentor)
    family = (
        sa.select(FamilyMember.household_id, sa.func.group_concat(FamilyMember.phone, " "))
        .where(FamilyMember.phone.is_not(None))
        .group_by(FamilyMember.household_id)
    )
    boarding = (
        sa.select(BoardingPeriod.child_id, BoardingPeriod.boards)
        .where(in_force(BoardingPeriod, day))
        .order_by(BoardingPeriod.id)
    )
    caregivers = {row[0]: _caregiver(row) for row in read(_caregivers(day)).all()}
    names = {child[1] for child in children} | {name for _, _, name in caregivers.values() if name}
    known = [(child[0], child[1], child[3], child[_CLASS]) for child in children]
    return _Sides(
        told_apart(session, shared_names(session), known),
        {
            class_id: (place.name.order, place.class_label)
            for class_id, place in places(session).items()
        },
        caregivers,
        {child_id: boards for child_id, boards in read(boarding).all()},
        mentors,
        {household: phones.split() for household, phones in read(family).all()},
        readings_of(session, names),
    )


def _caregivers(day: date) -> sa.Executable:
    return (
        sa.select(
            CaregiverPeriod.child_id,
            _plain(CaregiverPeriod.care),
            FamilyMember.name,
            _plain(FamilyMember.relation),
            FamilyMember.relation_note,
            FamilyMember.phone,
        )
        .outerjoin(FamilyMember, FamilyMember.id == CaregiverPeriod.member_id)
        .where(in_force(CaregiverPeriod, day))
        .order_by(CaregiverPeriod.id)
    )


def _mentors(day: date) -> sa.Executable:
    return (
        sa.select(Pairing.child_id, Mentor.name)
        .join(Mentor, Mentor.id == Pairing.mentor_id)
        .where(helping(day))
        .order_by(Pairing.id)
    )


def _told(child: Any, sides: _Sides) -> str:
    """The words a child is found by."""
    (child_id, _, _, _, _, _, _, former_name, remarks,
     _, address, _, _, class_id, _, _) = child  # fmt: skip
    _, label = sides.places.get(class_id, _NO_PLACE)
    caregiver = sides.caregivers.get(child_id, _NO_CAREGIVER)[0]
    told = (sides.called[child_id], former_name, label, address, caregiver, remarks)
    return "\n".join([text for text in told if text])


def _row(child: Any, sides: _Sides, texts: str, days: tuple[date, date]) -> RosterRow:
    (child_id, name, sex, born_on, phone, national_id, student_number, _, _,
     household_id, address, entered_on, left_on, class_id, verified_on,
     is_private) = child  # fmt: skip
    day, today = days
    order, label = sides.places.get(class_id, _NO_PLACE)
    caregiver, caregiver_phone, its_name = sides.caregivers.get(child_id, _NO_CAREGIVER)
    own = sides.readings.get(name, "")
    readings = f"{own}\n{sides.readings.get(its_name, '')}" if its_name else own
    numbers = (phone, *sides.phones.get(household_id, ()), national_id, student_number)
    return RosterRow(
        child_id,
        sides.called[child_id],
        name,
        _SEXES.get(sex),
        born_on,
        age_on(born_on, today) if born_on else None,
        label,
        order,
        address or "",
        phone or "",
        caregiver,
        caregiver_phone,
        _BOARDS[sides.boards.get(child_id)],
        "、".join(sides.mentors.get(child_id, ())),
        entered_on,
        left_on,
        verified_on is not None and verified_on <= day,
        (national_id or "")[-ID_TAIL:],
        part_found_by(texts),
        found_by("", readings, tails_of(numbers)),
        own.partition("\n")[0] or name,
        bool(is_private),
    )


def _caregiver(found: Any) -> tuple[str, str, str]:
    """Who looks after the child, with telephone and name, or the kind of care alone."""
    _, care, name, relation, note, phone = found
    if name is None:
        return Care(care).label, "", ""
    return f"{name}（{_RELATIONS[relation].noted(note)}）", phone or "", name


def _plain(column: Any) -> sa.ColumnElement[str]:
    """A word as it stands in the file: looked up below, not parsed for every row."""
    return sa.type_coerce(column, sa.String)


_NO_PLACE = (CLASS_UNKNOWN, "")
_NO_CAREGIVER = ("", "", "")
_BOARDS = {answer: written(answer) or UNFILLED for answer in (True, False, None)}
_SEXES = {sex.value: sex for sex in Sex}
_RELATIONS = {relation.value: relation for relation in Relation}
