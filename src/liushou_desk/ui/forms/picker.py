"""Choosing people by name, pinyin or initials."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from liushou_desk.domain.picking import TYPED, Pick, parted
from liushou_desk.domain.search import closeness, compile_needle
from liushou_desk.ui.forms.inputs import Input

OFFERED = 12
"""How many matches are offered at once."""


class PickInput(Input):
    """Type, Enter takes the first match and, once nothing is typed, goes on to the next input.

    Backspace in the empty line takes the last one back.

    Its text is the chosen ids, parted by commas, so that drafts can keep it.
    """

    lost: ClassVar[str] = "{}里有人已不在可选的名单上，没有恢复。"

    def __init__(self, picks: Sequence[Pick], *, several: bool = True) -> None:
        self.picks = {pick.id: pick for pick in picks}
        self.several = several
        self.chosen: list[int] = []
        self._offered: list[Pick] = []
        self.line = QLineEdit(placeholderText="输入姓名、拼音或首字母，按回车选中")
        self.names = QLabel(wordWrap=True)
        self.names.setVisible(False)
        box = QWidget()
        super().__init__(box)
        self._build(box)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._offer)

    def _build(self, box: QWidget) -> None:
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.names)
        self.setFocusProxy(self.line)
        box.setFocusProxy(self.line)
        self._list = QStringListModel(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.line)
        self._completer.setMaxVisibleItems(OFFERED)
        self._completer.popup().clicked.connect(self._take_index)
        self._completer.popup().installEventFilter(self)

    def text(self) -> str:
        """The ids, and behind a `?` what was typed without being chosen: it must not be lost."""
        typed = self.line.text().strip()
        ids = [str(chosen) for chosen in self.chosen]
        return ",".join([*ids, f"{TYPED}{typed}"] if typed else ids)

    def set_text(self, text: str) -> None:
        """Ids of people who are no longer on the list are left out."""
        ids, typed = parted(text)
        self.chosen = [chosen for chosen in ids if chosen in self.picks]
        self.line.setText(typed)
        self._tell()

    def mark(self, problem: bool) -> None:
        self.line.setProperty("problem", "true" if problem else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut and not self._completer.popup().isVisible():
                self.left.emit()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._popup_key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.line.text():
                self.line.focusNextChild()
            elif self._offered:
                self._take(self._offered[0])
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self.chosen:
            self.chosen.pop()
            self._tell()
            self.edited.emit()
            return True
        return False

    def _popup_key(self, event: QKeyEvent) -> bool:
        """Keys go first to the names on offer: Enter takes the marked one or the first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self._offered:
            return False
        self._take(self._offered[max(self._completer.popup().currentIndex().row(), 0)])
        return True

    def _offer(self, typed: str) -> None:
        matches = compile_needle(typed)
        found = [pick for pick in self.picks.values() if typed.strip() and matches(pick.search)]
        self._offered = sorted(found, key=lambda pick: closeness(pick.search, typed))[:OFFERED]
        self._list.setStringList([pick.called for pick in self._offered])
        if self._offered:
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _take_index(self, index: QModelIndex) -> None:
        if index.row() < len(self._offered):
            self._take(self._offered[index.row()])

    def _take(self, pick: Pick) -> None:
        self._completer.popup().hide()
        if not self.several:
            self.chosen = []
        if pick.id not in self.chosen:
            self.chosen.append(pick.id)
        self.line.clear()
        self._offered = []
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        self.names.setText("已选：" + "、".join(self.picks[i].called for i in self.chosen))
        self.names.setVisible(bool(self.chosen))
