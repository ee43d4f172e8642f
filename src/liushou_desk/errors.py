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
