"""公文版式: the given layouts and the school's own, and which one its papers are drawn by."""

from collections.abc import Callable, Sequence

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.school_layout import SchoolLayout, texts_of
from liushou_desk.domain.search import search_text
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.layouts import (
    LayoutRow,
    add_layout,
    choose_layout,
    list_layouts,
    read_layout,
    remove_layout,
    write_layout,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.layouts.form import write_own
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

IN_USE = "在用"
KINDS = "公文版式 (*.json)"
NOTE = (
    "工作总结等公文的Word和PDF都按在用的版式；花名册等表单各有固定版式。已经定稿的文件不变。"
    "国家标准的两种不能改，按Ctrl+N照它新增一种再改。"
)


def _texts(row: LayoutRow, *keys: str) -> tuple[str, ...]:
    texts = texts_of(row.layout)
    return tuple(texts[key] for key in keys)


COLUMNS: tuple[Column[LayoutRow], ...] = (
    Column("名称", lambda row: row.name, 9, field=OPEN),
    Column(
        "现在",
        lambda row: IN_USE if row.is_chosen else "",
        4,
        tone=lambda row: Tone.GOOD if row.is_chosen else Tone.PLAIN,
        field=OPEN,
    ),
    Column(
        "页边距（毫米）",
        lambda row: "上{} 下{} 左{} 右{}".format(*_texts(row, "top", "bottom", "left", "right")),
        12,
        field=OPEN,
    ),
    Column(
        "行和字",
        lambda row: "{}行×{}字，行距{}磅".format(*_texts(row, "lines", "characters", "line_pt")),
        12,
        field=OPEN,
    ),
    Column("正文", lambda row: "".join(_texts(row, "body_face", "body_size")), 7, field=OPEN),
)


class LayoutsDialog(ListDialog[LayoutRow]):
    """Enter or F2 amends one of the school's, Ctrl+N makes one after the chosen, Ctrl+T uses it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[LayoutRow] = ListPanel(
            COLUMNS, lambda row: row.layout_id, lambda row: search_text(row.name), "搜索版式"
        )
        super().__init__(
            desk,
            "公文版式",
            panel,
            lead="公文的页边距、行距、字体、页码按哪一种版式。",
            note=NOTE,
            height=TALLEST_DIALOG - 220,
        )
        panel.table.horizontalHeader().setStretchLastSection(False)
        panel.table.give_room(0)
        self.add_button = self.command("照此新增", self.add, "Ctrl+N")
        self.amend_button = self.row_command(
            "修改", self.amend, "F2", enter=True, suits=lambda row: not row.is_given
        )
        self.use_button = self.row_command(
            "选用", self.use, "Ctrl+T", suits=lambda row: not row.is_chosen
        )
        self.remove_button = self.row_command(
            "删除", self.remove, "Delete", suits=lambda row: not (row.is_given or row.is_chosen)
        )
        self.export_button = self.row_command("导出", self.export, "Ctrl+E")
        self.load_button = self.command("载入", self.load, "Ctrl+O")
        self.undo_button = self.undo_command()
        self.forms_left = {"layout": self.amend}

    def reading(self) -> Reading:
        """All layouts."""
        return list_layouts

    def show_read(self, read: Sequence[LayoutRow]) -> None:
        """The rows; the one in use is chosen at first."""
        is_first = not self.panel.rows
        self.show_rows(read)
        if is_first:
            self.panel.table.select([row for row in read if row.is_chosen])

    def add(self) -> None:
        """A new one that begins as the chosen one is."""
        row = self.panel.table.current()
        write_own(self.desk, None, row.layout if row else None, self._saved)

    def amend(self, row: LayoutRow) -> None:
        """Open one of the school's."""
        write_own(self.desk, row.layout_id, row.layout, self._saved)

    def use(self, row: LayoutRow) -> None:
        """Draw the papers by it from now on."""
        self._run(lambda office: choose_layout(office, row.name), f"公文已改用“{row.name}”。")

    def remove(self, row: LayoutRow) -> None:
        """Take one away."""
        self._run(lambda office: remove_layout(office, row.layout_id), f"已删除“{row.name}”。")

    def export(self, row: LayoutRow) -> None:
        """Write it into a small file for another school."""
        path = messages.file_to_save(self, "导出版式", f"{_file_name(row.layout)}.json", KINDS)
        if path:
            target = path if path.suffix else path.with_suffix(".json")
            self.desk.tasks.run(
                self,
                lambda _: write_layout(row.layout, target),
                lambda _: self.tell(f"已写出：{target}"),
            )

    def load(self) -> None:
        """Take over a layout from a file."""
        path = messages.file_to_open(self, "载入版式", KINDS)
        if path is None:
            return

        def take(office: OfficeFile) -> int:
            return add_layout(office, read_layout(path, office.today))

        self.desk.tasks.run(self, take, lambda number: self._saved(number, "已载入"))

    def _run(self, job: Callable[[OfficeFile], object], said: str) -> None:
        self.desk.tasks.run(self, job, lambda _: self.tell(f"{said}（Ctrl+Z 撤销）"))

    def _saved(self, layout_id: object, done: str = "已保存") -> None:
        self.tell(f"{done}公文版式。（Ctrl+Z 撤销）")
        self.panel.reveal(layout_id)


def _file_name(layout: SchoolLayout) -> str:
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in layout.name)
