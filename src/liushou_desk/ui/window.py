"""The window that is painted first; the office file and its libraries are loaded behind it.

Nothing imported here may load SQLAlchemy: a bare window takes a seventh of a second, the database
library twice that, and the clerk shall see the window at once. Nor `Qt` itself: its hundred
enumerations take a tenth of the time to the first paint.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from liushou_desk.errors import DeskError, FileTrouble, JournalDoubt
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.look import MARGIN, WINDOW
from liushou_desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

Clock = Callable[[], datetime]
_WAITING = "waiting"


class Window(QMainWindow):
    """The main window as its parts know it: six tabs, empty until an office file is open.

    What stands in them then, and what instead where it cannot be opened, the shell puts there.
    """

    furnished = Signal()
    """The tabs are there and the one in front has been asked to read."""
    refused = Signal(object)
    """The office file could not be opened: `DeskError`."""

    def __init__(self, now: Clock) -> None:
        super().__init__()
        self.now = now
        self.tasks = Tasks()
        self.path = Path()
        """The office file that is open or was asked for last."""
        self.hold: Callable[[Path], bool] = lambda _path: True
        """Takes a file for this program; false where another one has it."""
        self.setWindowTitle(messages.TITLE)
        self.fitting = Fitting(self, WINDOW.width(), WINDOW.height())
        self.tabs = QTabWidget(documentMode=True)
        corner = QWidget()
        self.beside_tabs = QHBoxLayout(corner)
        """Room beside the tabs, where a workspace puts its choice of term."""
        self.beside_tabs.setContentsMargins(0, 0, MARGIN, 0)
        self.tabs.setCornerWidget(corner)
        self.setCentralWidget(self.tabs)
        for spot in Spot:
            self.tabs.addTab(_empty_page(), spot.value)

    def stand(self, place: int, widget: QWidget) -> None:
        """Put a widget into a tab, in place of what stands there."""
        page = self.tabs.widget(place).layout()
        assert page is not None
        gone = page.takeAt(0).widget()
        gone.hide()  # it is gone only when Qt next comes round
        gone.deleteLater()
        page.addWidget(widget)

    def open(self, path: Path) -> None:
        """Open an office file behind the painted window."""
        self.open_with(path, partial(_open, path, self.now), self.refuse)

    def open_with(
        self,
        path: Path,
        opener: "Callable[[], OfficeFile]",
        failed: Callable[[DeskError], bool],
    ) -> None:
        """Open whatever an opener gives, which runs on the worker."""
        try:
            mine = self.hold(path)
        except FileTrouble as trouble:
            failed(trouble)
            return
        if not mine:
            failed(FileTrouble("这个数据文件已经在另一个窗口里打开。", "已把那个窗口叫到前面。"))
            return
        self.path = path
        for waiting in self.tabs.findChildren(QLabel, _WAITING):
            waiting.setText("　正在打开数据文件……")
        self.tasks.open(self, opener, self._furnish, failed)

    def open_soon(self, path: Path) -> None:
        """Open it once the window has been painted."""
        QTimer.singleShot(0, partial(self.open, path))

    def come_forward(self) -> None:
        """Show the window above all others: somebody started the program again."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def refuse(self, error: DeskError) -> bool:
        """Say in the window why the file cannot be used; nothing in it was changed."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Tell a result to the clerk who works in the open file."""
        raise NotImplementedError

    def make_way(self) -> None:
        """Leave the window empty for another file."""
        raise NotImplementedError

    def _furnish(self, office: "OfficeFile") -> None:
        raise NotImplementedError


def _open(path: Path, now: Clock) -> "OfficeFile":
    """On the worker: the database libraries load here."""
    from liushou_desk.services.keeping.office import open_office

    try:
        return open_office(path, now, checked=False)  # the workspace asks for it after the roster
    except JournalDoubt as doubt:
        from liushou_desk.services.restore import both_ways

        doubt.ways = both_ways(path)
        raise


def _empty_page() -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(waiting_label())
    return page


def waiting_label() -> QLabel:
    """What stands in a tab until an office file is open."""
    waiting = QLabel("　还没有打开数据文件。")
    waiting.setObjectName(_WAITING)
    waiting.setProperty("role", "quiet")
    return waiting
