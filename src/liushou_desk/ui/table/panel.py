"""A searchable list: search box, chips that combine, table, and how many of how many are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.search import SearchTexts
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.columns_dialog import CHOOSE_KEYS, choose_columns
from liushou_desk.ui.table.flow import FlowLayout
from liushou_desk.ui.table.guide import EmptyGuide, FilterLine
from liushou_desk.ui.table.view import TableView
from liushou_desk.ui.window_keys import is_the_windows

Row = TypeVar("Row")
NARROWEST_SEARCH = 160


@dataclass(frozen=True)
class Chip:
    """A figure as a button: its number is the number of rows it lets through."""

    key: str
    label: str
    number: int | None
    lets_through: Callable[[Any], bool]
    tooltip: str = ""
    """How the figure is defined."""


class ListPanel(QWidget, Generic[Row]):
    """Frozen rows; `row_id` names a row beyond a new reading, `search` is of `domain.search`.

    `further` are texts that it is found by as well, in columns of `SearchTexts` of their own.
    """

    opened = Signal(object)
    chosen = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], object],
        search: Callable[[Row], str],
        hint: str = "搜索：姓名、拼音、首字母、号码尾数、村名、照料人、备注",
        *,
        further: Sequence[Callable[[Row], str]] = (),
    ) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.on_day: Callable[[str], Callable[[Row], bool] | None] = lambda _typed: None
        """The test of a row for the day that was typed into the search, None where it is no day."""
        self._row_id, self._searched = row_id, (search, *further)
        self._chips: dict[str, tuple[Chip, QPushButton]] = {}
        self._wanted: frozenset[object] = frozenset()
        self._hidden: frozenset[object] = frozenset()
        self._ordered: list[Row] = []
        self._texts: SearchTexts | None = None
        """What they are searched by; made when somebody searches."""
        self._is_showing = False
        self._build(columns, hint)
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._choose)
        self.table.sorted_anew.connect(self._sort)
        QShortcut(
            QKeySequence(CHOOSE_KEYS),
            self,
            lambda: choose_columns(self.table.header),
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.filtered.cleared.connect(self.show_all)
        self._escape = QShortcut(
            QKeySequence("Esc"),
            self,
            self.show_all,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self._escape.setEnabled(False)

    def _build(self, columns: Sequence[Column[Row]], hint: str) -> None:
        self.search = QLineEdit(placeholderText=hint, clearButtonEnabled=True)
        self.search.setMinimumWidth(NARROWEST_SEARCH)
        self.table: TableView[Row] = TableView(columns)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        self.tools = QHBoxLayout()
        spaced(self.tools)
        self.tools.addWidget(self.search, 1)
        self._chip_box = FlowLayout()
        self.filtered, self.guide = FilterLine(), EmptyGuide()
        self._was_read = False
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addLayout(self.tools)
        layout.addLayout(self._chip_box)
        layout.addWidget(self.filtered)
        layout.addWidget(self.guide)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)

    def add_tool(self, widget: QWidget) -> None:
        """Something beside the search box: a choice, a button."""
        self.tools.addWidget(widget)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Take in a new reading; what was selected stays so."""
        kept = self._selected_ids() | self._hidden
        self.rows, self._was_read = tuple(rows), True
        self._order()
        if self._wanted and not self._wanted.isdisjoint(map(self._row_id, rows)):
            self._put_filters_aside()
        self._wanted = self._wanted or kept
        self._show()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show figures as chips; those that were pressed stay pressed."""
        filtered = self.pressed()
        if [chip.key for chip in chips] != list(self._chips):
            self._make_chips(chips)
        for chip in chips:
            button = self._chips[chip.key][1]
            button.setText(chip.label if chip.number is None else f"{chip.label} {chip.number}")
            button.setToolTip(chip.tooltip)
            self._chips[chip.key] = (chip, button)
        if filtered:
            self._show()

    def press_chip(self, key: str) -> None:
        """Let only one figure's rows through; all rows, where no chip has this key."""
        for name, (_, button) in self._chips.items():
            button.blockSignals(True)
            button.setChecked(name == key)
            button.blockSignals(False)
        self._show()

    def pressed(self) -> tuple[str, ...]:
        """The keys of the chips that are pressed."""
        return tuple(key for key, (_, button) in self._chips.items() if button.isChecked())

    def pressed_words(self) -> tuple[str, ...]:
        """What stands on them."""
        return tuple(button.text() for _, button in self._chips.values() if button.isChecked())

    def show_all(self) -> None:
        """Take search and chips away; the cursor is in the list."""
        self._put_filters_aside()
        self._show()
        self.table.setFocus()

    def reveal(self, row_id: object) -> None:
        """Select a row, now or when it is first read; whatever hides it is put aside."""
        self._wanted = frozenset([row_id])
        if any(self._row_id(row) == row_id for row in self.rows):
            self._put_filters_aside()
            self._show()

    def row(self, row_id: object) -> Row | None:
        """The row of a name, shown or not."""
        return next((row for row in self.rows if self._row_id(row) == row_id), None)

    @property
    def hidden_number(self) -> int:
        """How many selected rows the search or the chips hide; nothing is done to them."""
        return len(self._hidden)

    def shown(self) -> tuple[Row, ...]:
        """The rows as they stand on the screen."""
        return self.table.rows_model.rows

    def listing(self, title: str, note: str = "") -> Listing:
        """Exactly what is shown, for printing and exporting; that it is a part, where it is one."""
        columns, shown = self.table.columns_shown(), self.shown()
        part = f"列出{len(shown)}行，全部{len(self.rows)}行" if len(shown) < len(self.rows) else ""
        return Listing(
            title,
            tuple(column.heading for column in columns),
            tuple(tuple(column.text(row) for column in columns) for row in shown),
            "，".join(filter(None, (note, part))),
            fields=tuple(column.field for column in columns),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter in the search box goes on to the table; empty, it has nothing to undo."""
        if (
            watched is self.search
            and event.type() == QEvent.Type.ShortcutOverride
            and is_the_windows(cast("QKeyEvent", event), is_empty=not self.search.text())
        ):
            event.ignore()
            return True
        if watched is self.search and isinstance(event, QKeyEvent):
            down = event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Down,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            )
            if down and self.shown():
                if not self.table.selected():
                    self.table.selectRow(0)
                self.table.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _make_chips(self, chips: Sequence[Chip]) -> None:
        for _, button in self._chips.values():
            button.deleteLater()
        self._chips = {}
        for chip in chips:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)  # in a dialog Enter would press the first one
            button.setProperty("role", "chip")
            button.toggled.connect(self._show)
            self._chip_box.addWidget(button)
            self._put_in_order(button)
            self._chips[chip.key] = (chip, button)

    def _put_in_order(self, chip: QPushButton) -> None:
        """Made when the rows are known, it comes where it stands, not behind all of the window."""
        before = self.filtered.clear.previousInFocusChain()
        while before and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        QWidget.setTabOrder(before or self.search, chip)

    def _order(self) -> None:
        """Sort once for all keystrokes to come."""
        self._ordered = list(self.table.in_order(self.rows))
        self._texts = None

    def _met(self, typed: str) -> list[bool]:
        """Which of the rows in order have every word."""
        if self._texts is None:
            self._texts = SearchTexts(*(list(map(of, self._ordered)) for of in self._searched))
        return self._texts.met(typed)

    def _sort(self) -> None:
        self._order()
        self._tell()

    def _choose(self) -> None:
        """What is selected by hand is the whole selection, hidden rows no longer among it."""
        if not self._is_showing:
            self._hidden = frozenset()
            self._tell()
        self.chosen.emit()

    def _show(self) -> None:
        """The rows that every word of the search and every pressed chip let through."""
        if typed := self.search.text().strip():
            met, is_on = self._met(typed), self.on_day(typed)
            if is_on:
                met = [hit or is_on(row) for hit, row in zip(met, self._ordered, strict=True)]
            rows = list(compress(self._ordered, met))
        else:
            rows = self._ordered
        for chip, button in self._chips.values():
            if button.isChecked():
                rows = [row for row in rows if chip.lets_through(row)]
        wanted = self._wanted or self._selected_ids() | self._hidden
        keep = [row for row in rows if self._row_id(row) in wanted] if wanted else []
        self._is_showing = True
        self.table.show_in_order(rows, keep)
        self._is_showing = False
        self._hide(wanted, keep)
        if keep or self.rows:
            self._wanted = frozenset()
        self._tell()

    def _hide(self, wanted: frozenset[object], kept: Sequence[Row]) -> None:
        """Remember what stays chosen out of sight, to select it when it is shown again."""
        if len(kept) == len(wanted):
            self._hidden = frozenset()
        else:
            there = {self._row_id(row) for row in self.rows}
            self._hidden = (wanted & there) - {self._row_id(row) for row in kept}

    def _tell(self) -> None:
        """How many are shown, selected and hidden, and what they are sorted by."""
        chips, typed = self.pressed_words(), self.search.text().strip()
        nothing = bool(self.rows) and not self.shown()
        self.filtered.tell(chips, typed, shows_nothing=nothing)
        is_dialog = isinstance(self.window(), QDialog)  # there Esc closes
        self._escape.setEnabled(bool(chips or typed) and not is_dialog)
        self.guide.setVisible(self._was_read and not self.rows and bool(self.guide.buttons))
        words = [f"显示 {len(self.shown())} 行，共 {len(self.rows)} 行"]
        number = self.table.how_many_selected()
        if number > 1:
            words.append(f"已选 {number} 行")
        if self._hidden:
            words.append(f"另选的 {len(self._hidden)} 行被筛选隐藏")
        if sorting := self.table.header.sort_words():
            words.append(f"{sorting}排序")
        self.count.setText("，".join(words))

    def _selected_ids(self) -> frozenset[object]:
        return frozenset(self._row_id(row) for row in self.table.selected())

    def _put_filters_aside(self) -> None:
        """Search and chips, without showing anything yet."""
        self.search.textChanged.disconnect(self._show)  # blocked, it would keep its cross
        self.search.clear()
        self.search.textChanged.connect(self._show)
        for _, button in self._chips.values():
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)
