"""摸底核实: one child or a whole class, on a day of the term; the facts in words."""

from datetime import date

import pytest

from liushou_desk.domain.words import Hardship, MentorKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import SheetHardship, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.terms import list_sheets, open_term, sheet_facts, unverify, verify
from tests.models.walk import digest
from tests.services.terms.village import NEXT, Village
from tests.services.working import sentences

TODAY = date(2027, 9, 10)


def test_what_waits_is_the_figure_of_the_unverified(demo: OfficeFile) -> None:
    open_term(demo, NEXT)
    rows = list_sheets(demo, NEXT)
    with demo.reading() as session:
        assert open_book(demo, session, NEXT)["unverified"].value == len(rows)
    chosen = [row.child_id for row in rows if row.school_class == rows[0].school_class]
    before = digest(demo)
    assert verify(demo, NEXT, chosen) == len(chosen)
    now = {row.child_id: row.verified_on for row in list_sheets(demo, NEXT)}
    assert {child for child, day in now.items() if day == TODAY} == set(chosen)
    with demo.reading() as session:
        waiting = open_book(demo, session, NEXT)["unverified"].value
    assert waiting == len(rows) - len(chosen)
    demo.undo()
    assert digest(demo) == before


def test_verified_twice_is_verified_once(village: Village) -> None:
    child = village.in_grade(3)
    open_term(village.office, NEXT)
    assert verify(village.office, NEXT, [child], date(2027, 9, 4)) == 1
    done = digest(village.office)
    assert verify(village.office, NEXT, [child]) == 0
    assert digest(village.office) == done
    assert list_sheets(village.office, NEXT)[0].state == "已核实 9月4日"
    assert unverify(village.office, NEXT, [child]) == 1
    assert unverify(village.office, NEXT, [child]) == 0
    assert [row.state for row in list_sheets(village.office, NEXT)] == ["未核实"]
    assert sentences(village.office)[:2] == ["取消核实1名儿童的摸底表", "核实1名儿童的摸底表"]


def test_who_has_no_sheet_gets_one(village: Village) -> None:
    third = village.school_class(3)
    with_one = village.child(third, hardships=(Hardship.LOW_INCOME,))
    without = village.child(None, "新来的", has_sheet=False)
    with village.office.action("学期") as session:
        from tests import factories as make

        make.make_term(session, code=NEXT, first_on=date(2027, 9, 1), last_on=date(2028, 2, 29))
    assert verify(village.office, NEXT, [with_one, without]) == 2
    new = village.rows(TermSheet)[-2:]
    assert [(row["child_id"], row["class_id"]) for row in new] == [
        (with_one, None),
        (without, None),
    ]
    assert [row["verified_on"] for row in new] == [TODAY, TODAY]
    assert len(village.rows(SheetHardship)) == 2


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2027, 9, 11), "还没有到"), (date(2027, 8, 31), "不在这个学期内")],
)
def test_days_ahead_and_of_other_terms_are_refused(village: Village, on: date, said: str) -> None:
    child = village.in_grade(3)
    open_term(village.office, NEXT)
    with pytest.raises(InputProblem, match=said) as caught:
        verify(village.office, NEXT, [child], on)
    assert caught.value.field == "verified_on"


def test_a_term_to_come_and_one_that_is_none_are_refused(village: Village) -> None:
    child = village.in_grade(3)
    for code in (NEXT, "2027-2028-2"):
        open_term(village.office, code)
    with pytest.raises(RuleConflict, match="还不能核实"):
        verify(village.office, "2027-2028-2", [child])
    with pytest.raises(RuleConflict, match="没有学期"):
        verify(village.office, "2030-2031-1", [child])


def test_a_child_that_left_or_was_removed_is_refused(village: Village) -> None:
    gone = village.in_grade(3, left_on=date(2027, 9, 5))
    village.child(village.school_class(1))
    open_term(village.office, NEXT)
    for child, said in ((gone, "不在册"), (99, "已被删除")):
        with pytest.raises(InputProblem, match=said):
            verify(village.office, NEXT, [child])
    assert verify(village.office, NEXT, [gone], date(2027, 9, 4)) == 1


def test_a_term_that_is_over_is_verified_on_its_last_day(village: Village) -> None:
    child = village.in_grade(3)
    unverify(village.office, "2026-2027-2", [child])
    verify(village.office, "2026-2027-2", [child])
    assert village.rows(TermSheet)[0]["verified_on"] == date(2027, 8, 31)


def test_the_facts_stand_in_words(village: Village) -> None:
    child = village.in_grade(3, hardships=(Hardship.LOW_INCOME,), mother=None)
    village.pair(child, MentorKind.TEACHER)
    open_term(village.office, NEXT)
    told = {fact.label: fact for fact in sheet_facts(village.office, NEXT, child)}
    assert told["父亲"].text == "张大山：2024年3月起在广东省东莞市务工"
    assert (told["母亲"].text, told["母亲"].is_missing) == ("未填", True)
    assert told["实际照料人"].text == "王秀兰（祖母）"
    assert (told["寄宿"].text, told["困境类型"].text) == ("走读", "（已隐藏，按 F2 核对）")
    assert told["班级"].text == "四年级1班"
    assert told["上次核实"].text == "2027-04-01（2026—2027学年第二学期）"
