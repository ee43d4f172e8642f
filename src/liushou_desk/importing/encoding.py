"""Which encoding a text is in; one in two encodings at once is refused rather than guessed."""

import codecs
import re
from collections.abc import Iterator

from liushou_desk.importing.sheet_scan import Unreadable

_BOMS = {
    codecs.BOM_UTF8: ("utf-8", "UTF-8"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "UTF-16"),
}
_CHINESE_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]")
_SURE = 2
"""A line of GB18030 may be sound UTF-8 by chance (联通), but not with this many Chinese signs."""


class Mixed(Unreadable):
    """A line is in another encoding than the rest, or broken; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises `Mixed` or `Unreadable`."""
    for bom, (codec, name) in _BOMS.items():
        if content.startswith(bom):
            return _by(content.removeprefix(bom), codec, broken=name == "UTF-8"), name
    if codec := _wide(content):
        return _by(content, codec), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        _refuse_mixed(content)
    return _by(content, "gb18030"), "GB18030"


def _by(content: bytes, codec: str, *, broken: bool = False) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        if broken:
            raise Mixed(content.count(b"\n", 0, error.start) + 1) from error
        raise Unreadable from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark at its beginning: line ends and commas have a zero beside them."""
    head = content[:4096]
    if len(head) % 2 or b"\0" not in head:
        return ""
    for codec, sign in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        if any(head[at : at + 2] == sign for at in range(0, len(head), 2)):
            return codec
    return ""


def _refuse_mixed(content: bytes) -> None:
    """Of a text that is not all UTF-8: no line may surely be, or the rest would turn to nonsense.

    The line that is told is the first of the kind there is less of.
    """
    sure, other = list[int](), list[int]()
    for number, line in _foreign_lines(content):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            other.append(number)
        else:
            if len(_CHINESE_UTF8.findall(line)) >= _SURE:
                sure.append(number)
    if sure:
        raise Mixed(min(sure if len(sure) < len(other) else other))


def _foreign_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.isascii():
            yield number, line
