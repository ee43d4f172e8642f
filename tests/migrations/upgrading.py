"""Upgrades that kill themselves at the n-th step; run as a script by `test_upgrade_kill`.

A step is a statement that reaches the driver, or a file made, synced, removed or renamed: before
it and after it. For each number on standard input a new process upgrades the file.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import alembic.script  # noqa: F401

from liushou_desk.models import engine, upgrade

AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the office's own wall clock


class Countdown:
    """Kills this process when `left` steps were taken."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self, *_: object) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.step()
            result = call(*arguments, **options)
            self.step()
            return result

        return counted


def upgrade_until(path: Path, scripts: Path, steps: int) -> None:
    countdown = Countdown(steps)
    connect = engine.connect

    def counted_connect(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(countdown.step)
        return connection

    engine.connect = upgrade.connect = counted_connect
    for name in ("touch", "replace", "unlink"):
        setattr(Path, name, countdown.around(getattr(Path, name)))
    os.fsync = countdown.around(os.fsync)
    upgrade.HEAD = "later"
    upgrade.bring_up_to_date(path, scripts, at=AT)


def main(path: Path, scripts: Path) -> None:
    for line in sys.stdin:
        process = os.fork()
        if not process:
            upgrade_until(path, scripts, int(line))
            os._exit(0)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
