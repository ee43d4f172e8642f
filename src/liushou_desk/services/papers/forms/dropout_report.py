"""控辍保学月报: absences and leavers of each month of the term; a month without any says so.

教育部办公厅 asks a report of every school each month (学校一月一报告).
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import (
    Align,
    Block,
    Document,
    Paragraph,
    TextRun,
    chinese_date,
    chinese_month,
)
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.leaving import counted_as
from liushou_desk.domain.ledger_words import AbsenceKind
from liushou_desk.domain.ledgers import ABSENCE
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import Absence, RegisterPeriod
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.facts.rows import on_register
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    caption,
    centred,
    listing,
    note,
    signing,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.terms import term_days

_TITLE = "控辍保学月报表"
_WHO = (Heading("班级", 7), Heading("姓名", 6))
_ABSENCES = (
    *_WHO,
    Heading("缺勤日期", 7),
    Heading("天数", 4),
    Heading("类别", 6),
    Heading("原因", 10, Align.LEFT),
    Heading("家访日期", 7),
    Heading("返校日期", 7),
)
_LEAVERS = (
    *_WHO,
    Heading("离校日期", 7),
    Heading("去向", 8),
    Heading("接收学校", 14, Align.LEFT),
)
_NONE = "本月没有"


def _collect(subject: Subject) -> Iterator[Paper]:
    """A sheet for each month that has begun."""
    with subject.office.reading() as session:
        for month in term_days(session, subject.wish.term).months():
            if month.first <= subject.today:
                yield _sheet(session, subject, month)


def _sheet(session: Session, subject: Subject, month: Span) -> Paper:
    term, until = subject.wish.term, min(month.last, subject.today)
    absences = _absences(session, month)
    leavers = _leavers(session, month)
    ids: set[int] = {row.child_id for row in (*absences, *leavers) if row.child_id is not None}
    names, classes = called(session, ids, term), classes_of(session, ids, term)

    def who(row: Any) -> tuple[str, str]:
        return classes.get(row.child_id, UNFILLED), names[row.child_id]

    here = sa.select(sa.func.count()).select_from(RegisterPeriod)
    present = session.scalar(here.where(on_register(until), RegisterPeriod.child_id.is_not(None)))
    unexcused = [row for row in absences if row.kind is AbsenceKind.UNEXCUSED]
    away = [row for row in absences if row.back_on is None or row.back_on > until]
    said = (
        f"截至{chinese_date(until)}，关爱对象在册{present}人；本月缺勤{len(absences)}人次，"
        f"其中无故缺勤{len(unexcused)}人次，还没有返校{len(away)}人次；离校{len(leavers)}人。"
    )
    blocks: list[Block] = [
        centred(chinese_month(month.first)),
        Paragraph((TextRun(said),)),
        caption("缺勤"),
        _table(_ABSENCES, [(*who(row), *_absence(row)) for row in absences]),
        caption("离校"),
        _table(_LEAVERS, [(*who(row), *_leaver(row)) for row in leavers]),
        signing(("填表人", None), ("单位负责人（盖章）", None)),
        note(f"填报日期：{chinese_date(subject.today)}。转出没有接收学校的，列为疑似辍学。"),
    ]
    about = f"{month.first:%Y-%m}"
    return Paper(Document(((subject.school, _TITLE),), tuple(blocks)), about)


def _table(headings: tuple[Heading, ...], rows: list[tuple[str, ...]]) -> Block:
    return listing(headings, [Group(rows, () if rows else [(_NONE, len(headings))])])


def _absences(session: Session, month: Span) -> list[Absence]:
    """Those that began in the month, and those from before that were not over."""
    begun = Absence.from_on <= month.last
    lasting = sa.or_(Absence.back_on.is_(None), Absence.back_on > month.first)
    found = sa.select(Absence).where(begun, sa.or_(Absence.from_on >= month.first, lasting))
    return list(session.scalars(found.order_by(Absence.from_on, Absence.id)))


def _absence(row: Absence) -> tuple[str, ...]:
    days = (row.from_on, row.visited_on, row.back_on)
    first, visited, back = (str(day) if day else "" for day in days)
    return first, str(row.days), row.kind.label, row.reason, visited, back or "未返校"


def _leavers(session: Session, month: Span) -> list[RegisterPeriod]:
    found = sa.select(RegisterPeriod).where(
        RegisterPeriod.left_on.between(month.first, month.last),
        RegisterPeriod.child_id.is_not(None),
    )
    return list(session.scalars(found.order_by(RegisterPeriod.left_on, RegisterPeriod.id)))


def _leaver(row: RegisterPeriod) -> tuple[str, ...]:
    where = counted_as(row.left_why, row.receiving_school) or UNFILLED
    return str(row.left_on), where, row.receiving_school or ""


DROPOUT_REPORT = PaperKind(
    "dropout-report",
    "控辍保学月报表",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.REPORT,
    _collect,
    ledger=ABSENCE.table,
    names_children=True,
)
