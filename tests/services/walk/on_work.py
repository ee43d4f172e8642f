"""Steps of the daily work: the diary, mentors and pairings, activities, rules, the summary."""

from datetime import date, timedelta
from typing import Any

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import AppliesTo, Frequency, MentorKind, OwedBy, Season
from liushou_desk.models import (
    Activity,
    Child,
    DiaryEntry,
    FollowUpRule,
    Mentor,
    Pairing,
    SchoolClass,
)
from liushou_desk.services import activities, pairings
from liushou_desk.services.diary import remove_entry, save_entry
from liushou_desk.services.photos import PHOTOS, Shot
from liushou_desk.services.rules import writing as rules
from liushou_desk.services.summary import draft
from liushou_desk.services.terms import save_dates
from tests import factories as make
from tests.services.walk.clerk import Clerk, Step


def write_entry(clerk: Clerk) -> None:
    values = {
        "kind": clerk.rng.choice(list(DiaryKind)),
        "happened_on": clerk.day(),
        "reached": clerk.likely(0.8),
        "content": f"谈话{clerk.number()}",
        "concern": clerk.maybe("想父母"),
    }
    entry_id = clerk.one(DiaryEntry) if clerk.likely(0.4) else None
    visitors = clerk.some(Mentor, 2) if clerk.likely(0.5) else ()
    save_entry(clerk.office, entry_id, values, clerk.some(Child, 3), visitors)


def take_entry_out(clerk: Clerk) -> None:
    remove_entry(clerk.office, clerk.one(DiaryEntry))


def write_mentor(clerk: Clerk) -> None:
    values = {
        "name": clerk.rng.choice(("陈静", "赵明", "周兰")),
        "kind": clerk.rng.choice(list(MentorKind)),
        "phone": clerk.maybe(f"1370000{clerk.rng.randrange(9):04d}"),
    }
    mentor_id = clerk.one(Mentor) if clerk.likely(0.3) else None
    pairings.save_mentor(clerk.office, mentor_id, values)


def take_mentor_out(clerk: Clerk) -> None:
    pairings.remove_mentor(clerk.office, clerk.one(Mentor))


def pair(clerk: Clerk) -> None:
    mentor = clerk.one(Mentor)
    pairings.start_pairings(clerk.office, clerk.some(Child, 3), mentor, clerk.day())


def end_pairing(clerk: Clerk) -> None:
    pairing = clerk.one(Pairing, Pairing.to_on.is_(None))
    pairings.end_pairing(clerk.office, pairing, clerk.day(), clerk.maybe("换人"))


def amend_pairing(clerk: Clerk) -> None:
    pairings.amend_pairing(clerk.office, clerk.one(Pairing), {"from_on": clerk.day()})


def take_pairing_out(clerk: Clerk) -> None:
    pairings.remove_pairing(clerk.office, clerk.one(Pairing))


def write_activity(clerk: Clerk) -> None:
    values: dict[str, Any] = {
        "title": f"活动{clerk.number()}",
        "planned_on": clerk.office.today + timedelta(days=clerk.rng.randrange(-9, 9)),
        "held_on": clerk.maybe(clerk.day()),
        "head_count": clerk.maybe(clerk.rng.randrange(20)),
    }
    if clerk.likely(0.3):
        some = clerk.rng.sample(range(6), clerk.rng.randrange(4))
        values[PHOTOS] = tuple(Shot(make.jpeg(bytes([one]))) for one in some)
    activity_id = clerk.one(Activity) if clerk.likely(0.4) else None
    activities.save_activity(clerk.office, activity_id, values)


def list_attendance(clerk: Clerk) -> None:
    children = clerk.some(Child, 6) if clerk.likely(0.8) else ()
    activities.set_attendance(clerk.office, clerk.one(Activity), children)


def take_activity_out(clerk: Clerk) -> None:
    activities.remove_activity(clerk.office, clerk.one(Activity))


def write_rule(clerk: Clerk) -> None:
    values = {
        "kind": clerk.rng.choice(list(DiaryKind)),
        "frequency": clerk.rng.choice(list(Frequency)),
        "times": clerk.rng.randint(1, 3),
        "applies_to": clerk.rng.choice(list(AppliesTo)),
        "grade": clerk.rng.choice((0, 1, 6)),
        "class_id": clerk.one(SchoolClass),
        "season": Season.IN_TERM if clerk.likely(0.6) else Season.IN_HOLIDAYS,
        "owed_by": OwedBy.CHILD if clerk.likely(0.8) else OwedBy.MENTOR,
        "is_prorated": clerk.likely(0.4),
        "since_on": clerk.day(90),
    }
    rule_id = clerk.one(FollowUpRule) if clerk.likely(0.3) else None
    rules.save_rule(clerk.office, rule_id, values)


def switch_rule(clerk: Clerk) -> None:
    rules.switch_rule(clerk.office, clerk.one(FollowUpRule), on=clerk.likely(0.6))


def give_reason(clerk: Clerk) -> None:
    month = clerk.day(90).replace(day=1)
    reason = clerk.rng.choice(("家里无人", "联系不上", ""))
    rules.open_reason(clerk.office, clerk.one(FollowUpRule), clerk.one(Child), month, reason)


def write_paragraph(clerk: Clerk) -> None:
    key, text = clerk.rng.choice(("opening", "results")), clerk.maybe(f"第{clerk.number()}稿。")
    draft.amend(clerk.office, clerk.term, {key: text}, review=clerk.likely(0.2))


def move_term(clerk: Clerk) -> None:
    """The days that need no neighbour's leave; a first day takes explanations along."""
    first = date(2026, 9, clerk.rng.randrange(1, 9))
    holiday = Span(date(2026, 10, 1), date(2026, 10, clerk.rng.randrange(3, 9)))
    winter = Span(date(2027, 1, 16), date(2027, 2, 14))
    holidays = (holiday, winter) if clerk.likely(0.7) else (holiday,)
    save_dates(clerk.office, "2026-2027-1", {"first_on": first, "holidays": holidays})


STEPS: dict[Step, int] = {
    write_entry: 6,
    take_entry_out: 2,
    write_mentor: 4,
    take_mentor_out: 1,
    pair: 5,
    end_pairing: 3,
    amend_pairing: 1,
    take_pairing_out: 1,
    write_activity: 3,
    list_attendance: 3,
    take_activity_out: 1,
    write_rule: 2,
    switch_rule: 2,
    give_reason: 2,
    write_paragraph: 2,
    move_term: 1,
}
