"""What a paper is by its content; what cannot or must not be opened is refused here."""

from enum import Enum, auto
from pathlib import Path

from liushou_desk.importing.guard import head_of
from liushou_desk.importing.papers.refusing import (
    AS_DOCX,
    CHOOSE,
    UNTOUCHED,
    locked,
    refused,
    too_large,
)

MOST_BYTES = 100 * 1024 * 1024
_MOST_TEXT = 8 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_MARKUP = (b"<?xml", b"<html", b"<!doc", b"<table", b"<meta")
_BOMS = b"\xef\xbb\xbf\xff\xfe"


class Kind(Enum):
    """How a paper is to be read."""

    WORD = auto()
    """.docx, by whatever name."""
    TEXT = auto()
    PDF = auto()


def kind_of(path: Path) -> Kind:
    """Raises `FileTrouble` for what is none of the three."""
    head = head_of(path, UNTOUCHED, CHOOSE)
    if path.stat().st_size > MOST_BYTES:
        raise too_large(path)
    if head.startswith(_OLE):
        raise _old(path)
    if head.startswith(b"PK"):
        return Kind.WORD
    if b"%PDF-" in head:
        return Kind.PDF
    _refuse_others(path, head)
    if path.stat().st_size > _MOST_TEXT:
        raise too_large(path)
    return Kind.TEXT


def _refuse_others(path: Path, head: bytes) -> None:
    if head.startswith(b"{\\rtf"):
        raise refused(path, "其实是RTF文件", AS_DOCX)
    if head.startswith(_PICTURES):
        raise refused(path, "是图片，里面的字读不出来")
    if head.lstrip(_BOMS + b" \r\n\t").lower().startswith(_MARKUP):
        raise refused(path, "其实是网页或XML文件", AS_DOCX)


def _old(path: Path) -> Exception:
    """The streams of a compound file have their names in it."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return locked(path)
    if "Workbook".encode("utf-16-le") in content:
        return refused(path, "是旧版工作簿（.xls、.et），不是公文")
    return refused(
        path, "是旧版Word或WPS文件（.doc、.wps），这里读不了", "请用WPS另存为.docx再来。"
    )
