"""The box a paragraph is written in: its figures stand there as their numbers.

A chip is put in and taken out whole; within the program it is copied as a figure, elsewhere as the
number that would be printed.
"""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from liushou_desk.services.summary.values import Values
from liushou_desk.ui.look import Tone
from liushou_desk.ui.statistics import figure_chip as chip

FIGURES = "application/x-liushou-figures"
"""A copied text as it is stored, for pasting within the program."""


class _Braces(QSyntaxHighlighter):
    """Marks what stands in braces and is no figure."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        self._format.setForeground(Tone.BAD.colour)

    def highlightBlock(self, text: str) -> None:
        for at, inside in chip.in_braces(text):
            self.setFormat(at, chip.units(inside) + 2, self._format)


class FigureBox(QTextEdit):
    """Ctrl+Z takes back typing; with no typing left to take back, it is the window's key."""

    figure_changed = Signal()
    """The cursor came to a figure or left it."""
    figure_opened = Signal(str)
    """A figure was pressed, or Ctrl+Enter at it: its key."""

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True, acceptRichText=False)
        self._painter = chip.ChipPainter(self)
        self.document().documentLayout().registerHandler(chip.KIND, self._painter)
        self._braces = _Braces(self.document())
        self.textChanged.connect(lambda: chip.settle(self.document(), self.values))
        self.cursorPositionChanged.connect(self.figure_changed)

    @property
    def values(self) -> Values:
        """The numbers and names of the figures."""
        return self._painter.values

    def show_values(self, values: Values) -> None:
        """Show these numbers from now on; the text stays as it is."""
        self._painter.values = values
        self.document().markContentsDirty(0, self.document().characterCount())

    def text(self) -> str:
        """What is written, as it is stored."""
        return chip.read(self.document())

    def put_text(self, text: str) -> None:
        """Begin with a stored text, with nothing to take back."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        chip.put(cursor, text, self.values)
        document.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def insert_text(self, text: str) -> None:
        """Put a text as it is stored where the cursor is."""
        cursor = self.textCursor()
        chip.put(cursor, text, self.values)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())
        self.ensureCursorVisible()

    def figure_at_cursor(self) -> str | None:
        """The key of the figure the cursor is at, the one behind it before the one in front."""
        here = self.textCursor().selectionStart()
        for place in (here, here - 1):
            written = chip.chip_at(self.document(), place)
            if written is not None:
                return written.strip()
        return None

    def figures(self) -> list[str]:
        """The keys of all figures in order, each once."""
        return list(dict.fromkeys(written.strip() for written in chip.chips(self.document())))

    def said(self, key: str) -> str:
        """A figure by its name with the number it has now."""
        return f"{self.values.name(key)} {self._painter.text(key)}"

    def figure_under(self, point: QPoint) -> str | None:
        """The key of the figure at a point of the viewport."""
        cursor = self.cursorForPosition(point)
        place = cursor.position()
        behind = place if point.x() >= self.cursorRect(cursor).left() else place - 1
        written = chip.chip_at(self.document(), behind)
        return None if written is None else written.strip()

    def createMimeDataFromSelection(self) -> QMimeData:
        part = QTextDocument()
        QTextCursor(part).insertFragment(self.textCursor().selection())
        data = super().createMimeDataFromSelection()  # one of Qt's own: it may outlive Python
        data.text()  # has Qt fill it in, which it would do later over what we put there
        data.clear()
        data.setText(chip.read(part, self._painter.text))
        data.setData(FIGURES, QByteArray(chip.read(part).encode()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(FIGURES):
            text = bytes(source.data(FIGURES).data()).decode()
        else:
            text = source.text()
        self.insert_text(text.replace("\u2028", "\n"))

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        key = self.figure_under(e.position().toPoint())
        if key is not None and not self.textCursor().hasSelection():
            self.figure_opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            key = self.figure_at_cursor()
            if key is not None:
                self.figure_opened.emit(key)
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.insert_text("\n")  # a line break of the text, not one of Qt's own
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            key = self.figure_under(event.pos())
            if key is not None:
                meant = self.values.meaning(key)
                QToolTip.showText(event.globalPos(), f"{self.said(key)}\n{meant}".strip(), self)
                return True
        return super().viewportEvent(event)

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
