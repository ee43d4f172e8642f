"""Facts that the national export lacks and a school's own roster has: 外出时间, 困境类型, 照料."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.words import Care, Hardship, ParentStatus
from liushou_desk.models import CaregiverPeriod, SheetHardship, Whereabouts
from tests.importing.workbooks import FAR, Person, left_behind, national_id
from tests.services.imports.desk import Desk, doubts, verdicts

HEADINGS = (
    "姓名", "身份证号", "班级", "父亲", "父亲去向", "父亲职务", "父亲现住址", "父亲务工地",
    "父亲外出时间", "父亲监护能力", "母亲", "母亲去向", "母亲外出务工时间", "监护人", "与学生关系",
    "困境类型", "照料方式",
)  # fmt: skip
AWAY = {"父亲": "柏大山", "父亲去向": "外出", "父亲务工地": FAR, "父亲外出时间": "2024年3月"}


def take(desk: Desk, **cells: Any) -> Any:
    """Import one child with these cells; returns the row's outcome."""
    person: Person = {"姓名": "柏小二", "身份证号": national_id(1), "班级": "五年级2班", **cells}
    (outcome,) = desk.take(person, headings=HEADINGS).outcomes
    return outcome


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-15", date(2024, 3, 15)),
        (date(2024, 3, 15), date(2024, 3, 15)),
        ("2024年3月", date(2024, 3, 1)),
        ("2024.03", date(2024, 3, 1)),
        (202403, date(2024, 3, 1)),
        (20240315, date(2024, 3, 15)),
    ],
)
def test_since_when_a_parent_is_away(desk: Desk, written: Any, day: date) -> None:
    assert not take(desk, **AWAY | {"父亲外出时间": written}).doubts
    where = desk.only(Whereabouts)
    assert (where["status"], where["place"]) == (ParentStatus.WORKS_AWAY, FAR)
    assert (where["away_since"], where["from_on"]) == (day, None)


def test_since_when_the_mother_and_a_numbered_member_are_away(desk: Desk) -> None:
    take(desk, 母亲="蓝采", 母亲去向="外出就医", 母亲外出务工时间="2025-01-02")
    mother = desk.only(Whereabouts)
    assert mother["status"] is ParentStatus.AWAY_OTHERWISE
    assert mother["away_since"] == date(2025, 1, 2)
    headings = [*left_behind(3), "成员2外出时间"]
    desk.take(left_behind(3, 成员2外出时间="2023-02-01"), headings=headings)
    assert desk.rows(Whereabouts)[-1]["away_since"] == date(2023, 2, 1)


@pytest.mark.parametrize("written", ["2024年", "前年", "2024年13月"])
def test_time_that_tells_too_little_is_doubtful(desk: Desk, written: str) -> None:
    outcome = take(desk, **AWAY | {"父亲外出时间": written})
    assert list(doubts(outcome)) == ["I2"]
    assert desk.only(Whereabouts)["away_since"] is None


@pytest.mark.parametrize(("said", "kept"), [("在家", 1), ("", 0)])
def test_time_of_a_parent_who_is_not_away_is_told_and_not_kept(
    desk: Desk, said: str, kept: int
) -> None:
    outcome = take(desk, 父亲="柏大山", 父亲去向=said, 父亲外出时间="2024-03-15")
    assert "外出时间，没有记入" in doubts(outcome)["I2"]
    assert [row["away_since"] for row in desk.rows(Whereabouts)] == [None] * kept


def test_time_told_later_is_the_same_absence_and_a_blank_erases_nothing(desk: Desk) -> None:
    take(desk, **AWAY | {"父亲外出时间": "", "父亲监护能力": ""})
    assert take(desk, **AWAY | {"父亲监护能力": "无"}).verdict == "changed"
    where = desk.only(Whereabouts)
    assert (where["away_since"], where["able_to_care"]) == (date(2024, 3, 1), False)
    before = desk.digest()
    assert take(desk, **AWAY).verdict == "unchanged"
    assert take(desk, **AWAY | {"父亲外出时间": ""}).verdict == "unchanged"
    assert desk.digest() == before


def test_stated_whereabouts_count_for_more_than_the_rest(desk: Desk) -> None:
    take(desk, 父亲="柏大山", 父亲去向="在家", 父亲职务="务工", 父亲现住址=FAR)
    assert desk.only(Whereabouts)["status"] is ParentStatus.AT_HOME


def test_no_place_written_out_is_no_place(desk: Desk) -> None:
    take(desk, 父亲="柏大山", 父亲去向="外出就医", 父亲务工地="无")
    where = desk.only(Whereabouts)
    assert (where["status"], where["place"]) == (ParentStatus.AWAY_OTHERWISE, None)


def test_several_hardships_in_one_cell(desk: Desk) -> None:
    outcome = take(desk, 困境类型="低保、脱贫户，低保; 很穷")
    assert list(doubts(outcome)) == ["P2"]
    ticked = [Hardship.LOW_INCOME, Hardship.POVERTY_RELIEVED]
    assert [row["hardship"] for row in desk.rows(SheetHardship)] == ticked
    before = desk.digest()
    assert take(desk, 困境类型="").verdict == take(desk, 困境类型="无").verdict == "unchanged"
    assert desk.digest() == before
    assert take(desk, 困境类型="重病").verdict == "changed"
    assert [row["hardship"] for row in desk.rows(SheetHardship)] == [
        *ticked,
        Hardship.SERIOUS_ILLNESS,
    ]


@pytest.mark.parametrize(
    ("written", "care", "by_member"),
    [
        ("祖辈", Care.GRANDPARENTS, True),
        ("奶奶", Care.GRANDPARENTS, True),
        ("独自", Care.ALONE, False),
        ("代管家长", Care.PROXY_PARENT, False),
    ],
)
def test_stated_care(desk: Desk, written: str, care: Care, by_member: bool) -> None:
    cells = {"监护人": "秋奶奶", "与学生关系": "奶奶", "照料方式": written}
    take(desk, **cells)
    period = desk.only(CaregiverPeriod)
    assert (period["care"], period["member_id"] is not None) == (care, by_member)
    assert take(desk, **cells).verdict == "unchanged"


def test_headings_not_read_are_in_the_result(desk: Desk) -> None:
    result = desk.take(left_behind(1))
    assert "血型" in result.unknown_headings
    assert verdicts(result) == ["new"]
