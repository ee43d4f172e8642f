"""What a benchmarked window says on its standard output: when it was painted, usable, settled; how
long it stood still at most, and how much memory it ever had."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
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


class Pulse(QTimer):
    """Beats in the window's thread; the longest time without a beat is how long it stood still."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._last, self._longest = time.perf_counter(), 0.0
        self.timeout.connect(self._beat)
        self.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now

    def say(self, word: str) -> None:
        """Print the longest stop since it was last said."""
        print(f"{word} {self._longest:.3f}", flush=True)
        self._longest = 0.0


def say_when_usable(shell: Any) -> None:
    """Bring the roster, print `usable` when it shows rows, `settled` when all work is done.

    Then every other tab is looked at.
    """
    pulse = Pulse(shell)
    spots = iter(_spots())

    def watch() -> None:
        panel = shell.workspace.tabs[_roster()].panel
        if panel.shown():
            panel.search.setText("z")
            panel.table.viewport().repaint()
            say("usable")
            timer.stop()
            rest.start(50)

    def settled() -> None:
        if not shell.tasks.is_busy:
            say("settled")
            say_memory()
            pulse.say("freeze")
            rest.timeout.disconnect(settled)
            rest.timeout.connect(visit)

    def visit() -> None:
        if shell.tasks.is_busy:
            return
        spot = next(spots, None)
        if spot is not None:
            shell.workspace.bring(spot)
            return
        pulse.say("freeze_of_tabs")
        say_memory("memory_of_tabs")
        shell.tasks.close()
        QApplication.exit(0)

    timer, rest = QTimer(shell), QTimer(shell)
    timer.timeout.connect(watch)
    rest.timeout.connect(settled)
    shell.furnished.connect(lambda: (shell.workspace.bring(_roster()), timer.start(1)))


def say_while_reading(window: QWidget, read: Callable[[], object]) -> None:
    """Print how long a window stands still while a thread reads rows, and what memory they take."""
    pulse, pool = Pulse(window), ThreadPoolExecutor(1)
    reading = pool.submit(read)

    def finish() -> None:
        if reading.done():
            pulse.say("freeze")
            say_memory()
            QApplication.exit(0)

    timer = QTimer(window)
    timer.timeout.connect(finish)
    timer.start(10)


def say(word: str) -> None:
    """A word and the CPU seconds that the process has had so far."""
    print(f"{word} {time.process_time():.3f}", flush=True)


def say_memory(word: str = "memory") -> None:
    """The most memory the process ever had, in MiB; `ru_maxrss` is inherited from who began it."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        print(f"{word} {int(told.split()[1]) // 1024}", flush=True)


def _spots() -> Any:
    from liushou_desk.ui.desk import Spot

    return Spot


def _roster() -> Any:
    from liushou_desk.ui.desk import Spot

    return Spot.ROSTER
