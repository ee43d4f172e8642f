"""The clock of the benchmarks: CPU time, since wall time tells how busy the machine is.

What was spent by processes of ours that have ended counts too: the import has its reader apart.
"""

import resource
import time
from collections.abc import Callable


def cpu_now() -> float:
    """CPU seconds spent so far by this process and those it has seen the end of."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def timed(run: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    started = cpu_now()
    run()
    return round(cpu_now() - started, 3)


def best(run: Callable[[], object], times: int) -> float:
    """The least CPU seconds of several runs: what they took beyond it was the machine's."""
    return min(timed(run) for _ in range(times))
