"""A rule of the format (规则) and what holding a paper against it gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from liushou_desk.domain.layout import MM, LayoutProfile

Look = TypeVar("Look", contravariant=True)
_MOST_TOLD = 30
"""Places of one rule that are told; whoever breaks it oftener breaks it everywhere."""


class Verdict(Enum):
    """What came of a rule."""

    HELD = "符合"
    BROKEN = "不符合"
    UNKNOWN = "无法判断"
    """Nothing in the paper is of the kind, or it cannot be measured."""


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one place."""

    is_held: bool
    place: str
    measured: str
    wanted: str


@dataclass(frozen=True, slots=True)
class RuleReport:
    """A rule as held, broken or not to be told; then with the places that break it."""

    key: str
    title: str
    clause: str
    """Of GB/T 9704-2012, empty for what is good practice beyond it."""
    verdict: Verdict
    broken: tuple[Check, ...]
    checked: int
    """So many places were looked at."""

    @property
    def sentence(self) -> str:
        """The first place in words."""
        if not self.broken:
            return f"{self.title}：{self.verdict.value}"
        first = self.broken[0]
        more = f"，另有{len(self.broken) - 1}处" if len(self.broken) > 1 else ""
        said = f"{self.title}：{first.place}是{first.measured}，应为{first.wanted}{more}"
        return f"{said}（{self.clause}）" if self.clause else said


@dataclass(frozen=True, slots=True)
class Rule(Generic[Look]):
    """Looks at a paper; what it yields is empty where it has nothing to look at."""

    key: str
    title: str
    clause: str
    checks: Callable[[Look, LayoutProfile], Iterator[Check]]

    def report(self, look: Look, profile: LayoutProfile) -> RuleReport:
        """Hold a paper against it."""
        checks = list(self.checks(look, profile))
        broken = tuple(check for check in checks if not check.is_held)
        verdict = Verdict.BROKEN if broken else Verdict.HELD if checks else Verdict.UNKNOWN
        return RuleReport(
            self.key, self.title, self.clause, verdict, broken[:_MOST_TOLD], len(checks)
        )


def near(measured: float, wanted: float, by: float) -> bool:
    """Whether two lengths are the same as far as anybody measures."""
    return abs(measured - wanted) <= by + 1e-6


def told(number: float, unit: str) -> str:
    """A length in words: at most two decimals."""
    return f"{round(number, 2):g}{unit}"


def fitting(profile: LayoutProfile) -> int:
    """Characters on a line: what the layout says, or as many as its type has room for."""
    pitch = profile.body.size + profile.spacing_pt
    return min(profile.characters, int(profile.text_width * MM / pitch + 0.02))
