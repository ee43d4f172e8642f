"""班级: what each class is called, who is in it this term and who leads it."""

from collections.abc import Sequence

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.services.classes import ClassLine, list_class_lines, teachers_to_pick
from liushou_desk.ui.classes import forms
from liushou_desk.ui.classes.merge_form import MergeClassDialog
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

NOTE = (
    "改名、改班号和合并对各个学期都有效，已经定稿的总结不变。"
    "名称跟着年级和班号：升级以后孩子换了班，名称仍留在原来的年级和班号上。"
)
NOBODY = "没有班级。导入名册或者登记儿童时写上班级，这里就会有。"
UNDO = "（Ctrl+Z 撤销）"

COLUMNS: tuple[Column[ClassLine], ...] = (
    Column(
        "班级",
        lambda line: line.label,
        12,
        key=lambda line: line.order,
        field=FIELDS["school_class", "name"],
    ),
    Column(
        "年级和班号",
        lambda line: line.usual if line.name else "",
        10.5,
        key=lambda line: line.order,
        tone=lambda _: Tone.QUIET,
        field=OPEN,
    ),
    Column(
        "在册儿童",
        lambda line: str(line.children),
        5,
        key=lambda line: line.children,
        right=True,
        field=OPEN,
    ),
    Column(
        "其他学生",
        lambda line: str(line.pupils),
        5,
        key=lambda line: line.pupils,
        right=True,
        field=OPEN,
    ),
    Column("班主任", lambda line: line.teacher, 5, field=FIELDS["mentor", "name"]),
)


class ClassesDialog(ListDialog[ClassLine]):
    """Enter or F2 renames the chosen class; the buttons below have keys of their own."""

    def __init__(self, desk: Desk, term: str = "") -> None:
        """Of the term looked at, unless another one is named."""
        self.term = term or desk.term
        panel: ListPanel[ClassLine] = ListPanel(
            COLUMNS, lambda line: line.class_id, lambda line: line.search, "搜索班级、班主任"
        )
        super().__init__(
            desk,
            "班级",
            panel,
            lead=f"人数和班主任是{term_title(self.term)}的。",
            note=NOTE,
            empty=NOBODY,
            height=TALLEST_DIALOG - 120,
        )
        self.name_button = self.row_command("改名", self.rename, "F2", enter=True)
        self.number_button = self.row_command("改班号", self.renumber, "Ctrl+R")
        self.teacher_button = self.row_command("班主任", self.lead_class, "Ctrl+T")
        self.merge_button = self.row_command(
            "合并到……", self.merge, "Ctrl+M", suits=lambda _: len(panel.rows) > 1
        )
        self.undo_button = self.undo_command()
        self.forms_left = {
            "class_name": self.rename,
            "class_number": self.renumber,
            "class_teacher": self.lead_class,
            "class_merge": self.merge,
        }

    def reading(self) -> Reading:
        """The classes as they stand in the term."""
        term = self.term
        return lambda office: list_class_lines(office, term)

    def rename(self, line: ClassLine) -> None:
        """Give a class a name of its own."""
        forms.rename(self.desk, line, lambda _: self.tell(f"已改名。{UNDO}"))

    def renumber(self, line: ClassLine) -> None:
        """Give a class another 班号."""
        forms.renumber(self.desk, line, lambda _: self.tell(f"已改班号。{UNDO}"))

    def lead_class(self, line: ClassLine) -> None:
        """Choose who leads a class in the term."""

        def show(teachers: Sequence[Pick]) -> None:
            said = f"已保存班主任。{UNDO}"
            forms.lead(self.desk, (line, self.term), teachers, lambda _: self.tell(said))

        self.desk.tasks.run(self, teachers_to_pick, show, replaces="teachers")

    def merge(self, line: ClassLine) -> None:
        """Let a class go into another one."""
        others = [other for other in self.panel.rows if other is not line]
        MergeClassDialog(self.desk, line, others, self._merged).open()

    def _merged(self, kept_id: int) -> None:
        self.panel.reveal(kept_id)
        self.tell(f"已合并。{UNDO}")
