"""Benchmarks of the window, each beside a floor of the same run.

Start: from the birth of the process to the first paint, and to a roster that shows its rows and
has taken a search, against a bare PySide6 window of the same size. Standing still, and memory with
every tab looked at: against a bare window whose thread reads children and records with the bare
driver and holds them. Search: one keystroke with the table shown anew, against the same words as
LIKE in plain sqlite3. Diary: the first switch to it and a record saved until the list shows it.
Each time is CPU time, but of standing still, and the best of several runs taken by turns, for the
machine is shared.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.services.diary import save_entry
from liushou_desk.ui.application import application
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.pictures import settle
from liushou_desk.ui.shell import Shell
from tests.benchmarks.cpu import best, timed

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

READING = """
import sqlite3, sys
from PySide6.QtWidgets import QApplication, QMainWindow
from tests.benchmarks.first_paint import say_while_reading
application = QApplication([])
window = QMainWindow()
window.resize(1240, 700)
window.show()
say_while_reading(window, lambda: [
    sqlite3.connect(sys.argv[1]).execute(statement).fetchall() for statement in sys.argv[2:]
])
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
    reading: dict[str, float] = {}
    for _ in range(RUNS):
        _keep_best(bare, _start(BARE))
        _keep_best(reading, _start(READING, str(office), _CHILDREN, _ENTRIES))
        _keep_best(ours, _start(OURS, str(office)))
    return {
        "bare_painted_s": bare["painted"],
        "painted_s": ours["painted"],
        "painted_ratio": round(ours["painted"] / bare["painted"], 2),
        "usable_s": ours["usable"],
        "usable_ratio": round(ours["usable"] / bare["painted"], 2),
        "settled_s": ours["settled"],
        "reading_freeze_s": reading["freeze"],
        "freeze_s": ours["freeze"],
        "freeze_of_tabs_s": ours["freeze_of_tabs"],
        "bare_memory_mib": bare["memory"],
        "reading_memory_mib": reading["memory"],
        "memory_mib": ours["memory"],
        "memory_of_tabs_mib": ours["memory_of_tabs"],
        "memory_of_tabs_ratio": round(ours["memory_of_tabs"] / reading["memory"], 2),
    } | measure_window_work(office)


def measure_window_work(office: Path) -> dict[str, Any]:
    """What is done in an open window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return measure_search(office) | measure_diary(office)


def _start(code: str, *arguments: str) -> dict[str, float]:
    """CPU seconds of the process when it said each word."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
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
            said[word] = float(number)
    return said


def _keep_best(best: dict[str, float], found: dict[str, float]) -> None:
    for word, number in found.items():
        best[word] = min(number, best.get(word, number))


def measure_search(office: Path) -> dict[str, Any]:
    """A keystroke in the roster's search box, and the same query in plain sqlite3."""
    made, shell = _shell(office)
    workspace: Any = shell.workspace
    panel = workspace.bring(Spot.ROSTER).panel
    settle(shell)
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE TABLE roster (child_id INTEGER PRIMARY KEY, search TEXT)")
    rows = [(number, row.row.search) for number, row in enumerate(panel.rows)]
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


def measure_diary(office: Path) -> dict[str, Any]:
    """The first switch to 家访日记, and a record saved until the list shows it.

    Floor: the list's columns read by the bare driver, and one row inserted and committed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        shutil.copy(office, path)
        _, shell = _shell(path)
        workspace: Any = shell.workspace
        switch = timed(lambda: (workspace.bring(Spot.DIARY), settle(shell)))
        tab = workspace.front
        child_id = next(row.child_ids[0] for row in tab.panel.rows if "（" not in row.children)
        saves = [timed(lambda: _save(shell, tab, child_id)) for _ in range(RUNS)]
        shell.tasks.close()
        with closing(sqlite3.connect(path)) as plain:
            floor = best(lambda: plain.execute(_ENTRIES).fetchall(), RUNS)
    return {
        "listed": len(tab.panel.rows),
        "read_s": floor,
        "first_switch_s": switch,
        "first_switch_ratio": round(switch / floor, 2),
        "save_to_shown_s": min(saves),
        "save_ratio": round(min(saves) / floor, 2),
    }


_CHILDREN = (
    "SELECT c.*, h.*, group_concat(m.name || coalesce(m.phone, '')) FROM child c JOIN household h"
    " ON h.id = c.household_id LEFT JOIN family_member m ON m.household_id = h.id GROUP BY c.id"
)
_ENTRIES = (
    "SELECT e.*, group_concat(x.child_id) FROM diary_entry e JOIN entry_child x"
    " ON x.entry_id = e.id WHERE e.happened_on >= '2026-09-01' GROUP BY e.id"
)


def _save(shell: Any, tab: Any, child_id: int) -> None:
    values = {"kind": DiaryKind.TALK, "happened_on": shell.now().date(), "reached": True}
    before = len(tab.panel.rows)
    shell.tasks.run(
        tab,
        lambda office: save_entry(office, None, values | {"content": "谈心一次"}, [child_id]),
    )
    settle(shell)
    assert len(tab.panel.rows) == before + 1


def _shell(office: Path) -> tuple[Any, Any]:
    """A window with the file open, all it does of itself done."""
    made = application()
    shell = Shell(lambda: datetime(2026, 11, 21, 10))  # noqa: DTZ001 - the office's own wall clock
    shell.show()
    shell.open(office)
    settle(shell)
    return made, shell


def _like(connection: sqlite3.Connection, needle: str) -> None:
    connection.execute(
        "SELECT child_id FROM roster WHERE search LIKE ?", [f"%{needle}%"]
    ).fetchall()


def _type(panel: Any, needle: str, application: Any) -> float:
    panel.search.setText("")
    began = time.process_time()
    panel.search.setText(needle)
    application.processEvents()
    return time.process_time() - began


def _best(run: Any) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.process_time()
        taken = run()
        times.append(time.process_time() - began if taken is None else taken)
    return min(times)
