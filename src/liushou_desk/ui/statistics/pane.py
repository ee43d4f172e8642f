"""What a paper's pane has, for those who open windows over it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liushou_desk.domain.words import SummaryState
from liushou_desk.services.summary.paper import Paper
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.statistics.summary_view import SummaryView

if TYPE_CHECKING:
    from liushou_desk.services.summary.editing import SummaryText


class PaperPane(QWidget):
    """The paper that is shown, its text once that is read, and what was typed in it."""

    view: SummaryView

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.paper = desk, Paper(desk.term)
        self.summary: SummaryText | None = None
        self.typed: dict[str, str] = {}

    @property
    def is_open(self) -> bool:
        """Whether paragraphs may be changed: there is a text, and it is not issued."""
        return self.summary is not None and self.summary.state is not SummaryState.ISSUED

    def turn_to(self, paper: Paper) -> None:
        """Another paper or draft."""
        raise NotImplementedError
