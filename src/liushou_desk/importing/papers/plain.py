"""A text file as a paper: each line that says something, in whatever encoding it is."""

from pathlib import Path

from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.domain.text import cleaned
from liushou_desk.importing.encoding import Mixed, decoded
from liushou_desk.importing.papers.refusing import refused
from liushou_desk.importing.sheet_scan import Unreadable

_SOUND = set("\t\n\r\f\v\x1a")
"""Controls that texts have: the last ends those of old programs."""
_FEW = 0.01
"""Of the signs of a text may be other controls."""


def read_plain(path: Path) -> PaperText:
    """Its lines; one that is empty counts as a line. Raises `FileTrouble`."""
    try:
        text, _ = decoded(path.read_bytes())
    except Mixed as error:
        said = f"第{error.line}行和别的行不是同一种编码"
        raise refused(path, said, "请用记事本打开它，另存为UTF-8编码再来。") from error
    except Unreadable as error:
        raise _no_text(path) from error
    controls = sum(sign < " " and sign not in _SOUND for sign in text)
    if controls > _FEW * len(text):
        raise _no_text(path)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = (TextLine(cleaned(row), f"第{at}行") for at, row in enumerate(rows, start=1))
    found = tuple(line for line in lines if line.text.strip())
    if not found:
        raise refused(path, "里面没有文字")
    return PaperText(path.name, found)


def _no_text(path: Path) -> Exception:
    return refused(path, "不是能读的文本")
