"""自己的模板: the clerk's own Word documents with names in braces, kept, checked, filled in."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.search import search_text
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.kind import Per
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.templates.own import (
    Order,
    OwnRow,
    add_template,
    fill_template,
    lint_template,
    list_templates,
    names_of,
    remove_template,
    replace_file,
)
from liushou_desk.services.templates.placeholders import KINDS, Lint, Placeholder
from liushou_desk.services.templates.sample import write_sample
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

TITLE, WORD = "自己的模板", "Word文档 (*.docx)"
LEAD = (
    "在Word里把要填的地方写成{{姓名}}、{{班级}}、{{学校}}这样的名字，添加进来，"
    "就能按人、按班或全校填出。"
)
EMPTY = f"{LEAD}可以先写一份样例（Ctrl+E），名字从清单里复制（Ctrl+L）。"
EVERYBODY = "全校"
WIDTH = 880
COLUMNS: tuple[Column[OwnRow], ...] = (
    Column("名称", lambda row: row.title, 14, field=OPEN),
    Column("份数", lambda row: f"{row.per.label}一份", 8, field=OPEN),
    Column("文件", lambda row: row.file_name, 14, field=OPEN),
)
NAMES: tuple[Column[Placeholder], ...] = (
    Column("写法", lambda row: row.written, 18, field=OPEN),
    Column("类别", lambda row: row.group, 8, field=OPEN),
    Column("是什么", lambda row: row.told, 14, field=OPEN),
)


class OwnTemplatesDialog(ListDialog[OwnRow]):
    """A template is looked through as it comes in, and again before anything is made of it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[OwnRow] = ListPanel(
            COLUMNS,
            lambda row: row.template_id,
            lambda row: search_text(row.title, row.file_name),
            "搜索：名称、文件名",
        )
        super().__init__(desk, TITLE, panel, lead=LEAD, empty=EMPTY, width=WIDTH)
        panel.search.hide()  # an office has a handful
        self._build_head()
        self.row_command("填好写出……", self.fill, enter=True)
        self.row_command("检查名字", self.check, "Ctrl+J")
        self.command("名字清单……", self.show_names, "Ctrl+L")
        self.command("写一份样例……", self.write_sample, "Ctrl+E")
        self.command("添加……", self.add, "Ctrl+N")
        self.row_command("换文件……", self.replace, "F2")
        self.row_command("移除", self.remove, "Delete")
        self.undo_command()
        desk.tasks.run(self, lambda office: _labels(office, desk.term), self.classes.addItems)

    def _build_head(self) -> None:
        self.per, self.classes, self.audience = QComboBox(), QComboBox(), QComboBox()
        for per in KINDS:
            self.per.addItem(f"{per.label}一份", per)
        self.classes.addItem(EVERYBODY)
        for audience in Audience:
            self.audience.addItem(f"{audience.label}使用", audience)
        self.whole = QCheckBox("证件号、电话写全(&W)")
        grid = QGridLayout()
        spaced(grid)
        for at, (text, box) in enumerate(
            (
                ("新模板(&K)", self.per),
                ("填哪个班(&B)", self.classes),
                ("给谁(&G)", self.audience),
            )
        ):
            label = QLabel(text)
            label.setBuddy(box)
            grid.addWidget(label, 0, 2 * at)
            grid.addWidget(box, 0, 2 * at + 1)
            grid.setColumnStretch(2 * at + 1, 1)
        grid.addWidget(self.whole, 0, 6)
        self.reason = QLineEdit(placeholderText="上报时写明：谁要、作什么用")
        label = QLabel("原因(&R)")
        label.setBuddy(self.reason)
        grid.addWidget(label, 1, 0)
        grid.addWidget(self.reason, 1, 1, 1, 6)
        self.head.addLayout(grid)

    def reading(self) -> Reading:
        """The templates of this office."""
        return list_templates

    def add(self) -> None:
        """Choose a document and keep it as a template."""
        path, per = messages.file_to_open(self, "添加模板", WORD), self._per()
        if path:
            self.desk.tasks.run(
                self,
                lambda office: add_template(office, path, per),
                lambda added: self._check(added, f"已添加“{path.stem}”"),
                self._told,
            )

    def replace(self, row: OwnRow) -> None:
        """Put another document in its place."""
        if path := messages.file_to_open(self, f"“{row.title}”换成哪个文件", WORD):
            self.desk.tasks.run(
                self,
                lambda office: replace_file(office, row.template_id, path),
                lambda _: self._check(row.template_id, f"已换成“{path.name}”"),
                self._told,
            )

    def remove(self, row: OwnRow) -> None:
        """Take it out; undo brings it back."""
        self.desk.tasks.run(
            self,
            lambda office: remove_template(office, row.template_id),
            lambda _: self.tell(f"已移除“{row.title}”，按Ctrl+Z可以找回。"),
            self._told,
        )

    def check(self, row: OwnRow) -> None:
        """Say which names are unknown."""
        self._check(row.template_id, f"“{row.title}”")

    def fill(self, row: OwnRow) -> None:
        """Ask for a folder and write the papers."""
        at, term = self.classes.currentIndex(), self.desk.term
        order = Order(
            term,
            row.per,
            school_class=self.classes.currentText() if at else None,
            audience=Audience(self.audience.currentData()),
            with_numbers=self.whole.isChecked(),
            reason=self.reason.text(),
        )
        folder = messages.folder(self, f"“{row.title}”填好的文件放在哪个文件夹")
        if folder:
            run_long(
                self,
                self.desk.tasks,
                "正在填写……",
                lambda office, _: fill_template(office, row.template_id, order, folder),
                lambda files: self.tell(f"已写出{len(files)}份：{folder}"),
                self._told,
            )

    def show_names(self) -> None:
        """Every name that may stand in a template of the kind chosen above."""
        term, row = self.desk.term, self.panel.table.current()
        per = row.per if row else self._per()
        self.desk.tasks.run(
            self,
            lambda office: names_of(office, term, per),
            lambda names: NamesDialog(self.desk, per, names).open(),
            self._told,
        )

    def write_sample(self) -> None:
        """Write a template to begin with."""
        per = self._per()
        path = messages.file_to_save(self, "样例模板", f"样例模板_{per.label}.docx", WORD)
        if path:
            self.desk.tasks.run(
                self,
                lambda office: write_sample(per, path, office.today),
                lambda _: self.tell(f"已写出样例：{path}。在Word里改好，再按Ctrl+N添加。"),
                self._told,
            )

    def _check(self, template_id: int, done: str) -> None:
        term = self.desk.term

        def say(lint: Lint) -> None:
            self.announce(f"{done}：{lint.said}。", is_problem=not lint.is_sound)

        self.desk.tasks.run(
            self, lambda office: lint_template(office, template_id, term), say, self._told
        )

    def _per(self) -> Per:
        return Per(self.per.currentData())

    def _told(self, error: DeskError) -> bool:
        self.announce(error.message, is_problem=True)
        return True


class NamesDialog(ListDialog[Placeholder]):
    """Enter copies a name, to be pasted into Word."""

    def __init__(self, desk: Desk, per: Per, names: Sequence[Placeholder]) -> None:
        panel: ListPanel[Placeholder] = ListPanel(
            NAMES,
            lambda row: row.written,
            lambda row: search_text(row.written, row.group, row.told),
            "搜索：电话、父亲、留守儿童数……",
        )
        super().__init__(desk, f"模板里可以写的名字：{per.label}一份", panel, width=WIDTH)
        self.row_command("复制", self.copy, enter=True)
        self.offer_paper()
        self.show_rows(names)
        self.starts_at = panel.search

    def copy(self, row: Placeholder) -> None:
        """Put it into the clipboard."""
        QGuiApplication.clipboard().setText(row.written)
        self.tell(f"已复制{row.written}，在Word里粘贴。")


def _labels(office: OfficeFile, term: str) -> list[str]:
    return [row.label for row in list_classes(office, term) if row.is_used]
