"""班级: 班号 and names, in schools of six and three, five and four, and nine years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.classes import ClassName, cohort, parse_class
from liushou_desk.domain.words import Stage

YEAR = 2026
SIX_OR_SO, TWELVE_OR_SO = date(2019, 10, 1), date(2013, 10, 1)
PRIMARY, JUNIOR, PRESCHOOL = Stage.PRIMARY, Stage.JUNIOR, Stage.PRESCHOOL


@pytest.mark.parametrize(
    ("code", "born", "name"),
    [
        ("202601", date(2020, 3, 1), ClassName(PRIMARY, 1, 1)),
        ("202103", date(2015, 3, 1), ClassName(PRIMARY, 6, 3)),
        ("202612", None, ClassName(PRIMARY, 1, 12)),
        ("202601", date(2014, 3, 1), ClassName(JUNIOR, 7, 1)),
        ("202402", date(2012, 3, 1), ClassName(JUNIOR, 9, 2)),
        ("2026级(3)班", None, ClassName(PRIMARY, 1, 3)),
        ("２０２６０１", None, ClassName(PRIMARY, 1, 1)),
        (" 2026 01 ", None, ClassName(PRIMARY, 1, 1)),
    ],
)
def test_a_code_is_entry_year_and_number(code: str, born: date | None, name: ClassName) -> None:
    assert parse_class(code, year=YEAR, born_on=born) == name


def test_one_code_means_two_classes_in_a_nine_year_school() -> None:
    young, old = (
        parse_class("202601", year=YEAR, born_on=born) for born in (SIX_OR_SO, TWELVE_OR_SO)
    )
    assert (young, old) == (ClassName(PRIMARY, 1, 1), ClassName(JUNIOR, 7, 1))


@pytest.mark.parametrize(
    ("born", "stage"), [(date(2016, 9, 1), JUNIOR), (date(2016, 9, 2), PRIMARY)]
)
def test_ten_years_on_entry_make_a_junior(born: date, stage: Stage) -> None:
    found = parse_class("202601", year=YEAR, born_on=born)
    assert found is not None
    assert found.stage is stage


@pytest.mark.parametrize(
    "code", ["202001", "202701", "199901", "20260", "202600", "2026011", "三年级", "三年级0班", ""]
)
def test_what_is_no_class_of_this_year_is_unreadable(code: str) -> None:
    assert parse_class(code, year=YEAR, born_on=date(2014, 3, 1)) is None


@given(st.integers(0, 4), st.integers(1, 40))
def test_five_years_of_primary_reach_grade_five(ahead: int, number: int) -> None:
    found = parse_class(f"{YEAR - ahead}{number:02d}", year=YEAR, primary_years=5)
    assert found == ClassName(PRIMARY, ahead + 1, number)


@pytest.mark.parametrize(
    ("code", "name"),
    [("202601", ClassName(JUNIOR, 6, 1)), ("202301", ClassName(JUNIOR, 9, 1)), ("202201", None)],
)
def test_four_years_of_junior_begin_with_grade_six(code: str, name: ClassName | None) -> None:
    born = date(2026 - 12 - (2026 - int(code[:4])), 3, 1)
    assert parse_class(code, year=YEAR, born_on=born, primary_years=5) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("三年级2班", ClassName(PRIMARY, 3, 2)),
        ("三年级（2）班", ClassName(PRIMARY, 3, 2)),
        ("三年级(2)班", ClassName(PRIMARY, 3, 2)),
        ("三（2）班", ClassName(PRIMARY, 3, 2)),
        ("三年二班", ClassName(PRIMARY, 3, 2)),
        ("3年级12班", ClassName(PRIMARY, 3, 12)),
        ("302", ClassName(PRIMARY, 3, 2)),
        ("六年级1班", ClassName(PRIMARY, 6, 1)),
        ("七年级1班", ClassName(JUNIOR, 7, 1)),
        ("初一(3)班", ClassName(JUNIOR, 7, 3)),
        ("初三1班", ClassName(JUNIOR, 9, 1)),
        ("初中八年级1班", ClassName(JUNIOR, 8, 1)),
        ("学前班", ClassName(PRESCHOOL, 0, 0)),
        ("学前2班", ClassName(PRESCHOOL, 0, 2)),
        ("学前班（3）", ClassName(PRESCHOOL, 0, 3)),
        ("幼儿园大班", ClassName(PRESCHOOL, 4, 0)),
        ("大一班", ClassName(PRESCHOOL, 4, 1)),
        ("大（2）班", ClassName(PRESCHOOL, 4, 2)),
        ("大班2", ClassName(PRESCHOOL, 4, 2)),
        ("中班", ClassName(PRESCHOOL, 3, 0)),
        ("小十班", ClassName(PRESCHOOL, 2, 10)),
        ("托班", ClassName(PRESCHOOL, 1, 0)),
    ],
)
def test_names_of_classes(written: str, name: ClassName) -> None:
    assert parse_class(written, year=YEAR) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("五年级1班", ClassName(PRIMARY, 5, 1)),
        ("六年级1班", ClassName(JUNIOR, 6, 1)),
        ("初一2班", ClassName(JUNIOR, 6, 2)),
        ("初四1班", ClassName(JUNIOR, 9, 1)),
        ("初中九年级1班", ClassName(JUNIOR, 9, 1)),
    ],
)
def test_names_of_classes_where_primary_has_five_years(written: str, name: ClassName) -> None:
    assert parse_class(written, year=YEAR, primary_years=5) == name


@given(st.sampled_from([5, 6]), st.integers(1, 9), st.integers(1, 40))
def test_a_class_is_read_back_from_its_label(primary_years: int, grade: int, number: int) -> None:
    stage = PRIMARY if grade <= primary_years else JUNIOR
    name = ClassName(stage, grade, number)
    assert parse_class(name.label, year=YEAR, primary_years=primary_years) == name


@pytest.mark.parametrize(
    "written",
    ["初中班", "高中班", "大中班", "小学", "幼儿园", "幼儿班", "学前教育专业班", "大班长", "大",
     "中心班", "大零班", "小学大班", "混龄班", "三年级大班", "大班三年级"],
)  # fmt: skip
def test_what_only_contains_a_level_is_no_nursery_class(written: str) -> None:
    assert parse_class(written, year=YEAR) is None


def test_a_pupil_of_school_age_sits_in_no_nursery_class() -> None:
    young, old = date(YEAR - 5, 3, 1), date(YEAR - 9, 3, 1)
    assert parse_class("小一班", year=YEAR, born_on=young) == ClassName(PRESCHOOL, 2, 1)
    assert parse_class("小一班", year=YEAR, born_on=old) is None


@given(st.sampled_from([0, 1, 2, 3, 4]), st.integers(0, 40))
def test_a_nursery_class_is_read_back_from_its_label(level: int, number: int) -> None:
    name = ClassName(PRESCHOOL, level, number)
    assert parse_class(name.label, year=YEAR) == name


@given(
    st.sampled_from(["202201", "201601", "小一班", "大班", "三年级2班"]),
    st.lists(st.dates(date(2008, 1, 1), date(2024, 12, 31)), min_size=2, max_size=40),
)
def test_of_a_birth_date_only_the_cohort_matters(written: str, days: list[date]) -> None:
    read = {(cohort(day), parse_class(written, year=YEAR, born_on=day)) for day in days}
    assert len(read) == len({cohort(day) for day in days})


@given(st.text(max_size=12))
def test_any_text_is_read_or_left_alone(written: str) -> None:
    found = parse_class(written, year=YEAR)
    assert found is None or 0 <= found.grade <= 9


def test_classes_stand_by_stage_grade_and_number() -> None:
    nurseries = [(PRESCHOOL, level, 0) for level in (1, 2, 3, 4, 0)]
    listed = [*nurseries, (PRIMARY, 1, 2), (PRIMARY, 1, 10), (PRIMARY, 6, 1), (JUNIOR, 7, 1)]
    names = [ClassName(*parts) for parts in listed]
    assert sorted(reversed(names), key=lambda name: name.order) == names
