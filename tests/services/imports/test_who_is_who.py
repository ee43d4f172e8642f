"""Identity is a number, never a name; what is blank erases nothing; the rest changes the file."""

from collections import defaultdict
from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import Mark, Sex
from liushou_desk.models import (
    Child,
    Household,
    Pupil,
    RegisterPeriod,
    SchoolClass,
    SchoolRecordMark,
    TermSheet,
)
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.school.profile import profile_of
from tests.importing.workbooks import HEADINGS, left_behind, national_id, pupil
from tests.services.imports.desk import NEXT_TERM, Desk, doubts, expect_counts_add_up, verdicts


def test_new_child_with_everything_that_was_stated(desk: Desk) -> None:
    result = desk.take(left_behind(1))
    child = desk.only(Child)
    assert verdicts(result) == ["new"]
    assert (child["name"], child["sex"], child["born_on"]) == ("柏小二", Sex.MALE, date(2016, 3, 1))
    assert child["national_id"] == national_id(1)
    assert desk.only(RegisterPeriod)["entered_on"] == date(2026, 9, 1)
    assert desk.only(SchoolClass)["grade"] == 5
    assert desk.only(TermSheet)["class_id"] == desk.only(SchoolClass)["id"]


def test_two_pupils_of_the_same_name(desk: Desk) -> None:
    twins = [left_behind(n, 姓名="柏小同") for n in (1, 3)]
    assert verdicts(desk.take(*twins)) == ["new", "new"]
    assert desk.count(Child) == 2


def test_same_name_and_birthday_with_another_number_is_another_child(desk: Desk) -> None:
    desk.take(left_behind(1, 姓名="柏小同"))
    assert verdicts(desk.take(left_behind(3, 姓名="柏小同"))) == ["new"]
    assert desk.count(Child) == 2


def test_other_name_under_the_same_number_is_doubtful_and_not_taken(desk: Desk) -> None:
    desk.take(left_behind(1, 姓名="柏小一"))
    result = desk.take(left_behind(1, 姓名="柏大一"))
    assert verdicts(result) == ["unchanged"]
    assert "姓名" in doubts(result.outcomes[0])["B2"]
    assert desk.only(Child)["name"] == "柏小一"


def test_a_pupil_of_another_name_is_another_pupil(desk: Desk) -> None:
    """Eight bits of a number name nobody by themselves."""
    desk.take(pupil(1, 姓名="柏小一"))
    result = desk.take(pupil(1, 姓名="柏大一"))
    assert verdicts(result) == ["new"]
    assert (desk.count(Pupil), result.counts["absent"]) == (2, 1)


def same_bits(desk: Desk, count: int) -> list[int]:
    """Serial numbers whose identity numbers have the same eight bits."""
    with desk.office.reading() as session:
        key = profile_of(session).pupil_key
    found: dict[int, list[int]] = defaultdict(list)
    for serial in range(1, 999, 2):
        bits = bits_of(key, {"child.national_id": national_id(serial)})[0]
        found[bits].append(serial)
        if len(found[bits]) == count:
            return found[bits]
    raise AssertionError


def test_two_pupils_of_one_name_and_bits_stay_two(desk: Desk) -> None:
    one, other = same_bits(desk, 2)
    people = [pupil(one, 姓名="柏小同", 班号="202501"), pupil(other, 姓名="柏小同", 班号="202401")]
    assert verdicts(desk.take(*people)) == ["new", "new"]
    again = desk.take(*people)
    assert verdicts(again) == ["unchanged", "unchanged"]
    assert "分不清" in doubts(again.outcomes[0])["B2"]
    assert not again.outcomes[1].doubts
    assert desk.count(Pupil) == 2
    back = desk.take(people[1])
    assert verdicts(back) == ["unchanged"]
    assert back.counts["absent"] == 1


def test_same_number_twice_in_a_file(desk: Desk) -> None:
    result = desk.take(left_behind(1), left_behind(1, 姓名="柏小多"), left_behind(3))
    assert verdicts(result) == ["new", "rejected", "new"]
    (fault,) = result.outcomes[1].faults
    assert (fault.cell, "第2行" in fault.reason) == ("M3", True)
    expect_counts_add_up(result)


def test_same_student_number_twice_names_its_own_cell(desk: Desk) -> None:
    headings = [*HEADINGS, "学籍号"]
    number = "L" + national_id(9)
    people = [left_behind(n, 学籍号=number) for n in (1, 3)]
    result = desk.take(*people, headings=headings)
    assert verdicts(result) == ["new", "rejected"]
    assert result.outcomes[1].faults[0].cell == "BT3"


def test_numbers_of_two_different_children(desk: Desk) -> None:
    headings = [*HEADINGS, "学籍号"]
    numbers = {n: f"L{national_id(n + 50)}" for n in (1, 3)}
    desk.take(*(left_behind(n, 学籍号=numbers[n]) for n in numbers), headings=headings)
    before = desk.digest(journal=True)
    result = desk.take(left_behind(1, 学籍号=numbers[3]), headings=headings)
    assert verdicts(result) == ["rejected"]
    assert "两名不同的儿童" in result.outcomes[0].faults[0].reason
    assert desk.digest(journal=True) == before


def test_student_number_first_then_the_identity_number(desk: Desk) -> None:
    few = ["姓名", "性别", "学籍号", "家庭住址"]
    desk.take({"姓名": "柏小二", "学籍号": "G" + national_id(1)}, headings=few)
    assert verdicts(desk.take(left_behind(1))) == ["changed"]
    assert desk.only(Child)["national_id"] == national_id(1)


def test_temporary_student_number_first_then_both(desk: Desk) -> None:
    number = "L" + national_id(77)
    desk.take(pupil(1, 身份证件号=None, 学籍号=number), headings=[*HEADINGS, "学籍号"])
    result = desk.take(pupil(1, 学籍号=number), headings=[*HEADINGS, "学籍号"])
    assert verdicts(result) == ["unchanged"]
    assert desk.count(Pupil) == 1


def test_blank_cells_never_erase(desk: Desk) -> None:
    desk.take(left_behind(1, 曾用名="柏旧名", 备注=""))
    before = desk.digest()
    bare = {"姓名": "柏小二", "身份证件号": national_id(1), "班号": "202201"}
    assert verdicts(desk.take(bare)) == ["unchanged"]
    assert desk.digest() == before


def test_only_what_differs_changes(desk: Desk) -> None:
    desk.take(left_behind(1))
    result = desk.take(left_behind(1, 联系电话="13899998888", 现住址="云岭镇石门村1组"))
    (outcome,) = result.outcomes
    changes = {c.label: (c.before, c.after) for c in outcome.changes}
    assert changes["联系电话"] == ("13800000001", "13899998888")
    assert desk.only(Child)["phone"] == "13899998888"
    assert desk.only(Household)["home_address"] == "云岭镇石门村1组"


def test_new_term_gives_a_new_sheet(desk: Desk) -> None:
    desk.take(left_behind(1))
    assert verdicts(desk.take(left_behind(1), term=NEXT_TERM)) == ["changed"]
    assert desk.count(TermSheet) == 2


def test_absent_children_are_counted_and_left_alone(desk: Desk) -> None:
    desk.take(left_behind(1), left_behind(3), pupil(5))
    result = desk.take(left_behind(1))
    assert result.counts["absent"] == 2
    assert desk.count(RegisterPeriod) == 3


def test_who_is_named_in_any_row_is_not_absent(desk: Desk) -> None:
    """Neither the pupil taken into care nor one whose row was rejected."""
    headings = [*HEADINGS, "学籍号"]
    number = f"L{national_id(51)}"
    desk.take(pupil(1), left_behind(3, 学籍号=number), pupil(5), pupil(7), headings=headings)
    rejected = [left_behind(3, 身份证件号="1", 学籍号=number), pupil(5, 姓名="")]
    result = desk.take(left_behind(1), *rejected, headings=headings)
    assert verdicts(result) == ["new", "rejected", "rejected"]
    assert result.counts["absent"] == 1


def test_latest_mark_is_the_one_of_the_latest_day(desk: Desk) -> None:
    """As the figures take it: by day, then by id, whichever was written down first."""
    desk.take(left_behind(1))
    child_id = desk.only(Child)["id"]
    with desk.office.action("补记标注") as session:
        old = {"mark": Mark.NONE, "marked_on": date(2025, 9, 1), "source": "旧表"}
        session.execute(sa.insert(SchoolRecordMark).values(child_id=child_id, **old))
    assert verdicts(desk.take(left_behind(1))) == ["unchanged"]
    assert desk.count(SchoolRecordMark) == 2


def test_all_verdicts_in_one_file_add_up(desk: Desk) -> None:
    desk.take(left_behind(1), left_behind(3))
    people = [
        left_behind(1),
        left_behind(3, 联系电话="13899998888"),
        pupil(5),
        pupil(7, 身份证件号=None),
        left_behind(1),
    ]
    result = desk.take(*people)
    assert verdicts(result) == ["unchanged", "changed", "new", "rejected", "rejected"]
    expect_counts_add_up(result)


def test_unreadable_class_is_doubtful(desk: Desk) -> None:
    result = desk.take(left_behind(1, 班号="火箭班"))
    assert "看不出班级" in doubts(result.outcomes[0])["P2"]
    assert desk.only(TermSheet)["class_id"] is None


CLASSES = {
    "202201": (5, 1), "2022级3班": (5, 3), "五年级（2）班": (5, 2), "五(2)班": (5, 2),
    "小学五年级2班": (5, 2), "502": (5, 2), "初一1班": (7, 1), "初中二年级4班": (8, 4),
}  # fmt: skip


@pytest.mark.parametrize("written", CLASSES)
def test_classes_as_schools_write_them(desk: Desk, written: str) -> None:
    desk.take(left_behind(1, 班号=written))
    found = desk.only(SchoolClass)
    assert (found["grade"], found["number"]) == CLASSES[written]


@pytest.mark.parametrize(("grade", "number"), [("五年级", "2班"), ("五年级", "12班"), ("五", "12")])
def test_grade_and_class_in_two_columns(desk: Desk, grade: str, number: str) -> None:
    headings = [*HEADINGS, "年级"]
    desk.take(left_behind(1, 年级=grade, 班号=number), headings=headings)
    found = desk.only(SchoolClass)
    assert (found["grade"], found["number"]) == (5, int(number.rstrip("班")))


@pytest.mark.parametrize("written", ["12", "12班"])
def test_two_digits_alone_may_be_grade_and_class_or_not(desk: Desk, written: str) -> None:
    (outcome,) = desk.take(left_behind(1, 班号=written)).outcomes
    assert desk.count(SchoolClass) == 0
    assert "可能是一年级2班，也可能是12班" in outcome.doubts[0].reason


def test_foreign_class_number_beside_the_grade(desk: Desk) -> None:
    headings = [*HEADINGS, "年级"]
    desk.take(left_behind(1, 年级="五年级", 班号="202203"), headings=headings)
    assert desk.only(SchoolClass)["number"] == 3
