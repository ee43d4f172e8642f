"""The lines of the board as one list: headings between them, arrows and Enter for the keyboard."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from liushou_desk.services.today import BoardLine
from liushou_desk.ui.look import Tone

LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Section:
    """Lines of one kind; one without lines is not shown."""

    title: str
    lines: tuple[BoardLine, ...]


class LineList(QListWidget):
    """Board lines under their headings."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMinimumWidth(240)
        self.setAccessibleName("提醒")
        self.itemActivated.connect(self._open)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Where the line leads, and its words for somewhere else."""
        item = self.currentItem()
        if self.currentRow() < 0 or item.data(LINE_ROLE) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("去处理\t回车", lambda: self._open(item))
        menu.addAction("复制", lambda: QGuiApplication.clipboard().setText(_words(item)))
        menu.popup(event.globalPos())

    def show_sections(self, sections: Iterable[Section]) -> None:
        """Show other lines."""
        self.clear()
        for section in sections:
            if section.lines:
                self._add_heading(section.title)
            for line in section.lines:
                self._add_line(line)

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        item.setForeground(QBrush(Tone.QUIET.colour))
        self.addItem(item)

    def _add_line(self, line: BoardLine) -> None:
        item = QListWidgetItem(f"　{line.text}" + (f"\n　　{line.detail}" if line.detail else ""))
        item.setData(LINE_ROLE, line)
        if line.pressing:
            item.setForeground(QBrush(Tone.BAD.colour))
        self.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        line = item.data(LINE_ROLE)
        if line is not None:
            self.opened.emit(line)


def _words(item: QListWidgetItem) -> str:
    return "，".join(part.strip() for part in item.text().split("\n"))
