"""What all tabs share: tasks, the term that is looked at, the way from one place to another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.ui.tasks import Tasks

MINUTE = 60_000
"""Milliseconds between two looks at the clock."""


class Spot(Enum):
    """A place of the window."""

    TODAY = "今日"
    ROSTER = "花名册"
    PAIRING = "结对帮扶"
    DIARY = "家访日记"
    CALENDAR = "活动日历"
    STATISTICS = "统计与总结"


@dataclass(frozen=True)
class Journey:
    """A wish to go somewhere: the place, perhaps a record or a chip of its list."""

    spot: Spot
    record_id: int | None = None
    chip: str = ""
    child_id: int | None = None
    """A new record about this child is wanted there."""
    children: tuple[int, ...] = ()
    """A new record about all of these is wanted there."""
    kind: DiaryKind | None = None
    """The kind of that record; what is owed first where None."""
    mentor_id: int | None = None
    """By whom it was, the child's own mentor where None; without a child, a record by this one."""
    is_undated: bool = False
    """The day of that record is not known: a contact may be owed, or stand on a sheet of paper."""
    form: str = ""
    """A form that was left half filled is to be taken up again."""


class Desk(QObject):
    """Given to every tab and dialog; knows no tab."""

    term_changed = Signal(str)
    journey = Signal(object)
    """A `Journey` somebody asked for."""
    said = Signal(str)
    """A result in words, for the status bar."""
    drafts_changed = Signal()
    """A form was kept half filled, or what was kept of it was thrown away."""
    day_changed = Signal()
    """It is another day than before: whatever stands as of today is old."""

    def __init__(self, tasks: Tasks, window: QWidget, clock: Callable[[], date], term: str) -> None:
        super().__init__(window)
        self.tasks, self.window = tasks, window
        self._clock = clock
        self._term = term
        self._day = self.today
        self._minutes = QTimer(self, interval=MINUTE)
        self._minutes.timeout.connect(self.look_at_clock)
        self._minutes.start()

    def look_at_clock(self) -> None:
        """Tell when a day has gone by: the window of last evening is still open in the morning."""
        if self.today != self._day:
            self._day = self.today
            self.day_changed.emit()

    @property
    def today(self) -> date:
        """The day as it is now; a program may stay open over midnight."""
        return self._clock()

    @property
    def term(self) -> str:
        """Code of the term that is looked at."""
        return self._term

    def choose_term(self, term: str) -> None:
        """Look at another term."""
        if term != self._term:
            self._term = term
            self.term_changed.emit(term)

    def go(self, journey: Journey) -> None:
        """Ask for another place."""
        self.journey.emit(journey)

    def say(self, sentence: str) -> None:
        """Tell a result without stopping anybody's work."""
        self.said.emit(sentence)
