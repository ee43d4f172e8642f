"""一人一页: everything kept of one child beside each other, and the way to each record."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSplitter, QTextBrowser

from liushou_desk.domain.fields import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.papers.batch import collect, pdf_of
from liushou_desk.services.papers.child_page import CHILD_PAGE
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.register.child_page import ChildPage, Section, child_page
from liushou_desk.services.register.timeline import TimelineItem
from liushou_desk.ui.desk import Desk, Journey
from liushou_desk.ui.printing import print_pdf
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.roster.lacking import LackingLinks
from liushou_desk.ui.roster.timeline import SPOTS
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

WIDTH = 1000
KINDS = (
    ("register", "在册", frozenset({"在册", "离校", "学籍标注", "学期摸底表"})),
    ("family", "家庭照料", frozenset({"父母去向", "照料人", "寄宿", "委托照护", "人工认定"})),
    ("pairing", "结对", frozenset({"结对", "结对结束", "个别方案", "方案结束"})),
    ("aid", "资助", frozenset({"资助"})),
    ("activity", "活动", frozenset({"活动"})),
)
"""Chips of the time line: what they let through; everything else is a record of a contact."""
_OTHER = frozenset({"照片"}).union(*(kinds for _, _, kinds in KINDS))

COLUMNS: tuple[Column[TimelineItem], ...] = (
    Column("日期", lambda item: str(item.day) if item.day else "此前", 6, field=OPEN),
    Column("事项", lambda item: item.kind, 5, field=OPEN),
    Column("内容", lambda item: item.text, 4, field=PERSONAL),
)


class ChildPageDialog(WorkDialog):
    """F2 amends the child, Enter on an item goes to its record, Ctrl+P prints the page."""

    def __init__(self, desk: Desk, child_id: int) -> None:
        super().__init__(desk, "一人一页", width=WIDTH)
        self.child_id = child_id
        self.page: ChildPage | None = None
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.head = QLabel(wordWrap=True)
        self.head.setProperty("role", "title")
        self.alert = QLabel(wordWrap=True)
        self.alert.setProperty("role", "alert")
        self.alert.setVisible(False)
        self.facts = QTextBrowser()
        self.facts.setOpenLinks(False)
        self.facts.setTabChangesFocus(True)
        self.items: ListPanel[TimelineItem] = ListPanel(
            COLUMNS,
            lambda item: (item.source, item.record_id, item.kind),
            lambda item: search_text(item.kind, item.text, str(item.day)),
            "搜索经过",
        )
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.facts)
        halves.addWidget(self.items)
        halves.setChildrenCollapsible(False)
        halves.setSizes([WIDTH // 2, WIDTH // 2])
        self.lacking = LackingLinks()
        for widget in (self.head, self.alert, self.lacking):
            self.body.addWidget(widget)
        self.body.addWidget(halves, 1)
        self.command("修改资料", self.amend, "F2")
        self.command("打印", self.print_page, "Ctrl+P")

    def _connect(self) -> None:
        self.items.opened.connect(self._follow)
        self.lacking.linkActivated.connect(self.amend)
        QShortcut(QKeySequence("Ctrl+F"), self, self.items.search.setFocus)
        self.desk.tasks.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the page anew; a child that is gone closes it."""
        child_id, term = self.child_id, self.desk.term
        self.desk.tasks.run(
            self,
            lambda office: child_page(office, child_id, term),
            self._show,
            self._failed,
            replaces="page",
        )

    def amend(self, at: str = "") -> None:
        """Open the form of the child, with the cursor in a line of it."""
        said = "已保存。（Ctrl+Z 撤销）"
        open_child(self.desk, self.child_id, lambda _: self.desk.say(said), at=at)

    def print_page(self) -> None:
        """The page on paper, as it stands."""
        page, wish = self.page, Wish(self.desk.term, child_id=self.child_id)
        if page is not None:
            self.desk.tasks.run(
                self,
                lambda office: pdf_of(collect(office, CHILD_PAGE, wish)),
                lambda pdf: print_pdf(self.desk, f"一人一页：{page.called}", pdf),
            )

    def _show(self, page: ChildPage) -> None:
        self.page = page
        self.setWindowTitle(f"一人一页：{page.called}")
        marks = [page.school_class, "已离校" if page.has_left else ""]
        marks.append("家长不愿公开" if page.is_private else "")
        self.head.setText("　".join([page.called, *filter(None, marks)]))
        self.alert.setText(page.alert)
        self.alert.setVisible(bool(page.alert))
        self.lacking.show_lines(page.lacking)
        self.facts.setHtml("".join(map(_html, page.sections)))
        self.items.set_rows(page.items)
        self.items.set_chips(_chips(page.items))

    def _failed(self, error: DeskError) -> bool:
        self.desk.say(error.message)
        self.reject()
        return True

    def _follow(self, item: TimelineItem) -> None:
        if item.source in SPOTS:
            self.accept()
            self.desk.go(Journey(SPOTS[item.source], record_id=item.record_id))
        else:
            self.amend()

    def _hear(self, changes: Changes) -> None:
        if changes.tables:
            self.refresh()


def _chips(items: tuple[TimelineItem, ...]) -> list[Chip]:
    chips = [
        Chip(key, label, None, partial(_is_of, kinds))
        for key, label, kinds in KINDS
        if any(item.kind in kinds for item in items)
    ]
    if any(item.kind not in _OTHER for item in items):
        chips.insert(0, Chip("contact", "记录", None, lambda item: item.kind not in _OTHER))
    return chips


def _is_of(kinds: frozenset[str], item: TimelineItem) -> bool:
    return item.kind in kinds


def _html(section: Section) -> str:
    """A section as a small table of rich text."""
    head = "".join(f"<th align='left'>{escape(text)}</th>" for text in section.headings)
    lines = [f"<tr>{head}</tr>"] if head else []
    for row in section.rows:
        lines.append("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>")
    table = f"<table cellpadding='3' cellspacing='0'>{''.join(lines)}</table>"
    return f"<h4>{escape(section.title)}</h4>{table if section.rows else '<p>没有登记</p>'}"


def open_child_page(desk: Desk, child_id: int) -> None:
    """Open the page of a child."""
    ChildPageDialog(desk, child_id).open()
