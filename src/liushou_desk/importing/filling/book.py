"""A workbook from elsewhere: what its sheets demand, and a copy of it with some cells filled in."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from liushou_desk.errors import TemplateTrouble
from liushou_desk.importing.filling.cells import SheetXml, Styles, Unfit, Wish
from liushou_desk.importing.filling.looking import (
    MOST_PART,
    UNTOUCHED,
    WORKBOOK,
    damaged,
    require_kind,
    too_large,
)
from liushou_desk.importing.filling.rules import rules_of
from liushou_desk.importing.format_code import parse_code, section_for
from liushou_desk.importing.markup import Element, editable
from liushou_desk.importing.package import Package
from liushou_desk.importing.shared_texts import read_codes
from liushou_desk.importing.sheet_scan import Unreadable

_UNREADABLE = (Unreadable, zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError)
_BEFORE_CALC = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames"),
)
"""What stands before `calcPr` in the part of the workbook."""


def book_facts(path: Path) -> dict[str, Any]:
    """Each sheet's rules, whether it is protected, and the names the workbook gives to cells.

    Raises `FileTrouble` or `TemplateTrouble`.
    """
    require_kind(path, WORKBOOK)
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            root = _part(path, package, package.workbook, "workbook")
            names = {e.get("name", ""): e.text or "" for e in root.iter("{*}definedName")}
            sheets = [
                {"name": s.name, "rules": rules_of(_part(path, package, s.part, "worksheet"))}
                for s in package.sheets()
            ]
            return {"sheets": sheets, "names": names}
    except _UNREADABLE as error:
        raise damaged(path) from error


def filled_book(path: Path, sheet: str, wishes: Sequence[Wish], like: int | None = None) -> bytes:
    """The workbook with some cells of a sheet filled in; all other parts are copied.

    A row that is not there yet looks like the row `like`. The one part that changes besides is the
    workbook's own, which then asks for every formula to be computed anew. Raises `FileTrouble`, or
    `TemplateTrouble` for a cell that may not be written.
    """
    require_kind(path, WORKBOOK)
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            part = next((one.part for one in package.sheets() if one.name == sheet), None)
            if part is None:
                said = f"“{path.name}”里没有工作表“{sheet}”，{UNTOUCHED}"
                raise TemplateTrouble(said, "请重新选择工作表。")
            return _copied(
                archive,
                {
                    part.lower(): _with_cells(path, package, part, wishes, like),
                    package.workbook.lower(): _computed_anew(path, package),
                },
            )
    except Unfit as error:
        said = f"“{path.name}”工作表“{sheet}”的{error.place}格{error.why}，{UNTOUCHED}"
        raise TemplateTrouble(
            said, "请去掉这一格的对应，或在WPS里取消合并、保护后另存再试。"
        ) from error
    except _UNREADABLE as error:
        raise damaged(path) from error


def _with_cells(
    path: Path, package: Package, part: str, wishes: Sequence[Wish], like: int | None
) -> bytes:
    name = package.part_of("styles")
    styles = _styles(package.small(name, "styleSheet")) if name else Styles()
    xml = SheetXml(_part(path, package, part, "worksheet"), styles, is_1904=package.is_1904)
    xml.write(wishes, like)
    return _written(xml.root)


def _styles(sheet: Element) -> Styles:
    codes = list(enumerate(read_codes(sheet)))
    return Styles(
        frozenset(at for at, code in codes if _is_day(code)),
        frozenset(at for at, code in codes if "%" in code),
        frozenset(_unlocked(sheet)),
    )


def _is_day(code: str) -> bool:
    section = section_for(parse_code(code), 1)
    return section is not None and section.is_day


def _unlocked(styles: Element) -> list[int]:
    """The cell styles that may be filled in on a protected sheet."""
    formats = styles.find("{*}cellXfs")
    found = [] if formats is None else list(formats.iter("{*}xf"))
    locks = [one.find("{*}protection") for one in found]
    return [
        at
        for at, lock in enumerate(locks)
        if lock is not None and lock.get("locked") in ("0", "false")
    ]


def _computed_anew(path: Path, package: Package) -> bytes:
    root = _part(path, package, package.workbook, "workbook")
    space = f"{{{etree.QName(root).namespace}}}"
    calculated = root.find(f"{space}calcPr")
    if calculated is None:
        calculated = etree.Element(f"{space}calcPr")
        before = [c for c in root if str(c.tag).removeprefix(space) in _BEFORE_CALC]
        (before[-1]).addnext(calculated)
    calculated.set("fullCalcOnLoad", "1")
    return _written(root)


def _part(path: Path, package: Package, name: str, root: str) -> Element:
    with package.open(name) as file:
        content = file.read(MOST_PART + 1)
    if len(content) > MOST_PART:
        raise too_large(path)
    return editable(content, root)


def _written(root: Element) -> bytes:
    tree: Any = root.getroottree()
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _copied(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """Every member in its order; those that did not change byte for byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            content = changed.get(name)
            copy.writestr(entry, archive.read(entry) if content is None else content)
    return out.getvalue()
