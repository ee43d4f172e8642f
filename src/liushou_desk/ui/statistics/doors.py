"""更多: what else goes into a paper: an edition from WPS, cases, documents from above, 字数."""

from typing import TYPE_CHECKING

from liushou_desk.errors import DeskError
from liushou_desk.services.summary.cases import list_cases
from liushou_desk.services.summary.editing import set_length
from liushou_desk.services.summary.returned import Edit, read_edits
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.statistics.asking import ask_word
from liushou_desk.ui.statistics.cases import CasesDialog
from liushou_desk.ui.statistics.choice import on_press
from liushou_desk.ui.statistics.pane import PaperPane
from liushou_desk.ui.statistics.papers import UNSAVED
from liushou_desk.ui.statistics.policies import PoliciesDialog
from liushou_desk.ui.statistics.returned import ReturnedDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from liushou_desk.services.keeping.office import OfficeFile


WORD = "Word文件 (*.docx)"
ISSUED = "这份文稿已经定稿，要改请先“重新起草”。"


class Doors:
    """Opens what the menu names, for the paper that is shown."""

    def __init__(self, desk: Desk, pane: PaperPane) -> None:
        self.desk, self.pane = desk, pane

    def fill(self, menu: "QMenu") -> None:
        """The lines of the menu."""
        lines: tuple[tuple[str, Callable[[], None]], ...] = (
            ("采用改过的稿(&W)……", self.compare),
            ("典型案例(&C)……", self.cases),
            ("文件依据(&L)……", self.policies),
            ("字数范围(&N)……", self.length),
        )
        for label, do in lines:
            menu.addAction(label).triggered.connect(on_press(do))

    def compare(self) -> None:
        """A .docx that was edited in WPS, compared with the draft that is saved."""
        if not self._is_open():
            return
        if self.pane.typed:
            messages.inform(self.pane, UNSAVED)
            return
        path = messages.file_to_open(self.pane, "打开改过的Word稿", WORD)
        if path is None:
            return
        paper = self.pane.paper

        def compared(office: "OfficeFile") -> tuple[Edit, ...]:
            return read_edits(office, paper, path)

        self.desk.tasks.run(
            self.pane,
            compared,
            lambda found: ReturnedDialog(self.desk, paper, path.name, compared, found).open(),
            self._refused,
        )

    def cases(self) -> None:
        """典型案例 from the diary of the paper's days."""
        if not self._is_open():
            return
        paper = self.pane.paper
        self.desk.tasks.run(
            self.pane,
            lambda office: list_cases(office, paper),
            lambda rows: CasesDialog(self.desk, paper, rows).open(),
        )

    def policies(self) -> None:
        """文件依据, put into the paragraph that is chosen."""
        PoliciesDialog(self.desk, self.pane.view.editor.insert_words).open()

    def length(self) -> None:
        """字数 that the paper shall have."""
        summary, paper = self.pane.summary, self.pane.paper
        if summary is None or not self._is_open():
            return
        ask_word(
            self.desk,
            "字数范围",
            f"现有{summary.length}字。在这个范围以外时，窗口上会提醒",
            lambda office, typed: set_length(office, paper, typed),
            lambda _: self.desk.say("字数范围已保存（Ctrl+Z 撤销）。"),
            f"{summary.least}-{summary.most}",
        )

    def _is_open(self) -> bool:
        if not self.pane.is_open:
            messages.inform(self.pane, ISSUED)
        return self.pane.is_open

    def _refused(self, error: DeskError) -> bool:
        messages.show_error(self.pane, error)
        return True
