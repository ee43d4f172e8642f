"""The paragraphs of a Word file in reading order, each with its words and its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from liushou_desk.domain.paper_text import CellPlace
from liushou_desk.domain.text import cleaned
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.runs import boxes, is_mark_deleted, pieces
from liushou_desk.importing.papers.word_file import WordFile
from liushou_desk.importing.papers.wordml import local, value, w, whole
from liushou_desk.importing.sheet_scan import TooLarge

MOST_PARAGRAPHS = 200_000
MOST_SIGNS = 5_000_000
_WRAPS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"}


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph as it is printed."""

    element: Element
    label: str
    """The number that Word sets before it."""
    words: str
    place: str
    """Empty for one that prints nothing."""
    cell: CellPlace | None = None
    is_boxed: bool = False

    @property
    def text(self) -> str:
        """Number and words."""
        parted = " " if self.label[-1:].isalnum() or self.words[:1].isdigit() else ""
        return f"{self.label}{parted}{self.words}" if self.label else self.words


class Story:
    """Goes through the body once."""

    def __init__(self, file: WordFile) -> None:
        self._styles = file.styles
        self._numbering = file.numbering()
        self._paragraphs = self._tables = self._boxes = self._all = self._signs = 0
        self._before = ""

    def of(self, root: Element) -> Iterator[Said]:
        """Every paragraph, empty ones too. Raises `TooLarge`."""
        for block in _blocks(root):
            if local(block) == "p":
                yield from self._paragraph(block)
            else:
                yield from self._table(block)

    def _paragraph(
        self, element: Element, cell: CellPlace | None = None, box: str = ""
    ) -> Iterator[Said]:
        said = "".join(text for _, text in pieces(element, self._styles))
        if is_mark_deleted(element):
            self._before += said
        else:
            words, self._before = _plain(self._before + said), ""
            label = cleaned(self._numbering.label(element)) if self._counts(element, words) else ""
            self._weigh(words)
            place = self._place(cell, box) if label or words.strip() else ""
            yield Said(element, label, words, place, cell, bool(box))
        for content in boxes(element):
            yield from self._box(content)

    @staticmethod
    def _counts(element: Element, words: str) -> bool:
        """An empty paragraph of a list has a number, one at a section's end has none."""
        return bool(words.strip()) or element.find(f"{w('pPr')}/{w('sectPr')}") is None

    def _box(self, content: Element) -> Iterator[Said]:
        self._boxes += 1
        before, self._before = self._before, ""
        name = f"文本框{self._boxes}"
        for at, block in enumerate(_blocks(content), start=1):
            if local(block) == "p":
                yield from self._paragraph(block, None, f"{name}第{at}段")
            else:
                yield from self._table(block)
        self._before = before

    def _place(self, cell: CellPlace | None, box: str) -> str:
        if cell:
            return f"表{cell.table}第{cell.row}行第{cell.column}列"
        if box:
            return box
        self._paragraphs += 1
        return f"第{self._paragraphs}段"

    def _table(self, table: Element) -> Iterator[Said]:
        self._tables += 1
        number = self._tables
        for at, row in enumerate(_inside(table, "tr"), start=1):
            column = 1 + _span(row, "trPr", "gridBefore", 0)
            for cell in _inside(row, "tc"):
                width = _span(cell, "tcPr", "gridSpan", 1)
                if not _is_covered(cell):
                    yield from self._cell(cell, CellPlace(number, at, column))
                column += max(1, width)

    def _cell(self, cell: Element, place: CellPlace) -> Iterator[Said]:
        for block in _blocks(cell):
            if local(block) == "p":
                yield from self._paragraph(block, place)
            else:
                yield from self._table(block)

    def _weigh(self, words: str) -> None:
        self._all += 1
        self._signs += len(words)
        if self._all > MOST_PARAGRAPHS or self._signs > MOST_SIGNS:
            raise TooLarge


def _plain(text: str) -> str:
    return cleaned(text).strip("\n")


def _blocks(root: Element) -> Iterator[Element]:
    for child in root:
        name = local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name == "AlternateContent":
            yield from _blocks(_chosen(child))
        elif name in _WRAPS:
            yield from _blocks(child)


def _chosen(alternate: Element) -> Element:
    named = {local(child): child for child in alternate}
    return named.get("Choice", named.get("Fallback", ()))


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those put in by a change too."""
    for child in element:
        found = local(child)
        if found == name and not _is_deleted(child):
            yield child
        elif found in _WRAPS:
            yield from _inside(child, name)


def _is_deleted(row: Element) -> bool:
    return row.find(f"{w('trPr')}/{w('del')}") is not None


def _span(element: Element, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{w(properties)}/{w(name)}")
    return min(max(whole(value(found), otherwise), 0), 1000) if found is not None else otherwise


def _is_covered(cell: Element) -> bool:
    """A cell that another one above it reaches into."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and value(merge) in {"", "continue"}
