"""One child's time line beside the roster: who it is, how it stands, what happened."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.register.timeline import TimelineItem
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.look import GAP, Tone, spaced
from liushou_desk.ui.roster.lines import RosterLine, state_tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.view import TableView

SPOTS = {
    "diary_entry": Spot.DIARY,
    "activity": Spot.CALENDAR,
    "pairing": Spot.PAIRING,
}
"""Where the record behind an item is at home."""

COLUMNS: tuple[Column[TimelineItem], ...] = (
    Column("日期", lambda item: f"{item.day:%Y-%m-%d}" if item.day else "此前", 5.2, field=OPEN),
    Column(
        "经过",
        lambda item: f"{item.kind}：{item.text}" if item.text else item.kind,
        4,
        field=PERSONAL,
    ),
)
NARROWEST = 240
LOWEST = 120
NOBODY = "在左边选一名儿童。"


class TimelinePanel(QWidget):
    """Follows the child that is selected; 记一次 and 结对 begin a record about it."""

    opened = Signal(object)
    """The `TimelineItem` that was double-clicked or opened with Enter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.child_id: int | None = None
        self._build()
        self._fold_timer = QTimer(self, singleShot=True, interval=0)
        self._fold_timer.timeout.connect(self.items.resizeRowsToContents)
        self.opened.connect(self._follow)
        self.items.opened.connect(self.opened)
        self.entry.clicked.connect(lambda: self._begin(Spot.DIARY))
        self.pair.clicked.connect(lambda: self._begin(Spot.PAIRING))
        self.items.horizontalHeader().sectionResized.connect(self._fold_timer.start)
        self.show_child(None)

    def _build(self) -> None:
        self.name = QLabel(NOBODY)
        self.name.setProperty("role", "title")
        self.facts = QLabel(wordWrap=True, textInteractionFlags=_SELECTABLE)
        self.follow_up = QLabel(wordWrap=True)
        self.entry = QPushButton("记一次家访/谈心")
        self.pair = QPushButton("结对")
        self.items: TableView[TimelineItem] = TableView(COLUMNS)
        self.items.setAccessibleName("时间线")
        self.items.setStyleSheet(
            "QTableView::item { padding: 0 } QHeaderView::section { padding: 4px 3px }"
        )  # Qt folds as if there were none
        self.items.setWordWrap(True)
        self.items.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.items.setMinimumHeight(LOWEST)
        self.setMinimumWidth(NARROWEST)
        buttons = QHBoxLayout()
        spaced(buttons)
        buttons.addWidget(self.entry)
        buttons.addWidget(self.pair)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.setContentsMargins(GAP, 0, 0, 0)
        for widget in (self.name, self.facts, self.follow_up):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(self.items, 1)

    def show_child(self, line: RosterLine | None) -> None:
        """Show the head at once; the items of another child are taken away."""
        child_id = line.child_id if line else None
        if child_id != self.child_id:
            self.items.show_rows(())
        self.child_id = child_id
        self.name.setText(line.row.called if line else NOBODY)
        self.facts.setText("\n".join(facts(line)) if line else "")
        text = line.follow_up.text if line and line.follow_up and not line.has_left else ""
        self.follow_up.setText(f"随访：{text}" if text else "")
        self.follow_up.setVisible(bool(text))
        tone = state_tone(line) if line else Tone.PLAIN
        self.follow_up.setStyleSheet(f"color: {tone.value}")
        for button in (self.entry, self.pair):
            button.setEnabled(line is not None and not line.has_left)

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """What happened to the child."""
        self.items.show_rows(items)

    def _begin(self, spot: Spot) -> None:
        self.desk.go(Journey(spot, child_id=self.child_id))

    def _follow(self, item: TimelineItem) -> None:
        if item.source in SPOTS:
            self.desk.go(Journey(SPOTS[item.source], record_id=item.record_id))


def facts(line: RosterLine) -> list[str]:
    """The head's lines: class, reason, who looks after the child and how to reach them."""
    row = line.row
    said = ["　".join(part for part in (row.school_class, row.home_address) if part)]
    if line.labels:
        said.append(line.labels.why)
    said.append(f"照料人：{row.caregiver or UNFILLED}　{row.caregiver_phone}".rstrip("　"))
    if row.left_on:
        said.append(f"{row.left_on} 离校")
    return [text for text in said if text]


_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
