"""选择栏目: which columns a list shows, in which order, and what sorts it, all by keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.table.arrangement import (
    MOST_SORTS,
    Arrangement,
    Place,
    default_arrangement,
)
from liushou_desk.ui.table.header import DOWN, UP, ListHeader

CHOOSE_KEYS = "Ctrl+Shift+C"
_PLACE = Qt.ItemDataRole.UserRole
HINT = "打勾的栏目会显示，也只打印、导出这些。按空格打勾，自上而下就是从左到右。"


class ColumnsDialog(QDialog):
    """The columns from left to right as a list from top to bottom."""

    def __init__(self, header: ListHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("选择栏目")
        self._header = header
        self._sorts: tuple[tuple[str, bool], ...] = ()
        self._restricted = {c.heading for c in header.columns if c.restricted}
        self._build()
        self._connect()
        self._fill(header.arrangement)
        self.columns.setFocus()

    def _build(self) -> None:
        hint = QLabel(HINT, wordWrap=True)
        hint.setProperty("role", "quiet")
        self.columns = QListWidget()
        self.up = QPushButton("上移 (Alt+↑)")
        self.down = QPushButton("下移 (Alt+↓)")
        self.sort = QPushButton("排序 (Alt+S)")
        self.default = QPushButton("恢复默认")
        side = QVBoxLayout()
        spaced(side)
        for button in (self.up, self.down, self.sort, self.default):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        halves = QHBoxLayout()
        spaced(halves)
        halves.addWidget(self.columns, 1)
        halves.addLayout(side)
        self.with_restricted = QCheckBox("也列出敏感栏目（下次启动不再显示）")
        self.with_restricted.setVisible(bool(self._restricted))
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消 (Esc)", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(hint)
        layout.addLayout(halves, 1)
        layout.addWidget(self.with_restricted)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.fitting = Fitting(self, 460, 440)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.sort.clicked.connect(self._turn)
        self.default.clicked.connect(lambda: self._fill(default_arrangement(self._header.columns)))
        QShortcut(QKeySequence("Alt+Up"), self, lambda: self._move(-1))
        QShortcut(QKeySequence("Alt+Down"), self, lambda: self._move(1))
        QShortcut(QKeySequence("Alt+S"), self, self._turn)
        self.columns.itemChanged.connect(lambda: self._check())
        self.with_restricted.toggled.connect(self._show_restricted)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    def _fill(self, arrangement: Arrangement) -> None:
        """Shown columns first, as they stand; the others below, in the order they were made."""
        self._sorts = arrangement.sorts
        made = {column.heading: place for place, column in enumerate(self._header.columns)}
        others = [place for place in arrangement.places if not place.is_shown]
        others.sort(key=lambda place: made[place.heading])
        self.columns.blockSignals(True)
        self.columns.clear()
        for place in [place for place in arrangement.places if place.is_shown] + others:
            item = QListWidgetItem(place.heading)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            state = Qt.CheckState.Checked if place.is_shown else Qt.CheckState.Unchecked
            item.setCheckState(state)
            item.setData(_PLACE, place)
            self.columns.addItem(item)
        self.columns.blockSignals(False)
        self.columns.setCurrentRow(0)
        shows_some = any(p.is_shown for p in arrangement.places if p.heading in self._restricted)
        self.with_restricted.setChecked(self.with_restricted.isChecked() or shows_some)
        self._show_restricted(self.with_restricted.isChecked())
        self._mark()
        self._check()

    def _items(self) -> Sequence[QListWidgetItem]:
        return [self.columns.item(number) for number in range(self.columns.count())]

    def _show_restricted(self, wanted: bool) -> None:
        for item in self._items():
            if _place(item).heading in self._restricted:
                item.setHidden(not wanted)
                if not wanted:
                    item.setCheckState(Qt.CheckState.Unchecked)

    def _move(self, step: int) -> None:
        """Past the next column that is listed."""
        here = self.columns.currentRow()
        there = here + step
        while 0 <= there < self.columns.count() and self.columns.item(there).isHidden():
            there += step
        if here < 0 or not 0 <= there < self.columns.count():
            return
        item = self.columns.takeItem(here)
        self.columns.insertItem(there, item)
        self.columns.setCurrentRow(there)

    def _turn(self) -> None:
        """Of the marked column: rising, falling, not at all; each further one decides after."""
        item = self.columns.currentItem()
        if not item:
            return
        heading, sorts = _place(item).heading, dict(self._sorts)
        if heading not in sorts:
            if len(sorts) < MOST_SORTS:
                sorts[heading] = False
        elif sorts[heading]:
            del sorts[heading]
        else:
            sorts[heading] = True
        self._sorts = tuple(sorts.items())
        self._mark()

    def _mark(self) -> None:
        """Say behind the names what sorts, and in which order."""
        numbers = {heading: place for place, (heading, _) in enumerate(self._sorts, start=1)}
        turned = dict(self._sorts)
        self.columns.blockSignals(True)
        for item in self._items():
            heading = _place(item).heading
            number = numbers.get(heading)
            sign = DOWN if turned.get(heading) else UP
            item.setText(f"{heading}　　排序{number}{sign}" if number else heading)
        self.columns.blockSignals(False)

    def _check(self) -> None:
        is_empty = not any(item.checkState() == Qt.CheckState.Checked for item in self._items())
        self.problem.setText("至少要显示一栏。" if is_empty else "")
        self.problem.setVisible(is_empty)
        self.ok.setEnabled(not is_empty)

    def _choose(self) -> None:
        places = tuple(
            replace(_place(item), is_shown=item.checkState() == Qt.CheckState.Checked)
            for item in self._items()
        )
        self.accept()
        self._header.choose(Arrangement(places, self._sorts))


def choose_columns(header: ListHeader) -> None:
    """Open the dialog for a list."""
    ColumnsDialog(header, header.window()).open()


def _place(item: QListWidgetItem) -> Place:
    place: Place = item.data(_PLACE)
    return place
