"""The PDF canvas: places in points from the text area's upper left corner, downwards.

The only file that calls reportlab's canvas.
"""

# reportlab's stubs leave some parameters without a type
# pyright: reportUnknownMemberType=false

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.export import quick_words
from liushou_desk.export.faces import Faces
from liushou_desk.export.lines import Line
from liushou_desk.export.pdf_table import Box, Plate
from liushou_desk.export.strips import Ink, Mark
from liushou_desk.export.table_grid import RULE_PT

quick_words.use()
rl_config.useA85 = 0  # streams as they are: written in letters, photos take a quarter more

_EVEN = 0.001
_BOLDER = 0.03
"""Outline drawn around the characters of a face made bold, in ems."""
_FILL_AND_STROKE = 2
_DASH = (4.0, 3.0)
Run = tuple[str, int, int, float]
"""A part of a line: font, first character and the one after the last, distance of characters."""


class Paper:
    """The pages of one PDF file, drawn from top to bottom."""

    def __init__(self, target: BytesIO, profile: LayoutProfile, faces: Faces) -> None:
        self._canvas = Canvas(
            target,
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            # else Helvetica, which is not embedded; the stubs wrongly want a number
            initialFontName=faces.font(profile.body, " ").name,  # pyright: ignore[reportArgumentType]
        )
        self._faces = faces
        self.take(profile)
        self._codes: dict[tuple[str, float, Face], str] = {}
        self._marks = 0
        self._level = -1
        self._below = 0
        """Levels of the outline above the headings: the name of a document of a book."""

    def take(self, profile: LayoutProfile) -> None:
        """Take a sheet of this size and margins for the page that is drawn next."""
        self._canvas.setPageSize((profile.page_width * MM, profile.page_height * MM))
        self._place(profile)

    @contextmanager
    def upright(self, profile: LayoutProfile) -> Generator[None]:
        """Draw by an upright sheet's layout on the one that was turned to the right."""
        self._canvas.saveState()
        self._canvas.transform(0, -1, 1, 0, 0, profile.page_width * MM)
        self._place(profile)
        yield
        self._canvas.restoreState()

    def _place(self, profile: LayoutProfile) -> None:
        self._left, self._width = profile.left * MM, profile.text_width * MM
        self._top = (profile.page_height - profile.top) * MM

    def describe(self, title: str, made_on: date) -> None:
        """Title and date, and nobody's name."""
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("LiuShou Desk")
        self._canvas.setProducer("LiuShou Desk")

        def moment(*_: object) -> str:
            return f"D:{made_on:%Y%m%d}000000Z"

        self._canvas.setDateFormatter(moment)

    def begin(self, name: str) -> None:
        """Enter a document of a book into the outline, its headings below it."""
        self._level, self._below = -1, 0
        self.mark((Mark(1, name),), 0)
        self._below = 1

    def mark(self, marks: tuple[Mark, ...], top: float) -> None:
        """Enter headings into the outline; reportlab allows no level to be left out."""
        for mark in marks:
            key = f"mark{self._marks}"
            self._marks += 1
            self._level = min(mark.level - 1 + self._below, self._level + 1)
            self._canvas.bookmarkPage(key, fit="XYZ", top=self._top - top)
            self._canvas.addOutlineEntry(mark.text, key, self._level)

    def ink(self, ink: Ink, top: float = 0) -> None:
        """Draw a line of text whose strip begins at `top`."""
        line, face = ink.line, ink.face
        if not line.text:
            return
        known = (line.text, line.width, face)
        code = self._codes.get(known)
        if code is None:
            code = self._codes[known] = self._code_of(line, face)
        place = quick_words.numbers(self._left + ink.x, self._top - top - ink.baseline)
        self._canvas._code.append(f"q 1 0 0 1 {place} cm {code} Q")  # noqa: SLF001 # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue, reportUnknownMemberType]

    def _code_of(self, line: Line, face: Face) -> str:
        """The line as it is written into a page, from where it begins.

        Most lines of a batch come again on paper after paper, and working them out is what drawing
        them costs; a glyph keeps its number within one file.
        """
        text = self._canvas.beginText()
        if face.bold:
            text.setTextRenderMode(_FILL_AND_STROKE)
        for font, start, end, space in self._runs_of(line, face):
            text.setTextOrigin(line.places[start], 0)
            text.setFont(font, face.size)
            text.setCharSpace(space)
            text.textOut(line.text[start:end])
        width = f"{quick_words.numbers(_BOLDER * face.size)} w " if face.bold else ""
        return width + str(text.getCode())

    def boxes(self, boxes: list[Box]) -> None:
        """Rule cells."""
        self._canvas.setLineWidth(RULE_PT)
        for box in boxes:
            y = self._top - box.bottom
            width, height = box.to_x - box.x, box.bottom - box.top
            self._canvas.rect(self._left + box.x, y, width, height)

    def plate(self, plate: Plate) -> None:
        """Draw a picture; its JPEG goes into the file as it is, and once."""
        width, height = plate.picture.width * MM, plate.picture.height * MM
        x, y = self._left + plate.x, self._top - plate.top - height
        self._canvas.drawImage(ImageReader(BytesIO(plate.picture.jpeg)), x, y, width, height)

    def rule(self, top: float, weight: float) -> None:
        """Draw a line across the text area; none has no weight."""
        if weight:
            self._canvas.setLineWidth(weight)
            y = self._top - top
            self._canvas.line(self._left, y, self._left + self._width, y)

    def dashes(self, top: float) -> None:
        """Draw a line across the text area along which the page is cut."""
        self._canvas.saveState()
        self._canvas.setLineWidth(RULE_PT)
        self._canvas.setDash(_DASH)
        y = self._top - top
        self._canvas.line(self._left, y, self._left + self._width, y)
        self._canvas.restoreState()

    def next_page(self) -> None:
        """Finish a page."""
        self._canvas.showPage()

    def finish(self) -> None:
        """Write everything to the target."""
        self._canvas.save()

    def _runs_of(self, line: Line, face: Face) -> Iterator[Run]:
        """The line cut where the font or the distance of characters changes."""
        text, places = line.text, line.places
        fonts = [self._faces.font(face, char) for char in text]
        widths = [
            font.width(char) * face.size / 1000 for font, char in zip(fonts, text, strict=True)
        ]
        spaces = [places[at + 1] - places[at] - widths[at] for at in range(len(text) - 1)]
        start = 0
        while start < len(text):
            end = start + 1
            while (
                end < len(text)
                and fonts[end] is fonts[start]
                and abs(spaces[end - 1] - spaces[start]) < _EVEN
            ):
                end += 1
            yield fonts[start].name, start, end, spaces[start] if end - start > 1 else 0
            start = end
