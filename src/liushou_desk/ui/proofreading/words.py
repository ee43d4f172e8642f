"""The words of a paper, with what was found in them marked and the chosen place shown."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.proofing.finding import Finding

MARKED_AT_MOST = 400
"""More marks than anybody looks at would only make the text slow."""
_BLOCKING, _ADVISORY, _CHOSEN = QColor("#fbd9d6"), QColor("#fff0c2"), QColor("#1f5fbf")


class PaperWords(QPlainTextEdit):
    """Read only; each line of the paper is a paragraph of the text."""

    def __init__(self) -> None:
        super().__init__(readOnly=True, tabChangesFocus=True)
        self.setAccessibleName("原文")
        self.setPlaceholderText("打开一份文稿，或者把文字粘贴进来。")
        self._findings: Sequence[Finding] = ()

    def show_paper(self, paper: PaperText, findings: Sequence[Finding]) -> None:
        """Other words."""
        self._findings = findings[:MARKED_AT_MOST]
        self.setPlainText("\n".join(" ".join(line.text.splitlines()) for line in paper.lines))
        self.setExtraSelections(self._marks())

    def show_place(self, finding: Finding) -> None:
        """Bring a finding to the middle and mark it."""
        cursor = self._cursor(finding)
        chosen = QTextEdit.ExtraSelection()
        chosen.cursor, chosen.format = cursor, _ground(_CHOSEN)  # pyright: ignore[reportAttributeAccessIssue]
        chosen.format.setForeground(QColor("white"))  # pyright: ignore[reportAttributeAccessIssue]
        self.setExtraSelections([*self._marks(), chosen])
        at = QTextCursor(cursor)
        at.setPosition(cursor.selectionStart())
        self.setTextCursor(at)
        self.centerCursor()

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        marks: list[QTextEdit.ExtraSelection] = []
        for finding in self._findings:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(finding)  # pyright: ignore[reportAttributeAccessIssue]
            mark.format = _ground(_BLOCKING if finding.blocking else _ADVISORY)  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        return marks

    def _cursor(self, finding: Finding) -> QTextCursor:
        block = self.document().findBlockByNumber(finding.line)
        cursor = QTextCursor(block)
        text = block.text()
        cursor.setPosition(block.position() + _units(text, finding.start))
        end = min(block.length() - 1, _units(text, finding.end))
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _ground(colour: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(colour)
    return look


def _units(text: str, signs: int) -> int:
    """Qt counts a rare sign (𠮷) as two."""
    return len(text[:signs].encode("utf-16-le")) // 2
