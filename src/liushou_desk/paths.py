"""Where things lie: the only file that knows the source tree from an installed program."""

from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).parent
_SOURCE_TREE = _PACKAGE.parent.parent


def resources() -> Path:
    """Folder with fonts, Word template and sample data."""
    return _beside("resources")


def migrations() -> Path:
    """Folder with alembic's `env.py` and `versions/`."""
    return _beside("migrations")


def office_file() -> Path:
    """The office file of the person at the keyboard."""
    return user_data_path("LiuShouDesk", appauthor=False) / "留守工作台.db"


def _beside(name: str) -> Path:
    """A top-level folder, in the source tree or packed into the installed package."""
    packed = _PACKAGE / f"_{name}"
    return packed if packed.exists() else _SOURCE_TREE / name
