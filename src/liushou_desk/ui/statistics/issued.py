"""定稿文件: everything that was issued; opened, taken out, compared with the day it was issued."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.noting import note
from liushou_desk.services.papers.pages import page_count
from liushou_desk.services.summary.issued import (
    Correction,
    IssuedRow,
    corrections,
    issued_documents,
    issued_pdf,
    take_out,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.papers.pages_view import PagesView
from liushou_desk.ui.printing import print_pdf
from liushou_desk.ui.statistics.lists import GivenList
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

LEAD = "每一稿的文字、数字和两个文件都照定稿时保存；改正以后再定稿是更正稿，前一稿保留。"
NOBODY = "还没有定稿的总结。在“统计与总结”里写好工作总结，按“定稿”，就会列在这里。"
SOUND, DAMAGED = "与定稿时相同", "已损坏"

COLUMNS: tuple[Column[IssuedRow], ...] = (
    Column("学期", lambda row: term_title(row.term), 12, key=lambda row: row.term, field=OPEN),
    Column("文稿", lambda row: row.kind.label, 7, field=OPEN),
    Column("稿次", lambda row: row.edition, 8, key=lambda row: row.version, field=OPEN),
    Column("定稿时间", lambda row: f"{row.issued_at:%Y-%m-%d %H:%M}", 9, field=OPEN),
    Column("截止日", lambda row: str(row.day), 6, field=OPEN),
    Column("文件", lambda row: f"{len(row.files)}个", 3, right=True, field=OPEN),
    Column(
        "核对",
        lambda row: DAMAGED if row.damaged else SOUND,
        7,
        tone=lambda row: Tone.BAD if row.damaged else Tone.GOOD,
        field=OPEN,
    ),
)
CORRECTION_COLUMNS: tuple[Column[Correction], ...] = (
    Column("哪里", lambda row: row.place, 10, field=OPEN),
    Column("前一稿", lambda row: row.before or "（没有）", 18, field=OPEN),
    Column("这一稿", lambda row: row.after or "（删去）", 18, field=OPEN),
)


class IssuedDialog(ListDialog[IssuedRow]):
    """Every file is compared with its digest as the list is read."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[IssuedRow] = ListPanel(
            COLUMNS,
            lambda row: row.document_id,
            lambda row: search_text(term_title(row.term), row.edition, row.term),
            "搜索学期",
        )
        height = TALLEST_DIALOG - 120
        super().__init__(desk, "定稿文件", panel, lead=LEAD, empty=NOBODY, height=height)
        self.open_button = self.row_command("打开", self.show_pages, enter=True)
        self.out_button = self.row_command("导出Word和PDF……", self.take_out, "Ctrl+S")
        self.compare_button = self.row_command(
            "更正了什么", self.compare, "Ctrl+R", suits=lambda row: row.version > 1
        )
        self.check_button = self.command("核对", self.check, "F5")

    def reading(self) -> Reading:
        return issued_documents

    def show_pages(self, row: IssuedRow) -> None:
        """The pages as they were issued."""
        title = f"{term_title(row.term)}{row.kind.label}，{row.edition}"
        self.desk.tasks.run(
            self,
            lambda office: issued_pdf(office, row.document_id),
            lambda pdf: IssuedPages(self.desk, title, pdf, row.term).open(),
        )

    def take_out(self, row: IssuedRow) -> None:
        """Both files into a folder."""
        folder = messages.folder(self, "定稿的Word和PDF放在哪个文件夹")
        if folder:
            self.desk.tasks.run(
                self, lambda office: take_out(office, row.document_id, folder), self._taken_out
            )

    def compare(self, row: IssuedRow) -> None:
        """What it says otherwise than the one before."""
        self.desk.tasks.run(
            self,
            lambda office: corrections(office, row.document_id),
            lambda found: correction_dialog(self.desk, row, found).open(),
        )

    def check(self) -> None:
        """Read every file again and say how things stand."""
        self.desk.tasks.run(self, issued_documents, self._checked, replaces="list")

    def _checked(self, rows: Sequence[IssuedRow]) -> None:
        self.show_rows(rows)
        bad = [name for row in rows for name in sorted(row.damaged)]
        count = sum(len(row.files) for row in rows)
        if bad:
            told = f"{count}个文件里有{len(bad)}个与定稿时不同：{'、'.join(bad)}。请从备份里取。"
        else:
            told = f"已核对：{count}个文件都与定稿时相同，一个字节也没有变。"
        self.announce(told, is_problem=bool(bad))

    def _taken_out(self, files: Sequence[Path]) -> None:
        self.tell(f"已导出{len(files)}个文件：{files[0].parent}")


class IssuedPages(WorkDialog):
    """The pages of an issue, to be read and printed."""

    def __init__(self, desk: Desk, title: str, pdf: bytes, term: str) -> None:
        super().__init__(desk, title, width=900)
        self.view = PagesView(desk.tasks)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.starts_at = self.view
        self.body.addWidget(self.view, 1)
        self.view.show_pdf(pdf, page_count(pdf))
        self.command("打印", lambda: self._print(title, pdf, term), "Ctrl+P")

    def _print(self, title: str, pdf: bytes, term: str) -> None:
        print_pdf(
            self.desk,
            title,
            pdf,
            note=lambda office: note(office, "打印定稿文件", paper="summary", papers=1, term=term),
        )


def correction_dialog(
    desk: Desk, row: IssuedRow, found: Sequence[Correction]
) -> GivenList[Correction]:
    """更正了什么: paragraphs and figures beside those of the issue before."""
    panel: ListPanel[Correction] = ListPanel(
        CORRECTION_COLUMNS,
        lambda one: (one.what, one.place, one.before, one.after),
        lambda one: search_text(one.place, one.before, one.after),
        "搜索",
    )
    both = f"第{row.version}稿与第{row.version - 1}稿"
    lead = f"{term_title(row.term)}{row.kind.label}，{both}不同的地方。"
    empty = f"{both}的段落和数字都相同。"
    dialog = GivenList(desk, "更正了什么", panel, lead=lead, empty=empty)
    dialog.paper = lead
    dialog.offer_paper()
    dialog.show_rows(found)
    return dialog
