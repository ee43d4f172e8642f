"""Looks at a file before anything parses it: what it is by its content, and how large it unfolds.

A name says nothing: school systems call an .xlsx .xls, and a text that Excel opens .xlsx.
"""

import stat
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from liushou_desk.errors import FileTrouble, ImportTrouble
from liushou_desk.importing import old_scan
from liushou_desk.importing.sheet_scan import MOST_COLUMNS, MOST_ROWS, BookScan, TooLarge

MOST_BYTES = 200 * 1024 * 1024
MOST_UNFOLDED = 512 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 2000
RATIO_COUNTS_FROM = 64 * 1024 * 1024
_PIECE = 1 << 20
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".csv", ".txt"}

_OLE = b"\xd0\xcf\x11\xe0"
_MARKUP = (b"<?xml", b"<html", b"<!doc", b"<table", b"<meta")
_BOMS = b"\xef\xbb\xbf\xff\xfe"
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,  # a part packed with a password
)
"""What a damaged or lying archive raises when it is opened."""
_UNTOUCHED = "没有导入任何数据。"


class Kind(Enum):
    """How a file is to be read."""

    WORKBOOK = auto()
    """.xlsx"""
    OLD = auto()
    """.xls of Excel 97 to 2003 and of WPS."""
    TEXT = auto()
    """.csv and Excel's “Unicode 文本”."""


def kind_of(path: Path) -> Kind:
    """What a file is by its content.

    Raises `FileTrouble` or `ImportTrouble` for what cannot or must not be opened.
    """
    head = head_of(path, _UNTOUCHED, "请选择工作簿文件。")
    if path.suffix.lower() not in SUFFIXES:
        raise ImportTrouble(
            f"“{path.name}”不是Excel工作簿或CSV文件，{_UNTOUCHED}", "请选择.xlsx、.xls或.csv文件。"
        )
    if path.stat().st_size > MOST_BYTES:
        raise too_large(path)
    if head.startswith(_OLE):
        return Kind.OLD
    if head.startswith(b"PK"):
        return Kind.WORKBOOK
    if head.lstrip(_BOMS + b" \r\n\t").lower().startswith(_MARKUP):
        raise ImportTrouble(
            f"“{path.name}”其实是网页或XML文件，不是真正的工作簿，{_UNTOUCHED}",
            "请在Excel里打开它，另存为.xlsx再导入。",
        )
    return Kind.TEXT


def head_of(path: Path, untouched: str, choose: str) -> bytes:
    """How an ordinary file begins, which is not empty; the words say what is safe, what to choose.

    Raises `FileTrouble`.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise FileTrouble(f"找不到“{path}”，{untouched}", "请检查文件位置和名称。") from error
    if stat.S_ISDIR(mode):
        raise FileTrouble(f"“{path}”是文件夹，{untouched}", choose)
    if not stat.S_ISREG(mode):  # a pipe would be waited for, a device never ends
        raise FileTrouble(f"“{path}”是管道或设备，不是普通文件，{untouched}", choose)
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise FileTrouble(
            f"读不了“{path.name}”，{untouched}", "请先关闭正打开着它的程序，或检查U盘是否插好。"
        ) from error
    if not head:
        raise FileTrouble(f"“{path.name}”是空文件（0字节），{untouched}", "请重新导出一份。")
    return head


@contextmanager
def opened(path: Path) -> Generator[zipfile.ZipFile]:
    """The archive of an .xlsx that may be unfolded; what fails within is told as damage.

    Raises `ImportTrouble`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive)
            yield archive
    except TooLarge as error:
        raise too_large(path) from error
    except UNREADABLE as error:
        raise damaged(path) from error


def check_archive(archive: zipfile.ZipFile) -> None:
    """See that it unfolds to what may be read, and that its parts are sound.

    Raises `TooLarge` or one of `UNREADABLE`.
    """
    entries = archive.infolist()
    unfolded = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bomb = unfolded > RATIO_COUNTS_FROM and unfolded / packed > MOST_RATIO
    if unfolded > MOST_UNFOLDED or bomb:
        raise TooLarge
    if len(entries) > MOST_ENTRIES:
        raise zipfile.BadZipFile
    for entry in entries:  # each once, so that a damaged or lying archive shows
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(entry) as part:
            while part.read(_PIECE):
                pass


def check_old(path: Path) -> BookScan:
    """What an old workbook really holds, before anything parses it. Raises `ImportTrouble`."""
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
        raise too_large(path)
    return scan


def too_large(path: Path) -> ImportTrouble:
    """More than is read, by its content."""
    return ImportTrouble(
        f"“{path.name}”太大（超过{MOST_ROWS // 10_000}万行或{MOST_COLUMNS}列），{_UNTOUCHED}",
        "请删去空白的行列，或分成几个文件再导入。",
    )


def damaged(path: Path) -> ImportTrouble:
    """A file that is none of the kinds, or no longer."""
    return ImportTrouble(
        f"“{path.name}”已损坏或不是Excel工作簿，{_UNTOUCHED}", "请重新导出一份，或另存为.xlsx。"
    )
