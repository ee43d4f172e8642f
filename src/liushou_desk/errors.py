"""Everything that may go wrong in the world, as one tree; our own bugs are not in it.

    DeskError                a sentence for the clerk and an advice
    ├── InputProblem         a value that cannot be taken: field, sentence
    ├── RuleConflict         the office's own rules forbid it
    ├── FileTrouble          an office file or a target: missing, locked, full, damaged, foreign
    │   ├── NewerFile        written by a later version of this program
    │   └── JournalDoubt     a journal beside it that does not seem to be of this file
    ├── TemplateTrouble      a document's text: unknown figure, unfilled gap
    ├── ImportTrouble        a workbook that cannot be read as a roster
    └── Cancelled            the clerk stopped a long task; nothing was changed

A `DeskError` says in plain Chinese what happened and whether data is safe (`sentence`) and what to
do (`advice`). Anything else that is raised is a bug: it is logged and shown as such.
"""

import errno

_REASONS = {
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "找不到文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘空间不够",
    errno.EDQUOT: "磁盘空间不够",
    errno.EIO: "磁盘读写出错",
    errno.ENODEV: "设备不在了",
    errno.ENXIO: "设备不在了",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EBUSY: "正被使用",
    errno.EMFILE: "打开的文件太多",
    errno.ELOOP: "链接绕成了圈",
    errno.EINVAL: "文件名或路径不合规定",
}


def reason_of(error: OSError) -> str:
    """What the system says is wrong, in Chinese; a number where we have no word for it."""
    known = _REASONS.get(error.errno or 0)
    return known or (f"系统错误号{error.errno}" if error.errno else type(error).__name__)


class DeskError(Exception):
    """The world's fault, explained to the clerk."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    @property
    def message(self) -> str:
        """Sentence and advice, one after the other."""
        stop = "" if self.sentence.endswith(("。", "：", "？")) or not self.advice else "。"
        return f"{self.sentence}{stop}{self.advice}"


class InputProblem(DeskError):
    """A value that cannot be taken; `field` is the key of the catalogue's field."""

    def __init__(self, sentence: str, advice: str = "", *, field: str = "") -> None:
        super().__init__(sentence, advice)
        self.field = field


class RuleConflict(DeskError):
    """Something the office's own rules forbid."""


class FileTrouble(DeskError):
    """A file or folder that cannot be used as asked."""


class NewerFile(FileTrouble):
    """An office file written by a later version of this program."""


class JournalDoubt(FileTrouble):
    """A journal lies beside an office file that does not seem to be of it; neither was touched."""

    ways: tuple[str, ...] = ()
    """What each way out would give, in words, once both were tried on copies."""


class TemplateTrouble(DeskError):
    """A document's text that cannot be printed as it stands."""


class ImportTrouble(DeskError):
    """A workbook that cannot be read as a roster."""


class Cancelled(DeskError):
    """The clerk stopped a long task; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("已取消，没有改动任何数据。")
