"""A .docx, opened: the parts that say something, as trees."""

import zipfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from liushou_desk.importing.guard import UNREADABLE, check_archive
from liushou_desk.importing.markup import Element, tree
from liushou_desk.importing.package import Package, Relation
from liushou_desk.importing.papers.numbering import Numbering
from liushou_desk.importing.papers.refusing import AS_DOCX, damaged, refused, too_large
from liushou_desk.importing.papers.styles import Styles
from liushou_desk.importing.papers.wordml import SPACE, STRICT, w
from liushou_desk.importing.sheet_scan import TooLarge, Unreadable

_TYPES = ("document.main+xml", "document.macroEnabled.main+xml", "template.main+xml")
_MOST = 24 * 1024 * 1024
"""Bytes of one part: a paper of a thousand pages has fewer."""
_OTHERS = {
    "spreadsheetml": "其实是Excel工作簿，不是公文",
    "presentationml": "其实是演示文稿，不是公文",
}


class WordFile:
    """The trees of a Word file. Raises `Unreadable` where there is none."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = package.main(_TYPES)
        self._relations = package.relations_of(self.main) if self._has_relations() else {}
        self.root = self._part(self.main, "document")
        body = self.root.find(w("body"))
        if body is None:
            raise Unreadable
        self.body: Element = body

    @cached_property
    def styles(self) -> Styles:
        """Its styles."""
        return Styles(self.of_kind("styles", "styles"))

    def numbering(self) -> Numbering:
        """Its lists, with nothing counted."""
        return Numbering(self.of_kind("numbering", "numbering"), self.styles)

    def of_kind(self, kind: str, root: str) -> Element | None:
        """The part of a kind that there is once, if it is there."""
        found = (one.target for one in self._relations.values() if one.kind == kind)
        part = next((target for target in found if self._package.has(target)), None)
        return None if part is None else self._part(part, root)

    def by_relation(self, name: str, root: str) -> Element | None:
        """The part that a section names, if it is there."""
        relation: Relation | None = self._relations.get(name)
        if relation is None or not self._package.has(relation.target):
            return None
        return self._part(relation.target, root)

    def target_of(self, name: str) -> str:
        """The name of the part that a relation leads to; empty where there is none."""
        relation = self._relations.get(name)
        return "" if relation is None else relation.target

    def _has_relations(self) -> bool:
        folder, _, name = self.main.rpartition("/")
        return self._package.has(f"{folder}/_rels/{name}.rels")

    def _part(self, part: str, root: str) -> Element:
        with self._package.open(part) as file:
            content = file.read(_MOST + 1)
        if len(content) > _MOST:
            raise TooLarge
        return tree(content.replace(STRICT, SPACE.encode()), root)


@contextmanager
def opened(path: Path) -> Generator[WordFile]:
    """A Word file without macros; what fails within is told as damage. Raises `FileTrouble`."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive)
            package = Package(archive)
            _refuse_others(path, package)
            yield WordFile(package)
    except TooLarge as error:
        raise too_large(path) from error
    except UNREADABLE as error:
        raise damaged(path) from error


def _refuse_others(path: Path, package: Package) -> None:
    """What is packed alike but is no Word file, or would run something."""
    parts: Sequence[str] = list(package.parts)
    if "ofd.xml" in parts:
        raise refused(path, "是OFD版式文件", "请用OFD阅读器打开它，另存为PDF再来。")
    if "content.xml" in parts and "mimetype" in parts:
        raise refused(path, "是ODF文档", AS_DOCX)
    if "encryption.xml" in {part.rpartition("/")[2] for part in parts}:
        raise refused(path, "是加密的文档", AS_DOCX)
    if "[content_types].xml" not in parts:
        raise refused(path, "是压缩包，不是Word文件")
    kind = package.type_of(package.main(_TYPES))
    for word, why in _OTHERS.items():
        if word in kind:
            raise refused(path, why)
    if "macroenabled" in kind.lower() or any(part.endswith("vbaproject.bin") for part in parts):
        raise refused(path, "里面带有宏，没有打开", "请用WPS打开它，另存为不带宏的.docx再来。")
