"""版式: page layout as data: official papers by GB/T 9704-2012, and printed lists (清单).

Figures of the official paper come from the standard (page 210 × 297 mm, text area 156 × 225 mm,
22 lines of 28 characters) and from measuring Word files in LibreOffice: a grid of type `lines`
with 28.95 pt exact and runs set 0.25 pt closer gives 22 × 28 there, equal to our PDF.
"""

from dataclasses import dataclass, replace

from liushou_desk.domain.words import Word

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface in a role: its name in Word, its file in `resources/fonts`, its size in points."""

    word: str
    pdf: str
    size: float
    bold: bool = False


class NumberSide(Word):
    """Where a page's number stands at the foot of the page."""

    OUTWARD = "outward", "单页居右、双页居左"
    MIDDLE = "middle", "居中"
    RIGHT = "right", "居右"


@dataclass(frozen=True, slots=True)
class LayoutProfile:
    """All that the writers must know about pages. Lengths in millimetres unless named `_pt`."""

    name: str
    page_width: float
    page_height: float
    top: float
    left: float
    text_width: float
    text_height: float
    lines: int
    characters: int
    line_pt: float
    spacing_pt: float
    """Added after every character of body text (negative: closer)."""
    page_number_gap: float
    """From the bottom of the text area to the top of the page number's dashes."""
    title: Face
    headings: tuple[Face, Face, Face, Face]
    body: Face
    label: Face
    """The word 附件 on the first line of an attachment."""
    caption: Face
    """表题: the title line above a table."""
    table_head: Face
    table: Face
    note: Face
    page_number: Face
    signature_right: int
    """Characters the date stands clear of the right edge when the paper is sealed (右空四字)."""
    sealed: bool = True
    """Whether a seal is pressed on 落款 where the paper itself does not say."""
    header_top: float = 15
    """From the paper's upper edge to the draft mark."""
    number_side: NumberSide = NumberSide.OUTWARD
    number_form: str = "— {} —"
    """The page number as it is printed, {} for the number."""
    is_numbered: bool = True
    """Whether pages have numbers at all."""
    digits: str = ""
    """Word's face for digits and Latin letters; empty: that of the words they stand in."""

    @property
    def pitch_pt(self) -> float:
        """一字 in the body: from one character to the next, in points."""
        return self.text_width * MM / self.characters

    @property
    def title_room(self) -> float:
        """Width of a line of the title, in its characters."""
        return self.text_width * MM / self.title.size

    @property
    def right(self) -> float:
        """Right margin."""
        return self.page_width - self.left - self.text_width

    @property
    def bottom(self) -> float:
        """Bottom margin."""
        return self.page_height - self.top - self.text_height

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.page_width > self.page_height

    def turned(self) -> "LayoutProfile":
        """The sheet turned to the right: what was its left edge is now its upper one.

        A table's head is then at the binding of odd pages, and at the open edge of even ones
        (GB/T 9704-2012, 8); the margins stay where they are on the sheet.
        """
        return replace(
            self,
            page_width=self.page_height,
            page_height=self.page_width,
            top=self.left,
            left=self.bottom,
            text_width=self.text_height,
            text_height=self.text_width,
            lines=int(self.text_width * MM / self.line_pt),
            characters=round(self.text_height * MM / self.pitch_pt),
            header_top=min(self.header_top, self.left - 10),
        )


# 仿宋 is `song` in the PDF: no Fangsong font was found whose licence lets us ship it.
def _body(word: str, pdf: str, bold: bool = False) -> Face:
    return Face(word, pdf, 16, bold)


GB_T_9704 = LayoutProfile(
    name="GB/T 9704-2012",
    page_width=210,
    page_height=297,
    top=37,
    left=28,
    text_width=156,
    text_height=225,
    lines=22,
    characters=28,
    line_pt=28.95,
    spacing_pt=-0.25,
    page_number_gap=7,
    title=Face("方正小标宋简体", "song-bold", 22),
    headings=(
        _body("黑体", "hei"),
        _body("楷体", "kai"),
        _body("仿宋", "song"),
        _body("仿宋", "song"),
    ),
    body=_body("仿宋", "song"),
    label=_body("黑体", "hei"),
    caption=Face("黑体", "hei", 12),
    table_head=Face("黑体", "hei", 10.5),
    table=Face("仿宋", "song", 10.5),
    note=Face("仿宋", "song", 10.5),
    page_number=Face("宋体", "song", 14),
    signature_right=4,
)

_SMALL = Face("宋体", "song", 9)
_SMALL_HEAD = Face("黑体", "hei", 9)

LISTING = LayoutProfile(
    name="清单",
    page_width=297,
    page_height=210,
    top=13,
    left=12,
    text_width=273,
    text_height=181,
    lines=32,
    characters=85,
    line_pt=16,
    spacing_pt=0,
    page_number_gap=3.5,
    title=Face("黑体", "hei", 14),
    headings=(_SMALL_HEAD, _SMALL_HEAD, _SMALL_HEAD, _SMALL_HEAD),
    body=_SMALL,
    label=_SMALL_HEAD,
    caption=_SMALL_HEAD,
    table_head=_SMALL_HEAD,
    table=_SMALL,
    note=_SMALL,
    page_number=_SMALL,
    signature_right=4,
    header_top=6,
    number_side=NumberSide.MIDDLE,
)
"""What a table on the screen shows, on A4 across: the margins any office printer can keep."""

UPRIGHT = replace(
    LISTING,
    name="表单",
    page_width=210,
    page_height=297,
    text_width=186,
    text_height=268,
    lines=47,
    characters=58,
)
"""The same on A4 upright, for forms of one child or one family."""

FORM = replace(
    UPRIGHT,
    name="签字表单",
    title=Face("黑体", "hei", 16),
    lines=42,
    characters=50,
    line_pt=18,
    body=Face("宋体", "song", 10.5),
    table_head=Face("黑体", "hei", 10.5),
    table=Face("宋体", "song", 10.5),
    note=Face("宋体", "song", 10.5),
)
"""A form that is filled in and signed by hand."""

CERTIFICATE = replace(
    GB_T_9704,
    name="证书",
    page_width=297,
    page_height=210,
    top=32,
    left=45,
    text_width=207,
    text_height=152,
    lines=12,
    characters=26,
    line_pt=36,
    spacing_pt=0,
    title=Face("黑体", "hei", 36),
    body=Face("楷体", "kai", 22),
    is_numbered=False,
)
"""A certificate on A4 across, to be laid behind glass."""
