"""The pages of a PDF as wide as the room there is; only those in sight are drawn."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from liushou_desk.services.papers.pages import PageImage, page_image
from liushou_desk.ui.look import GAP
from liushou_desk.ui.printing import image_of
from liushou_desk.ui.tasks import Tasks

A4 = 297 / 210
WIDEST = 1000
DRAW_AFTER = 40
"""Milliseconds after scrolling or resizing before pages are drawn sharply."""


class Sheet(QWidget):
    """One page: its last picture, stretched to the present width until a sharp one comes."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.wanted: tuple[int, int] | None = None
        """Edition and width that were asked for last."""

    def fit(self, width: int) -> None:
        """Take a width; the height follows from the page."""
        ratio = self.image.height() / self.image.width() if self.image else A4
        self.setFixedSize(QSize(width, round(width * ratio)))

    def show_image(self, image: QImage) -> None:
        """Take a new picture."""
        self.image = image
        self.fit(self.width())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(QColor("#cfd6de"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """Shows another edition of the same paper without losing the place."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.tasks = tasks
        self.sheets: list[Sheet] = []
        self._pdf = b""
        self._edition = 0
        self._place = 0.0
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=DRAW_AFTER)
        self._timer.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(lambda: self._timer.start())

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面")
        column = QWidget()
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(GAP, 0, GAP, GAP)
        self._column.setSpacing(GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(column)

    def show_pdf(self, pdf: bytes, count: int) -> None:
        """Show a new edition; pages that went are taken away at the end."""
        self._pdf = pdf
        self._edition += 1
        while len(self.sheets) > count:
            sheet = self.sheets.pop()
            self._column.removeWidget(sheet)
            sheet.deleteLater()
        while len(self.sheets) < count:
            sheet = Sheet()
            sheet.fit(self._sheet_width())
            self.sheets.append(sheet)
            self._column.addWidget(sheet)
        self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        for sheet in self.sheets:
            sheet.fit(self._sheet_width())
        self._column.activate()
        bar.setValue(round(place * bar.maximum()))
        self._timer.start()

    def _sheet_width(self) -> int:
        return max(120, min(WIDEST, self.viewport().width() - 2 * GAP))

    def _draw(self) -> None:
        """Ask for every page in sight that is not there in this edition and width."""
        width = round(self._sheet_width() * self.devicePixelRatioF())
        for number, sheet in enumerate(self.sheets, start=1):
            if sheet.wanted != (self._edition, width) and not sheet.visibleRegion().isEmpty():
                sheet.wanted = (self._edition, width)
                pdf, done = self._pdf, partial(self._take, number)
                self.tasks.run(
                    self,
                    lambda _, pdf=pdf, number=number: page_image(pdf, number, width),
                    done,
                    replaces=f"page{number}",
                )

    def _take(self, number: int, page: PageImage) -> None:
        if number <= len(self.sheets):
            self.sheets[number - 1].show_image(image_of(page))
