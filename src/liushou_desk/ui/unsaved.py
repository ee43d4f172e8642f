"""What stands in a dialog and not yet in the file: kept as a draft, written once, then dropped.

A draft is kept in every pause of typing, so that a power cut or crash loses none of it; saving or
giving up drops it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from liushou_desk.errors import DeskError
from liushou_desk.services.drafts import drop_draft, keep_draft
from liushou_desk.ui.desk import Desk

if TYPE_CHECKING:
    from liushou_desk.services.office import OfficeFile

KEEP_AFTER = 700
"""Milliseconds without a keystroke after which what was typed is kept as a draft."""


@dataclass(frozen=True)
class Kept:
    """What of a dialog goes into a draft, and under which name."""

    form: str
    record_id: int | None
    texts: Callable[[], Mapping[str, str]]


class Unsaved(QObject):
    """Keeps the draft of one dialog and writes what stands in it, one at a time."""

    _came_to_nothing = Signal()
    """From the worker: nothing was written, be it by a fault of ours."""

    def __init__(
        self, dialog: QDialog, desk: Desk, kept: Kept, typed_in: Sequence[QWidget]
    ) -> None:
        super().__init__(dialog)
        self.is_writing = False
        self._dialog, self._desk, self._kept, self._typed_in = dialog, desk, kept, typed_in
        self._focus: QWidget | None = None
        self._is_touched = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self._keep)
        self._came_to_nothing.connect(self._release)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Something was typed: keep it in the next pause."""
        self._is_touched = True
        self._timer.start()

    def keep_now(self) -> None:
        """Keep what was typed without waiting for a pause: the program is about to end."""
        if self.is_waiting:
            self._timer.stop()
            self._keep()

    def write(
        self,
        save: "Callable[[OfficeFile], Any]",
        done: Callable[[Any], None],
        failed: Callable[[DeskError], bool],
    ) -> None:
        """Save on the worker and drop the draft; nothing can be typed until that has ended."""
        self._hold()
        self._desk.tasks.run(
            self._dialog,
            lambda office: self._write(office, save),
            lambda result: self._close(done, result),
            failed,
        )

    def give_up(self) -> None:
        """Drop the draft, also when the dialog is gone before that is done."""
        self._timer.stop()
        form, record_id = self._kept.form, self._kept.record_id
        self._desk.tasks.run(self._desk, lambda office: drop_draft(office, form, record_id))

    def _write(self, office: "OfficeFile", save: "Callable[[OfficeFile], Any]") -> Any:
        try:
            result = save(office)
        except BaseException:
            self._came_to_nothing.emit()
            raise
        with suppress(DeskError):  # the record is saved, and must not be taken for unsaved
            drop_draft(office, self._kept.form, self._kept.record_id)
        return result

    def _hold(self) -> None:
        """While the worker writes, nothing is typed that would go with the dialog, nor kept.

        A draft kept behind the write would come after the one that drops it.
        """
        self.is_writing = True
        self._timer.stop()
        self._focus = self._dialog.focusWidget()
        self._let_type(False)

    def _release(self) -> None:
        self.is_writing = False
        self._let_type(True)
        if self._focus is not None:
            self._focus.setFocus()
        if self._is_touched:
            self._timer.start()

    def _close(self, done: Callable[[Any], None], result: Any) -> None:
        """Only now can be typed again: till here a second 保存 would have saved it twice."""
        self._is_touched = False
        self._release()
        done(result)

    def _let_type(self, allowed: bool) -> None:
        for widget in self._typed_in:
            widget.setEnabled(allowed)

    def _keep(self) -> None:
        form, record_id, texts = self._kept.form, self._kept.record_id, dict(self._kept.texts())
        self._desk.tasks.run(
            self._dialog,
            lambda office: keep_draft(office, form, record_id, texts),
            failed=lambda error: tell_unkept(self._desk, error),
            replaces="draft",
        )


def tell_unkept(desk: Desk, error: DeskError) -> bool:
    """A draft could not be kept: said without a box, for it is tried again as typing goes on."""
    desk.say(f"刚输入的内容还没有留下草稿，请尽快保存。{error.sentence}")
    return True
