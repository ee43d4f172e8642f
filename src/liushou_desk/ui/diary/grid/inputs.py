"""The inputs of the grid: one for each column, which goes with the cursor from line to line."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liushou_desk.domain.contact_row import CHILDREN, DAY, FIELDS, KIND, REACHED, VISITORS
from liushou_desk.domain.picking import Pick
from liushou_desk.ui.diary.grid.row import KEYS
from liushou_desk.ui.diary.kind_input import KindInput
from liushou_desk.ui.forms.inputs import (
    ChoiceInput,
    DayInput,
    Input,
    LineInput,
    TextInput,
    Today,
)
from liushou_desk.ui.forms.picker import PickInput

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class CellPick(PickInput):
    """A picker as high as a line: who is chosen already stands in the line itself, in grey."""

    def _tell(self) -> None:
        self.line.setPlaceholderText("、".join(self.picks[i].called for i in self.chosen))

    @property
    def takes_enter(self) -> bool:
        """Whether Enter would choose somebody now."""
        return bool(self.line.text()) and bool(self._offered)

    def _popup_key(self, event: "QKeyEvent") -> bool:
        """Tab chooses like Enter: both go on to the next cell."""
        if event.key() == Qt.Key.Key_Tab and self._offered:
            self._take(self._offered[max(self._completer.popup().currentIndex().row(), 0)])
            return True
        return super()._popup_key(event)


def inputs_for(
    children: Sequence[Pick], mentors: Sequence[Pick], today: Today
) -> Mapping[str, Input]:
    """An input for each column of the paper form."""
    day = DayInput(today)
    day.line.setPlaceholderText("如 1120")
    own: dict[str, Input] = {
        DAY: day,
        CHILDREN: CellPick(children),
        KIND: KindInput(),
        VISITORS: CellPick(mentors),
        REACHED: ChoiceInput(FIELDS[REACHED].choices),
    }
    for key in KEYS:
        if key not in own:
            own[key] = TextInput() if FIELDS[key].long else LineInput()
    return own
