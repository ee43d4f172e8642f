"""The content tree of a document (文稿): what it says, before any page or file format.

A document is collected once as this frozen tree, edited as a tree, and drawn by the writers in
`export`. Every number in a sentence is a `FigureRun` that remembers which figure it shows, so the
issuing check, the preview and the frozen copy can ask for the rows behind it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TextRun:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureRun:
    """A number of the catalogue as it is printed, e.g. key `left_behind`, text `213`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PageRun:
    """目录: the page that an attachment (from 0) begins on; without text until it is known."""

    attachment: int
    text: str = ""


Run = TextRun | FigureRun | PageRun


class ParagraphRole(StrEnum):
    """What a paragraph is, which the layout profile turns into fonts and indents."""

    BODY = "body"
    """正文: two characters indented, justified."""
    FLUSH = "flush"
    """顶格: no indent, e.g. the addressee (主送机关)."""
    NOTE = "note"
    """表注: small type below a table, no indent."""
    CENTRED = "centred"
    """居中: e.g. a line with school and term below a title."""
    CAPTION = "caption"
    """表题: the title line above a table, never parted from the table's first rows."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `key` names it for the clerk who replaces it, empty where nobody may."""

    runs: tuple[Run, ...]
    role: ParagraphRole = ParagraphRole.BODY
    key: str = ""

    @property
    def text(self) -> str:
        """The words with the numbers in them."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 with its number written out: 一、 （一） 1. （1）."""

    level: int
    text: str


class Align(StrEnum):
    """How the text of a table column stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the text width (any unit, they are scaled) and alignment."""

    share: float
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as large as it is printed, in millimetres."""

    jpeg: bytes
    width: float
    height: float
    told: str = ""
    """What it shows, in words, for whoever cannot see it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; it may span columns to its right or rows below (the covered are left out)."""

    runs: tuple[Run, ...]
    columns: int = 1
    rows: int = 1
    picture: Picture | None = None
    """Stands in the middle of the cell, which has no words then; its row is as tall as it."""

    @property
    def text(self) -> str:
        """The words with the numbers in them."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its first `header_rows` rows are repeated on each page it runs over."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    row_height: float = 0
    """The least height of the rows below the head in millimetres, where somebody writes in them."""
    whole: bool = False
    """Never divided between pages."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """裁切线: where slips on one page are cut apart; stays with what stands above it."""


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明: the list of attachments that stands below the text."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: the issuing school and the date (成文日期)."""

    unit: str
    signed_on: date
    sealed: bool | None = None
    """Whether a seal will be pressed on it; None leaves that to the layout."""


Block = Paragraph | Heading | Table | CutLine | AttachmentNote | Signature


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: begins a new page with its number, then its title, then its blocks."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    """On pages turned to the side, for a table with many columns."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who printed the paper and when, and to whom copies go (抄送), if to anybody."""

    printer: str
    printed_on: date
    copies_to: str = ""


Title = tuple[tuple[str, ...], ...]
"""A title's phrases, each in parts: a line may end behind a phrase, where it must behind a part."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; the writers break its title into lines.

    `draft_mark` is printed in the page header while the text has not been issued (草稿), where it
    takes the place of one that was (更正稿), and for whom a form is (内部). `label`
    stands for the title in the file's properties where the title names a person.
    """

    title: Title
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()
    draft_mark: str = ""
    label: str = ""
    imprint: Imprint | None = None

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(part for phrase in self.title for part in phrase)

    def all_blocks(self) -> Iterator[Block]:
        """Every block, the attachments' too, in reading order."""
        yield from self.blocks
        for attachment in self.attachments:
            yield from attachment.blocks


def text_of(block: Block) -> list[str]:
    """The lines of text in a block, one a paragraph or table cell, as both writers print them."""
    match block:
        case Paragraph():
            return [block.text]
        case Heading():
            return [block.text]
        case Table():
            return [cell.text for row in block.rows for cell in row]
        case CutLine():
            return []
        case AttachmentNote():
            return attachment_lines(block)
        case Signature():
            return [block.unit, chinese_date(block.signed_on)]


def retold(block: Block, say: Callable[[str], str]) -> Block:
    """A paragraph or table with its words said otherwise; figures stay as they are."""
    match block:
        case Paragraph():
            return replace(block, runs=_retold(block.runs, say))
        case Table():
            rows = tuple(
                tuple(replace(cell, runs=_retold(cell.runs, say)) for cell in row)
                for row in block.rows
            )
            return replace(block, rows=rows)
        case _:
            return block


def _retold(runs: tuple[Run, ...], say: Callable[[str], str]) -> tuple[Run, ...]:
    return tuple(TextRun(say(run.text)) if isinstance(run, TextRun) else run for run in runs)


def words_of(document: Document) -> list[str]:
    """Every line of text of a document in reading order, without the draft mark."""
    lines = [*filter(None, [document.name]), *lines_of(document.blocks)]
    for attachment in document.attachments:
        lines += [attachment.label, attachment.title, *lines_of(attachment.blocks)]
    return [*lines, *(imprint_lines(document.imprint) if document.imprint else ())]


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The lines of text of some blocks."""
    return [line for block in blocks for line in text_of(block)]


def attachment_lines(note: AttachmentNote) -> list[str]:
    """附件说明 as it is printed: numbered only where there are several (GB/T 9704 7.3.4)."""
    if len(note.titles) == 1:
        return [f"附件：{note.titles[0]}"]
    numbered = [f"{number}. {title}" for number, title in enumerate(note.titles, start=1)]
    return [f"附件：{numbered[0]}", *numbered[1:]]


def imprint_lines(imprint: Imprint) -> list[str]:
    """版记 as it is printed: 抄送 with a full stop behind the last, then printer and day."""
    copied = [f"抄送：{imprint.copies_to.rstrip('。')}。"] if imprint.copies_to else []
    return [*copied, imprint.printer, f"{chinese_date(imprint.printed_on)}印发"]


def chinese_date(day: date) -> str:
    """A date as official documents write it: 2026年1月5日, no noughts (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{month_and_day(day)}"


def chinese_month(day: date) -> str:
    """2026年3月."""
    return f"{day.year}年{day.month}月"


def month_and_day(day: date) -> str:
    """A day of a year that goes without saying: 1月5日."""
    return f"{day.month}月{day.day}日"
