"""A chart on the screen: the drawing papers have, its numbers pressed or reached by the keys."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from liushou_desk.domain.charts import Chart, Drawing, Shape, drawn
from liushou_desk.domain.charts.chart import Point
from liushou_desk.domain.charts.drawing import Anchor, Box, Dot, Grey, Line, Spot, Words
from liushou_desk.domain.layout import MM
from liushou_desk.ui.look import GAP

TYPE = 9.0
"""Points of a chart's type, which is shown as large as the window's own."""
_LEAST_WIDTH = 60.0
_FOCUS = QColor("#1f5f8b")


class ChartView(QWidget):
    """Arrows go from number to number, Enter or a press opens its rows."""

    opened = Signal(object)
    """The point whose rows are asked for."""
    moved = Signal(QRect)
    """Where the cursor went."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.drawing = Drawing(0, 0, (), ())
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), Qt.GlobalColor.white)
        self.setPalette(palette)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; the cursor stays where it was in the same one, read anew."""
        is_same = self.chart is not None and self.chart.key == chart.key
        self.chart = chart
        self.setAccessibleName(chart.title)
        self._lay_out()
        self._go(min(self.place, len(self.drawing.spots) - 1) if is_same else 0, tell=False)

    @property
    def scale(self) -> float:
        """Pixels in a millimetre."""
        return self.fontInfo().pixelSize() / (TYPE / MM)

    def point(self, spot: Spot) -> Point:
        """The number at a place."""
        assert self.chart is not None
        return self.chart.series[spot.series].points[spot.at]

    def said(self, spot: Spot) -> str:
        """双亲留守（人），2026年秋 25."""
        assert self.chart is not None
        series = self.chart.series[spot.series]
        return f"{series.title}，{self.chart.said(series, spot.at)}"

    def minimumSizeHint(self) -> QSize:
        """As wide as its labels need, as high as it has panels or names."""
        if self.chart is None:
            return QSize()
        width = max(_LEAST_WIDTH, (self.width() - 2 * GAP) / self.scale)
        least = drawn(self.chart, width)
        narrow = drawn(self.chart, _LEAST_WIDTH)
        return QSize(
            int(narrow.width * self.scale) + 2 * GAP + 1,
            int(least.height * self.scale) + 2 * GAP + 1,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self.chart is not None:
            width, height = self.width() - 2 * GAP, self.height() - 2 * GAP
            wide = max(_LEAST_WIDTH, width / self.scale)
            self.drawing = drawn(self.chart, wide, height / self.scale)
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(GAP, GAP)
        for item in self.drawing.items:
            self._paint(painter, item)
        if self.hasFocus() and self.drawing.spots:
            painter.setPen(QPen(_FOCUS, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._area(self.drawing.spots[self.place]), 3, 3)

    def _paint(self, painter: QPainter, item: Line | Box | Dot | Words) -> None:
        scale = self.scale
        match item:
            case Line():
                pen = QPen(_colour(item.grey), max(1.0, item.width * scale))
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if item.dashes:
                    pen.setDashPattern([part * scale / pen.widthF() for part in item.dashes])
                painter.setPen(pen)
                painter.drawLine(
                    QPointF(item.x, item.y) * scale, QPointF(item.to_x, item.to_y) * scale
                )
            case Box():
                edge = QPen(_colour(Grey.BLACK), 1) if item.has_edge else Qt.PenStyle.NoPen
                painter.setPen(edge)
                painter.setBrush(_colour(item.fill))
                sides = (item.x, item.y, item.width, item.height)
                painter.drawRect(QRectF(*(side * scale for side in sides)))
            case Dot():
                painter.setPen(QPen(_colour(Grey.BLACK), 1.3))
                painter.setBrush(_colour(item.fill))
                radius = item.radius * scale
                painter.drawEllipse(QPointF(item.x, item.y) * scale, radius, radius)
            case Words():
                self._write(painter, item)

    def _write(self, painter: QPainter, words: Words) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(words.size / MM * self.scale)))
        painter.setFont(font)
        painter.setPen(_colour(words.grey))
        width = painter.fontMetrics().horizontalAdvance(words.text)
        left = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[words.anchor] * width
        painter.drawText(QPointF(words.x * self.scale - left, words.y * self.scale), words.text)

    def _area(self, spot: Spot) -> QRectF:
        sides = (spot.x, spot.y, spot.width, spot.height)
        return QRectF(*(side * self.scale for side in sides))

    def _at(self, place: QPointF) -> int | None:
        x, y = (place.x() - GAP) / self.scale, (place.y() - GAP) / self.scale
        found = (at for at, spot in enumerate(self.drawing.spots) if spot.holds(x, y))
        return next(found, None)

    def _go(self, place: int, *, tell: bool = True) -> None:
        if not self.drawing.spots:
            return
        self.place = max(0, min(place, len(self.drawing.spots) - 1))
        spot = self.drawing.spots[self.place]
        self.setAccessibleDescription(self.said(spot))
        self.update()
        if tell:
            self.moved.emit(self._area(spot).toRect())

    def _open(self) -> None:
        if self.drawing.spots:
            point = self.point(self.drawing.spots[self.place])
            if point.key:
                self.opened.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), len(self.drawing.spots)
        is_lying = self.chart is not None and self.chart.shape is Shape.LYING
        row = 1 if self.chart is None or is_lying else len(self.chart.labels)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -row,
            Qt.Key.Key_Down: row,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        if key in steps:
            self._go(self.place + steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(at)
            self._open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        is_link = at is not None and self.point(self.drawing.spots[at]).key
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            if at is not None:
                spot = self.drawing.spots[at]
                more = "，按下看它的每一行" if self.point(spot).key else ""
                QToolTip.showText(event.globalPos(), self.said(spot) + more, self)
                return True
        return super().event(event)


def _colour(grey: Grey) -> QColor:
    return QColor(grey.value, grey.value, grey.value)
