"""The frame of a random school: settings, terms, places, rules; and dice to throw."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from liushou_desk import models
from liushou_desk.domain import words
from liushou_desk.domain.diary_kinds import DiaryKind

DAY = timedelta(days=1)
EARLIEST, LATEST = date(2026, 1, 5), date(2027, 3, 10)
CUTOFFS = (date(2026, 6, 15), date(2026, 7, 5), date(2026, 12, 26), date(2027, 1, 15))
STARTS = (date(2026, 2, 23), date(2026, 8, 30), date(2026, 9, 1), date(2026, 9, 17))
MID_MONTHS = tuple(date(2026, month, day) for month in (4, 5, 10, 11, 12) for day in (15, 16, 17))
KEY_DAYS = (*CUTOFFS, *CUTOFFS, *STARTS, *MID_MONTHS)
"""Days on which something ends, begins or is asked about: boundaries are met, not only passed."""
TERMS = ("2025-2026-2", "2026-2027-1", "2026-2027-2")
PLACES = ("本部", "柳溪教学点", "河湾校区")
CLASSES = (
    (words.Stage.PRESCHOOL, 1, 1),
    (words.Stage.PRIMARY, 1, 1),
    (words.Stage.PRIMARY, 5, 2),
    (words.Stage.JUNIOR, 8, 1),
)


class RandomRows:
    """Rows of tables by model, made with one seeded source."""

    def __init__(
        self, rng: random.Random, *, most_children: int = 12, all_in_classes: bool = False
    ) -> None:
        self.rng, self.most_children, self.all_in_classes = rng, most_children, all_in_classes
        self.rows: dict[type[models.Base], list[dict[str, Any]]] = defaultdict(list)

    def _add(self, model: type[models.Base], **values: Any) -> int:
        rows = self.rows[model]
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _or_none(self, value: Any, share: float = 0.8) -> Any:
        return value if self._chance(share) else None

    def _day(self, first: date = EARLIEST, last: date = LATEST) -> date:
        return some_day(self.rng, first, last)

    def _settings(self) -> None:
        self._add(
            models.SchoolProfile,
            name="随机学校",
            pupil_key="00",
            primary_years=6,
            definition=words.DefinitionKind.SCHOOL_RECORD,
            away_months=self.rng.choice((3, 3, 6)),
            late_after_days=self.rng.choice((14, 14, 7)),
            age_limit=self.rng.choice((16, 16, 18)),
            visit_days=self.rng.choice((30, 30, 10)),
            preschool_inside=self._chance(0.2),
            rural_only=self._chance(0.2),
            lost_is_away=self._chance(0.8),
        )

    def _terms(self) -> None:
        """One to three; the first two meet on 1 September, a little earlier or in mid-month."""
        begins = self.rng.choice([date(2026, 9, 1)] * 3 + [date(2026, 8, 30), date(2026, 9, 17)])
        days = (
            (date(2026, 2, 23), begins - DAY, date(2026, 7, 5)),
            (begins, date(2027, 2, 21), date(2027, 1, 15)),
            (date(2027, 2, 22), date(2027, 8, 31), date(2027, 7, 5)),
        )
        kept = slice(self._chance(0.1), 2 + self._chance(0.5))
        for code, (first, last, cutoff) in list(zip(TERMS, days, strict=True))[kept]:
            term = self._add(
                models.Term,
                code=code,
                first_on=first,
                last_on=last,
                survey_on=first + DAY * 20,
                cutoff_on=self.rng.choice((cutoff, last, cutoff - DAY * 20)),
            )
            for _ in range(self.rng.randrange(3)):
                start = self._day(first, last)
                end = min(last, start + DAY * self.rng.randrange(40))
                self._add(models.Holiday, term_id=term, first_on=start, last_on=end)

    def _classes(self) -> None:
        self.classes: list[int] = []
        for number, name in enumerate(PLACES[: self.rng.choice((1, 2, 3))]):
            campus = self._add(models.Campus, name=name, is_main=number == 0)
            for stage, grade, count in self.rng.sample(CLASSES, self.rng.choice((1, 2, 4))):
                own = f"启智{len(self.classes)}班" if len(self.classes) % 3 == 0 else None
                row = {"campus_id": campus, "stage": stage, "grade": grade, "number": count}
                self.classes.append(self._add(models.SchoolClass, name=own, **row))

    def _rules(self) -> None:
        for _ in range(self.rng.randrange(5)):
            kind = self.rng.choice(list(DiaryKind)[:4])
            by_mentor = kind is DiaryKind.HOME_VISIT and self._chance(0.5)
            also = self.rng.choice((None, "video_call", "talk,letter"))
            whom = self.rng.choice(list(words.AppliesTo))
            often = [one for one in words.Frequency if not (by_mentor and one == "yearly")]
            grade, a_class = whom is words.AppliesTo.GRADE, whom is words.AppliesTo.CLASS
            self._add(
                models.FollowUpRule,
                kind=kind,
                frequency=self.rng.choice(often),
                times=self.rng.choice((1, 1, 2)),
                applies_to=words.AppliesTo.LEFT_BEHIND if by_mentor else whom,
                since_on=self.rng.choice((date(2000, 1, 1), self._day())),
                is_active=self._chance(0.8),
                season=self.rng.choice((words.Season.IN_TERM, *words.Season)),
                also=None if by_mentor else also,
                owed_by=words.OwedBy.MENTOR if by_mentor else words.OwedBy.CHILD,
                is_prorated=self._chance(0.4),
                grade=self.rng.choice((0, 1, 3, 4)) if grade and not by_mentor else None,
                class_id=self.rng.choice(self.classes) if a_class and not by_mentor else None,
            )

    def _spans(self, count: int) -> list[tuple[date | None, date | None]]:
        """Dated states that follow each other, with or without a gap; the last may be closed."""
        days = sorted(self._day() for _ in range(2 * count))
        spans: list[tuple[date | None, date | None]] = []
        for number in range(count):
            first = self._or_none(days[2 * number], 0.6) if number == 0 else days[2 * number]
            touching = number + 1 < count and self._chance(0.6)
            last = days[2 * number + 2] if touching else days[2 * number + 1]
            spans.append((first, self._or_none(last, 0.3) if number + 1 == count else last))
        return spans


def some_day(rng: random.Random, first: date, last: date) -> date:
    """Any day of a span, rather often one of the key days."""
    key = rng.choice(KEY_DAYS)
    if first <= key <= last and rng.random() < 0.4:
        return key
    return first + timedelta(days=rng.randrange((max(first, last) - first).days + 1))
