"""The tab 统计与总结: the tables of a term, its charts, and its summary."""

from enum import IntEnum

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.statistics.charts import ChartsPane
from liushou_desk.ui.statistics.summary import SummaryPane
from liushou_desk.ui.statistics.summary_jobs import paper_of_form
from liushou_desk.ui.statistics.tables import TablesPane
from liushou_desk.ui.tab import Tab


class Side(IntEnum):
    """The sides, as their tabs stand."""

    TABLES = 0
    CHARTS = 1
    SUMMARY = 2


TITLES = {Side.TABLES: "统计表(&T)", Side.CHARTS: "统计图(&C)", Side.SUMMARY: "工作总结(&Z)"}
CHIPS = {"summary": Side.SUMMARY, "charts": Side.CHARTS}
"""The chips of journeys to the other sides; any other is the key of a table."""


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
        self.tables.chosen.connect(self._choose)

    def _build(self) -> None:
        self.sides = QTabBar()
        self.sides.setDrawBase(False)
        self.sides.setExpanding(False)
        self.sides.setAccessibleName("统计表、统计图或工作总结")
        for side in Side:
            self.sides.addTab(TITLES[side])
        self.tables = TablesPane(self.desk)
        self.charts = ChartsPane(self.desk, self.tables.wanted)
        self.summary = SummaryPane(self.desk)
        top = QHBoxLayout()
        spaced(top)
        top.addWidget(self.sides)
        top.addStretch(1)
        top.addWidget(self.tables.choices)
        self.stack = QStackedWidget()
        self.panes = (self.tables, self.charts, self.summary)
        for pane in self.panes:
            self.stack.addWidget(pane)
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
        """All sides are old; the one that is shown is read."""
        self._old = set(Side)
        self._catch_up_side()

    def look_for(self) -> None:
        """Into the list of tables, charts or paragraphs, where typing goes to a line."""
        lists = (self.tables.subjects, self.charts.subjects, self.summary.view.outline)
        lists[self.side].setFocus()

    def take_cursor(self) -> None:
        """Onto the numbers, where Enter opens their rows."""
        match self.side:
            case Side.TABLES:
                self.tables.grid.setFocus()
            case Side.CHARTS:
                self.charts.view.setFocus()
            case Side.SUMMARY:
                self.look_for()

    def go_to(self, journey: Journey) -> None:
        """Show a side, or a table; a draft that was left leads to the summary of its term."""
        if journey.form:
            paper = paper_of_form(journey.form)
            self.desk.choose_term(paper.term)
            self.summary.turn_to(paper)
        if journey.form or journey.chip in CHIPS:
            self.show_side(Side.SUMMARY if journey.form else CHIPS[journey.chip])
        elif journey.chip:
            self.show_side(Side.TABLES)
            self.tables.choose(journey.chip)

    def listing(self) -> Listing | None:
        """The table or the chart's numbers; the summary has its own buttons for paper."""
        match self.side:
            case Side.TABLES:
                return self.tables.listing()
            case Side.CHARTS:
                return self.charts.listing()
            case Side.SUMMARY:
                return None

    def print_shown(self) -> None:
        """The table, the charts, or the summary's pages."""
        match self.side:
            case Side.TABLES:
                super().print_shown()
            case Side.CHARTS:
                self.charts.print()
            case Side.SUMMARY:
                self.summary.papers.print()

    def export_shown(self) -> None:
        """The table or the chart's numbers, or the summary's Word and PDF."""
        if self.side is Side.SUMMARY:
            self.summary.papers.export()
        else:
            super().export_shown()

    def show_side(self, side: Side) -> None:
        """Put a side in front."""
        self.sides.setCurrentIndex(side)

    def _turn(self) -> None:
        self.stack.setCurrentIndex(self.side)
        self.tables.choices.setVisible(self.side is not Side.SUMMARY)
        self._catch_up_side()

    def _catch_up_side(self) -> None:
        if self.side in self._old:
            self._old.discard(self.side)
            self.panes[self.side].refresh()

    def _choose(self) -> None:
        """Another 口径 or place: the summary is of the whole school and stays."""
        self._old |= {Side.TABLES, Side.CHARTS}
        self._catch_up_side()
