"""活动日历: planned, held, who took part; the list (名单) waits until an activity has been held."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import Word, label_of
from liushou_desk.domain.work_fields import ACTIVITY_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Activity, ActivityChild, Child, RecordPhoto
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.photos.consent import remarks
from liushou_desk.services.photos.shots import (
    PHOTOS,
    SAID,
    Shot,
    read_shots,
    shots_of,
    stated_shots,
    write_shots,
)
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale

HEADS = ("head_count", "guardians", "teachers")
"""The columns of who came, beside the list of children."""


class ActivityState(Word):
    """How far an activity has come, seen from today."""

    PLANNED = "planned", "计划"
    HELD = "held", "已举行"
    NOT_RECORDED = "not_recorded", "过期未记"
    CALLED_OFF = "called_off", "已取消"


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity; it stands in the calendar at `day_on`, the day it was held or is planned."""

    activity_id: int
    title: str
    kind: ActivityKind | None
    planned_on: date
    held_on: date | None
    place: str | None
    led_by: str | None
    head_count: int | None
    guardians: int | None
    teachers: int | None
    attended: int
    """Children in care on its list."""
    photos: int
    """How many pictures it has."""
    content: str | None
    resolution: str | None
    cost_fen: int | None
    materials: str | None
    called_off_why: str | None
    state: ActivityState
    search: str

    @property
    def day_on(self) -> date:
        """The day it is shown at."""
        return self.held_on or self.planned_on


def list_activities(office: OfficeFile, first: date, last: date) -> tuple[ActivityRow, ...]:
    """Activities planned or held from `first` to `last`, by day."""
    with office.reading() as session:
        when = sa.or_(
            Activity.planned_on.between(first, last), Activity.held_on.between(first, last)
        )
        return _rows(session, when, office.today)


def list_awaited(office: OfficeFile, until: date) -> tuple[ActivityRow, ...]:
    """Activities planned up to a day and not recorded as held, the longest waiting first."""
    with office.reading() as session:
        waits = sa.and_(Activity.held_on.is_(None), Activity.called_off_why.is_(None))
        when = sa.and_(waits, Activity.planned_on <= until)
        return _rows(session, when, office.today)


def _rows(session: Session, when: sa.ColumnElement[bool], today: date) -> tuple[ActivityRow, ...]:
    found = session.execute(
        sa.select(Activity, _number_of(ActivityChild), _number_of(RecordPhoto))
        .where(when)
        .order_by(sa.func.coalesce(Activity.held_on, Activity.planned_on), Activity.id)
    ).all()
    read = readings_of(session, {activity.led_by for activity, *_ in found if activity.led_by})
    return tuple(_row(activity, counts, read, today) for activity, *counts in found)


def _number_of(link: type[ActivityChild | RecordPhoto]) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(link)
        .where(link.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )


def _row(
    activity: Activity, counts: Sequence[int], read: dict[str, str], today: date
) -> ActivityRow:
    attended, photos = counts
    state = _state(activity, today)
    search = search_text(
        activity.title,
        label_of(activity.kind),
        activity.place,
        activity.led_by,
        activity.content,
        state.label,
        readings=read.get(activity.led_by or "", ""),
    )
    return ActivityRow(
        activity.id,
        activity.title,
        activity.kind,
        activity.planned_on,
        activity.held_on,
        activity.place,
        activity.led_by,
        activity.head_count,
        activity.guardians,
        activity.teachers,
        attended,
        photos,
        activity.content,
        activity.resolution,
        activity.cost_fen,
        activity.materials,
        activity.called_off_why,
        state,
        search,
    )


def _state(activity: Activity, today: date) -> ActivityState:
    if activity.held_on:
        return ActivityState.HELD
    if activity.called_off_why:
        return ActivityState.CALLED_OFF
    return ActivityState.NOT_RECORDED if activity.planned_on < today else ActivityState.PLANNED


def save_activity(office: OfficeFile, activity_id: int | None, values: records.Values) -> int:
    """Plan an activity, or change or record one, perhaps its pictures. Raises `InputProblem`."""
    row = records.checked(ACTIVITY_FIELDS, values, office.today, new=activity_id is None)
    shots = stated_shots(values)
    if activity_id is None:
        _require_heads(*(row[key] for key in HEADS), listed=0)
        _require_one_end(row["held_on"], row["called_off_why"])
        _require_held(row["held_on"], shots)
    else:
        with office.reading() as session:
            on_file = read_shots(session, ("activity_id", activity_id))
            holds = records.holds(session, Activity, activity_id, row)
            if holds and shots in (None, on_file):
                return activity_id
            activity = records.found(session, Activity, activity_id)
            _require_room(activity, row, _listed(session, activity_id))
            held_on = row.get("held_on", activity.held_on)
            _require_held(held_on, on_file if shots is None else shots)
    sentence = "新增活动" if activity_id is None else "修改活动"
    with office.action(sentence, activity=activity_id) as session:
        if activity_id is not None:
            _refuse_stale(session, activity_id, values)
        saved = records.write(session, Activity, activity_id, row)
        if shots is not None:
            write_shots(session, ("activity_id", saved), shots)
    return saved


def _refuse_stale(session: Session, activity_id: int, values: records.Values) -> None:
    there = records.found(session, Activity, activity_id)
    now: dict[str, Any] = {field.key: getattr(there, field.key) for field in ACTIVITY_FIELDS}
    now[PHOTOS] = read_shots(session, ("activity_id", activity_id))
    refuse_stale(values, now, ACTIVITY_FIELDS, people=SAID)


def _require_held(held_on: date | None, shots: Sequence[Shot] | None) -> None:
    if shots and held_on is None:
        raise InputProblem(
            "没有举行日期的活动不能放照片，没有保存",
            "请填写举行日期，或移除照片。",
            field="held_on",
        )


def _require_room(activity: Activity, row: dict[str, Any], listed: Collection[int]) -> None:
    """The list of children must still fit what the form now says."""
    if listed and row.get("held_on", activity.held_on) is None:
        raise InputProblem(
            f"已登记{len(listed)}名参加儿童，不能清空举行日期",
            "请先清空参加名单。",
            field="held_on",
        )
    ends = (row.get(key, getattr(activity, key)) for key in ("held_on", "called_off_why"))
    _require_one_end(*ends)
    heads = (row.get(key, getattr(activity, key)) for key in HEADS)
    _require_heads(*heads, listed=len(listed))


def _require_one_end(held_on: date | None, called_off_why: str | None) -> None:
    """What was held was not called off."""
    if held_on and called_off_why:
        raise InputProblem(
            "举行过的活动不能写取消原因", "请清空取消原因，或清空举行日期。", field="called_off_why"
        )


def _require_heads(
    head_count: int | None, guardians: int | None, teachers: int | None, *, listed: int
) -> None:
    """All who came are at least those who are counted apart."""
    apart = ((listed, "名单上的{}名儿童"), (guardians, "{}名监护人"), (teachers, "{}名教师"))
    if head_count is not None and head_count < sum(number or 0 for number, _ in apart):
        told = "、".join(words.format(number) for number, words in apart if number)
        raise InputProblem(
            f"参加总人数{head_count}少于{told}{'之和' if '、' in told else ''}",
            "总人数包括名单上的儿童、监护人和教师，请改人数或名单。",
            field="head_count",
        )


def open_photos(office: OfficeFile, activity_id: int) -> tuple[Shot, ...]:
    """The pictures of an activity."""
    return shots_of(office, ("activity_id", activity_id))


def beware(office: OfficeFile, activity_id: int, values: records.Values) -> tuple[Remark, ...]:
    """Whom of its list its pictures must not show; nothing where there are none."""
    return remarks(office, attendance(office, activity_id)) if values.get(PHOTOS) else ()


def attendance(office: OfficeFile, activity_id: int) -> frozenset[int]:
    """The children on an activity's list."""
    with office.reading() as session:
        records.found(session, Activity, activity_id)
        return _listed(session, activity_id)


def _listed(session: Session, activity_id: int) -> frozenset[int]:
    mine = sa.select(ActivityChild.child_id).where(ActivityChild.activity_id == activity_id)
    return frozenset(session.scalars(mine))


def set_attendance(
    office: OfficeFile,
    activity_id: int,
    child_ids: Collection[int],
    *,
    seen: Collection[int] | None = None,
) -> None:
    """Make an activity's list hold exactly these children.

    With `seen`, the list as a form was opened with, only what the form ticked and unticked is
    written; who was put on the list elsewhere meanwhile stays there.

    Raises:
        RuleConflict: the activity is not recorded as held.
        InputProblem: more children than people in all, or a child no longer on file.
    """
    wanted = frozenset(child_ids)
    with office.reading() as session:
        activity = records.found(session, Activity, activity_id)
        listed = _listed(session, activity_id)
        if seen is not None:
            wanted = (listed | (wanted - frozenset(seen))) - (frozenset(seen) - wanted)
        if wanted == listed:
            return
        if wanted and activity.held_on is None:
            raise RuleConflict(
                "这个活动还没有登记举行日期，不能登记参加人，没有改动。", "请先填写举行日期。"
            )
        heads = (activity.head_count, activity.guardians, activity.teachers)
        _require_heads(*heads, listed=len(wanted))
        records.require_all(session, Child, wanted)
    sentence = f"登记活动参加儿童{len(wanted)}名"
    with office.action(sentence, activity=activity_id) as session:
        records.set_links(session, ActivityChild, ("activity_id", activity_id), "child_id", wanted)


def remove_activity(office: OfficeFile, activity_id: int) -> None:
    """Take an activity out together with its list and its pictures."""
    with office.reading() as session:
        records.found(session, Activity, activity_id)
    with office.action("删除活动", activity=activity_id) as session:
        records.set_links(session, ActivityChild, ("activity_id", activity_id), "child_id", ())
        write_shots(session, ("activity_id", activity_id), ())
        records.remove(session, Activity, activity_id)
