"""县里的统计表: the county's table on screen, its cells marked with figures, the filled copy."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from liushou_desk.domain.writing import written
from liushou_desk.errors import DeskError
from liushou_desk.services.templates.figures import (
    FiguresPlan,
    Mark,
    MarkedCell,
    When,
    campuses,
    figures_to_mark,
    marked,
    plan_figures,
    remembered_marks,
    write_figures,
)
from liushou_desk.services.templates.sheets import CountyBook, cell_name, read_county_book
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.statistics.lists import choice_dialog
from liushou_desk.ui.templates.roster import KINDS
from liushou_desk.ui.work_dialog import WorkDialog

TITLE = "县里的统计表"
LEAD = (
    "选县里发的统计表（.xlsx），在要填的格上按回车选一个数字；标过一次，下次选同样的表就都在。"
    "公式不改写，原文件不动。"
)
WHOLE = "全校"
WIDTH = 980
_MOST_ROWS, _MOST_COLUMNS = 300, 80
_FORMULA, _MARKED, _ASKED = QColor("#eceff1"), QColor("#e3f2e6"), QColor("#fbe5e3")


class CountyFiguresDialog(WorkDialog):
    """What stands in a marked cell is what will be written into it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, TITLE, width=WIDTH)
        self.book: CountyBook | None = None
        self.plan: FiguresPlan | None = None
        self.marks: list[Mark] = []
        self.agreed: set[str] = set()
        """Cells that are filled in although something is asked about them."""
        self._build()
        self.mark_button = self.command("填哪个数…… (Enter)", self.choose_figure)
        self.drop_button = self.command("这一格不填", self.drop, "Delete")
        self.agree_button = self.command("也照填", self.agree, "Ctrl+D")
        self.save_button = self.command("填好另存……", self.save, "Ctrl+S")
        self.starts_at = self.choose
        desk.tasks.run(self, campuses, self.campus.addItems)
        self._suit()

    def _build(self) -> None:
        self.choose = QPushButton("选择文件……(&O)")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(lambda: self._choose_file())
        self.sheets, self.when, self.campus = QComboBox(), QComboBox(), QComboBox()
        for when in When:
            self.when.addItem(when.label, when)
        self.campus.addItem(WHOLE)
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(self.choose)
        for text, box in (
            ("工作表(&T)", self.sheets),
            ("数字的学期(&Q)", self.when),
            ("数字的范围(&B)", self.campus),
        ):
            label = QLabel(text)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1)
        self.sheets.activated.connect(lambda: self._open_sheet())
        self.said, self.note = QLabel(LEAD, wordWrap=True), QLabel(wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.table = QTableWidget()
        self.table.setAccessibleName("县里的统计表")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.currentCellChanged.connect(lambda: self._suit())
        self.table.cellDoubleClicked.connect(lambda: self.choose_figure())
        for key in ("Return", "Enter"):
            QShortcut(
                QKeySequence(key),
                self.table,
                self.choose_figure,
                context=Qt.ShortcutContext.WidgetShortcut,
            )
        self.body.addLayout(line)
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)

    def load(self, path: Path) -> None:
        """Take a county's file with what was marked in one like it."""
        self.book, self.plan, self.marks, self.agreed = None, None, [], set()
        self.desk.tasks.run(self, lambda _: read_county_book(path), self._loaded, self._failed)

    def choose_figure(self) -> None:
        """Offer the figures for the cell the cursor is in."""
        if self.book is None or self.table.currentRow() < 0:
            return
        term, cell = self.desk.term, self._cell()
        self.desk.tasks.run(
            self,
            lambda office: figures_to_mark(office, term),
            lambda found: choice_dialog(
                self.desk, found, lambda key: self.mark(cell, key), f"{cell}格填哪个数"
            ).open(),
        )

    def mark(self, cell: str, figure: str) -> None:
        """Tell a cell a figure of the term and campus chosen above."""
        if self.book is None:
            return
        campus = self.campus.currentText() if self.campus.currentIndex() else ""
        try:
            grid = self.book.grid(self.sheets.currentText())
            new = marked(grid, cell, figure, When(self.when.currentData()), campus)
        except DeskError as error:
            self._say(error.message, "alert")
            return
        self.marks = [mark for mark in self.marks if mark.cell != new.cell] + [new]
        self._count()

    def drop(self) -> None:
        """Let the cell be as it is."""
        cell = self._cell()
        self.marks = [mark for mark in self.marks if mark.cell != cell]
        self._count()

    def agree(self) -> None:
        """Fill in the cell though its headings have changed or words stand in it."""
        self.agreed.add(self._cell())
        self._count()

    def save(self) -> None:
        """Ask once more, then for a folder, and write the filled copy."""
        plan = self.plan
        if plan is None or not plan.filled:
            self._say("还没有标出要填哪一格：选中一格，按回车选一个数字。", "alert")
            return
        detail = "\n".join([plan.said, *(f"不一致：{said}。" for said in plan.differences)])
        if not messages.ask(
            self, f"把数字写进“{plan.book.path.name}”的副本？", detail, yes="写出", no="不写"
        ):
            return
        folder = messages.folder(self, "填好的表放在哪个文件夹", str(plan.book.path.parent))
        if folder:
            run_long(
                self,
                self.desk.tasks,
                "正在填写……",
                lambda office, _: write_figures(office, plan, folder),
                lambda path: self._written(path),
            )

    def _choose_file(self) -> None:
        if path := messages.file_to_open(self, TITLE, KINDS):
            self.load(path)

    def _loaded(self, book: CountyBook) -> None:
        self.book = book
        self.setWindowTitle(f"{TITLE}：{book.path.name}")
        self.sheets.clear()
        self.sheets.addItems(book.sheets)
        self._open_sheet()

    def _open_sheet(self) -> None:
        book, sheet = self.book, self.sheets.currentText()
        if book is None:
            return

        def show(marks: tuple[Mark, ...]) -> None:
            self.marks, self.agreed = list(marks), set()
            self._count()
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()

        self.desk.tasks.run(
            self, lambda office: remembered_marks(office, book, sheet), show, self._failed
        )

    def _count(self) -> None:
        """What the marked cells are told now."""
        book, term, sheet = self.book, self.desk.term, self.sheets.currentText()
        marks, agreed = tuple(self.marks), frozenset(self.agreed)
        if book is None:
            return
        self.desk.tasks.run(
            self,
            lambda office: plan_figures(
                office, book.path, term, marks, sheet=sheet, agreed=agreed, book=book
            ),
            self._show,
            self._failed,
            replaces="county figures",
        )

    def _show(self, plan: FiguresPlan) -> None:
        self.plan = plan
        here = self.table.currentRow(), self.table.currentColumn()
        grid = plan.book.grid(plan.sheet)
        self.table.clear()
        self.table.setRowCount(min(len(grid.rows), _MOST_ROWS))
        width = max(map(len, grid.rows), default=0)
        self.table.setColumnCount(min(width, _MOST_COLUMNS))
        names = [cell_name(0, at).rstrip("1") for at in range(self.table.columnCount())]
        self.table.setHorizontalHeaderLabels(names)
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                raw = grid.rows[row][column]
                item = QTableWidgetItem("" if raw is None else written(raw))
                if (row, column) in grid.formulas:
                    item.setBackground(QBrush(_FORMULA))
                    item.setToolTip("公式，由表格自己算")
                self.table.setItem(row, column, item)
        for (top, left), (bottom, right) in grid.spans:
            if bottom < self.table.rowCount() and right < self.table.columnCount():
                self.table.setSpan(top, left, bottom - top + 1, right - left + 1)
        for cell in plan.cells:
            self._show_marked(cell)
        self.table.setCurrentCell(*(max(at, 0) for at in here))
        self._tell(plan)

    def _show_marked(self, cell: MarkedCell) -> None:
        item = self.table.item(*cell.mark.place)
        if item is None:
            return
        item.setText(cell.text if not cell.asks else "？")
        item.setBackground(QBrush(_ASKED if cell.asks else _MARKED))
        item.setForeground(QBrush(Tone.BAD.colour if cell.asks else Tone.GOOD.colour))
        item.setToolTip(cell.asks or cell.label)
        font = QFont(item.font())
        font.setBold(True)
        item.setFont(font)

    def _tell(self, plan: FiguresPlan) -> None:
        asked = [f"{cell.mark.cell}：{cell.asks}。" for cell in plan.cells if cell.asks]
        differs = [f"{said}。" for said in plan.differences]
        self.note.setText("\n".join([*asked, *differs, *plan.notes][:6]))
        self._say(plan.said if plan.cells else LEAD, "banner" if plan.cells else "")
        self._suit()

    def _written(self, path: Path) -> None:
        self._say(f"已写出：{path}", "banner")
        self.desk.say(f"已写出：{path}")

    def _failed(self, error: DeskError) -> bool:
        self.plan = None
        self._say(error.message, "alert")
        self._suit()
        return True

    def _say(self, sentence: str, role: str) -> None:
        self.said.setText(sentence)
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)

    def _suit(self) -> None:
        """The commands follow the cell; what it is told is said below the table."""
        cells = self.plan.cells if self.plan else ()
        here = next((cell for cell in cells if cell.mark.cell == self._cell()), None)
        self.mark_button.setEnabled(self.book is not None)
        self.drop_button.setEnabled(here is not None)
        self.agree_button.setEnabled(here is not None and here.can_agree)
        self.save_button.setEnabled(self.plan is not None and bool(self.plan.filled))

    def _cell(self) -> str:
        return cell_name(max(self.table.currentRow(), 0), max(self.table.currentColumn(), 0))
