"""One paragraph of the summary: its words with {figure} for each number, and what is wrong."""

import re

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.services.summary.sections import ParagraphText
from liushou_desk.ui.look import GAP, spaced

_FIGURE = re.compile(r"\{[^{}]*\}")
ISSUED = "这是定稿的原文，不再随资料变化，不能修改；要改请先“重新起草”。"


class Figures(QSyntaxHighlighter):
    """Shows what will be a number."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        self._format.setForeground(QGuiApplication.palette().highlight())

    def highlightBlock(self, text: str) -> None:
        for match in _FIGURE.finditer(text):
            self.setFormat(match.start(), len(match[0]), self._format)


class WordsBox(QPlainTextEdit):
    """Ctrl+Z takes back typing; with no typing left to take back, it is the window's key."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            document = self.document()
            if (undo and not document.isUndoAvailable()) or (
                redo and not document.isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)


class ParagraphEditor(QWidget):
    """Says when it is edited; knows nothing of saving."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._build()
        self._figures = Figures(self.box.document())
        self.box.textChanged.connect(self.edited)

    def _build(self) -> None:
        self.box = WordsBox(tabChangesFocus=True)
        self.box.setPlaceholderText("空着，总结里就没有这一段。")
        self.box.setMinimumHeight(56)
        self.box.setToolTip("{ }里是数字，随资料更新")
        label = QLabel("这一段(&W)")
        label.setBuddy(self.box)
        self.insert = QPushButton("插入数字(&I)……")
        self.restore = QPushButton("恢复原文")
        self.leave_out = QPushButton("不写这一段")
        self.restore.setToolTip("换回程序写的句子（Ctrl+Z 可撤销）")
        self.leave_out.setToolTip("总结里不要这一段（Ctrl+Z 可撤销）")
        buttons = QHBoxLayout()
        spaced(buttons)
        buttons.addWidget(label, 1)
        for button in (self.insert, self.restore, self.leave_out):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.box, 3)
        layout.addWidget(self._build_result(), 1)

    def _build_result(self) -> QScrollArea:
        """The paragraph as it will be read, or what is wrong; scrolled where it is long."""
        self.problem = _line("problem")
        self.result = _line("quiet")
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.problem)
        column.addWidget(self.result)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(self.fontMetrics().height() * 2)
        area.setWidget(lines)
        return area

    def text(self) -> str:
        """What stands in the box."""
        return self.box.toPlainText()

    def load(self, paragraph: ParagraphText, text: str, *, is_open: bool) -> None:
        """Show a paragraph; typing goes on undisturbed where its text is there already."""
        is_other = paragraph.key != self.key
        self.key = paragraph.key
        if is_other or self.text() != text:
            with QSignalBlocker(self.box):
                self.box.setPlainText(text)
        self.box.setReadOnly(not is_open)
        self.insert.setEnabled(is_open)
        self.restore.setEnabled(is_open and (paragraph.is_own or text != paragraph.template))
        self.leave_out.setEnabled(is_open and bool(text.strip()))
        if text == paragraph.template:
            self.show_result(paragraph.text, paragraph.problem)
        if not is_open:
            self.result.setText(ISSUED)

    def show_result(self, text: str, problem: str = "") -> None:
        """How the paragraph will read, or why it cannot be printed."""
        self.result.setText("" if problem else f"读作：{text}" if text else "这一段不写。")
        self.result.setVisible(not problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.box.setProperty("problem", "true" if problem else "false")
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)

    def forget_steps(self) -> None:
        """What was typed is saved: Ctrl+Z takes back the saving from now on."""
        self.box.document().clearUndoRedoStacks()

    def insert_figure(self, key: str) -> None:
        """Put a figure where the cursor is."""
        self.box.insertPlainText(f"{{{key}}}")
        self.box.setFocus()


def _line(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
