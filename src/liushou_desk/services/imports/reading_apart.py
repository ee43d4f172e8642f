"""The reader of foreign files as the program's start and the window know it, see `importing`."""

from pathlib import Path

from liushou_desk.importing.foreign import foreign_picture, prepare
from liushou_desk.importing.reader.child import serve
from liushou_desk.importing.reader.process import read_apart

__all__ = ["foreign_picture", "prepare", "rows_read_apart", "serve"]


def rows_read_apart(path: Path) -> int:
    """How many rows the reader finds in a file. Raises `FileTrouble` or `ImportTrouble`."""
    return sum(len(grid.rows) for grid in read_apart(path).grids)
