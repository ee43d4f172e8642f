"""A window that stays open over midnight: nothing on it is of yesterday in the morning."""

from collections.abc import Callable
from datetime import timedelta

from liushou_desk.ui.desk import Spot
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.today.tab import TodayTab
from tests.conftest import OPENING


def test_the_day_goes_on_in_every_tab(shell: Shell, settle: Callable[[Shell], None]) -> None:
    assert shell.workspace is not None
    diary, today = shell.workspace.bring(Spot.DIARY), shell.workspace.bring(Spot.TODAY)
    settle(shell)
    assert isinstance(diary, DiaryTab)
    assert isinstance(today, TodayTab)
    tomorrow = OPENING + timedelta(days=1)
    shell.now = lambda: tomorrow
    shell.workspace.desk.look_at_clock()
    settle(shell)
    assert today.head.text().startswith(f"{tomorrow:%m月%d日}")
    shell.workspace.bring(Spot.DIARY)
    settle(shell)
    assert diary.bar.day.text() == tomorrow.date().isoformat()
