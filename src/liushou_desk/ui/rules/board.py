"""频次完成情况: children (or teachers) × periods, each cell a word and a colour.

Left and right go from cell to cell; why it stands so is said below. Enter opens an entry for an
open cell in the diary, without a day and without words: whether there was a contact, only the
clerk knows.
"""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.rule_cells import CellState, RuleCell
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.services.rules import BoardRow, RuleBoard, open_reason, read_board
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

WIDTH = 1080
TONES = {
    CellState.OVERDUE: Tone.BAD,
    CellState.TRIED: Tone.OWED,
    CellState.OWED: Tone.OWED,
    CellState.DONE: Tone.GOOD,
    CellState.NONE: Tone.QUIET,
}
VILLAGE = FIELDS["child", "village"]
NO_REASON = "写明原因不算完成，留空就是去掉"


class RuleBoardDialog(ListDialog[BoardRow]):
    """The board of one rule, or of all rules together."""

    def __init__(self, desk: Desk, board: RuleBoard) -> None:
        self._before = _people(board.is_mentors)
        panel: ListPanel[BoardRow] = ListPanel(
            (*self._before, *(_column(place, name) for place, name in enumerate(board.headings))),
            lambda row: row.owner_id,
            lambda row: row.search,
            "搜索教师" if board.is_mentors else "搜索：儿童、班级、帮扶人、村",
        )
        panel.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        panel.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        super().__init__(
            desk,
            f"频次完成情况：{board.title}",
            panel,
            note="…",
            empty="这个学期到今天还没有人要完成这条规则。",
            width=WIDTH,
            height=TALLEST_DIALOG,
        )
        self._board, self._is_mentors = board, board.is_mentors
        self._build_reason()
        self.record_button = self.row_command(
            "记一次", self.record, "Ctrl+N", enter=True, suits=lambda _: self._may_record()
        )
        self.reason_button = self.command("写未完成原因", self.reason.setFocus, "Ctrl+U")
        self.offer_paper()
        self.undo_button = self.undo_command()

    def _build_reason(self) -> None:
        self.reason = QLineEdit(placeholderText=NO_REASON)
        self.reason.setAccessibleName("未完成原因")
        self.reason.editingFinished.connect(self.save_reason)
        self.reason_line = QWidget()
        line = QHBoxLayout(self.reason_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel("未完成原因"))
        line.addWidget(self.reason, 1)
        line.addWidget(QLabel("回车保存"))
        self.foot.addWidget(self.reason_line)

    def reading(self) -> Reading:
        """The board of the term."""
        term, rule_id = self.desk.term, self._board.rule_id
        return lambda office: read_board(office, term, rule_id)

    def show_read(self, read: RuleBoard) -> None:
        """Show other rows; the cursor stays in its column. Other columns take a new window."""
        if read.headings != self._board.headings:
            self.accept()
            open_board(self.desk, read.rule_id)
            return
        self._board = read
        column = max(self.panel.table.currentIndex().column(), len(self._before))
        self.show_rows(read.rows, [_chip(state, read) for state in CellState if read.number(state)])
        table = self.panel.table
        if table.currentIndex().isValid():
            here = table.rows_model.index(table.currentIndex().row(), column)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            table.selectionModel().setCurrentIndex(here, flags)
        if read.rows:
            say(self.lead, f"{term_title(self.desk.term)}，{_counted(read)}。")

    def cell(self) -> RuleCell | None:
        """The cell with the cursor, None on a name."""
        here, row = self.panel.table.currentIndex(), self.panel.table.current()
        place = here.column() - len(self._before)
        return row.cells[place] if row and 0 <= place < len(row.cells) else None

    def suit(self, row: BoardRow | None) -> None:
        """Say why the cell stands as it does, and take a reason where it is open."""
        cell = self.cell()
        name = row.name if row else ""
        self.note.setText(f"{name}：{cell.why}。" if cell else "左右键移到一格，这里说明原因。")
        is_open = cell is not None and cell.is_open
        self.reason_line.setEnabled(is_open)
        self.reason_button.setEnabled(is_open)
        if not (self.reason.isModified() and self.reason.hasFocus()):
            self.reason.setText(cell.reason if cell else "")

    def record(self, row: BoardRow) -> None:
        """Go to the diary: kind and mentor stand there, and whose cell it is; no day, no words."""
        cell = self.cell()
        if cell is None:
            return
        owner = "mentor_id" if self._is_mentors else "child_id"
        entry = replace(
            Journey(Spot.DIARY, kind=cell.kind, is_undated=True), **{owner: row.owner_id}
        )
        over = self.parentWidget()
        self.accept()
        if isinstance(over, QDialog):
            over.accept()
        self.desk.go(entry)

    def save_reason(self) -> None:
        """Keep what was typed beside the cell, by Enter or in leaving it; the cell stays open."""
        if not self.reason.isModified():
            return
        self.reason.setModified(False)
        cell, row, text = self.cell(), self.panel.table.current(), self.reason.text()
        if cell is None or row is None or cell.period_on is None:
            return
        key = (cell.rule_id, row.owner_id, cell.period_on)

        def done(_: object) -> None:
            self.tell("已保存未完成原因。（Ctrl+Z 撤销）")
            self.panel.table.setFocus()

        self.desk.tasks.run(self, lambda office: open_reason(office, *key, text), done)

    def reject(self) -> None:
        """From the reason Esc goes back to the cells, and what was typed is given up."""
        if self.reason.hasFocus():
            self.reason.setModified(False)
            self.panel.table.setFocus()
            self.follow()
        else:
            super().reject()

    def _may_record(self) -> bool:
        cell = self.cell()
        return cell is not None and cell.state is not CellState.NONE


def _people(is_mentors: bool) -> tuple[Column[BoardRow], ...]:
    name = Column[BoardRow]("教师" if is_mentors else "儿童", lambda row: row.name, 6, field=OPEN)
    if is_mentors:
        return (name,)
    return (
        name,
        Column("班级", lambda row: row.school_class, 6, field=OPEN),
        Column("帮扶人", lambda row: row.mentor, 5, field=OPEN),
        Column(VILLAGE.label, lambda row: row.village, 5, field=VILLAGE),
    )


def _column(place: int, name: str) -> Column[BoardRow]:
    return Column(
        name,
        lambda row: row.cells[place].state.label,
        max(4, len(name)),
        key=lambda row: list(CellState).index(row.cells[place].state),
        tone=lambda row: TONES[row.cells[place].state],
        tip=lambda row: row.cells[place].why,
        field=OPEN,
    )


def _chip(state: CellState, board: RuleBoard) -> Chip:
    def has(row: BoardRow) -> bool:
        return any(cell.state is state for cell in row.cells)

    number = sum(map(has, board.rows))
    return Chip(state.value, f"有{state.label}的", number, has)


def _counted(board: RuleBoard) -> str:
    """56名儿童：逾期9格，应完成3格，完成150格: as the figures have it."""
    unit = "名教师" if board.is_mentors else "名儿童"
    parts = "，".join(
        f"{state.label}{board.number(state)}格" for state in CellState if board.number(state)
    )
    return f"{len(board.rows)}{unit}：{parts}"


def open_board(desk: Desk, rule_id: int | None = None) -> None:
    """Read the board, which says what columns there are, and show it."""
    term = desk.term

    def show(board: RuleBoard) -> None:
        RuleBoardDialog(desk, board).open()

    desk.tasks.run(desk.window, lambda office: read_board(office, term, rule_id), show)
