"""The summary's headings and paragraphs, one line each, with how each paragraph stands."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from liushou_desk.services.summary.sections import ParagraphText, SectionText
from liushou_desk.ui.look import Tone

Standing = tuple[str, Tone]
"""A word and its colour."""
_KEY = Qt.ItemDataRole.UserRole
INDENT = "　"
"""All lines stand on one level: a heading that cannot be chosen would lock what is below it."""
TIP = 200
"""Characters of a paragraph shown as a tip."""


def standing_of(paragraph: ParagraphText, *, is_typed: bool, is_bad: bool) -> Standing:
    """How a paragraph stands, in a word."""
    if is_bad:
        return "要改正", Tone.BAD
    if is_typed:
        return "未保存", Tone.OWED
    if paragraph.is_offered:
        return "建议", Tone.QUIET
    if not paragraph.template:
        return "不写", Tone.QUIET
    return ("自写", Tone.GOOD) if paragraph.is_own else ("", Tone.PLAIN)


class Outline(QTreeWidget):
    """Headings cannot be chosen, so that the arrow keys go from paragraph to paragraph."""

    chosen = Signal(str)
    ticked = Signal(str, bool)
    """A proposal was taken, or is no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName("段落")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._tick)

    def show_sections(
        self, sections: Sequence[SectionText], standing: Callable[[ParagraphText], Standing]
    ) -> None:
        """Show a new reading; the paragraph that was chosen stays so if it is still there."""
        here = self.key
        with QSignalBlocker(self):
            self.clear()
            self.items = {}
            for section in sections:
                self._add_section(section, standing)
            if self.items:
                self.setCurrentItem(self.items.get(here) or next(iter(self.items.values())))

    @property
    def key(self) -> str:
        """The paragraph that is chosen, empty where there is none."""
        item = self.currentItem()
        return str(item.data(0, _KEY) or "") if item else ""

    def select(self, key: str) -> None:
        """Choose a paragraph and bring it into sight."""
        if key in self.items:
            self.setCurrentItem(self.items[key])

    def mark(self, key: str, text: str, standing: Standing) -> None:
        """Say anew how one paragraph stands."""
        if key in self.items:
            with QSignalBlocker(self):
                _fill(self.items[key], text, standing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())

    def _add_section(
        self, section: SectionText, standing: Callable[[ParagraphText], Standing]
    ) -> None:
        heading = QTreeWidgetItem([section.heading or "开头"])
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setForeground(0, Tone.QUIET.colour)
        font = self.font()
        font.setBold(section.level == 1)
        heading.setFont(0, font)
        self.addTopLevelItem(heading)
        heading.setFirstColumnSpanned(True)
        for paragraph in section.paragraphs:
            item = QTreeWidgetItem()
            item.setData(0, _KEY, paragraph.key)
            if paragraph.is_proposal:
                on = Qt.CheckState.Unchecked if paragraph.is_offered else Qt.CheckState.Checked
                item.setCheckState(0, on)
            _fill(item, paragraph.text, standing(paragraph))
            self.addTopLevelItem(item)
            self.items[paragraph.key] = item

    def _tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            is_on = item.checkState(0) is Qt.CheckState.Checked
            self.ticked.emit(str(item.data(0, _KEY) or ""), is_on)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(0, _KEY) or ""))


def _fill(item: QTreeWidgetItem, text: str, standing: Standing) -> None:
    word, tone = standing
    indent = "" if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None else INDENT
    item.setText(0, indent + (text.replace("\n", " ") or "（不写）"))
    item.setToolTip(0, text[:TIP])
    item.setText(1, word)
    item.setForeground(1, tone.colour)
