"""Looks at a workbook before anything parses it: size, form, and how large it would unfold."""

import zipfile
import zlib
from pathlib import Path

from liushou_desk.errors import FileTrouble, ImportTrouble
from liushou_desk.importing.sheet_scan import MOST_COLUMNS, MOST_ROWS, SheetScan, scan_sheets

MOST_BYTES = 200 * 1024 * 1024
MOST_UNFOLDED = 512 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 2000
RATIO_COUNTS_FROM = 64 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0"
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


def check_workbook(path: Path) -> list[SheetScan]:
    """What each sheet of an .xlsx really holds; nothing is known of an .xls.

    Raises `FileTrouble` or `ImportTrouble` for what cannot or must not be opened.
    """
    head = _head(path)
    if path.suffix.lower() not in {".xlsx", ".xlsm", ".xls"}:
        raise ImportTrouble(
            f"“{path.name}”不是Excel工作簿，{_UNTOUCHED}", "请选择.xlsx或.xls文件。"
        )
    if head.startswith(_OLE):
        if path.suffix.lower() != ".xls":
            raise ImportTrouble(
                f"“{path.name}”加了打开密码，或其实是旧格式，{_UNTOUCHED}",
                "请在Excel里去掉密码，另存为.xlsx再导入。",
            )
        return []
    if not head.startswith(b"PK"):
        raise _damaged(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_archive(path, archive)
    except _UNREADABLE as error:
        raise _damaged(path) from error


def _head(path: Path) -> bytes:
    if not path.exists():
        raise FileTrouble(f"找不到“{path}”，{_UNTOUCHED}", "请检查文件位置和名称。")
    if path.is_dir():
        raise FileTrouble(f"“{path}”是文件夹，{_UNTOUCHED}", "请选择工作簿文件。")
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise FileTrouble(
            f"读不了“{path.name}”，{_UNTOUCHED}", "请先在Excel里关闭它，或检查U盘是否插好。"
        ) from error
    if not head:
        raise ImportTrouble(f"“{path.name}”是空文件（0字节），{_UNTOUCHED}", "请重新导出一份。")
    return head


def _check_archive(path: Path, archive: zipfile.ZipFile) -> list[SheetScan]:
    entries = archive.infolist()
    unfolded = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bomb = unfolded > RATIO_COUNTS_FROM and unfolded / packed > MOST_RATIO
    if path.stat().st_size > MOST_BYTES or unfolded > MOST_UNFOLDED or bomb:
        raise _too_large(path)
    if len(entries) > MOST_ENTRIES or "xl/workbook.xml" not in archive.namelist():
        raise _damaged(path)
    scans = scan_sheets(archive)
    if any(scan.is_too_large for scan in scans):
        raise _too_large(path)
    return scans


def _too_large(path: Path) -> ImportTrouble:
    return ImportTrouble(
        f"“{path.name}”太大（超过{MOST_ROWS // 10_000}万行或{MOST_COLUMNS}列），{_UNTOUCHED}",
        "请删去空白的行列，或分成几个文件再导入。",
    )


def _damaged(path: Path) -> ImportTrouble:
    return ImportTrouble(
        f"“{path.name}”已损坏或不是Excel工作簿，{_UNTOUCHED}", "请重新导出一份，或另存为.xlsx。"
    )
