"""Step one of the import: which workbook, into which term, new children from which day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.imports import reading_apart
from liushou_desk.services.imports.desk import KINDS, TermChoice, Wish
from liushou_desk.ui import messages
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.look import spaced

NAMED = f"名册 ({' '.join(KINDS)});;所有文件 (*)"
HINT = (
    "学籍系统导出的表可以直接用；自己做的表至少要有“姓名”和“身份证件号”或“学籍号”两列。"
    "可以把文件直接拖到这个窗口里。下一步先看会改动什么，确认以后才写入。"
)
DAY_HINT = "表中新出现的儿童从这一天起在册，一般是学期第一天。"


class ChoosePage(QWidget):
    """Asks, and says beside it what cannot be taken."""

    entered = Signal()
    """Enter was pressed in a line."""

    def __init__(self) -> None:
        super().__init__()
        self._terms: dict[str, TermChoice] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        hint = QLabel(HINT, wordWrap=True)
        hint.setProperty("role", "quiet")
        self.path = QLineEdit(placeholderText="文件的位置")
        self.browse = QPushButton("选择文件……(&O)")
        self.browse.setAutoDefault(False)
        self.term = QComboBox()
        self.day = DayInput()
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        day_hint = QLabel(DAY_HINT)
        day_hint.setProperty("role", "quiet")
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        form = QFormLayout()
        spaced(form)
        form.addRow("工作簿(&W)", line)
        form.addRow("导入学期(&T)", self.term)
        form.addRow("新增儿童在册日期(&D)", self.day)
        form.addRow("", day_hint)
        for label, widget in ((0, self.path), (1, self.term), (2, self.day)):
            found = form.itemAt(label, QFormLayout.ItemRole.LabelRole).widget()
            assert isinstance(found, QLabel)
            found.setBuddy(widget)
            widget.setAccessibleName(found.text().split("(")[0])
        self.term.setFixedWidth(320)
        self.day.setFixedWidth(320)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(hint)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.term.activated.connect(lambda: self._propose_day())
        self.path.returnPressed.connect(self.entered)
        self.day.line.returnPressed.connect(self.entered)
        for line in (self.path, self.day.line):
            line.textChanged.connect(lambda: self.tell(""))

    def offer(self, terms: Sequence[TermChoice], wanted: str) -> None:
        """Offer terms, one of which is chosen already."""
        self._terms = {term.code: term for term in terms}
        for term in terms:
            self.term.addItem(term.label, term.code)
        self.term.setCurrentIndex(self.term.findData(wanted))
        self._propose_day()

    def wish(self) -> Wish | None:
        """What is asked for, or None where something is missing: it is said."""
        typed = self.path.text().strip().strip('"')
        if not self._terms:
            return None  # the terms are still being read
        if not typed:
            self.tell("请先选择要导入的工作簿。", self.path)
            return None
        try:
            entered_on = self.day.day()
        except InputProblem as problem:
            self.tell(problem.message, self.day)
            return None
        term = self._terms[self.term.currentData()]
        return Wish(Path(typed), term.code, entered_on or self._opening)

    def take(self, path: Path) -> None:
        """A file was chosen or dropped."""
        self.path.setText(str(path))
        self.path.setFocus()

    def refuse(self, error: DeskError) -> None:
        """Say why the workbook could not be read."""
        is_day = isinstance(error, InputProblem) and error.field == "entered_on"
        self.tell(error.message, self.day if is_day else self.path)

    def tell(self, sentence: str, where: QWidget | None = None) -> None:
        """Say what is wrong, and where; an empty sentence takes it back."""
        self.problem.setText(sentence)
        if where is not None:
            where.setFocus()

    @property
    def _opening(self) -> date:
        return self._terms[self.term.currentData()].first_on

    def _propose_day(self) -> None:
        self.day.set_text(self._opening.isoformat())

    def _browse(self) -> None:
        reading_apart.prepare()
        path = messages.file_to_open(self, "选择名册工作簿", NAMED)
        if path:
            self.take(path)
