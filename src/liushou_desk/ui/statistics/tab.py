"""The tab 统计与总结: the tables of a term on one side, its summary on the other."""

from enum import IntEnum

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.statistics.summary import SummaryPane
from liushou_desk.ui.statistics.summary_jobs import term_of
from liushou_desk.ui.statistics.tables import TablesPane
from liushou_desk.ui.tab import Tab


class Side(IntEnum):
    """The two sides, as their tabs stand."""

    TABLES = 0
    SUMMARY = 1


TITLES = {Side.TABLES: "统计表(&T)", Side.SUMMARY: "工作总结(&Z)"}
SUMMARY_CHIP = "summary"
"""The chip of a journey to the summary; any other is the key of a table."""


class StatisticsTab(Tab):
    """Reads the side that is shown; the other one when it comes to the front."""

    spot = Spot.STATISTICS
    """Figures are made of everything."""
    can_amend = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._old = set(Side)
        self._build()
        self.sides.currentChanged.connect(self._turn)

    def _build(self) -> None:
        self.sides = QTabBar()
        self.sides.setDrawBase(False)
        self.sides.setExpanding(False)
        self.sides.setAccessibleName("统计表或工作总结")
        for side in Side:
            self.sides.addTab(TITLES[side])
        self.tables = TablesPane(self.desk)
        self.summary = SummaryPane(self.desk)
        top = QHBoxLayout()
        spaced(top)
        top.addWidget(self.sides)
        top.addStretch(1)
        top.addWidget(self.tables.choices)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tables)
        self.stack.addWidget(self.summary)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)

    @property
    def side(self) -> Side:
        """The side that is shown."""
        return Side(self.sides.currentIndex())

    def refresh(self) -> None:
        """Both sides are old; the one that is shown is read."""
        self._old = set(Side)
        self._catch_up_side()

    def look_for(self) -> None:
        """Into the list of tables or of paragraphs, where typing goes to a line."""
        box = self.tables.subjects if self.side is Side.TABLES else self.summary.view.outline
        box.setFocus()

    def take_cursor(self) -> None:
        """Onto the numbers, where Enter opens their rows."""
        if self.side is Side.TABLES:
            self.tables.grid.setFocus()
        else:
            self.look_for()

    def go_to(self, journey: Journey) -> None:
        """Show the summary, or a table; a draft that was left leads to the summary of its term."""
        if journey.form:
            self.desk.choose_term(term_of(journey.form))
        if journey.form or journey.chip == SUMMARY_CHIP:
            self.show_side(Side.SUMMARY)
        elif journey.chip:
            self.show_side(Side.TABLES)
            self.tables.choose(journey.chip)

    def listing(self) -> Listing | None:
        """The table that is shown; the summary has its own buttons for paper."""
        return self.tables.listing() if self.side is Side.TABLES else None

    def print_shown(self) -> None:
        """The table, or the summary's pages."""
        if self.side is Side.SUMMARY:
            self.summary.papers.print()
        else:
            super().print_shown()

    def export_shown(self) -> None:
        """The table, or the summary's Word and PDF."""
        if self.side is Side.SUMMARY:
            self.summary.papers.export()
        else:
            super().export_shown()

    def show_side(self, side: Side) -> None:
        """Put a side in front."""
        self.sides.setCurrentIndex(side)

    def _turn(self) -> None:
        self.stack.setCurrentIndex(self.side)
        self.tables.choices.setVisible(self.side is Side.TABLES)
        self._catch_up_side()

    def _catch_up_side(self) -> None:
        if self.side in self._old:
            self._old.discard(self.side)
            (self.tables if self.side is Side.TABLES else self.summary).refresh()
