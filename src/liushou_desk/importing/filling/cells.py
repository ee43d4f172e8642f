"""The XML of one sheet with other values in some cells: style, order and merged cells kept.

A formula is never written over. Strings stand in the cell itself (inlineStr), so that the list of
shared ones stays as it is.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from lxml import etree

from liushou_desk.importing.filling.rules import area_of
from liushou_desk.importing.grid import Span
from liushou_desk.importing.markup import Element
from liushou_desk.importing.sheet_scan import Unreadable, column_letters

Wish = tuple[int, int, Any]
"""Row and column from 0, then text, a number, None, or a day as {"day": ISO, "text": as told}."""
_BEFORE_1900, _BEFORE_1904 = date(1899, 12, 30), date(1904, 1, 1)
_OF_ITS_PLACE = ("r", "spans", "hidden", "collapsed", "outlineLevel")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Unfit(ValueError):
    """A cell that may not be written; why, as the end of a sentence about its place."""

    def __init__(self, row: int, column: int, why: str) -> None:
        super().__init__(why)
        self.place, self.why = f"{column_letters(column + 1)}{row + 1}", why


class Styles(NamedTuple):
    """Cell styles by number: those that show a day or a share, those that may be filled in."""

    dated: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()
    unlocked: frozenset[int] = frozenset()


class SheetXml:
    """One sheet as a tree."""

    def __init__(self, root: Element, styles: "Styles", *, is_1904: bool) -> None:
        self.root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._dated, self._shares, self._open = styles.dated, styles.shares, styles.unlocked
        self._is_1904 = is_1904
        data = root.find(f"{self._space}sheetData")
        if data is None:
            raise Unreadable
        self._data = data
        self._rows = {
            self._number(row, at): row for at, row in enumerate(self._elements(data, "row"))
        }
        self._cells: dict[int, dict[int, Element]] = {}
        self._spans = [
            s for m in root.iter(f"{self._space}mergeCell") if (s := area_of(m.get("ref", "")))
        ]
        self._arrays = [
            area
            for formula in data.iter(f"{self._space}f")
            if formula.get("ref") and formula.get("t") in ("array", "dataTable")
            if (area := area_of(formula.get("ref")))
        ]  # fmt: skip
        protection = root.find(f"{self._space}sheetProtection")
        self._is_protected = protection is not None and protection.get("sheet", "0") in (
            "1",
            "true",
        )

    def write(self, wishes: Iterable[Wish], like: int | None = None) -> None:
        """Write all of it; a row that is new looks like the row `like`. Raises `Unfit`."""
        for row, column, value in wishes:
            self._require_row(row, like)
            self._put(row, column, value)
        self._widen()

    def _put(self, row: int, column: int, value: Any) -> None:
        row, column = self._anchor(row, column)
        cell = self._cell(row, column)
        style = int(cell.get("s", "0"))
        if cell.find(f"{self._space}f") is not None or any(
            _holds(area, row, column) for area in self._arrays
        ):
            raise Unfit(row, column, "是公式，程序从不改写公式")
        if self._is_protected and style not in self._open:
            raise Unfit(row, column, "在受保护的工作表里，不能填写")
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, dict):
            value = self._shown(cast("dict[str, Any]", value), style)
        if isinstance(value, str):
            if value:
                cell.set("t", "inlineStr")
                text = etree.SubElement(
                    etree.SubElement(cell, f"{self._space}is"), f"{self._space}t"
                )
                text.set(_SPACE, "preserve")
                text.text = value
        elif value is not None:
            etree.SubElement(cell, f"{self._space}v").text = str(value)

    def _shown(self, told: dict[str, Any], style: int) -> str | int | float:
        """A day or a rate as a number where the cell shows numbers so, in words anywhere else."""
        if "percent" in told:
            bare = Decimal(str(told["percent"]))
            return float(bare / 100) if style in self._shares else str(told["text"])
        day = date.fromisoformat(str(told["day"]))
        if style not in self._dated:
            return str(told.get("text") or day.isoformat())
        return (day - (_BEFORE_1904 if self._is_1904 else _BEFORE_1900)).days

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value of a merged one."""
        for (top, left), (bottom, right) in self._spans:
            if top <= row <= bottom and left <= column <= right:
                if row != top:
                    raise Unfit(row, column, "和上一行合并成了一格，分不开两名儿童")
                return top, left
        return row, column

    def _require_row(self, row: int, like: int | None) -> None:
        """Make a missing row, dressed like another one."""
        if row in self._cells or like is None or row == like:
            return
        pattern = self._rows.get(like)
        is_new = row not in self._rows
        made = self._row(row)
        if pattern is None:
            return
        if is_new:
            for name, value in pattern.attrib.items():
                if name not in _OF_ITS_PLACE:
                    made.set(name, value)
            self._merge_alike(like, row)
        cells = self._cells_of(row)
        for column, cell in self._cells_of(like).items():
            if column not in cells and cell.get("s"):
                self._cell(row, column).set("s", cell.get("s"))

    def _merge_alike(self, like: int, row: int) -> None:
        across = [span for span in self._spans if span[0][0] == span[1][0] == like]
        if not across:
            return
        merged = self.root.find(f"{self._space}mergeCells")
        for (_, left), (_, right) in across:
            self._spans.append(((row, left), (row, right)))
            ref = f"{column_letters(left + 1)}{row + 1}:{column_letters(right + 1)}{row + 1}"
            etree.SubElement(merged, f"{self._space}mergeCell").set("ref", ref)
        merged.set("count", str(len(merged)))

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = etree.Element(f"{self._space}row")
            row.set("r", str(number + 1))
            behind = [known for known in self._rows if known > number]
            if behind:
                self._rows[min(behind)].addprevious(row)
            else:
                self._data.append(row)
            self._rows[number] = row
        return self._rows[number]

    def _cells_of(self, number: int) -> dict[int, Element]:
        if number not in self._cells:
            row = self._row(number)
            row.attrib.pop("spans", None)  # a hint that need not be there
            cells: dict[int, Element] = {}
            for cell in self._elements(row, "c"):
                area = area_of(cell.get("r", "")) if cell.get("r") else None
                column = area[0][1] if area else max(cells, default=-1) + 1
                cell.set("r", f"{column_letters(column + 1)}{number + 1}")
                cells[column] = cell
            self._cells[number] = cells
        return self._cells[number]

    def _cell(self, row: int, column: int) -> Element:
        cells = self._cells_of(row)
        if column not in cells:
            cell = etree.Element(f"{self._space}c")
            cell.set("r", f"{column_letters(column + 1)}{row + 1}")
            if style := self._usual_style(row, column):
                cell.set("s", style)
            behind = [known for known in cells if known > column]
            if behind:
                cells[min(behind)].addprevious(cell)
            else:
                self._row(row).insert(len(cells), cell)
            cells[column] = cell
        return cells[column]

    def _usual_style(self, row: int, column: int) -> str | None:
        """What an absent cell is shown in: the style of its row, else of its column."""
        if self._row(row).get("customFormat") in ("1", "true"):
            return self._row(row).get("s")
        for col in self.root.iter(f"{self._space}col"):
            if int(col.get("min", "0")) <= column + 1 <= int(col.get("max", "0")):
                return col.get("style")
        return None

    def _number(self, row: Element, at: int) -> int:
        """Rows without a number follow the one before; then all are numbered."""
        if not row.get("r"):
            before = row.getprevious()
            row.set("r", str(int(before.get("r")) + 1 if before is not None else at + 1))
        return int(row.get("r")) - 1

    def _elements(self, parent: Element, name: str) -> Iterator[Element]:
        return (child for child in parent if child.tag == f"{self._space}{name}")

    def _widen(self) -> None:
        """Say how far the sheet reaches now."""
        dimension = self.root.find(f"{self._space}dimension")
        area = area_of(dimension.get("ref", "")) if dimension is not None else None
        columns = [column for cells in self._cells.values() for column in cells]
        if dimension is None or area is None or not columns:
            return
        (top, left), (bottom, right) = area
        first = f"{column_letters(min(left, *columns) + 1)}{min(top, *self._rows) + 1}"
        last = f"{column_letters(max(right, *columns) + 1)}{max(bottom, *self._rows) + 1}"
        dimension.set("ref", f"{first}:{last}")


def _holds(area: Span, row: int, column: int) -> bool:
    (top, left), (bottom, right) = area
    return top <= row <= bottom and left <= column <= right
