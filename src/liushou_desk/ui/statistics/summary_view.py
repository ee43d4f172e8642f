"""The widgets of the summary's side and their places; what they do is in `summary`."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.words import SummaryState
from liushou_desk.services.summary.editing import SummaryText
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.papers.pages_view import PagesView
from liushou_desk.ui.statistics.choice import PaperChoice, on_press
from liushou_desk.ui.statistics.notice import EmptyPage, Notice
from liushou_desk.ui.statistics.outline import Outline
from liushou_desk.ui.statistics.paragraph import ParagraphEditor


class CommandRow(QWidget):
    """How far the summary has come, and what may be done with it now."""

    def __init__(self) -> None:
        super().__init__()
        self.state = QLabel()
        self.state.setProperty("role", "title")
        self.unsaved = QLabel()
        self.unsaved.setProperty("role", "quiet")
        self.save = QPushButton("保存 (Ctrl+S)")
        self.review = QPushButton("送审")
        self.issue = QPushButton("定稿……")
        self.reopen = QPushButton("重新起草……")
        self.export = QPushButton("导出……")
        self.export.setToolTip("写出Word和PDF")
        self.print = QPushButton("打印……")
        self.choice = PaperChoice()
        self.more = QToolButton()
        self.more.setText("更多(&M)")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        row = QHBoxLayout(self)
        spaced(row)
        row.addWidget(self.choice)
        row.addWidget(self.state)
        row.addWidget(self.unsaved, 1)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self.more)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """From left to right."""
        return self.save, self.review, self.issue, self.reopen, self.export, self.print

    def connect_buttons(self, does: Sequence[Callable[[], object]]) -> None:
        """What each of `buttons` does."""
        for button, do in zip(self.buttons, does, strict=True):
            button.clicked.connect(on_press(do))

    def tell(self, summary: SummaryText, unsaved: int, *, is_open: bool) -> None:
        """How far the paper has come, how long it is, and how much of it is not saved."""
        version = f" 第{summary.version}稿" if summary.version and not is_open else ""
        before = f"（第{summary.version}稿定稿以后）" if summary.version and is_open else ""
        self.state.setText(f"{summary.state.label}{version}{before}")
        told = [f"{unsaved}段未保存，已暂存"] if unsaved else []
        self.unsaved.setText("；".join(told + _length_told(summary) * is_open))
        self.save.setEnabled(bool(unsaved))
        self.review.setEnabled(bool(unsaved) or summary.state is SummaryState.DRAFT)

    def show_open(self, is_open: bool) -> None:
        """An issued summary is taken up again before anything else."""
        for button in (self.save, self.review, self.issue):
            button.setVisible(is_open)
        self.reopen.setVisible(not is_open)


class SummaryView(QWidget):
    """Paragraphs and editor on the left, pages on the right; either side may be folded away."""

    def __init__(self, desk: Desk, offers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.commands = CommandRow()
        self.drifted = Notice("查看变动……", offers["drift"])
        self.written = Notice("打开文件夹", offers["folder"])
        self.restored = Notice("知道了", lambda: self.restored.tell(""))
        self.outline = Outline()
        self.editor = ParagraphEditor()
        self.pages = PagesView(desk.tasks)
        self.stale = QLabel(wordWrap=True)
        self.stale.setProperty("role", "problem")
        self.stale.setVisible(False)
        self.empty = EmptyPage(desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._build_full())
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.stack)

    def show_empty(self, sentence: str) -> None:
        """Nothing to edit, and why."""
        self.empty.tell(sentence)
        self.stack.setCurrentIndex(0)

    def hush(self) -> None:
        """What was said of files and restored words is no longer so."""
        self.restored.tell("")
        self.written.tell("")

    def show_full(self) -> None:
        """The summary itself."""
        self.stack.setCurrentIndex(1)

    def _build_full(self) -> QWidget:
        self.writing = QSplitter(Qt.Orientation.Vertical)
        self.writing.addWidget(self.outline)
        self.writing.addWidget(self.editor)
        self.writing.setSizes([300, 300])
        self.writing.setChildrenCollapsible(False)
        self.outline.setMinimumHeight(60)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(self.writing)
        self.halves.addWidget(self._build_paper())
        self.halves.setSizes([600, 600])
        self.halves.setHandleWidth(GAP)
        full = QWidget()
        layout = QVBoxLayout(full)
        spaced(layout)
        layout.addWidget(self.commands)
        for notice in (self.drifted, self.written, self.restored):
            layout.addWidget(notice)
        layout.addWidget(self.halves, 1)
        return full

    def _build_paper(self) -> QWidget:
        paper = QWidget()
        column = QVBoxLayout(paper)
        spaced(column)
        column.addWidget(self.stale)
        column.addWidget(self.pages, 1)
        return paper


def _length_told(summary: SummaryText) -> list[str]:
    """字数, while it is too few or too many."""
    if summary.length > summary.most:
        return [f"现有{summary.length}字，多于{summary.most}字"]
    few = summary.length < summary.least
    return [f"现有{summary.length}字，少于{summary.least}字"] if few else []
