"""A widget that scrolls where its window is too small for it, and is as without it elsewhere."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

_ENDLESS = 10_000
"""So wide that nothing wraps."""


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in an area without a frame that takes no key of its own."""
    return _dressed(QScrollArea(widgetResizable=True), widget)


def scrolled_page(page: QWidget) -> QScrollArea:
    """The same for a page whose lists and texts may become small before it scrolls.

    With a wrapped line on it, Qt's own area asks for the height a page would like to have and
    scrolls although it has room.
    """
    return _dressed(_PageArea(), page)


def _dressed(area: QScrollArea, widget: QWidget) -> QScrollArea:
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


class _PageArea(QScrollArea):
    """Gives its page all the room there is, and never less than what the page needs."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page, room = self.widget(), self.maximumViewportSize()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        least = page.minimumSizeHint()
        if least.width() > room.width():
            room.setHeight(room.height() - bar)
        if _needed(page, room.width()) > room.height():
            room.setWidth(room.width() - bar)
        width = max(room.width(), least.width())
        page.resize(QSize(width, max(room.height(), _needed(page, width))))


def _needed(page: QWidget, width: int) -> int:
    """The least height at a width: what wraps there is counted with all its lines."""
    wrapped = page.heightForWidth(width) - page.heightForWidth(_ENDLESS)
    return page.minimumSizeHint().height() + max(wrapped, 0)
