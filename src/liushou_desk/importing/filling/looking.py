"""Looks at a template before anything is done with it: what it is by its content, one sentence."""

import stat
import zipfile
import zlib
from pathlib import Path

from liushou_desk.errors import FileTrouble, TemplateTrouble
from liushou_desk.importing.guard import MOST_RATIO, RATIO_COUNTS_FROM

WORKBOOK, WORD = "xlsx", "docx"
CALLED = {WORKBOOK: "Excel工作簿", WORD: "Word文档"}
MOST_BYTES = 20 * 1024 * 1024
MOST_UNFOLDED = 200 * 1024 * 1024
MOST_PART = 48 * 1024 * 1024
"""Bytes of a part that is edited as a whole."""
MOST_ENTRIES = 2000
UNTOUCHED = "没有写出任何文件，原文件没有改动。"
_PIECE = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_OLD = (
    ("EncryptedPackage", "", "加了打开密码"),
    ("Workbook", WORKBOOK, "是旧格式的表格（.xls或.et）"),
    ("Book", WORKBOOK, "是旧格式的表格（.xls或.et）"),
    ("WordDocument", WORD, "是旧格式的文档（.doc或.wps）"),
)
"""Streams of an OLE file, what they are to become, and what they tell of it."""
_PARTS = {WORKBOOK: "xl/", WORD: "word/"}
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,  # a part packed with a password
)


def kind_of_template(path: Path) -> str:
    """`WORKBOOK` or `WORD`, by the content. Raises `FileTrouble` or `TemplateTrouble`."""
    head = _head(path)
    if head.startswith(_OLE):
        raise _old(path)
    if not head.startswith(b"PK"):
        raise _no_template(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind(path, archive)
    except _UNREADABLE as error:
        raise damaged(path) from error


def require_kind(path: Path, wanted: str) -> None:
    """Refuse whatever is not of this kind. Raises `FileTrouble` or `TemplateTrouble`."""
    found = kind_of_template(path)
    if found != wanted:
        said = f"“{path.name}”其实是{CALLED[found]}，这里要用{CALLED[wanted]}，{UNTOUCHED}"
        raise TemplateTrouble(said, f"请另选一个.{wanted}文件。")


def damaged(path: Path) -> TemplateTrouble:
    """A file that is none, or no longer."""
    said = f"“{path.name}”已损坏，打不开，{UNTOUCHED}"
    return TemplateTrouble(said, "请向发表的单位重新要一份，或用WPS打开后另存为.xlsx/.docx。")


def too_large(path: Path) -> TemplateTrouble:
    """More than a template may be."""
    said = f"“{path.name}”太大（或展开后太大），{UNTOUCHED}"
    return TemplateTrouble(said, "请删去其中的图片和空白的行列，另存一份再试。")


def _head(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            said = f"“{path.name}”不是普通文件，{UNTOUCHED}"
            raise FileTrouble(said, "请选择一个.xlsx或.docx文件。")
        if found.st_size > MOST_BYTES:
            raise too_large(path)
        with path.open("rb") as file:
            head = file.read(8)
    except (OSError, ValueError) as error:
        said = f"找不到或读不了“{path.name}”，{UNTOUCHED}"
        raise FileTrouble(said, "请先在WPS里关闭它，检查文件位置和U盘，再试一次。") from error
    if not head:
        raise TemplateTrouble(f"“{path.name}”是空文件（0字节），{UNTOUCHED}", "请重新要一份。")
    return head


def _old(path: Path) -> TemplateTrouble:
    content = path.read_bytes()
    for stream, wanted, told in _OLD:
        if stream.encode("utf-16-le") in content:
            how = f"用WPS另存为.{wanted}" if wanted else "在WPS里去掉密码，另存为.xlsx或.docx"
            return TemplateTrouble(
                f"“{path.name}”{told}，{UNTOUCHED}", f"请{how}，再选那一个文件。"
            )
    return _no_template(path)


def _no_template(path: Path) -> TemplateTrouble:
    said = f"“{path.name}”不是Excel工作簿，也不是Word文档，{UNTOUCHED}"
    return TemplateTrouble(said, "请用WPS另存为.xlsx或.docx，再选那一个文件。")


def _kind(path: Path, archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise damaged(path)
    unfolded = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    is_bomb = unfolded > RATIO_COUNTS_FROM and unfolded / packed > MOST_RATIO
    if unfolded > MOST_UNFOLDED or is_bomb:
        raise too_large(path)
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if len(set(names)) < len(names):
        raise damaged(path)  # which of the two would Excel read?
    types = _read_through(archive)
    if b"macroenabled" in types.lower() or any(n.endswith("vbaproject.bin") for n in names):
        raise TemplateTrouble(
            f"“{path.name}”带有宏，宏可能改动电脑里的东西，{UNTOUCHED}",
            "请用WPS另存为不带宏的.xlsx或.docx，再选那一个文件。",
        )
    for kind, folder in _PARTS.items():
        if types and any(name.startswith(folder) for name in names):
            return kind
    raise _no_template(path)


def _read_through(archive: zipfile.ZipFile) -> bytes:
    """Every member once, so that a damaged or lying archive shows; the list of content types."""
    types = b""
    for entry in archive.infolist():
        with archive.open(entry) as part:
            if entry.filename.lower() == "[content_types].xml":
                types = part.read(_PIECE)
            while part.read(_PIECE):
                pass
    return types
