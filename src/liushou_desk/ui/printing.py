"""Printing a PDF on the office's printer: what is printed is what the file shows."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.print_order import BLANK, print_order
from liushou_desk.errors import FileTrouble, InputProblem
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
    counts: Sequence[int] = (),
    note: "Callable[[OfficeFile], None]" = lambda _: None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Ask for a printer and print; nothing happens where the clerk thinks better of it.

    `counts` are the pages of the papers where there are several.

    What was printed is noted on the worker, and said in the status bar or where `say` says it.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if not choose_printer(printer, desk):
        return

    def work(office: "OfficeFile") -> int:
        pages = draw(printer, pdf, counts)
        note(office)
        return pages

    tell = say or desk.say
    desk.tasks.run(desk.window, work, lambda pages: tell(f"已送去打印：{title}，共{pages}页。"))


def choose_printer(printer: QPrinter, desk: Desk) -> bool:
    """The system's own print dialog."""
    over = QApplication.activeModalWidget() or desk.window
    dialog = QPrintDialog(printer, over)
    for option in (
        QPrintDialog.PrintDialogOption.PrintPageRange,
        QPrintDialog.PrintDialogOption.PrintCollateCopies,
    ):
        dialog.setOption(option)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def draw(printer: QPrinter, pdf: bytes, counts: Sequence[int] = ()) -> int:
    """Put the pages onto paper of their own direction; returns how many pages were drawn.

    `counts` are the pages of each paper of a batch: on both sides each begins on a fresh sheet.

    Raises:
        FileTrouble: the printer takes nothing.
        InputProblem: none of the pages asked for is there.
    """
    painter = QPainter()
    pages = page_count(pdf)
    order = _order(printer, counts or (pages,))
    if not order:
        raise InputProblem(
            f"没有要打印的那几页，这一份只有{pages}页，没有打印。", "请改一改页码范围再试。"
        )
    for number in order:
        image = image_of(page_image(pdf, number, DOTS_ACROSS)) if number else None
        if image is not None:
            _turn(printer, image)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise FileTrouble(
                "打印机没有接受，没有打印，数据没有改动。",
                "请看打印机是否开着、有没有纸，再试一次；也可以先导出PDF。",
            )
        if image is not None:
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            corner = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
            painter.drawImage(sheet.translated(-corner), image)
    painter.end()
    return sum(number != BLANK for number in order)


def _order(printer: QPrinter, counts: Sequence[int]) -> list[int]:
    """As the print dialog says; copies are made here where the printer makes none itself."""
    return print_order(
        counts,
        _ranges(printer),
        copies=1 if printer.supportsMultipleCopies() else max(1, printer.copyCount()),
        collate=printer.collateCopies(),
        both_sides=printer.duplex() is not QPrinter.DuplexMode.DuplexNone,
    )


def _ranges(printer: QPrinter) -> list[tuple[int, int]]:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return []
    listed: list[Any] = list(printer.pageRanges().toRangeList())  # the stubs lack its ends
    return [(one.from_, one.to) for one in listed] or [(printer.fromPage(), printer.toPage())]


def image_of(page: PageImage) -> QImage:
    """A page as Qt draws it."""
    return QImage(
        page.data, page.width, page.height, page.stride, QImage.Format.Format_ARGB32
    ).copy()


def _turn(printer: QPrinter, image: QImage) -> None:
    lying = image.width() > image.height()
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
