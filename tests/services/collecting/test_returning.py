"""A sheet that comes back: what the teacher changed is shown, what is accepted is kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from liushou_desk.domain.words import Health, LeaveReason, ParentStatus, Relation, Sex
from liushou_desk.errors import ImportTrouble, InputProblem
from liushou_desk.models import (
    Action,
    Child,
    FamilyMember,
    ImportBatch,
    ImportOrigin,
    Pupil,
    SchoolClass,
    Whereabouts,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes import rename_class
from liushou_desk.services.collecting.returned import WHOLE_ROW, Standing
from liushou_desk.services.collecting.returning import read_returned, read_several, summary, take_in
from liushou_desk.services.collecting.sheet import MEMORY, TABLE
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.register.removal import remove_child
from liushou_desk.services.school.profile import profile_of
from tests import factories as make
from tests.conftest import OPENING, ticking
from tests.importing.workbooks import national_id
from tests.services.collecting.conftest import FIRST, School, line

WHOLE: dict[str, Any] = {
    "child__name": "柏小雨",
    "child__sex": Sex.MALE,
    "child__national_id": national_id(1),
    "household__home_address": "云岭镇青石坪村3组",
    "father__name": "柏大山",
    "father__phone": "13800000001",
    "father__status": ParentStatus.WORKS_AWAY,
    "father__place": "广东省东莞市",
    "father__away_since": date(2024, 3, 1),
    "father__able_to_care": True,
    "mother__name": "刘春梅",
    "mother__status": ParentStatus.DETAINED,
    "caregiver__name": "王秀兰",
    "caregiver__relation": Relation.GRANDMOTHER,
    "caregiver__phone": "13800000009",
    "boarding_period__boards": False,
    "hardship": "低保、重病",
    "term_sheet__health": Health.CHRONIC,
}


@pytest.mark.parametrize("restricted", [False, True])
def test_an_untouched_sheet_says_nothing(school: School, restricted: bool) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send(with_restricted=restricted)
    returned = teacher.hand_back()
    assert (returned.lines, returned.unchanged, returned.notes) == ((), 1, ())
    assert summary(returned).endswith("2026-11-21发出）：1人没有改动。")
    before = school.digest()
    assert take_in(school.office, returned, returned.proposed).is_empty
    assert school.digest() == before


@pytest.mark.parametrize("restricted", [False, True])
def test_untouched_sheets_of_a_whole_demo_school_say_nothing(
    demo: OfficeFile, tmp_path: Path, restricted: bool
) -> None:
    for teacher in School(demo, tmp_path / "表").send(with_restricted=restricted):
        returned = teacher.hand_back()
        assert (returned.lines, returned.notes) == ((), ())
        assert returned.unchanged


@pytest.mark.parametrize("sent_named", [False, True])
def test_a_class_renamed_meanwhile_says_nothing(school: School, sent_named: bool) -> None:
    school.new(**WHOLE)
    with school.office.reading() as session:
        class_id = session.scalars(sa.select(SchoolClass.id)).one()
    rename_class(school.office, class_id, {"name": "启智班" if sent_named else None})
    (teacher,) = school.send()
    rename_class(school.office, class_id, {"name": None if sent_named else "启智班"})
    assert teacher.hand_back().lines == ()


def test_one_changed_telephone_is_one_change(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    teacher.write(FIRST, father__phone=13900000001)
    returned = teacher.hand_back()
    (only,) = returned.lines
    assert (only.who, only.label, only.before, only.after, only.standing, only.cell) == (
        "柏小雨", "父亲联系电话", "13800000001", "13900000001", Standing.CHANGED, "N5",
    )  # fmt: skip
    taken = take_in(school.office, returned, returned.proposed)
    assert (taken.changed, taken.new, taken.cells, taken.left_out) == (1, 0, 1, ())
    assert school.value(child_id, "father.phone") == "13900000001"


def test_taking_in_is_one_action_and_one_undo(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    teacher.write(FIRST, father__phone="13900000001", boarding_period__boards="是")
    teacher.write(FIRST + 1, child__name="石小山", child__sex="女")
    returned, before = teacher.hand_back(), school.digest()
    assert take_in(school.office, returned, returned.proposed).new == 1
    after = school.digest()
    assert school.office.undo() == "采用班主任填报表"
    assert school.digest() == before
    school.office.redo()
    assert school.digest() == after
    assert not teacher.hand_back().lines
    school.office.undo()
    assert len(teacher.hand_back().lines) == 3


def test_only_what_is_accepted_is_written(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    teacher.write(FIRST, father__phone="13900000001", child__remarks="转学生")
    returned = teacher.hand_back()
    take_in(school.office, returned, {line(returned, "child.remarks").line_id})
    assert school.value(child_id, "child.remarks") == "转学生"
    assert school.value(child_id, "father.phone") == "13800000001"


def test_where_it_came_from_is_kept(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, child__remarks="转学生").hand_back()
    take_in(school.office, returned, returned.proposed)
    with school.office.reading() as session:
        origin = session.scalars(sa.select(ImportOrigin)).one()
        batch = session.scalars(sa.select(ImportBatch)).one()
        assert (origin.table_name, origin.row_id) == (Child.__tablename__, child_id)
        assert (origin.sheet, origin.sheet_row) == (TABLE, FIRST)
        assert batch.file_name == teacher.path.name
        action = session.get_one(Action, batch.action_id)
        assert "柏小雨" not in action.sentence + action.records


def test_a_period_is_closed_and_not_overwritten(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, father__status="在家", father__place=None).hand_back()
    take_in(school.office, returned, {(FIRST, "father.status"), (FIRST, "father.place")})
    with school.office.reading() as session:
        father = sa.select(FamilyMember.id).where(FamilyMember.name == "柏大山")
        of_father = Whereabouts.member_id == father.scalar_subquery()
        rows = session.scalars(sa.select(Whereabouts).where(of_father)).all()
        assert rows[-1].status is ParentStatus.AT_HOME
        assert rows[-1].place is None


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("child__sex", "公"),
        ("father__status", "打工去了"),
        ("caregiver__relation", "孩子的舅爷爷"),
        ("child__born_on", "去年三月"),
        ("father__phone", "1380000"),
        ("child__national_id", "529999201603010011"),
        ("term_sheet__care_grade", "优"),
        ("hardship", "低保、穷"),
        ("child__born_on", "2099-01-01"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_cell(
    school: School, key: str, written: str
) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, **{key: written}).hand_back()
    (fault,) = returned.lines
    book = load_workbook(teacher.path)
    assert fault.standing is Standing.FAULT
    assert not fault.can_be_taken
    assert book[TABLE][fault.cell].value == written
    assert fault.note
    assert take_in(school.office, returned, {fault.line_id}).is_empty


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"father__status": "在家", "father__place": "浙江省宁波市"}, "father.place"),
        ({"child__sex": "女"}, "child.sex"),
        ({"caregiver_period__care": "独自"}, "caregiver_period.care"),
    ],
)
def test_what_the_form_would_refuse_is_a_fault_too(
    school: School, changes: dict[str, str], key: str
) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, **changes).hand_back()
    assert line(returned, key).standing is Standing.FAULT
    assert not line(returned, key).proposed


def test_a_number_that_excel_has_rounded_is_a_fault(school: School) -> None:
    school.new(**{**WHOLE, "child__national_id": None})
    (teacher,) = school.send()
    returned = teacher.write(FIRST, child__national_id=5.2999920160301e17).hand_back()
    assert line(returned, "child.national_id").standing is Standing.FAULT


def test_excels_own_dates_and_full_width_digits_are_read(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    day = datetime(2024, 3, 1)  # noqa: DTZ001 - as Excel keeps a day
    teacher.write(FIRST, father__away_since=day, father__phone="１３８０００００００１")
    assert not teacher.hand_back().lines


def test_a_new_identity_number_is_covered_on_the_screen(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, child__national_id=national_id(3)).hand_back()
    shown = line(returned, "child.national_id")
    assert national_id(3)[6:] not in shown.after
    assert national_id(1)[6:] not in shown.before
    assert "完整号码见表里" in shown.note
    take_in(school.office, returned, returned.proposed)
    assert school.value(child_id, "child.national_id") == national_id(3)


def test_a_cell_that_was_emptied_is_told_and_not_proposed(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, caregiver__phone=None).hand_back()
    emptied = line(returned, "caregiver.phone")
    assert (emptied.after, emptied.proposed, emptied.note) == ("（空）", False, "表里这一格被清空")
    take_in(school.office, returned, {emptied.line_id})
    assert school.value(child_id, "caregiver.phone") is None


def test_what_was_withheld_may_be_stated_anew(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    teacher.write(FIRST, term_sheet__health="健康", mother__status="服刑等")
    returned = teacher.hand_back()
    (only,) = returned.lines
    assert (only.key, only.before) == ("term_sheet.health", "（已登记，不显示）")
    take_in(school.office, returned, returned.proposed)
    assert school.value(child_id, "term_sheet.health") is Health.GOOD


def test_what_was_changed_in_the_program_since_is_marked(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    school.save(child_id, father__phone="13700000001", child__remarks="程序里写的")
    returned = teacher.write(FIRST, father__phone="13900000001").hand_back()
    (only,) = returned.lines
    assert only.standing is Standing.LATER
    assert not only.proposed
    assert (only.before, only.note) == ("13700000001", "表发出后已在程序里改过")


def test_what_the_program_says_by_now_is_no_change(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    school.save(child_id, father__phone="13900000001")
    assert not teacher.write(FIRST, father__phone="13900000001").hand_back().lines


def test_what_changed_between_looking_and_taking_is_left_out(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, father__phone="13900000001").hand_back()
    school.save(child_id, father__phone="13700000001")
    taken = take_in(school.office, returned, returned.proposed)
    assert taken.is_empty
    assert taken.left_out == ("第5行父亲联系电话：核对以后又在程序里改过",)


def test_a_changed_name_holds_the_whole_row_back(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, child__name="石小山", father__phone="13900000001").hand_back()
    assert returned.proposed == frozenset()
    assert "换成另一名儿童" in line(returned, "child.name").note


def test_a_new_row_is_a_new_child_of_the_class(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    teacher.write(FIRST + 3, child__name="石小山", child__born_on="2016.5.2", father__phone="12")
    returned = teacher.hand_back()
    assert line(returned, "father.phone").standing is Standing.FAULT
    new = line(returned, WHOLE_ROW)
    assert (new.who, new.standing, new.proposed) == ("石小山", Standing.NEW, True)
    assert "出生日期 2016-05-02" in new.after
    assert "班级 三年级1班" in new.after
    take_in(school.office, returned, returned.proposed)
    with school.office.reading() as session:
        ids = session.scalars(sa.select(Child.id).where(Child.name == "石小山")).all()
    assert [school.value(child_id, "class") for child_id in ids] == ["三年级1班"]


def test_a_new_row_that_may_be_several_pupils_is_a_doubt(school: School) -> None:
    school.new(**WHOLE)
    told = {"child.national_id": national_id(3)}
    with school.office.action("准备") as session:
        bits = bits_of(profile_of(session).pupil_key, told)[0]
        for _ in range(2):
            make.make_pupil(session, name="石小山", sex=None, id_bits=bits)
    (teacher,) = school.send()
    teacher.write(FIRST + 3, child__name="石小山", child__national_id=national_id(3))
    returned = teacher.hand_back()
    new = line(returned, WHOLE_ROW)
    assert (new.proposed, "2名同名同性别的分不清" in new.note) == (False, True)
    take_in(school.office, returned, {new.line_id})
    with school.office.reading() as session:
        assert session.scalars(sa.select(Pupil.id)).all() == [2]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"child__sex": "男"}, "没有姓名"),
        ({"child__name": "石小山", "child__national_id": national_id(1)}, "已有这个号码的儿童"),
        ({"child__name": "石小山", "child__national_id": "1234"}, "18位"),
    ],
)
def test_a_new_row_that_cannot_be_a_child_is_no_new_child(
    school: School, values: dict[str, str], said: str
) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST + 1, **values).hand_back()
    assert not returned.counts[Standing.NEW]
    assert any(said in line.note for line in returned.lines)
    assert not returned.proposed


def test_a_new_child_with_a_known_name_is_not_proposed(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST + 1, child__name="柏小雨").hand_back()
    new = line(returned, WHOLE_ROW)
    assert "是不是同一人" in new.note
    assert not new.proposed


def test_a_sheet_of_another_school_is_refused(school: School, tmp_path: Path) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    other = create_office(tmp_path / "别校.db", ticking(OPENING), "柳溪小学")
    with other, pytest.raises(ImportTrouble, match="“青石坪小学”另一个数据文件"):
        read_returned(other, teacher.path)


@pytest.mark.parametrize("spoil", ["plain", "no_memory", "no_heading"])
def test_what_is_no_collection_sheet_is_refused(school: School, spoil: str) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    book = load_workbook(teacher.path) if spoil != "plain" else Workbook()
    if spoil == "no_memory":
        del book[MEMORY]
    if spoil == "no_heading":
        book[TABLE].delete_rows(4)
    if spoil == "plain":
        book.worksheets[0]["A1"] = "姓名"
    book.save(teacher.path)
    with pytest.raises(ImportTrouble, match="没有改动任何数据"):
        teacher.hand_back()


def test_a_removed_child_is_told(school: School) -> None:
    child_id = school.new(**WHOLE)
    school.new(child__name="石小山")
    (teacher,) = school.send()
    row = next(r for r in (FIRST, FIRST + 1) if teacher.shows(r, "child.name") == "柏小雨")
    remove_child(school.office, child_id)
    returned = teacher.write(row, father__phone="13900000001").hand_back()
    (only,) = returned.lines
    assert (only.standing, only.who) == (Standing.FAULT, "柏小雨")
    assert "已从花名册删除" in only.note


def test_a_child_who_left_is_told(school: School) -> None:
    child_id = school.new(**WHOLE)
    (teacher,) = school.send()
    leave(school.office, child_id, date(2026, 11, 1), LeaveReason.OTHER)
    returned = teacher.write(FIRST, child__remarks="去县城").hand_back()
    assert "已登记离校" in line(returned, "child.remarks").note


@pytest.mark.parametrize(
    ("number", "said"),
    [("999-0000000000", "不是本校"), ("乱写", "不是本校"), ("copy", "与第5行编号相同")],
)
def test_a_number_that_was_tampered_with_is_told(school: School, number: str, said: str) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    book = load_workbook(teacher.path)
    sheet = book[TABLE]
    sheet["A6"], sheet["C6"] = (sheet["A5"].value if number == "copy" else number), "石小山"
    book.save(teacher.path)
    (only,) = teacher.hand_back().lines
    assert only.row == FIRST + 1
    assert said in only.note


def test_a_row_copied_from_another_class_is_told(school: School) -> None:
    school.new(**WHOLE)
    school.new(child__name="石小山", **{"class": "四年级1班"})
    mine, other = school.send()
    book = load_workbook(mine.path)
    book[TABLE]["A6"] = load_workbook(other.path)[TABLE]["A5"].value
    book[TABLE]["C6"] = "石小山"
    book.save(mine.path)
    (only,) = mine.hand_back().lines
    assert "不属于这张表" in only.note
    assert only.who == "石小山"


def test_sorted_cleared_and_missing_rows(school: School) -> None:
    for name in ("柏小雨", "石小山", "田小禾"):
        school.new(child__name=name)
    (teacher,) = school.send()
    names = [teacher.shows(FIRST + at, "child.name") for at in range(3)]
    book = load_workbook(teacher.path)
    sheet = book[TABLE]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(5, 7)]
    for column, value in enumerate(cells[0], start=1):
        sheet.cell(6, column).value, sheet.cell(5, column).value = value, None
        if column > 2:
            sheet.cell(7, column).value = None
    book.save(teacher.path)
    returned = teacher.hand_back()
    assert returned.notes == (f"发出时有、现在表里没有的儿童，没有改动：{names[1]}。",)
    (only,) = returned.lines
    assert "整行被清空" in only.note
    assert returned.unchanged == 1


def family(school: School, name: str, **changes: Any) -> int:
    told = {"child__name": name, "child__national_id": None}
    return school.new(**{**WHOLE, **told, **changes})


def test_siblings_share_a_grandmother(school: School) -> None:
    """Two classes' sheets state her new telephone: the same twice is one change."""
    elder, younger = family(school, "柏小雨"), family(school, "柏小云", **{"class": "四年级1班"})
    sheets = school.send()
    for teacher in sheets:
        teacher.write(FIRST, caregiver__phone="13900000009")
    batch = read_several(school.office, [teacher.path for teacher in sheets])
    for returned in batch.sheets:
        assert line(returned, "caregiver.phone").proposed
    first, second = (take_in(school.office, r, r.proposed) for r in batch.sheets)
    assert (first.cells, second.cells, second.left_out) == (1, 0, ())
    assert {school.value(i, "caregiver.phone") for i in (elder, younger)} == {"13900000009"}


def test_siblings_who_tell_different_things_of_their_grandmother(school: School) -> None:
    family(school, "柏小雨")
    younger = family(school, "柏小云", **{"class": "四年级1班"})
    sheets = school.send()
    for number, teacher in enumerate(sheets):
        teacher.write(FIRST, caregiver__phone=f"1390000000{number}")
    batch = read_several(school.office, [teacher.path for teacher in sheets])
    for returned in batch.sheets:
        disputed = line(returned, "caregiver.phone")
        assert not disputed.proposed
        assert "兄弟姐妹的表里写的不同" in disputed.note
    first, second = (take_in(school.office, r, {(FIRST, "caregiver.phone")}) for r in batch.sheets)
    assert first.cells == 1
    assert second.left_out
    assert school.value(younger, "caregiver.phone") == "13900000000"


def test_one_bad_file_does_not_stop_the_others(school: School, tmp_path: Path) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK nothing")
    told: list[tuple[int, int]] = []
    batch = read_several(school.office, [broken, teacher.path], lambda *done: told.append(done))
    assert [one.name for one in batch.refused] == ["坏的.xlsx"]
    assert len(batch.sheets) == 1
    assert told == [(1, 2), (2, 2)]


def test_what_cannot_stand_together_is_not_written_at_all(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    returned = teacher.write(FIRST, caregiver__name=None, child__remarks="转学生").hand_back()
    before = school.digest()
    with pytest.raises(InputProblem, match="第5行不能这样保存"):
        take_in(school.office, returned, {x.line_id for x in returned.lines})
    assert school.digest() == before


def test_a_sheet_of_a_term_that_is_gone_is_refused(school: School) -> None:
    school.new(**WHOLE)
    (teacher,) = school.send()
    book = load_workbook(teacher.path)
    memory = book[MEMORY]
    cell = next(row[1] for row in memory.iter_rows() if row[0].value == "term")
    cell.value = "2030-2031-1"
    book.save(teacher.path)
    with pytest.raises(ImportTrouble, match="没有这个学期"):
        teacher.hand_back()
