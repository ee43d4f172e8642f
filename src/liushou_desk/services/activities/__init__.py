"""活动: planned, held, who took part. `records` are the activities, `attendees` their sheet."""

from liushou_desk.services.activities.records import (
    HEADS,
    ActivityRow,
    ActivityState,
    attendance,
    beware,
    list_activities,
    list_awaited,
    open_photos,
    remove_activity,
    save_activity,
    set_attendance,
)

__all__ = [
    "HEADS",
    "ActivityRow",
    "ActivityState",
    "attendance",
    "beware",
    "list_activities",
    "list_awaited",
    "open_photos",
    "remove_activity",
    "save_activity",
    "set_attendance",
]
