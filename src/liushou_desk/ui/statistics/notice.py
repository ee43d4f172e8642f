"""A strip that tells something and perhaps offers one thing to do; a page with one sentence."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.table.guide import EmptyGuide


class Notice(QWidget):
    """Hidden while it has nothing to say."""

    def __init__(self, offer: str, do: Callable[[], object]) -> None:
        super().__init__()
        self.label = QLabel(wordWrap=True)
        self.label.setProperty("role", "banner")
        self.button = QPushButton(offer)
        self.button.clicked.connect(lambda: do())
        layout = QHBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Say something; an empty sentence takes the strip away."""
        self.label.setText(sentence)
        self.setVisible(bool(sentence))


class EmptyPage(QWidget):
    """Stands in for a page that has nothing to show, and says what to do first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.label = QLabel("正在计算……", wordWrap=True)
        self.label.setProperty("role", "quiet")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.guide = EmptyGuide()
        self.guide.offer(
            "现在就做：",
            ("导入名册 (Ctrl+I)", lambda: openers.import_roster(desk)),
            ("新学期与升级", lambda: openers.term(desk)),
        )
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.guide)
        layout.addStretch(2)

    def tell(self, sentence: str) -> None:
        """Say why there is nothing, and offer what is to be done."""
        self.label.setText(sentence)
        self.guide.setVisible(True)


NO_TERM = (
    "这个学期还没有建立。\n请在菜单“办公室”里建立新学期，或者先导入名册；也可以在右上角换一个学期。"
)
NO_DATA = "这个学期还没有登记学生和关爱对象。\n在“花名册”里新增，或者导入名册，这里就会有数字。"
