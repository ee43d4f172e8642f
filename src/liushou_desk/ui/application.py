"""Starts the window: font and colours, one program per office file, then the shell."""

import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from liushou_desk import paths
from liushou_desk.errors import FileTrouble
from liushou_desk.ui import messages
from liushou_desk.ui.instance import Keeper
from liushou_desk.ui.look import dress
from liushou_desk.ui.remembered import remember, remembered
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.window import Clock

_DRESSED = "liushou-desk"
_GIVE_WAY = 0.001
"""Seconds for which the worker may keep Python from the window, which asks for it at every cell."""


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application of this process, dressed; Qt's own words in Chinese."""
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else None
    if made and made.property(_DRESSED):
        return made
    made = made or QApplication(["liushou-desk", *arguments])
    made.setProperty(_DRESSED, True)
    made.setApplicationDisplayName(messages.TITLE)
    made.setWindowIcon(_icon(paths.resources() / "icon" / "liushou-desk.png"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        made.installTranslator(words)
    dress(made, paths.fonts())
    return made


def _icon(path: Path) -> QIcon:
    """Read as bytes, for the same reason as the font."""
    picture = QPixmap()
    picture.loadFromData(path.read_bytes())
    return QIcon(picture)


def run(path: Path | None, now: Clock, *, is_there: bool = False) -> int:
    """Show the window until it is closed; returns the exit code.

    Without a path it is the file that was open last, or the usual one of this user. One that
    `is_there`, since somebody clicked it, is never made anew, and is remembered.
    """
    made = application()
    sys.setswitchinterval(_GIVE_WAY)
    sys.excepthook = _own_up
    office = path or remembered() or paths.office_file()
    shell = Shell(now)
    keeper = Keeper(shell.come_forward)
    if not is_there:
        with suppress(OSError):  # the folder of the very first start, for the lock
            office.parent.mkdir(parents=True, exist_ok=True)
    gone = is_there and not office.exists()
    try:
        if not (gone or keeper.hold(office)):
            return 0
    except FileTrouble as error:
        messages.show_error(None, error)
        return 2
    shell.hold = keeper.hold
    shell.show()
    QTimer.singleShot(0, keeper.listen)
    if path is None or is_there:
        shell.furnished.connect(lambda: _remember(shell.path))
    if gone:
        shell.path = office
        shell.refuse(
            FileTrouble(f"找不到“{office}”，没有改动任何数据。", "请检查U盘或网络磁盘是否连好。")
        )
    elif office.exists():
        shell.open_soon(office)
    else:
        from liushou_desk.ui.welcome import Welcome

        Welcome(shell, office).open()
    code = made.exec()
    keeper.release()
    return code


def _remember(path: Path) -> None:
    """All but a backup that was looked at, and the demo school.

    That would hide the first start's way to a file of one's own.
    """
    from liushou_desk.services.restore import is_backup

    if path.stem != Path(paths.DEMO_FILE).stem and not is_backup(path):
        remember(path)


def _own_up(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A fault of ours on the GUI thread: shown, and the program goes on."""
    logging.getLogger(__name__).error("unexpected fault")
    messages.show_bug(None, error)
