"""What the program says to a terminal or a pipe, if it has one."""

import os
import sys
from io import TextIOWrapper

from liushou_desk.errors import reason_of


def speak_unicode() -> None:
    """Say Chinese whatever the code page: a pipe of Windows would take the system's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> bool:
    """Print an answer; False where nobody could read it to the end.

    A reader that has enough (`| head`) is no fault; a full disk behind `>` is one.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        _let_go()
        print(f"结果没有写完（{reason_of(error)}）；数据没有问题。", file=sys.stderr)
        return False
    return True


def _let_go() -> None:
    """What is still to be flushed at the end of the program goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
