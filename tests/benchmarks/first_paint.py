"""What a benchmarked window says on its standard output: painted, usable, how much memory."""

import time
from pathlib import Path
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
        say("painted")
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
            say("usable")
            timer.stop()
            rest.start(50)

    def finish() -> None:
        if not shell.tasks.is_busy:
            say("settled")
            say_memory()
            shell.tasks.close()
            QApplication.exit(0)

    timer, rest = QTimer(shell), QTimer(shell)
    timer.timeout.connect(watch)
    rest.timeout.connect(finish)
    shell.furnished.connect(lambda: (shell.workspace.bring(_roster()), timer.start(1)))


def say(word: str) -> None:
    """A word and the CPU seconds that the process has had so far."""
    print(f"{word} {time.process_time():.3f}", flush=True)


def say_memory() -> None:
    """The most memory the process ever had, in MiB; `ru_maxrss` is inherited from who began it."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        print(f"memory {int(told.split()[1]) // 1024}", flush=True)


def _roster() -> Any:
    from liushou_desk.ui.desk import Spot

    return Spot.ROSTER
