"""结对建议 and 移交: the two uses of the list of who takes which child."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.pairings import (
    MentorRow,
    begin_pairings,
    hand_over,
    plan_pairings,
    plan_succession,
)
from liushou_desk.services.papers.forms.hand_over import HAND_OVER
from liushou_desk.services.papers.kind import Wish
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.forms.inputs import LineInput
from liushou_desk.ui.pairing.assigning import HINT, AssignDialog
from liushou_desk.ui.papers.preview import show_pages

PAPER = (
    "移交单请在移交以前印：它列出现在归这位帮扶人的全部儿童，移交以后就没有了；"
    "这里勾选的和改选的接手人还没有保存，不印在上面，由接手人在纸上签字。"
)

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile


def propose(desk: Desk) -> AssignDialog:
    """结对建议 for the children without a mentor."""
    term = desk.term
    dialog = AssignDialog(
        desk, "结对建议", lambda office: plan_pairings(office, term), begin_pairings, "结对"
    )
    dialog.open()
    return dialog


class HandOverDialog(AssignDialog):
    """移交: all children of one mentor, to one successor or to several."""

    def __init__(self, desk: Desk, mentor: MentorRow) -> None:
        term, mentor_id = desk.term, mentor.mentor_id
        super().__init__(
            desk,
            f"移交{mentor.name}的儿童",
            lambda office: plan_succession(office, term, mentor_id),
            self._hand_over,
            "移交",
        )
        self._mentor_id = mentor_id
        if mentor.left_on is not None:
            self.day.set_text(mentor.left_on.isoformat())
        self.why = LineInput()
        self.put("移交原因(&W)", self.why)
        if mentor.kind.is_adult:
            wish = Wish(term, mentor_id=mentor_id)
            self.command("移交单……", lambda: show_pages(desk, HAND_OVER, wish), "Ctrl+P")
            self.note.setText(f"{HINT}{PAPER}")

    @property
    def is_changed(self) -> bool:
        """A reason that was typed counts as well."""
        return bool(self.why.text()) or super().is_changed

    def failed(self, error: DeskError) -> bool:
        """The reason is marked where it is wanting."""
        self.why.mark(isinstance(error, InputProblem) and error.field == "ended_why")
        return super().failed(error)

    def _hand_over(self, office: "OfficeFile", given: Mapping[int, int], on: date) -> int:
        return hand_over(office, self._mentor_id, given, on, self._reason)

    def write(self) -> None:
        """The reason is read here: the worker has no business with an input."""
        self._reason = self.why.text()
        super().write()

    _reason = ""
