"""How a day is painted: its number, then its activities, the state of each by colour and word."""

from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from liushou_desk.services.activities import ActivityRow, ActivityState
from liushou_desk.ui.calendar.month import DAY_ROLE, DayCell
from liushou_desk.ui.look import Tone

STATE_TONES = {
    ActivityState.PLANNED: Tone.OWED,
    ActivityState.HELD: Tone.GOOD,
    ActivityState.NOT_RECORDED: Tone.BAD,
    ActivityState.CALLED_OFF: Tone.QUIET,
}
_EDGE = 4
_CLOSING = "”’》）」，。、；：！？"
_FAINT = 16
"""Opacity of 255 that shades a holiday without hiding a word."""


class _Option(Protocol):
    """What PySide6's stubs leave out of `QStyleOptionViewItem`."""

    rect: QRect
    state: QStyle.StateFlag
    palette: QPalette
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815 - Qt's name


class DayPainter(QStyledItemDelegate):
    """Takes a `DayCell` of the model; what has no room is counted in the last line."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell: DayCell = index.data(DAY_ROLE)
        known = cast("_Option", option)
        rect = known.rect
        painter.save()
        painter.setFont(known.font)
        _paint_ground(painter, rect, cell, known.palette)
        if known.state & QStyle.StateFlag.State_Selected:
            _paint_choice(painter, rect, known.palette, known.state)
        inner = rect.adjusted(_EDGE, 2, -_EDGE, -2)
        room = _paint_number(painter, inner, cell, known.palette)
        below = inner.adjusted(0, known.fontMetrics.height() + 1, 0, 0)
        if len(cell.activities) == 1:
            _paint_one(painter, room, below, cell)
        else:
            _paint_sign(painter, room, cell)
            _paint_several(painter, below, cell.activities)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, cell: DayCell, palette: QPalette) -> None:
    role = QPalette.ColorRole.Base if cell.in_month else QPalette.ColorRole.Window
    painter.fillRect(rect, palette.color(role))
    if cell.is_holiday and cell.in_month:
        painter.fillRect(rect, _faint(Tone.OWED.colour))


def _paint_choice(
    painter: QPainter, rect: QRect, palette: QPalette, state: QStyle.StateFlag
) -> None:
    """A frame, wider while the keyboard is here; the words keep their colours."""
    colour = palette.color(QPalette.ColorRole.Highlight)
    painter.fillRect(rect, _faint(colour))
    width = 2 if state & QStyle.StateFlag.State_HasFocus else 1
    painter.setPen(QPen(colour, width))
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_number(painter: QPainter, rect: QRect, cell: DayCell, palette: QPalette) -> QRect:
    """The day's number, white on dark today; returns the room left in its line."""
    number, metrics = cell.number or str(cell.day.day), painter.fontMetrics()
    width = metrics.horizontalAdvance(number) + (2 * _EDGE if cell.is_today else 0)
    place = QRect(rect.left(), rect.top(), width, metrics.height())
    if cell.is_today:
        painter.fillRect(place, palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    else:
        painter.setPen((Tone.PLAIN if cell.in_month else Tone.QUIET).colour)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
    return place.adjusted(width + _EDGE, 0, rect.width() - width, 0)


def _paint_sign(painter: QPainter, room: QRect, cell: DayCell) -> None:
    """Of 今天, 假期 and the festival or lunar date as many as have room beside the number.

    Of a single long one, 交通安全日, the beginning is better than nothing.
    """
    signs, metrics = list(cell.signs), painter.fontMetrics()
    while len(signs) > 1 and metrics.horizontalAdvance(" ".join(signs)) > room.width():
        signs.pop()
    said = metrics.elidedText(" ".join(signs), Qt.TextElideMode.ElideRight, room.width())
    painter.setPen((Tone.PLAIN if cell.is_today else Tone.QUIET).colour)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, said if len(said) > 1 else "")


def _paint_one(painter: QPainter, room: QRect, below: QRect, cell: DayCell) -> None:
    """The only activity has all lines; its state stands beside the number if that has room."""
    activity, metrics = cell.activities[0], painter.fontMetrics()
    word = activity.state.label
    width = metrics.horizontalAdvance(word)
    painter.setPen(STATE_TONES[activity.state].colour)
    if width <= room.width() + _EDGE:
        right = Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip
        painter.drawText(room, right, word)
        _paint_sign(painter, room.adjusted(0, 0, -width - _EDGE, 0), cell)
    else:
        _paint_lines(painter, below, [word])
        below = below.adjusted(0, metrics.height(), 0, 0)
    painter.setPen(Tone.PLAIN.colour)
    lines = below.height() // metrics.height()
    if lines > 0:
        _paint_lines(painter, below, wrapped(activity.title, metrics, below.width(), lines))


def _paint_several(painter: QPainter, rect: QRect, activities: tuple[ActivityRow, ...]) -> None:
    """A line each; those without room are counted."""
    height = painter.fontMetrics().height()
    room = max(1, rect.height() // height)
    shown = activities if len(activities) <= room else activities[: room - 1]
    for number, activity in enumerate(shown):
        _paint_told(painter, rect.translated(0, height * number), activity)
    if len(shown) < len(activities):
        left = len(activities) - len(shown)
        painter.setPen(Tone.QUIET.colour)
        more = f"还有{left}个" if shown else f"{left}个活动"
        _paint_lines(painter, rect.translated(0, height * len(shown)), [more])


def _paint_told(painter: QPainter, place: QRect, activity: ActivityRow) -> None:
    """An activity in one line, the word of its state in front."""
    metrics, word = painter.fontMetrics(), activity.state.label
    painter.setPen(STATE_TONES[activity.state].colour)
    _paint_lines(painter, place, [word])
    beside = place.adjusted(metrics.horizontalAdvance(word) + _EDGE, 0, 0, 0)
    painter.setPen(Tone.PLAIN.colour)
    _paint_lines(painter, beside, wrapped(activity.title, metrics, beside.width(), 1))


def _paint_lines(painter: QPainter, place: QRect, lines: list[str]) -> None:
    metrics = painter.fontMetrics()
    for number, line in enumerate(lines):
        base = place.top() + metrics.height() * number + metrics.ascent()
        painter.drawText(place.left(), base, line)


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """A text in at most so many lines; Chinese may be broken anywhere, the last line is cut."""
    lines: list[str] = []
    while len(lines) < most - 1 and metrics.horizontalAdvance(text) > width:
        taken = max(1, _fitting(text, metrics, width))
        lines.append(text[:taken])
        text = text[taken:].lstrip()
    return [*lines, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]


def _fitting(text: str, metrics: QFontMetrics, width: int) -> int:
    """How many signs fit; the next line does not begin with a closing sign."""
    used = 0
    for number, sign in enumerate(text):
        used += metrics.horizontalAdvance(sign)
        if used > width:
            return number - 1 if sign in _CLOSING else number
    return len(text)


def _faint(colour: QColor) -> QColor:
    colour = QColor(colour)
    colour.setAlpha(_FAINT)
    return colour
