"""Sending out workbooks: choose classes (or teachers) and a folder; one for each is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.search import search_text
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError
from liushou_desk.services.collecting.diary_book import BookWish, mentors_to_send, send_books
from liushou_desk.services.collecting.sending import (
    ClassChoice,
    SendWish,
    Sent,
    classes_to_send,
    send_sheets,
)
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.tick_panel import TickPanel, tick_column

WIDTH, HEIGHT = 720, 520
_CLASS_HINT = (
    "每个班一个文件，已经登记的内容写好在表里，班主任改正、补充后交回，再用“收回班主任填报表”核对。"
    "文件里是孩子的真实信息，请用U盘当面交给班主任，不要发到群里。"
)
_BOOK_HINT = (
    "每名帮扶人一本，写着结对的孩子，一行登记一次联系，交回后用“收回家访登记本”核对登记。"
    "文件里是孩子的真实信息，请用U盘当面交给教师，不要发到群里。"
)
RESTRICTED = "把健康、困境、监护能力和服刑、失联等敏感情况也写在表里(&M)"


@dataclass(frozen=True)
class Sending:
    """What is sent out, to whom, and how that is read and written."""

    title: str
    hint: str
    nobody: str
    whose: Column["_Row"]
    unit: str
    """How those to whom it is sent are counted: 个班."""
    read: Callable[[OfficeFile, str], Sequence[ClassChoice]]
    send: Callable[[OfficeFile, "SendWish", Progress], Sent]
    asks_restricted: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    choice: ClassChoice
    is_ticked: bool


def _send_books(office: OfficeFile, wish: SendWish, progress: Progress) -> Sent:
    return send_books(office, BookWish(wish.term, wish.classes, wish.folder), progress)


CLASS_SHEETS = Sending(
    "班主任填报表",
    _CLASS_HINT,
    "这个学期没有在册儿童，没有可以发出的班级。",
    Column("班级", lambda row: row.choice.label, 16, field=FIELDS["school_class", "name"]),
    "个班",
    classes_to_send,
    send_sheets,
    asks_restricted=True,
)
DIARY_BOOKS = Sending(
    "家访登记本",
    _BOOK_HINT,
    "现在没有结对的帮扶人，没有可以发出的登记本。",
    Column("教师", lambda row: row.choice.label, 16, field=FIELDS["mentor", "name"]),
    "名教师",
    mentors_to_send,
    _send_books,
)
_TICKED: Column[_Row] = tick_column("发出", lambda row: row.is_ticked)
_CHILDREN: Column[_Row] = Column(
    "儿童",
    lambda row: str(row.choice.children),
    5,
    lambda row: row.choice.children,
    True,
    field=OPEN,
)


def open_sending(desk: Desk, sending: Sending = CLASS_SHEETS) -> None:
    """Open the dialog."""
    SendingDialog(desk, sending).open()


class SendingDialog(ListDialog[_Row]):
    """All are ticked at first; nothing that lies in the folder is written over."""

    def __init__(self, desk: Desk, sending: Sending) -> None:
        self.term, self.sending = desk.term, sending
        columns = (_TICKED, sending.whose, _CHILDREN)
        panel: TickPanel[_Row] = TickPanel(
            columns,
            lambda row: row.choice.label,
            lambda row: search_text(row.choice.label),
            f"搜索{sending.whose.heading}",
        )
        title = f"发出{sending.title}（{term_title(self.term)}）"
        super().__init__(
            desk,
            title,
            panel,
            lead=sending.hint,
            empty=sending.nobody,
            width=WIDTH,
            height=HEIGHT,
        )
        self._build_foot()
        self.tick_all = self.command("全选(&A)", lambda: self._tick(on=True))
        self.tick_none = self.command("全不选(&N)", lambda: self._tick(on=False))
        self.send = self.command("发出(&S)", self.write)
        panel.turned.connect(self._turn)
        panel.opened.connect(lambda: self._turn())

    def _build_foot(self) -> None:
        self.restricted = QCheckBox(RESTRICTED)
        self.restricted.setVisible(self.sending.asks_restricted)
        self.folder = QLineEdit(placeholderText="放文件的文件夹")
        self.folder.setAccessibleName("文件夹")
        self.folder.returnPressed.connect(self.write)
        self.browse = QPushButton("选择……(&O)")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(lambda: self._browse())
        label = QLabel("文件夹(&D)")
        label.setBuddy(self.folder)
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(label)
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        self.foot.addWidget(self.restricted)
        self.foot.addLayout(line)

    def reading(self) -> Reading:
        """To whom something can be sent in the term."""
        term, read = self.term, self.sending.read
        return lambda office: read(office, term)

    def write(self) -> None:
        """Write the sheets of the ticked classes."""
        classes = tuple(row.choice.label for row in self.panel.rows if row.is_ticked)
        typed = self.folder.text().strip().strip('"')
        if not classes:
            self.announce(
                f"请先选中要发出的{self.sending.whose.heading}（空格键选中）。", is_problem=True
            )
            self.panel.table.setFocus()
            return
        if not typed:
            self.announce("请先选择放文件的文件夹，例如U盘。", is_problem=True)
            self.folder.setFocus()
            return
        wish = SendWish(
            self.term, classes, Path(typed), with_restricted=self.restricted.isChecked()
        )
        self.send.setEnabled(False)
        send = self.sending.send
        run_long(
            self,
            self.desk.tasks,
            f"正在写{self.sending.title}……",
            lambda office, progress: send(office, wish, progress),
            self._sent,
            self._not_sent,
        )

    def show_read(self, read: tuple[ClassChoice, ...]) -> None:
        """Ticked, except what was unticked before."""
        off = {row.choice.label for row in self.panel.rows if not row.is_ticked}
        self.show_rows([_Row(choice, is_ticked=choice.label not in off) for choice in read])

    def _turn(self) -> None:
        """Tick what is selected, or untick it where all of it was ticked."""
        chosen = {row.choice.label for row in self.panel.table.selected()}
        on = not all(row.is_ticked for row in self.panel.rows if row.choice.label in chosen)
        self._tick(on=on, among=chosen)

    def _tick(self, *, on: bool, among: set[str] | None = None) -> None:
        self.show_rows(
            [
                replace(row, is_ticked=on) if among is None or row.choice.label in among else row
                for row in self.panel.rows
            ]
        )

    def suit(self, row: _Row | None) -> None:
        """The button says what it would do."""
        ticked = [row for row in self.panel.rows if row.is_ticked]
        children = sum(row.choice.children for row in ticked)
        said = f"发出{len(ticked)}{self.sending.unit}、{children}人(&S)"
        self.send.setText(said if ticked else "发出(&S)")

    def _sent(self, sent: Sent) -> None:
        self.send.setEnabled(True)
        whose = f"{len(sent.files)}{self.sending.unit}、{sent.children}名儿童"
        self.tell(f"已写好{whose}的{self.sending.title}：{sent.files[0].parent}")
        self.close_button.setFocus()

    def _not_sent(self, error: DeskError) -> bool:
        self.send.setEnabled(True)
        self.announce(error.message, is_problem=True)
        return True

    def _browse(self) -> None:
        chosen = messages.folder(self, f"{self.sending.title}放在哪个文件夹", self.folder.text())
        if chosen:
            self.folder.setText(str(chosen))
