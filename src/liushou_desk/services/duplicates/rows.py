"""What the finder and the comparison hand to the screen: frozen rows, and words never stored."""

from dataclasses import dataclass
from enum import Enum

from liushou_desk.domain.words import Word


class Kind(Word):
    """What may stand in the file twice."""

    CHILD = "child", "儿童"
    PUPIL = "pupil", "其他在校学生"
    MEMBER = "family_member", "家庭成员"
    MENTOR = "mentor", "帮扶人"


class Ground(Word):
    """Why two rows are proposed; the strongest of several."""

    NUMBER = "number", "同号"
    BIRTHDAY = "birthday", "同名同生日"
    HOME = "home", "同户近名"
    OTHER = "other", "成员和帮扶人"


class Certainty(Word):
    """How sure it is that two rows are one person."""

    CERTAIN = "certain", "几乎确定"
    LIKELY = "likely", "很可能"
    POSSIBLE = "possible", "可能"


class Side(Enum):
    """The row that stands left, or the one that stands right."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The side across."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Party:
    """One of two: its id, how it is called, and what tells it apart."""

    id: int
    called: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two rows that may be one person, and why. Of `Kind.PUPIL` the second is the pupil."""

    kind: Kind
    first: Party
    second: Party
    ground: Ground
    certainty: Certainty
    why: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What names the pair beyond a new reading."""
        return self.kind.value, self.first.id, self.second.id


@dataclass(frozen=True, slots=True)
class Line:
    """A field in which the two differ, as both sides write it; `default` is what is proposed."""

    key: str
    group: str
    label: str
    left: str
    right: str
    default: Side
    covers: tuple[str, str] | None = None
    """What stands for both sides until they are asked for, where one of them is delicate."""

    def text(self, side: Side, *, is_open: bool = True) -> str:
        """What one side says, or what stands for it."""
        left, right = (self.left, self.right) if is_open or not self.covers else self.covers
        return left if side is Side.LEFT else right


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rows side by side; the left one's record goes on, the right one's goes into it."""

    kind: Kind
    left: Party
    right: Party
    lines: tuple[Line, ...]
    agreeing: int
    """In how many filled fields both say the same."""
    moved: tuple[str, ...]
    """What comes over from the right and what becomes of the households, in words."""
