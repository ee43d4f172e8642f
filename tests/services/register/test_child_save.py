"""The child form: what is written, what is refused, what is closed and what only corrected."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.words import (
    Care,
    Hardship,
    IdKind,
    LeaveReason,
    Mark,
    ParentStatus,
    Relation,
    Sex,
)
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import (
    Action,
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Pupil,
    RegisterPeriod,
    SchoolClass,
    SchoolRecordMark,
    SheetHardship,
    Term,
    TermSheet,
    Whereabouts,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.services.register.child_record import classes_to_choose, read_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.school.profile import profile_of
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, TODAY, Register

AWAY = {
    "father__name": "柏大山",
    "father__phone": "13800000001",
    "father__status": ParentStatus.WORKS_AWAY,
    "father__place": "广东省东莞市",
    "father__away_since": date(2024, 3, 1),
}
ELDER = {"caregiver__name": "王秀兰", "caregiver__relation": Relation.GRANDMOTHER}
NUMBERED = {"child__national_id": national_id(1)}
WHOLE: dict[str, Any] = (
    AWAY
    | ELDER
    | NUMBERED
    | {
        "child__sex": Sex.MALE,
        "household__home_address": "云岭镇青石坪村3组",
        "class": "三年级2班",
        "school_record_mark__mark": Mark.ONE,
        "boarding_period__boards": False,
        "mother__name": "刘春梅",
        "mother__status": ParentStatus.AT_HOME,
        "caregiver__phone": "13800000009",
        "hardship": "低保、重病",
        "term_sheet__study": "中等",
        "term_sheet__verified": True,
    }
)


def test_a_new_child_is_read_back_as_it_was_written(register: Register) -> None:
    child_id = register.new(**WHOLE)
    values = register.values(child_id)
    told = {key.replace("__", "."): value for key, value in WHOLE.items()}
    assert {key: values[key] for key in told} == told
    assert values["child.born_on"] == date(2016, 3, 1)
    assert values["caregiver_period.care"] is Care.GRANDPARENTS
    assert register.only(Term)["code"] == TERM
    assert register.only(RegisterPeriod)["entered_on"] == date(2026, 9, 1)
    assert register.only(TermSheet)["verified_on"] == TODAY


def test_saving_what_was_read_changes_nothing(register: Register) -> None:
    child_id = register.new(**WHOLE)
    actions, before = len(register.rows(Action)), register.digest()
    values = register.values(child_id)
    register.save(child_id, **{key.replace(".", "__"): value for key, value in values.items()})
    assert (len(register.rows(Action)), register.digest()) == (actions, before)


@pytest.mark.parametrize("child", ["new", "known"])
def test_undo_takes_a_save_back_whole_and_redo_brings_it(register: Register, child: str) -> None:
    child_id = register.new(**WHOLE) if child == "known" else None
    before = register.digest()
    register.save(child_id, **(WHOLE | {"child__name": "柏小二", "class": "五年级1班"}))
    after = register.digest()
    register.office.undo()
    assert register.digest() == before != after
    register.office.redo()
    assert register.digest() == after


def test_every_field_stands_in_the_form_and_its_errors_name_its_line() -> None:
    asked = {(field.table, field.key.rpartition(".")[2]) for field in ENTRIES.values()}
    kept = {(field.table, field.key) for field in ROSTER_FIELDS}
    ours = {"relation_note", "is_guardian"}
    assert {key for table, key in kept - asked if table != "sheet_hardship"} == ours
    with pytest.raises(InputProblem) as told:
        ENTRIES["father.phone"].read("123", TODAY)
    assert told.value.field == "father.phone"
    assert all(field.read("  ", TODAY) is None for f, field in ENTRIES.items() if f != "child.name")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("child.name", {"child__name": None}),
        ("child.born_on", {"child__born_on": date(2026, 11, 22)}),
        ("child.born_on", NUMBERED | {"child__born_on": date(2016, 3, 2)}),
        ("child.sex", NUMBERED | {"child__sex": Sex.FEMALE}),
        ("child.national_id", {"child__national_id": "E12345678"}),
        ("child.national_id", {"child__national_id": national_id(1)[:17] + "0"}),
        ("class", {"class": "蓝天"}),
        ("hardship", {"hardship": "低保、富裕"}),
        ("father.name", {"father__phone": "13800000001"}),
        ("father.place", AWAY | {"father__status": ParentStatus.AT_HOME}),
        ("father.away_since", AWAY | {"father__away_since": date(2027, 1, 1)}),
        ("father.place", AWAY | {"father__status": None}),
        ("caregiver.relation", ELDER | {"caregiver__relation": None}),
        ("caregiver.name", ELDER | {"caregiver__name": None}),
        ("caregiver.name", AWAY | ELDER | {"caregiver__relation": Relation.FATHER}),
        ("caregiver_period.care", ELDER | {"caregiver_period__care": Care.ALONE}),
        ("entered_on", {"entered_on": date(2026, 11, 22)}),
        ("effective_on", {"effective_on": date(2026, 11, 22)}),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_names_its_line_and_leaves_no_trace(
    register: Register, field: str, values: dict[str, Any]
) -> None:
    before = register.digest()
    with pytest.raises(InputProblem) as told:
        register.new(**values)
    assert told.value.field == field
    assert told.value.sentence
    assert register.digest() == before


@pytest.mark.parametrize("number", ["child__national_id", "child__student_number"])
def test_a_number_on_the_register_is_refused_without_being_told(
    register: Register, number: str
) -> None:
    register.new(child__national_id=national_id(1))
    value = national_id(1) if number == "child__national_id" else "G" + national_id(1)
    with pytest.raises(InputProblem, match="已有这个号码") as told:
        register.new(**{number: value})
    assert told.value.field == number.replace("__", ".")
    assert value not in told.value.message
    assert len(register.rows(Child)) == 1


def test_a_passport_is_taken_with_its_kind(register: Register) -> None:
    register.new(child__national_id="E12345678", child__id_kind=IdKind.PASSPORT)
    assert register.only(Child)["national_id"] == "E12345678"


def test_a_removed_child_cannot_be_saved_or_read(register: Register) -> None:
    with pytest.raises(RuleConflict, match="已被删除"):
        register.save(404, child__name="柏小雨")
    with pytest.raises(RuleConflict, match="已被删除"):
        read_child(register.office, 404, TERM)


def test_a_class_is_found_or_made(register: Register) -> None:
    for name, text in (("柏一", "三年级2班"), ("柏二", "三(2)班"), ("柏三", "三年级99班")):
        register.new(child__name=name, **{"class": text})
    assert [(row["grade"], row["number"]) for row in register.rows(SchoolClass)] == [
        (3, 2),
        (3, 99),
    ]
    assert classes_to_choose(register.office) == ("三年级2班", "三年级99班")


def test_an_emptied_field_is_cleared_and_one_not_given_stays(register: Register) -> None:
    child_id = register.new(**WHOLE | {"child__phone": "13800000002"})
    register.save(child_id, child__phone=None, hardship="低保", **{"class": None})
    assert register.only(Child)["phone"] is None
    assert register.only(TermSheet)["class_id"] is None
    assert register.only(SheetHardship)["hardship"] is Hardship.LOW_INCOME
    assert register.only(Household)["home_address"] == "云岭镇青石坪村3组"


def test_a_parent_who_comes_home_closes_the_absence(register: Register) -> None:
    child_id = register.new(**WHOLE)
    today = register.days_later(3)
    register.save(child_id, father__status=ParentStatus.AT_HOME)
    away, _, home = register.rows(Whereabouts)
    assert (away["to_on"], home["from_on"]) == (today, today)
    assert (home["place"], home["away_since"]) == (None, None)
    register.save(child_id, father__able_to_care=False)
    assert register.rows(Whereabouts)[-1]["able_to_care"] is False
    assert len(register.rows(Whereabouts)) == 3


@pytest.mark.parametrize(
    ("model", "first", "second"),
    [
        (Whereabouts, AWAY, AWAY | {"father__status": ParentStatus.LOST_CONTACT}),
        (BoardingPeriod, {"boarding_period__boards": True}, {"boarding_period__boards": False}),
        (
            CaregiverPeriod,
            {"caregiver_period__care": Care.ALONE},
            {"caregiver_period__care": Care.OTHER},
        ),
    ],
)
def test_dated_facts_are_corrected_today_and_closed_later(
    register: Register, model: Any, first: dict[str, Any], second: dict[str, Any]
) -> None:
    child_id = register.new(**first)
    register.save(child_id, **second)
    assert register.only(model)["from_on"] is None
    register.days_later(1)
    register.save(child_id, **first, effective_on=date(2026, 11, 1))
    register.save(child_id, **second, effective_on=date(2026, 11, 10))
    days = [(row["from_on"], row["to_on"]) for row in register.rows(model)]
    first_on, last_on = date(2026, 11, 1), date(2026, 11, 10)
    assert days == [(None, first_on), (first_on, last_on), (last_on, None)]
    with pytest.raises(InputProblem) as told:
        register.save(child_id, **first, effective_on=date(2026, 11, 9))
    assert told.value.field == "effective_on"


def test_an_absence_told_later_is_no_change(register: Register) -> None:
    child_id = register.new(**AWAY | {"father__away_since": None})
    register.days_later(5)
    register.save(child_id, father__away_since=date(2024, 3, 1))
    assert register.only(Whereabouts)["away_since"] == date(2024, 3, 1)


def test_an_unknown_state_ends_and_begins_without_overlap(register: Register) -> None:
    child_id = register.new(boarding_period__boards=True)
    first = register.days_later(2)
    register.save(child_id, boarding_period__boards=None)
    second = register.days_later(2)
    register.save(child_id, boarding_period__boards=False)
    days = [(row["from_on"], row["to_on"]) for row in register.rows(BoardingPeriod)]
    assert days == [(None, first), (second, None)]


def test_a_parent_of_whom_nothing_is_said_any_more_goes(register: Register) -> None:
    child_id = register.new(**WHOLE)
    register.save(child_id, **dict.fromkeys(AWAY))
    assert {row["relation"] for row in register.rows(FamilyMember)} == {
        Relation.MOTHER,
        Relation.GRANDMOTHER,
    }


def test_a_mark_is_kept_and_only_todays_own_is_taken_back(register: Register) -> None:
    child_id = register.new(school_record_mark__mark=Mark.ONE)
    register.save(child_id, school_record_mark__mark=None)
    assert register.rows(SchoolRecordMark) == []
    register.save(child_id, school_record_mark__mark=Mark.ONE)
    register.days_later(1)
    register.save(child_id, school_record_mark__mark=Mark.BOTH)
    assert [row["mark"] for row in register.rows(SchoolRecordMark)] == [Mark.ONE, Mark.BOTH]
    register.days_later(1)
    with pytest.raises(InputProblem) as told:
        register.save(child_id, school_record_mark__mark=None)
    assert told.value.field == "school_record_mark.mark"


def test_siblings_are_known_by_a_parent_and_change_together(register: Register) -> None:
    first = register.new(**WHOLE)
    second = register.new(child__name="柏小二", father__name="柏大山", father__phone="13800000001")
    assert len(register.rows(Household)) == 1
    assert len(register.rows(FamilyMember)) == 3
    assert read_child(register.office, first, TERM).siblings == ("柏小二",)
    register.save(second, household__home_address="云岭镇河湾村1组")
    values = register.values(first)
    assert values["household.home_address"] == "云岭镇河湾村1组"
    assert values["father.place"] == "广东省东莞市"


def test_a_new_terms_sheet_is_carried_forward_unverified(register: Register) -> None:
    child_id = register.new(**WHOLE)
    for term, school_class in (("2026-2027-2", "三年级2班"), ("2027-2028-1", None)):
        values = register.values(child_id, term)
        told = [values[key] for key in ("class", "hardship", "term_sheet.verified")]
        assert told == [school_class, "低保、重病", False]
    register.save(child_id, term="2026-2027-2", term_sheet__study="良好")
    assert len(register.rows(SheetHardship)) == 4
    assert [row["verified_on"] for row in register.rows(TermSheet)] == [TODAY, None]


def test_a_pupil_taken_into_care_keeps_its_time_on_the_register(register: Register) -> None:
    with register.office.action("准备") as session:
        key = profile_of(session).pupil_key
        told = bits_of(key, {"child.national_id": national_id(1)})
        make.make_pupil(session, name="柏小一", sex=None, id_bits=told[0])
    register.new(
        child__name="柏小一", **NUMBERED, school_record_mark__mark=Mark.BOTH, entered_on=TODAY
    )
    assert register.rows(Pupil) == []
    assert register.only(RegisterPeriod)["entered_on"] == make.FIRST_DAY
    marks = [(row["mark"], row["marked_on"]) for row in register.rows(SchoolRecordMark)]
    assert marks == [(Mark.NONE, make.FIRST_DAY), (Mark.BOTH, TODAY)]


def test_a_parent_is_the_caregiver_by_relation_alone(register: Register) -> None:
    child_id = register.new(**AWAY, caregiver__relation=Relation.FATHER)
    father = register.only(FamilyMember)
    assert register.only(CaregiverPeriod)["member_id"] == father["id"]
    assert register.only(CaregiverPeriod)["care"] is Care.PARENT
    register.save(child_id, father__name="柏大水")
    assert register.only(FamilyMember)["name"] == "柏大水"
    register.save(child_id, **dict.fromkeys(("caregiver__name", "caregiver__relation")),
                  caregiver__phone=None, caregiver_period__care=Care.ALONE)  # fmt: skip
    assert register.only(CaregiverPeriod)["member_id"] is None


def test_a_parent_who_was_caregiver_keeps_the_name(register: Register) -> None:
    child_id = register.new(**AWAY, caregiver__relation=Relation.FATHER)
    register.days_later(1)
    gone = dict.fromkeys(("caregiver__name", "caregiver__relation", "caregiver__phone"))
    register.save(child_id, **gone, caregiver_period__care=None)
    with pytest.raises(InputProblem) as told:
        register.save(child_id, **dict.fromkeys(AWAY))
    assert told.value.field == "father.name"


@pytest.mark.parametrize(
    ("entered_on", "kept"), [(date(2026, 9, 10), True), (date(2026, 10, 1), False)]
)
def test_the_day_of_coming_lies_before_the_day_of_leaving(
    register: Register, entered_on: date, kept: bool
) -> None:
    child_id = register.new()
    leave(register.office, child_id, date(2026, 10, 1), LeaveReason.OTHER)
    if kept:
        register.save(child_id, entered_on=entered_on)
        assert register.only(RegisterPeriod)["entered_on"] == entered_on
    else:
        with pytest.raises(InputProblem, match="离校"):
            register.save(child_id, entered_on=entered_on)


def test_a_class_of_another_campus_is_written_with_it(register: Register) -> None:
    with register.office.action("准备") as session:
        make.make_campus(session, name="河东教学点", is_main=False)
    child_id = register.new(**{"class": "河东教学点一年级1班"})
    assert register.values(child_id)["class"] == "河东教学点一年级1班"
    register.new(child__name="柏二", **{"class": "河东教学点一(1)班"})
    assert len(register.rows(SchoolClass)) == 1


def test_a_pupil_who_left_comes_back_no_earlier(office: OfficeFile) -> None:
    """Taken into care after having left: the old time on the register stays what it was."""
    told = {"child.name": "柏小一", "child.national_id": national_id(1)}
    with office.action("新增") as session:
        profile = make.make_profile(session)
        make.make_term(session)
        make.make_campus(session)
        make.make_pupil(
            session, name="柏小一", sex=None, id_bits=bits_of(profile.pupil_key, told)[0]
        )
        session.scalars(sa.select(RegisterPeriod)).one().left_on = date(2026, 11, 1)
    with pytest.raises(InputProblem, match="早于上一次离校"):
        save_child(office, TERM, None, told | {"entered_on": date(2026, 10, 1)})
    save_child(office, TERM, None, told | {"entered_on": date(2026, 11, 5)})
    assert check_file(office.path).problems == ()


def test_two_times_on_the_register_at_once_are_found(office: OfficeFile) -> None:
    with office.action("新增") as session:
        child = make.make_child(session)
        make.make_register_period(session, child, entered_on=date(2026, 10, 1))
    assert any("在册时间重叠" in problem for problem in check_file(office.path).problems)
