"""The connection to an office file: its pragmas, its transactions, its troubles.

`journal_mode=TRUNCATE` with `synchronous=FULL` is chosen by measurement: after a power cut no
acknowledged save is lost on any of the modelled file systems, and a copy of the idle file that the
clerk makes by hand is whole (with WAL it would lack the day's work). `secure_delete` keeps removed
names out of the file, `cache_spill=OFF` keeps a half-done import out of it.

This is the only place that turns errors of SQLite and the system into `FileTrouble`.
"""

import errno
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from liushou_desk.errors import FileTrouble, InputProblem, JournalDoubt
from liushou_desk.models.left_journal import is_its_own

driver: Any = dbapi2
"""The driver comes without types."""

APPLICATION_ID = 0x4C534454  # "LSDT"

PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "cache_spill": 0,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
"""Every connection has these; they are read back after being set."""


def connect(
    path: Path,
    *,
    read_only: bool = False,
    immutable: bool = False,
    trusted: bool = False,
    timeout: float = 5.0,
) -> Any:
    """A driver connection to an existing file, in autocommit, with all pragmas holding.

    Never creates a file. Path signs such as # ? % are safe. What is `immutable`, a backup, is read
    as it lies there: no lock is taken, no journal looked at, not a byte written. Raises
    `FileTrouble`, and `JournalDoubt` where a journal of another file lies beside it, unless
    somebody has `trusted` it.
    """
    mode = "ro&immutable=1" if immutable else "ro" if read_only else "rw"
    with file_trouble(path):
        if not (immutable or trusted):
            _require_own_journal(path.resolve())
        connection = driver.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=timeout,
        )
        try:
            _apply_pragmas(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def engine_for(path: Path, *, read_only: bool = False, immutable: bool = False) -> sa.Engine:
    """An engine over one connection. A session that will change data asks for `IMMEDIATE`.

    That is `engine.execution_options(begin="IMMEDIATE")`; all others begin deferred.
    """
    connection = connect(path, read_only=read_only, immutable=immutable)
    engine = sa.create_engine(
        "sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def begin(opened: sa.Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        mode = opened.get_execution_options().get("begin", "DEFERRED")
        opened.exec_driver_sql(f"BEGIN {mode}")

    # The pool closes only what was once checked out of it.
    event.listen(engine, "engine_disposed", _closing(connection))
    return engine


def _closing(connection: Any) -> Callable[[sa.Engine], None]:
    return lambda _engine: connection.close()


class UnreadableValue(ValueError):
    """A value in the file is not what its column holds; it does not say which."""


@contextmanager
def file_trouble(path: Path) -> Generator[None]:
    """Turn what the database and the system say about a file into a sentence for the clerk."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.DBAPIError as error:
        raise _explain(path, error.orig) from error
    except driver.IntegrityError:
        raise
    except (driver.DatabaseError, OSError) as error:
        raise _explain(path, error) from error
    except UnicodeEncodeError:  # of what was given to us, not of what the file holds
        raise InputProblem(
            "输入里有保存不了的符号（编码不完整的字），没有改动任何数据。", "请重新输入这段文字。"
        ) from None
    except (ValueError, LookupError, TypeError) as error:
        if not _is_of_a_value(error):
            raise
        raise damaged_file(path) from None  # the error holds what was read


def _is_of_a_value(error: BaseException) -> bool:
    """Whether a value in the file was not what its column holds: it could not be read."""
    if isinstance(error, UnreadableValue):
        return True
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return frame is not None and "sqlalchemy" in Path(frame.tb_frame.f_code.co_filename).parts


def _require_own_journal(path: Path) -> None:
    """Refuse to let a journal be rolled back that another state of the file has left."""
    if not is_its_own(path):
        raise JournalDoubt(
            f"“{path.name}”旁边有没做完的一步留下的日志（{path.name}-journal），"
            "但与这个文件对不上，没有打开；两个文件都没有改动。",
            "多半是把备份直接复制到了原来的位置。请先选用哪一种：在窗口里选，"
            "或运行命令 recover，看过两种内容再选。",
        )


def _apply_pragmas(connection: Any) -> None:
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    for name, value in PRAGMAS.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or found[0] != value:
            raise driver.DatabaseError(f"pragma {name} is {found}, not {value}")


_BARE = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
"""The driver's backup raises its errors without their name."""
_LOCKED = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_READ_ONLY = {"SQLITE_READONLY", "SQLITE_PERM"}


def _explain(path: Path, error: BaseException | None) -> Exception:
    """The trouble behind an error, or the error itself where it is our own bug."""
    name: str = getattr(error, "sqlite_errorname", None) or _BARE.get(str(error), "")
    number = error.errno if isinstance(error, OSError) else None
    if path.is_dir():
        return _unopenable(path)
    if name == "SQLITE_NOTADB":
        return foreign_file(path)
    if name.startswith("SQLITE_CORRUPT") or str(error).startswith("Could not decode"):
        return damaged_file(path)
    if name == "SQLITE_FULL" or number in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}:
        return FileTrouble(
            f"磁盘空间不足，没有写完“{path.name}”；这一步没有保存，原有数据完好。",
            "请腾出空间后再试。",
        )
    if any(name.startswith(locked) for locked in _LOCKED):
        return FileTrouble(
            f"“{path.name}”正被另一个程序使用，这一步没有保存，原有数据完好。",
            "请关闭另一个窗口后再试。",
        )
    if name.startswith("SQLITE_READONLY") and not path.exists():
        return FileTrouble(
            f"“{path.name}”已被移走、改名或删除，这一步没有保存。",
            "请把它放回原来的位置再试；找不到的，用最近一次备份恢复。",
        )
    if any(name.startswith(code) for code in _READ_ONLY) or number in {errno.EACCES, errno.EROFS}:
        return FileTrouble(
            f"“{path.name}”或它所在的文件夹是只读的，没有改动任何数据。",
            "请把文件复制到本机的可写文件夹再打开。",
        )
    if name.startswith("SQLITE_CANTOPEN") or number is not None:
        return _unopenable(path)
    if name.startswith("SQLITE_IOERR"):
        return FileTrouble(
            f"读写“{path.name}”时磁盘出错，这一步没有保存，原有数据完好。",
            "请检查磁盘是否已满、U盘是否松动，再试一次。",
        )
    return error if isinstance(error, Exception) else RuntimeError(str(error))


def foreign_file(path: Path) -> FileTrouble:
    """The file is none of ours."""
    return FileTrouble(
        f"“{path.name}”不是留守工作台的数据文件（或已加密），没有改动它。", "请选择正确的文件。"
    )


def damaged_file(path: Path) -> FileTrouble:
    """The file is ours but broken."""
    return FileTrouble(
        f"“{path.name}”已损坏，读不完整；没有改动它。",
        "请不要继续录入，用最近一次备份恢复，并保留此文件。",
    )


def _unopenable(path: Path) -> FileTrouble:
    if not path.exists():
        return FileTrouble(f"找不到“{path}”，没有改动任何数据。", "请检查文件位置和名称。")
    if path.is_dir():
        return FileTrouble(f"“{path}”是文件夹，不是数据文件。", "请选择文件。")
    return FileTrouble(f"打不开“{path}”，没有改动任何数据。", "请检查是否有权限读写它。")
