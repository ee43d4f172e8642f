"""住宿名册: who sleeps where, who fetches whom on Friday, room to tick who is back on Sunday."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Align, Document, chinese_date
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import BoardingPeriod, RegisterPeriod, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.rows import in_force, on_register
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import Chosen, Whom
from liushou_desk.services.register.child_form import OF_BOARDERS
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.writing.records import in_parts

_HEADINGS = (
    Heading("宿舍", 10),
    Heading("床位", 5),
    Heading("姓名", 8),
    Heading("班级", 10),
    Heading("周末去向", 14, Align.LEFT),
    Heading("接送人", 10, Align.LEFT),
    Heading("返校", 11, Align.LEFT),
    Heading("照料人、电话", 16, Align.LEFT),
    Heading("离校", 6),
    Heading("返校签到", 8),
)
_ROOM = 8
"""Millimetres of a row: somebody ticks it by hand."""


def _boarders(office: OfficeFile, session: Session, term: str) -> Chosen:
    day = roster_day(term_days(session, term), office.today)
    boards = sa.select(BoardingPeriod.child_id).where(
        BoardingPeriod.boards, in_force(BoardingPeriod, day)
    )
    here = sa.select(RegisterPeriod.child_id).where(on_register(day))
    return Chosen(day, set(session.scalars(boards)) & set(session.scalars(here)))


def _collect(subject: Subject) -> Iterator[Paper]:
    beds = _beds(subject)
    lines = [(beds.get(person.child_id, _NOTHING), person) for person in people_of(subject)]
    lines.sort(key=lambda line: _bed_order(line[0]))
    groups = [
        Group([_row(bed, person) for bed, person in found], [(f"{room}：{len(found)}人", 10)])
        for room, some in groupby(lines, key=lambda line: line[0]["dormitory"] or UNFILLED)
        if (found := list(some))
    ]
    told = (term_title(subject.wish.term), subject.wish.school_class or "")
    yield Paper(
        Document(
            ((subject.school, "寄宿学生住宿与接送名册"),),
            (
                centred("　".join(filter(None, told))),
                listing(_HEADINGS, groups, row_height=_ROOM),
                signing(("值班教师", None), ("生活老师", None)),
                note(f"{chinese_date(subject.day)}在校寄宿的关爱对象，共{len(lines)}人。"),
            ),
        )
    )


_NOTHING: dict[str, str] = dict.fromkeys(OF_BOARDERS, "")


def _beds(subject: Subject) -> dict[int, dict[str, str]]:
    """What the term's sheets say, by child."""
    with subject.office.reading() as session:
        sheets = sa.select(TermSheet).where(
            TermSheet.term_id == term_id(session, subject.wish.term)
        )
        rows: list[Any] = [
            sheet
            for part in in_parts(subject.everybody)
            for sheet in session.scalars(sheets.where(TermSheet.child_id.in_(part)))
        ]
        return {row.child_id: {key: getattr(row, key) or "" for key in OF_BOARDERS} for row in rows}


def _bed_order(bed: dict[str, str]) -> tuple[Any, ...]:
    """Rooms and beds as they are counted (2号 before 10号), those without a room last."""
    parts = (re.split(r"([0-9]+)", bed[key]) for key in ("dormitory", "bed"))
    counted = ([int(text) if text.isdecimal() else text for text in part] for part in parts)
    return (not bed["dormitory"], *counted)


def _row(bed: dict[str, str], person: Person) -> tuple[str, ...]:
    cared = person.caregiver
    ring = " ".join(filter(None, (cared.name or cared.relation, cared.phone or person.phone)))
    return (
        bed["dormitory"], bed["bed"], person.name, person.school_class, bed["weekend_to"],
        bed["fetched_by"], bed["back_by"], ring, "", "",
    )  # fmt: skip


DORMITORIES = PaperKind(
    "dormitories",
    "住宿名册",
    Per.SCHOOL,
    Whom("在册、在校寄宿的关爱对象", _boarders),
    LISTING,
    Audience.INTERNAL,
    _collect,
)
