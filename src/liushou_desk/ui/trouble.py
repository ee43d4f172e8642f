"""What the window shows while its office file cannot be opened: why, and the ways on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liushou_desk.errors import DeskError, JournalDoubt
from liushou_desk.ui import messages
from liushou_desk.ui.look import MARGIN, spaced

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.ui.window import Clock, Window

WIDTH = 620


class TroublePage(QWidget):
    """Stands in the first tab, in place of what is not there; the others rest meanwhile."""

    def __init__(self, shell: "Window", path: Path) -> None:
        super().__init__()
        self.shell, self.path = shell, path
        self._build()
        self._connect()

    def _build(self) -> None:
        title = QLabel("数据文件没有打开")
        title.setProperty("role", "title")
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where = QLabel(wordWrap=True)
        self.where.setProperty("role", "quiet")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = QPushButton("重试(&R)")
        self.other = QPushButton("打开其他文件……(&O)")
        self.leave = QPushButton("退出(&X)")
        buttons = QHBoxLayout()
        spaced(buttons)
        self.ways = (QPushButton("退回没做完的改动(&J)"), QPushButton("不用日志(&N)"))
        for button in (self.again, self.other, self.leave, *self.ways):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = QVBoxLayout()
        spaced(middle, MARGIN)
        middle.addStretch(1)
        for widget in (title, self.sentence, self.where):
            widget.setFixedWidth(WIDTH)
            middle.addWidget(widget)
        middle.addLayout(buttons)
        middle.addStretch(2)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.again.clicked.connect(lambda: self.open(self.path))
        self.other.clicked.connect(self._open_other)
        self.leave.clicked.connect(lambda: self.shell.close())
        for button, with_journal in zip(self.ways, (True, False), strict=True):
            button.clicked.connect(partial(self._go, with_journal))

    def tell(self, error: DeskError) -> None:
        """Say why the file could not be opened."""
        ways = error.ways if isinstance(error, JournalDoubt) else ()
        self.sentence.setText("\n".join([error.sentence, error.advice, *ways]).strip())
        for button in self.ways:
            button.setVisible(bool(ways))
        self.where.setText(f"文件：{self.path}")
        self._allow(True)
        self.again.setFocus()

    def open(self, path: Path) -> None:
        """Try a file; what is wrong with it comes back through `tell`."""
        self.path = path
        self.sentence.setText("正在打开数据文件……")
        self._allow(False)
        self.shell.open(path)

    def _go(self, with_journal: bool) -> None:
        """One way out of a doubtful journal; file and journal are kept beside as they were."""
        if messages.ask(
            self,
            f"{self.ways[0 if with_journal else 1].text().partition('(')[0]}，再打开吗？",
            "文件和日志会照原样另存一份。",
            yes="这样打开",
            no="先不打开",
        ):
            self._allow(False)
            opener = partial(_gone_one_way, self.path, self.shell.now, with_journal)
            self.shell.open_with(self.path, opener, self.shell.refuse)

    def _open_other(self) -> None:
        path = messages.file_to_open(self, "打开数据文件", messages.OFFICE_FILES)
        if path:
            self.open(path)

    def _allow(self, allowed: bool) -> None:
        for button in (self.again, self.other, self.leave, *self.ways):
            button.setEnabled(allowed)


def _gone_one_way(path: Path, now: "Clock", with_journal: bool) -> "OfficeFile":
    """On the worker."""
    from liushou_desk.services.keeping.office import open_office
    from liushou_desk.services.restore import choose_held

    choose_held(path, now, with_journal=with_journal)
    return open_office(path, now, checked=False)


def show_trouble(shell: "Window", path: Path, error: DeskError) -> None:
    """Say in the window itself why its office file is not open."""
    page = _page_of(shell) or _put(shell, path)
    page.path = path
    page.tell(error)


def _page_of(shell: "Window") -> TroublePage | None:
    return shell.tabs.findChild(TroublePage)


def _put(shell: "Window", path: Path) -> TroublePage:
    """In place of the first tab's waiting label, as a workspace will later take its place."""
    page = TroublePage(shell, path)
    shell.tabs.setCurrentIndex(0)
    shell.tabs.tabBar().setEnabled(False)
    shell.stand(0, page)
    return page
