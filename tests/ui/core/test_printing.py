"""What is printed is what the PDF shows: as many pages, each on paper of its own direction."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from liushou_desk.errors import FileTrouble, InputProblem
from liushou_desk.services.journal.history import list_actions
from liushou_desk.ui import pictures, printing
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.papers.preview import Preview
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

UP, LYING = (595, 842), (842, 595)


def pdf_of(*sizes: tuple[int, int]) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_page(PageObject.create_blank_page(width=width, height=height))
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


class _OnBothSides(QPrinter):
    """Says that it was told to; Qt's own printer of PDFs forgets it."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def onto(path: Path, kind: type[QPrinter] = QPrinter) -> QPrinter:
    printer = kind(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def directions(path: Path) -> list[str]:
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return ["横" if box.width > box.height else "竖" for box in boxes]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [((UP,), "竖"), ((LYING,), "横"), ((UP, LYING, UP), "竖横竖"), ((LYING, UP, UP), "横竖竖")],
)
def test_every_page_lies_as_it_does_in_the_file(
    qtbot: QtBot, tmp_path: Path, sizes: tuple[tuple[int, int], ...], expected: str
) -> None:
    out = tmp_path / "纸 上.pdf"
    assert printing.draw(onto(out), pdf_of(*sizes)) == len(expected)
    assert "".join(directions(out)) == expected


@pytest.mark.parametrize(("asked", "printed"), [((2, 2), "横"), ((2, 9), "横竖"), ((1, 1), "竖")])
def test_only_the_pages_asked_for_are_printed(
    qtbot: QtBot, tmp_path: Path, asked: tuple[int, int], printed: str
) -> None:
    printer = onto(tmp_path / "页.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(*asked)
    assert printing.draw(printer, pdf_of(UP, LYING, UP)) == len(printed)
    assert "".join(directions(tmp_path / "页.pdf")) == printed


@pytest.mark.parametrize(
    ("ranges", "copies", "both_sides", "printed"),
    [
        ("1,3", 1, False, "竖竖"),
        ("2", 3, False, "横横横"),
        ("", 2, False, "竖横竖竖横竖"),
        ("", 1, True, "竖横竖竖"),
        ("1-2", 2, True, "竖横竖横"),
    ],
)
def test_ranges_copies_and_both_sides_are_as_asked(
    qtbot: QtBot, tmp_path: Path, ranges: str, copies: int, both_sides: bool, printed: str
) -> None:
    """Two papers, of two pages and of one; an empty back lies as the page before it."""
    printer = onto(tmp_path / "页.pdf", _OnBothSides if both_sides else QPrinter)
    if ranges:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(ranges))
    printer.setCopyCount(copies)
    printing.draw(printer, pdf_of(UP, LYING, UP), (2, 1))
    assert "".join(directions(tmp_path / "页.pdf")) == printed


def test_pages_that_are_not_there_are_not_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = onto(tmp_path / "页.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(7, 9)
    with pytest.raises(InputProblem, match="只有1页"):
        printing.draw(printer, pdf_of(UP))
    assert not (tmp_path / "页.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="没有打印"):
        printing.draw(onto(tmp_path / "没有这个文件夹" / "a.pdf"), pdf_of(UP))


@pytest.mark.parametrize("spot", [Spot.TODAY, Spot.PAIRING])
def test_the_printing_key_prints_the_list_in_front(
    shell: Shell,
    keyboard: Keyboard,
    look_into: Any,
    settle: Callable[[Shell], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spot: Spot,
) -> None:
    monkeypatch.setattr(printing, "choose_printer", _into(tmp_path / "单.pdf"))
    assert shell.workspace is not None
    shell.workspace.bring(spot)
    settle(shell)
    keyboard.press("P", held=CTRL)
    (preview,) = keyboard.dialogs()
    assert isinstance(preview, Preview)
    assert preview.pages is not None
    assert not (tmp_path / "单.pdf").exists()
    keyboard.press("P", held=CTRL)
    pages = len(PdfReader(tmp_path / "单.pdf").pages)
    assert "已送去打印：" in shell.statusBar().currentMessage()
    assert f"共{pages}页" in shell.statusBar().currentMessage() == preview.said.text()
    assert look_into(shell, list_actions)[0].told.startswith("打印列表：")


def test_thinking_better_of_it_prints_nothing(
    shell: Shell, settle: Callable[[Shell], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "choose_printer", lambda _printer, _desk: False)
    monkeypatch.setattr(printing, "draw", lambda *_: pytest.fail("printed"))
    assert shell.workspace is not None
    printing.print_pdf(shell.workspace.desk, "单", pdf_of(UP))
    assert "打印" not in shell.statusBar().currentMessage()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_trouble_with_the_printer_is_told(
    shell: Shell, tmp_path: Path, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "choose_printer", _into(tmp_path / "没有" / "a.pdf"))
    assert shell.workspace is not None
    printing.print_pdf(shell.workspace.desk, "单", pdf_of(UP))
    pictures.settle(shell)
    assert "打印机没有接受" in answers.shown[0]
    assert "已送去打印" not in shell.statusBar().currentMessage()


def _into(path: Path) -> Callable[[QPrinter, object], bool]:
    def choose(printer: QPrinter, _desk: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    return choose
