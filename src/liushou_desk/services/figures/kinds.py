"""The kinds of record behind figures, and how one of each is said in the list of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.diary_kinds import KEPT_APART, DiaryKind
from liushou_desk.domain.ledgers import COUNSELLING as LEDGER
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import Activity, Child, Counselling, DiaryEntry, Mentor, Pupil, TallyEntry


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record that a counted row stands for; `said` words one, a row of `model`."""

    name: str
    model: type[Any]
    said: Callable[[Any], str]


def _child(child: Child) -> str:
    """With the month of birth; namesakes are told apart as everywhere."""
    born = f"{child.born_on:%Y-%m}" if child.born_on else UNFILLED
    return f"{child.name}（{born}）"


def _tally(tally: TallyEntry) -> str:
    return f"汇总条 {tally.month_on:%Y-%m} {tally.kind.label} {tally.times}次"


CHILD = RecordKind("child", Child, _child)
PUPIL = RecordKind("pupil", Pupil, lambda pupil: pupil.name)
ENTRY = RecordKind("entry", DiaryEntry, lambda e: f"{e.happened_on} {DiaryKind(e.kind).label}")
RESTRICTED = RecordKind("restricted", DiaryEntry, lambda e: f"{e.happened_on} {KEPT_APART}")
COUNSELLED = RecordKind(
    "counselling", Counselling, lambda c: f"{c.held_on} {LEDGER.say(c.cells())}"
)
TALLY = RecordKind("tally", TallyEntry, _tally)
MENTOR = RecordKind("mentor", Mentor, lambda mentor: f"{mentor.name}（{mentor.kind.label}）")
ACTIVITY = RecordKind("activity", Activity, lambda held: f"{held.held_on} {held.title}")
