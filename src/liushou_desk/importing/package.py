"""The parts of an .xlsx or .docx, found as the format says: by relations and types, not by name.

ECMA-376 part 2: names are compared without regard to case, targets are relative to their part.
"""

import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import IO
from urllib.parse import unquote

from liushou_desk.importing.markup import Element, attribute, children, is_on, tree
from liushou_desk.importing.sheet_scan import Unreadable

_MOST_SHEETS = 1000
_MOST_SMALL = 16 * 1024 * 1024
"""Bytes of a part that is read as a whole."""
_BOOK_TYPES = ("sheet.main+xml", "sheet.macroEnabled.main+xml", "template.main+xml")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads; the kind is the last word of its type."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet in the order of the workbook."""

    name: str
    part: str
    is_hidden: bool


class Package:
    """An opened .xlsx. Its methods raise `Unreadable` where it is none or damaged."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            key = _key(entry.filename)
            if key in self._entries:
                raise Unreadable  # which of the two would Excel read?
            self._entries[key] = entry

    def open(self, part: str) -> IO[bytes]:
        """A part to be read piece by piece."""
        entry = self._entries.get(_key(part))
        if entry is None:
            raise Unreadable
        return self._archive.open(entry)

    @cached_property
    def workbook(self) -> str:
        """The part that lists the sheets."""
        return self.main(_BOOK_TYPES)

    def main(self, types: tuple[str, ...]) -> str:
        """The part that everything else hangs on, of one of these types."""
        with suppress(Unreadable):
            for relation in self.relations_of("").values():
                if relation.kind == "officeDocument":
                    return relation.target
        listed = self._small("[Content_Types].xml", "Types")
        for override in children(listed, "Override"):
            if attribute(override, "ContentType").endswith(types):
                return _key(attribute(override, "PartName"))
        raise Unreadable

    def type_of(self, part: str) -> str:
        """What the package says that a part is; empty where it says nothing of its own."""
        listed, sought = self._small("[Content_Types].xml", "Types"), _key(part)
        overrides = children(listed, "Override")
        found = (o for o in overrides if _key(attribute(o, "PartName")) == sought)
        return next((attribute(override, "ContentType") for override in found), "")

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return _key(part) in self._entries

    @property
    def parts(self) -> Iterable[str]:
        """The names of all parts, in small letters."""
        return self._entries.keys()

    def sheets(self) -> list[SheetPart]:
        """The worksheets in the order of the workbook; charts and macros are left out."""
        relations, found = self.relations, list[SheetPart]()
        for sheet in children(self._book, "sheet"):
            # The id of the relation stands in a namespace, that of the sheet in none.
            ids = [v for k, v in sheet.attrib.items() if str(k).endswith("}id")]
            relation = relations.get(str(ids[0]) if ids else "")
            if relation is None:
                raise Unreadable
            if relation.kind == "worksheet":
                is_hidden = sheet.get("state", "visible").strip() in {"hidden", "veryHidden"}
                found.append(SheetPart(sheet.get("name", ""), relation.target, is_hidden))
        if len(found) > _MOST_SHEETS:
            raise Unreadable
        return found

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Where the workbook leads, by id."""
        return self.relations_of(self.workbook)

    def part_of(self, kind: str) -> str | None:
        """The workbook's part of a kind, if it has one."""
        found = (r.target for r in self.relations.values() if r.kind == kind)
        return next((target for target in found if _key(target) in self._entries), None)

    @property
    def is_1904(self) -> bool:
        """Whether its days are counted from 1904."""
        return any(is_on(found, "date1904") for found in children(self._book, "workbookPr"))

    def small(self, part: str, root: str) -> Element:
        """A part as a whole."""
        return self._small(part, root)

    @cached_property
    def _book(self) -> Element:
        return self._small(self.workbook, "workbook")

    def _small(self, part: str, root: str) -> Element:
        with self.open(part) as file:
            content = file.read(_MOST_SMALL + 1)
        if len(content) > _MOST_SMALL:
            raise Unreadable
        return tree(content, root)

    def relations_of(self, part: str) -> dict[str, Relation]:
        """Where a part leads inside the package, by id; the empty name is the package itself."""
        folder, name = posixpath.split(part)
        listed = self._small(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationships")
        found: dict[str, Relation] = {}
        for relation in children(listed, "Relationship"):
            if attribute(relation, "TargetMode") == "External":
                continue
            target = unquote(attribute(relation, "Target")).replace("\\", "/")
            kind = attribute(relation, "Type").rstrip("/").rpartition("/")[2]
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attribute(relation, "Id")] = Relation(kind, path)
        return found


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
