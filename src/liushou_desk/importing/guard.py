"""Looks at a file before anything parses it: what it is by its content, and how large it unfolds.

A name says nothing: school systems call an .xlsx .xls, and a text that Excel opens .xlsx.
"""

import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from liushou_desk.errors import FileTrouble, ImportTrouble
from liushou_desk.importing import old_scan
from liushou_desk.importing.sheet_scan import MOST_COLUMNS, MOST_ROWS, BookScan, scan_book

MOST_BYTES = 200 * 1024 * 1024
MOST_UNFOLDED = 512 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 2000
RATIO_COUNTS_FROM = 64 * 1024 * 1024
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".csv", ".txt"}

_OLE = b"\xd0\xcf\x11\xe0"
_MARKUP = (b"<?xml", b"<html", b"<!doc", b"<table", b"<meta")
_BOMS = b"\xef\xbb\xbf\xff\xfe"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,  # a part packed with a password
)
_UNTOUCHED = "没有导入任何数据。"


class Kind(Enum):
    """How a file is to be read."""

    WORKBOOK = auto()
    """.xlsx"""
    OLD = auto()
    """.xls of Excel 97 to 2003 and of WPS."""
    TEXT = auto()
    """.csv and Excel's “Unicode 文本”."""


def check_workbook(path: Path) -> tuple[Kind, BookScan]:
    """What a file is, and what each of its sheets really holds; of a text nothing is known yet.

    Raises `FileTrouble` or `ImportTrouble` for what cannot or must not be opened.
    """
    head = _head(path)
    if path.suffix.lower() not in SUFFIXES:
        raise ImportTrouble(
            f"“{path.name}”不是Excel工作簿或CSV文件，{_UNTOUCHED}", "请选择.xlsx、.xls或.csv文件。"
        )
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(path)
    if head.startswith(_OLE):
        return Kind.OLD, _check_old(path)
    if head.startswith(b"PK"):
        return Kind.WORKBOOK, _check_new(path)
    if head.lstrip(_BOMS + b" \r\n\t").lower().startswith(_MARKUP):
        raise ImportTrouble(
            f"“{path.name}”其实是网页或XML文件，不是真正的工作簿，{_UNTOUCHED}",
            "请在Excel里打开它，另存为.xlsx再导入。",
        )
    return Kind.TEXT, BookScan()


def _head(path: Path) -> bytes:
    if not path.exists():
        raise FileTrouble(f"找不到“{path}”，{_UNTOUCHED}", "请检查文件位置和名称。")
    if path.is_dir():
        raise FileTrouble(f"“{path}”是文件夹，{_UNTOUCHED}", "请选择工作簿文件。")
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise FileTrouble(
            f"读不了“{path.name}”，{_UNTOUCHED}", "请先在Excel里关闭它，或检查U盘是否插好。"
        ) from error
    if not head:
        raise ImportTrouble(f"“{path.name}”是空文件（0字节），{_UNTOUCHED}", "请重新导出一份。")
    return head


def _check_new(path: Path) -> BookScan:
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_archive(path, archive)
    except _UNREADABLE as error:
        raise damaged(path) from error


def _check_archive(path: Path, archive: zipfile.ZipFile) -> BookScan:
    entries = archive.infolist()
    unfolded = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bomb = unfolded > RATIO_COUNTS_FROM and unfolded / packed > MOST_RATIO
    if unfolded > MOST_UNFOLDED or bomb:
        raise _too_large(path)
    if len(entries) > MOST_ENTRIES or "xl/workbook.xml" not in archive.namelist():
        raise damaged(path)
    return _fitting(path, scan_book(archive))


def _check_old(path: Path) -> BookScan:
    try:
        return _fitting(path, old_scan.scan_old(path.read_bytes()))
    except old_scan.Locked as error:
        raise _locked(path, "加了打开密码") from error
    except (ValueError, OSError) as error:
        if path.suffix.lower() != ".xls":
            raise _locked(path, "加了打开密码，或已损坏") from error
        raise damaged(path) from error


def _locked(path: Path, what: str) -> ImportTrouble:
    return ImportTrouble(
        f"“{path.name}”{what}，{_UNTOUCHED}", "请在Excel里去掉密码，另存为.xlsx再导入。"
    )


def _fitting(path: Path, scan: BookScan) -> BookScan:
    if scan.is_too_large:
        raise _too_large(path)
    return scan


def _too_large(path: Path) -> ImportTrouble:
    return ImportTrouble(
        f"“{path.name}”太大（超过{MOST_ROWS // 10_000}万行或{MOST_COLUMNS}列），{_UNTOUCHED}",
        "请删去空白的行列，或分成几个文件再导入。",
    )


def damaged(path: Path) -> ImportTrouble:
    """A file that is none of the kinds, or no longer."""
    return ImportTrouble(
        f"“{path.name}”已损坏或不是Excel工作簿，{_UNTOUCHED}", "请重新导出一份，或另存为.xlsx。"
    )
