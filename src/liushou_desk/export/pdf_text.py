"""Sets single paragraphs into strips."""

from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.export.characters import printable
from liushou_desk.export.faces import Measures
from liushou_desk.export.lines import Line, Measure, break_lines
from liushou_desk.export.strips import Ink, Strip, baseline
from liushou_desk.export.table_grid import LEADING


class TextSetter:
    """Breaks words into lines and puts each into a strip, by the layout profile."""

    def __init__(self, profile: LayoutProfile, faces: Measures) -> None:
        self._profile = profile
        self._faces = faces
        self._room = profile.text_width * MM

    def set(self, text: str, face: Face, *, first: float = 0, rest: float = 0) -> list[Strip]:
        """A justified paragraph whose lines are indented by `first` and `rest` points."""
        lines = break_lines(
            printable(text),
            self._measure(face),
            self._room - first,
            self._room - rest,
            justify=True,
        )
        return [
            self._strip(line, face, rest if at else first, self._profile.line_pt)
            for at, line in enumerate(lines)
        ]

    def hung(self, text: str, face: Face, label: str) -> list[Strip]:
        """A character clear of both edges, all lines but the first below what follows the label."""
        clear, hang = face.size, self.line(label, face).width
        room = self._room - 2 * clear
        lines = break_lines(printable(text), self._measure(face), room, room - hang, justify=True)
        return [
            self._strip(line, face, clear + (hang if at else 0), self._profile.line_pt)
            for at, line in enumerate(lines)
        ]

    def ending(self, text: str, face: Face, right: float) -> list[Strip]:
        """Lines that end so far before the right edge."""
        room = self._room - right
        return [
            self._strip(line, face, room - line.width, self._profile.line_pt)
            for line in break_lines(printable(text), self._measure(face), room, room)
        ]

    def centred(self, text: str, face: Face, *, left: float = 0) -> list[Strip]:
        """Lines centred between `left` and the right edge."""
        room = self._room - left
        return [
            self._strip(line, face, left + (room - line.width) / 2, self._profile.line_pt)
            for line in break_lines(printable(text), self._measure(face), room, room)
        ]

    def caption(self, text: str) -> list[Strip]:
        """The title line of a table, centred and closely set."""
        face = self._profile.caption
        lines = break_lines(printable(text), self._measure(face), self._room, self._room)
        return [
            self._strip(line, face, (self._room - line.width) / 2, face.size * LEADING)
            for line in lines
        ]

    def note(self, text: str) -> list[Strip]:
        """Small type, closely set."""
        face = self._profile.note
        measure = self._measure(face)
        lines = break_lines(printable(text), measure, self._room, self._room, justify=True)
        return [self._strip(line, face, 0, face.size * LEADING) for line in lines]

    def line(self, text: str, face: Face) -> Line:
        """A few words on one line, however wide."""
        wide = float("inf")
        return break_lines(printable(text), self._measure(face), wide, wide)[0]

    def _measure(self, face: Face) -> Measure:
        closer = self._profile.spacing_pt if face.size == self._profile.body.size else 0
        return self._faces.measure(face, closer)

    def _strip(self, line: Line, face: Face, x: float, height: float) -> Strip:
        return Strip(height, (Ink(line, face, x, baseline(height, face)),))
