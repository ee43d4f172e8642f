"""照片 of visits and activities: in order, once, undone; none of a home without consent."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, Photo, RecordPhoto
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import activities, diary
from liushou_desk.services.diary.changed import amended_since
from liushou_desk.services.duplicates import Kind, compare, merge
from liushou_desk.services.journal import history, recycling
from liushou_desk.services.photos import MOST, Owner, Shot, shots_of
from liushou_desk.services.photos.consent import CONSENT
from liushou_desk.services.photos.shots import PHOTOS
from liushou_desk.services.register.removal import remove_child, what_hangs_on
from liushou_desk.services.writing.stale import Changed, ChangedElsewhere
from tests import factories as make
from tests.services.working import count, school

DAY = date(2026, 11, 12)
ONE, OTHER, THIRD = map(make.jpeg, (b"one", b"other", b"third"))
WITH_PLACE = make.jpeg(head=b"\xff\xe1\x00\x10Exif\x00\x00GPS here")
VISIT = {"kind": DiaryKind.HOME_VISIT, "happened_on": DAY, "reached": True, "content": "看望"}
TALK = VISIT | {"kind": DiaryKind.TALK}
HELD = {"title": "重阳节", "planned_on": DAY, "held_on": DAY}


@pytest.fixture
def ids(office: OfficeFile) -> dict[str, int]:
    def story(session: Session) -> dict[str, int]:
        named = {"open": {}, "private": {"is_private": True}, "declines": {"declines_label": True}}
        return {
            name: make.make_child(session, name=f"柏{name}", **said).id
            for name, said in named.items()
        }

    return school(office, story)


def shots(*jpegs: bytes) -> dict[str, Any]:
    return {PHOTOS: tuple(Shot(jpeg, jpeg[len(make.jpeg()) :].decode()) for jpeg in jpegs)}


def seen(office: OfficeFile, owner: Owner) -> list[str]:
    return [shot.caption for shot in shots_of(office, owner)]


def test_pictures_are_ordered_kept_once_and_undone(office: OfficeFile, ids: Any) -> None:
    activity = activities.save_activity(office, None, HELD | shots(ONE, OTHER, ONE))
    owner = ("activity_id", activity)
    assert seen(office, owner) == ["one", "other"]
    again = {PHOTOS: (Shot(OTHER, " 二 "), Shot(ONE, ""), Shot(THIRD, ""))}
    activities.save_activity(office, activity, again)
    assert seen(office, owner) == ["二", "", ""]
    (row,) = activities.list_activities(office, DAY, DAY)
    assert row.photos == 3
    office.undo()
    assert seen(office, owner) == ["one", "other"]
    office.redo()
    entry = diary.save_entry(office, None, TALK | shots(ONE), [ids["open"]])
    assert (count(office, Photo), count(office, RecordPhoto)) == (3, 4)
    before = len(history.list_actions(office))
    diary.save_entry(office, entry, TALK | shots(ONE), [ids["open"]])
    assert len(history.list_actions(office)) == before
    activities.remove_activity(office, activity)
    assert seen(office, owner) == []
    (gone,) = recycling.removed(office)
    assert gone.hung == "记录和活动的照片3张"
    recycling.bring_back(office, gone.action_id)
    assert seen(office, owner) == ["二", "", ""]
    told = history.what_it_did(office, gone.action_id)[0]
    assert {line.item for line in told if line.table == gone.hung[:-2]} >= {"照片", "说明"}


def test_a_home_is_not_shown_without_consent(office: OfficeFile, ids: Any) -> None:
    with pytest.raises(InputProblem, match="监护人同意") as told:
        diary.save_entry(office, None, VISIT | shots(ONE), [ids["open"]])
    assert told.value.field == CONSENT
    agreed = VISIT | {CONSENT: DAY} | shots(ONE)
    with pytest.raises(InputProblem, match="柏private的家长不愿公开") as told:
        diary.save_entry(office, None, agreed, [ids["open"], ids["private"]])
    assert told.value.field == PHOTOS
    entry = diary.save_entry(office, None, agreed, [ids["open"]])
    for change in ({CONSENT: None}, shots(ONE, OTHER) | {CONSENT: None}):
        with pytest.raises(InputProblem, match="监护人同意"):
            diary.save_entry(office, entry, change, [ids["open"]])
    with pytest.raises(InputProblem, match="不愿公开"):
        diary.save_entry(office, entry, {}, [ids["open"], ids["private"]])
    with office.action("改") as session:
        session.execute(sa.update(Child).values(is_private=True))
    diary.save_entry(office, entry, {"place": "家"}, [ids["open"]])  # it hangs on nothing of that
    diary.save_entry(office, entry, shots() | {CONSENT: None}, [ids["open"]])
    talk = diary.save_entry(office, None, TALK | shots(ONE), [ids["open"]])
    with pytest.raises(InputProblem, match="不愿公开"):
        diary.save_entry(office, talk, {"kind": DiaryKind.COMFORT_VISIT}, [ids["open"]])


def test_whom_to_leave_out_is_said_by_name(office: OfficeFile, ids: Any) -> None:
    activity = activities.save_activity(office, None, HELD)
    activities.set_attendance(office, activity, list(ids.values()))
    assert activities.beware(office, activity, shots()) == ()
    (remark,) = activities.beware(office, activity, shots(ONE))
    assert "柏private的家长不愿公开" in remark.sentence
    assert "柏declines的家长不愿登记为留守" in remark.sentence
    assert "柏open" not in remark.sentence
    assert not remark.blocks


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({PHOTOS: (Shot(b"GIF"),)}, PHOTOS),
        ({PHOTOS: (Shot(ONE + bytes(160_000)),)}, PHOTOS),
        ({PHOTOS: (Shot(WITH_PLACE),)}, PHOTOS),
        ({PHOTOS: tuple(Shot(ONE + bytes([at])) for at in range(MOST + 1))}, PHOTOS),
        (shots(ONE) | {"held_on": None}, "held_on"),
    ],
)
def test_what_may_not_be_kept_is_refused(office: OfficeFile, said: Any, field: str) -> None:
    activity = activities.save_activity(office, None, HELD)
    with pytest.raises(InputProblem) as told:
        activities.save_activity(office, activity, said)
    assert told.value.field == field
    with pytest.raises(InputProblem):
        activities.save_activity(office, None, HELD | said)
    assert count(office, Photo) == 0


def test_pictures_changed_elsewhere_are_not_written_over(office: OfficeFile, ids: Any) -> None:
    activity = activities.save_activity(office, None, HELD | shots(ONE))
    entry = diary.save_entry(office, None, TALK | shots(ONE), [ids["open"]])
    mine = Changed(shots(THIRD), shots(ONE))
    activities.save_activity(office, activity, shots(ONE, OTHER))
    diary.save_entry(office, entry, shots(ONE, OTHER), [ids["open"]])
    for save in (
        lambda: activities.save_activity(office, activity, mine),
        lambda: diary.save_entry(office, entry, mine, ()),
    ):
        with pytest.raises(ChangedElsewhere, match="照片——打开时：1张，现在：2张"):
            save()


def test_a_list_that_is_amended_knows_of_pictures(office: OfficeFile, ids: Any) -> None:
    entry = diary.save_entry(office, None, TALK, [ids["open"]])
    at = diary.list_to_amend(office, None).at
    diary.save_entry(office, entry, shots(ONE), [ids["open"]])
    activities.save_activity(office, None, HELD | shots(ONE))
    amended = amended_since(office, None, at)
    assert amended
    assert [(row.entry_id, row.photos) for row in amended.rows] == [(entry, 1)]


def test_pictures_go_with_a_child_and_stay_with_a_merged_one(office: OfficeFile, ids: Any) -> None:
    first, second = ids["open"], ids["declines"]
    entry = diary.save_entry(office, None, TALK | shots(ONE), [second])
    merge(office, compare(office, Kind.CHILD, first, second), {})
    assert seen(office, ("entry_id", entry)) == ["one"]
    assert "记录和活动的照片1张" in what_hangs_on(office, first)
    remove_child(office, first)
    assert count(office, RecordPhoto) == 0
    office.undo()
    assert seen(office, ("entry_id", entry)) == ["one"]
