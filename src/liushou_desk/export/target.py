"""The file a writer leaves behind: whole or not at all."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from liushou_desk.errors import FileTrouble, reason_of

_SAFE = "台账数据和原有文件都没有改动。"
_FULL = (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; a failure leaves what was there before."""
    write_files({path: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Put several files in place that belong together: all of them, or none that is new.

    All are on the disk before the first gets its name, so that a full disk leaves no half of a
    pair. Of a link it is the file behind it that is written; the link stays one.
    """
    files = {_behind(path): data for path, data in files.items()}
    parts = {path: path.with_name(f"{path.name}.{os.getpid()}.part") for path in files}
    fresh: list[Path] = []
    path = next(iter(files))
    try:
        for path, part in parts.items():
            _write_through(part, files[path])
        for path, part in parts.items():
            is_fresh = not path.exists()
            part.replace(path)
            fresh += [path] if is_fresh else []
    except OSError as error:
        for written in fresh:
            written.unlink(missing_ok=True)
        raise _explained(path, error) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _behind(path: Path) -> Path:
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise FileTrouble(
            f"“{path.name}”是一个无效的快捷链接，没有写成。{_SAFE}", "请换一个文件名再试。"
        ) from error


def write_beside(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put files that belong together into a folder, over nothing that stands there; their paths.

    Where one of the names is taken by something else, all of them get a number: 总结（2）.docx.
    What stands there with the same content is left as it is.
    """
    for number in count(1):
        counted = {folder / _counted(name, number): data for name, data in files.items()}
        if any(_is_taken(path, data) for path, data in counted.items()):
            continue
        missing = {path: data for path, data in counted.items() if not os.path.lexists(path)}
        if not missing or write_new(missing):
            return tuple(counted)
    raise AssertionError


def _counted(name: str, number: int) -> str:
    stem, dot, ending = name.rpartition(".")
    return name if number == 1 else f"{stem}（{number}）{dot}{ending}"


def _is_taken(path: Path, data: bytes) -> bool:
    if not os.path.lexists(path):
        return False
    try:
        return not path.is_file() or path.read_bytes() != data
    except OSError:  # open in another program: whatever it is, it is not ours
        return True


def write_new(files: Mapping[Path, bytes]) -> bool:
    """Put several files in place together, over nothing; False where one of the names is taken.

    Then, and where `FileTrouble` is raised, none of them is left.
    """
    claimed: list[Path] = []
    path = next(iter(files))
    try:
        for path in files:
            path.touch(exist_ok=False)
            claimed.append(path)
        write_files(files)
    except FileExistsError:
        _give_up(claimed)
        return False
    except OSError as error:
        _give_up(claimed)
        raise _explained(path, error) from error
    except FileTrouble:
        _give_up(claimed)
        raise
    return True


def _give_up(claimed: list[Path]) -> None:
    for path in claimed:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _write_through(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def make_folder(folder: Path) -> None:
    """The folder to write into, made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(
            f"建不了文件夹“{folder}”，没有写出任何文件。{_SAFE}",
            "请检查是否有同名的文件、磁盘是否只读或已满，或者换一个文件夹。",
        ) from error


def _explained(path: Path, error: OSError) -> FileTrouble:
    if not path.parent.is_dir():
        return FileTrouble(
            f"没有找到文件夹“{path.parent}”，“{path.name}”没有写成。{_SAFE}",
            "请检查U盘或文件夹是否还在，或者换一个文件夹保存。",
        )
    if error.errno in _FULL:
        return FileTrouble(
            f"磁盘空间不够，“{path.name}”没有写成。{_SAFE}",
            "请删除不需要的文件，或者换一个磁盘保存。",
        )
    if error.errno == errno.EROFS:
        return FileTrouble(
            f"“{path.parent}”是只读的，“{path.name}”没有写成。{_SAFE}",
            "请换一个可以写入的文件夹，例如“文档”。",
        )
    if isinstance(error, PermissionError):
        return FileTrouble(
            f"“{path.name}”正被其他程序打开，或者文件夹不允许写入，没有写成。{_SAFE}",
            "请先关闭已打开的这个文件再试，或者换一个文件名、文件夹保存。",
        )
    return FileTrouble(
        f"“{path.name}”没有写成（{reason_of(error)}）。{_SAFE}",
        "请换一个较短的文件名或者另一个文件夹再试。",
    )
