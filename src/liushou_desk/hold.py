"""The hold of a running program on an office file: the system's own lock, which dies with it.

The window holds the file that it works with; a verb of the command line that writes, a restore and
an upgrade hold it meanwhile. Nothing stale is left by a power cut or a killed program.
"""

import errno
import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from liushou_desk.errors import FileTrouble

_CANNOT = {errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL}
"""The place knows no locks; any other answer, also the 0 that some give, is that it is taken."""
_TRIES = 20
_ASK_AGAIN = 0.05
"""Seconds between two looks whether a file was given free."""
_PATIENCE = 120.0
"""Seconds that an upgrade elsewhere may take."""


class Hold:
    """Holds a file for this program, in any of its names."""

    def __init__(self, path: Path) -> None:
        file = path.resolve()  # two names of one file are one file
        self._lock = file.with_name(f".{file.name}.lock")
        self._handle: int | None = None

    def take(self) -> bool:
        """Hold it; False where another program does.

        True also where no lock can be made: what is wrong with the place, opening will say.
        """
        for _ in range(_TRIES):
            try:
                handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
            except PermissionError:  # on Windows also of one that is just being removed
                if not self._lock.exists() or sys.platform != "win32":
                    return True
                continue
            except OSError:
                return True
            try:
                _lock(handle)
            except OSError as error:
                os.close(handle)
                return error.errno in _CANNOT
            if self._is_still_there(handle):
                self._handle = handle
                return True
            os.close(handle)
        return False

    def release(self) -> None:
        """Give it free, and leave nothing beside it."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform != "win32":  # an open file cannot be removed there
            self._lock.unlink(missing_ok=True)
        os.close(handle)
        if sys.platform == "win32":
            with suppress(OSError):
                self._lock.unlink(missing_ok=True)

    def _is_still_there(self, handle: int) -> bool:
        """Whether the lock was not removed, by whoever gave it free, before it was taken."""
        with suppress(OSError):
            return os.path.samestat(os.fstat(handle), self._lock.stat())
        return False


@contextmanager
def holding(path: Path, *, patient: bool = False) -> Generator[None]:
    """Hold a file for a while. Raises `FileTrouble` where another program has it.

    A `patient` one waits for it: for what each program does by itself and only one must do.
    """
    hold, until = Hold(path), time.monotonic() + _PATIENCE
    while not (taken := hold.take()) and patient and time.monotonic() < until:
        time.sleep(_ASK_AGAIN)
    if not taken:
        raise FileTrouble(
            f"“{path.name}”正被另一个程序使用（窗口可能开着），这一步没有做，数据没有改动。",
            "请在那个窗口里做，或者关闭它再试。",
        )
    try:
        yield
    finally:
        hold.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
