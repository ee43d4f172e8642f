"""离校, 接收学校 and 返校: short forms about one child."""

from collections.abc import Sequence
from dataclasses import replace

from liushou_desk.domain.field import Field
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


def open_leaving(desk: Desk, row: RosterRow) -> None:
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
    _open(desk, record, asked, "已登记离校，结对随之结束。")


def open_receiving(desk: Desk, row: RosterRow) -> None:
    """Ask to which school a child went that was transferred: until then 疑似辍学."""
    child_id = row.child_id
    field = replace(RECEIVING_SCHOOL, mandatory=True)
    record = Record(
        f"登记接收学校：{row.called}",
        "receiving",
        child_id,
        {},
        lambda office, values: name_receiving_school(office, child_id, values[field.key]),
    )
    _open(desk, record, (field,), "已登记接收学校。")


def open_return(desk: Desk, row: RosterRow) -> None:
    """Ask for the day, then put the child on the register again."""
    child_id = row.child_id
    record = Record(
        f"登记返校：{row.called}",
        "return",
        child_id,
        {BACK_ON.key: desk.today},
        lambda office, values: come_back(office, child_id, values[BACK_ON.key]),
    )
    _open(desk, record, (BACK_ON,), "已登记返校。")


def _open(desk: Desk, record: Record, asked: Sequence[Field], said: str) -> None:
    page = Page("", tuple(map(field_entry, asked)))
    RecordDialog(desk, record, [page], saved=lambda _: desk.say(f"{said}（Ctrl+Z 撤销）")).open()
