"""How a Word file looks (外观): what holds in the end for its pages, paragraphs and runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunLook:
    """Some characters of one look; a face of the theme goes by the name that it has there."""

    text: str
    east_asian: str
    latin: str
    size: float
    bold: bool = False
    is_themed: bool = False
    has_hint: bool = False
    """Quotation marks and dashes are set as Chinese ones."""
    spacing: float = 0
    """Points that its characters stand apart, below zero closer."""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph that prints something; lengths in points."""

    place: str
    text: str
    """How it begins, its number included."""
    section: int
    runs: tuple[RunLook, ...]
    align: str
    """left, center, right, both or distribute."""
    first_chars: float
    """Indent of the first line in characters, where it is given so."""
    first_pt: float
    left_pt: float
    right_pt: float
    right_chars: float
    line_rule: str
    """auto, atLeast or exact."""
    line_pt: float
    """Of `auto` the multiple of a line, not points."""
    before_pt: float
    after_pt: float
    outline: int = 0
    """1 to 9 for a heading's level, 0 for text."""
    style: str = ""
    in_table: bool = False
    is_boxed: bool = False
    begins_page: bool = False
    after_table: bool = False
    empty_above: int = 0
    """So many empty paragraphs stand above it."""


@dataclass(frozen=True, slots=True)
class NumberLook:
    """A footer's page number."""

    page: str
    """default, even or first."""
    form: str
    """What is printed, {} for the number."""
    align: str
    clear_pt: float
    """From the edge of the text that it is aligned to."""
    runs: tuple[RunLook, ...]
    gap: float | None
    """Millimetres from the text area to the middle of its line, as far as it can be reckoned."""


@dataclass(frozen=True, slots=True)
class SectionLook:
    """Pages of one kind, in millimetres; `grid_pt` is 0 where there is no grid."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    grid_pt: float
    numbers: tuple[NumberLook, ...]
    paragraphs: int

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table's width and the text's, in millimetres."""

    place: str
    width: float
    room: float


@dataclass(frozen=True, slots=True)
class WordLook:
    """The look of a Word file."""

    name: str
    sections: tuple[SectionLook, ...]
    paragraphs: tuple[ParagraphLook, ...]
    tables: tuple[TableLook, ...]
    odd_and_even: bool
    """Whether even pages have a footer of their own."""
