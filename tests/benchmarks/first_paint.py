"""What a benchmarked window says on its standard output: painted, usable, how much memory."""

import resource
import sys
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class _Painted(QObject):
    """Says once that a window was painted."""

    def __init__(self, window: QWidget, *, then_quit: bool) -> None:
        super().__init__(window)
        self._quit = then_quit
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        print("painted", flush=True)
        if self._quit:
            say_memory()
            QApplication.exit(0)


def say_when_painted(window: QWidget, *, then_quit: bool = False) -> None:
    """Print `painted` after the window's first paint event."""
    _Painted(window, then_quit=then_quit)


def say_when_usable(shell: Any) -> None:
    """Bring the roster, print `usable` when it shows rows; end when all work is done."""

    def watch() -> None:
        panel = shell.workspace.tabs[_roster()].panel
        if panel.shown():
            panel.search.setText("z")
            panel.table.viewport().repaint()
            print("usable", flush=True)
            timer.stop()
            rest.start(50)

    def finish() -> None:
        if not shell.tasks.is_busy:
            print("settled", flush=True)
            say_memory()
            shell.tasks.close()
            QApplication.exit(0)

    timer, rest = QTimer(shell), QTimer(shell)
    timer.timeout.connect(watch)
    rest.timeout.connect(finish)
    shell.furnished.connect(lambda: (shell.workspace.bring(_roster()), timer.start(1)))


def say_memory() -> None:
    """The most memory the process ever had, in MiB."""
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}", flush=True)
    sys.stdout.flush()


def _roster() -> Any:
    from liushou_desk.ui.desk import Spot

    return Spot.ROSTER
