"""班级: what each class is called, who is in it this term and who leads it."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.terms import term_title
from liushou_desk.services.classes import ClassLine, list_class_lines, teachers_to_pick
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.ui.classes import forms
from liushou_desk.ui.classes.merge_form import MergeClassDialog
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

NOTE = (
    "改名、改班号和合并对各个学期都有效，已经定稿的总结不变。"
    "名称跟着年级和班号：升级以后孩子换了班，名称仍留在原来的年级和班号上。"
)
NOBODY = "没有班级。导入名册或者登记儿童时写上班级，这里就会有。"
UNDO = "（Ctrl+Z 撤销）"
_TABLES = frozenset(
    {"school_class", "campus", "class_teacher", "mentor", "term_sheet", "pupil_class"}
    | {"register_period", "term"}
)


COLUMNS: tuple[Column[ClassLine], ...] = (
    Column("班级", lambda line: line.label, 12, key=lambda line: line.order),
    Column(
        "年级和班号",
        lambda line: line.usual if line.name else "",
        10.5,
        key=lambda line: line.order,
        tone=lambda _: Tone.QUIET,
    ),
    Column(
        "在册儿童", lambda line: str(line.children), 5, key=lambda line: line.children, right=True
    ),
    Column("其他学生", lambda line: str(line.pupils), 5, key=lambda line: line.pupils, right=True),
    Column("班主任", lambda line: line.teacher, 5),
)


class ClassesDialog(WorkDialog):
    """Enter or F2 renames the chosen class; the buttons below have keys of their own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "班级", height=TALLEST_DIALOG - 120)
        self.term = desk.term
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.title = QLabel(f"人数和班主任是{term_title(self.term)}的。", wordWrap=True)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "banner")
        self.said.setVisible(False)
        self.panel: ListPanel[ClassLine] = ListPanel(
            COLUMNS, lambda line: line.class_id, lambda line: line.search, "搜索班级、班主任"
        )
        note = QLabel(NOTE, wordWrap=True)
        note.setProperty("role", "quiet")
        self.body.addWidget(self.title)
        self.body.addWidget(self.said)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(note)
        self.name_button = self.command("改名", self.rename, "F2")
        self.number_button = self.command("改班号", self.renumber, "Ctrl+R")
        self.teacher_button = self.command("班主任", self.lead, "Ctrl+T")
        self.merge_button = self.command("合并到……", self.merge, "Ctrl+M")
        self.undo_button = self.undo_command(self._tell)

    def _connect(self) -> None:
        self.panel.opened.connect(lambda: self.rename())
        self.panel.chosen.connect(self._suit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.panel.search.setFocus)
        self.desk.tasks.changed.connect(self._hear)
        self._suit()

    def refresh(self) -> None:
        """Read the classes as they stand in the term."""
        term = self.term
        self.desk.tasks.run(
            self, lambda office: list_class_lines(office, term), self._show, replaces="classes"
        )

    def rename(self) -> None:
        """Give the chosen class a name of its own."""
        if line := self._chosen():
            forms.rename(self.desk, self, line, lambda _: self._tell(f"已改名。{UNDO}"))

    def renumber(self) -> None:
        """Give the chosen class another 班号."""
        if line := self._chosen():
            forms.renumber(self.desk, self, line, lambda _: self._tell(f"已改班号。{UNDO}"))

    def lead(self) -> None:
        """Choose who leads the chosen class in the term."""
        line = self._chosen()
        if line is None:
            return

        def show(teachers: Sequence[Pick]) -> None:
            said = f"已保存班主任。{UNDO}"
            forms.lead(self.desk, self, (line, self.term), teachers, lambda _: self._tell(said))

        self.desk.tasks.run(self, teachers_to_pick, show, replaces="teachers")

    def merge(self) -> None:
        """Let the chosen class go into another one."""
        line = self._chosen()
        others = [other for other in self.panel.rows if other is not line]
        if line is not None and others:
            MergeClassDialog(self.desk, self, line, others, self._merged).open()

    def _chosen(self) -> ClassLine | None:
        return self.panel.table.current()

    def _merged(self, kept_id: int) -> None:
        self.panel.reveal(kept_id)
        self._tell(f"已合并。{UNDO}")

    def _show(self, lines: tuple[ClassLine, ...]) -> None:
        self.panel.set_rows(lines)
        if not lines:
            self.title.setText(NOBODY)
        if lines and not self.panel.table.selected():
            self.panel.table.selectRow(0)
        if lines and not self.panel.search.text():
            self.panel.table.setFocus()
        self._suit()

    def _suit(self) -> None:
        line = self._chosen()
        for button in (self.name_button, self.number_button, self.teacher_button):
            button.setEnabled(line is not None)
        self.merge_button.setEnabled(line is not None and len(self.panel.rows) > 1)

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(True)
        self.desk.say(sentence)

    def _hear(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self.refresh()
