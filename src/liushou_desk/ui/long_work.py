"""Long work with a bar, a stop button and a result in words."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from liushou_desk.errors import Cancelled, DeskError
from liushou_desk.ui import messages
from liushou_desk.ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from liushou_desk.services.office import OfficeFile

T = TypeVar("T")
SHOW_AFTER = 400
"""Milliseconds; shorter work shows no bar."""


def run_long(
    parent: QWidget,
    tasks: Tasks,
    title: str,
    job: "Callable[[OfficeFile, Progress], T]",
    done: Callable[[T], None],
) -> None:
    """Do a job on the worker while a bar shows how far it has come; 停止 rolls it back."""
    bar = QProgressDialog(title, "停止", 0, 0, parent)
    bar.setWindowTitle(messages.TITLE)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setMinimumDuration(SHOW_AFTER)
    bar.setAutoClose(False)
    bar.setAutoReset(False)
    stopped = threading.Event()
    bar.canceled.connect(stopped.set)

    def advance(step: int, whole: int) -> None:
        bar.setMaximum(whole)
        bar.setValue(step)

    tasks.progressed.connect(advance)

    def end() -> None:
        tasks.progressed.disconnect(advance)
        bar.canceled.disconnect(stopped.set)
        bar.close()
        bar.deleteLater()

    def report(step: int, whole: int) -> None:
        if stopped.is_set():
            raise Cancelled
        tasks.progress(step, whole)

    def work(office: "OfficeFile") -> Callable[[], None]:
        """What is to be done on the GUI thread; a fault of ours must not leave the bar standing."""
        if stopped.is_set():
            raise Cancelled  # while it was waiting for other work
        try:
            return partial(done, job(office, report))
        except DeskError:
            raise
        except Exception as fault:
            return partial(messages.show_bug, parent, fault)

    def finish(then: Callable[[], None]) -> None:
        end()
        then()

    def fail(error: DeskError) -> bool:
        end()
        messages.show_error(parent, error)
        return True

    tasks.run(parent, work, finish, fail)
