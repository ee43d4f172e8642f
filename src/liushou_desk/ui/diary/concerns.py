"""问题与处理: open ones first; Enter opens the record, a key closes the matter."""

from dataclasses import replace

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.diary import ConcernRow, Concerns, close_concern, list_concerns
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

NOTE = "处理期限就是记录里的“再次联系”。办结要写哪天、怎样处理的；“受限记录”里的问题不在这里。"
_CLOSED, _HOW = FIELDS["diary_entry", "closed_on"], FIELDS["diary_entry", "action_taken"]


def _state(row: ConcernRow) -> str:
    if not row.is_open:
        return f"{row.closed_on}办结"
    return f"逾期{row.late}天" if row.late else "未办结"


def _tone(row: ConcernRow) -> Tone:
    if not row.is_open:
        return Tone.QUIET
    return Tone.BAD if row.late else Tone.OWED


COLUMNS: tuple[Column[ConcernRow], ...] = (
    Column("状态", _state, 8, tone=_tone, field=OPEN),
    Column("儿童", lambda row: row.children, 7, field=FIELDS["child", "name"]),
    Column("发现问题", lambda row: row.concern, 14, field=FIELDS["diary_entry", "concern"]),
    Column(
        "处理期限",
        lambda row: str(row.due_on or "未定"),
        6,
        field=FIELDS["diary_entry", "due_again_on"],
    ),
    Column(
        "发现日期", lambda row: str(row.found_on), 6, field=FIELDS["diary_entry", "happened_on"]
    ),
    Column("天数", lambda row: str(row.days), 4, key=lambda row: row.days, right=True, field=OPEN),
    Column("班级", lambda row: row.school_class, 7, field=FIELDS["school_class", "name"]),
    Column("帮扶人", lambda row: row.mentor, 5, field=FIELDS["mentor", "name"]),
    Column("处理措施", lambda row: row.action_taken, 12, field=_HOW),
)


class ConcernsDialog(ListDialog[ConcernRow]):
    """What was found in talks and visits, until it is done with."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[ConcernRow] = ListPanel(
            COLUMNS,
            lambda row: row.entry_id,
            lambda row: row.search,
            "搜索：儿童、班级、教师、问题",
        )
        super().__init__(
            desk, "问题与处理", panel, note=NOTE, width=1180,
            lead="记录里发现的问题，没有办结的在前，逾期的最前；以前学期没有办结的也在这里。",
            empty="没有登记过需要处理的问题。",
        )  # fmt: skip
        self.open_button = self.row_command("打开记录", self._show, enter=True)
        self.close_matter = self.row_command(
            "办结", self._close, "Ctrl+D", suits=lambda row: row.is_open
        )
        self.undo_button = self.undo_command()
        self.offer_paper()
        self.forms_left = {"close_concern": self._close}

    def reading(self) -> Reading:
        """The concerns as they stand in the term."""
        term = self.desk.term
        return lambda office: list_concerns(office, term)

    def show_read(self, read: Concerns) -> None:
        """With the figures of the term, and what is late, as chips."""
        late = sum(row.late > 0 for row in read.rows)
        chips = (
            Chip("late", "逾期", late, lambda row: row.late > 0),
            _chip("open_concerns", "本学期尚未处理完", read.still_open),
            _chip("solved_concerns", "本学期已处理完", read.solved),
        )
        self.show_rows(read.rows, chips)

    def _show(self, row: ConcernRow) -> None:
        self.accept()
        self.desk.go(Journey(Spot.DIARY, record_id=row.entry_id))

    def _close(self, row: ConcernRow) -> None:
        on_file = {_CLOSED.key: row.closed_on, _HOW.key: row.action_taken or None}
        record = Record(
            "办结",
            "close_concern",
            row.entry_id,
            on_file | {_CLOSED.key: self.desk.today},
            lambda office, values: close_concern(office, row.entry_id, values),
            seen=on_file,
        )
        entries = [replace(field_entry(one), mandatory=True) for one in (_CLOSED, _HOW)]
        RecordDialog(
            self.desk,
            record,
            [Page("", tuple(entries))],
            saved=lambda _: self.tell("已办结。（Ctrl+Z 撤销）"),
        ).open()


def _chip(key: str, label: str, ids: frozenset[int]) -> Chip:
    return Chip(key, label, len(ids), lambda row: row.entry_id in ids)
