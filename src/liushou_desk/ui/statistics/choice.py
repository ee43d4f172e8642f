"""Which paper is written and in which draft: a list of papers, and a menu of the drafts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from liushou_desk.services.summary.drafts import FIRST, PaperRow
from liushou_desk.services.summary.paper import Paper
from liushou_desk.ui.look import spaced


def on_press(do: Callable[[], object]) -> Callable[[], None]:
    """A slot that takes nothing of what Qt tells with a press."""

    def pressed() -> None:
        do()

    return pressed


class PaperChoice(QWidget):
    """Says what was chosen; knows nothing of the office file."""

    chosen = Signal(object)
    """Another `Paper`."""
    copied = Signal()
    renamed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper("")
        self.papers = QComboBox()
        self.papers.setAccessibleName("文稿")
        self.papers.setToolTip("写哪一份：学期、学年、半年、假期、班级总结，或工作计划")
        self.papers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.papers.setMaximumWidth(220)
        self.drafts = QToolButton()
        self.drafts.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.drafts.setToolTip("同一份文稿的几份草稿：换一份、另存、改名、删除")
        self.menu = QMenu(self.drafts)
        self.drafts.setMenu(self.menu)
        row = QHBoxLayout(self)
        spaced(row)
        row.addWidget(self.papers)
        row.addWidget(self.drafts)
        self.papers.activated.connect(self._choose)

    def show_papers(self, rows: Sequence[PaperRow], paper: Paper, drafts: Sequence[str]) -> None:
        """What may be written of the term, and the drafts of the paper that is."""
        self.paper, self._rows = paper, tuple(rows)
        with QSignalBlocker(self.papers):
            self.papers.clear()
            self.papers.addItems([row.label for row in rows])
            of = [(row.paper.kind, row.paper.class_id) for row in rows]
            here = (paper.kind, paper.class_id)
            self.papers.setCurrentIndex(of.index(here) if here in of else -1)
        self.drafts.setText(f"{paper.name or FIRST}")
        self._fill(drafts)

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._rows[index].paper)

    def _fill(self, drafts: Sequence[str]) -> None:
        self.menu.clear()
        group = QActionGroup(self.menu)
        for name in drafts:
            action = self.menu.addAction(name or FIRST)
            action.setCheckable(True)
            action.setChecked(name == self.paper.name)
            action.triggered.connect(partial(self._choose_draft, name))
            group.addAction(action)
        self.menu.addSeparator()
        told: tuple[tuple[str, Callable[[], object]], ...] = (
            ("另存一份草稿……", self.copied.emit),
            ("改名……", self.renamed.emit),
            ("删除这一份", self.removed.emit),
        )
        for label, do in told:
            self.menu.addAction(label).triggered.connect(on_press(do))
        self.menu.actions()[-1].setEnabled(len(drafts) > 1)

    def _choose_draft(self, name: str) -> None:
        paper = self.paper
        self.chosen.emit(Paper(paper.term, paper.kind, paper.class_id, name))
