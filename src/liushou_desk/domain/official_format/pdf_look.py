"""How a PDF looks, measured at the ink in millimetres from each page's upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineLook:
    """A printed line; the type is that of most of its characters."""

    place: str
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    font: str
    first_font: str
    """That of its first character: a heading may go on as text."""
    advance: float
    """From one Chinese character to the next, 0 where no two stand together."""
    has_columns: bool


@dataclass(frozen=True, slots=True)
class PageLook:
    """A page with the lines of its text and, apart, its number."""

    width: float
    height: float
    lines: tuple[LineLook, ...]
    number: LineLook | None
    """On a turned page as it stands on the sheet held upright."""

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class FontLook:
    """A font of the file."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class PdfLook:
    """The look of a PDF."""

    name: str
    pages: tuple[PageLook, ...]
    fonts: tuple[FontLook, ...]
