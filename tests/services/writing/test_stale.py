"""Two programs on one file: no form reverts what it did not touch; what both touched is told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.words import MentorKind, ParentStatus, Relation
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import attendance, save_activity, set_attendance
from liushou_desk.services.diary import read_entry, save_entry
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.ledgers.form import read_form
from liushou_desk.services.ledgers.writing import save_record
from liushou_desk.services.pairings import list_mentors, save_mentor
from liushou_desk.services.register.child_record import read_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.override import read_overrides, save_overrides
from liushou_desk.services.register.removal import remove_child
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.services.writing.stale import Changed, ChangedElsewhere
from tests.conftest import ticking

TERM = "2026-2027-1"
AWAY = {"father.status": ParentStatus.WORKS_AWAY, "father.place": "广东省东莞市"}
HOME: dict[str, Any] = {
    "child.name": "柏小雨",
    "child.phone": "13800000001",
    "household.home_address": "柏树村1组",
    "child.disability": None,
    "father.name": "柏大山",
    "caregiver.name": "王秀兰",
    "caregiver.relation": Relation.GRANDMOTHER,
    **AWAY,
}
HOME_BACK = {"father.status": ParentStatus.AT_HOME, "father.place": None}
PHONE, ADDRESS = "13900000002", "柏树村9组"


@pytest.fixture
def office(demo: OfficeFile) -> OfficeFile:
    return demo


@pytest.fixture
def other(office: OfficeFile) -> Iterator[OfficeFile]:
    """A second program on the same file."""
    clock = ticking(datetime(2026, 11, 21, 10))  # noqa: DTZ001 - wall clock
    with open_office(office.path, clock) as opened:
        yield opened


@pytest.fixture
def child_id(office: OfficeFile) -> int:
    return save_child(office, TERM, None, HOME)


def values_of(office: OfficeFile, child_id: int) -> dict[str, Any]:
    return dict(read_child(office, child_id, TERM).values)


def test_a_remark_reverts_neither_phone_nor_address(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    seen = read_child(office, child_id, TERM).seen
    save_child(
        other,
        TERM,
        child_id,
        {"child.phone": PHONE, "household.home_address": ADDRESS, **HOME_BACK},
    )
    save_child(office, TERM, child_id, Changed({"child.remarks": "转来"}, seen))
    now = values_of(other, child_id)
    assert (now["child.phone"], now["household.home_address"]) == (PHONE, ADDRESS)
    assert now["father.status"] is ParentStatus.AT_HOME
    assert now["child.remarks"] == "转来"


def test_what_both_changed_is_told_with_three_values_and_written_only_when_asked(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    seen = dict(read_child(office, child_id, TERM).seen)
    save_child(other, TERM, child_id, {"child.phone": PHONE})
    mine = {"child.phone": "13700000003", "child.remarks": "转来"}
    with pytest.raises(ChangedElsewhere) as told:
        save_child(office, TERM, child_id, Changed(mine, seen))
    assert "打开时：13800000001，现在：13900000002，你写的：13700000003" in told.value.sentence
    assert values_of(office, child_id)["child.remarks"] is None
    save_child(office, TERM, child_id, Changed(mine, seen | told.value.now))
    assert values_of(other, child_id)["child.phone"] == "13700000003"


def test_the_same_change_twice_is_no_conflict(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    seen = read_child(office, child_id, TERM).seen
    save_child(other, TERM, child_id, {"child.phone": PHONE})
    save_child(office, TERM, child_id, Changed({"child.phone": PHONE}, seen))


def test_a_place_is_not_put_beside_a_state_nobody_saw(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    """A parent's whereabouts are one dated row: one part is not right beside another new one."""
    seen = read_child(office, child_id, TERM).seen
    save_child(other, TERM, child_id, HOME_BACK)
    with pytest.raises(ChangedElsewhere) as told:
        save_child(office, TERM, child_id, Changed({"father.place": "浙江省宁波市"}, seen))
    assert "父亲去向——打开时：务工，现在：在家，你写的：（没有改）" in told.value.sentence


def test_a_hidden_value_is_compared_and_not_told(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    save_child(office, TERM, child_id, {"child.student_number": "G511702201601010013"})
    record = read_child(office, child_id, TERM)
    assert "G511702201601010013" not in repr(record)
    save_child(other, TERM, child_id, {"child.student_number": "G511702201601010021"})
    mine = Changed({"child.student_number": "G511702201601010030"}, record.seen)
    with pytest.raises(ChangedElsewhere) as told:
        save_child(office, TERM, child_id, mine)
    assert "0101002" not in told.value.sentence


def test_a_child_removed_meanwhile_is_a_sentence(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    seen = read_child(office, child_id, TERM).seen
    remove_child(other, child_id)
    with pytest.raises(RuleConflict, match="已被删除"):
        save_child(office, TERM, child_id, Changed({"child.remarks": "转来"}, seen))


def test_a_diary_entry_keeps_children_and_text_that_others_wrote(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    second = save_child(office, TERM, None, HOME | {"child.name": "柏小二"})
    day = {"kind": DiaryKind.TALK, "happened_on": date(2026, 9, 10), "reached": True}
    entry = save_entry(office, None, day, [child_id])
    record = read_entry(office, entry)
    seen = {**record.values, "children": record.child_ids, "visitors": record.visitor_ids}
    save_entry(other, entry, {"content": "谈学习"}, [child_id, second])
    save_entry(office, entry, Changed({"place": "办公室"}, seen), record.child_ids)
    now = read_entry(other, entry)
    assert (now.values["content"], now.values["place"]) == ("谈学习", "办公室")
    assert set(now.child_ids) == {child_id, second}
    with pytest.raises(ChangedElsewhere, match="儿童——打开时：柏小雨，现在：柏小雨、柏小二"):
        save_entry(office, entry, Changed({"children": (second,)}, seen), ())


def test_the_list_of_an_activity_keeps_whom_others_ticked(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    ids = [
        save_child(office, TERM, None, HOME | {"child.name": name}) for name in ("柏小二", "柏小三")
    ]
    held = {"title": "读书会", "planned_on": date(2026, 9, 10), "held_on": date(2026, 9, 10)}
    activity = save_activity(office, None, held)
    set_attendance(office, activity, [child_id])
    set_attendance(other, activity, [child_id, ids[0]])
    set_attendance(office, activity, [ids[1]], seen=[child_id])
    assert attendance(other, activity) == set(ids)


def test_small_forms_too(office: OfficeFile, other: OfficeFile, child_id: int) -> None:
    seen = dict(read_school(office))
    save_school(other, {"name": "青石小学", "filled_by": "周会计"})
    save_school(office, Changed({"headed_by": "周校长"}, seen))
    assert read_school(office)["name"] == "青石小学"
    with pytest.raises(ChangedElsewhere, match="学校名称"):
        save_school(office, Changed({"name": "红石小学"}, seen))

    mentor = save_mentor(office, None, {"name": "李老师", "kind": MentorKind.HOMEROOM_TEACHER})
    was = {"name": "李老师", "kind": MentorKind.HOMEROOM_TEACHER, "phone": None}
    save_mentor(other, mentor, {"phone": PHONE})
    save_mentor(office, mentor, Changed({"name": "李明"}, was))
    row = next(row for row in list_mentors(office) if row.mentor_id == mentor)
    assert (row.name, row.phone) == ("李明", PHONE)

    activity = save_activity(office, None, {"title": "读书会", "planned_on": date(2026, 9, 10)})
    save_activity(other, activity, {"title": "朗诵会"})
    with pytest.raises(ChangedElsewhere, match=r"读书会.*朗诵会.*讲故事"):
        save_activity(office, activity, Changed({"title": "讲故事"}, {"title": "读书会"}))
    with pytest.raises(InputProblem, match="已被删除"):
        save_activity(office, activity + 9, Changed({"title": "讲故事"}, {"title": "读书会"}))


def test_an_agreement_and_a_decision_keep_what_was_not_touched(
    office: OfficeFile, other: OfficeFile, child_id: int
) -> None:
    form = read_form(office, CARE_AGREEMENT, TERM, child_id=child_id)
    trustee = form.picks["member_id"][0].id
    stated = {"member_id": (trustee,), "from_on": date(2026, 9, 1), "is_screened": True}
    agreement = save_record(office, CARE_AGREEMENT, None, stated, child_id)[0]
    seen = read_form(office, CARE_AGREEMENT, TERM, agreement).values
    save_record(other, CARE_AGREEMENT, agreement, {"child_heard": True})
    changed = Changed({"until_on": date(2027, 7, 1)}, seen)
    save_record(office, CARE_AGREEMENT, agreement, changed)
    now = read_form(other, CARE_AGREEMENT, TERM, agreement).values
    assert (now["child_heard"], now["until_on"]) == (True, date(2027, 7, 1))
    assert now["is_screened"] is True

    decided = read_overrides(office, child_id, TERM).values
    assert save_overrides(office, child_id, Changed({}, decided)) is None
