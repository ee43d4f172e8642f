"""Households of siblings, where parents are, who looks after a child: closed, not lost."""

from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import Care, ParentStatus, Relation
from liushou_desk.models import (
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Whereabouts,
)
from tests.importing.workbooks import FAR, Person, left_behind, member, pupil
from tests.services.imports.desk import Desk, doubts, verdicts

TODAY = date(2026, 11, 21)
FATHER = member(2, "柏大山", "父亲", phone="13910009999", address=FAR)


def sibling(serial: int, **changes: str) -> Person:
    """A child of the same father."""
    person = left_behind(serial, **FATHER, **member(1, "秋奶奶", "祖母", guardian="是"))
    return person | {"成员2职务": "务工"} | changes


def test_siblings_share_a_household(desk: Desk) -> None:
    desk.take(sibling(1), sibling(3))
    assert (desk.count(Child), desk.count(Household)) == (2, 1)
    assert [row["relation"] for row in desk.rows(FamilyMember)] == [
        Relation.GRANDMOTHER,
        Relation.FATHER,
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"成员2联系电话": "13910008888"},
        {"成员2联系电话": ""},
        {"现住址": "石门村"},
        {"成员2姓名": "柏大川"},
    ],
)
def test_others_do_not(desk: Desk, changes: dict[str, str]) -> None:
    desk.take(sibling(1), sibling(3, **changes))
    assert desk.count(Household) == 2


CONFLICTS = {
    "成员1联系电话": ("13930001111", "13930002222"),
    "成员2是否监护人": ("否", "是"),
    "成员2关系说明": ("在宁波", "在温州"),
}


@pytest.mark.parametrize("heading", CONFLICTS)
def test_conflict_between_siblings_is_doubtful_and_stable(desk: Desk, heading: str) -> None:
    people = [sibling(n, **{heading: v}) for n, v in zip((1, 3), CONFLICTS[heading], strict=True)]
    first = desk.take(*people)
    before = desk.digest(journal=True)
    again = desk.take(*people)
    for result in (first, again):
        (reason,) = doubts(result.outcomes[1]).values()
        assert "第2行" in reason
        assert not result.outcomes[0].doubts
    assert verdicts(again) == ["unchanged", "unchanged"]
    assert desk.digest(journal=True) == before


def test_conflicting_whereabouts_of_one_father(desk: Desk) -> None:
    people = [sibling(1), sibling(3, **{"成员2现住址": "广东省东莞市"})]
    desk.take(*people)
    before = desk.digest(journal=True)
    again = desk.take(*people)
    assert "父亲去向" in next(iter(doubts(again.outcomes[1]).values()))
    assert desk.digest(journal=True) == before
    assert desk.only(Whereabouts)["place"] == FAR


def test_addresses_of_siblings_that_part(desk: Desk) -> None:
    desk.take(sibling(1), sibling(3))
    parted = [sibling(1, 现住址="石门村1组"), sibling(3)]
    result = desk.take(*parted)
    assert "现住址" in next(iter(doubts(result.outcomes[1]).values()))
    before = desk.digest(journal=True)
    assert verdicts(desk.take(*parted)) == ["unchanged", "unchanged"]
    assert desk.digest(journal=True) == before


def test_second_sibling_adds_what_the_first_left_blank(desk: Desk) -> None:
    people = [sibling(1), sibling(3, **{"成员1联系电话": "13930002222", "成员2工作单位": "鞋厂"})]
    people[0]["成员2工作单位"] = ""
    result = desk.take(*people)
    assert not list(result.doubtful())
    assert desk.rows(FamilyMember)[0]["phone"] == "13930002222"
    assert desk.only(Whereabouts)["work"] == "鞋厂"
    assert verdicts(desk.take(*people)) == ["unchanged", "unchanged"]


def test_two_fathers_in_one_row(desk: Desk) -> None:
    person = left_behind(1, **member(1, "柏大水", "父亲", phone="13910000007"))
    result = desk.take(person)
    assert doubts(result.outcomes[0])
    assert verdicts(desk.take(person)) == ["unchanged"]


def test_parent_who_is_not_listed_has_no_whereabouts(desk: Desk) -> None:
    desk.take(left_behind(1))
    fathers = [r for r in desk.rows(FamilyMember) if r["relation"] is Relation.FATHER]
    assert [row["member_id"] for row in desk.rows(Whereabouts)] == [fathers[0]["id"]]


def test_parent_of_whom_nothing_is_said(desk: Desk) -> None:
    desk.take(left_behind(1, **member(2, "柏大1", "父亲", address="")))
    assert desk.count(Whereabouts) == 0


SAID = {
    "去世": ParentStatus.DECEASED, "失联": ParentStatus.LOST_CONTACT, "服刑": ParentStatus.DETAINED,
    "离异": ParentStatus.LIVES_APART, "外出务工": ParentStatus.WORKS_AWAY,
    "务农": ParentStatus.AT_HOME, "未外出": ParentStatus.AT_HOME,
}  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_duty_tells_where_a_parent_is(desk: Desk, said: str) -> None:
    desk.take(left_behind(1, **member(2, "柏大1", "父亲", address="")) | {"成员2职务": said})
    assert desk.only(Whereabouts)["status"] is SAID[said]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("贵州省遵义市云岭镇青石坪村3组8号", ParentStatus.AT_HOME),
        ("云岭镇青石坪村1组", ParentStatus.AT_HOME),
        ("贵州省遵义市云岭镇石门村", None),
        ("县城上海路12号", None),
        ("广东省东莞市长安镇", ParentStatus.WORKS_AWAY),
        ("上海市松江区", ParentStatus.WORKS_AWAY),
    ],
)
def test_address_tells_where_a_parent_is(
    desk: Desk, address: str, status: ParentStatus | None
) -> None:
    desk.take(left_behind(1, **member(2, "柏大1", "父亲", address=address)))
    assert [row["status"] for row in desk.rows(Whereabouts)] == ([status] if status else [])


def test_father_comes_home(desk: Desk) -> None:
    desk.take(left_behind(1))
    desk.take(left_behind(1, **member(2, "柏大1", "父亲", phone="13910000001")))
    away, home = desk.rows(Whereabouts)
    assert (away["status"], away["to_on"]) == (ParentStatus.WORKS_AWAY, TODAY)
    assert (home["status"], home["from_on"]) == (ParentStatus.AT_HOME, TODAY)
    assert (home["to_on"], home["place"]) == (None, None)


def test_fewer_words_about_the_same_absence_change_nothing(desk: Desk) -> None:
    desk.take(left_behind(1))
    before = desk.digest()
    bare = left_behind(1, 成员2工作单位="", 成员2现住址="")
    assert verdicts(desk.take(bare)) == ["unchanged"]
    assert desk.digest() == before


def test_other_place_keeps_what_the_clerk_wrote(desk: Desk) -> None:
    desk.take(left_behind(1))
    typed = {"away_since": date(2024, 3, 1), "able_to_care": False}
    with desk.office.action("填写外出时间") as session:
        session.execute(sa.update(Whereabouts).values(**typed))
    desk.take(left_behind(1, 成员2现住址="广东省东莞市"))
    now = desk.rows(Whereabouts)[-1]
    assert now["place"] == "广东省东莞市"
    assert {key: now[key] for key in typed} == typed


def test_caregiver_changes(desk: Desk) -> None:
    desk.take(left_behind(1))
    desk.take(left_behind(1, **member(1, "蓝姑姑", "其他", guardian="是"), 成员1关系说明="姑母"))
    before, now = desk.rows(CaregiverPeriod)
    assert (before["care"], before["to_on"]) == (Care.GRANDPARENTS, TODAY)
    assert (now["care"], now["from_on"], now["to_on"]) == (Care.RELATIVES, TODAY, None)


def test_guardian_who_is_away_does_not_look_after(desk: Desk) -> None:
    person = left_behind(1) | {"成员1是否监护人": "否", "成员2是否监护人": "是"}
    desk.take(person)
    assert desk.count(CaregiverPeriod) == 0


def test_boarding_changes(desk: Desk) -> None:
    desk.take(left_behind(1))
    desk.take(left_behind(1, 就读方式="住校"))
    day, boards = desk.rows(BoardingPeriod)
    assert (day["boards"], day["from_on"], day["to_on"]) == (False, None, TODAY)
    assert (boards["boards"], boards["from_on"], boards["to_on"]) == (True, TODAY, None)


DISAGREE = [
    pupil(1, 是否留守儿童="双亲留守儿童"),
    pupil(1, 是否留守儿童="单亲留守儿童"),
    pupil(1, 成员1职务="外出务工", 成员1现住址=FAR),
    left_behind(1, 是否留守儿童="非留守儿童"),
    left_behind(1, 是否孤儿="是"),
    left_behind(1, 成员2职务="去世", 成员2现住址=""),
]


@pytest.mark.parametrize("person", DISAGREE)
def test_mark_against_the_facts_is_doubtful_with_its_cell(desk: Desk, person: Person) -> None:
    result = desk.take(person)
    assert verdicts(result) == ["new"]
    assert list(doubts(result.outcomes[0])) == ["AA2"]


AGREE = [
    left_behind(1),
    pupil(1),
    pupil(1, 是否孤儿="是", 成员1姓名="", 成员2姓名=""),
    pupil(1, 是否留守儿童="单亲留守儿童", 成员1职务="外出务工", 成员1现住址=FAR),
    pupil(1, 是否留守儿童="双亲留守儿童", 成员1姓名="", 成员2姓名=""),
    pupil(1, 是否留守儿童=""),
]


@pytest.mark.parametrize("person", AGREE)
def test_mark_that_the_facts_allow(desk: Desk, person: Person) -> None:
    assert not list(desk.take(person).doubtful())


@pytest.mark.parametrize("model", [BoardingPeriod, CaregiverPeriod, Whereabouts])
def test_what_was_ended_and_is_stated_again_begins_then(
    desk: Desk, model: type[BoardingPeriod | CaregiverPeriod | Whereabouts]
) -> None:
    desk.take(sibling(1))
    ended_on = date(2026, 11, 1)
    with desk.office.action("结束") as session:
        session.execute(sa.update(model).values(to_on=ended_on))
    desk.take(sibling(1))
    spans = {(row["from_on"], row["to_on"]) for row in desk.rows(model)}
    assert spans == {(None, ended_on), (TODAY, None)}
