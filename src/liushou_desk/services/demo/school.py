"""Puts the demo together: school, terms, people, records, in one action."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import ALWAYS, usual_also
from liushou_desk.domain.ledger_words import DayKind
from liushou_desk.domain.ledgers import AID_STANDARD, SCHOOL_DAY
from liushou_desk.domain.rule_presets import OWN
from liushou_desk.domain.rule_words import kept_kinds
from liushou_desk.domain.terms import Span, TermDays, code_for, previous_code, usual_term
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season, Sex
from liushou_desk.models import (
    AidStandard,
    Campus,
    FollowUpRule,
    LeadingGroupMember,
    SchoolDay,
    SchoolProfile,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.demo.invented import Invented
from liushou_desk.services.demo.mentor_ledgers import mentor_ledgers
from liushou_desk.services.demo.people import People
from liushou_desk.services.demo.pictures import Pictures
from liushou_desk.services.demo.records import Records
from liushou_desk.services.demo.small_ledgers import SmallLedgers, small_ledgers_of_school
from liushou_desk.services.keeping.office import new_office, open_office
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.writing.ledger import Ledger

SCHOOL = "白果镇中心小学"
BRANCH = "柳溪教学点"
LEADERS = (
    ("校长", "组长", "全面负责关爱工作"),
    ("副校长", "副组长", "负责结对帮扶和家访"),
    ("德育主任", "成员", "负责摸底建档和心理健康教育"),
    ("少先队辅导员", "成员", "负责活动和留守儿童之家"),
)


def make_demo(
    path: Path, now: Callable[[], datetime], *, children: int = 60, seed: int = 1,
    intensity: float = 1.0,
) -> OfficeFile:  # fmt: skip
    """A new office file with an invented school; the last of its two terms holds today.

    `intensity` multiplies the diary. The same seed and day make the same records.
    """
    with new_office(path, now, SCHOOL, rules_since=ALWAYS) as office:
        _fill(office, children, Invented(random.Random(seed)), intensity)
    return open_office(path, now)


def _days(code: str) -> TermDays:
    """The usual days of a term, free and worked as the notice of the year says."""
    known: dict[DayKind, list[Span]] = {kind: [] for kind in DayKind}
    for row in SCHOOL_DAY.usual:
        known[row["kind"]].append(Span(row["first_on"], row["last_on"] or row["first_on"]))
    free, worked = tuple(known[DayKind.FREE]), tuple(known[DayKind.WORKED])
    return replace(usual_term(code), free=free, worked=worked)


def _fill(office: OfficeFile, children: int, invented: Invented, intensity: float) -> None:
    today = office.today
    codes = [previous_code(code_for(today)), code_for(today)]
    with office.action("建立演示学校", children=children) as session:
        branch = Campus(name=BRANCH, is_main=False)
        session.add(branch)
        session.flush()
        main = session.scalars(sa.select(Campus.id).where(Campus.is_main)).one()
        ledger = Ledger(session)
        terms = [(plan_term(session, ledger, code)[0], _days(code)) for code in codes]
        people = People(ledger, invented, terms, today)
        people.settle([main, branch.id], children)
        pictures = Pictures(ledger)
        for _, term in terms:
            Records(ledger, invented, term, today, intensity, pictures).write(people.children)
        _rules(ledger)
        for standard in AID_STANDARD.usual:
            ledger.insert(AidStandard, **standard)
        for known in SCHOOL_DAY.usual:
            ledger.insert(SchoolDay, **known)
        _leaders(ledger, invented, terms[0][1].first_on)
        _profile(ledger, invented, session.scalars(sa.select(SchoolProfile.id)).one())
        for _, term in terms:
            SmallLedgers(ledger, invented, term, today).write(people.children)
        first, last = terms[0][1].first_on, terms[-1][1].first_on
        small_ledgers_of_school(ledger, invented, first, min(last + timedelta(days=40), today))
        mentor_ledgers(ledger, terms[-1][1], today, people.children, people.outside)
        ledger.write(session)


def _rules(ledger: Ledger) -> None:
    """Beside the usual ones: each teacher a family a month, and one that is switched off."""
    whom = {"applies_to": AppliesTo.LEFT_BEHIND, "since_on": ALWAYS, "source": OWN}
    whom |= {"season": Season.IN_TERM, "is_prorated": False}
    visits = {"kind": DiaryKind.HOME_VISIT, "frequency": Frequency.MONTHLY, "times": 1}
    calls = {"kind": DiaryKind.PHONE_CALL, "frequency": Frequency.WEEKLY, "times": 1}
    ledger.insert(FollowUpRule, **visits, **whom, owed_by=OwedBy.MENTOR, also=None, is_active=True)
    also = kept_kinds(usual_also(DiaryKind.PHONE_CALL))
    ledger.insert(FollowUpRule, **calls, **whom, owed_by=OwedBy.CHILD, also=also, is_active=False)


def _leaders(ledger: Ledger, invented: Invented, day: date) -> None:
    for duty, role, duties in LEADERS:
        name = invented.surname() + invented.given(invented.chance.choice(list(Sex)))
        post = {"duty": duty, "role": role, "duties": duties}
        ledger.insert(LeadingGroupMember, name=name, from_on=day, **post)


def _profile(ledger: Ledger, invented: Invented, profile_id: int) -> None:
    names = [invented.surname() + invented.given(Sex.FEMALE) for _ in range(3)]
    ledger.update(
        SchoolProfile,
        profile_id,
        filled_by=names[0],
        reviewed_by=names[1],
        headed_by=names[2],
    )
