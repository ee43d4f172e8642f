"""Which office files were open last, kept beside the usual place of the data."""

from pathlib import Path

from liushou_desk import paths

_AT_MOST = 8


def remembered() -> Path | None:
    """The file that was open last and is still there."""
    try:
        path = Path(_note().read_text("utf-8"))
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None


def remember(path: Path) -> None:
    """Open this file at the next start; where it cannot be noted, the usual one is opened."""
    try:
        _note().parent.mkdir(parents=True, exist_ok=True)
        _note().write_text(str(path.resolve()), "utf-8")
    except OSError:
        return


def recent() -> tuple[Path, ...]:
    """The files that were open lately and are still there, the latest first."""
    try:
        listed = [Path(line) for line in _list().read_text("utf-8").splitlines() if line]
        return tuple(path for path in dict.fromkeys(listed) if path.is_file())
    except (OSError, ValueError):
        return ()


def note_recent(path: Path) -> None:
    """Put a file first among those open lately."""
    try:
        _list().parent.mkdir(parents=True, exist_ok=True)
        lines = [str(found) for found in dict.fromkeys((path.resolve(), *recent()))][:_AT_MOST]
        _list().write_text("\n".join(lines), "utf-8")
    except OSError:
        return


def papers_folder() -> Path | None:
    """Where papers were put last, if that folder is still there."""
    try:
        folder = Path(_papers().read_text("utf-8"))
        return folder if folder.is_absolute() and folder.is_dir() else None
    except (OSError, ValueError):
        return None


def remember_papers_folder(folder: Path) -> None:
    """Offer this folder for the next papers."""
    try:
        _papers().parent.mkdir(parents=True, exist_ok=True)
        _papers().write_text(str(folder.resolve()), "utf-8")
    except OSError:
        return


def _papers() -> Path:
    return paths.office_file().with_name("上次存表单的文件夹.txt")


def _list() -> Path:
    return paths.office_file().with_name("最近打开的数据文件.txt")


def _note() -> Path:
    return paths.office_file().with_name("上次打开的数据文件.txt")
