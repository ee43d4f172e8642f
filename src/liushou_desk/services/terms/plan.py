"""What opening a term does, as the clerk sees it beforehand and is told of it afterwards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import MentorKind, Word


class Fate(Word):
    """What becomes of a child when a term is opened."""

    KEPT = "kept", "班级不变"
    UP = "up", "升级"
    REPEATS = "repeats", "留级"
    GRADUATES = "graduates", "毕业"
    UNPLACED = "unplaced", "班级待定"
    LEFT_OUT = "left_out", "不带入"

    @property
    def has_sheet(self) -> bool:
        """Whether the child gets a sheet of the new term."""
        return self not in {Fate.GRADUATES, Fate.LEFT_OUT}


class Preschool(Word):
    """Where the last preschool year (学前) goes."""

    FIRST_GRADE = "first_grade", "升入一年级"
    LEAVES = "leaves", "毕业离校"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk decides about a roll-over; the defaults are what most schools do."""

    repeating: frozenset[int] = frozenset()
    """Children who repeat their grade (留级)."""
    preschool: Preschool = Preschool.FIRST_GRADE
    leave_on: date | None = None
    """离校日期 of those who graduate; by default the last day of the school year."""
    ended_kinds: frozenset[MentorKind] = frozenset()
    """Kinds of mentors whose pairings end with the school year."""
    branches_move_up: bool = True
    """A grade that a 教学点 does not keep, but the main campus does, is gone to there."""


@dataclass(frozen=True, slots=True)
class TermChoice:
    """A term that can be opened; of one that is on file only what it lacks is added."""

    code: str
    is_new: bool

    @property
    def label(self) -> str:
        """2027—2028学年第一学期."""
        return term_title(self.code) + ("" if self.is_new else "（已建立，补全）")


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One child: the class now and then; `note` says why where that is not plain."""

    child_id: int
    called: str
    fate: Fate
    class_now: str
    class_then: str
    class_order: int
    pairings_ended: int
    note: str
    search: str

    @property
    def said(self) -> str:
        """What is to be said beside class and fate."""
        ended = f"结束结对{self.pairings_ended}项" if self.pairings_ended else ""
        return "；".join(part for part in (self.note, ended) if part)


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """A term's opening as it would be done, or was done."""

    code: str
    first_on: date
    last_on: date
    is_new: bool
    rolls_over: bool
    """Whether a new school year begins: classes move up."""
    leave_on: date | None
    rows: tuple[OpeningRow, ...]
    new_classes: tuple[str, ...]
    pupils_up: int
    pupils_graduating: int
    pairings: tuple[tuple[MentorKind, int], ...]
    """Pairings in force of children who stay, by kind of mentor: these may end or go on."""
    asks_preschool: bool
    asks_branches: bool
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """2027—2028学年第一学期."""
        return term_title(self.code)

    @property
    def pairings_ended(self) -> int:
        """How many pairings end."""
        return sum(row.pairings_ended for row in self.rows)

    def count(self, fate: Fate) -> int:
        """How many children have one fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def summary(self) -> str:
        """All of it in one sentence."""
        fates = Counter(row.fate for row in self.rows)
        sheets = sum(number for fate, number in fates.items() if fate.has_sheet)
        stay = (Fate.UP, Fate.REPEATS, Fate.KEPT, Fate.UNPLACED)
        told = [f"{fate.label}{fates[fate]}人" for fate in stay if fates[fate]]
        said = [f"新建学期表{sheets}份（未核实）" + (f"：{'，'.join(told)}" if told else "")]
        if fates[Fate.GRADUATES] and self.leave_on:
            said.append(f"毕业{fates[Fate.GRADUATES]}人，{chinese_date(self.leave_on)}离校")
        if self.pairings_ended:
            said.append(f"结束结对{self.pairings_ended}项")
        others = ((Fate.UP, self.pupils_up), (Fate.GRADUATES, self.pupils_graduating))
        if pupils := [f"{fate.label}{number}人" for fate, number in others if number]:
            said.append(f"其他学生{'、'.join(pupils)}")
        if self.new_classes:
            said.append(f"新建班级{len(self.new_classes)}个（{'、'.join(self.new_classes)}）")
        if fates[Fate.LEFT_OUT]:
            said.append(f"不带入{fates[Fate.LEFT_OUT]}人")
        return "；".join(said) + "。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A term that was opened; no backup where nothing was done since the last one."""

    plan: OpeningPlan
    backup: Path | None
