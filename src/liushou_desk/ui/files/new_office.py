"""新建: which school the new office file is for; then where it shall lie."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from liushou_desk.errors import InputProblem
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.files.switching import make_new
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.welcome import read_name

if TYPE_CHECKING:
    from liushou_desk.ui.window import Window

WIDTH = 460


class NewOffice(QDialog):
    """Asks for the school's name; the open file stays open until the new one is made."""

    def __init__(self, desk: Desk, shell: "Window") -> None:
        super().__init__(shell)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新建数据文件")
        self.desk, self.shell = desk, shell
        name = QLabel("学校名称(&S)")
        self.school = QLineEdit(placeholderText="学校全称，如：青石镇中心小学")
        name.setBuddy(self.school)
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        self.make_button = QPushButton("选择位置并建立……")
        cancel = QPushButton("取消 (Esc)")
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        for widget in (name, self.school, self.problem):
            layout.addWidget(widget)
        row = QHBoxLayout()
        spaced(row)
        row.addStretch(1)
        for button in (self.make_button, cancel):
            row.addWidget(button)
        layout.addLayout(row)
        self.setMinimumWidth(WIDTH)
        cancel.setAutoDefault(False)
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self.make)
        cancel.clicked.connect(self.reject)

    def make(self) -> None:
        """Go on to where the file shall lie."""
        try:
            school = read_name(self.school.text())
        except InputProblem as problem:
            self.problem.setText(problem.message)
            self.school.setFocus()
            return
        self.accept()
        make_new(self.desk, self.shell, school)
