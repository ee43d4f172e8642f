"""The form of one child: the pages are the service's groups, the hint says who changes with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from liushou_desk.domain.fields import Field
from liushou_desk.domain.words import Hardship
from liushou_desk.services.register import child_form
from liushou_desk.services.register.child_record import classes_to_choose, read_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry
from liushou_desk.ui.forms.inputs import DayInput, Input
from liushou_desk.ui.roster.inputs import ClassInput, TicksInput

if TYPE_CHECKING:
    from liushou_desk.services.office import OfficeFile

FORM = "child"
"""Names the drafts."""
_HARDSHIP = "hardship"


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the dialog needs before it can be shown."""

    child_id: int | None
    classes: tuple[str, ...]
    called: str = ""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    siblings: tuple[str, ...] = ()


class ChildDialog(RecordDialog):
    """A record dialog with a hint above; Tab and Enter go on from page to page."""

    def __init__(
        self, desk: Desk, record: Record, pages: list[Page], saved: Callable[[Any], None], hint: str
    ) -> None:
        super().__init__(desk, record, pages, saved=saved)
        self.hint = QLabel(hint, wordWrap=True)
        self.hint.setProperty("role", "quiet")
        self.hint.setVisible(bool(hint))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Out of the last input of a page into the next page, and back the same way."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            boxes = [box.widget for box in self.forms[self.tabs.currentIndex()].inputs.values()]
            if _goes_on(event, watched) and watched is boxes[-1]:
                return self._turn(1)
            if event.key() == Qt.Key.Key_Backtab and watched is boxes[0]:
                return self._turn(-1)
        return super().eventFilter(watched, event)

    def _turn(self, step: int) -> bool:
        """Show the next page or the one before; False at either end."""
        place = self.tabs.currentIndex() + step
        if not 0 <= place < len(self.forms):
            return False
        self.tabs.setCurrentIndex(place)
        boxes = list(self.forms[place].inputs.values())
        boxes[0 if step > 0 else -1].widget.setFocus()
        return True


def _goes_on(event: QKeyEvent, watched: QObject) -> bool:
    """Whether a key leaves an input forwards; Enter begins a line where there are several."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return False
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Tab or (enter and not watched.inherits("QPlainTextEdit"))


def open_child(
    desk: Desk, child_id: int | None, reason: str, saved: Callable[[int], None], *, at: str = ""
) -> None:
    """Open the form of a child, or an empty one, with the cursor in the line `at`.

    `reason` is what its labels rest on.
    """
    term = desk.term
    desk.tasks.run(
        desk,
        lambda office: _read(office, child_id, term),
        lambda opened: _show(desk, term, opened, reason, saved).bring_to(at),
    )


def hint_of(siblings: tuple[str, ...], reason: str) -> str:
    """Who shares the household, and why the child counts as it does."""
    lines = [f"现在的判断：{reason}。"] if reason else []
    if siblings:
        names = "、".join(siblings)
        lines.append(f"修改住址、家庭成员将同时更新{len(siblings)}名兄弟姐妹（{names}）。")
    return "\n".join(lines)


def _read(office: "OfficeFile", child_id: int | None, term: str) -> _Opened:
    classes = classes_to_choose(office)
    if child_id is None:
        return _Opened(None, classes)
    found = read_child(office, child_id, term)
    return _Opened(child_id, classes, found.called, found.values, found.siblings)


def _show(
    desk: Desk, term: str, opened: _Opened, reason: str, saved: Callable[[int], None]
) -> ChildDialog:
    child_id = opened.child_id
    record = Record(
        "新增儿童" if child_id is None else f"修改儿童资料：{opened.called}",
        FORM,
        child_id,
        opened.values,
        lambda office, values: save_child(office, term, child_id, values),
    )
    pages = pages_of(opened.classes)
    dialog = ChildDialog(desk, record, pages, saved, hint_of(opened.siblings, reason))
    dialog.open()
    return dialog


def pages_of(classes: tuple[str, ...]) -> list[Page]:
    """The groups of the form, with inputs of their own for class and hardships."""
    own = {
        child_form.CLASS.key: lambda: ClassInput(classes),
        child_form.EFFECTIVE_ON.key: _effective_on,
        _HARDSHIP: lambda: TicksInput([word.label for word in Hardship]),
    }

    def entry(field: Field) -> Entry:
        made = field_entry(field)
        return replace(made, make=own[field.key]) if field.key in own else made

    return [Page(group.title, tuple(map(entry, group.entries))) for group in child_form.CHILD_FORM]


def _effective_on() -> Input:
    box = DayInput()
    box.line.setPlaceholderText("去向、照料、寄宿的变动从哪天起；空着按今天")
    return box
