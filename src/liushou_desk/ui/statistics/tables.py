"""统计表: the tables of a term, each number a link to its rows."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import DeskError, RuleConflict
from liushou_desk.services.figures.statistics import (
    FigureRows,
    Statistics,
    figure_rows,
    read_statistics,
)
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.school.terms import list_terms
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import spaced
from liushou_desk.ui.statistics.grid import EMPTY, StatGrid
from liushou_desk.ui.statistics.lists import figure_dialog
from liushou_desk.ui.statistics.notice import NO_DATA, NO_TERM, EmptyPage

WHOLE_SCHOOL = "全校"
AS_SET = "按学校设置"
_COUNTED = ("pupils", "in_care")
"""Without any of these there is nothing to count."""


@dataclass(frozen=True)
class Wanted:
    """What the choices say: whose figures, by which 口径."""

    term: str
    campus: str | None
    kind: DefinitionKind | None


@dataclass(frozen=True)
class TablesRead:
    """The tables and the places there are."""

    campuses: tuple[str, ...]
    statistics: Statistics


class TablesPane(QWidget):
    """A list of subjects, the grid of the one chosen, choices above."""

    chosen = Signal()
    """Another 口径 or place is asked about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.statistics = Statistics("", ())
        self._build_choices()
        self._build()
        self._connect()

    def _build_choices(self) -> None:
        self.kind = QComboBox()
        self.kind.addItem(AS_SET, None)
        for kind in DefinitionKind:
            self.kind.addItem(kind.label, kind)
        self.campus = QComboBox()
        self.campus.addItem(WHOLE_SCHOOL, None)
        self.choices = QWidget()
        row = QHBoxLayout(self.choices)
        spaced(row)
        self.campus_label = QLabel("教学点(&J)")
        for label, box in ((QLabel("口径(&K)"), self.kind), (self.campus_label, self.campus)):
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(label)
            row.addWidget(box)
        self._show_campuses(())

    def _build(self) -> None:
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.subjects = QListWidget()
        self.subjects.setAccessibleName("统计表")
        self.subjects.setSpacing(2)
        self.subjects.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid = StatGrid()
        self.table_note = QLabel(wordWrap=True)
        self.table_note.setProperty("role", "quiet")
        right = QWidget()
        column = QVBoxLayout(right)
        spaced(column)
        column.addWidget(self.grid, 1)
        column.addWidget(self.table_note)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(self.subjects)
        self.halves.addWidget(right)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([176, 900])
        self.empty = EmptyPage(self.desk)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.halves)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.note)
        layout.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.kind.activated.connect(self.chosen)
        self.campus.activated.connect(self.chosen)
        self.subjects.currentRowChanged.connect(self._show_table)
        self.subjects.itemActivated.connect(lambda: self.grid.setFocus())
        self.grid.opened.connect(self.open_rows)

    def refresh(self) -> None:
        """Read the tables again."""
        wanted = self.wanted()
        self.desk.tasks.run(
            self,
            lambda office: _read(office, wanted),
            self._show,
            self._refuse,
            replaces="statistics",
        )

    def listing(self) -> Listing | None:
        """The table that is shown."""
        table = self.grid.cells.table
        if not table.headings or self.pages.currentWidget() is self.empty:
            return None
        rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
        told = (OPEN,) * len(table.headings)
        return Listing(table.title, table.headings, rows, self._scope(table.note), fields=told)

    def open_rows(self, key: str) -> None:
        """Show the rows behind a figure, under the same choices."""
        wanted = self.wanted()
        self.desk.tasks.run(
            self,
            lambda office: figure_rows(
                office, wanted.term, key, campus=wanted.campus, kind=wanted.kind
            ),
            self._show_rows,
            replaces="rows",
        )

    def choose(self, key: str) -> None:
        """Put one of the tables in front."""
        keys = [table.key for table in self.statistics.tables]
        if key in keys:
            self.subjects.setCurrentRow(keys.index(key))

    def wanted(self) -> Wanted:
        """Whose figures are asked for, by which 口径."""
        return Wanted(self.desk.term, self.campus.currentData(), self.kind.currentData())

    def _scope(self, more: str = "") -> str:
        return "；".join(part for part in (self.statistics.note, more) if part)

    def _show(self, read: TablesRead | None) -> None:
        if read is None:
            self.note.setText("")
            self._show_campuses(())
            self._show_empty(NO_TERM)
            return
        self.statistics = read.statistics
        self._show_campuses(read.campuses)
        self.note.setText(f"{self._scope()}　　方向键移动，回车或双击数字看它的每一行")
        if _is_blank(read.statistics):
            self._show_empty(NO_DATA)
            return
        titles = [table.title for table in read.statistics.tables]
        place = max(0, self.subjects.currentRow())
        with QSignalBlocker(self.subjects):
            self.subjects.clear()
            self.subjects.addItems(titles)
            self.subjects.setCurrentRow(min(place, len(titles) - 1))
        self._show_table(self.subjects.currentRow())
        self.pages.setCurrentWidget(self.halves)

    def _refuse(self, error: DeskError) -> bool:
        """A term that has not begun: said here, and nothing of another term stays."""
        if not isinstance(error, RuleConflict):
            return False
        self.note.setText("")
        self._show_empty(error.message)
        return True

    def _show_empty(self, sentence: str) -> None:
        self.empty.tell(sentence)
        self.pages.setCurrentWidget(self.empty)

    def _show_table(self, place: int) -> None:
        table = self.statistics.tables[place] if place >= 0 else EMPTY
        self.grid.show_table(table)
        self.table_note.setText(table.note)
        self.table_note.setVisible(bool(table.note))

    def _show_campuses(self, campuses: tuple[str, ...]) -> None:
        chosen = self.campus.currentData()
        known = campuses if len(campuses) > 1 else ()
        self.campus.clear()
        self.campus.addItem(WHOLE_SCHOOL, None)
        for name in known:
            self.campus.addItem(name, name)
        self.campus.setCurrentIndex(max(0, self.campus.findData(chosen)))
        for widget in (self.campus_label, self.campus):
            widget.setVisible(bool(known))

    def _show_rows(self, found: FigureRows) -> None:
        figure_dialog(self.desk, found, self._scope()).open()


def _read(office: OfficeFile, wanted: Wanted) -> TablesRead | None:
    """None where the term is not on file; a place that is gone means the whole school."""
    if all(term.code != wanted.term for term in list_terms(office)):
        return None
    rows = list_classes(office, wanted.term)
    campuses = tuple(dict.fromkeys(row.campus for row in rows))
    campus = wanted.campus if wanted.campus in campuses else None
    return TablesRead(
        campuses, read_statistics(office, wanted.term, campus=campus, kind=wanted.kind)
    )


def _is_blank(statistics: Statistics) -> bool:
    cells = (cell for table in statistics.tables for row in table.rows for cell in row)
    return not any(cell.key in _COUNTED and cell.text != "0" for cell in cells)
