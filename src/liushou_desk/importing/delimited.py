"""Texts that Excel opens as tables (.csv): which encoding, which sign parts the cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from pathlib import Path

from liushou_desk.importing.guard import damaged, too_large
from liushou_desk.importing.sheet_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

MOST_TEXT = 64 * 1024 * 1024
SEPARATORS = ",\t;，"
_LOOKED_AT = 30
_BOMS = {
    b"\xef\xbb\xbf": ("utf-8-sig", "UTF-8"),
    b"\xff\xfe": ("utf-16", "UTF-16"),
    b"\xfe\xff": ("utf-16", "UTF-16"),
}
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_DIRECTIVE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KEPT_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""How some systems keep Excel from spoiling a number: ="529999…"."""


def read_text(path: Path) -> tuple[list[list[str]], str]:
    """The rows of a text, all of one length, and the name of its encoding.

    Raises `ImportTrouble` for what is no text or too large.
    """
    content = path.read_bytes()
    if len(content) > MOST_TEXT:
        raise too_large(path)
    text, encoding = _decoded(path, content)
    if _NO_TEXT.search(text):
        raise damaged(path)
    directive = _DIRECTIVE.match(text)
    sign = directive[1] if directive else _separator(text)
    # The line that names the sign stays as an empty row: rows keep the numbers Excel shows.
    body = "\n" + text[directive.end() :] if directive else text
    try:
        rows = _rectangle(path, csv.reader(StringIO(body, newline=""), delimiter=sign))
    except csv.Error as error:
        raise damaged(path) from error
    return rows, encoding


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    codecs = [found for bom, found in _BOMS.items() if content.startswith(bom)]
    for codec, name in codecs or [("utf-8", "UTF-8"), ("gb18030", "GB18030")]:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise damaged(path)


def _separator(text: str) -> str:
    """The sign that parts most lines into the same number of cells, more than one."""

    def quality(sign: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(text, newline=""), delimiter=sign)
        try:
            widths = Counter(len(row) for row in islice(rows, _LOOKED_AT))
        except csv.Error:
            return 0, 0
        widths.pop(1, None)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(SEPARATORS, key=quality)


def _rectangle(path: Path, lines: Iterable[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in lines:
        rows.append([_unwrapped(cell) for cell in row])
        if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise too_large(path)
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise too_large(path)
    return [row + [""] * (width - len(row)) for row in rows]


def _unwrapped(cell: str) -> str:
    kept = _KEPT_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return kept[1] if kept else cell
