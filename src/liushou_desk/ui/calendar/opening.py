"""Which form of an activity is opened, by the name of its drafts; pictures are read before."""

from collections.abc import Callable, Sequence
from typing import Any

from liushou_desk.services.activities import ActivityRow, open_photos
from liushou_desk.services.photos import Shot
from liushou_desk.ui.calendar.dialogs import (
    OpenWithPhotos,
    amend_activity,
    end_activity,
    record_activity,
    repeat,
)
from liushou_desk.ui.desk import Desk

ATTENDANCE = "activity_attendance"
"""The list has a dialog of its own."""
_SAVED = "已保存活动。"


def open_form(desk: Desk, form: str, row: ActivityRow, saved: Callable[[int, str], None]) -> None:
    """A form; `saved` is told of which activity, and what to say."""

    def saying(said: str) -> Callable[[Any], None]:
        return lambda activity_id: saved(activity_id, said)

    match form:
        case "activity_held":
            done = saying("已登记举行情况；按 Ctrl+D 登记参加名单。")
            open_with_photos(desk, record_activity, row, done)
        case "activity_ended":
            end_activity(desk, row, saying(_SAVED))
        case "activity_repeat":
            mine, told = row.activity_id, "已再安排{}次，可一步撤销。"
            repeat(desk, row, lambda number: saved(mine, told.format(number)))
        case _:
            open_with_photos(desk, amend_activity, row, saying(_SAVED))


def open_with_photos(
    desk: Desk, form: OpenWithPhotos, row: ActivityRow, saved: Callable[[Any], None]
) -> None:
    """The pictures are read first, where there are any."""

    def show(shots: Sequence[Shot]) -> None:
        form(desk, row, shots, saved)

    if row.photos:
        mine = row.activity_id
        desk.tasks.run(desk.window, lambda office: open_photos(office, mine), show)
    else:
        show(())
