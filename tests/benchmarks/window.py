"""Benchmarks of the window, each beside a floor of the same run.

Start: from the birth of the process to the first paint, and to a roster that shows its rows and
has taken a search, against a bare PySide6 window of the same size. Search: one keystroke with the
table shown anew, against the same words as LIKE in plain sqlite3. Each time is the best of several
runs taken by turns, for the machine is shared.
"""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

RUNS = 5
NEEDLES = ("z", "zh", "zw", "李", "李娜", "村", "1234")

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
from tests.benchmarks.first_paint import say_when_painted
application = QApplication([])
window = QMainWindow()
window.resize(1240, 700)
say_when_painted(window, then_quit=True)
window.show()
application.exec()
"""

OURS = """
import sys
from datetime import datetime
from pathlib import Path
from liushou_desk.ui.application import application
from liushou_desk.ui.shell import Shell
from tests.benchmarks.first_paint import say_when_painted, say_when_usable
made = application()
shell = Shell(lambda: datetime(2026, 11, 21, 10))
say_when_painted(shell)
shell.show()
shell.open_soon(Path(sys.argv[1]))
say_when_usable(shell)
made.exec()
"""


def measure_window(office: Path) -> dict[str, Any]:
    """Start, search and memory on one office file."""
    bare: dict[str, float] = {}
    ours: dict[str, float] = {}
    for _ in range(RUNS):
        _keep_best(bare, _start(BARE))
        _keep_best(ours, _start(OURS, str(office)))
    return {
        "bare_painted_s": bare["painted"],
        "painted_s": ours["painted"],
        "painted_ratio": round(ours["painted"] / bare["painted"], 2),
        "usable_s": ours["usable"],
        "usable_ratio": round(ours["usable"] / bare["painted"], 2),
        "settled_s": ours["settled"],
        "bare_memory_mib": bare["memory"],
        "memory_mib": ours["memory"],
    } | measure_search(office)


def _start(code: str, *arguments: str) -> dict[str, float]:
    """Seconds from the birth of the process to each word it says."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    said: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, _, number = line.strip().partition(" ")
            said[word] = float(number) if number else round(time.perf_counter() - began, 3)
    return said


def _keep_best(best: dict[str, float], found: dict[str, float]) -> None:
    for word, number in found.items():
        best[word] = min(number, best.get(word, number))


def measure_search(office: Path) -> dict[str, Any]:
    """A keystroke in the roster's search box, and the same query in plain sqlite3."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from datetime import datetime

    from liushou_desk.ui.application import application
    from liushou_desk.ui.desk import Spot
    from liushou_desk.ui.pictures import settle
    from liushou_desk.ui.shell import Shell

    made = application()
    shell = Shell(lambda: datetime(2026, 11, 21, 10))  # noqa: DTZ001 - the office's own wall clock
    shell.show()
    shell.open(office)
    settle(shell)
    workspace: Any = shell.workspace
    panel = workspace.bring(Spot.ROSTER).panel
    settle(shell)
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE TABLE roster (child_id INTEGER PRIMARY KEY, search TEXT)")
    rows = [(number, panel._search_text(row)) for number, row in enumerate(panel.rows)]
    plain.executemany("INSERT INTO roster VALUES (?, ?)", rows)
    floor = ours = 0.0
    for needle in NEEDLES:
        floor += _best(lambda needle=needle: _like(plain, needle))
        ours += _best(lambda needle=needle: _type(panel, needle, made))
    shell.tasks.close()
    return {
        "children": len(rows),
        "keystroke_ms": round(ours / len(NEEDLES) * 1000, 2),
        "sqlite_ms": round(floor / len(NEEDLES) * 1000, 2),
        "keystroke_ratio": round(ours / floor, 2),
    }


def _like(connection: sqlite3.Connection, needle: str) -> None:
    connection.execute(
        "SELECT child_id FROM roster WHERE search LIKE ?", [f"%{needle}%"]
    ).fetchall()


def _type(panel: Any, needle: str, application: Any) -> float:
    panel.search.setText("")
    began = time.perf_counter()
    panel.search.setText(needle)
    application.processEvents()
    return time.perf_counter() - began


def _best(run: Any) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        taken = run()
        times.append(time.perf_counter() - began if taken is None else taken)
    return min(times)
