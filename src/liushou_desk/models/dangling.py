"""Whose fault a failure is: the file's, where its records point to others that are not there.

No program of ours leaves such a file; another that edits it with foreign keys off may. Nobody looks
for it on opening, which would cost every start; who stumbles over it says so in a sentence.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc

from liushou_desk.errors import DeskError, FileTrouble


@contextmanager
def blaming_the_file(path: Path, engine: sa.Engine) -> Generator[None]:
    """Raise `FileTrouble` for any failure of ours in a file with records that point nowhere."""
    try:
        yield
    except (DeskError, exc.DBAPIError, OSError):
        raise
    except Exception:
        if count := _pointing_nowhere(engine):
            # The error holds what was read, so it goes no further.
            raise FileTrouble(
                f"“{path.name}”里有{count}条记录指向不存在的记录，这一步没有做完，也没有改动它。",
                "请不要继续录入：保留此文件，用最近一次完好的备份恢复。",
            ) from None
        raise


def _pointing_nowhere(engine: sa.Engine) -> int:
    connection: Any = engine.raw_connection().driver_connection
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())
