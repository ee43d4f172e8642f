"""帮扶人: listed with the children they have now, saved, removed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.load import Load
from liushou_desk.domain.search import search_text
from liushou_desk.domain.tables import TABLES, column_label
from liushou_desk.domain.words import MentorKind
from liushou_desk.domain.work_fields import MENTOR_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.references import references
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import by_first, helping, in_force
from liushou_desk.services.facts.substitutes import substitutes_on
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing import records


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor; `load` and `children` are the pairings in force today."""

    mentor_id: int
    name: str
    kind: MentorKind
    phone: str | None
    checked_on: date | None
    left_on: date | None
    load: Load
    stand_in: str
    """Who stands in for one who is on leave today."""
    children: str
    waiting: int
    """So many of them are still to be handed over, for they are the mentor's beyond 离岗."""
    search: str


def list_mentors(office: OfficeFile) -> tuple[MentorRow, ...]:
    """Every mentor by name."""
    with office.reading() as session:
        mentors = session.scalars(sa.select(Mentor).order_by(Mentor.name, Mentor.id)).all()
        pairs = session.execute(
            sa.select(Pairing.mentor_id, Pairing.child_id)
            .where(in_force(Pairing, office.today))
            .distinct()
            .order_by(Pairing.child_id)
        ).all()
        mine, waiting = by_first(pairs), left_behind(session, office.today)
        names = called(session, {child_id for _, child_id in pairs}, None)
        read = readings_of(session, [mentor.name for mentor in mentors])
        most = profile_of(session).mentor_limit
        away = substitutes_on(session, office.today)
        return tuple(
            _row(
                mentor,
                [names[child_id] for _, child_id in mine.get(mentor.id, ())],
                waiting.get(mentor.id, 0),
                away[mentor.id].name if mentor.id in away else "",
                most,
                read,
                office.today,
            )
            for mentor in mentors
        )


def left_behind(session: Session, today: date) -> Mapping[int, int]:
    """How many children's pairings go on beyond the day on which their mentor leaves.

    Who was handed over after that day, but is by now, waits no more.
    """
    number = sa.func.count(sa.distinct(Pairing.child_id))
    beyond = sa.or_(
        Pairing.to_on.is_(None), Pairing.to_on > sa.func.max(Mentor.left_on, today.isoformat())
    )
    rows = session.execute(
        sa.select(Mentor.id, number)
        .join(Pairing, Pairing.mentor_id == Mentor.id)
        .where(Mentor.left_on.is_not(None), beyond)
        .group_by(Mentor.id)
    )
    return {mentor_id: count for mentor_id, count in rows}


def _row(
    mentor: Mentor,
    children: list[str],
    waiting: int,
    stand_in: str,
    most: int,
    read: dict[str, str],
    today: date,
) -> MentorRow:
    is_gone = mentor.left_on is not None and mentor.left_on <= today
    load = Load.of(len(children), most if mentor.kind.is_adult else None, is_gone=is_gone)
    search = search_text(
        mentor.name,
        mentor.kind.label,
        load.told,
        *children,
        readings=read.get(mentor.name, ""),
        numbers=(mentor.phone,),
    )
    listed = "、".join(children)
    return MentorRow(
        *(mentor.id, mentor.name, mentor.kind, mentor.phone, mentor.checked_on),
        *(mentor.left_on, load, stand_in, listed, waiting, search),
    )


def own_mentors(office: OfficeFile) -> dict[int, int]:
    """The mentor whom a form suggests for each child today."""
    with office.reading() as session:
        found = first_mentors(session, office.today)
    return {child_id: mentor_id for child_id, (mentor_id, _) in found.items()}


def first_mentors(
    session: Session, day: date, child_id: int | None = None
) -> dict[int, tuple[int, str]]:
    """(id, name) of each child's mentor on a day: an adult first, then whoever began first.

    Of a mentor on leave it is who stands in; one who has left is nobody's.
    """
    standing_in = substitutes_on(session, day)
    paired = (
        sa.select(Pairing.child_id, Mentor.id, Mentor.name)
        .join(Mentor, Mentor.id == Pairing.mentor_id)
        .where(helping(day))
        .order_by(Mentor.is_adult(), Pairing.from_on.desc(), Pairing.id.desc())
    )
    if child_id is not None:
        paired = paired.where(Pairing.child_id == child_id)
    rows = session.connection().execute(paired).all()  # plain: the ORM's cost twice as much
    return {
        key: (other.mentor_id, other.name)
        if (other := standing_in.get(mentor_id))
        else (mentor_id, name)
        for key, mentor_id, name in rows
    }


def save_mentor(office: OfficeFile, mentor_id: int | None, values: records.Values) -> int:
    """Add a mentor or change one. Raises `InputProblem`, also for one who is there already."""
    row = records.checked(MENTOR_FIELDS, values, office.today, new=mentor_id is None)
    with office.reading() as session:
        if mentor_id is not None and records.holds(session, Mentor, mentor_id, row):
            return mentor_id
        _refuse_double(session, mentor_id, row)
    sentence = "新增帮扶人" if mentor_id is None else "修改帮扶人"
    with office.action(sentence, mentor=mentor_id) as session:
        if mentor_id is not None:
            records.require_as_seen(session, Mentor, mentor_id, MENTOR_FIELDS, values)
        return records.write(session, Mentor, mentor_id, row)


def _refuse_double(session: Session, mentor_id: int | None, row: dict[str, Any]) -> None:
    if mentor_id is not None:
        there = records.found(session, Mentor, mentor_id)
        row = {field.key: getattr(there, field.key) for field in MENTOR_FIELDS} | row
    same = sa.select(Mentor.id).where(
        Mentor.name == row["name"],
        Mentor.kind == row["kind"],
        Mentor.phone.is_not_distinct_from(row["phone"]),
        Mentor.id.is_distinct_from(mentor_id),
    )
    if session.scalars(same).first() is not None:
        raise InputProblem(
            "已有姓名、身份、电话都相同的帮扶人",
            "不用再登记一次；如果是另一个人，请写上电话。",
            field="name",
        )


def remove_mentor(office: OfficeFile, mentor_id: int) -> None:
    """Take out a mentor entered by mistake. Raises `RuleConflict` where work hangs on it."""
    with office.reading() as session:
        records.found(session, Mentor, mentor_id)
        held = tuple(_work(session, mentor_id))
    if held:
        raise RuleConflict(
            f"这位帮扶人还有{'、'.join(held)}，不能删除，数据没有改动。",
            "不再帮扶的，请填写结对的结束日期，以前的工作仍会保留。",
        )
    with office.action("删除帮扶人", mentor=mentor_id) as session:
        records.remove(session, Mentor, mentor_id)


def _work(session: Session, mentor_id: int) -> Iterator[str]:
    """What hangs on a mentor, in words: 结对2段、帮扶人请假（代班人）1次."""
    for table, columns in references(Mentor.__tablename__):
        for column in columns:
            count = sa.select(sa.func.count()).where(table.c[column] == mentor_id)
            if number := session.scalar(count):
                yield _counted(table.name, column, number)


def _counted(table: str, column: str, number: int) -> str:
    named, role = TABLES[table], column_label(table, column)
    as_whom = "" if role == TABLES["mentor"].label else f"（{role}）"
    return f"{named.label}{as_whom}{number}{named.unit}"
