"""Lists over the tab: the rows behind a number, figures to insert, what drifted since an issue."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.diary_kinds import KEPT_APART
from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.ledgers import LEDGERS
from liushou_desk.domain.search import search_text
from liushou_desk.services.figures.rows import FigureRow
from liushou_desk.services.figures.statistics import FigureRows
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.summary.editing import Drift
from liushou_desk.services.summary.since import RecordSince
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.look import TALLEST_DIALOG
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

WIDTH = 660
Row = TypeVar("Row")
Choice = tuple[str, str, str]
"""Key, label and present value of a figure a paragraph may hold."""
SOURCES: Mapping[str, tuple[str, Spot | None]] = {
    "child": ("儿童", Spot.ROSTER),
    "entry": ("记录", Spot.DIARY),
    "restricted": (KEPT_APART, None),
    "activity": ("活动", Spot.CALENDAR),
    "mentor": ("帮扶人", Spot.PAIRING),
    "pupil": ("学生", None),
    "tally": ("汇总条", None),
    **{kind.table: (kind.name, None) for kind in LEDGERS},
}
"""What a counted record is called, and where it can be opened."""

ROW_COLUMNS: tuple[Column[FigureRow], ...] = (
    Column("类别", lambda row: SOURCES[row.source][0], 5, field=OPEN),
    Column("计入", lambda row: str(row.adds), 4, key=lambda row: row.adds, right=True, field=OPEN),
    Column("记录", lambda row: row.text, 22, field=PERSONAL),
)
CHOICE_COLUMNS: tuple[Column[Choice], ...] = (
    Column("名称", lambda row: row[1], 28, field=OPEN),
    Column("现在的数", lambda row: row[2], 8, right=True, field=OPEN),
)
SINCE_COLUMNS: tuple[Column[RecordSince], ...] = (
    Column("变动", lambda row: row.how.label, 6, field=OPEN),
    Column("类别", lambda row: SOURCES[row.source][0], 5, field=OPEN),
    Column("记录", lambda row: row.text or DELETED, 22, field=PERSONAL),
)
DELETED = "已删除的记录，可在回收站找回"
DRIFT_COLUMNS: tuple[Column[Drift], ...] = (
    Column("数字", lambda row: row.label, 22, field=OPEN),
    Column("定稿", lambda row: row.frozen, 6, right=True, field=OPEN),
    Column("现在", lambda row: row.present, 6, right=True, field=OPEN),
)


class GivenList(ListDialog[Row]):
    """A list whose rows are known; `paper` is what is printed above it."""

    paper = ""

    def listing(self) -> Listing:
        """With the line above it."""
        return self.panel.listing(self.windowTitle(), self.paper)


def _dialog(
    desk: Desk, title: str, panel: ListPanel[Row], lead: str, role: str = ""
) -> GivenList[Row]:
    dialog = GivenList(desk, title, panel, lead=lead, width=WIDTH, height=TALLEST_DIALOG - 140)
    dialog.lead.setProperty("role", role)
    dialog.lead.style().polish(dialog.lead)  # it was dressed as it was shown
    dialog.lead.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return dialog


def figure_dialog(desk: Desk, found: FigureRows, scope: str) -> GivenList[FigureRow]:
    """A number, what it means and every row it is made of; Enter goes to the record."""
    panel: ListPanel[FigureRow] = ListPanel(
        ROW_COLUMNS,
        lambda row: (row.source, row.record_id),
        lambda row: search_text(SOURCES[row.source][0], row.text),
        "搜索：姓名、日期、类别",
    )
    title = f"{found.label}：{found.text}"
    dialog = _dialog(desk, found.label, panel, title, "title")
    meant = QLabel(f"{found.definition}。{scope}", wordWrap=True)
    meant.setProperty("role", "quiet")
    meant.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    dialog.head.addWidget(meant)
    dialog.paper = f"{title}；{scope}"

    dialog.row_command(
        "打开这条记录", lambda row: _go(dialog, row.source, row.record_id), enter=True
    )
    if found.rows and all(row.source == "child" for row in found.rows):
        dialog.command("填县里的名册……", lambda: _county_roster(desk, found), "Ctrl+M")
    dialog.offer_paper()
    dialog.show_rows(found.rows)
    return dialog


def _county_roster(desk: Desk, found: FigureRows) -> None:
    """The children behind a figure in the county's own columns."""
    from liushou_desk.ui.templates.roster import CountyRosterDialog

    children = [row.record_id for row in found.rows]
    CountyRosterDialog(desk, children, f"{found.label}的{len(children)}名").open()


def _go(dialog: GivenList[Any], source: str, record_id: int) -> None:
    """To a record in its own tab, where it has one."""
    name, spot = SOURCES[source]
    if spot is None:
        dialog.tell(f"{name}没有单独的页面，只在这里列出。")
        return
    dialog.accept()
    dialog.desk.go(Journey(spot, record_id=record_id))


def since_dialog(desk: Desk, drift: Drift, found: Sequence[RecordSince]) -> GivenList[RecordSince]:
    """The records that made a figure drift since the issue; Enter goes to one that is there."""
    panel: ListPanel[RecordSince] = ListPanel(
        SINCE_COLUMNS,
        lambda row: (row.how, row.source, row.record_id),
        lambda row: search_text(row.how.label, SOURCES[row.source][0], row.text),
        "搜索：姓名、日期、类别",
    )
    lead = f"{drift.label}：定稿时{drift.frozen}，现在{drift.present}。只供本校核对，不随总结上报。"
    dialog = _dialog(desk, "定稿后变动的记录", panel, lead)
    dialog.paper = lead
    dialog.row_command(
        "打开这条记录",
        lambda row: _go(dialog, row.source, row.record_id),
        enter=True,
        suits=lambda row: bool(row.text),
    )
    dialog.offer_paper()
    dialog.show_rows(found)
    if not found:
        dialog.announce("记录没有进出；数字变了是因为口径、规则或学期日期改过。")
    return dialog


def choice_dialog(
    desk: Desk, choices: Sequence[Choice], insert: Callable[[str], None], title: str = "插入数字"
) -> GivenList[Choice]:
    """插入数字: the figure that is opened goes where it was asked for."""
    panel: ListPanel[Choice] = ListPanel(
        CHOICE_COLUMNS,
        lambda row: row[0],
        lambda row: search_text(row[1], row[2]),
        "搜索：家访、结对、一年级……",
    )
    dialog = _dialog(desk, title, panel, "数字随资料更新，不用自己改。")

    def take(row: Choice) -> None:
        dialog.accept()
        insert(row[0])

    dialog.row_command("插入", take, enter=True)
    dialog.show_rows(choices)
    dialog.starts_at = panel.search
    return dialog


def drift_dialog(
    desk: Desk,
    drifted: Sequence[Drift],
    open_since: Callable[[Drift], None],
    open_rows: Callable[[str], None],
) -> GivenList[Drift]:
    """What the last issue says and the records no longer do; Enter opens the records that moved."""
    panel: ListPanel[Drift] = ListPanel(
        DRIFT_COLUMNS,
        lambda row: row.key,
        lambda row: search_text(row.label, row.frozen, row.present),
        "搜索",
    )
    lead = "定稿以后补登、改动或撤销了资料，下面的数字和定稿不同。定稿本身没有改变。"
    dialog = _dialog(desk, "定稿后的变动", panel, lead)
    dialog.paper = lead
    dialog.row_command("看变动的记录", open_since, enter=True)
    dialog.row_command("看现在的每一行", lambda row: open_rows(row.key), "Ctrl+R")
    dialog.offer_paper()
    dialog.show_rows(drifted)
    return dialog
