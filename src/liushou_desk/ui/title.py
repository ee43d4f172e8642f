"""The window's title: which school, which file, and what is special about it."""

from pathlib import Path
from typing import TYPE_CHECKING

from liushou_desk import paths

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile


def title_of(office: "OfficeFile") -> str:
    """青石镇中心小学 - 留守工作台.liushou; [演示] or [备份 · 只读] behind it."""
    from liushou_desk.services.school.profile import profile_of

    with office.reading() as session:
        school = profile_of(session).name
    return f"{school} - {office.path.name}{_mark(office.path, is_backup=office.is_backup)}"


def _mark(path: Path, *, is_backup: bool) -> str:
    if is_backup:
        return " [备份 · 只读]"
    return " [演示]" if path.stem == Path(paths.DEMO_FILE).stem else ""
