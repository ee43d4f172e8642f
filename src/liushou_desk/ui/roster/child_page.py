"""一人一页: everything kept of one child beside each other, and the way to each record."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.ledgers import AID, CARE_AGREEMENT
from liushou_desk.domain.search import search_text
from liushou_desk.errors import DeskError
from liushou_desk.services.papers.forms.child_page import CHILD_PAGE
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.register.child_page import ChildPage, Section, child_page
from liushou_desk.services.register.timeline import TimelineItem
from liushou_desk.ui.desk import Desk, Journey
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.papers.preview import show_pages
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.roster.lacking import LackingLinks
from liushou_desk.ui.roster.timeline import SPOTS
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

WIDTH = 1000
KINDS = (
    ("register", "在册", frozenset({"在册", "离校", "学籍标注", "学期摸底表"})),
    (
        "family",
        "家庭照料",
        frozenset({"父母去向", "照料人", "寄宿", CARE_AGREEMENT.name, "人工认定"}),
    ),
    ("pairing", "结对", frozenset({"结对", "结对结束", "个别方案", "方案回访", "方案结束"})),
    (AID.table, AID.name, frozenset({AID.name})),
    ("activity", "活动", frozenset({"活动"})),
)
"""Chips of the time line: what they let through; everything else is a record of a contact."""
_OTHER = frozenset({"照片"}).union(*(kinds for _, _, kinds in KINDS))

COLUMNS: tuple[Column[TimelineItem], ...] = (
    Column("日期", lambda item: str(item.day) if item.day else "此前", 6, field=OPEN),
    Column("事项", lambda item: item.kind, 5, field=OPEN),
    Column("内容", lambda item: item.text, 4, field=PERSONAL),
)


class ChildPageDialog(ListDialog[TimelineItem]):
    """F2 amends the child, Enter on an item goes to its record, Ctrl+P prints the page."""

    def __init__(self, desk: Desk, child_id: int) -> None:
        panel: ListPanel[TimelineItem] = ListPanel(
            COLUMNS,
            lambda item: (item.source, item.record_id, item.kind),
            lambda item: search_text(item.kind, item.text, str(item.day)),
            "搜索经过",
        )
        super().__init__(desk, "一人一页", panel, width=WIDTH)
        self.child_id = child_id
        self.page: ChildPage | None = None
        self.lead.setProperty("role", "title")
        self.alert = QLabel(wordWrap=True)
        self.alert.setProperty("role", "alert")
        self.lacking = LackingLinks()
        self.head.addWidget(self.alert)
        self.head.addWidget(self.lacking)
        self.facts = QTextBrowser()
        self.facts.setOpenLinks(False)
        self.facts.setTabChangesFocus(True)
        halves = self.split(self.facts, Qt.Orientation.Horizontal, (1, 1))
        halves.insertWidget(0, self.facts)
        halves.setSizes([WIDTH // 2, WIDTH // 2])
        self.command("修改资料", self.amend, "F2")
        self.row_command("打开这条记录", self._follow, enter=True)
        self.command("打印", self.print_page, "Ctrl+P")
        self.undo_command()
        self.lacking.linkActivated.connect(self.amend)

    def reading(self) -> Reading:
        """The page as it stands now."""
        child_id, term = self.child_id, self.desk.term
        return lambda office: child_page(office, child_id, term)

    def amend(self, at: str = "") -> None:
        """Open the form of the child, with the cursor in a line of it."""
        said = "已保存。（Ctrl+Z 撤销）"
        open_child(self.desk, self.child_id, lambda _: self.tell(said), at=at)

    def print_page(self) -> None:
        """The page as it goes onto paper, first on the screen."""
        show_pages(self.desk, CHILD_PAGE, Wish(self.desk.term, child_id=self.child_id))

    def show_read(self, read: ChildPage) -> None:
        """Facts on the left, what happened on the right."""
        self.page = read
        self.setWindowTitle(f"一人一页：{read.called}")
        marks = [read.school_class, "已离校" if read.has_left else ""]
        marks.append("家长不愿公开" if read.is_private else "")
        say(self.alert, read.alert)
        self.lacking.show_lines(read.lacking)
        self.facts.setHtml("".join(map(_html, read.sections)))
        self.panel.set_chips(_chips(read.items))
        self.show_rows(read.items)
        say(self.lead, "　".join([read.called, *filter(None, marks)]))

    def failed(self, error: DeskError) -> bool:
        """A child that is gone closes its page."""
        self.desk.say(error.message)
        self.reject()
        return True

    def _follow(self, item: TimelineItem) -> None:
        if item.source in SPOTS:
            self.accept()
            self.desk.go(Journey(SPOTS[item.source], record_id=item.record_id))
        else:
            self.amend()


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
