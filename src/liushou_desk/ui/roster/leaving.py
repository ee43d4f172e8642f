"""离校, 接收学校 and 返校: short forms about one child."""

from collections.abc import Callable
from dataclasses import replace

from liushou_desk.services.register.leaving import (
    BACK_ON,
    LEFT_ON,
    LEFT_WHY,
    RECEIVING_SCHOOL,
    come_back,
    leave,
    name_receiving_school,
)
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
        lambda office, values: leave(office, child_id, *(values[field.key] for field in asked)),
    )
    asked = (LEFT_ON, LEFT_WHY, RECEIVING_SCHOOL)
    page = Page("", tuple(map(field_entry, asked)))
    RecordDialog(desk, record, [page], saved=saved).open()


def open_receiving(desk: Desk, child_id: int, called: str) -> None:
    """Ask to which school a child went that was transferred: until then 疑似辍学."""
    field = replace(RECEIVING_SCHOOL, mandatory=True)
    record = Record(
        f"登记接收学校：{called}",
        "receiving",
        child_id,
        {},
        lambda office, values: name_receiving_school(office, child_id, values[field.key]),
    )
    RecordDialog(
        desk,
        record,
        [Page("", (field_entry(field),))],
        saved=lambda _: desk.say("已登记接收学校。（Ctrl+Z 撤销）"),
    ).open()


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
