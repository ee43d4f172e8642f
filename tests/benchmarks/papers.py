"""What a batch of papers costs: 一人一档 of a whole school, beside two ways to the same pages.

The floor is reportlab drawing the same lines and boxes, already broken and placed, with the same
faces. The peer is LibreOffice converting some of the same .docx files, all in one run of it; its
time is wall-clock time, for it is another process.
"""

import shutil
import subprocess
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from liushou_desk.domain.layout import MM
from liushou_desk.export import pdf_paper
from liushou_desk.export.pdf_table import Box
from liushou_desk.export.strips import Ink
from liushou_desk.services.papers.batch import Batch, collect, files_of, pdf_of
from liushou_desk.services.papers.drawing import DOCX
from liushou_desk.services.papers.forms.child_file import CHILD_FILE
from liushou_desk.services.papers.kind import Wish
from tests.benchmarks.cpu import timed

_OF_PEER = 20
"""Files that LibreOffice converts; it takes some seconds to start, which are not counted."""


def measure_child_files(office: Any, term: str) -> dict[str, Any]:
    """The files of all children in one PDF: collected, and drawn."""
    found: list[Batch] = []
    collected = timed(lambda: found.append(collect(office, CHILD_FILE, Wish(term))))
    (batch,) = found
    pdf_of(_first(batch, 1))  # reads the fonts
    drawn = timed(lambda: pdf_of(batch))
    told = _Told()
    pages = told.listen(batch)
    floor = timed(told.draw)
    children = len(batch.sheets)
    return {
        "children": children,
        "pages": pages,
        "collect_s": collected,
        "draw_s": drawn,
        "floor_s": floor,
        "draw_ratio": round(drawn / floor, 2),
        "whole_ratio": round((collected + drawn) / floor, 2),
        **_beside_libreoffice(batch, drawn / children),
    }


def _first(batch: Batch, count: int) -> Batch:
    from dataclasses import replace

    return replace(batch, sheets=batch.sheets[:count])


class _Told:
    """What our writer says to its canvas, kept to be said to a bare one."""

    def __init__(self) -> None:
        self._said: list[Any] = []
        self._pages = 0

    def listen(self, batch: Batch) -> int:
        """Draw a batch and keep its words and boxes in points of the page; how many pages."""
        told = self

        class Heard(pdf_paper.Paper):
            def ink(self, ink: Ink, top: float = 0) -> None:
                super().ink(ink, top)
                x, y = self._left + ink.x, self._top - top - ink.baseline
                for font, start, end, _ in self._runs_of(ink.line, ink.face):
                    place = x + ink.line.places[start]
                    told._said.append((font, ink.face.size, place, y, ink.line.text[start:end]))

            def boxes(self, boxes: list[Box]) -> None:
                super().boxes(boxes)
                for box in boxes:
                    corner = self._left + box.x, self._top - box.bottom
                    told._said.append((*corner, box.to_x - box.x, box.bottom - box.top))

            def next_page(self) -> None:
                super().next_page()
                told._pages += 1
                told._said.append(None)

        from liushou_desk.export import pdf

        ours, pdf.Paper = pdf.Paper, Heard
        try:
            pdf_of(batch)
        finally:
            pdf.Paper = ours
        return self._pages

    def draw(self) -> bytes:
        """The same on a canvas of reportlab's, word by word."""
        target = BytesIO()
        canvas = Canvas(target, pagesize=(210 * MM, 297 * MM), pageCompression=1)
        for one in self._said:
            if one is None:
                canvas.showPage()
            elif len(one) == 4:
                canvas.rect(*one)
            else:
                font, size, x, y, text = one
                canvas.setFont(font, size)
                canvas.drawString(x, y, text)
        canvas.save()
        return target.getvalue()


def _beside_libreoffice(batch: Batch, ours: float) -> dict[str, Any]:
    """Seconds a file of what is collected already; nothing where there is no LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files: list[Path] = []
        for at, data in enumerate(files_of(_first(batch, _OF_PEER), [DOCX]).values()):
            files.append(folder / f"{at}.docx")
            files[-1].write_bytes(data)
        start = _converted(soffice, folder, files[:1])
        peer = (_converted(soffice, folder, files) - start) / (len(files) - 1)
    return {
        "ours_a_file_s": round(ours, 3),
        "libreoffice_a_file_s": round(peer, 3),
        "times_faster": round(peer / ours, 1),
    }


def _converted(soffice: str, folder: Path, files: list[Path]) -> float:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    begun = time.perf_counter()
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "out", *files],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun
