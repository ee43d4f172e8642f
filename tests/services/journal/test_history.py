"""操作记录: listed with names, taken back, done again, told field by field."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import MentorKind, ParentStatus
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, Change, FollowUpRule, Holiday
from liushou_desk.models.journal import journaled_tables, removed_row
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import pairings
from liushou_desk.services.diary import save_entry
from liushou_desk.services.journal import history
from liushou_desk.services.journal.words import COVERED
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.picking import mentors_to_pick
from liushou_desk.services.register.removal import remove_child
from tests import factories as make
from tests.conftest import OPENING, ticking
from tests.importing.workbooks import national_id
from tests.services.pairings.test_pairings import TEACHER
from tests.services.working import school


def test_nothing_to_take_back_in_a_new_file(office: OfficeFile) -> None:
    assert history.next_steps(office) == (None, None)
    assert (history.undo(office), history.redo(office)) == (None, None)
    assert history.list_actions(office) == ()


def test_steps_go_back_and_forth(office: OfficeFile) -> None:
    mentor = pairings.save_mentor(office, None, TEACHER)
    pairings.save_mentor(office, mentor, {"name": "陈静"})
    assert history.next_steps(office) == ("修改帮扶人", None)
    assert history.undo(office) == "修改帮扶人：陈静"
    assert history.next_steps(office) == ("新增帮扶人", "修改帮扶人")
    assert (history.redo(office) or "").startswith("修改帮扶人：")
    assert mentors_to_pick(office)[0].called == "陈静（任课教师）"


def test_the_list_tells_what_stands(office: OfficeFile) -> None:
    pairings.save_mentor(office, None, TEACHER)
    with office.action("备份", undoable=False):
        pass
    history.undo(office)
    rows = history.list_actions(office)
    assert [(row.sentence, row.is_undone, row.undoable) for row in rows] == [
        ("撤销：新增帮扶人", False, False),
        ("备份", False, False),
        ("新增帮扶人", True, True),
    ]
    assert history.list_actions(office, limit=1) == rows[:1]


def test_undo_reaches_over_a_restart(office: OfficeFile) -> None:
    pairings.save_mentor(office, None, TEACHER)
    office.close()
    with open_office(office.path, ticking(OPENING)) as again:
        assert history.undo(again) == "新增帮扶人：陈文静"
        assert mentors_to_pick(again) == ()


def told(office: OfficeFile) -> list[str]:
    return [row.told for row in history.list_actions(office)]


def newest(office: OfficeFile) -> int:
    return history.list_actions(office, 1)[0].action_id


@pytest.fixture
def child(office: OfficeFile) -> int:
    school(office, lambda _: None)
    return save_child(office, make.TERM_CODE, None, {"child.name": "柏小雨"})


def rename(office: OfficeFile, child: int, name: str) -> int:
    save_child(office, make.TERM_CODE, child, {"child.name": name})
    return newest(office)


def test_names_are_filled_in_at_reading_and_never_kept(office: OfficeFile, child: int) -> None:
    rename(office, child, "柏大雨")
    mentor = pairings.save_mentor(office, None, TEACHER)
    pairings.start_pairings(office, [child], mentor, date(2026, 9, 1))
    visit = {"kind": DiaryKind.HOME_VISIT, "happened_on": date(2026, 10, 3), "reached": True}
    save_entry(office, None, visit, [child])
    history.undo(office)
    assert told(office)[:6] == [
        "撤销：新增家访记录：2026-10-03家访，柏大雨",
        "新增家访记录：2026-10-03家访，柏大雨",
        "新增结对1对：陈文静，柏大雨",
        "新增帮扶人：陈文静",
        "修改儿童资料：柏大雨",
        "登记儿童：柏大雨",
    ]
    with office.reading() as session:
        kept = session.execute(sa.select(Action.sentence, Action.records)).all()
    assert not [row for row in kept if "柏" in "".join(row) or "陈" in "".join(row)]


def test_namesakes_and_the_removed_keep_their_names(office: OfficeFile, child: int) -> None:
    twin = save_child(
        office, make.TERM_CODE, None, {"child.name": "柏小雨", "child.born_on": date(2016, 3, 8)}
    )
    remove_child(office, child)
    save_child(office, make.TERM_CODE, None, {"child.name": "柏小雨"})
    assert told(office)[1:3] == ["删除儿童：柏小雨", "登记儿童：柏小雨（2016-03）"]
    assert twin != child


def test_rows_touched_are_counted_and_imports_known(office: OfficeFile, child: int) -> None:
    rename(office, child, "柏大雨")
    row, new, *_ = history.list_actions(office)
    assert row.row_count == 1
    assert new.row_count > 1
    assert not row.is_import


def test_an_older_one_alone(office: OfficeFile, child: int) -> None:
    renamed = rename(office, child, "柏大雨")
    save_child(office, make.TERM_CODE, child, {"child.nation": "汉族"})
    rows = {row.action_id: row.can_undo for row in history.list_actions(office)}
    assert rows[renamed]
    assert not rows[renamed - 1]
    assert history.undo_one(office, renamed) == "修改儿童资料"
    assert history.redo_one(office, renamed) == "修改儿童资料"


def test_a_conflict_names_the_rows(office: OfficeFile, child: int) -> None:
    renamed = rename(office, child, "柏大雨")
    again = rename(office, child, "柏中雨")
    with pytest.raises(RuleConflict, match=r"儿童（柏中雨）.*没有改动") as conflict:
        history.undo_one(office, renamed)
    assert "撤销" in conflict.value.advice
    history.undo_one(office, again)
    history.undo_one(office, renamed)
    rename(office, child, "柏小小")
    with pytest.raises(RuleConflict, match=r"不能重做.*柏小小"):
        history.redo_one(office, renamed)


def test_no_more_than_five_rows_are_named(office: OfficeFile) -> None:
    children = school(
        office, lambda s: [make.make_child(s, name=f"孩{n}").id for n in "一二三四五六七"]
    )
    said = history.rows_in_words(office, [("child", child) for child in children])
    assert said.count("儿童") == history.NAMED_AT_MOST
    assert said.endswith("等7处")


def test_back_to_a_chosen_step(office: OfficeFile, child: int) -> None:
    first = rename(office, child, "柏大雨")
    rename(office, child, "柏中雨")
    rename(office, child, "柏小小")
    assert history.steps_back(office, first) == 3
    assert history.undo_to(office, first) == 3
    assert told(office)[0] == "撤销：修改儿童资料：柏小雨"
    assert history.undo_to(office, first) == 0


def test_going_back_stops_where_it_cannot(office: OfficeFile) -> None:
    with office.action("新增学期") as session:
        term = make.make_term(session).id
    first = newest(office)
    pairings.save_mentor(office, None, TEACHER)
    with office.action("定稿", undoable=False) as session:
        session.add(Holiday(term_id=term, first_on=make.FIRST_DAY, last_on=make.FIRST_DAY))
    with pytest.raises(RuleConflict, match=r"撤销了1步.*假期"):
        history.undo_to(office, first)
    assert mentors_to_pick(office) == ()


def lines(office: OfficeFile, action_id: int) -> list[tuple[str, ...]]:
    found, more = history.what_it_did(office, action_id)
    assert more == 0
    return [(x.table, x.who, x.operation, x.item, x.before, x.after) for x in found]


def test_what_it_did_in_words(office: OfficeFile, child: int) -> None:
    renamed = rename(office, child, "柏大雨")
    rename(office, child, "柏小小")
    assert lines(office, renamed) == [
        ("儿童", "柏小小", "修改", "姓名", "柏小雨", "柏大雨"),
    ]
    history.undo(office)
    assert lines(office, newest(office)) == [
        ("儿童", "柏大雨", "修改", "姓名", "柏小小", "柏大雨"),
    ]


def test_made_and_removed_rows_field_by_field(office: OfficeFile) -> None:
    mentor = pairings.save_mentor(office, None, TEACHER)
    made = [("帮扶人", "陈文静", "新增", "姓名", "", "陈文静")]
    made.append(("帮扶人", "陈文静", "新增", "身份", "", MentorKind.TEACHER.label))
    assert lines(office, newest(office))[:2] == made
    pairings.remove_mentor(office, mentor)
    assert ("帮扶人", "陈文静", "删除", "姓名", "陈文静", "") in lines(office, newest(office))


def test_an_image_from_before_a_column_is_read_with_it(office: OfficeFile) -> None:
    """An older version's image has only the columns of its time."""
    later = ("season", "also", "owed_by", "is_prorated", "grade", "class_id", "source")
    with office.action("规则") as session:
        rule = make.make_rule(session, since_on=OPENING.date())
        rule_id, known = rule.id, rule.cells()
    with office.action("删除", rule=rule_id) as session:
        session.delete(session.get_one(FollowUpRule, rule_id))
        session.flush()
        paths = (f"$.{column}" for column in later)
        shorter = sa.func.json_remove(Change.before, *paths)
        of_rule = Change.table_name == "follow_up_rule", Change.operation == "D"
        session.execute(sa.update(Change).where(*of_rule).values(before=shorter))
        (image,) = session.scalars(sa.select(Change.before).where(*of_rule)).all()
    assert not set(later) & json.loads(image).keys()
    read = removed_row("follow_up_rule", image)
    assert {key: read[key] for key in later} == {key: known[key] for key in later}
    assert told(office)[0].startswith("删除：每月谈心1次")
    for table in journaled_tables():
        defaults = {c.name for c in table.columns if c.server_default is not None}
        empty = removed_row(table.name, "{}")
        assert set(empty) == {c.name for c in table.columns}
        assert defaults == {key for key, value in empty.items() if value is not None}


def test_numbers_are_covered_and_references_named(office: OfficeFile, child: int) -> None:
    with office.action("校区") as session:
        make.make_campus(session)
    save_child(
        office,
        make.TERM_CODE,
        child,
        {
            "child.national_id": national_id(1),
            "father.name": "柏山",
            "father.status": ParentStatus.WORKS_AWAY,
            "class": "三年级1班",
        },
    )
    said = lines(office, newest(office))
    assert "20160301" not in str(said)
    assert ("儿童", "柏小雨", "修改", "身份证件号", "", "52" + "·" * 16) in said
    assert ("父母去向", "柏小雨的父亲柏山", "新增", "父母去向", "", "务工") in said
    assert "三年级1班" in [line[-1] for line in said if line[0] == "学期摸底表"]


def test_a_concern_is_not_told_in_clear(office: OfficeFile, child: int) -> None:
    with office.action("记一次") as session:
        kept = session.get_one(make.models.Child, child)
        make.make_entry(session, kept, concern="父亲酗酒", content="谈了家里的事")
    said = lines(office, newest(office))
    assert "酗酒" not in str(said)
    assert "家里的事" not in str(said)
    assert ("发现问题", "", COVERED) in [line[3:] for line in said]


def test_what_came_and_went_is_not_told(office: OfficeFile) -> None:
    with office.action("白忙") as session:
        mentor = make.make_mentor(session)
        session.delete(mentor)
    assert lines(office, newest(office)) == []
