"""What the program says to a terminal or a pipe, if it has one."""

import sys
from io import TextIOWrapper


def speak_unicode() -> None:
    """Say Chinese whatever the code page: a pipe of Windows would take the system's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
