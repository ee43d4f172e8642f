"""Goes on with a form that was left half filled, wherever it is filled in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from liushou_desk.domain.draft_forms import first_word
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk, Journey, Spot

Taker = Callable[[Desk, str, int | None], None]
"""Given the draft's name and its record, None where that is still to be made."""


def take_up(desk: Desk, form: str, record_id: int | None) -> None:
    """Open the form a draft is of; it brings back what was kept."""
    TAKERS[first_word(form)](desk, form, record_id)


def _on_tab(spot: Spot) -> Taker:
    return lambda desk, form, record_id: desk.go(Journey(spot, record_id=record_id, form=form))


def _alone(open_it: Callable[[Desk], None]) -> Taker:
    """A form of which there is one only."""
    return lambda desk, _form, _record_id: open_it(desk)


def _rule(desk: Desk, form: str, record_id: int | None) -> None:
    from liushou_desk.ui.rules.dialog import RulesDialog

    RulesDialog(desk).take_up(form, record_id)


def _layout(desk: Desk, form: str, record_id: int | None) -> None:
    from liushou_desk.ui.layouts.dialog import LayoutsDialog

    LayoutsDialog(desk).take_up(form, record_id)


def _class(desk: Desk, form: str, record_id: int | None) -> None:
    from liushou_desk.ui.classes.dialog import ClassesDialog

    ClassesDialog(desk, form.partition(" ")[2]).take_up(form, record_id)


def _plan(desk: Desk, form: str, record_id: int | None) -> None:
    from liushou_desk.ui.plans.dialog import PlansDialog

    PlansDialog(desk).take_up(form, record_id)


def _concern(desk: Desk, form: str, record_id: int | None) -> None:
    from liushou_desk.ui.diary.concerns import ConcernsDialog

    ConcernsDialog(desk).take_up(form, record_id)


def _quick(desk: Desk) -> None:
    """The line above the diary takes up what was left by itself."""
    desk.go(Journey(Spot.DIARY))


_TABS = {
    Spot.ROSTER: ("child", "leaving", "return", "receiving", "override"),
    Spot.PAIRING: ("mentor", "start_pairings", "pairing", "end_pairing"),
    Spot.DIARY: ("diary_entry", "diary_grid", "month_sheet"),
    Spot.CALENDAR: (
        *("activity", "activity_held", "activity_ended", "activity_repeat"),
        "activity_attendance",
    ),
    Spot.STATISTICS: ("summary",),
}
TAKERS: Mapping[str, Taker] = MappingProxyType(
    {
        **{word: _on_tab(spot) for spot, words in _TABS.items() for word in words},
        "quick_entry": _alone(_quick),
        "close_concern": _concern,
        "rule": _rule,
        "rules_since": _alone(openers.rules_since),
        "sheet_number": _alone(openers.call_sheet_entry),
        **dict.fromkeys(("class_name", "class_number", "class_merge", "class_teacher"), _class),
        "term_dates": lambda desk, _form, record_id: openers.term_dates(desk, record_id),
        "school": _alone(openers.school),
        "layout": _layout,
        **dict.fromkeys(("plan_new", "plan", "plan_end", "plan_look", "plan_review"), _plan),
        **dict.fromkeys(("ledger", "ledger_of"), openers.take_up_ledger),
    }
)
"""By the first word of the draft's name."""
