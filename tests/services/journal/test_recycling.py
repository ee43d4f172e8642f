"""回收站: what was removed is listed, and comes back with everything that hung on it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import pairings
from liushou_desk.services.activities import remove_activity, save_activity
from liushou_desk.services.diary import remove_entry, save_entry
from liushou_desk.services.journal import history
from liushou_desk.services.journal.recycling import bring_back, removed
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.removal import remove_child
from tests import factories as make
from tests.conftest import OPENING, ticking
from tests.models.walk import digest
from tests.services.working import school

VISIT = {"kind": DiaryKind.HOME_VISIT, "happened_on": date(2026, 10, 3), "reached": True}


@pytest.fixture
def ids(office: OfficeFile) -> tuple[int, int]:
    """Two children of two homes; the first has a mentor, a visit and aid."""

    def story(session: Session) -> tuple[int, int]:
        child, other = make.make_child(session, name="柏小雨"), make.make_child(session)
        make.make_pairing(session, child)
        make.make_entry(session, child)
        make.make_entry(session, child, other)
        make.make_aid(session, child)
        return child.id, other.id

    return school(office, story)


def test_nothing_was_removed(office: OfficeFile, ids: tuple[int, int]) -> None:
    history.undo(office)
    assert removed(office) == ()


def test_a_child_comes_back_with_all_that_hung_on_it(
    office: OfficeFile, ids: tuple[int, int]
) -> None:
    before = digest(office)
    remove_child(office, ids[0])
    office.close()
    with open_office(office.path, ticking(OPENING)) as again:
        (row,) = removed(again)
        assert (row.kind, row.who, row.told) == ("儿童", "柏小雨", "删除儿童：柏小雨")
        assert "家访等记录1条" in row.hung
        assert "结对1段" in row.hung
        assert "资助1笔" in row.hung
        assert row.can_come_back
        assert bring_back(again, row.action_id) == "删除儿童"
        assert digest(again) == before
        assert removed(again) == ()


def test_other_work_done_since_is_left_alone(office: OfficeFile, ids: tuple[int, int]) -> None:
    child, other = ids
    remove_child(office, child)
    save_child(office, make.TERM_CODE, other, {"child.name": "张大雨"})
    (row,) = removed(office)
    bring_back(office, row.action_id)
    with office.reading() as session:
        assert session.get_one(Child, child).name == "柏小雨"
        assert session.get_one(Child, other).name == "张大雨"


def test_a_number_given_away_is_told(office: OfficeFile) -> None:
    def twin(session: Session) -> int:
        return make.make_child(session, name="柏小雨", student_number="G1").id

    child = school(office, twin)
    remove_child(office, child)
    with office.action("新增") as session:
        make.make_child(session, name="张三", student_number="G1")
    (row,) = removed(office)
    assert not row.can_come_back
    with pytest.raises(RuleConflict, match=r"占用：儿童（张三）。数据没有改动"):
        bring_back(office, row.action_id)


def test_a_home_removed_since_is_told(office: OfficeFile) -> None:
    def siblings(session: Session) -> list[int]:
        first = make.make_child(session, name="柏小雨")
        second = make.make_child(session, name="柏小雪", household_id=first.household_id)
        return [first.id, second.id]

    first, second = school(office, siblings)
    remove_child(office, first)
    remove_child(office, second)
    later, earlier = removed(office)
    with pytest.raises(RuleConflict, match="已删除"):
        bring_back(office, earlier.action_id)
    bring_back(office, later.action_id)
    bring_back(office, earlier.action_id)
    assert removed(office) == ()


def test_everything_that_can_be_removed_is_listed(office: OfficeFile, ids: tuple[int, int]) -> None:
    before = digest(office)
    entry = save_entry(office, None, VISIT, ids)
    remove_entry(office, entry)
    held = {"title": "趣味运动会", "planned_on": date(2026, 10, 8)}
    remove_activity(office, save_activity(office, None, held))
    mentor = pairings.save_mentor(office, None, {"name": "陈静", "kind": MentorKind.TEACHER})
    pairings.start_pairings(office, [ids[1]], mentor, date(2026, 10, 1))
    (pairing,) = (
        row for row in pairings.list_pairings(office, make.TERM_CODE) if row.mentor_id == mentor
    )
    pairings.remove_pairing(office, pairing.pairing_id)
    pairings.remove_mentor(office, mentor)
    rows = removed(office)
    assert [(row.kind, row.who) for row in rows] == [
        ("帮扶人", "陈静"),
        ("结对", "张小雨和陈静"),
        ("活动", "趣味运动会"),
        ("家访等记录", "2026-10-03家访，柏小雨、张小雨"),
    ]
    for row in rows:
        bring_back(office, row.action_id)
    assert removed(office) == ()
    while office.undo() not in (None, "新增家访记录"):
        pass
    assert digest(office) == before
