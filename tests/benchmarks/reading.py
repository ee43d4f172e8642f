"""What it costs to read a workbook in a process of its own, transport and checks included."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from liushou_desk.importing.reader.process import Reader
from liushou_desk.importing.workbook import read_book
from tests.benchmarks.workbook import SAMPLE

_TIMES = 5


def measure_reading(large: Path) -> dict[str, Any]:
    """The sample of 637 pupils and a large workbook: here, apart, and apart with a reader ready."""
    return {"637 rows": _ratios(SAMPLE, _TIMES), large.stem: _ratios(large, 1)}


def _ratios(path: Path, times: int) -> dict[str, float]:
    here = _median(lambda: read_book(path), times)
    apart = _median(lambda: Reader().read(path), times)
    ready = statistics.median(_ready(path) for _ in range(times))
    return {
        "here_s": round(here, 3),
        "apart_s": round(apart, 3),
        "ratio": round(apart / here, 2),
        "ready_s": round(ready, 3),
        "ready_ratio": round(ready / here, 2),
    }


def _ready(path: Path) -> float:
    """With a reader that was started while the clerk looked for the file."""
    reader = Reader()
    time.sleep(1)
    return _median(lambda: reader.read(path), 1)


def _median(run: Callable[[], object], times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
