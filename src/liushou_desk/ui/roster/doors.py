"""What opens for one child beside its form: its page, 委托照护, 人工认定, a merge with another."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from liushou_desk.ui.desk import Desk
from liushou_desk.ui.duplicates.merge_dialog import open_merge
from liushou_desk.ui.roster import agreement, override
from liushou_desk.ui.roster.child_page import open_child_page

if TYPE_CHECKING:
    from liushou_desk.ui.roster.lines import RosterLine

Door = Callable[[Desk, int], None]
PAIR = 2


def decide(desk: Desk, child_id: int) -> None:
    """人工认定."""
    override.open_override(desk, child_id, lambda _: desk.say("已保存认定。（Ctrl+Z 撤销）"))


BY_FORM: Mapping[str, Door] = MappingProxyType(
    {agreement.FORM: agreement.open_agreement, override.FORM: decide}
)
"""Where a form that was left half filled goes on."""


def doors_for(
    desk: Desk, lines: Sequence["RosterLine"]
) -> list[tuple[str, str, Callable[[], None], bool]]:
    """What the menu offers for the selected children: words, keys, what it does, whether it can."""
    one = len(lines) == 1
    child_id = lines[0].child_id if lines else 0
    other = lines[1].child_id if len(lines) == PAIR else 0
    return [
        ("一人一页……", PAGE_KEYS, partial(open_child_page, desk, child_id), one),
        ("委托照护……", "", partial(agreement.open_agreement, desk, child_id), one),
        ("人工认定……", "", partial(decide, desk, child_id), one),
        ("合并这两名……", "", partial(open_merge, desk, child_id, other), bool(other)),
    ]


PAGE_KEYS = "Ctrl+O"
