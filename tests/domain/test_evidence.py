"""Where a parent is, from what a workbook's row says; silence stays silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.evidence import parent_status
from liushou_desk.domain.words import ParentStatus

HOME = "青石镇大坪村2组38号"
AWAY, AT_HOME = ParentStatus.WORKS_AWAY, ParentStatus.AT_HOME
OTHERWISE = ParentStatus.AWAY_OTHERWISE


@pytest.mark.parametrize(
    ("duty", "work", "status"),
    [
        ("务工", "电子厂", AWAY),
        ("", "广东打工", AWAY),
        ("外出", "", OTHERWISE),
        ("外出就医", "", OTHERWISE),
        ("外出求学", "", OTHERWISE),
        ("其他外出", "", OTHERWISE),
        ("外出务工", "", AWAY),
        ("", "外出打工", AWAY),
        ("不在家", "", None),
        ("已故", "", ParentStatus.DECEASED),
        ("", "2019年病故", ParentStatus.DECEASED),
        ("失联", "务工", ParentStatus.LOST_CONTACT),
        ("服刑", "", ParentStatus.DETAINED),
        ("离异", "", ParentStatus.LIVES_APART),
        ("", "母亲改嫁", ParentStatus.LIVES_APART),
        ("务农", "", AT_HOME),
        ("", "在家种植", AT_HOME),
    ],
)
def test_words_about_work_and_life_decide_first(
    duty: str, work: str, status: ParentStatus | None
) -> None:
    assert parent_status(duty, work, "", HOME) is status


@pytest.mark.parametrize(
    "said", ["未外出务工", "没有外出", "无务工", "不外出打工", "未务工", "在家务工", "本地打工"]
)
def test_who_has_not_gone_away_is_at_home(said: str) -> None:
    assert parent_status("", said, "", HOME) is parent_status(said, "", HOME, HOME) is AT_HOME


@pytest.mark.parametrize(
    "said",
    ["不再外出务工", "没出去打工", "未出门打工", "本村务工", "镇上打工", "原在外打工，现在家"],
)
def test_who_no_longer_goes_away_is_at_home(said: str) -> None:
    assert parent_status(said, "", "", HOME) is AT_HOME


@pytest.mark.parametrize(
    "said",
    ["曾外出务工", "外出务工（2024年返乡）", "打工回来了", "外出已归", "准备外出务工", "原在外务工",
     "偶尔外出", "是否外出", "未去世", "未失联", "未离异"],
)  # fmt: skip
def test_what_was_or_may_be_tells_of_no_place(said: str) -> None:
    assert parent_status(said, "", "", HOME) is None


def test_a_town_called_like_another_time_is_a_town() -> None:
    assert parent_status("太原打工", "", "", HOME) is AWAY


@pytest.mark.parametrize("work", ["", "物流公司", "个体", "自谋职业", "教师", "/", "无"])
def test_a_job_alone_says_nothing(work: str) -> None:
    assert parent_status("", work, "", HOME) is None


@pytest.mark.parametrize(
    ("address", "home"),
    [
        (HOME, HOME),
        ("大坪村2组38号", HOME),
        ("石门县青石镇大坪村2组38号", HOME),
        ("青石镇大坪村11组2号", HOME),
        ("湖南省石门县青石镇大坪村", HOME),
    ],
)
def test_the_child_s_own_village_is_home(address: str, home: str) -> None:
    assert parent_status("", "", address, home) is AT_HOME


@pytest.mark.parametrize(
    "address",
    ["广东省东莞市", "广东东莞", "上海市松江区", "江苏省苏州市工业园区", "现住浙江省温州市"],
)
def test_another_province_is_away(address: str) -> None:
    assert parent_status("", "", address, HOME) is AWAY
    assert parent_status("", "", address, f"湖南省石门县{HOME}") is AWAY


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("", HOME),
        ("湖南省石门县青石镇", HOME),
        ("湖南省长沙市", f"湖南省石门县{HOME}"),
        ("石门县城关镇", HOME),
        ("石门县城关镇上海路3号", HOME),
        ("城关镇南京东路5号", HOME),
        ("青石镇河南村5组", HOME),
        ("青石镇河南村5组", "青石镇河北村2组"),
        ("县城租房", ""),
    ],
)
def test_what_leaves_it_open_stays_open(address: str, home: str) -> None:
    assert parent_status("", "", address, home) is None


def test_words_count_for_more_than_the_address() -> None:
    assert parent_status("务工", "", HOME, HOME) is AWAY


@pytest.mark.parametrize("status", ParentStatus)
def test_word_of_the_list_stands_against_all_else(status: ParentStatus) -> None:
    assert parent_status(status.label, "", "广东省东莞市", HOME) is status
    assert parent_status(status.label, "电子厂", HOME, HOME) is status


@pytest.mark.parametrize("duty", ["在家", "在家务农", "居家带孩子"])
def test_stated_at_home_counts_for_more_than_the_address(duty: str) -> None:
    assert parent_status(duty, "", "广东省东莞市", HOME) is AT_HOME


@pytest.mark.parametrize(
    ("place", "status"),
    [("东莞", AWAY), ("无", OTHERWISE), ("", OTHERWISE), ("在家", AT_HOME)],
)
def test_place_of_work_makes_going_out_work(place: str, status: ParentStatus) -> None:
    assert parent_status("外出", "", HOME, HOME, place) is status


@given(st.text(max_size=20))
def test_nothing_said_about_the_parent_is_nothing_known(home: str) -> None:
    assert parent_status("", "", "", home) is None
