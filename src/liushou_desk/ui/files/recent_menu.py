"""最近打开: the office files that were open lately, listed when the menu is shown."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from liushou_desk.ui.desk import Desk
from liushou_desk.ui.files.switching import open_file, recent_files

if TYPE_CHECKING:
    from liushou_desk.ui.window import Window


class RecentMenu:
    """A menu inside the file menu; grey while there is no other file."""

    def __init__(self, desk: Desk, shell: "Window", parent: QMenu) -> None:
        self._desk, self._shell = desk, shell
        self.menu = parent.addMenu("最近打开")
        parent.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the files that are there now."""
        self.menu.clear()
        files = recent_files(self._shell)
        for path in files:
            action = self.menu.addAction(f"{path.name}　{path.parent}")
            action.triggered.connect(
                lambda _=False, path=path: open_file(self._desk, self._shell, path)
            )
        self.menu.setEnabled(bool(files))
