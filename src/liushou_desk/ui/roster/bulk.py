"""批量修改: choose what to change for the selected children, look at it, then do it at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.register.bulk import (
    BULK_KEYS,
    DATED_KEYS,
    REMARKS,
    BulkChange,
    BulkLine,
    BulkResult,
    Outcome,
    change_bulk,
    preview_bulk,
)
from liushou_desk.services.register.child_form import CLASS, EFFECTIVE_ON, ENTRIES
from liushou_desk.services.register.child_record import classes_to_choose
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.forms.inputs import DayInput, Input
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import MARGIN, Tone, spaced
from liushou_desk.ui.roster.inputs import ClassInput
from liushou_desk.ui.roster.lines import RosterLine
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

WIDTH, HEIGHT = 820, 600
_TONES = {Outcome.CHANGED: Tone.GOOD, Outcome.SAME: Tone.QUIET, Outcome.REFUSED: Tone.BAD}
_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}
BULK_COLUMNS: tuple[Column[BulkLine], ...] = (
    Column("姓名", lambda line: line.called, 10.4, field=FIELDS["child", "name"]),
    Column("班级", lambda line: line.school_class, 9.1, field=FIELDS["school_class", "name"]),
    Column("现在", lambda line: line.before or "（空）", 8, field=PERSONAL),
    Column("改为", lambda line: line.after, 8, field=PERSONAL),
    Column(
        "结果",
        lambda line: f"{line.outcome.value}：{line.reason}" if line.reason else line.outcome.value,
        9,
        key=lambda line: _ORDER[line.outcome],
        tone=lambda line: _TONES[line.outcome],
        field=OPEN,
    ),
)
_LABELS = {CLASS.key: "班级", REMARKS: "备注（加在后面）"}


class BulkDialog(QDialog):
    """Nothing is changed before the preview was shown, and nothing but what it showed."""

    def __init__(
        self, desk: Desk, child_ids: Sequence[int], hidden: int, classes: Sequence[str]
    ) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("批量修改")
        self.desk, self._child_ids, self._term = desk, tuple(child_ids), desk.term
        self._change: BulkChange | None = None
        self._lines: tuple[BulkLine, ...] = ()
        self._build(hidden, classes)
        self._connect()
        self._show_field()
        self.field.setFocus()

    def _build(self, hidden: int, classes: Sequence[str]) -> None:
        self.who = QLabel(_who(len(self._child_ids), hidden), wordWrap=True)
        self.field = QComboBox()
        self.field.setMaxVisibleItems(len(BULK_KEYS))
        self.values = QStackedWidget()
        self.inputs: dict[str, Input] = {}
        for key in BULK_KEYS:
            box = ClassInput(classes) if key == CLASS.key else field_entry(ENTRIES[key]).make()
            self.field.addItem(_LABELS.get(key, ENTRIES[key].label), key)
            if isinstance(box, DayInput):
                box.today = lambda: self.desk.today
            self.values.addWidget(box)
            self.inputs[key] = box
        self.from_on = DayInput(lambda: self.desk.today)
        self.from_on.line.setPlaceholderText("空着按今天")
        self.preview_button = QPushButton("预览 (Enter)")
        self.preview_button.setDefault(True)
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        self.problem.setVisible(False)
        self.panel: ListPanel[BulkLine] = ListPanel(
            BULK_COLUMNS, lambda line: line.child_id, lambda line: line.search, "搜索姓名、班级"
        )
        self.buttons = QDialogButtonBox()
        self.do_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = self.buttons.addButton(
            "取消 (Esc)", QDialogButtonBox.ButtonRole.RejectRole
        )
        self.do_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = QFormLayout()
        lines.setSpacing(8)
        lines.addRow("改哪一项", self.field)
        lines.addRow("改成", self.values)
        lines.addRow("从哪天起", self.from_on)
        self.lines = lines
        top = QHBoxLayout()
        spaced(top)
        top.addLayout(lines, 1)
        top.addWidget(self.preview_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.who)
        layout.addLayout(top)
        layout.addWidget(self.problem)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.buttons)
        self.fitting = Fitting(self, WIDTH, HEIGHT)

    def _connect(self) -> None:
        self.field.currentIndexChanged.connect(lambda: self._show_field())
        for box in (*self.inputs.values(), self.from_on):
            box.edited.connect(self._outdate)
        self.preview_button.clicked.connect(self.preview)
        self.buttons.accepted.connect(self.change)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.change)

    @property
    def key(self) -> str:
        """The line that is to be changed."""
        return str(self.field.currentData())

    def preview(self) -> None:
        """Say child by child what would change."""
        self._outdate()
        try:
            change = self._read()
        except InputProblem as wrong:
            self._fail(wrong)
            return
        term, child_ids = self._term, self._child_ids

        def done(lines: tuple[BulkLine, ...]) -> None:
            self._show_lines(change, lines)

        run_long(
            self,
            self.desk.tasks,
            "正在核对……",
            lambda office, progress: preview_bulk(office, term, child_ids, change, progress),
            done,
            self._fail,
        )

    def change(self) -> None:
        """Do what the preview shows."""
        if not self.do_button.isEnabled() or self._change is None:
            return
        term, change, lines = self._term, self._change, self._lines
        self.do_button.setEnabled(False)
        run_long(
            self,
            self.desk.tasks,
            "正在备份并修改……",
            lambda office, progress: change_bulk(office, term, change, lines, progress),
            self._done,
            self._fail,
        )

    def _read(self) -> BulkChange:
        """What is asked for. Raises `InputProblem`."""
        key, today = self.key, self.desk.today
        field = ENTRIES[key]
        value = field.read(field.full_day(self.inputs[key].text(), today), today)
        from_on: Any = None
        if key in DATED_KEYS:
            from_on = EFFECTIVE_ON.read(EFFECTIVE_ON.full_day(self.from_on.text(), today), today)
        return BulkChange(key, value, from_on)

    def _show_field(self) -> None:
        """The input that goes with the line."""
        self.values.setCurrentWidget(self.inputs[self.key])
        self.values.setMaximumHeight(self.inputs[self.key].sizeHint().height())
        self.lines.setRowVisible(self.from_on, self.key in DATED_KEYS)
        self._outdate()

    def _outdate(self) -> None:
        """A preview of something else is no preview."""
        self._change, self._lines = None, ()
        self.problem.setVisible(False)
        self._show_numbers()

    def _show_lines(self, change: BulkChange, lines: tuple[BulkLine, ...]) -> None:
        self._change, self._lines = change, lines
        self._show_numbers()
        if self.do_button.isEnabled():
            self.do_button.setFocus()

    def _show_numbers(self) -> None:
        found = Counter(line.outcome for line in self._lines)
        self.panel.set_rows(self._lines)
        self.panel.set_chips(
            [
                Chip(outcome.name, outcome.value, found[outcome], _has(outcome))
                for outcome in Outcome
            ]
        )
        number = found[Outcome.CHANGED]
        self.do_button.setText(f"修改{number}名 (Ctrl+S)" if number else "修改 (Ctrl+S)")
        self.do_button.setEnabled(number > 0)

    def _done(self, result: BulkResult) -> None:
        kept = "，之前已自动备份" if result.backup else ""
        self.accept()
        self.desk.say(f"已修改{result.changed}名儿童{kept}。（Ctrl+Z 一次撤销）")

    def _fail(self, error: DeskError) -> bool:
        self._outdate()
        self.problem.setText(error.message)
        self.problem.setVisible(True)
        return True


def open_bulk(desk: Desk, lines: Sequence[RosterLine], hidden: int = 0) -> None:
    """Open the dialog for selected children; `hidden` others are chosen but out of sight."""
    child_ids = [line.child_id for line in lines]

    def read(office: "OfficeFile") -> tuple[str, ...]:
        return classes_to_choose(office)

    def show(classes: tuple[str, ...]) -> None:
        BulkDialog(desk, child_ids, hidden, classes).open()

    desk.tasks.run(desk, read, show)


def _who(number: int, hidden: int) -> str:
    said = f"将修改选中的{number}名儿童。"
    return said + (f"另选的{hidden}名被搜索或筛选隐藏，不会改动。" if hidden else "")


def _has(outcome: Outcome) -> Callable[[BulkLine], bool]:
    return lambda line: line.outcome is outcome
