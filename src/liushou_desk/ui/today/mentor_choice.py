"""Whose contacts the due list shows: each mentor with what is overdue and due within the week."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from liushou_desk.services.rules import DueRow
from liushou_desk.services.today import DUE_WITHIN

EVERYBODY, NOBODY = "全部帮扶人", "没有帮扶人的"
_ALL, _NONE = -1, 0


def is_of_week(row: DueRow) -> bool:
    """Whether its day is today or one of the next seven."""
    return 0 <= row.days <= DUE_WITHIN


class MentorChoice(QComboBox):
    """The most pressed mentor first; whoever was chosen stays so while anything is owed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("帮扶人")
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItem(EVERYBODY, _ALL)

    def show_mentors(self, rows: Iterable[DueRow]) -> None:
        """Offer whoever has something open."""
        chosen = self.currentData()
        rows = tuple(rows)
        names = {row.mentor_id or _NONE: row.mentor or NOBODY for row in rows}
        late = Counter(row.mentor_id or _NONE for row in rows if row.overdue)
        week = Counter(row.mentor_id or _NONE for row in rows if is_of_week(row))
        self.clear()
        self.addItem(EVERYBODY, _ALL)
        for key in sorted(names, key=lambda key: (-late[key], -week[key], names[key])):
            self.addItem(f"{names[key]}：逾期{late[key]}，{DUE_WITHIN}天内{week[key]}", key)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0))

    def has(self, row: DueRow) -> bool:
        """Whether a row is of the chosen mentor."""
        return self.currentData() in (_ALL, row.mentor_id or _NONE)

    @property
    def name(self) -> str:
        """The chosen mentor, empty for all."""
        return "" if self.currentData() == _ALL else self.currentText().partition("：")[0]
