"""A county's workbook as it was found: its sheets as grids, and what they demand of their cells."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from liushou_desk.errors import TemplateTrouble
from liushou_desk.importing.cells import cell_address
from liushou_desk.importing.filling.looking import UNTOUCHED, WORKBOOK, require_kind
from liushou_desk.importing.filling.rules import area_of
from liushou_desk.importing.foreign import read_foreign, work_on
from liushou_desk.importing.grid import Grid, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """What is demanded of some cells; `choices` is None where the list cannot be read."""

    areas: tuple[Span, ...]
    kind: str
    operator: str
    choices: tuple[str, ...] | None
    source: str
    most: str

    def holds_for(self, row: int, column: int) -> bool:
        """Whether it is about a cell."""
        return any(
            top <= row <= bottom and left <= column <= right
            for (top, left), (bottom, right) in self.areas
        )


@dataclass(frozen=True, slots=True)
class CountyBook:
    """The workbook; `sha256` tells whether it was changed since."""

    path: Path
    sha256: str
    grids: tuple[Grid, ...]
    rules: Mapping[str, tuple[Rule, ...]]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets a clerk sees, in their order."""
        return tuple(grid.name for grid in self.grids if not grid.is_hidden)

    def grid(self, name: str) -> Grid:
        """A sheet that holds anything. Raises `TemplateTrouble`."""
        for grid in self.grids:
            if grid.name == name:
                return grid
        said = f"“{self.path.name}”里没有工作表“{name}”，或里面是空的，{UNTOUCHED}"
        raise TemplateTrouble(said, f"可选：{'、'.join(self.sheets) or '没有'}。")

    def require_same(self) -> None:
        """Refuse to go on where somebody has saved the workbook since. Raises `TemplateTrouble`."""
        if digest(self.path) != self.sha256:
            said = f"“{self.path.name}”刚才被别的程序改动过，{UNTOUCHED}"
            raise TemplateTrouble(said, "请关闭打开它的程序，重新选择这个文件。")


def read_county_book(path: Path) -> CountyBook:
    """A workbook as it stands. Raises `FileTrouble` or `TemplateTrouble`."""
    require_kind(path, WORKBOOK)
    sha256 = digest(path)
    facts, _ = work_on(path, "book_facts", {})
    book = read_foreign(path)
    lists = _Lists(book.grids, facts.get("names"))
    rules = {
        str(sheet["name"]): tuple(_rule(rule, lists, str(sheet["name"])) for rule in sheet["rules"])
        for sheet in cast("list[dict[str, Any]]", facts["sheets"])
    }
    return CountyBook(path, sha256, book.grids, rules)


def cell_name(row: int, column: int) -> str:
    """C5, of a row and a column from 0."""
    return cell_address(row + 1, column)


def digest(path: Path) -> str:
    """Of the whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rule(rule: Mapping[str, Any], lists: "_Lists", sheet: str) -> Rule:
    areas = tuple(((a, b), (c, d)) for a, b, c, d in rule["areas"])
    choices, source = rule["choices"], str(rule["source"])
    if choices is None and rule["kind"] == "list":
        choices = lists.of(source, sheet)
    return Rule(
        areas,
        str(rule["kind"]),
        str(rule["operator"]),
        None if choices is None else tuple(map(str, choices)),
        source,
        str(rule["most"]),
    )


class _Lists:
    """The drop-downs that stand in cells of a sheet, by address or by name."""

    def __init__(self, grids: tuple[Grid, ...], names: object) -> None:
        self._grids = {grid.name: grid for grid in grids}
        known = cast("dict[str, object]", names) if isinstance(names, dict) else {}
        self._names = {name: str(ref) for name, ref in known.items()}

    def of(self, source: str, sheet: str) -> tuple[str, ...] | None:
        """The words of a list, None where it is made by a formula."""
        source = self._names.get(source, source).lstrip("=")
        before, sign, cells = source.rpartition("!")
        grid = self._grids.get(before.strip("'").replace("''", "'") if sign else sheet)
        area = area_of(cells)
        if grid is None or area is None:
            return None
        (top, left), (bottom, right) = area
        rows = grid.rows[top : bottom + 1]
        texts = (
            str(raw).strip() for row in rows for raw in row[left : right + 1] if raw is not None
        )
        return tuple(dict.fromkeys(text for text in texts if text))
