"""What stands in a dialog and not yet in the file: kept as a draft, written once, then dropped."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.drafts import drop_draft
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile


class Unsaved(DraftKeeper):
    """Keeps the draft of one dialog and writes what stands in it, one at a time."""

    def __init__(
        self, dialog: QDialog, desk: Desk, kept: Kept, typed_in: Sequence[QWidget]
    ) -> None:
        super().__init__(dialog, desk, kept)
        self.is_writing = False
        self._dialog, self._typed_in = dialog, typed_in
        self._focus: QWidget | None = None
        self._was_waiting = False

    def write(
        self,
        save: "Callable[[OfficeFile], Any]",
        done: Callable[[Any], None],
        failed: Callable[[DeskError], bool],
    ) -> None:
        """Save on the worker and drop the draft; nothing can be typed until that is answered.

        Typing is given free only by the answer: before it a second 保存 would save twice, and a
        draft kept behind the write would come after the one that drops it.
        """

        def finish(result: Any) -> None:
            self._release()
            done(result)

        def fail(error: DeskError) -> bool:
            self._release()
            if self._was_waiting:
                self.touch()
            return failed(error)

        self._hold()
        self.desk.tasks.run(
            self._dialog, lambda office: _write(office, save, self.kept), finish, fail
        )

    def _hold(self) -> None:
        self.is_writing, self._was_waiting = True, self.is_waiting
        self.pause()
        self._focus = self._dialog.focusWidget()
        self._let_type(False)

    def _release(self) -> None:
        self.is_writing = False
        self._let_type(True)
        if self._focus is not None:
            self._focus.setFocus()

    def _let_type(self, allowed: bool) -> None:
        for widget in self._typed_in:
            widget.setEnabled(allowed)


def _write(office: "OfficeFile", save: "Callable[[OfficeFile], Any]", kept: Kept) -> Any:
    result = save(office)
    with suppress(DeskError):  # the record is saved, and must not be taken for unsaved
        drop_draft(office, kept.form, kept.record_id)
    return result
