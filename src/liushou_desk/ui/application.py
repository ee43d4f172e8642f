"""Starts the window: font and colours, one program per office file, then the shell."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from liushou_desk import paths
from liushou_desk.errors import FileTrouble
from liushou_desk.ui import messages, trouble
from liushou_desk.ui.instance import Instance
from liushou_desk.ui.look import dress
from liushou_desk.ui.shell import Clock, Shell


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application of this process, dressed; Qt's own words in Chinese."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    made = QApplication(["liushou-desk", *arguments])
    made.setApplicationDisplayName(messages.TITLE)
    made.setWindowIcon(_icon(paths.resources() / "icon" / "liushou-desk.png"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        made.installTranslator(words)
    dress(made, paths.resources() / "fonts")
    return made


def _icon(path: Path) -> QIcon:
    """Read as bytes, for the same reason as the font."""
    picture = QPixmap()
    picture.loadFromData(path.read_bytes())
    return QIcon(picture)


def run(path: Path, now: Clock, arguments: Sequence[str] = ()) -> int:
    """Show the window on an office file until it is closed; returns the exit code."""
    made = application(arguments)
    sys.excepthook = _own_up
    shell = Shell(now)
    trouble.watch(shell, path)
    instance = Instance(path, shell.come_forward)
    try:
        if not instance.take():
            return 0
    except FileTrouble as error:
        messages.show_error(None, error)
        return 2
    shell.show()
    QTimer.singleShot(0, instance.listen)
    if path.exists():
        shell.open_soon(path)
    else:
        from liushou_desk.ui.welcome import Welcome

        Welcome(shell, path).open()
    code = made.exec()
    instance.release()
    return code


def _own_up(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A fault of ours on the GUI thread: shown, and the program goes on."""
    logging.getLogger(__name__).error("unexpected fault")
    messages.show_bug(None, error)
