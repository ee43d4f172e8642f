"""Where things lie: the only file that knows the source tree from an installed program."""

import sys
from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).parent
_SOURCE_TREE = _PACKAGE.parent.parent

OFFICE_SUFFIX = ".liushou"
"""How a new office file's name ends; setup registers it, so that a double click opens the file.

A backup ends in .db as before: nobody opens that by a double click instead of his own file.
"""
OFFICE_SUFFIXES = (OFFICE_SUFFIX, ".db")
"""How office files' names end: until now in .db."""
DEMO_FILE = f"演示学校{OFFICE_SUFFIX}"


def is_frozen() -> bool:
    """Whether this is the program as it is installed at a school, made by PyInstaller."""
    return hasattr(sys, "frozen")


def resources() -> Path:
    """Folder with fonts, Word template and sample data."""
    return _beside("resources")


def fonts() -> Path:
    """The faces of papers and window: `<face>.ttf` for each."""
    return resources() / "fonts"


def migrations() -> Path:
    """Folder with alembic's `env.py` and `versions/`."""
    return _beside("migrations")


def office_file() -> Path:
    """The office file of the person at the keyboard; one that is there already keeps its name."""
    folder = user_data_path("LiuShouDesk", appauthor=False)
    earlier = folder / "留守工作台.db"
    return earlier if earlier.exists() else folder / f"留守工作台{OFFICE_SUFFIX}"


def _beside(name: str) -> Path:
    """A top-level folder, in the source tree or packed into the installed package."""
    packed = _PACKAGE / f"_{name}"
    return packed if packed.exists() else _SOURCE_TREE / name
