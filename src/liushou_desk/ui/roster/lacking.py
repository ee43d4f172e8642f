"""还缺的事实: which facts 事实不足 waits for, each a link to its line of the form."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liushou_desk.services.register.standing import Lacking


class LackingLinks(QLabel):
    """`linkActivated` gives the key of a line: by mouse, or by Tab and Enter; hidden if none."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setProperty("role", "warning")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setVisible(False)

    def show_lines(self, lines: Sequence[Lacking]) -> None:
        """Name the facts, each with the definition whose answer waits for it."""
        links = "、".join(
            f"<a href='{line.key}'>{escape(line.label)}</a>（{escape(line.definition)}）"
            for line in lines
        )
        self.setText(f"事实不足，还缺：{links}。点一下名称去填。")
        self.setVisible(bool(lines))
