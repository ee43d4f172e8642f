"""What is said of a form before it is saved: problems, warnings, and who changes with the child."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.mandatory_report import NOTICE
from liushou_desk.domain.words import Care, ParentStatus, Relation, Sex
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_review import review_child
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, Register

HOME: dict[str, Any] = {
    "household__home_address": "青石坪村",
    "father__name": "柏大山",
    "father__phone": "13800000001",
    "father__status": ParentStatus.AT_HOME,
    "caregiver__name": "王秀兰",
    "caregiver__relation": Relation.GRANDMOTHER,
}


def said(register: Register, child_id: int | None, **values: Any) -> dict[str, tuple[str, bool]]:
    told = {key.replace("__", "."): value for key, value in values.items()}
    remarks = review_child(register.office, TERM, child_id, told)
    return {remark.key: (remark.sentence, remark.blocks) for remark in remarks}


@pytest.fixture
def siblings(register: Register) -> list[int]:
    first = register.new(**HOME)
    return [first, *(register.new(**HOME | {"child__name": name}) for name in ("柏二", "柏三"))]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"caregiver__phone": "13900000001"}, "祖母电话"),
        ({"father__phone": None}, "父亲电话"),
        ({"father__status": ParentStatus.LOST_CONTACT}, "父亲去向"),
        ({"household__home_address": "河湾村", "father__name": "柏山"}, "现住址、父亲姓名"),
    ],
)
def test_the_hint_counts_who_changes_together(
    register: Register, siblings: list[int], changes: dict[str, Any], words: str
) -> None:
    told = said(register, siblings[1], **changes)[""]
    assert told == (f"修改{words}将同时更新3名儿童：柏二、柏小雨、柏三。", False)


def test_what_may_have_to_be_reported_names_the_duty_as_it_is_ticked(
    register: Register, siblings: list[int]
) -> None:
    assert said(register, siblings[1], hardship="低保、受侵害")["hardship"] == (NOTICE, False)
    assert "hardship" not in said(register, siblings[1], hardship="低保")


def test_company_of_a_child_that_lives_alone_is_refused_before_anything_is_asked(
    register: Register, siblings: list[int]
) -> None:
    told = said(register, siblings[0], caregiver_period__care=Care.ALONE)
    sentence, blocks = told["caregiver_period.care"]
    assert "独自" in sentence
    assert blocks


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"child__phone": "13900000001"},
        {"caregiver__name": "李桂花"},
        {"mother__name": "刘春梅"},
    ],
)
def test_what_is_the_childs_own_or_new_says_nothing(
    register: Register, siblings: list[int], changes: dict[str, Any]
) -> None:
    assert said(register, siblings[0], **changes) == {}


def test_an_only_child_shares_nothing(register: Register) -> None:
    child_id = register.new(**HOME)
    assert said(register, child_id, household__home_address="河湾村") == {}


def test_the_number_on_file_is_compared_though_it_is_covered(register: Register) -> None:
    child_id = register.new(child__national_id=national_id(1))
    told = said(register, child_id, child__sex=Sex.FEMALE)
    assert told["child.sex"][1]
    assert "性别" in told["child.sex"][0]
    assert national_id(1) not in str(told)


def test_a_school_number_that_differs_only_warns(register: Register) -> None:
    other = {"child__student_number": "G" + national_id(3)}
    child_id = register.new(child__national_id=national_id(1))
    assert said(register, child_id, **other)["child.student_number"][1] is False
    register.save(child_id, **other)
    assert said(register, child_id, child__student_number="G" + national_id(1)) == {}
    assert said(register, child_id, child__student_number="L" + national_id(5)) == {}


def test_a_number_of_another_child_is_said_at_once(register: Register) -> None:
    register.new(child__national_id=national_id(1))
    told = said(register, None, child__national_id=national_id(1))
    assert told["child.national_id"][1]
    assert "已有这个号码" in told["child.national_id"][0]


def test_a_removed_child_is_told(register: Register) -> None:
    with pytest.raises(RuleConflict):
        said(register, 404)


@pytest.mark.parametrize("key", ["name", "phone", "national_id"])
def test_a_caregiver_who_is_a_parent_has_one_name_and_number(register: Register, key: str) -> None:
    other = {"name": "柏大水", "phone": "13900000001", "national_id": national_id(1, "19800301")}
    with pytest.raises(InputProblem) as told:
        register.new(
            **HOME
            | {"caregiver__relation": Relation.FATHER, "caregiver__name": "柏大山"}
            | {f"caregiver__{key}": other[key]}
        )
    assert told.value.field == f"caregiver.{key}"


def test_numbers_of_the_family_are_kept(register: Register) -> None:
    numbers = {
        "father__national_id": national_id(1, "19800301"),
        "caregiver__national_id": national_id(2, "19550301"),
    }
    child_id = register.new(**HOME | numbers)
    values = register.values(child_id)
    assert {key: values[key.replace("__", ".")] for key in numbers} == numbers


def test_another_child_of_the_same_name_and_birth_date_is_told(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_profile(session)
        make.make_child(session, name="高雪倩", born_on=date(2020, 4, 12))
    told = {"child.name": "高雪倩", "child.born_on": date(2020, 4, 12)}
    (remark,) = review_child(office, TERM, None, told)
    assert "同名同生日" in remark.sentence
    assert not remark.blocks
