"""Proposals accepted and children handed over: one action each, true dates, nothing lost."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import ClassTeacher, Pairing, SchoolProfile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.pairings import (
    begin_pairings,
    end_pairing,
    hand_over,
    list_mentors,
    list_pairings,
    plan_pairings,
    plan_succession,
)
from tests import factories as make
from tests.services.working import sentences

DAY = timedelta(days=1)
SEPTEMBER, NOVEMBER = date(2026, 9, 14), date(2026, 11, 16)


def small_school(session: Session) -> dict[str, int]:
    """Two of a home and one alone in one class, led by a teacher; who else might help."""
    home = make.make_household(session).id
    term, of_class = make.make_term(session), make.make_class(session)
    ids: dict[str, int] = {}
    for name, household in (("张小雨", home), ("张小雪", home), ("李小山", None)):
        child = make.make_child(session, name=name, household_id=household, village="柳溪村")
        ids[name] = child.id
    for name, kind in (
        ("陈老师", MentorKind.HOMEROOM_TEACHER), ("王老师", MentorKind.TEACHER),
        ("赵亮", MentorKind.PUPIL), ("钱妈妈", MentorKind.CARING_MOTHER),
    ):  # fmt: skip
        ids[name] = make.make_mentor(session, name=name, kind=kind).id
    session.add(ClassTeacher(class_id=of_class.id, term_id=term.id, mentor_id=ids["陈老师"]))
    return ids


@pytest.fixture
def ids(office: OfficeFile) -> dict[str, int]:
    with office.action("学校") as session:
        make.make_profile(session, mentor_limit=2)
        return small_school(session)


def test_a_proposal_is_accepted_as_one_step(office: OfficeFile, ids: dict[str, int]) -> None:
    plan = plan_pairings(office, make.TERM_CODE)
    assert [(row.child, row.mentor_id) for row in plan.rows] == [
        ("张小雨", ids["陈老师"]), ("张小雪", ids["陈老师"]), ("李小山", ids["王老师"]),
    ]  # fmt: skip
    assert plan.rows[0].reason == "兄弟姐妹2名在一起，本班班主任，现在没有带儿童"
    assert [taker.name for taker in plan.takers] == ["王老师", "陈老师"]
    given = {row.child_id: row.mentor_id for row in plan.rows if row.mentor_id}
    assert begin_pairings(office, given, SEPTEMBER) == 3
    assert sentences(office)[0].startswith("按建议结对3对")
    assert {row.name: row.load.told for row in list_mentors(office)} == {
        "陈老师": "已满", "王老师": "还可带1名", "赵亮": "小老师", "钱妈妈": "空闲",
    }  # fmt: skip
    assert plan_pairings(office, make.TERM_CODE).rows == ()
    office.undo()
    assert plan_pairings(office, make.TERM_CODE) == plan


def test_a_pupil_covers_nobody_and_no_room_is_said(office: OfficeFile, ids: dict[str, int]) -> None:
    with office.action("学校") as session:
        for child in ("张小雨", "李小山"):
            session.add(Pairing(child_id=ids[child], mentor_id=ids["赵亮"], from_on=SEPTEMBER))
        for _ in range(2):
            mine = make.make_child(session)
            session.add(Pairing(child_id=mine.id, mentor_id=ids["王老师"], from_on=SEPTEMBER))
        session.scalars(sa.select(SchoolProfile)).one().mentor_limit = 1
    rows = plan_pairings(office, make.TERM_CODE).rows
    assert [row.mentor_id for row in rows].count(None) == 2
    assert {row.reason for row in rows if row.mentor_id is None} == {"可以结对的帮扶人都已带满"}


def test_all_children_of_a_mentor_are_handed_over(office: OfficeFile, ids: dict[str, int]) -> None:
    mine = {ids[name]: ids["陈老师"] for name in ("张小雨", "张小雪", "李小山")}
    begin_pairings(office, mine, SEPTEMBER)
    begin_pairings(office, {ids["李小山"]: ids["王老师"]}, SEPTEMBER)
    plan = plan_succession(office, make.TERM_CODE, ids["陈老师"])
    assert {row.child_id for row in plan.rows} == set(mine)
    assert [taker.name for taker in plan.takers] == ["王老师"]
    moved = dict.fromkeys(mine, ids["王老师"])
    assert hand_over(office, ids["陈老师"], moved, NOVEMBER, "教师调离") == 3
    rows = list_pairings(office, make.TERM_CODE)
    ended = [row for row in rows if row.mentor_id == ids["陈老师"]]
    assert {(row.to_on, row.ended_why) for row in ended} == {(NOVEMBER - DAY, "教师调离")}
    begun = sorted(row.from_on for row in rows if row.is_current and row.from_on)
    assert begun == [SEPTEMBER, NOVEMBER, NOVEMBER]
    assert sentences(office)[0].startswith("移交结对3名")
    office.undo()
    assert {row.to_on for row in list_pairings(office, make.TERM_CODE)} == {None}


def test_a_hand_over_wants_children_a_reason_and_a_later_day(
    office: OfficeFile, ids: dict[str, int]
) -> None:
    child, old, new = ids["张小雨"], ids["陈老师"], ids["王老师"]
    begin_pairings(office, {child: old}, SEPTEMBER)
    for given, day, why, field in (
        ({}, NOVEMBER, "调离", "children"),
        ({child: new}, NOVEMBER, " ", "ended_why"),
        ({child: new}, SEPTEMBER, "调离", "from_on"),
        ({ids["李小山"]: new}, NOVEMBER, "调离", "children"),
    ):
        with pytest.raises(InputProblem) as caught:
            hand_over(office, old, given, day, why)
        assert caught.value.field == field
    begin_pairings(office, {child: new}, NOVEMBER + DAY)
    with pytest.raises(RuleConflict, match="已有结对"):
        hand_over(office, old, {child: new}, NOVEMBER, "调离")
    assert all(row.to_on is None for row in list_pairings(office, make.TERM_CODE))


def test_who_helped_before_is_asked_first(office: OfficeFile, ids: dict[str, int]) -> None:
    begin_pairings(office, {ids["李小山"]: ids["王老师"]}, SEPTEMBER)
    (row,) = list_pairings(office, make.TERM_CODE)
    end_pairing(office, row.pairing_id, SEPTEMBER, "产假")
    rows = {row.child: row for row in plan_pairings(office, make.TERM_CODE).rows}
    assert rows["李小山"].mentor_id == ids["王老师"]
    assert rows["李小山"].reason.startswith("以前带过")


def test_a_stranger_gets_nobody(office: OfficeFile, ids: dict[str, int]) -> None:
    with pytest.raises(InputProblem):
        begin_pairings(office, {ids["李小山"]: 999}, SEPTEMBER)
    assert list_pairings(office, make.TERM_CODE) == ()
