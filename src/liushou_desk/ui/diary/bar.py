"""The bar of the quick entry (快速记录): five inputs, two marks, and where the cursor goes next."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from liushou_desk.domain.search import compile_needle
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.ui.diary.form import CHILDREN, VISITORS, People, optional
from liushou_desk.ui.diary.growing import GrowingInput
from liushou_desk.ui.diary.kind_input import KindInput, keys_of_kinds
from liushou_desk.ui.forms.entry import Read, field_entry, pick_entry
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.forms.picker import PickInput
from liushou_desk.ui.look import GAP
from liushou_desk.ui.window_keys import is_the_windows

KIND, DAY, CONTENT, GROUP, MISSED = "kind", "happened_on", "content", "is_group", "missed"
_FIELDS = {field.key: field for field in ENTRY_FIELDS}
_SET = "1"
"""A pressed mark in a draft."""
_HINT = "回车到下一项（不改就沿用上一条），在内容里回车保存；Esc 回到儿童；Ctrl+J 从列表回来。"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickBar(QWidget):
    """Enter goes on to the next input and saves from the text; Esc goes back to the child.

    Kind, day and visitors keep what the last record had, so that Enter alone passes them.
    """

    edited = Signal()
    picked = Signal()
    """Other children are chosen now."""
    entered = Signal()
    """It shall be saved."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.child = PickInput(())
        self.kind = KindInput()
        self.day = DayInput(today)
        self.day.line.setPlaceholderText("如 1120")
        self.visitors = PickInput(())
        self.content = GrowingInput()
        self.group = QCheckBox("集体")
        self.missed = QCheckBox("未联系上")
        self.inputs = {
            CHILDREN: self.child,
            KIND: self.kind,
            DAY: self.day,
            VISITORS: self.visitors,
            CONTENT: self.content,
        }
        self._marks = {GROUP: self.group, MISSED: self.missed}
        self._reads: dict[str, Read] = {
            CHILDREN: pick_entry(CHILDREN, "儿童", ()).read,
            KIND: _FIELDS[KIND].read,
            DAY: field_entry(_FIELDS[DAY]).read,
            VISITORS: optional(pick_entry(VISITORS, "参与教师", ())).read,
            CONTENT: _FIELDS[CONTENT].read,
        }
        self._stops: dict[QObject, str] = {
            self.child.line: CHILDREN,
            self.kind.box: KIND,
            self.day.line: DAY,
            self.visitors.line: VISITORS,
            self.content.area: CONTENT,
            self.group: GROUP,
            self.missed: MISSED,
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        self.save_button = QPushButton("保存 (Enter)", autoDefault=False)
        self.note = QLabel(wordWrap=True)
        self.done = QLabel()
        self.done.setProperty("role", "quiet")
        self.child.line.setPlaceholderText("姓名或首字母")
        self.visitors.line.setPlaceholderText("可不填")
        self.child.setMinimumWidth(110)
        self.visitors.setMinimumWidth(100)
        self.day.setFixedWidth(self.fontMetrics().horizontalAdvance("2026-12-31") + 24)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        for place, (key, label) in enumerate(_LABELS):
            said = QLabel(label)
            said.setBuddy(self.inputs[key])
            cast("QWidget", self.inputs[key].focusProxy()).setAccessibleName(label)
            if key == CONTENT:
                said.setContentsMargins(0, GAP, 0, 0)
                grid.addWidget(said, 2, 0, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(said, 0, 2 * place)
                grid.addWidget(self.inputs[key], 0, 2 * place + 1)
        grid.addWidget(self.group, 0, 8)
        grid.addWidget(self.missed, 0, 9)
        _keep_room(self.child.names)
        self.visitors.names.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.child.names, 1, 1, 1, 5)
        grid.addWidget(self.visitors.names, 1, 7, 1, 3)
        grid.addWidget(self.content, 2, 1, 1, 8)
        grid.addWidget(self.save_button, 2, 9, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 3, 0, 1, 9)
        grid.addWidget(self.done, 3, 9)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(7, 2)
        self.say("")
        for before, after in pairwise((self.visitors, self.group, self.missed, self.content)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        for key, box in self.inputs.items():
            box.edited.connect(self._on_edited)
            if key in (KIND, DAY):
                box.left.connect(lambda key=key: self._check(key, only_filled=True))
        for mark in self._marks.values():
            mark.toggled.connect(self._on_edited)
        for stop in self._stops:
            stop.installEventFilter(self)
        for box in (self.child, self.visitors):
            box.line.textEdited.connect(self._on_edited)
        self.child.edited.connect(self._on_picked)
        self.content.entered.connect(self.entered)
        self.save_button.clicked.connect(self.entered)

    def offer(self, people: People) -> None:
        """Offer other people; who is chosen and still there stays chosen."""
        for box, picks in ((self.child, people.children), (self.visitors, people.mentors)):
            box.picks = {pick.id: pick for pick in picks}
            box.set_text(box.text())

    def texts(self) -> dict[str, str]:
        """What stands in the bar, for a draft."""
        marks = {key: _SET if mark.isChecked() else "" for key, mark in self._marks.items()}
        return {key: box.text() for key, box in self.inputs.items()} | marks

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put such texts back; what they do not name is left alone."""
        for key, text in texts.items():
            if key in self.inputs:
                self.inputs[key].set_text(text)
            elif key in self._marks:
                self._marks[key].setChecked(text == _SET)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is lost by emptying it; kind, day and mentor are kept anyhow."""
        return not (self.child.chosen or self.child.line.text() or self.content.text().strip())

    def clear(self) -> None:
        """Make room for the next visit."""
        self.set_texts({CHILDREN: "", CONTENT: "", GROUP: "", MISSED: ""})
        self.child.line.clear()
        for box in self.inputs.values():
            box.mark(False)

    def read(self) -> dict[str, Any] | None:
        """The values of a record and its people, or None: it is said why, the cursor is there."""
        for key in self.inputs:
            if not self._check(key):
                self.inputs[key].setFocus(Qt.FocusReason.TabFocusReason)
                return None
        return self.values()

    def values(self) -> dict[str, Any]:
        """The values as they stand. Raises `InputProblem`."""
        read = {key: self._reads[key](box.text(), self.today()) for key, box in self.inputs.items()}
        return read | {"reached": not self.missed.isChecked(), GROUP: self.group.isChecked()}

    def show_problem(self, problem: InputProblem) -> None:
        """What a service found; the cursor goes to its input."""
        box = self.inputs.get(problem.field)
        if box:
            box.mark(True)
            box.setFocus(Qt.FocusReason.TabFocusReason)
        self.say(problem.message, "problem")

    def say(self, sentence: str, role: str = "quiet") -> None:
        """The line below the inputs."""
        self.note.setProperty("role", role)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setText(sentence or _HINT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = self._stops.get(watched)
        if key and event.type() == QEvent.Type.ShortcutOverride and self._leaves(event):
            event.ignore()
            return True
        if key and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.child.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            return event.key() in _ENTER and key != CONTENT and self._enter(key)
        if watched is self.kind.box and not self._wrong:
            if event.type() == QEvent.Type.FocusIn:
                self.say(keys_of_kinds())
            elif event.type() == QEvent.Type.FocusOut:
                self.say("")
        return super().eventFilter(watched, event)

    def _leaves(self, event: QEvent) -> bool:
        """With nothing typed there is nothing to take back here: the last record is meant."""
        return is_the_windows(cast("QKeyEvent", event), is_empty=self.is_blank)

    def _enter(self, key: str) -> bool:
        """Enter in an input; False leaves the key to the input itself."""
        if key in (CHILDREN, VISITORS) and (
            typed := cast("PickInput", self.inputs[key]).line.text()
        ):
            return self._no_such(key, typed)
        if key in self._marks or self._check(key):
            self._go_on(key)
        return True

    def _no_such(self, key: str, typed: str) -> bool:
        box = cast("PickInput", self.inputs[key])
        matches = compile_needle(typed)
        if any(matches(pick.search) for pick in box.picks.values()):
            return False
        who = "在册儿童" if key == CHILDREN else "帮扶人"
        self.show_problem(InputProblem(f"{who}里没有“{typed}”", "请核对姓名或首字母。", field=key))
        return True

    def _go_on(self, key: str) -> None:
        """To the next input, the same for every entry: hands learn the way by heart."""
        order = list(self.inputs)
        after = order[order.index(key) + 1] if key in order else CONTENT
        self.inputs[after].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_picked(self) -> None:
        self.picked.emit()
        if len(self.child.chosen) == 1 and not self.group.isChecked():
            self._go_on(CHILDREN)

    def _on_edited(self) -> None:
        for box in self.inputs.values():
            box.mark(False)
        if self._wrong:
            self.say("")
        self.edited.emit()

    def _check(self, key: str, *, only_filled: bool = False) -> bool:
        """Whether an input can be taken; if not, it is said."""
        text = self.inputs[key].text()
        if only_filled and not text.strip():
            return True
        try:
            self._refuse_half_typed(key)
            self._reads[key](text, self.today())
        except InputProblem as problem:
            self.inputs[key].mark(True)
            self.say(problem.message, "problem")
            return False
        return True

    def _refuse_half_typed(self, key: str) -> None:
        box = self.inputs[key]
        if isinstance(box, PickInput) and (typed := box.line.text().strip()):
            raise InputProblem(
                f"“{typed}”还没有选中", "按回车选中列出的第一个，或清空再输入。", field=key
            )

    @property
    def _wrong(self) -> bool:
        return self.note.property("role") == "problem"


_LABELS = (
    (CHILDREN, "儿童"),
    (KIND, "类别"),
    (DAY, "日期"),
    (VISITORS, "参与教师"),
    (CONTENT, "内容"),
)


def _keep_room(label: QLabel) -> None:
    """The list below must not jump when somebody is chosen."""
    policy = label.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    label.setSizePolicy(policy)
