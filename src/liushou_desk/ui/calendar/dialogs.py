"""The dialogs of one activity: planning or amending it, and recording that it was held."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.field import Field
from liushou_desk.domain.work_fields import ACTIVITY_FIELDS, REPEAT_FIELDS
from liushou_desk.services.activities import HEADS, ActivityRow, beware, save_activity
from liushou_desk.services.activities.repeating import repeat_activity
from liushou_desk.services.photos import PHOTOS, Shot
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry
from liushou_desk.ui.photos.strip import photos_entry, photos_title

HELD = ("held_on", *HEADS, "content", "resolution", "cost_fen", "materials")
"""What is written down once an activity has been held."""
OpenWithPhotos = Callable[[Desk, ActivityRow, Sequence[Shot], Callable[[Any], None]], RecordDialog]
DECIDING = [kind.label for kind in ActivityKind if kind.traits.has_resolution]


def plan_activity(desk: Desk, day: date, saved: Callable[[Any], None]) -> RecordDialog:
    """新增活动, planned for a day."""
    record = Record(
        "新增活动",
        "activity",
        None,
        {"planned_on": day},
        lambda office, values: save_activity(office, None, values),
    )
    return _open(desk, record, ACTIVITY_FIELDS, saved)


def amend_activity(
    desk: Desk, row: ActivityRow, shots: Sequence[Shot], saved: Callable[[Any], None]
) -> RecordDialog:
    """修改活动: the plan and what was recorded, with its pictures."""
    record = Record(
        "修改活动",
        "activity",
        row.activity_id,
        seen := {f.key: getattr(row, f.key) for f in ACTIVITY_FIELDS} | {PHOTOS: tuple(shots)},
        lambda office, values: save_activity(office, row.activity_id, values),
        review=lambda office, values: beware(office, row.activity_id, values),
        seen=seen,
    )
    return _open(desk, record, ACTIVITY_FIELDS, saved, shots)


def record_activity(
    desk: Desk, row: ActivityRow, shots: Sequence[Shot], saved: Callable[[Any], None]
) -> RecordDialog:
    """记录举行情况; the day proposed is the planned one, unless that lies ahead."""
    decides = row.kind is not None and row.kind.traits.has_resolution
    seen = {key: getattr(row, key) for key in HELD if decides or key != "resolution"}
    held = [field for field in ACTIVITY_FIELDS if field.key in seen]
    seen[PHOTOS] = tuple(shots)
    record = Record(
        f"记录举行情况：{row.title}",
        "activity_held",
        row.activity_id,
        {**seen, "held_on": row.held_on or min(row.planned_on, desk.today)},
        lambda office, values: save_activity(office, row.activity_id, values),
        review=lambda office, values: beware(office, row.activity_id, values),
        seen=seen,
    )
    needed = [replace(field, mandatory=field.is_day) for field in held]
    return _open(desk, record, needed, saved, shots)


def end_activity(desk: Desk, row: ActivityRow, saved: Callable[[Any], None]) -> RecordDialog:
    """没办成: put off to another day, or called off with the reason."""
    seen = {key: getattr(row, key) for key in ("planned_on", "called_off_why")}
    record = Record(
        f"没办成：{row.title}",
        "activity_ended",
        row.activity_id,
        seen,
        lambda office, values: save_activity(office, row.activity_id, values),
        seen=seen,
    )
    day, why = (field for field in ACTIVITY_FIELDS if field.key in seen)
    return _open(desk, record, (replace(day, label="改期到"), why), saved)


def repeat(desk: Desk, row: ActivityRow, saved: Callable[[Any], None]) -> RecordDialog:
    """重复安排."""
    record = Record(
        f"重复安排：{row.title}",
        "activity_repeat",
        row.activity_id,
        {},
        lambda office, values: repeat_activity(office, row.activity_id, values),
    )
    return _open(desk, record, REPEAT_FIELDS, saved)


def _open(
    desk: Desk,
    record: Record,
    fields: Iterable[Field],
    saved: Callable[[Any], None],
    shots: Sequence[Shot] | None = None,
) -> RecordDialog:
    """With a page of pictures, unless there can be none."""
    pages = [Page("活动", tuple(map(_entry, fields)))]
    if shots is not None:
        pages.append(Page(photos_title(len(shots)), (photos_entry(desk, shots),)))
    dialog = RecordDialog(desk, record, pages, saved=saved)
    dialog.open()
    return dialog


def _entry(field: Field) -> Entry:
    """A resolution is asked for only of kinds that have one."""
    entry = field_entry(field)
    return replace(entry, only_where=("kind", DECIDING)) if field.key == "resolution" else entry
