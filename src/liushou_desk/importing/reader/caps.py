"""How much memory and time a reader may take, and who holds it to that.

On Linux the child limits itself before it opens the file. On Windows the parent puts it into a Job
Object. On both the parent watches as well: wine knows the job but does not enforce it.
"""

import sys
from pathlib import Path

SMALL, LARGE = 600 * 1024 * 1024, 1024 * 1024 * 1024
"""Bytes for a workbook up to and above 5,000 rows; 40,000 pupils of 71 columns need half a GiB."""
LONGEST, LONGEST_PAPER, LONGEST_PICTURE, LONGEST_WORK = 120.0, 60.0, 30.0, 60.0
"""Seconds for one file."""
MANY_TAKE = 3
"""So many times as long may a file of many rows take."""
_SECONDS_OF_WORK = 400


def limit_myself() -> None:
    """Take no more than the small share, write no file and leave no picture of the memory behind.

    Of these the last holds other people's data.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_OF_WORK, _SECONDS_OF_WORK))
        resource.setrlimit(resource.RLIMIT_AS, (SMALL, LARGE))


def take_the_large_share() -> None:
    """From here on the reader may hold as much as many rows need."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LARGE, LARGE))


def held_by(process: int) -> int:
    """The memory a process holds in bytes; 0 where nobody can tell."""
    if sys.platform == "win32":
        from liushou_desk.importing.reader import windows

        return windows.held_by(process)
    try:
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    import resource

    return int(pages) * resource.getpagesize()


def put_into_a_job(process: int) -> object:
    """Have Windows hold a process to the large share, and end it with ours; nothing elsewhere.

    What comes back is to be kept as long as the process may run.
    """
    if sys.platform == "win32":
        from liushou_desk.importing.reader import windows

        return windows.put_into_a_job(process, LARGE)
    return None
