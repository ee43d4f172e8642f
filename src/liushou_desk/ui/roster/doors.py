"""What opens for one child beside its form: its page, 委托照护, 人工认定, a merge with another.

Each is loaded when it is first opened: the list has to stand before.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import GONE

if TYPE_CHECKING:
    from liushou_desk.ui.roster.lines import RosterLine

Door = Callable[[Desk, int], None]
PAGE_KEYS = "Ctrl+O"
PAIR = 2


def show_page(desk: Desk, child_id: int) -> None:
    """一人一页."""
    from liushou_desk.ui.roster.child_page import open_child_page

    open_child_page(desk, child_id)


def entrust(desk: Desk, child_id: int) -> None:
    """委托照护."""
    from liushou_desk.ui.ledgers.form import write_running

    write_running(desk, CARE_AGREEMENT, child_id)


def decide(desk: Desk, child_id: int) -> None:
    """人工认定."""
    from liushou_desk.ui.roster.override import open_override

    open_override(desk, child_id, lambda _: desk.say("已保存认定。（Ctrl+Z 撤销）"))


def receiving(desk: Desk, line: "RosterLine") -> None:
    """The school that a child went to."""
    from liushou_desk.ui.roster.leaving import open_receiving

    open_receiving(desk, line.row)


def go_on_leaving(form: str, desk: Desk, child_id: int) -> None:
    """离校, 接收学校 or 返校, left half filled for a child that may have left."""
    from liushou_desk.services.register.rows import RosterRow, roster_rows
    from liushou_desk.ui.roster.leaving import open_leaving, open_receiving, open_return

    term = desk.term
    open_it = {"leaving": open_leaving, "receiving": open_receiving, "return": open_return}[form]

    def show(rows: Sequence[RosterRow]) -> None:
        row = next((row for row in rows if row.child_id == child_id), None)
        if row is None:
            desk.say(GONE)
        else:
            open_it(desk, row)

    desk.tasks.run(desk, lambda office: roster_rows(office, term, with_gone=True), show)


def merge(desk: Desk, first_id: int, second_id: int) -> None:
    """Two registrations that may be of one child, side by side."""
    from liushou_desk.ui.duplicates.merge_dialog import open_merge

    open_merge(desk, first_id, second_id)


BY_FORM: Mapping[str, Door] = MappingProxyType(
    {
        "override": decide,
        **{form: partial(go_on_leaving, form) for form in ("leaving", "receiving", "return")},
    }
)
"""Where a form that was left half filled goes on, by the name of its drafts."""


def doors_for(
    desk: Desk, lines: Sequence["RosterLine"]
) -> list[tuple[str, str, Callable[[], None], bool]]:
    """What the menu offers for the selected children: words, keys, what it does, whether it can."""
    one = len(lines) == 1
    child_id = lines[0].child_id if lines else 0
    other = lines[1].child_id if len(lines) == PAIR else 0
    return [
        ("一人一页……", PAGE_KEYS, partial(show_page, desk, child_id), one),
        ("委托照护……", "", partial(entrust, desk, child_id), one),
        ("人工认定……", "", partial(decide, desk, child_id), one),
        ("接收学校……", "", partial(receiving, desk, *lines[:1]), one and lines[0].has_left),
        ("合并这两名……", "", partial(merge, desk, child_id, other), bool(other)),
    ]
