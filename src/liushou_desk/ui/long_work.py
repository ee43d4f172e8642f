"""Long work with a bar, a stop button and a result in words."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from liushou_desk.errors import Cancelled, DeskError
from liushou_desk.ui import messages
from liushou_desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from liushou_desk.domain.progress import Progress
    from liushou_desk.services.keeping.office import OfficeFile

T = TypeVar("T")
SHOW_AFTER = 400
"""Milliseconds; shorter work shows no bar."""


class _Bar(QProgressDialog):
    """How far the work has come; 停止 is heard at the work's next step, or before its first."""

    def __init__(self, parent: QWidget, tasks: Tasks, title: str) -> None:
        super().__init__(title, "停止", 0, 0, parent)
        self._tasks, self._stopped = tasks, threading.Event()
        self.setWindowTitle(messages.TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOW_AFTER)
        self.setValue(0)  # the time counts from here, also for work that tells nothing
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.canceled.connect(self._stopped.set)
        tasks.progressed.connect(self._advance)

    def report(self, step: int, whole: int) -> None:
        """On the worker: a step was done. Raises `Cancelled`."""
        self.require_wanted()
        self._tasks.progress(step, whole)

    def require_wanted(self) -> None:
        """Raise `Cancelled` once 停止 was pressed."""
        if self._stopped.is_set():
            raise Cancelled

    def end(self) -> None:
        """The work is over."""
        self._tasks.progressed.disconnect(self._advance)
        self.canceled.disconnect(self._stopped.set)
        self.close()
        self.deleteLater()

    def _advance(self, step: int, whole: int) -> None:
        self.setMaximum(whole)
        self.setValue(step)


def run_long(
    parent: QWidget,
    tasks: Tasks,
    title: str,
    job: "Callable[[OfficeFile, Progress], T]",
    done: Callable[[T], None],
    failed: Callable[[DeskError], bool] | None = None,
) -> None:
    """Do a job on the worker while a bar shows how far it has come; 停止 rolls it back."""
    bar = _Bar(parent, tasks, title)

    def work(office: "OfficeFile") -> T:
        bar.require_wanted()
        return job(office, bar.report)

    def finish(result: T) -> None:
        bar.end()
        done(result)

    def fail(error: DeskError) -> bool:
        bar.end()
        return failed is not None and failed(error)

    tasks.run(parent, work, finish, fail)
