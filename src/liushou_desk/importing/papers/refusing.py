"""Why a paper is not read, in a sentence for the clerk; nothing is ever changed by reading one."""

from pathlib import Path

from liushou_desk.errors import FileTrouble

UNTOUCHED = "没有改动任何内容。"
CHOOSE = "请选择.docx、.txt或PDF文件。"
AS_DOCX = "请用WPS或Word打开它，另存为.docx再来。"
_AGAIN = "请用WPS或Word打开看看，另存为一份新的.docx再来。"


def refused(path: Path, why: str, advice: str = CHOOSE) -> FileTrouble:
    """A file that is something else, or must not be opened."""
    return FileTrouble(f"“{path.name}”{why}，{UNTOUCHED}", advice)


def damaged(path: Path) -> FileTrouble:
    """A file that is no longer what it was."""
    return refused(path, "已损坏，读不出来", _AGAIN)


def too_large(path: Path) -> FileTrouble:
    """More than is read, by its content."""
    return refused(path, "太大，超过了一份公文会有的篇幅", "请分成几份，或删去不需要的图片再来。")


def locked(path: Path) -> FileTrouble:
    """One that opens with a password only."""
    return refused(path, "加了打开密码", "请打开它，去掉密码，另存一份再来。")
