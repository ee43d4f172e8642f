"""First start: no office file yet. Make one, open one from another computer, or see the demo."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from liushou_desk import paths
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.ui import messages
from liushou_desk.ui.fitting import room_of
from liushou_desk.ui.look import MARGIN, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.ui.window import Clock, Window

WIDTH = 560
MADE = "数据文件已建立，先用 Ctrl+I 导入名册。"
SHOWN = "这是演示学校，人和事都是编的，可以随意试；自己学校的数据文件还没有建立。"
LONGEST = 60
"""Characters of a school's name that every paper has room for."""


class Welcome(QDialog):
    """Stays open until an office file is open: whatever fails is said here, and tried again."""

    def __init__(self, shell: "Window", path: Path) -> None:
        super().__init__(shell)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("第一次使用")
        self.shell, self.path = shell, path
        self.is_opening = False
        self._greeting = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        title = QLabel("给这所学校建一个数据文件")
        title.setProperty("role", "title")
        where = QLabel(f"全部资料只保存在这一个文件里，不上网：\n{self.path}", wordWrap=True)
        where.setProperty("role", "quiet")
        name = QLabel("学校名称(&S)")
        self.school = QLineEdit(placeholderText="学校全称，如：青石镇中心小学")
        name.setBuddy(self.school)
        self.problem = QLabel(wordWrap=True)
        self.problem.setMinimumHeight(self.problem.fontMetrics().lineSpacing() * 3)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        for widget in (title, where, name, self.school, self.problem):
            layout.addWidget(widget)
        layout.addLayout(self._build_buttons())
        self.setMinimumWidth(min(WIDTH, room_of(self).width()))

    def _build_buttons(self) -> QHBoxLayout:
        self.open_button = QPushButton("打开已有的数据文件……(&O)")
        self.demo_button = QPushButton("看演示学校(&D)")
        self.create_button = QPushButton("建立 (Enter)")
        self.create_button.setDefault(True)
        row = QHBoxLayout()
        spaced(row)
        for button in (self.open_button, self.demo_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.create_button)
        return row

    def _connect(self) -> None:
        self.create_button.clicked.connect(self.make)
        self.open_button.clicked.connect(self.open_other)
        self.demo_button.clicked.connect(self.show_demo)
        self.school.textEdited.connect(lambda: self._say(""))
        self.shell.furnished.connect(self._opened)

    def make(self) -> None:
        """Make the office file and open it."""
        try:
            school = read_name(self.school.text())
        except InputProblem as problem:
            self._say(problem.message, "problem")
            self.school.setFocus()
            return
        maker = partial(_make, self.path, self.shell.now, school)
        self._open(self.path, maker, "正在建立数据文件……", MADE)

    def open_other(self) -> None:
        """Open a file from elsewhere, where it lies."""
        path = messages.file_to_open(self, "打开数据文件", messages.OFFICE_FILES)
        if path:
            said = f"已打开：{path}"
            self._open(path, partial(_open, path, self.shell.now), "正在打开数据文件……", said)

    def show_demo(self) -> None:
        """Open the invented school, made beside the place of the real file the first time."""
        demo = self.path.with_name(paths.DEMO_FILE)
        self._open(demo, partial(_demo, demo, self.shell.now), "正在建立演示学校……", SHOWN)

    def reject(self) -> None:
        """Without an office file there is nothing to show: leave the program, after asking."""
        if self.is_opening:
            return
        question = "还没有数据文件，要退出程序吗？"
        if messages.ask(self, question, "下次打开程序时还会问到这里。", yes="退出", no="留在这里"):
            super().reject()
            self.shell.close()

    def _open(
        self, path: Path, opener: "Callable[[], OfficeFile]", doing: str, greeting: str
    ) -> None:
        self._greeting = greeting
        self._set_opening(True)
        self._say(doing)
        self.shell.open_with(path, opener, self._failed)

    def _opened(self) -> None:
        self.accept()
        self.shell.say(self._greeting)

    def _failed(self, error: DeskError) -> bool:
        self._set_opening(False)
        self._say(f"没有成功。{error.message}", "problem")
        self.school.setFocus()
        return True

    def _set_opening(self, opening: bool) -> None:
        self.is_opening = opening
        for widget in (self.school, self.create_button, self.open_button, self.demo_button):
            widget.setEnabled(not opening)

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self.problem.setText(sentence)
        self.problem.setProperty("role", role)
        self.problem.style().polish(self.problem)


def read_name(typed: str) -> str:
    """A school's name as papers can bear it. Raises `InputProblem`."""
    from liushou_desk.domain.reading import text

    name = text(typed)
    if name is None:
        raise InputProblem("请先填写学校名称。")
    if not any(sign.isalpha() for sign in name):
        raise InputProblem(f"“{name}”不像学校名称。", "请写学校全称，如：青石镇中心小学。")
    if len(name) > LONGEST:
        raise InputProblem(f"学校名称超过{LONGEST}个字。", "请写公章上的全称。")
    return name


def _make(path: Path, now: "Clock", school: str) -> "OfficeFile":
    from liushou_desk.services.keeping.office import create_office

    return create_office(path, now, school)


def _open(path: Path, now: "Clock") -> "OfficeFile":
    from liushou_desk.services.keeping.office import open_office

    return open_office(path, now)


def _demo(path: Path, now: "Clock") -> "OfficeFile":
    if path.exists():
        return _open(path, now)
    from liushou_desk.services.demo import make_demo

    return make_demo(path, now)
