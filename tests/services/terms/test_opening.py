"""Opening a term: what is shown is done, one step takes it back, and the arithmetic holds."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import DefinitionKind, Hardship, MentorKind
from liushou_desk.errors import FileTrouble, InputProblem, RuleConflict
from liushou_desk.models import Action, SheetHardship, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.terms import Choices, Fate, open_term, plan_opening, terms_to_open
from tests.models.walk import digest
from tests.services.terms.village import BEFORE, LAST_DAY, NEXT, Village

EVERY_CHOICE = (
    Choices(),
    Choices(repeating=frozenset(range(1, 12)), leave_on=date(2027, 7, 10)),
    Choices(ended_kinds=frozenset(MentorKind), branches_move_up=False),
)


@pytest.mark.parametrize("choices", EVERY_CHOICE)
def test_what_is_shown_is_done_and_taken_back_whole(demo: OfficeFile, choices: Choices) -> None:
    before = digest(demo)
    shown = plan_opening(demo, NEXT, choices)
    assert digest(demo) == before
    opened = open_term(demo, NEXT, choices)
    assert opened.plan == shown
    assert shown.count(Fate.UP) > 10
    done = digest(demo)
    assert demo.undo() == "新建2027—2028学年第一学期（升级、毕业）"
    assert digest(demo) == before
    demo.redo()
    assert digest(demo) == done


def stocks(office: OfficeFile, code: str, kind: DefinitionKind) -> dict[str, Any]:
    with office.reading() as session:
        return {value.key: value.value for value in open_book(office, session, code, kind=kind)}


@pytest.mark.parametrize("kind", list(DefinitionKind))
@pytest.mark.parametrize("choices", EVERY_CHOICE)
def test_last_term_and_new_less_gone_is_this_term(
    demo: OfficeFile, choices: Choices, kind: DefinitionKind
) -> None:
    before = stocks(demo, BEFORE, kind)
    plan = open_term(demo, NEXT, choices).plan
    after = stocks(demo, BEFORE, kind)
    gone = after["left_after_day"] - before["left_after_day"]
    assert 0 < gone <= plan.count(Fate.GRADUATES)  # who graduates leaves the term's 巩固率, too
    staying = {key: before[key] - gone for key in ("retained", "at_start_staying")}
    leaving = {key: before[key] + gone for key in ("left_after_day", "left_by_reason.毕业")}
    assert after == before | staying | leaving
    now = stocks(demo, NEXT, kind)
    assert now["last_term"] == before["left_behind"]
    assert now["last_term"] + now["added"] - now["removed"] == now["left_behind"]
    assert sum(v for k, v in now.items() if k.startswith("removed_by_reason.")) == now["removed"]
    assert now["verified"] == 0
    assert before["in_care"] - now["in_care"] == plan.count(Fate.GRADUATES)
    assert before["pupils"] - now["pupils"] == plan.count(Fate.GRADUATES) + plan.pupils_graduating


def test_within_a_school_year_classes_stay(village: Village) -> None:
    child = village.in_grade(3, hardships=(Hardship.LOW_INCOME, Hardship.DISASTER))
    open_term(village.office, "2027-2028-1")
    plan = open_term(village.office, "2027-2028-2").plan
    assert (plan.rolls_over, plan.leave_on, plan.new_classes) == (False, None, ())
    assert [row.fate for row in plan.rows] == [Fate.KEPT]
    assert village.classes_in("2027-2028-2") == [("primary", 4, 1)]
    *_, sheet = village.rows(TermSheet)
    assert (sheet["child_id"], sheet["verified_on"]) == (child, None)
    assert len(village.rows(SheetHardship)) == 6


def test_who_is_not_taken_along_is_told_with_the_reason(village: Village) -> None:
    third = village.school_class(3)
    village.child(third, "走了的", left_on=date(2027, 5, 1))
    village.child(None, "新来的", has_sheet=False)
    village.child(None, "没班的")
    plan = village.plan()
    said = {row.called: (row.fate, row.note) for row in plan.rows}
    assert said["走了的"] == (Fate.LEFT_OUT, "已离校（原因未填，2027-05-01）")
    assert said["新来的"] == (Fate.LEFT_OUT, "以前没有学期表，核实时新建")
    assert said["没班的"] == (Fate.UNPLACED, "原来没有填班级")
    assert "不带入2人" in plan.summary


def test_a_term_is_opened_once(village: Village) -> None:
    village.in_grade(3)
    open_term(village.office, NEXT)
    before = digest(village.office)
    for do in (plan_opening, open_term):
        with pytest.raises(RuleConflict, match="已经有了"):
            do(village.office, NEXT)
    assert digest(village.office) == before


def test_a_term_that_an_import_made_is_completed(village: Village) -> None:
    """Who has a sheet already is left alone; the others are taken along."""
    third, sixth = village.school_class(3), village.school_class(6)
    here, _, _ = (village.child(third, name=n) for n in ("有的", "没有的", "还没有的"))
    village.child(sixth, "毕业的")
    with village.office.action("导入") as session:
        from tests import factories as make

        term = make.make_term(
            session, code=NEXT, first_on=date(2027, 9, 1), last_on=date(2028, 2, 29)
        )
        child = session.get_one(make.models.Child, here)
        make.make_sheet(session, child, term_id=term.id, class_id=third)
    plan = open_term(village.office, NEXT).plan
    assert (plan.is_new, plan.count(Fate.UP), plan.count(Fate.GRADUATES)) == (False, 2, 1)
    assert plan.notes == ("另有1人已有本学期的学期表，不改动。",)
    assert [grade for _, grade, _ in village.classes_in(NEXT)] == [3, 4, 4]


@pytest.mark.parametrize(
    ("code", "note"),
    [("2027-2028-2", "前面缺2027—2028学年第一学期"), ("2029-2030-1", "缺2个学年")],
)
def test_holes_before_a_term_are_told(village: Village, code: str, note: str) -> None:
    village.in_grade(1)
    plan = village.plan(code)
    assert any(note in said for said in plan.notes)
    assert plan.rows[0].class_then == {"8": "二年级1班", "0": "四年级1班"}[code[8]]


def test_a_term_before_others_lets_nobody_leave(village: Village) -> None:
    village.in_grade(6)
    assert village.fate("2027-2028-1") == (Fate.GRADUATES, "")
    with village.office.action("以后的学期") as session:
        from tests import factories as make

        make.make_term(session, code="2028-2029-1", first_on=date(2028, 9, 1),
                       last_on=date(2029, 2, 28))  # fmt: skip
    (row,) = village.plan("2027-2028-1").rows
    assert (row.fate, row.note) == (Fate.UNPLACED, "已有以后的学期，不办毕业")
    assert [choice.code for choice in terms_to_open(village.office)] == [
        "2028-2029-2", "2027-2028-1", "2027-2028-2", "2026-2027-1", "2028-2029-1",
    ]  # fmt: skip


def test_a_hole_takes_the_class_of_the_other_half(village: Village) -> None:
    village.in_grade(4)
    open_term(village.office, "2027-2028-2", Choices(repeating=frozenset({1})))
    assert village.fate("2027-2028-1") == (Fate.KEPT, "四年级1班")


def test_terms_are_proposed_from_today_in_an_empty_file(office: OfficeFile) -> None:
    assert [choice.code for choice in terms_to_open(office)] == ["2027-2028-1", "2026-2027-2"]


@pytest.mark.parametrize("code", ["2026", "2026-2028-1", "2026-2027-3", ""])
def test_a_code_that_is_none_is_refused(village: Village, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        village.plan(code)
    assert caught.value.field == "code"


def test_days_of_two_terms_do_not_meet(village: Village) -> None:
    with village.office.action("改日期") as session:
        session.execute(sa.update(Term).values(last_on=date(2027, 9, 3)))
    with pytest.raises(RuleConflict, match="重叠"):
        village.plan()


def test_a_backup_goes_before(village: Village) -> None:
    village.in_grade(3)
    opened = open_term(village.office, NEXT)
    assert opened.backup is not None
    assert opened.backup.exists()
    sentences = [row["sentence"] for row in village.rows(Action)]
    assert sentences[-2:] == ["备份数据文件", "新建2027—2028学年第一学期（升级、毕业）"]


def test_without_a_backup_nothing_is_done(village: Village, office_path: Path) -> None:
    village.in_grade(6)
    (office_path.parent / "备份").write_text("in the way", "utf-8")
    before = digest(village.office)
    with pytest.raises(FileTrouble):
        open_term(village.office, NEXT)
    assert digest(village.office) == before


def test_a_term_opened_long_before_says_when_it_begins(village: Village) -> None:
    child = village.in_grade(6)
    plan = village.plan("2028-2029-1")
    assert any("天才开始" in note for note in plan.notes)
    assert plan.rows[0].child_id == child
    assert plan.leave_on == date(2028, 8, 31) != LAST_DAY
