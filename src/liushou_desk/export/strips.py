"""What a PDF page is made of: strips as wide as the text area, and how they are laid on pages."""

from dataclasses import dataclass, field, replace

from liushou_desk.domain.layout import Face
from liushou_desk.export.lines import Line


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of text; `x` from the text area's left edge, `baseline` down from its strip's top."""

    line: Line
    face: Face
    x: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the PDF's outline (书签)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of text, an empty line or one line of a table row; heights in points."""

    height: float
    inks: tuple[Ink, ...] = ()
    keep: bool = False
    """Stays on one page with the strip below."""
    blank: bool = False
    """Left out where it would begin a page."""
    cut: bool = False
    """Holds a dashed line in its middle."""
    rule_above: float = 0
    rule_below: float = 0
    """Weight in points of a line along its upper and its lower edge; 0: none."""
    marks: tuple[Mark, ...] = ()
    again: "tuple[Strip, ...]" = ()
    """Set once more above this strip where it begins a page (a table's head)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on its page; `top` down from the text area's upper edge."""

    strip: Strip
    top: float


@dataclass(slots=True)
class Page:
    """The strips of one page."""

    placed: list[Placed] = field(default_factory=list[Placed])
    filled: float = 0

    def add(self, strip: Strip) -> None:
        """Lay a strip below the others."""
        if strip.blank and not self.placed:
            return
        if not self.placed:
            for head in strip.again:
                self._lay(head)
        self._lay(strip)

    def _lay(self, strip: Strip) -> None:
        self.placed.append(Placed(strip, self.filled))
        self.filled += strip.height


_ROUNDING = 0.01
_MIDDLE = 0.38


def baseline(height: float, face: Face) -> float:
    """How far below its top a line of this height has its baseline: characters in its middle."""
    return height / 2 + _MIDDLE * face.size


def keep_last(strips: list[Strip]) -> list[Strip]:
    """The same strips, the last two of them kept with what will follow: no line stands alone."""
    return [*strips[:-2], *(replace(strip, keep=True) for strip in strips[-2:])]


def paginate(strips: list[Strip], height: float) -> list[Page]:
    """Lay strips on pages; those to be kept together go to the next page together.

    A chain longer than a page is divided after all. There is at least one page.
    """
    pages = [Page()]
    for chain in _chains(strips):
        needed = sum(strip.height for strip in chain)
        if _overflows(pages[-1], needed, height) and _fits_a_page(chain, needed, height):
            pages.append(Page())
        for strip in chain:
            if _overflows(pages[-1], strip.height, height):
                pages.append(Page())
            pages[-1].add(strip)
    return pages


def _overflows(page: Page, needed: float, height: float) -> bool:
    return bool(page.placed) and page.filled + needed > height + _ROUNDING


def _fits_a_page(chain: list[Strip], needed: float, height: float) -> bool:
    head = sum(strip.height for strip in chain[0].again)
    return head + needed <= height + _ROUNDING


def _chains(strips: list[Strip]) -> list[list[Strip]]:
    chains: list[list[Strip]] = []
    linked = False
    for strip in strips:
        if linked:
            chains[-1].append(strip)
        else:
            chains.append([strip])
        linked = strip.keep
    return chains
