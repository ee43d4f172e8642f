"""Who takes which child: the proposal as a list to be ticked, changed and written at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.load import Load
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.tables import FIELDS
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.pairings import PairingPlan, PlanRow
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.forms.beside import beside
from liushou_desk.ui.forms.inputs import DayInput, Input
from liushou_desk.ui.forms.picker import PickInput
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.pairing.columns import LOAD_TONES
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.flow import FlowLayout
from liushou_desk.ui.table.panel import Chip
from liushou_desk.ui.table.tick_panel import TickPanel, tick_column

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

WIDTH, DAY_WIDTH, INPUT_WIDTH = 1040, 110, 220
CHOSEN = "自己选的"
HINT = "空格采纳或不采纳；F2 给选中的儿童换帮扶人（Ctrl+A 全部选中）。保存以前什么都不会改动。"
Read = Callable[["OfficeFile"], PairingPlan]
Write = Callable[["OfficeFile", Mapping[int, int], date], int]
"""Writes the mentor of each child from a day on."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A child with the mentor it would get, and that mentor's load then."""

    row: PlanRow
    mentor_id: int | None
    mentor: str
    reason: str
    is_accepted: bool
    load: Load | None = None


COLUMNS: tuple[Column[Assigned], ...] = (
    tick_column("采纳", lambda one: None if one.mentor_id is None else one.is_accepted),
    Column("儿童", lambda one: one.row.child, 5, field=FIELDS["child", "name"]),
    Column("帮扶人", lambda one: one.mentor, 5, field=FIELDS["mentor", "name"]),
    Column(
        "那时的负担",
        lambda one: one.load.told if one.load else "",
        5,
        key=lambda one: one.load or Load.of(0, None),
        tone=lambda one: LOAD_TONES[one.load.state] if one.load else Tone.PLAIN,
        field=OPEN,
    ),
    Column(
        "理由",
        lambda one: one.reason,
        14,
        tone=lambda one: Tone.PLAIN if one.mentor_id else Tone.BAD,
        field=OPEN,
    ),
    Column("班级", lambda one: one.row.school_class, 7, field=FIELDS["school_class", "name"]),
    Column("村（社区）", lambda one: one.row.village, 5, field=FIELDS["child", "village"]),
)


class AssignDialog(ListDialog[Assigned]):
    """Space ticks the selected children, F2 gives them another mentor, Ctrl+S writes."""

    closing = "取消 (Esc)"

    def __init__(self, desk: Desk, title: str, read: Read, write: Write, done: str) -> None:
        """`done` is what writing is called: 结对, 移交."""
        panel: TickPanel[Assigned] = TickPanel(
            COLUMNS,
            lambda one: one.row.child_id,
            lambda one: one.row.search,
            "搜索：姓名、班级、村",
        )
        super().__init__(desk, title, panel, note=HINT, empty=f"没有要{done}的儿童。", width=WIDTH)
        self._read, self._write, self._done_word = read, write, done
        self.plan = PairingPlan((), ())
        self.mentor: PickInput | None = None
        self.line = FlowLayout()
        self.day = DayInput(lambda: desk.today)
        self.day.set_text(desk.today.isoformat())
        self.put("从哪天起(&D)", self.day, DAY_WIDTH)
        self.head.addLayout(self.line)
        self.turn_button = self.row_command(
            "采纳或不 (空格)", lambda _: self.turn(), suits=lambda one: one.mentor_id is not None
        )
        self.change_button = self.row_command("换帮扶人", lambda _: self.change(), "F2", enter=True)
        self.write_button = self.command(done, self.write, "Ctrl+S")
        panel.turned.connect(self.turn)

    def put(self, words: str, widget: Input, width: int = INPUT_WIDTH) -> None:
        """Something to be filled in above the list."""
        widget.setMinimumWidth(width)
        self.line.addWidget(beside(words, widget))

    def reading(self) -> Reading:
        """The proposal; read once more when somebody wrote beside it."""
        return self._read

    def show_read(self, read: PairingPlan) -> None:
        """Everything that is proposed is ticked; what was decided before stays so."""
        decided = {one.row.child_id: one for one in self.panel.rows}
        self.plan = read
        if self.mentor is None:
            picks = [Pick(one.mentor_id, one.called, one.search) for one in read.takers]
            self.mentor = PickInput(picks, several=False)
            self.put("改由谁带(&M)", self.mentor)
            self.mentor.edited.connect(self._take)
        self._show([self._assigned(row, decided.get(row.child_id)) for row in read.rows])

    def turn(self) -> None:
        """Tick what is selected, or untick it where all of it was ticked."""
        chosen = {one.row.child_id for one in self.panel.table.selected() if one.mentor_id}
        mine = [one for one in self.panel.rows if one.row.child_id in chosen]
        on = not all(one.is_accepted for one in mine)
        self._show(
            [
                replace(one, is_accepted=on) if one.row.child_id in chosen else one
                for one in self.panel.rows
            ]
        )

    def change(self) -> None:
        """Let another mentor be chosen for the selected children."""
        if self.mentor is not None:
            self.mentor.line.setFocus()

    def given(self) -> dict[int, int]:
        """The mentor of each child that is ticked."""
        return {
            one.row.child_id: one.mentor_id
            for one in self.panel.rows
            if one.is_accepted and one.mentor_id is not None
        }

    def write(self) -> None:
        """Write what is ticked, as one action."""
        given, write = self.given(), self._write
        try:
            on = self.day.day()
            if on is None:
                raise InputProblem("还没有填从哪天起", "请写上日期。", field="from_on")
        except InputProblem as problem:
            self.failed(problem)
            return
        self.desk.tasks.run(
            self, lambda office: write(office, given, on), self._written, self.failed
        )

    @property
    def is_changed(self) -> bool:
        """Whether something else is decided than was proposed."""
        return any(
            one.mentor_id != one.row.mentor_id or one.is_accepted == (one.row.mentor_id is None)
            for one in self.panel.rows
        )

    def reject(self) -> None:
        """Ask before what was decided is lost."""
        if not self.is_changed or messages.ask(
            self, "改过的还没有保存，放弃吗？", yes="放弃更改", no="继续填写"
        ):
            super().reject()

    def suit(self, row: Assigned | None) -> None:
        """The button says for how many."""
        number = len(self.given())
        self.write_button.setText(f"{self._done_word}{number}名 (Ctrl+S)")
        self.write_button.setEnabled(number > 0)

    def failed(self, error: DeskError) -> bool:
        """Said above the list; the day is marked where it is to blame."""
        self.day.mark(isinstance(error, InputProblem) and error.field in {"", "from_on"})
        self.announce(error.message, is_problem=True)
        return True

    def _take(self) -> None:
        """Give the selected children the mentor that was chosen, and go on in the list."""
        assert self.mentor is not None
        if not self.mentor.chosen:
            return
        mentor_id = self.mentor.chosen[0]
        self.mentor.set_text("")
        ids = {one.row.child_id for one in self.panel.table.selected()}
        self._show(
            [
                self._given_to(one, mentor_id) if one.row.child_id in ids else one
                for one in self.panel.rows
            ]
        )
        self.panel.table.setFocus()

    def _assigned(self, row: PlanRow, decided: Assigned | None) -> Assigned:
        called = {one.mentor_id: one.name for one in self.plan.takers}
        if decided and decided.mentor_id in called:
            return replace(decided, row=row)
        name = called.get(row.mentor_id or 0, "")
        return Assigned(row, row.mentor_id, name, row.reason, is_accepted=row.mentor_id is not None)

    def _given_to(self, one: Assigned, mentor_id: int) -> Assigned:
        if mentor_id == one.row.mentor_id:
            return self._assigned(one.row, None)
        called = next(taker.name for taker in self.plan.takers if taker.mentor_id == mentor_id)
        return Assigned(one.row, mentor_id, called, CHOSEN, is_accepted=True)

    def _show(self, rows: list[Assigned]) -> None:
        """With the loads as they would be if all that is ticked were done."""
        loads = self.plan.loads(one.mentor_id for one in rows if one.is_accepted)
        shown = [replace(one, load=loads.get(one.mentor_id or 0)) for one in rows]
        without = sum(one.mentor_id is None for one in shown)
        self.show_rows(
            shown,
            [
                Chip("placed", "有帮扶人", len(shown) - without, lambda one: one.mentor_id),
                Chip("unplaced", "没有空位", without, lambda one: one.mentor_id is None),
            ],
        )

    def _written(self, number: int) -> None:
        self.desk.say(f"已{self._done_word}{number}名。（Ctrl+Z 一次撤销）")
        self.accept()
