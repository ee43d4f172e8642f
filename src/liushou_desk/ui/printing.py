"""Printing a PDF on the office's printer: what is printed is what the file shows."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from liushou_desk.errors import FileTrouble
from liushou_desk.services.papers.pages import PageImage, page_count, page_image
from liushou_desk.ui.desk import Desk

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

DOTS_ACROSS = 2400
"""Pixels across a page: about 290 per inch on A4."""


def print_pdf(
    desk: Desk,
    title: str,
    pdf: bytes,
    *,
    note: "Callable[[OfficeFile], None]" = lambda _: None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Ask for a printer and print; nothing happens where the clerk thinks better of it.

    What was printed is noted on the worker, and said in the status bar or where `say` says it.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if not choose_printer(printer, desk):
        return

    def work(office: "OfficeFile") -> int:
        pages = draw(printer, pdf)
        note(office)
        return pages

    tell = say or desk.say
    desk.tasks.run(desk.window, work, lambda pages: tell(f"已送去打印：{title}，共{pages}页。"))


def choose_printer(printer: QPrinter, desk: Desk) -> bool:
    """The system's own print dialog."""
    over = QApplication.activeModalWidget() or desk.window
    return QPrintDialog(printer, over).exec() == QPrintDialog.DialogCode.Accepted


def draw(printer: QPrinter, pdf: bytes) -> int:
    """Put the pages onto paper of their own direction; returns how many. Raises `FileTrouble`."""
    painter = QPainter()
    numbers = _wanted(printer, page_count(pdf))
    for number in numbers:
        image = image_of(page_image(pdf, number, DOTS_ACROSS))
        _turn(printer, image)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise FileTrouble(
                "打印机没有接受，没有打印，数据没有改动。",
                "请看打印机是否开着、有没有纸，再试一次；也可以先导出PDF。",
            )
        sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        corner = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        painter.drawImage(sheet.translated(-corner), image)
    painter.end()
    return len(numbers)


def _wanted(printer: QPrinter, count: int) -> Sequence[int]:
    """The pages that were asked for in the print dialog."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return range(1, count + 1)
    return range(max(printer.fromPage(), 1), min(printer.toPage(), count) + 1)


def image_of(page: PageImage) -> QImage:
    """A page as Qt draws it."""
    return QImage(
        page.data, page.width, page.height, page.stride, QImage.Format.Format_ARGB32
    ).copy()


def _turn(printer: QPrinter, image: QImage) -> None:
    lying = image.width() > image.height()
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
