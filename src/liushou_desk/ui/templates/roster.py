"""县里的名册: the county's workbook, what its columns are told, and the filled copy."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.search import search_text
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.whom import LEFT_BEHIND, ON_REGISTER, Whom
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.templates.columns import BLANK, CountyColumn, How
from liushou_desk.services.templates.listed import those
from liushou_desk.services.templates.roster import (
    Examples,
    RosterPlan,
    Wanted,
    plan_roster,
    scope_words,
    write_roster,
)
from liushou_desk.services.templates.sheets import CountyBook, read_county_book
from liushou_desk.services.templates.told import tellable
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

KINDS = "Excel工作簿 (*.xlsx *.xls *.et *.xlsm);;所有文件 (*)"
LEAD = "选县里发的名册（.xlsx），按列名把儿童填进去，另存为一个新文件；原文件不动。"
TITLE = "县里的名册"
EVERYBODY, NOT_SAID = "全校", "请选择"
WIDTH = 900
_TOLD_DOUBTS = 4
_TONES = {How.UNKNOWN: Tone.QUIET, How.EMPTY: Tone.QUIET, How.CHOSEN: Tone.GOOD}
COLUMNS: tuple[Column[CountyColumn], ...] = (
    Column("位置", lambda column: column.cell, 4, field=OPEN),
    Column("县里的列名", lambda column: column.heading, 12, field=OPEN),
    Column("填什么", lambda c: c.means or "—", 9, tone=lambda c: _tone(c), field=OPEN),
    Column("怎么定的", lambda c: c.how.label, 9, tone=lambda c: _tone(c), field=OPEN),
)


def _tone(column: CountyColumn) -> Tone:
    return _TONES.get(column.how, Tone.PLAIN)


class CountyRosterDialog(ListDialog[CountyColumn]):
    """Plans anew with every choice; what is shown is what will be written."""

    def __init__(self, desk: Desk, shown: Sequence[int] = (), called: str = "") -> None:
        """`shown` are the children of the list it is opened from, `called` what that list is."""
        panel: ListPanel[CountyColumn] = ListPanel(
            COLUMNS,
            lambda column: column.token,
            lambda column: search_text(column.heading, column.means),
        )
        super().__init__(desk, TITLE, panel, empty=LEAD, width=WIDTH)
        panel.search.hide()  # a form has few columns, and a small screen little room
        self.book: CountyBook | None = None
        self.plan: RosterPlan | None = None
        self.chosen: dict[str, str] = {}
        """What was chosen here for a heading, by its token."""
        self._lists: list[Whom] = [LEFT_BEHIND, ON_REGISTER]
        if shown:
            self._lists.insert(0, those(frozenset(shown), called or f"列表里的{len(shown)}名"))
        self._build_head()
        self._build_foot()
        self.save_button = self.command("填好另存……", self.save, "Ctrl+S")
        self._connect()
        self.starts_at = self.choose
        desk.tasks.run(self, lambda office: _labels(office, desk.term), self.classes.addItems)
        self.suit(None)

    def _build_head(self) -> None:
        self.choose = QPushButton("选择文件……(&O)")
        self.choose.setAutoDefault(False)
        self.sheets, self.whom, self.classes = QComboBox(), QComboBox(), QComboBox()
        self.audience, self.examples = QComboBox(), QComboBox()
        self.whom.addItems([_called(whom) for whom in self._lists])
        self.classes.addItem(EVERYBODY)
        for audience in Audience:
            self.audience.addItem(f"{audience.label}使用", audience)
        self.audience.setCurrentIndex(list(Audience).index(Audience.REPORT))
        self.examples.addItem(NOT_SAID, None)
        for choice in Examples:
            self.examples.addItem(choice.label, choice)
        self.whole = QCheckBox("证件号、电话写全(&W)")
        self.reason = QLineEdit(placeholderText="谁要、作什么用，如：县教育局开学摸底")
        grid = QGridLayout()
        spaced(grid)
        grid.addWidget(self.choose, 0, 0, 1, 2)
        _beside(grid, 0, 2, "工作表(&T)", self.sheets)
        grid.addWidget(self.whole, 0, 4, 1, 2)
        _beside(grid, 1, 0, "列哪些儿童(&L)", self.whom)
        _beside(grid, 1, 2, "班级(&B)", self.classes)
        _beside(grid, 1, 4, "给谁(&G)", self.audience)
        _beside(grid, 2, 0, "原因(&R)", self.reason, 3)
        self.asked = _beside(grid, 2, 4, "示例行(&X)", self.examples)
        for column in (1, 3, 5):
            grid.setColumnStretch(column, 1)
        self.head.addLayout(grid)

    def _build_foot(self) -> None:
        self.target = QComboBox()
        self.target.setMaxVisibleItems(16)
        self.target.addItem("留空", BLANK)
        for target in tellable():
            self.target.addItem(f"{target.label}（{target.group}）", target.key)
        grid = QGridLayout()
        spaced(grid)
        _beside(grid, 0, 0, "选中的列填(&M)", self.target)
        grid.setColumnStretch(1, 1)
        self.foot.insertLayout(0, grid)

    def _connect(self) -> None:
        self.choose.clicked.connect(lambda: self._choose_file())
        self.target.activated.connect(lambda: self._tell_column())
        self.panel.opened.connect(lambda: self.target.setFocus())
        self.whole.toggled.connect(lambda: self.refresh())
        for box in (self.sheets, self.whom, self.classes, self.audience, self.examples):
            box.activated.connect(lambda: self.refresh())

    def reading(self) -> Reading | None:
        """Plan what would be written, once a file is chosen."""
        book = self.book
        if book is None:
            return None
        wanted = self.wanted()
        return lambda office: plan_roster(office, book.path, wanted, book)

    def wanted(self) -> Wanted:
        """What is chosen now."""
        at = self.classes.currentIndex()
        return Wanted(
            self.desk.term,
            self._lists[self.whom.currentIndex()],
            self.classes.currentText() if at else None,
            Audience(self.audience.currentData()),
            self.whole.isChecked(),
            self.sheets.currentText(),
            dict(self.chosen),
            Examples(self.examples.currentData()) if self.examples.currentData() else None,
        )

    def show_read(self, read: RosterPlan) -> None:
        """The columns, what is asked and what is doubted."""
        self.plan = read
        columns = read.head.columns
        unknown = sum(column.how is How.UNKNOWN for column in columns)
        chips = [
            Chip("told", "已对应", sum(bool(c.key) for c in columns), lambda c: bool(c.key)),
            Chip("unknown", How.UNKNOWN.label, unknown, lambda c: c.how is How.UNKNOWN),
        ]
        self.show_rows(columns, chips)
        self.announce(f"{read.said}{read.asks}")
        told = [*read.notes, *(f"{d.cell}：{d.said}。" for d in read.doubts[:_TOLD_DOUBTS])]
        more = len(read.doubts) - _TOLD_DOUBTS
        self.note.setText("\n".join([*told, *([f"还有{more}格存疑。"] if more > 0 else [])]))
        self.note.setVisible(bool(told))
        self._show_examples(read)

    def failed(self, error: DeskError) -> bool:
        """Say what is in the way where the plan would stand."""
        self.plan = None
        self.show_rows(())
        self.announce(error.message, is_problem=True)
        self._show_examples(None)
        return True

    def suit(self, row: CountyColumn | None) -> None:
        """The box says what the chosen column is told."""
        self.target.setEnabled(row is not None)
        if row is not None:
            self.target.setCurrentIndex(max(self.target.findData(row.key or BLANK), 0))
        self.save_button.setEnabled(self.plan is not None)

    def load(self, path: Path) -> None:
        """Take a county's file; nothing that was chosen for another one holds."""
        self.chosen, self.plan, self.book = {}, None, None
        self.examples.setCurrentIndex(0)
        self.desk.tasks.run(self, lambda _: read_county_book(path), self._loaded, self.failed)

    def save(self) -> None:
        """Ask once more, then for a folder, and write the filled copy."""
        plan, reason = self.plan, self.reason.text().strip()
        if plan is None:
            return
        if plan.asks or not reason:
            self.announce(plan.asks or "请先写明原因：谁要、作什么用。", is_problem=True)
            (self.examples if plan.asks else self.reason).setFocus()
            return
        whole = "，证件号、电话写全" if plan.wanted.with_numbers else ""
        asked = f"把{len(plan.child_ids)}名儿童的资料写进“{plan.book.path.name}”的副本{whole}？"
        detail = f"{scope_words(plan.wanted)}\n{plan.said}\n原因：{reason}\n操作记录里会留下一笔。"
        if not messages.ask(self, asked, detail, yes="写出", no="不写"):
            return
        folder = messages.folder(self, "填好的名册放在哪个文件夹", str(plan.book.path.parent))
        if folder:
            run_long(
                self,
                self.desk.tasks,
                "正在填写……",
                lambda office, _: write_roster(office, plan, folder, reason),
                lambda path: self.tell(f"已写出：{path}"),
            )

    def _choose_file(self) -> None:
        if path := messages.file_to_open(self, "县里的名册", KINDS):
            self.load(path)

    def _loaded(self, book: CountyBook) -> None:
        self.book = book
        self.setWindowTitle(f"{TITLE}：{book.path.name}")
        self.lead.hide()
        self.sheets.clear()
        self.sheets.addItems(book.sheets)
        self.refresh()
        self.panel.table.setFocus()

    def _tell_column(self) -> None:
        row = self.panel.table.current()
        if row is not None:
            self.chosen[row.token] = str(self.target.currentData())
            self.refresh()

    def _show_examples(self, plan: RosterPlan | None) -> None:
        is_there = plan is not None and bool(plan.examples)
        for part in (self.asked, self.examples):
            part.setEnabled(is_there)
        self.save_button.setEnabled(plan is not None)


def _beside(
    grid: QGridLayout, row: int, column: int, text: str, part: QWidget, width: int = 1
) -> QLabel:
    """A label and what it is about."""
    label = QLabel(text)
    label.setBuddy(part)
    grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignLeft)
    grid.addWidget(part, row, column + 1, 1, width)
    return label


def _called(whom: Whom) -> str:
    return {LEFT_BEHIND: "留守儿童", ON_REGISTER: "全部在册儿童"}.get(whom, whom.told)


def _labels(office: OfficeFile, term: str) -> list[str]:
    return [row.label for row in list_classes(office, term) if row.is_used]
