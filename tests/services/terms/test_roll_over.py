"""升级 and 毕业: where each grade of each kind of school goes."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.words import LeaveReason, MentorKind, Stage
from liushou_desk.errors import InputProblem
from liushou_desk.models import Pairing, PupilClass, RegisterPeriod, SchoolClass
from liushou_desk.services.terms import Choices, Fate, Preschool, open_term
from liushou_desk.services.terms.roll_over import Ladder
from tests.services.terms.village import LAST_DAY, NEXT, Village

PRE, LOW, HIGH = Stage.PRESCHOOL, Stage.PRIMARY, Stage.JUNIOR
SIX = Ladder(6, has_junior=False)
NINE = Ladder(6, has_junior=True)
FIVE_FOUR = Ladder(5, has_junior=True)
KINDERGARTEN = Ladder(6, has_junior=False, nursery=frozenset({0, 2, 3, 4}))
NO_ENTRY = Ladder(6, has_junior=False, preschool=Preschool.LEAVES)


@pytest.mark.parametrize(
    ("ladder", "now", "then"),
    [
        (SIX, (LOW, 3, 2), (LOW, 4, 2)), (SIX, (LOW, 6, 1), None), (SIX, (PRE, 0, 1), (LOW, 1, 1)),
        (NINE, (LOW, 6, 2), (HIGH, 7, 2)), (NINE, (HIGH, 8, 1), (HIGH, 9, 1)),
        (NINE, (HIGH, 9, 1), None), (FIVE_FOUR, (LOW, 5, 1), (HIGH, 6, 1)),
        (FIVE_FOUR, (LOW, 4, 1), (LOW, 5, 1)), (FIVE_FOUR, (HIGH, 6, 1), (HIGH, 7, 1)),
        (Ladder(5, has_junior=False), (LOW, 5, 3), None), (KINDERGARTEN, (PRE, 2, 1), (PRE, 3, 1)),
        (KINDERGARTEN, (PRE, 4, 0), (PRE, 0, 0)), (KINDERGARTEN, (PRE, 0, 0), (LOW, 1, 1)),
        (SIX, (PRE, 1, 0), (PRE, 2, 0)), (SIX, (PRE, 4, 2), (LOW, 1, 2)),
        (NO_ENTRY, (PRE, 0, 1), None),
    ],
)  # fmt: skip
def test_a_class_goes_up_a_grade(
    ladder: Ladder, now: tuple[Stage, int, int], then: tuple[Stage, int, int] | None
) -> None:
    assert ladder.after(ClassName(*now)) == (then and ClassName(*then))


@pytest.mark.parametrize(
    ("grade", "choices", "fate"),
    [
        (3, {}, (Fate.UP, "四年级1班")),
        (6, {}, (Fate.GRADUATES, "")),
        (3, {"repeating": {1}}, (Fate.REPEATS, "三年级1班")),
        (6, {"repeating": {1}}, (Fate.REPEATS, "六年级1班")),
    ],
)
def test_a_village_school_of_one_class(
    village: Village, grade: int, choices: dict[str, Any], fate: tuple[Fate, str]
) -> None:
    village.in_grade(grade)
    assert village.fate(**choices) == fate


def test_五四制_ends_with_the_fifth_grade(village: Village) -> None:
    village.set_primary_years(5)
    village.in_grade(5)
    assert village.fate() == (Fate.GRADUATES, "")
    village.school_class(8, stage=HIGH)
    assert village.fate() == (Fate.UP, "六年级1班")


def test_the_classes_that_are_missing_are_made(village: Village) -> None:
    village.child(village.school_class(3, 2))
    plan = open_term(village.office, NEXT).plan
    assert plan.new_classes == ("四年级2班",)
    assert village.classes_in(NEXT) == [("primary", 4, 2)]
    assert len(village.rows(SchoolClass)) == 2


@pytest.mark.parametrize(
    ("preschool", "fate"),
    [(Preschool.FIRST_GRADE, (Fate.UP, "一年级1班")), (Preschool.LEAVES, (Fate.GRADUATES, ""))],
)
def test_the_last_preschool_year_enters_or_leaves(
    village: Village, preschool: Preschool, fate: tuple[Fate, str]
) -> None:
    village.child(village.school_class(0, stage=PRE))
    assert village.plan().asks_preschool
    assert village.fate(preschool=preschool) == fate


def test_a_grade_the_branch_does_not_keep_goes_to_the_main_campus(village: Village) -> None:
    village.child(village.school_class(3, campus="柳溪教学点"))
    assert village.fate() == (Fate.UP, "柳溪教学点四年级1班")
    village.school_class(4)
    assert village.fate() == (Fate.UP, "四年级1班")
    assert village.plan().asks_branches
    assert village.fate(branches_move_up=False) == (Fate.UP, "柳溪教学点四年级1班")


def test_juniors_are_where_the_school_keeps_them(village: Village) -> None:
    village.school_class(7, stage=HIGH)
    village.child(village.school_class(6, campus="柳溪教学点"))
    assert village.fate() == (Fate.UP, "七年级1班")


def test_who_graduates_leaves_and_so_do_the_mentors(village: Village) -> None:
    child = village.in_grade(6)
    for kind in (MentorKind.TEACHER, MentorKind.VOLUNTEER):
        village.pair(child, kind)
    over = village.pair(child, MentorKind.PUPIL, to_on=date(2027, 4, 1), ended_why="转走")
    plan = open_term(village.office, NEXT).plan
    (period,) = village.rows(RegisterPeriod)
    assert (period["left_on"], period["left_why"]) == (LAST_DAY, LeaveReason.GRADUATED)
    ends = {row["id"]: (row["to_on"], row["ended_why"]) for row in village.rows(Pairing)}
    assert ends.pop(over) == (date(2027, 4, 1), "转走")
    assert set(ends.values()) == {(LAST_DAY, "儿童离校（毕业）")}
    assert (plan.pairings_ended, plan.leave_on) == (2, LAST_DAY)


@pytest.mark.parametrize("ended", [frozenset[MentorKind](), {MentorKind.HOMEROOM_TEACHER}])
def test_who_keeps_the_mentor_is_chosen(village: Village, ended: frozenset[MentorKind]) -> None:
    child = village.in_grade(2)
    for kind in (MentorKind.HOMEROOM_TEACHER, MentorKind.CARING_MOTHER):
        village.pair(child, kind)
    choices = Choices(ended_kinds=frozenset(ended))
    plan = open_term(village.office, NEXT, choices).plan
    assert dict(plan.pairings) == {
        MentorKind.HOMEROOM_TEACHER: 1,
        MentorKind.CARING_MOTHER: 1,
    }
    assert [row["to_on"] for row in village.rows(Pairing)] == [
        date(2027, 9, 1) if ended else None,
        None,
    ]
    assert plan.pairings_ended == len(ended)


def test_pupils_not_in_care_move_up_too(village: Village) -> None:
    third, sixth = village.school_class(3), village.school_class(6)
    village.child(third)
    pupils = [village.pupil(third), village.pupil(sixth)]
    plan = open_term(village.office, NEXT).plan
    assert (plan.pupils_up, plan.pupils_graduating) == (1, 1)
    moved = [row["pupil_id"] for row in village.rows(PupilClass)]
    assert moved == [*pupils, pupils[0]]
    left = {row["pupil_id"] for row in village.rows(RegisterPeriod) if row["left_on"]}
    assert left == {pupils[1]}


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2027, 7, 5), "截止日之后"), (date(2027, 9, 2), "不能晚于新学期第一天")],
)
def test_the_day_of_leaving_lies_between_the_stocks(village: Village, day: date, said: str) -> None:
    village.in_grade(6)
    with pytest.raises(InputProblem, match=said) as caught:
        village.plan(leave_on=day)
    assert caught.value.field == "leave_on"
    assert village.plan(leave_on=date(2027, 7, 6)).leave_on == date(2027, 7, 6)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"entered_on": date(2027, 9, 3)}, "才入册"),
        ({"left_on": date(2027, 9, 8)}, "已登记2027-09-08离校"),
    ],
)
def test_what_speaks_against_graduating_is_said(
    village: Village, changes: dict[str, date], note: str
) -> None:
    village.in_grade(6, **changes)
    (row,) = village.plan().rows
    assert row.fate is Fate.UNPLACED
    assert note in row.note


def test_a_pairing_planned_for_after_the_leaving_is_said(village: Village) -> None:
    child = village.in_grade(6)
    village.pair(child, MentorKind.TEACHER, from_on=date(2027, 9, 1))
    (row,) = village.plan().rows
    assert (row.fate, "有结对从2027-09-01开始" in row.note) == (Fate.UNPLACED, True)
