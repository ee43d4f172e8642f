"""What Windows alone asks of a program; elsewhere each of these does nothing."""

import sys

RUNNING = "LiuShouDesk-6B1E7C52-3C0E-4B57-9D0A-5E2C1F7A9B34"
"""By this name setup and uninstaller see that the program runs: `AppMutex` in installer.iss."""


def mark_running() -> None:
    """Let setup see until the end of this process that the program runs in this session.

    The handle is never closed: Windows takes the mark away with the process, however that ends. A
    child process makes its own, since setup must not replace files under it either.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, False, RUNNING)


def let_others_come_forward() -> None:
    """Give away the right to put a window in front, which only a program just started has."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def tell(sentence: str) -> None:
    """Say something without Qt, which may be what is missing, where nobody sees a terminal."""
    if sys.platform == "win32":
        import ctypes

        warning_sign = 0x30
        ctypes.windll.user32.MessageBoxW(None, sentence, "留守工作台", warning_sign)
