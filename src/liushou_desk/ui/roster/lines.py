"""One line of the roster: the child's row with its labels and more beside, once these are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from liushou_desk.domain.follow_up import State
from liushou_desk.domain.words import Category
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.register.labels import ChildLabels, FollowUp
from liushou_desk.services.register.rows import RosterRow
from liushou_desk.services.truth.more import Cells
from liushou_desk.ui.look import Tone

_TONES = {
    State.OVERDUE: Tone.BAD,
    State.OWED: Tone.OWED,
    State.DONE: Tone.GOOD,
    State.NONE: Tone.QUIET,
}
_URGENCY = {state: place for place, state in enumerate(State)}
PRIVATE = "〔不公开〕"
"""Of 家长不愿公开, wherever children are shown who might be chosen for what others see."""
_SHOWN_ALONE = frozenset({Category.LEFT_BEHIND, None})
"""Categories of which the finding says all there is to say."""


@dataclass(frozen=True, slots=True, eq=False)
class RosterLine:
    """What the table shows of a child; compared by identity, as 40,000 are compared at a stroke."""

    row: RosterRow
    labels: ChildLabels | None = None
    """None until the second reading is there, and for children who are not in care."""
    more: Cells | None = None
    """None as long as no column asks for it."""

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


@collector_at_rest()
def join(
    rows: Sequence[RosterRow],
    labels: Mapping[int, ChildLabels],
    more: Mapping[int, Cells] = MappingProxyType({}),
) -> list[RosterLine]:
    """The lines in the order of the rows."""
    known, further = labels.get, more.get
    return [RosterLine(row, known(row.child_id), further(row.child_id)) for row in rows]


def words(line: RosterLine) -> str:
    """What the child is found by."""
    return line.row.words


def spoken(line: RosterLine) -> str:
    """What the child is found by besides: readings and numbers."""
    return line.row.spoken


def name_shown(line: RosterLine) -> str:
    """The name, that the parents want it nowhere public, and what tells it from namesakes."""
    row = line.row
    return (
        f"{row.name}{PRIVATE}{row.called.removeprefix(row.name)}" if row.is_private else row.called
    )


def standing(line: RosterLine) -> str:
    """留守 by its finding; an alert, and categories other than 留守, are named before it."""
    if line.labels is None:
        return ""
    category = Category.from_text(line.labels.category)
    named = "" if category in _SHOWN_ALONE else line.labels.category
    return "·".join(filter(None, (alert(line), named, line.labels.finding)))


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


def urgency(line: RosterLine) -> tuple[int, date]:
    """The most pressing first, those nobody waits for last."""
    if line.follow_up is None:
        return len(_URGENCY), date.max
    return _URGENCY[line.follow_up.state], line.follow_up.due_on or date.max


def alert(line: RosterLine) -> str:
    """What must not wait, in a word."""
    return line.labels.alert if line.labels else ""


def standing_tone(line: RosterLine) -> Tone:
    """Red where something must not wait."""
    return Tone.BAD if alert(line) else Tone.PLAIN


def standing_tip(line: RosterLine) -> str:
    """All that lies behind the finding: what is pressing, why it is so, and who said otherwise."""
    if line.labels is None:
        return ""
    return "\n".join(filter(None, (standing(line), line.labels.why)))
