"""统计图: charts of the term, each beside a table of the same numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QListWidget,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.charts.chart import Point
from liushou_desk.domain.field import OPEN
from liushou_desk.errors import DeskError, RuleConflict
from liushou_desk.services.figures.charts import Charts, behind, chart_table, read_charts
from liushou_desk.services.figures.statistics import FigureRows, figure_rows
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.summary.charts import charts_pdf, want_charts, wants_charts
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.printing import print_pdf
from liushou_desk.ui.statistics.chart_view import ChartView
from liushou_desk.ui.statistics.grid import StatGrid
from liushou_desk.ui.statistics.lists import figure_dialog
from liushou_desk.ui.statistics.notice import NO_DATA, NO_TERM, EmptyPage
from liushou_desk.ui.statistics.tables import Wanted

NOBODY = Charts("", ())


@dataclass(frozen=True)
class ChartsRead:
    """The charts, and whether the summary has a page of them."""

    charts: Charts
    in_summary: bool


class ChartsPane(QWidget):
    """A list of charts, the one chosen, and its numbers as a table."""

    def __init__(self, desk: Desk, wanted: Callable[[], Wanted]) -> None:
        super().__init__()
        self.desk, self._wanted = desk, wanted
        self.charts = NOBODY
        self._build()
        self._connect()

    def _build(self) -> None:
        self.subjects = QListWidget()
        self.subjects.setAccessibleName("统计图")
        self.subjects.setSpacing(2)
        self.subjects.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = ChartView()
        self.frame = QScrollArea()
        self.frame.setWidgetResizable(True)
        self.frame.setWidget(self.view)
        self.frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid = StatGrid()
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.subjects, self.frame, self.grid):
            self.halves.addWidget(part)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([176, 620, 380])
        self.halves.setChildrenCollapsible(False)
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.in_summary = QCheckBox("工作总结的附件里加统计图(&F)")
        full = QWidget()
        column = QVBoxLayout(full)
        spaced(column)
        column.addWidget(self.halves, 1)
        column.addWidget(self.note)
        column.addWidget(self.in_summary)
        self.empty = EmptyPage(self.desk)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(full)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.pages)

    def _connect(self) -> None:
        self.subjects.currentRowChanged.connect(self._show_chart)
        self.subjects.itemActivated.connect(lambda: self.view.setFocus())
        self.view.opened.connect(self._open_point)
        self.view.moved.connect(self._follow)
        self.grid.opened.connect(self._open_cell)
        self.in_summary.clicked.connect(self._want)

    def refresh(self) -> None:
        """Read the charts again."""
        wanted = self._wanted()
        self.desk.tasks.run(
            self,
            lambda office: _read(office, wanted),
            self._show,
            self._refuse,
            replaces="charts",
        )

    def open_rows(self, term: str, key: str) -> None:
        """Show the rows behind a number of a term, under the same choices."""
        wanted = self._wanted()
        self.desk.tasks.run(
            self,
            lambda office: figure_rows(office, term, key, campus=wanted.campus, kind=wanted.kind),
            self._show_rows,
            replaces="rows",
        )

    def listing(self) -> Listing | None:
        """The numbers of the chart that is shown."""
        table = self.grid.cells.table
        if self.pages.currentWidget() is self.empty or not table.headings:
            return None
        rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
        fields = (OPEN,) * len(table.headings)
        return Listing(table.title, table.headings, rows, table.note, fields=fields)

    def print(self) -> None:
        """All charts, on pages as in the summary."""
        if self.pages.currentWidget() is self.empty:
            return
        wanted = self._wanted()
        self.desk.tasks.run(
            self,
            lambda office: charts_pdf(office, wanted.term, wanted.campus, wanted.kind),
            lambda pdf: print_pdf(self.desk, "统计图", pdf),
        )

    def _want(self, wanted: bool) -> None:
        said = "以后的工作总结附件里有统计图。" if wanted else "以后的工作总结附件里没有统计图。"
        self.desk.tasks.run(
            self, lambda office: want_charts(office, wanted), lambda _: self.desk.say(said)
        )

    def _show(self, read: ChartsRead | None) -> None:
        self.charts = read.charts if read else NOBODY
        if read is None or _is_blank(read.charts):
            self._show_empty(NO_DATA if read else NO_TERM)
            return
        self.in_summary.setChecked(read.in_summary)
        place = max(0, self.subjects.currentRow())
        titles = [chart.title for chart in self.charts.charts]
        with QSignalBlocker(self.subjects):
            self.subjects.clear()
            self.subjects.addItems(titles)
            self.subjects.setCurrentRow(min(place, len(titles) - 1))
        self.subjects.setMinimumWidth(self.subjects.sizeHintForColumn(0) + 2 * GAP)
        self.pages.setCurrentIndex(1)
        self._show_chart(self.subjects.currentRow())

    def _refuse(self, error: DeskError) -> bool:
        if not isinstance(error, RuleConflict):
            return False
        self._show_empty(error.message)
        return True

    def _show_empty(self, sentence: str) -> None:
        self.charts = NOBODY
        self.empty.tell(sentence)
        self.pages.setCurrentWidget(self.empty)

    def _show_chart(self, place: int) -> None:
        if 0 <= place < len(self.charts.charts):
            chart = self.charts.charts[place]
            self.view.show_chart(chart)
            self.grid.show_table(chart_table(chart))
            self.note.setText(f"{chart.note}　　方向键移动，回车或按下一个数看它的每一行")

    def _open_point(self, point: Point) -> None:
        self.open_rows(point.term, point.key)

    def _open_cell(self, key: str) -> None:
        self.open_rows(*behind(key))

    def _follow(self, area: QRect) -> None:
        centre = area.center()
        self.frame.ensureVisible(centre.x(), centre.y(), area.width() // 2, area.height() // 2)

    def _show_rows(self, found: FigureRows) -> None:
        figure_dialog(self.desk, found, self.charts.note).open()


def _read(office: OfficeFile, wanted: Wanted) -> ChartsRead | None:
    """None where the term is not on file."""
    if all(term.code != wanted.term for term in list_terms(office)):
        return None
    read = read_charts(office, wanted.term, campus=wanted.campus, kind=wanted.kind)
    return ChartsRead(read, wants_charts(office))


def _is_blank(charts: Charts) -> bool:
    return all(point.value is None for row in charts.charts[0].series for point in row.points)
