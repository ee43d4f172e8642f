"""What a table shows (清单), printed or exported just as it stands on the screen."""

from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from liushou_desk.domain.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
    chinese_date,
)
from liushou_desk.domain.field import Told
from liushou_desk.domain.layout import LISTING, MM, LayoutProfile
from liushou_desk.domain.masking import Audience, mask_called, may_show
from liushou_desk.errors import InputProblem
from liushou_desk.export.characters import longest_piece, nominal_width, printable
from liushou_desk.export.target import write_file
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import Batch, Sheet, pdf_of
from liushou_desk.services.papers.drawing import FORMATS, safe_name
from liushou_desk.services.papers.noting import note

NOTHING = "（没有记录）"
_NARROWEST = 2
"""Ems of a column with next to nothing in it."""
_SIDES_PT = 10
"""Clear space and ruling of a cell."""
_SHORT = 10
"""A column whose texts have no more ems is centred, a longer one begins at the left."""
_READABLE = 5
"""Ems a column of words must have for a type size to be taken."""
_SIZES = (9, 7.5, 6)
"""Type of the table in points: the largest that gives every column its room."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a table as they are shown, in the order they are shown.

    `note` says in a line what was chosen (term, filter); `shares` are the columns' widths in any
    unit, found from the texts where empty.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    shares: tuple[float, ...] = ()
    _: KW_ONLY
    fields: tuple[Told, ...]
    """What each column tells, which decides who may see it."""

    def __post_init__(self) -> None:
        """A row of another length than the headings is our own mistake."""
        for row in (self.fields, self.shares or self.headings, *self.rows):
            if len(row) != len(self.headings):
                raise ValueError(f"{len(row)} cells under {len(self.headings)} headings")


def for_audience(listing: Listing, audience: Audience) -> Listing:
    """The list without the columns this audience may not see; 内部 is what the screen shows.

    A public one loses its note too, for it says what was searched for.
    """
    if audience is Audience.INTERNAL:
        return listing
    is_public = audience is Audience.PUBLIC
    kept = [at for at, told in enumerate(listing.fields) if may_show(told, audience)]
    texts = mask_called if is_public else str
    return Listing(
        listing.title,
        tuple(listing.headings[at] for at in kept),
        tuple(tuple(texts(row[at]) for at in kept) for row in listing.rows),
        "" if is_public else listing.note,
        tuple(listing.shares[at] for at in kept) if listing.shares else (),
        fields=tuple(listing.fields[at] for at in kept),
    )


def write_listing(office: OfficeFile, listing: Listing, path: Path, audience: Audience) -> None:
    """Write the list as a file; the journal keeps for whom, and how many rows, not its title.

    Raises as `export_listing`.
    """
    export_listing(listing, path, office.now())
    whom = "" if audience is Audience.INTERNAL else f"（{audience.label}）"
    told = {"rows": len(listing.rows), "audience": audience.value}
    note(office, f"导出列表{whom}", (path,), **told)


def export_listing(listing: Listing, path: Path, at: datetime) -> None:
    """Write the list as the name's ending says: .xlsx or .pdf.

    Raises:
        InputProblem: the name ends otherwise.
        FileTrouble: the file could not be written; what was there is unharmed.
        TemplateTrouble: the PDF's fonts lack a character.
    """
    match path.suffix.lower():
        case ".xlsx":
            from liushou_desk.export.sheet import write_sheet

            write_sheet(
                path,
                listing.headings,
                listing.rows,
                title=listing.title,
                note=listing.note,
                made_at=at,
            )
        case ".pdf":
            write_file(path, listing_pdf(listing, at.date()))
        case _:
            raise InputProblem(
                f"“{path.name}”不是可以导出的格式，没有写出任何文件。",
                "请把文件名的结尾改成 .xlsx（Excel表格）或 .pdf。",
                field="path",
            )


def listing_pdf(listing: Listing, made_on: date) -> bytes:
    """Draw the list on A4 across, the headings on each page; an empty one says so.

    Raises:
        TemplateTrouble: the fonts lack a character.
    """
    return pdf_of(listing_batch(listing, made_on))


def listing_batch(listing: Listing, made_on: date) -> Batch:
    """The list as one paper; the journal keeps how many rows it had, and not its title."""
    profile = _profile(listing)
    name = safe_name(f"{listing.title}_{made_on:%Y%m%d}")
    return Batch(
        listing.title,
        "列表",
        profile,
        (Sheet(name, _document(listing, made_on, profile)),),
        made_on,
        FORMATS,
        {"rows": len(listing.rows)},
        "请改为导出Excel表格（.xlsx），或者把这个字换成通用汉字再试。",
    )


def _document(listing: Listing, made_on: date, profile: LayoutProfile) -> Document:
    made = f"制表日期：{chinese_date(made_on)}"
    line = f"{listing.note}　　{made}" if listing.note else made
    opening = Paragraph((TextRun(line),), ParagraphRole.CENTRED)
    return Document(((listing.title,),), (opening, _body(listing, profile)))


def _body(listing: Listing, profile: LayoutProfile) -> Block:
    if not listing.headings:
        return Paragraph((TextRun(NOTHING),), ParagraphRole.CENTRED)
    rows = [_cells(row) for row in (listing.headings, *listing.rows)]
    if not listing.rows:
        rows.append((Cell((TextRun(NOTHING),), columns=len(listing.headings)),))
    return Table(_columns(listing, profile), tuple(rows))


def _cells(texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell((TextRun(text),)) for text in texts)


def _columns(listing: Listing, profile: LayoutProfile) -> tuple[Column, ...]:
    longest = [max(map(_ems, column)) for column in _by_column(listing)]
    shares = listing.shares or _shares(longest, profile)
    return tuple(
        Column(share, Align.CENTRE if ems <= _SHORT else Align.LEFT)
        for share, ems in zip(shares, longest, strict=True)
    )


def _shares(longest: list[float], profile: LayoutProfile) -> list[float]:
    """Each column as wide as its longest text; those too long share evenly what is left."""
    side = _SIDES_PT / profile.table.size
    room = profile.text_width * MM / profile.table.size - side * len(longest)
    cap, wanted = room, sorted(max(_NARROWEST, ems) for ems in longest)
    for at, ems in enumerate(wanted):
        cap = room / (len(wanted) - at)
        if ems > cap:
            break
        room -= ems
    return [max(_NARROWEST, min(ems, cap)) + side for ems in longest]


def _profile(listing: Listing) -> LayoutProfile:
    """The layout of lists in the largest type in which no number need be broken."""
    ems = sum(max(map(_least, column)) for column in _by_column(listing))
    room = LISTING.text_width * MM - _SIDES_PT * len(listing.headings)
    size = next((size for size in _SIZES if ems * size <= room), _SIZES[-1])
    head, body = replace(LISTING.table_head, size=size), replace(LISTING.table, size=size)
    return replace(LISTING, table_head=head, table=body)


def _by_column(listing: Listing) -> list[set[str]]:
    """The different texts of each column, its heading among them."""
    return [set(column) for column in zip(listing.headings, *listing.rows, strict=True)]


def _ems(text: str) -> float:
    """Width of the longest line: a Chinese character is one em, a digit half."""
    return max(nominal_width(line) for line in printable(text).split("\n"))


def _least(text: str) -> float:
    return max(nominal_width(longest_piece(printable(text))), min(_READABLE, _ems(text)))
