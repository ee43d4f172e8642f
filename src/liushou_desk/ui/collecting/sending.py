"""发出班主任填报表: choose classes and a folder; one workbook for each class is written."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.search import search_text
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError
from liushou_desk.services.collecting.sending import (
    ClassChoice,
    SendWish,
    Sent,
    classes_to_send,
    send_sheets,
)
from liushou_desk.ui import messages
from liushou_desk.ui.collecting.tick_panel import TickPanel, tick_column
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.columns import Column

WIDTH, HEIGHT = 720, 520
HINT = (
    "每个班一个文件，已经登记的内容写好在表里，班主任改正、补充后交回，再用“收回班主任填报表”核对。"
    "文件里是孩子的真实信息，请用U盘当面交给班主任，不要发到群里。"
)
NOBODY = "这个学期没有在册儿童，没有可以发出的班级。"
_TABLES = frozenset({"term_sheet", "school_class", "register_period"})
RESTRICTED = "把健康、困境、监护能力和服刑、失联等敏感情况也写在表里(&M)"


@dataclass(frozen=True, slots=True)
class _Row:
    choice: ClassChoice
    is_ticked: bool


COLUMNS: tuple[Column[_Row], ...] = (
    tick_column("发出", lambda row: row.is_ticked),
    Column("班级", lambda row: row.choice.label, 16, field=FIELDS["school_class", "name"]),
    Column(
        "在册儿童",
        lambda row: str(row.choice.children),
        5,
        lambda row: row.choice.children,
        True,
        field=OPEN,
    ),
)


def open_sending(desk: Desk) -> None:
    """Open the dialog."""
    SendingDialog(desk).open()


class SendingDialog(ListDialog[_Row]):
    """All classes are ticked at first; nothing that lies in the folder is written over."""

    def __init__(self, desk: Desk) -> None:
        self.term = desk.term
        panel: TickPanel[_Row] = TickPanel(
            COLUMNS,
            lambda row: row.choice.label,
            lambda row: search_text(row.choice.label),
            "搜索班级",
        )
        title = f"发出班主任填报表（{term_title(self.term)}）"
        super().__init__(
            desk,
            title,
            panel,
            lead=HINT,
            empty=NOBODY,
            listens_to=_TABLES,
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
        """The classes of the term."""
        term = self.term
        return lambda office: classes_to_send(office, term)

    def write(self) -> None:
        """Write the sheets of the ticked classes."""
        classes = tuple(row.choice.label for row in self.panel.rows if row.is_ticked)
        typed = self.folder.text().strip().strip('"')
        if not classes:
            self.announce("请先选中要发出的班级（空格键选中）。", is_problem=True)
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
        run_long(
            self,
            self.desk.tasks,
            "正在写班主任填报表……",
            lambda office, progress: send_sheets(office, wish, progress),
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
        self.send.setText(f"发出{len(ticked)}个班、{children}人(&S)" if ticked else "发出(&S)")

    def _sent(self, sent: Sent) -> None:
        self.send.setEnabled(True)
        said = f"已写好{len(sent.files)}个班、{sent.children}名儿童的填报表：{sent.files[0].parent}"
        self.tell(said)
        self.close_button.setFocus()

    def _not_sent(self, error: DeskError) -> bool:
        self.send.setEnabled(True)
        self.announce(error.message, is_problem=True)
        return True

    def _browse(self) -> None:
        chosen = messages.folder(self, "填报表放在哪个文件夹", self.folder.text())
        if chosen:
            self.folder.setText(str(chosen))
