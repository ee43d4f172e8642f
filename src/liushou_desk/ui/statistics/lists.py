"""Lists over the tab: the rows behind a number, figures to insert, what drifted since an issue."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

from liushou_desk.domain.fields import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.services.figures.rows import FigureRow
from liushou_desk.services.figures.statistics import FigureRows
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.summary.editing import Drift
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.list_paper import print_list, save_list
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

Choice = tuple[str, str, str]
"""Key, label and present value of a figure a paragraph may hold."""
SOURCES: Mapping[str, tuple[str, Spot | None]] = {
    "child": ("儿童", Spot.ROSTER),
    "entry": ("记录", Spot.DIARY),
    "activity": ("活动", Spot.CALENDAR),
    "mentor": ("帮扶人", Spot.PAIRING),
    "pupil": ("学生", None),
    "tally": ("汇总条", None),
    "aid": ("资助", None),
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
DRIFT_COLUMNS: tuple[Column[Drift], ...] = (
    Column("数字", lambda row: row.label, 22, field=OPEN),
    Column("定稿", lambda row: row.frozen, 6, right=True, field=OPEN),
    Column("现在", lambda row: row.present, 6, right=True, field=OPEN),
)


class ListDialog(QDialog):
    """A list with lines above it; what Enter does on a row is the opener's business."""

    def __init__(
        self, desk: Desk, title: str, panel: ListPanel[Any], leads: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk, self.panel = desk, panel
        self.note = ""
        """What is printed above the list."""
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        for text, role in leads:
            label = QLabel(text, wordWrap=True)
            label.setProperty("role", role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addWidget(panel, 1)
        self.buttons = QDialogButtonBox()
        layout.addWidget(self.buttons)
        self._add("关闭 (Esc)", QDialogButtonBox.ButtonRole.RejectRole, self.reject)
        self.fitting = Fitting(self, 660, TALLEST_DIALOG - 140)
        panel.search.setFocus()

    def offer_paper(self, note: str) -> None:
        """Let the list be printed and exported as it stands; `note` stands above it."""
        self.note = note
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._add("打印", role, lambda: print_list(self.desk, self, self.listing()), "Ctrl+P")
        self._add("导出", role, lambda: save_list(self.desk, self, self.listing()), "Ctrl+E")

    def _add(
        self,
        text: str,
        role: QDialogButtonBox.ButtonRole,
        do: Callable[[], object],
        keys: str = "",
    ) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        if keys:
            button.setToolTip(f"{text}（{keys}）")
            QShortcut(QKeySequence(keys), self, lambda: do())
        return button

    def listing(self) -> Listing:
        """The list as it stands."""
        return self.panel.listing(self.windowTitle(), self.note)


def figure_dialog(desk: Desk, found: FigureRows, scope: str) -> ListDialog:
    """A number, what it means and every row it is made of; Enter goes to the record."""
    panel: ListPanel[FigureRow] = ListPanel(
        ROW_COLUMNS,
        lambda row: (row.source, row.record_id),
        lambda row: search_text(SOURCES[row.source][0], row.text),
        "搜索：姓名、日期、类别　　回车：打开这条记录",
    )
    panel.set_rows(found.rows)
    title = f"{found.label}：{found.text}"
    dialog = ListDialog(
        desk, found.label, panel, ((title, "title"), (f"{found.definition}。{scope}", "quiet"))
    )
    dialog.offer_paper(f"{title}；{scope}")

    def go(row: FigureRow) -> None:
        name, spot = SOURCES[row.source]
        if spot is None:
            desk.say(f"{name}没有单独的页面，只在这里列出。")
            return
        dialog.accept()
        desk.go(Journey(spot, record_id=row.record_id))

    panel.opened.connect(go)
    return dialog


def choice_dialog(
    desk: Desk, choices: Sequence[Choice], insert: Callable[[str], None]
) -> ListDialog:
    """插入数字: the figure that is opened goes into the paragraph."""
    panel: ListPanel[Choice] = ListPanel(
        CHOICE_COLUMNS,
        lambda row: row[0],
        lambda row: search_text(row[1], row[2]),
        "搜索：家访、结对、一年级……　　回车：插入",
    )
    panel.set_rows(choices)
    dialog = ListDialog(
        desk, "插入数字", panel, (("数字随资料更新，不用自己改。回车或双击插入。", "quiet"),)
    )

    def take(row: Choice) -> None:
        dialog.accept()
        insert(row[0])

    panel.opened.connect(take)
    return dialog


def drift_dialog(
    desk: Desk, drifted: Sequence[Drift], open_rows: Callable[[str], None]
) -> ListDialog:
    """What the last issue says and the records no longer do; Enter opens a figure's rows."""
    panel: ListPanel[Drift] = ListPanel(
        DRIFT_COLUMNS,
        lambda row: row.key,
        lambda row: search_text(row.label, row.frozen, row.present),
        "搜索　　回车：看现在的每一行",
    )
    panel.set_rows(drifted)
    lead = "定稿以后补登、改动或撤销了资料，下面的数字和定稿不同。定稿本身没有改变。"
    dialog = ListDialog(desk, "定稿后的变动", panel, ((lead, "quiet"),))
    dialog.offer_paper(lead)

    def open_figure(row: Drift) -> None:
        open_rows(row.key)

    panel.opened.connect(open_figure)
    return dialog
