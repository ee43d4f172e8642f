"""文件: another office file in the same window; of the former one the day is backed up first.

Whether the other one can be used is found out while the former is still open: a file that is none,
or that another program has, changes nothing.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from liushou_desk import paths
from liushou_desk.errors import DeskError, FileTrouble
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.remembered import note_recent, recent

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.ui.window import Clock, Window

SAVE_AS = f"数据文件 (*{paths.OFFICE_SUFFIX})"


def open_other(desk: Desk, shell: "Window") -> None:
    """打开: a file from anywhere."""
    path = messages.file_to_open(shell, "打开数据文件", messages.OFFICE_FILES)
    if path:
        open_file(desk, shell, path)


def open_file(desk: Desk, shell: "Window", path: Path) -> None:
    """Put the file in place of the one that is open."""
    if path.exists() and path.resolve() == shell.path.resolve():
        desk.say("这个数据文件已经打开。")
        return
    _switch(desk, shell, path, partial(_open, path, shell.now), partial(_look_at, path))


def open_demo(desk: Desk, shell: "Window") -> None:
    """演示学校, made beside the open file the first time."""
    demo = shell.path.with_name(paths.DEMO_FILE)
    if demo.exists():
        open_file(desk, shell, demo)
    else:
        _switch(desk, shell, demo, partial(_make_demo, demo, shell.now))


def make_new(desk: Desk, shell: "Window", school: str) -> None:
    """新建: an empty file for a school, where the clerk says."""
    path = messages.file_to_save(shell, "新建数据文件", f"{school}{paths.OFFICE_SUFFIX}", SAVE_AS)
    if path is None:
        return
    if path.suffix.lower() not in paths.OFFICE_SUFFIXES:
        path = path.with_name(path.name + paths.OFFICE_SUFFIX)
    if path.exists():
        messages.show_error(
            shell, FileTrouble(f"“{path.name}”已经存在，没有改动它。", "请换一个文件名。")
        )
        return
    _switch(desk, shell, path, partial(_make, path, shell.now, school))


def recent_files(shell: "Window") -> tuple[Path, ...]:
    """最近打开, the open one left out."""
    return tuple(path for path in recent() if path.resolve() != shell.path.resolve())


def _switch(
    desk: Desk,
    shell: "Window",
    path: Path,
    opener: "Callable[[], OfficeFile]",
    look: Callable[[], None] = lambda: None,
) -> None:
    def back_up(office: "OfficeFile") -> None:
        from liushou_desk.services.keeping.backup_policy import automatic_backup

        look()
        if not office.is_backup:
            automatic_backup(office)

    def change(_: object) -> None:
        shell.setEnabled(True)
        former = shell.path
        try:
            mine = shell.hold(path)
        except FileTrouble as trouble:
            messages.show_error(shell, trouble)
            return
        if not mine:
            desk.say("这个数据文件已经在另一个窗口里打开，已把那个窗口叫到前面。")
            return
        if former.exists():
            note_recent(former)
        note_recent(path)
        shell.make_way()
        shell.open_with(path, opener, shell.refuse)

    desk.say("正在打开……")
    shell.setEnabled(False)  # what is begun now would be of the former file
    desk.tasks.run(desk.window, back_up, change, partial(_stay, shell))


def _stay(shell: "Window", error: DeskError) -> bool:
    shell.setEnabled(True)
    messages.show_error(shell, error)
    return True


def _look_at(path: Path) -> None:
    from liushou_desk.services.keeping.office import look_at

    look_at(path)


def _open(path: Path, now: "Clock") -> "OfficeFile":
    from liushou_desk.services.keeping.office import open_office

    return open_office(path, now)


def _make(path: Path, now: "Clock", school: str) -> "OfficeFile":
    from liushou_desk.services.keeping.office import create_office

    return create_office(path, now, school)


def _make_demo(path: Path, now: "Clock") -> "OfficeFile":
    from liushou_desk.services.demo import make_demo

    return make_demo(path, now)
