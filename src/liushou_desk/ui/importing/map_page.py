"""Step two of the import (对照列): what every column is read as, and another choice for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.services.imports.desk import (
    GUESS,
    IGNORE,
    HeadingMap,
    How,
    SheetMap,
    Target,
    WorkbookMap,
    targets,
)
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

SHEETS_WIDTH = 190
_TONES = {How.UNKNOWN: Tone.QUIET, How.IGNORED: Tone.QUIET, How.CHOSEN: Tone.GOOD}


@dataclass(frozen=True, slots=True)
class MapLine:
    """One column of one sheet as the list shows it."""

    sheet: str
    column: HeadingMap
    means: str


COLUMNS: tuple[Column[MapLine], ...] = (
    Column("工作表", lambda line: line.sheet, 6, field=OPEN),
    Column("位置", lambda line: line.column.cell, 4, field=OPEN),
    Column("表头", lambda line: _heading(line.column), 11, field=OPEN),
    Column(
        "读作", lambda line: line.means, 10, tone=lambda line: _tone(line.column.how), field=OPEN
    ),
    Column(
        "怎么定的",
        lambda line: line.column.how.label,
        6,
        tone=lambda ln: _tone(ln.column.how),
        field=OPEN,
    ),
    Column("样例", lambda line: "、".join(line.column.samples), 8, field=PERSONAL),
)


def _heading(column: HeadingMap) -> str:
    return f"{column.heading}（隐藏列）" if column.is_hidden else column.heading


def _tone(how: How) -> Tone:
    return _TONES.get(how, Tone.PLAIN)


class MapPage(QWidget):
    """Lists the columns; the box below says what the chosen one is read as."""

    changed = Signal()
    """Another field or sheet was chosen: the workbook is to be mapped anew."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: dict[str, str] = {}
        """Token of a heading to the key chosen for it."""
        self.sheets: tuple[str, ...] | None = None
        """The sheets that are to be read, where the clerk said which."""
        self._labels: dict[str, str] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.said = QLabel(wordWrap=True)
        self.lacks = QLabel(wordWrap=True)
        self.lacks.setProperty("role", "problem")
        self.sheet_list = QListWidget()
        self.sheet_list.setAccessibleName("要读的工作表")
        self.sheet_list.setMaximumWidth(SHEETS_WIDTH)
        self.panel: ListPanel[MapLine] = ListPanel(
            COLUMNS,
            lambda line: (line.sheet, line.column.token),
            lambda line: search_text(line.sheet, line.column.heading, line.means),
            "搜索：表头、读作什么",
        )
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(self.sheet_list)
        self.halves.addWidget(self.panel)
        self.halves.setStretchFactor(1, 1)
        self.halves.setChildrenCollapsible(False)
        self.target = QComboBox()
        self.target.setMaxVisibleItems(16)
        self.offer = QPushButton()
        self.offer.hide()
        label = QLabel("选中的列读作(&M)")
        label.setBuddy(self.target)
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(label)
        line.addWidget(self.target, 1)
        line.addWidget(self.offer)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.said)
        layout.addWidget(self.halves, 1)
        layout.addLayout(line)
        layout.addWidget(self.lacks)
        self._fill_targets(targets())

    def _fill_targets(self, every: Sequence[Target]) -> None:
        self.target.addItem("自动识别", GUESS)
        self.target.addItem("不导入这一列", IGNORE)
        for target in every:
            self._labels[target.key] = target.label
            self.target.addItem(f"{target.label}（{target.group}）", target.key)

    def _connect(self) -> None:
        self.panel.chosen.connect(self._suit)
        self.panel.opened.connect(lambda: self.target.setFocus())
        self.target.activated.connect(lambda: self._choose(self.target.currentData()))
        self.offer.clicked.connect(lambda: self._choose(self._offered()))
        self.sheet_list.itemChanged.connect(lambda: self._choose_sheets())

    def forget(self) -> None:
        """Another workbook: nothing is chosen for it yet."""
        self.chosen, self.sheets = {}, None

    def show_map(self, mapped: WorkbookMap) -> None:
        """Show how a workbook is read, and what is still in the way."""
        notes = [*mapped.notes, *mapped.clashes, *self._offers(mapped)]
        self.said.setText("\n".join(notes))
        self.said.setVisible(bool(notes))
        self.lacks.setText(mapped.lacks)
        self._show_sheets(mapped.sheets)
        lines = [
            MapLine(sheet.name, column, self._labels.get(column.target, ""))
            for sheet in mapped.sheets
            if sheet.is_read or mapped.lacks
            for column in sheet.headings
        ]
        self.panel.set_rows(lines)
        unknown = sum(line.column.how is How.UNKNOWN for line in lines)
        self.panel.set_chips(
            [
                Chip("used", "已对应", len(lines) - unknown, lambda ln: ln.column.target != ""),
                Chip("unknown", How.UNKNOWN.label, unknown, _is_unknown),
            ]
        )
        if lines and not self.panel.table.selected():
            self.panel.table.selectRow(0)
        self._suit()

    def _offers(self, mapped: WorkbookMap) -> list[str]:
        """What is not read and looks like a field of ours; it takes a press to read it so."""
        found = {
            f"“{column.heading}”像是“{self._labels[column.looks_like]}”"
            for sheet in mapped.sheets
            if sheet.is_read or mapped.lacks
            for column in sheet.headings
            if column.looks_like not in {"", *(other.target for other in sheet.headings)}
        }
        said = "、".join(sorted(found))
        return [f"{said}，还没有用到：选中这一列，按下面的按钮就会导入。"] if found else []

    def _show_sheets(self, sheets: Sequence[SheetMap]) -> None:
        self.sheet_list.blockSignals(True)
        self.sheet_list.clear()
        for sheet in sheets:
            words = [f"{sheet.name}（{sheet.rows}行）"]
            words += ["隐藏"] if sheet.is_hidden else []
            words += ["表名即班级"] if sheet.class_from_name else []
            item = QListWidgetItem("　".join(words))
            item.setData(Qt.ItemDataRole.UserRole, sheet.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if sheet.is_read else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.sheet_list.addItem(item)
        self.sheet_list.blockSignals(False)
        self.sheet_list.setVisible(len(sheets) > 1)

    def _suit(self) -> None:
        """The box says what the chosen column is read as."""
        line = self.panel.table.current()
        self.target.setEnabled(line is not None)
        if line is not None:
            ignored = line.column.how is How.IGNORED
            key = IGNORE if ignored else line.column.target
            self.target.setCurrentIndex(max(self.target.findData(key), 0))
        offered = self._offered()
        self.offer.setText(f"读作“{self._labels.get(offered, offered)}”(&A)")
        self.offer.setVisible(bool(offered))

    def _offered(self) -> str:
        line = self.panel.table.current()
        return line.column.looks_like if line else ""

    def _choose(self, key: str) -> None:
        line = self.panel.table.current()
        if line is not None:
            self.chosen[line.column.token] = key
            self.changed.emit()

    def _choose_sheets(self) -> None:
        items = [self.sheet_list.item(row) for row in range(self.sheet_list.count())]
        read = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        self.sheets = tuple(item.data(Qt.ItemDataRole.UserRole) for item in read)
        self.changed.emit()


def _is_unknown(line: MapLine) -> bool:
    return line.column.how is How.UNKNOWN
