"""离校 and 返校: two short forms about one child."""

from collections.abc import Callable

from liushou_desk.services.register.leaving import BACK_ON, LEFT_ON, LEFT_WHY, come_back, leave
from liushou_desk.services.register.rows import RosterRow
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry


def open_leaving(desk: Desk, row: RosterRow, saved: Callable[[object], None]) -> None:
    """Ask for day and reason, then take the child off the register."""
    child_id = row.child_id
    record = Record(
        f"登记离校：{row.called}",
        "leaving",
        child_id,
        {LEFT_ON.key: desk.today},
        lambda office, values: leave(office, child_id, values[LEFT_ON.key], values[LEFT_WHY.key]),
    )
    page = Page("", (field_entry(LEFT_ON), field_entry(LEFT_WHY)))
    RecordDialog(desk, record, [page], saved=saved).open()


def open_return(desk: Desk, row: RosterRow, saved: Callable[[object], None]) -> None:
    """Ask for the day, then put the child on the register again."""
    child_id = row.child_id
    record = Record(
        f"登记返校：{row.called}",
        "return",
        child_id,
        {BACK_ON.key: desk.today},
        lambda office, values: come_back(office, child_id, values[BACK_ON.key]),
    )
    RecordDialog(desk, record, [Page("", (field_entry(BACK_ON),))], saved=saved).open()
