"""一名儿童的经过: everything kept of one child, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.leaving import counted_as
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import (
    Activity,
    ActivityChild,
    BoardingPeriod,
    CaregiverPeriod,
    ChildPhoto,
    DiaryEntry,
    EntryChild,
    FamilyMember,
    LabelOverride,
    Mentor,
    Pairing,
    PlanReview,
    RegisterPeriod,
    SchoolRecordMark,
    SupportPlan,
    Term,
    TermSheet,
    Whereabouts,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.ledger_days import ledger_days
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.whereabouts import where_words
from liushou_desk.services.photos.shots import numbers
from liushou_desk.services.register.child_file import require_child


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened; `source` and `record_id` name the row that tells of it.

    `day` is None for a state that has held since before anybody wrote it down.
    """

    day: date | None
    kind: str
    text: str
    source: str
    record_id: int


def timeline(office: OfficeFile, child_id: int) -> tuple[TimelineItem, ...]:
    """The newest first, what has no day last. Raises `RuleConflict` for a removed child."""
    with office.reading() as session:
        household_id: int = require_child(session, child_id)["household_id"]
        items = [
            *_register(session, child_id),
            *_sheets(session, child_id, office.today),
            *_family(session, household_id),
            *_care(session, child_id),
            *_pairings(session, child_id),
            *_diary(session, child_id),
            *_activities(session, child_id),
            *_ledgers(session, child_id, office.today),
            *_plans(session, child_id),
            *_papers(session, child_id),
        ]
    return tuple(sorted(items, key=lambda item: item.day or date.min, reverse=True))


def _register(session: Session, child_id: int) -> Iterator[TimelineItem]:
    for period in _all(session, RegisterPeriod, child_id):
        source = (RegisterPeriod.__tablename__, period.id)
        yield TimelineItem(period.entered_on, "在册", "列入花名册", *source)
        if period.left_on:
            counted = counted_as(period.left_why, period.receiving_school) or f"原因{UNFILLED}"
            to = f"（{period.receiving_school}）" if period.receiving_school else ""
            why = f"{counted}{to}"
            yield TimelineItem(period.left_on, "离校", why, *source)
    for mark in _all(session, SchoolRecordMark, child_id):
        text = f"{mark.mark.label}（{mark.source}）"
        source = (SchoolRecordMark.__tablename__, mark.id)
        yield TimelineItem(mark.marked_on, "学籍标注", text, *source)


def _sheets(session: Session, child_id: int, today: date) -> Iterator[TimelineItem]:
    """The sheets of terms that have begun: one opened ahead has not happened yet."""
    known = places(session)
    rows = (
        sa.select(TermSheet, Term)
        .join(Term)
        .where(TermSheet.child_id == child_id, Term.first_on <= today)
    )
    for sheet, term in session.execute(rows):
        place = known.get(sheet.class_id)
        said = [place.class_label if place else f"班级{UNFILLED}"]
        said += [f"监护评估{sheet.care_grade.label}"] if sheet.care_grade else []
        said.append("已核实" if sheet.verified_on else "未核实")
        day = sheet.verified_on or term.first_on
        text = f"{term_title(term.code)}：{'，'.join(said)}"
        yield TimelineItem(day, "学期摸底表", text, TermSheet.__tablename__, sheet.id)


def _family(session: Session, household_id: int) -> Iterator[TimelineItem]:
    rows = (
        sa.select(Whereabouts, FamilyMember.relation)
        .join(FamilyMember, FamilyMember.id == Whereabouts.member_id)
        .where(FamilyMember.household_id == household_id)
    )
    for row, relation in session.execute(rows):
        text = f"{relation.label}{where_words(row)}"
        yield _state("父母去向", text, row, Whereabouts.__tablename__)


def _care(session: Session, child_id: int) -> Iterator[TimelineItem]:
    rows = (
        sa.select(CaregiverPeriod, FamilyMember.name, FamilyMember.relation)
        .outerjoin(FamilyMember, FamilyMember.id == CaregiverPeriod.member_id)
        .where(CaregiverPeriod.child_id == child_id)
    )
    for row, name, relation in session.execute(rows):
        text = row.care.label + (f"：{name}（{relation.label}）" if name else "")
        yield _state("照料人", text, row, CaregiverPeriod.__tablename__)
    for row in _all(session, BoardingPeriod, child_id):
        text = "在校寄宿" if row.boards else "走读"
        yield _state("寄宿", text, row, BoardingPeriod.__tablename__)


def _pairings(session: Session, child_id: int) -> Iterator[TimelineItem]:
    rows = sa.select(Pairing, Mentor).join(Mentor).where(Pairing.child_id == child_id)
    for row, mentor in session.execute(rows):
        text = f"{mentor.name}（{mentor.kind.label}）"
        yield TimelineItem(row.from_on, "结对", text, Pairing.__tablename__, row.id)
        if row.to_on:
            said = f"{text}{_if(row.ended_why)}"
            yield TimelineItem(row.to_on, "结对结束", said, Pairing.__tablename__, row.id)


def _diary(session: Session, child_id: int) -> Iterator[TimelineItem]:
    photos = numbers(session)
    rows = sa.select(DiaryEntry).join(EntryChild).where(EntryChild.child_id == child_id)
    for entry in session.scalars(rows.where(DiaryEntry.may_be_shown())):
        said = [] if entry.reached else ["未联系上"]
        said += [f"住到{entry.stayed_until}"] if entry.stayed_until else []
        said += [text for text in (entry.content, entry.concern, entry.action_taken) if text]
        said += [f"照片{photos[entry.id]}张"] if entry.id in photos else []
        text, source = "；".join(said), DiaryEntry.__tablename__
        yield TimelineItem(entry.happened_on, entry.kind.label, text, source, entry.id)


def _activities(session: Session, child_id: int) -> Iterator[TimelineItem]:
    rows = (
        sa.select(Activity)
        .join(ActivityChild)
        .where(ActivityChild.child_id == child_id, Activity.held_on.is_not(None))
    )
    for row in session.scalars(rows):
        yield TimelineItem(row.held_on, "活动", row.title, Activity.__tablename__, row.id)


def _ledgers(session: Session, child_id: int, today: date) -> Iterator[TimelineItem]:
    for told in ledger_days(session, child_id, today):
        yield TimelineItem(told.day, told.title, told.text, told.table, told.record_id)


def _plans(session: Session, child_id: int) -> Iterator[TimelineItem]:
    for plan in _all(session, SupportPlan, child_id):
        source = (SupportPlan.__tablename__, plan.id)
        yield TimelineItem(plan.opened_on, "个别方案", plan.reason, *source)
        for review in session.scalars(sa.select(PlanReview).where(PlanReview.plan_id == plan.id)):
            yield TimelineItem(review.reviewed_on, "方案回访", review.finding, *source)
        if plan.closed_on:
            yield TimelineItem(plan.closed_on, "方案结束", plan.result or "", *source)


def _papers(session: Session, child_id: int) -> Iterator[TimelineItem]:
    """The picture, and what the school decided otherwise."""
    for row in _all(session, ChildPhoto, child_id):
        yield TimelineItem(row.taken_on, "照片", "存有照片", ChildPhoto.__tablename__, row.id)
    for row in _all(session, LabelOverride, child_id):
        text = f"{row.about.label}，理由：{row.reason}"
        yield _state("人工认定", text, row, LabelOverride.__tablename__)


def _state(kind: str, text: str, row: Any, source: str) -> TimelineItem:
    """A dated state where it begins, with its end in words."""
    until = f"（至{row.to_on}）" if row.to_on else ""
    return TimelineItem(row.from_on, kind, text + until, source, row.id)


def _all(session: Session, model: Any, child_id: int) -> Iterator[Any]:
    yield from session.scalars(sa.select(model).where(model.child_id == child_id))


def _if(text: str | None) -> str:
    return f"，{text}" if text else ""
