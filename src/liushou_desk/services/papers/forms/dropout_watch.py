"""疑似辍学学生台账: who has been away too long without a reason, or left for no school known."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Align, Block, Document, chinese_date
from liushou_desk.domain.layout import FORM, LISTING
from liushou_desk.domain.leaving import SUSPECTED, counted_as
from liushou_desk.domain.ledger_words import AbsenceKind
from liushou_desk.domain.ledgers.absence import REPORTED_FROM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED, LeaveReason
from liushou_desk.models import Absence, RegisterPeriod
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.papers.blocks import (
    BLANK,
    Group,
    Heading,
    Pair,
    caption,
    centred,
    chosen,
    listing,
    note,
    pairs,
    signing,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.terms import term_days

_GONE = (LeaveReason.DROPPED_OUT.label, LeaveReason.UNKNOWN.label, SUSPECTED)
_REASONS = ("厌学", "务工", "患病", "家庭困难", "随父母外出", "其他")
_ROOM, _LINES = 9, 15
"""Millimetres of a line that is written on, and lines of an empty sheet."""
_HEADINGS = (
    Heading("序号", 3),
    Heading("班级", 7),
    Heading("姓名", 6),
    Heading("从哪天起", 6),
    Heading("情形", 8),
    Heading("原因", 10, Align.LEFT),
    Heading("家访日期", 6),
    Heading("返校日期", 6),
    Heading("劝返措施（手写）", 13, Align.LEFT),
    Heading("责任人", 6),
)
_ROLL_CALL = (
    *(Heading("序号", 3), Heading("日期", 6), Heading("班级", 7), Heading("缺席学生", 7)),
    *(Heading("缺席节次", 6), Heading("原因", 12, Align.LEFT), Heading("告知家长（时间、谁）", 10)),
    *(Heading("家访", 5), Heading("返校日期", 6), Heading("班主任", 6)),
)

_Watched = tuple[int, date, tuple[str, ...]]
"""A child, since when, and what the columns say."""


def _listed(subject: Subject) -> Iterator[Paper]:
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
        first, until = days.first_on, min(days.last_on, subject.today)
        found = [one for read in (_absences, _leavers) for one in read(session, first, until)]
        ids = {row[0] for row in found}
        names = called(session, ids, subject.wish.term)
        classes = classes_of(session, ids, subject.wish.term)
    found.sort(key=lambda row: row[1])
    rows = [
        (str(number), classes.get(child_id, UNFILLED), names[child_id], str(day), *told, "", "")
        for number, (child_id, day, told) in enumerate(found, start=1)
    ]
    total = f"合计：{len(ids)}人" if rows else "本学期没有"
    blocks: tuple[Block, ...] = (
        centred(term_title(subject.wish.term)),
        listing(_HEADINGS, [Group(rows, [(total, len(_HEADINGS))])], row_height=_ROOM),
        signing(("填表人", None), ("审核人", None), ("单位负责人（盖章）", None)),
        note(
            f"截至{chinese_date(until)}，关爱对象中无故缺勤{REPORTED_FROM}天及以上的，和离校后辍学、去向不明、"
            "转出没有接收学校的；返校的留在台账里。"
        ),
    )
    yield Paper(Document(((subject.school, "疑似辍学学生台账"),), blocks))


def _absences(session: Session, first: date, until: date) -> Iterator[_Watched]:
    found = sa.select(Absence).where(
        Absence.kind == AbsenceKind.UNEXCUSED,
        Absence.days >= REPORTED_FROM,
        Absence.from_on <= until,
        sa.or_(Absence.back_on.is_(None), Absence.back_on > first),
    )
    for row in session.scalars(found.order_by(Absence.id)):
        told = (f"无故缺勤{row.days}天", row.reason, _day(row.visited_on), _day(row.back_on))
        yield row.child_id, row.from_on, told


def _leavers(session: Session, first: date, until: date) -> Iterator[_Watched]:
    found = sa.select(RegisterPeriod).where(
        RegisterPeriod.left_on.between(first, until), RegisterPeriod.child_id.is_not(None)
    )
    for row in session.scalars(found.order_by(RegisterPeriod.id)):
        where = counted_as(row.left_why, row.receiving_school)
        if where in _GONE and row.child_id is not None and row.left_on is not None:
            yield row.child_id, row.left_on, (where, "", "", "")


def _day(day: date | None) -> str:
    return str(day) if day else ""


def _roll_calls(subject: Subject) -> Iterator[Paper]:
    rows = [(str(number), *[""] * (len(_ROLL_CALL) - 1)) for number in range(1, _LINES + 1)]
    blocks: tuple[Block, ...] = (
        centred(f"{BLANK}年　　月"),
        listing(_ROLL_CALL, [Group(rows)], row_height=_ROOM),
        caption(f"无故缺席{REPORTED_FROM}天的，填辍学学生情况报告表，报教育局。"),
        signing(("填表人", None), ("单位负责人", None)),
    )
    yield Paper(Document(((subject.school, "缺席学生情况登记表"),), blocks))


def _reports(subject: Subject) -> Iterator[Paper]:
    """辍学学生情况报告表, to be filled in when a child has been away for so many days."""
    lines: list[list[Pair]] = [
        [("姓名", ""), ("性别", ""), ("班级", "")],
        [("出生日期", ""), ("身份证件号", "")],
        [("家庭住址", "")],
        [("监护人", ""), ("关系", ""), ("电话", "")],
        [("离校日期", ""), ("离校天数", "")],
        [("辍学原因", chosen(_REASONS))],
    ]
    told: list[list[Pair]] = [
        [(text, "\n" * 4)] for text in ("劝返经过", "采取的措施", "结果", "学校意见")
    ]
    blocks: tuple[Block, ...] = (
        pairs(lines, (4, 6, 3, 6, 3, 6), row_height=_ROOM),
        pairs(told, (4, 24), row_height=_ROOM),
        signing(("班主任", None), ("填表人", None), ("单位负责人（盖章）", None)),
        note(f"无故缺席{REPORTED_FROM}天（含）的当天填写，报教育局，学校留存一份。"),
    )
    yield Paper(Document(((subject.school, "辍学学生情况报告表"),), blocks))


DROPOUT_WATCH = PaperKind(
    "dropout-watch",
    "疑似辍学学生台账",
    Per.SCHOOL,
    OF_SCHOOL,
    LISTING,
    Audience.REPORT,
    _listed,
    names_children=True,
)
EMPTY_ROLL_CALL = PaperKind(
    "absence-empty",
    "缺席学生情况登记表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    LISTING,
    Audience.INTERNAL,
    _roll_calls,
)
EMPTY_DROPOUT_REPORT = PaperKind(
    "dropout-case-empty",
    "辍学学生情况报告表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.REPORT,
    _reports,
)
