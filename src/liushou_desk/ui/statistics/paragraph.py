"""One paragraph of the summary: its words, what its numbers are, and what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.services.summary.sections import ParagraphText
from liushou_desk.services.summary.values import Values
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.statistics.figure_box import FigureBox

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUED = "这是定稿的原文，不再随资料变化，不能修改；要改请先“重新起草”。"


class ParagraphEditor(QWidget):
    """Says when it is edited; knows nothing of saving."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._was: Mapping[str, str] = {}
        """What figures showed when the paragraph was written, where they show another now."""
        self._build()
        self.box.textChanged.connect(self.edited)
        self.box.figure_changed.connect(self._tell_figures)

    def _build(self) -> None:
        self.box = FigureBox()
        self.box.setPlaceholderText("空着，总结里就没有这一段。")
        self.box.setMinimumHeight(56)
        self.box.setToolTip(
            "带底色的是数字，随资料更新；指着它看怎么算，按一下（或Ctrl+回车）看背后的记录"
        )
        label = QLabel("这一段(&D)")
        label.setBuddy(self.box)
        self.insert = QPushButton("插入数字(&I)……")
        self.restore = QPushButton("恢复原文")
        self.take = QPushButton("采用这一段(&U)")
        self.take.setToolTip("这一段是按台账写好的建议，采用以后才写进文稿（Ctrl+Z 可撤销）")
        self.leave_out = QPushButton("不写这一段")
        self.restore.setToolTip("换回程序写的句子（Ctrl+Z 可撤销）")
        self.leave_out.setToolTip("总结里不要这一段（Ctrl+Z 可撤销）")
        buttons = QHBoxLayout()
        spaced(buttons)
        buttons.addWidget(label, 1)
        for button in (self.insert, self.take, self.restore, self.leave_out):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self.box, 3)
        layout.addWidget(self._build_result(), 1)

    def _build_result(self) -> QScrollArea:
        """What the numbers are, or what is wrong; scrolled where it is long."""
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
        """What stands in the box, as it is stored."""
        return self.box.text()

    def load(self, paragraph: ParagraphText, text: str, values: Values, *, is_open: bool) -> None:
        """Show a paragraph; typing goes on undisturbed where its text is there already."""
        self.box.show_values(values)
        is_other = paragraph.key != self.key
        self.key, self._was = paragraph.key, paragraph.was
        if is_other or self.text() != text:
            with QSignalBlocker(self.box):
                self.box.put_text(text)
        self.box.setReadOnly(not is_open)
        self.insert.setEnabled(is_open)
        self.restore.setEnabled(is_open and (paragraph.is_own or text != paragraph.template))
        self.leave_out.setEnabled(is_open and bool(text.strip()))
        self.take.setVisible(paragraph.is_offered)
        self.take.setEnabled(is_open)
        self.leave_out.setVisible(not paragraph.is_proposal)
        self.restore.setText("不采用" if paragraph.is_proposal else "恢复原文")
        self.restore.setVisible(not paragraph.is_offered)
        if text == paragraph.template:
            self.show_result(paragraph.problem)
        if not is_open:
            self.result.setText(ISSUED)

    def show_result(self, problem: str = "") -> None:
        """What the numbers are, or why the paragraph cannot be printed."""
        self._tell_figures()
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
        self.box.insert_text(f"{{{key}}}")
        self.box.setFocus()

    def insert_words(self, words: str) -> None:
        """Put words where the cursor is, where the paragraph may be changed."""
        if not self.box.isReadOnly():
            self.box.insert_text(words)
            self.box.setFocus()

    def _tell_figures(self) -> None:
        """The figure the cursor is at, or all of them."""
        if self.box.isReadOnly():
            return
        here = self.box.figure_at_cursor()
        if here is not None:
            self.result.setText(f"光标处的数字：{self.box.said(here)}")
        elif not self.text().strip():
            self.result.setText("这一段不写。")
        else:
            said = "；".join(self.box.said(key) for key in self.box.figures())
            told = f"数字随资料更新：{said}。" if said else "这一段没有数字。"
            self.result.setText(self._moved() + told)

    def _moved(self) -> str:
        """写这段时 213，现在 209: what the words around a figure may no longer suit."""
        said = [
            f"{self.box.values.name(key)} 写这段时{old}，现在{self.box.values.shown(key)}"
            for key, old in self._was.items()
        ]
        return f"{'；'.join(said)}。" if said else ""


def _line(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
