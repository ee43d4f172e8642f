"""Other papers and drafts: chosen, copied, renamed, removed."""

from typing import TYPE_CHECKING

from liushou_desk.services.summary.drafts import FIRST, copy_draft, remove_draft, rename_draft
from liushou_desk.services.summary.paper import Paper
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.statistics.asking import ask_word
from liushou_desk.ui.statistics.doors import Doors
from liushou_desk.ui.statistics.pane import PaperPane

if TYPE_CHECKING:
    from liushou_desk.ui.statistics.summary_view import CommandRow


class Drafting:
    """Turns the editor to what was chosen or made."""

    def __init__(self, desk: Desk, pane: PaperPane) -> None:
        self.desk, self.pane = desk, pane
        self.doors = Doors(desk, pane)

    def connect(self, commands: "CommandRow") -> None:
        """Hear what is chosen in the row of commands."""
        choice = commands.choice
        choice.chosen.connect(self.pane.turn_to)
        choice.copied.connect(self.copy)
        choice.renamed.connect(self.rename)
        choice.removed.connect(self.remove)
        self.doors.fill(commands.menu)

    def copy(self) -> None:
        """另存一份草稿, which is gone on with."""
        paper = self.pane.paper
        ask_word(
            self.desk,
            "另存一份草稿",
            "新的一份叫什么（如：送教育局、送镇政府）",
            lambda office, name: copy_draft(office, paper, name),
            lambda made: self._made(made, "已另存一份草稿"),
        )

    def rename(self) -> None:
        """改名."""
        paper = self.pane.paper
        ask_word(
            self.desk,
            f"“{paper.name or FIRST}”改名",
            "改叫什么",
            lambda office, name: rename_draft(office, paper, name),
            lambda made: self._made(made, "已改名"),
            paper.name,
        )

    def remove(self) -> None:
        """删除这一份: taken back by one undo."""
        paper = self.pane.paper
        self.desk.tasks.run(
            self.pane,
            lambda office: remove_draft(office, paper),
            lambda left: self._made(left, "已删除这份草稿"),
        )

    def _made(self, paper: Paper, said: str) -> None:
        self.pane.turn_to(paper)
        self.desk.say(f"{said}（Ctrl+Z 撤销）。")
