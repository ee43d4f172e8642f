"""A Word file's package taken apart, with some parts changed or added, and put together again."""

import io
import posixpath
import zipfile

from lxml import etree

from liushou_desk.importing.markup import Element, tree
from liushou_desk.importing.papers.wordml import SPACE, STRICT
from liushou_desk.importing.sheet_scan import Unreadable

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class StrictFile(Unreadable):
    """A file of the strict variant, whose parts have other names for everything."""


class Parts:
    """The members of a package by their names; what is changed is written anew."""

    def __init__(self, archive: zipfile.ZipFile, main: str) -> None:
        self._archive = archive
        names = {one.replace("\\", "/").lstrip("/").lower(): one for one in archive.namelist()}
        self._names = names
        self.main = main
        self._trees: dict[str, Element] = {}
        self._new: dict[str, bytes] = {}
        if STRICT in archive.read(names[main.lower()]):
            raise StrictFile

    def tree(self, part: str, root: str) -> Element:
        """A part to be changed."""
        if part not in self._trees:
            new = self._new.pop(part, None)
            content = self._archive.read(self._names[part.lower()]) if new is None else new
            self._trees[part] = tree(content, root)
        return self._trees[part]

    def needed(self, kind: str, root: str) -> Element:
        """The part of a kind, an empty one where there is none, to be changed."""
        part = self.relation(kind)
        if part is None:
            self.add(kind, f'<w:{root} xmlns:w="{SPACE}"/>'.encode())
            part = next(reversed(self._new))
        return self.tree(part, root)

    def relation(self, kind: str) -> str | None:
        """The part of a kind that the document leads to."""
        for one in self._relations():
            if str(one.get("Type", "")).endswith(f"/{kind}"):
                target = str(one.get("Target", ""))
                path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
                return path if path.lower() in self._names else None
        return None

    def add(self, kind: str, content: bytes) -> str:
        """A part that the document leads to from now on; the id of its relation."""
        at = next(n for n in range(1, 10_000) if self._is_free(f"layout_{kind}{n}.xml"))
        name = f"layout_{kind}{at}.xml"
        self._new[posixpath.join(self._folder, name)] = content
        relations = self._relations()
        taken = {one.get("Id") for one in relations}
        told = next(f"layout{n}" for n in range(1, 10_000) if f"layout{n}" not in taken)
        self._child(relations, "Relationship", Id=told, Type=f"{_KINDS}/{kind}", Target=name)
        types = self.tree(_TYPES, "Types")
        part = "/" + posixpath.join(self._folder, name)
        self._child(types, "Override", PartName=part, ContentType=f"{_WORD}.{kind}+xml")
        return told

    def packed(self) -> bytes:
        """The whole package."""
        held = io.BytesIO()
        written = {part: self._bytes(part) for part in self._trees}
        changed = {
            self._names[p.lower()]: b for p, b in written.items() if p.lower() in self._names
        }
        added = {p: b for p, b in written.items() if p.lower() not in self._names}
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._archive.infolist():
                content = changed.get(entry.filename)
                kept = self._archive.read(entry) if content is None else content
                target.writestr(entry, kept, compress_type=entry.compress_type)
            for name, content in (self._new | added).items():
                target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return held.getvalue()

    def _bytes(self, part: str) -> bytes:
        found: bytes = etree.tostring(
            self._trees[part], xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return found

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.main)

    def _relations(self) -> Element:
        folder, name = posixpath.split(self.main)
        return self.tree(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationships")

    def _is_free(self, name: str) -> bool:
        path = posixpath.join(self._folder, name)
        taken = {*self._names, *self._new, *self._trees}
        return path not in taken and path.lower() not in taken

    @staticmethod
    def _child(parent: Element, name: str, **attributes: str) -> None:
        space = etree.QName(parent).namespace
        etree.SubElement(parent, f"{{{space}}}{name}", attributes)
