"""这是备份: what stands above the tabs while a backup is looked at, with the way on."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QToolBar

SENTENCE = "　这是备份，只能看，不能改。要用它接着工作，请恢复。　"


class BackupBanner(QToolBar):
    """A bar of its own below the commands."""

    def __init__(self, window: QMainWindow, restore: Callable[[], None]) -> None:
        super().__init__("备份", window)
        self.setMovable(False)
        self.sentence = QLabel(SENTENCE)
        self.sentence.setProperty("role", "banner")
        self.button = QPushButton("从备份恢复……")
        self.button.clicked.connect(lambda: restore())
        self.addWidget(self.sentence)
        self.addWidget(self.button)
        window.addToolBarBreak()
        window.addToolBar(self)
