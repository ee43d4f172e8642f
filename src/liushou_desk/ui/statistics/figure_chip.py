"""A figure in a text being edited: one sign that shows its number and keeps what was written.

A document holds a chip as an object sign with a format; the text that is stored holds it as
`{times.家访}`. Whatever else stands in braces stays the clerk's own words.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from liushou_desk.domain.template import split
from liushou_desk.services.summary.values import Values
from liushou_desk.ui.look import Tone

KIND = QTextFormat.ObjectTypes.UserObject.value + 1
_WRITTEN = QTextFormat.Property.UserProperty.value + 1
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
GONE = "没有数字"
"""What a chip shows whose figure has no number any more."""
_AROUND = 3.0
_FOUND, _LOST = QColor("#dcebf6"), QColor("#fdecea")


class ChipPainter(QPyTextObject):
    """Draws every chip of a document with the number its figure has now; Qt shades a selection."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.values = Values({}, {})

    def text(self, written: str) -> str:
        """What stands on a chip."""
        return self.values.shown(written.strip()) or GONE

    def intrinsicSize(
        self,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's name
        format: QTextFormat,
    ) -> QSizeF:
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(self.text(_written(format))) + 2 * _AROUND
        return QSizeF(width, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - Qt's name
        format: QTextFormat,
    ) -> None:
        written = _written(format)
        is_found = self.values.shown(written.strip()) is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FOUND if is_found else _LOST)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0, -0.5, 0), _AROUND, _AROUND)
        painter.setPen((Tone.PLAIN if is_found else Tone.BAD).colour)
        painter.setFont(doc.defaultFont())
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self.text(written))
        painter.restore()


def put(cursor: QTextCursor, text: str, values: Values) -> None:
    """Write a stored text where a cursor stands, over its selection; one step of undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for words, written in split(text):
        cursor.insertText(words, QTextCharFormat())
        if written is not None and values.name(written.strip()) is not None:
            cursor.insertText(OBJECT, _format(written))
        elif written is not None:
            cursor.insertText(f"{{{written}}}", QTextCharFormat())
    cursor.endEditBlock()


def settle(document: QTextDocument, values: Values) -> None:
    """Make chips of the figures that were typed with their braces, as a step of its own.

    What undo brings back is left alone: a step of ours would take the way forward again.
    """
    if document.isRedoAvailable():
        return
    plain = "\n".join(block.text() for block in _blocks(document))
    typed = in_braces(plain)
    found = [(at, written) for at, written in typed if values.name(written.strip()) is not None]
    if not found:
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, written in reversed(found):
        cursor.setPosition(start)
        cursor.setPosition(start + units(written) + 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(OBJECT, _format(written))
    cursor.endEditBlock()


def read(document: QTextDocument, chip: Callable[[str], str] = lambda w: f"{{{w}}}") -> str:
    """The text of a document with something for each chip, by default as it is stored."""
    return "\n".join(
        "".join(words if chips is None else chip(chips) for words, chips in _pieces(block))
        for block in _blocks(document)
    )


def chip_at(document: QTextDocument, position: int) -> str | None:
    """What was written of the chip behind a position, None where there is none."""
    if not 0 <= position < document.characterCount() - 1:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat()
    return _written(form) if form.objectType() == KIND else None


def chips(document: QTextDocument) -> list[str]:
    """What was written of every chip, in order."""
    pieces = (piece for block in _blocks(document) for piece in _pieces(block))
    return [written for _, written in pieces if written is not None]


def _pieces(block: QTextBlock) -> Iterator[tuple[str, str | None]]:
    """The words and chips of a line; chips that look alike lie in one fragment."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        is_chip = fragment.charFormat().objectType() == KIND
        for words in fragment.text() if is_chip else [fragment.text()]:
            yield words, _written(fragment.charFormat()) if is_chip else None
        at += 1


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def in_braces(plain: str) -> Iterator[tuple[int, str]]:
    """Where braces stand, and what is in them."""
    at = 0
    for words, inside in split(plain):
        at += units(words)
        if inside is not None:
            yield at, inside
            at += units(inside) + 2


def units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _format(written: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setObjectType(KIND)
    form.setProperty(_WRITTEN, written)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def _written(form: QTextFormat) -> str:
    return str(form.property(_WRITTEN) or "")
