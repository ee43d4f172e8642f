"""一名儿童的一页: facts, family, term sheets through the years, agreements, and the time line.

Restricted facts are told as filled in or not; the form shows them to whoever asks for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field
from liushou_desk.domain.history import on_day
from liushou_desk.domain.masking import ON_FILE, covered
from liushou_desk.domain.region_code import is_code
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.domain.writing import written
from liushou_desk.models import CareAgreement, FamilyMember, SheetHardship, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.rows import not_on_register, parent_rows
from liushou_desk.services.facts.whereabouts import where_words
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import CHILD_FORM, ENTRIES, OF_BOARDERS, PRIORITIES
from liushou_desk.services.register.on_day import ChildOnDay, derived
from liushou_desk.services.register.standing import Lacking, lacking_lines
from liushou_desk.services.register.timeline import TimelineItem, timeline

OWN_GROUPS = ("基本", "学籍与班级")
BOARDING = "住宿与优先安排"
SHEET_HEADINGS = ("学期", "班级", "健康与困境", "学习情况", "监护评估", "核实")
FAMILY_HEADINGS = ("关系", "姓名", "电话", "现在", "监护人")
AGREEMENT_HEADINGS = ("受托人", "从", "到", "书面告知学校", "听取孩子意见", "四类情形已核对")


@dataclass(frozen=True, slots=True)
class Section:
    """A small table under a title; without headings its rows are (what, which) pairs."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = (2, 9)
    """How wide the columns are, to each other."""


@dataclass(frozen=True, slots=True)
class ChildPage:
    """Everything kept of one child as words; the numbers of the papers are masked."""

    child_id: int
    called: str
    school_class: str
    is_private: bool
    alert: str
    """What must be seen to at once, with the law behind it."""
    has_left: bool
    lacking: tuple[Lacking, ...]
    sections: tuple[Section, ...]
    items: tuple[TimelineItem, ...]


def child_page(office: OfficeFile, child_id: int, term: str) -> ChildPage:
    """The page of a child as of today. Raises `RuleConflict` where it has been removed."""
    items = timeline(office, child_id)
    with office.reading() as session:
        file = read_file(session, child_id, term)
        household_id: int = file.child["household_id"]
        labels = derived(session, child_id, office.today, full=False)
        sections = (
            _labels(labels),
            *_own(file.values()),
            *_boarding(file.values()),
            _family(session, child_id, household_id, office.today),
            _sheets(session, child_id, office.today),
            *_agreements(session, child_id),
        )
        return ChildPage(
            child_id,
            called(session, [child_id], term)[child_id],
            file.school_class or "",
            bool(file.child["is_private"]),
            labels.alert,
            _has_left(session, child_id, office.today),
            lacking_lines(labels),
            sections,
            items,
        )


def _labels(labels: ChildOnDay) -> Section:
    """What the facts make of the child today, so far as no restricted fact is told by it."""
    told = [("判断", labels.kind)]
    told += [
        (label.name, f"{label.word}{f'（{label.decided}）' if label.decided else ''}")
        for label in (*labels.findings, labels.category, labels.care)
    ]
    told += [("困境", ON_FILE)] if labels.hardships else []
    told += [("委托照护", labels.entrusted.word)]
    return Section("现在的判断", (), tuple(told))


def _own(values: dict[str, Any]) -> Iterator[Section]:
    """The child's own facts by the groups of its form, without what nobody filled in."""
    for group in CHILD_FORM:
        if group.title in OWN_GROUPS:
            told = ((entry, values.get(entry.key)) for entry in group.entries)
            rows = tuple(
                (entry.label, covered(entry, held))
                for entry, held in told
                if held is not None and not _is_region_code(entry, held)
            )
            yield Section(group.title, (), rows)


def _boarding(values: dict[str, Any]) -> Iterator[Section]:
    """Where the child sleeps and goes at weekends, what it is served first with this term."""
    entries = (ENTRIES[f"term_sheet.{key}"] for key in (*OF_BOARDERS, *PRIORITIES))
    told = tuple((e.label, written(values[e.key])) for e in entries if values[e.key] is not None)
    if told:
        yield Section(BOARDING, (), told)


def _is_region_code(entry: Field, held: Any) -> bool:
    return entry.key == "child.registered_address" and is_code(str(held))


def _family(session: Session, child_id: int, household_id: int, today: date) -> Section:
    """Each member with where a parent is now."""
    members = session.scalars(
        sa.select(FamilyMember)
        .where(FamilyMember.household_id == household_id)
        .order_by(FamilyMember.id)
    )
    where = parent_rows(session, child_id).get(household_id, ())
    told = tuple(
        (
            member.relation.noted(member.relation_note),
            member.name,
            member.phone or "",
            _where([row for row in where if row.id == member.id], today),
            written(member.is_guardian),
        )
        for member in members
    )
    return Section("家庭成员", FAMILY_HEADINGS, told, (3, 3, 5, 14, 2))


def _where(rows: list[Any], today: date) -> str:
    """Rows of one member: none for who is no parent, one that tells nothing for who has no 去向."""
    dated = [row for row in rows if row.status is not None]
    return where_words(on_day(dated, today)) if rows else ""


def _sheets(session: Session, child_id: int, today: date) -> Section:
    """学期摸底表 of the terms that have begun, the newest first."""
    known = places(session)
    rows = session.execute(
        sa.select(TermSheet, Term.code, _ticks())
        .join(Term, Term.id == TermSheet.term_id)
        .where(TermSheet.child_id == child_id, Term.first_on <= today)
        .order_by(Term.first_on.desc())
    )
    told: list[tuple[str, ...]] = []
    for sheet, code, ticks in rows:
        place = known.get(sheet.class_id)
        told.append(
            (
                term_title(code),
                place.class_label if place else UNFILLED,
                ON_FILE if sheet.health or ticks else UNFILLED,
                sheet.study or "",
                written(sheet.care_grade),
                f"{sheet.verified_on} 核实" if sheet.verified_on else "未核实",
            )
        )
    return Section("历学期摸底表", SHEET_HEADINGS, tuple(told), (9, 5, 4, 5, 4, 7))


def _ticks() -> sa.ScalarSelect[int]:
    of_sheet = sa.select(sa.func.count(SheetHardship.id)).where(
        SheetHardship.sheet_id == TermSheet.id
    )
    return of_sheet.correlate(TermSheet).scalar_subquery()


def _agreements(session: Session, child_id: int) -> Iterator[Section]:
    rows = session.execute(
        sa.select(CareAgreement, FamilyMember.name)
        .outerjoin(FamilyMember, FamilyMember.id == CareAgreement.member_id)
        .where(CareAgreement.child_id == child_id)
        .order_by(CareAgreement.from_on.desc())
    )
    told = tuple(
        (
            name or UNFILLED,
            written(row.from_on),
            f"{row.ended_on} 终止" if row.ended_on else written(row.until_on) or "未定期限",
            written(row.informed_on) or UNFILLED,
            written(row.child_heard) or UNFILLED,
            written(row.is_screened) or UNFILLED,
        )
        for row, name in rows
    )
    if told:
        yield Section("委托照护", AGREEMENT_HEADINGS, told, (3, 4, 5, 5, 5, 6))


def _has_left(session: Session, child_id: int, today: date) -> bool:
    """Whether no period on the register holds any more."""
    return bool(not_on_register(session, [child_id], today))
