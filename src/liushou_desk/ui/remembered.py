"""Which office file was open last, kept beside the usual place of the data."""

from pathlib import Path

from liushou_desk import paths


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


def _note() -> Path:
    return paths.office_file().with_name("上次打开的数据文件.txt")
