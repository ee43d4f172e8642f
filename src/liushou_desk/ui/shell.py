"""The window with what stands in it: a workspace, or the trouble with the office file.

Both are loaded when they are needed: a bare window takes a seventh of a second, what stands in it
and the database library twice that, and the clerk shall see the window at once.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent

from liushou_desk.errors import DeskError
from liushou_desk.ui.window import Clock, Window

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.ui.workspace import Workspace


class Shell(Window):
    """Puts a workspace into the window for every office file that is opened."""

    def __init__(self, now: Clock) -> None:
        super().__init__(now)
        self.workspace: Workspace | None = None
        self._leaving = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave when running work has ended and the day's work is backed up."""
        if self._leaving or self.workspace is None:
            self.tasks.close()
            self.fitting.keep()
            event.accept()
            return
        event.ignore()
        if self.isEnabled():  # else it is being left already: the title bar still takes clicks
            self.workspace.leave(self._leave)

    def refuse(self, error: DeskError) -> bool:
        from liushou_desk.ui.trouble import show_trouble

        show_trouble(self, self.path, error)
        self.refused.emit(error)
        return True

    def say(self, sentence: str) -> None:
        if self.workspace is not None:
            self.workspace.desk.say(sentence)

    def make_way(self) -> None:
        if self.workspace is not None:
            self.workspace.make_way()

    def _furnish(self, office: "OfficeFile") -> None:
        """First what stands in it is imported, which takes nearly all of the time."""
        self.tasks.run(self, _import, lambda _: self._put_in())

    def _put_in(self) -> None:
        from liushou_desk.ui.workspace import Workspace

        self.tabs.tabBar().setEnabled(True)
        self.workspace = Workspace(self)
        self.workspace.left.connect(self._empty)
        self.furnished.emit()

    def _empty(self) -> None:
        self.workspace = None

    def _leave(self) -> None:
        self._leaving = True
        self.close()


def _import(_office: "OfficeFile") -> None:
    """On the worker."""
    from liushou_desk.ui.tabs import import_first

    import_first()
