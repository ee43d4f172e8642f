"""What a child is found by as one types: names, pinyin, tails, places, people; and namesakes."""

from datetime import date

import pytest

from liushou_desk.domain.search import matches
from liushou_desk.domain.words import Care, ParentStatus, Relation, Returns
from liushou_desk.services.facts.naming import picks
from liushou_desk.services.facts.readings import complete_readings
from liushou_desk.services.register.picking import children_to_pick
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.register.unmask import note_seen
from liushou_desk.services.truth.more import roster_more
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, Register

NUMBER = national_id(7)


def search_of(register: Register, **values: object) -> str:
    register.new(**values)
    complete_readings(register.office)
    (row,) = roster_rows(register.office, TERM)
    return row.search


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单小雨", "shanxiaoyu"), ("仇大伟", "qdw"), ("解文静", "xwj"), ("区小明", "ouxiaoming"),
        ("查理", "zhali"), ("曾芳", "zengf"), ("尉迟恭", "yuchigong"), ("欧阳雪", "oyx"),
        ("朴正", "piaozheng"), ("盖伟", "gw"), ("缪红", "miaohong"), ("翟亮", "zhail"),
        ("吕布", "lvbu"), ("吕布", "lubu"), ("单小雨", "xiaoyu"), ("阿依·古丽", "ayiguli"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(register: Register, name: str, typed: str) -> None:
    assert matches(search_of(register, child__name=name), typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("单小雨", "danxiaoyu"), ("曾芳", "cengfang"), ("查理", "chali")]
)
def test_no_surname_is_read_as_a_word(register: Register, name: str, typed: str) -> None:
    assert not matches(search_of(register, child__name=name), typed)


WHOLE = {
    "child__name": "张文静",
    "child__former_name": "张静静",
    "child__phone": "13812340001",
    "child__national_id": NUMBER,
    "child__student_number": f"G{NUMBER}",
    "child__remarks": "奶奶腿脚不便",
    "household__home_address": "白果镇柳溪村3组",
    "father__name": "张建国",
    "father__phone": "15900005678",
    "class": "三年级2班",
    "caregiver_period__care": Care.GRANDPARENTS,
    "caregiver__name": "王秀兰",
    "caregiver__relation": Relation.GRANDMOTHER,
    "caregiver__phone": "13700009999",
}


@pytest.mark.parametrize(
    "typed",
    [
        *("张文静", "文静", "zhangwenjing", "zwj", "zhangwj", "ZWJ", "Zwj", "ｚｗｊ", "张静静"),
        *("0001", "１２３４０００１", "5678", "9999", NUMBER[-4:], NUMBER[-4:].lower(), NUMBER),
        *(f"g{NUMBER}", f"G{NUMBER}"),
        *("柳溪", "白果镇柳溪村", "王秀兰", "wxl", "wangxiulan", "祖母", "腿脚", "三年级2班"),
        *("zwj 柳溪", "柳溪 zwj", "张 0001", "wxl 三年级", "  zwj　柳溪  ", "zwj 柳溪 9999"),
    ],
)
def test_a_child_is_found_by_all_that_is_known(found_by: str, typed: str) -> None:
    assert matches(found_by, typed)


@pytest.mark.parametrize("typed", ["zwj 桃园", "xyz", "000", "zwj 8888", "1234", "tuijiao"])
def test_every_word_must_be_met(found_by: str, typed: str) -> None:
    assert not matches(found_by, typed)


@pytest.fixture
def found_by(register: Register) -> str:
    return search_of(register, **WHOLE)


def test_namesakes_are_found_by_what_tells_them_apart(register: Register) -> None:
    for grade, born_on in (("三", date(2016, 3, 5)), ("四", date(2015, 4, 5))):
        register.new(child__name="张伟", child__born_on=born_on, **{"class": f"{grade}年级1班"})
    complete_readings(register.office)
    rows = roster_rows(register.office, TERM)
    for typed, called in (("2016-03", "张伟（三1·2016-03）"), ("zw 四1", "张伟（四1·2015-04）")):
        assert [row.called for row in rows if matches(row.search, typed)] == [called]


def test_namesakes_of_whom_nothing_is_known_are_picked_by_pinyin(register: Register) -> None:
    ids = [register.new(child__name="张伟") for _ in range(2)]
    complete_readings(register.office)
    found = children_to_pick(register.office, TERM)
    assert [pick.called for pick in found] == [f"张伟#{child_id}" for child_id in ids]
    assert all(matches(pick.search, "zw") and matches(pick.search, "张伟") for pick in found)
    with register.office.reading() as session:
        assert [pick.id for pick in picks(session, ids[::-1], TERM)] == ids[::-1]


def test_a_child_whose_parents_want_no_publicity_is_marked_and_counted(register: Register) -> None:
    register.new(child__is_private=True)
    (row,) = roster_rows(register.office, TERM)
    assert row.is_private


def test_further_columns_tell_where_the_parents_are(register: Register) -> None:
    child_id = register.new(
        **WHOLE,
        father__status=ParentStatus.WORKS_AWAY,
        father__place="东莞市",
        father__away_since=date(2024, 3, 1),
        father__returns=Returns.YEARLY,
        mother__name="李红",
        mother__status=ParentStatus.DETAINED,
    )
    more = roster_more(register.office, TERM)[child_id]
    assert more["father.status"] == "2024年3月起在东莞市务工（每年返家）"
    assert (more["mother.name"], more["mother.status"]) == ("李红", "不在家")
    assert (more["father.name"], more["father.phone"]) == ("张建国", "15900005678")
    assert (more["child.national_id"], more["child.student_number"]) == ("已填", "已填")
    assert more["child.remarks"] == "奶奶腿脚不便"


def test_restricted_columns_are_read_when_asked_for_and_noted(register: Register) -> None:
    child_id = register.new(child__disability="听力残疾", hardship="低保、脱贫户")
    assert (
        roster_more(register.office, TERM)[child_id]
        .keys()
        .isdisjoint({"child.disability", "hardship"})
    )
    more = roster_more(register.office, TERM, restricted=True)[child_id]
    assert "残疾" in more["child.disability"]
    assert "低保" in more["hardship"]
    before = register.digest()
    note_seen(register.office, "花名册", ["健康状况"])
    assert register.digest() == before
    assert register.office.undo() == "登记儿童"
