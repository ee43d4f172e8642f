"""套用版式: a copy of a .docx in a layout, saved beside it; the original is not touched."""

import shutil
import tempfile
from pathlib import Path

from liushou_desk.domain.layout import GB_T_9704, LayoutProfile
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.errors import FileTrouble
from liushou_desk.export.target import write_beside
from liushou_desk.importing.papers.door import read_paper, reformatted


def save_reformatted(path: Path, layout: LayoutProfile = GB_T_9704) -> Path:
    """Write 名（版式）.docx beside a .docx, over nothing that stands there; where it is now.

    The copy is read back first: where its words are not those of the original, none is written.
    Raises `FileTrouble`.
    """
    copy = reformatted(path, layout)
    _see_that_it_says_the_same(path, copy)
    [written] = write_beside(path.parent, {f"{path.stem}（版式）.docx": copy})
    return written


def _see_that_it_says_the_same(path: Path, copy: bytes) -> None:
    folder = Path(tempfile.mkdtemp(prefix="liushou-"))
    try:
        (probe := folder / "copy.docx").write_bytes(copy)
        is_same = _words(read_paper(path)) == _words(read_paper(probe))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not is_same:
        raise FileTrouble(
            f"“{path.name}”套用版式以后文字和原文不一致，没有写出副本，原文件没有改动。",
            "请用WPS打开它，另存为一份新的.docx再试。",
        )


def _words(paper: PaperText) -> str:
    """Without the spaces that stood for an indent."""
    return "".join("".join(line.text for line in paper.lines).split())
