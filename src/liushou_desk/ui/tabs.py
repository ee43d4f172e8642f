"""The six tabs, each made when it is first needed: what is not looked at costs no start-up time."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from liushou_desk.ui.desk import Desk, Spot
from liushou_desk.ui.tab import Tab


def _today(desk: Desk) -> Tab:
    from liushou_desk.ui.today.tab import TodayTab

    return TodayTab(desk)


def _roster(desk: Desk) -> Tab:
    from liushou_desk.ui.roster.tab import RosterTab

    return RosterTab(desk)


def _pairing(desk: Desk) -> Tab:
    from liushou_desk.ui.pairing.tab import PairingTab

    return PairingTab(desk)


def _diary(desk: Desk) -> Tab:
    from liushou_desk.ui.diary.tab import DiaryTab

    return DiaryTab(desk)


def _calendar(desk: Desk) -> Tab:
    from liushou_desk.ui.calendar.tab import CalendarTab

    return CalendarTab(desk)


def _statistics(desk: Desk) -> Tab:
    from liushou_desk.ui.statistics.tab import StatisticsTab

    return StatisticsTab(desk)


_MAKERS: dict[Spot, Callable[[Desk], Tab]] = {
    Spot.TODAY: _today,
    Spot.ROSTER: _roster,
    Spot.PAIRING: _pairing,
    Spot.DIARY: _diary,
    Spot.CALENDAR: _calendar,
    Spot.STATISTICS: _statistics,
}


def import_first() -> None:
    """Import what the window is furnished with: on the worker, so that the window need not wait."""
    _import("workspace", "today.tab", "roster.tab")


def import_further() -> None:
    """Import the other tabs, for the same reason."""
    _import("pairing.tab", "diary.tab", "calendar.tab", "statistics.tab")


def _import(*names: str) -> None:
    for name in names:
        import_module(f"liushou_desk.ui.{name}")


class Tabs(Mapping[Spot, Tab]):
    """Tabs by their place in the window; asking for one makes it and puts it into its page."""

    def __init__(self, desk: Desk, put: Callable[[Spot, Tab], None]) -> None:
        self._desk, self._put = desk, put
        self._made: dict[Spot, Tab] = {}

    def __getitem__(self, spot: Spot) -> Tab:
        if spot not in self._made:
            self._made[spot] = _MAKERS[spot](self._desk)
            self._put(spot, self._made[spot])
        return self._made[spot]

    def __iter__(self) -> Iterator[Spot]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)

    def made(self) -> tuple[Tab, ...]:
        """Those that are there."""
        return tuple(self._made.values())

    def make_next(self) -> bool:
        """Make one more; False where all are there."""
        missing = next((spot for spot in self if spot not in self._made), None)
        return missing is not None and bool(self[missing])
