"""One line of the roster: the child's row with its labels beside, once these are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.follow_up import State
from liushou_desk.domain.words import Category
from liushou_desk.services.register.labels import ChildLabels, FollowUp
from liushou_desk.services.register.rows import RosterRow
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column

_TONES = {
    State.OVERDUE: Tone.BAD,
    State.OWED: Tone.OWED,
    State.DONE: Tone.GOOD,
    State.NONE: Tone.QUIET,
}
_URGENCY = {state: place for place, state in enumerate(State)}
_SHOWN_ALONE = frozenset({Category.LEFT_BEHIND, None})
"""Categories of which the finding says all there is to say."""


@dataclass(frozen=True, slots=True, eq=False)
class RosterLine:
    """What the table shows of a child; compared by identity, as 40,000 are compared at a stroke."""

    row: RosterRow
    labels: ChildLabels | None = None
    """None until the second reading is there, and for children who are not in care."""

    @property
    def child_id(self) -> int:
        """The child."""
        return self.row.child_id

    @property
    def follow_up(self) -> FollowUp | None:
        """How the child stands with the rules."""
        return self.labels.follow_up if self.labels else None

    @property
    def has_left(self) -> bool:
        """Whether the child is off the register."""
        return self.row.left_on is not None


def join(rows: Sequence[RosterRow], labels: Mapping[int, ChildLabels]) -> list[RosterLine]:
    """The lines in the order of the rows."""
    known = labels.get
    return [RosterLine(row, known(row.child_id)) for row in rows]


def standing(line: RosterLine) -> str:
    """留守 by its finding; other categories are named before it."""
    if line.labels is None:
        return ""
    category = Category.from_text(line.labels.category)
    if category in _SHOWN_ALONE:
        return line.labels.finding
    return f"{line.labels.category}·{line.labels.finding}"


def state_word(line: RosterLine) -> str:
    """逾期 10-31: the word and the day it is or was due."""
    if line.row.left_on:
        return f"离校 {line.row.left_on:%m-%d}"
    if line.follow_up is None:
        return ""
    state, due_on = line.follow_up.state, line.follow_up.due_on
    return f"{state.label} {due_on:%m-%d}" if due_on else state.label


def state_tone(line: RosterLine) -> Tone:
    """The colour that goes with the word."""
    if line.has_left or line.follow_up is None:
        return Tone.QUIET
    return _TONES[line.follow_up.state]


def _urgency(line: RosterLine) -> tuple[int, date]:
    if line.follow_up is None:
        return len(_URGENCY), date.max
    return _URGENCY[line.follow_up.state], line.follow_up.due_on or date.max


def _age(line: RosterLine) -> tuple[bool, int]:
    """The youngest first by day of birth, those without one last."""
    born_on = line.row.born_on
    return born_on is None, -born_on.toordinal() if born_on else 0


def _name_tone(line: RosterLine) -> Tone:
    return Tone.QUIET if line.has_left else Tone.PLAIN


COLUMNS: tuple[Column[RosterLine], ...] = (
    Column(
        "姓名",
        lambda line: line.row.called,
        10.4,
        key=lambda line: (line.row.name_order, line.row.called),
        tone=_name_tone,
    ),
    Column("性别", lambda line: line.row.sex.label if line.row.sex else "", 2),
    Column(
        "年龄",
        lambda line: "" if line.row.age is None else str(line.row.age),
        2,
        key=_age,
        right=True,
    ),
    Column(
        "班级",
        lambda line: line.row.school_class,
        9.1,
        key=lambda line: (line.row.class_order, line.row.school_class),
    ),
    Column("留守情况", standing, 5.8),
    Column("随访", state_word, 6, key=_urgency, tone=state_tone),
    Column("照料人", lambda line: line.row.caregiver, 8.8),
    Column("照料人电话", lambda line: line.row.caregiver_phone, 6.2),
    Column("住址", lambda line: line.row.home_address, 10),
    Column("寄宿", lambda line: line.row.boards, 2),
    Column("帮扶人", lambda line: line.row.mentors, 7),
    Column(
        "核实",
        lambda line: "已核实" if line.row.verified else "未核实",
        3,
        tone=lambda line: Tone.PLAIN if line.row.verified else Tone.OWED,
    ),
)
