"""The demo's diary, tallies, activities and aid of one term, up to today."""

from datetime import date, timedelta
from typing import Any

from liushou_desk.domain.activity_kinds import Audience
from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.domain.ledgers import AID_STANDARD
from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import AidKind, Hardship
from liushou_desk.models import (
    Activity,
    ActivityChild,
    Aid,
    DiaryEntry,
    EntryChild,
    EntryVisitor,
    TallyEntry,
)
from liushou_desk.services.demo.calendar import (
    ACTIVITIES,
    CONCERNS,
    DETAILS,
    TALKS,
    VISITS,
    Usual,
)
from liushou_desk.services.demo.invented import Invented
from liushou_desk.services.demo.known import Known
from liushou_desk.services.demo.pictures import HOMES, Pictures
from liushou_desk.services.writing.ledger import Ledger

MONTHLY = ((DiaryKind.TALK, 0.92, TALKS), (DiaryKind.PHONE_CALL, 0.7, ("与父母通话，报平安",)))
SOMETIMES = (
    (DiaryKind.VIDEO_CALL, 0.25, "与外出父母视频通话"),
    (DiaryKind.SCHOOL_VISIT, 0.06, "监护人来校了解学习和生活"),
    (DiaryKind.LETTER, 0.15, "给父母写信一封"),
    (DiaryKind.PARENT_CALL, 0.2, "电话告知家长在校表现"),
    (DiaryKind.TUTORING, 0.2, "课后作业辅导"),
)

_SETTLED_WITHIN = 30
"""Days in which what was found is to be dealt with."""


class Records:
    """Writes one term's records into the ledger."""

    def __init__(
        self, ledger: Ledger, invented: Invented, term: TermDays, today: date, intensity: float,
        pictures: Pictures,
    ) -> None:  # fmt: skip
        self.ledger, self.invented, self.term, self.today = ledger, invented, term, today
        self.intensity = intensity
        self.until = min(today, term.cutoff_on)
        self.pictures, self._visits = pictures, HOMES
        self._written = 0

    def write(self, children: list[Known]) -> None:
        """Everything of the term."""
        for child in children:
            self._of_child(child)
        self._group_talks(children)
        self._activities(children)
        self._aid(children)

    def _of_child(self, child: Known) -> None:
        for month in self.term.months():
            days = self._days_here(child, month)
            if days.days < 10:
                continue
            for kind, likely, words in MONTHLY:
                for _ in range(self._repeats(likely)):
                    day = self._day(days)
                    if kind is DiaryKind.TALK:
                        day = self._school_day(day, days)
                    self._entry(child, kind, day, self.invented.chance.choice(words))
            if self.invented.happens(0.1) and month.first.day == 1:
                self._tally(child, month)
        days = self._days_here(child, self.term.span)
        if days.days < 30:
            return
        for _ in range(self._repeats(0.85)):
            reached = self.invented.happens(0.93)
            words = self.invented.chance.choice(VISITS) if reached else "家中无人"
            self._entry(child, DiaryKind.HOME_VISIT, self._day(days), words, reached)
        for kind, likely, text in SOMETIMES:
            for _ in range(self._repeats(likely)):
                self._entry(child, kind, self._day(days), text)

    def _repeats(self, likely: float) -> int:
        whole, part = divmod(likely * self.intensity, 1)
        return int(whole) + self.invented.happens(part)

    def _days_here(self, child: Known, span: Span) -> Span:
        last = child.left_on - timedelta(days=1) if child.left_on else self.until
        return span.overlap(Span(child.entered_on, min(last, self.until)))

    def _day(self, days: Span) -> date:
        return days.first + timedelta(days=self.invented.chance.randrange(days.days))

    def _school_day(self, day: date, days: Span) -> date:
        """The next day on which there is school, the one before where the month ends first."""
        near = [day + timedelta(days=away) for away in (*range(9), *range(-1, -9, -1))]
        return next((d for d in near if d in days and self.term.teaching_days(Span(d, d))), day)

    def _entry(
        self, child: Known, kind: DiaryKind, day: date, words: str, reached: bool = True
    ) -> None:
        late = self.invented.happens(0.04)
        recorded = min(self.today, day + timedelta(days=20 if late else 1))
        values: dict[str, Any] = {}
        if kind in {DiaryKind.TALK, DiaryKind.HOME_VISIT} and self.invented.happens(0.06):
            concern, action = self.invented.chance.choice(CONCERNS)
            closed = recorded if action else None
            values = {"concern": concern, "action_taken": action, "closed_on": closed}
            values["due_again_on"] = day + timedelta(days=_SETTLED_WITHIN)
        if kind is DiaryKind.LETTER:
            values = {"written_by": LetterWriter.CHILD}
        has_picture = kind is DiaryKind.HOME_VISIT and reached and self._visits > 0
        if has_picture:
            values["photo_consent_on"] = day
        entry_id = self.ledger.insert(
            DiaryEntry,
            kind=kind,
            happened_on=day,
            recorded_on=recorded,
            is_group=False,
            reached=reached,
            content=self._told(kind, words) if reached else words,
            **values,
        )
        if has_picture:
            self._visits -= 1
            self.pictures.of_visit(entry_id)
        self.ledger.insert(EntryChild, entry_id=entry_id, child_id=child.child_id)
        for mentor in child.mentors[:1]:
            self.ledger.insert(EntryVisitor, entry_id=entry_id, mentor_id=mentor)

    def _told(self, kind: DiaryKind, words: str) -> str:
        """No two records of a teacher are the same where words are asked for."""
        if not kind.traits.needs_text:
            return words
        self._written += 1
        return f"{words}，{DETAILS[self._written % len(DETAILS)]}"

    def _tally(self, child: Known, month: Span) -> None:
        self.ledger.insert(
            TallyEntry,
            child_id=child.child_id,
            kind=DiaryKind.PHONE_CALL,
            month_on=month.first,
            times=self.invented.chance.randrange(1, 4),
            original_at="留守儿童之家亲情电话登记簿",
        )

    def _group_talks(self, children: list[Known]) -> None:
        by_class: dict[tuple[int, int], list[Known]] = {}
        for child in children:
            by_class.setdefault(child.class_key, []).append(child)
        for members in by_class.values():
            day = self.term.first_on + timedelta(days=self.invented.chance.randrange(20, 60))
            present = [c for c in members if day in self._days_here(c, self.term.span)]
            if day > self.until or len(present) < 2:
                continue
            entry_id = self.ledger.insert(
                DiaryEntry,
                kind=DiaryKind.TALK,
                happened_on=day,
                recorded_on=day,
                is_group=True,
                reached=True,
                content="集体谈心：开学适应与安全提醒",
            )
            for child in present:
                self.ledger.insert(EntryChild, entry_id=entry_id, child_id=child.child_id)

    def _activities(self, children: list[Known]) -> None:
        for usual in ACTIVITIES[int(self.term.code[-1])]:
            planned_on = date(self.term.first_on.year, usual.month, usual.day)
            held = planned_on <= self.today
            came = self._who_came(usual, planned_on, children) if held else []
            activity_id = self.ledger.insert(
                Activity,
                title=usual.title,
                kind=usual.kind,
                planned_on=planned_on,
                held_on=planned_on if held else None,
                place=usual.place,
                led_by=usual.led_by,
                content=usual.content,
                materials=usual.materials,
                **(self._recorded(usual, len(came), len(children)) if held else {}),
            )
            if held:
                self.pictures.of_activity(activity_id, usual.kind)
            for child in came:
                self.ledger.insert(ActivityChild, activity_id=activity_id, child_id=child.child_id)

    def _who_came(self, usual: Usual, day: date, children: list[Known]) -> list[Known]:
        if Audience.CHILDREN not in usual.kind.traits.audience:
            return []
        return [
            child
            for child in children
            if day in self._days_here(child, self.term.span) and self.invented.happens(0.8)
        ]

    def _recorded(self, usual: Usual, came: int, children: int) -> dict[str, Any]:
        """What is written down of an activity that was held."""
        chance, audience = self.invented.chance, usual.kind.traits.audience
        guardians = chance.randrange(children // 2, children + 1)
        guardians = guardians if Audience.GUARDIANS in audience else 0
        teachers = chance.randrange(4, 12)
        others = chance.randrange(5, 30) if Audience.CHILDREN in audience else 0
        return {
            "head_count": came + others + guardians + teachers,
            "guardians": guardians or None,
            "teachers": teachers,
            "cost_fen": usual.yuan and usual.yuan * 100,
            "resolution": usual.resolution,
        }

    def _aid(self, children: list[Known]) -> None:
        day = self.term.first_on + timedelta(days=45)
        if day > self.today:
            return
        for child in children:
            if day not in self._days_here(child, self.term.span):
                continue
            if child.hardship in {Hardship.LOW_INCOME, Hardship.POVERTY_RELIEVED}:
                boards, stays_home = AID_STANDARD.usual[0], AID_STANDARD.usual[2]
                paid = boards if child.is_boarder else stays_home
                self._grant(child, day, AidKind.CASH, paid["item"], fen=paid["fen"])
            elif self.invented.happens(0.1):
                self._grant(child, day, AidKind.GOODS, "爱心书包", quantity=1, quantity_unit="件")

    def _grant(self, child: Known, day: date, kind: AidKind, item: str, **what: Any) -> None:
        self.ledger.insert(
            Aid, child_id=child.child_id, granted_on=day, kind=kind, item=item, **what
        )
