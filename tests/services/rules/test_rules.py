"""随访规则: said in Chinese, counted as the figures count, changed with care."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import OpenCellReason
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import rules
from liushou_desk.services.figures.book import open_book
from tests import factories as make
from tests.services.working import count, school, sentences

SEPTEMBER = date(2026, 9, 1)
RULE: dict[str, Any] = {
    "kind": DiaryKind.TALK,
    "frequency": Frequency.MONTHLY,
    "times": 1,
    "applies_to": AppliesTo.LEFT_BEHIND,
    "since_on": SEPTEMBER,
    "season": Season.IN_TERM,
    "owed_by": OwedBy.CHILD,
    "is_prorated": False,
}


@pytest.fixture
def child(office: OfficeFile) -> int:
    def story(session: Session) -> int:
        child = make.make_child(session)
        make.make_pairing(session, child)
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 10, 12))
        return child.id

    return school(office, story)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "从2026年9月1日起，对全部留守儿童每月谈心1次"),
        ({"since_on": date(2000, 1, 1)}, "对全部留守儿童每月谈心1次"),
        ({"applies_to": AppliesTo.KEY_CARE, "frequency": Frequency.EACH_TERM, "times": 2},
         "从2026年9月1日起，对重点关爱对象每学期谈心2次"),
        ({"owed_by": OwedBy.MENTOR, "kind": DiaryKind.HOME_VISIT, "times": 2},
         "从2026年9月1日起，每名帮扶教师每月家访2户"),
        ({"owed_by": OwedBy.MENTOR}, "由帮扶教师完成的规则按户计，只能是上门的联系"),
        ({"times": None}, None),
        ({"times": 0}, None),
        ({"kind": None}, None),
    ],
)  # fmt: skip
def test_a_rule_says_itself_while_typed(changes: dict[str, Any], said: str | None) -> None:
    sentence = rules.rule_sentence(RULE | changes)
    assert (sentence and sentence.partition("；")[0]) == said


def test_a_rule_shows_what_the_figures_count(office: OfficeFile, child: int) -> None:
    rules.save_rule(office, None, RULE)
    rules.save_rule(office, None, RULE | {"kind": DiaryKind.HOME_VISIT})
    talk, visit = rules.list_rules(office, make.TERM_CODE)
    assert (talk.owed, talk.done, talk.overdue) == (3, 1, 1)
    assert (visit.owed, visit.done, visit.overdue) == (3, 0, 2)
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        shown = [sum(g.value for g in book.groups(f"rule_{key}")) for key in ("owed", "overdue")]  # type: ignore[misc]
    assert shown == [6, 3]


def test_without_a_term_rules_are_listed_all_the_same(office: OfficeFile, child: int) -> None:
    rules.save_rule(office, None, RULE)
    assert [row.owed for row in rules.list_rules(office, None)] == [0]


@pytest.mark.parametrize("times", [0, 32, None])
def test_times_stay_sensible(office: OfficeFile, times: int | None) -> None:
    with pytest.raises(InputProblem) as caught:
        rules.save_rule(office, None, RULE | {"times": times})
    assert caught.value.field == "times"


def test_the_same_contact_is_not_owed_twice(office: OfficeFile, child: int) -> None:
    first = rules.save_rule(office, None, RULE)
    with pytest.raises(RuleConflict):
        rules.save_rule(office, None, RULE | {"times": 2})
    rules.switch_rule(office, first, False)
    rules.switch_rule(office, first, False)
    second = rules.save_rule(office, None, RULE | {"times": 2})
    with pytest.raises(RuleConflict):
        rules.switch_rule(office, first, True)
    assert [row.rule_id for row in rules.list_rules(office, make.TERM_CODE)] == [second, first]
    assert rules.list_rules(office, make.TERM_CODE)[1].owed == 0
    assert sentences(office)[:3] == ["新增随访规则", "停用随访规则", "新增随访规则"]


def test_a_changed_rule_counts_anew(office: OfficeFile, child: int) -> None:
    rule = rules.save_rule(office, None, RULE)
    rules.save_rule(office, rule, RULE)
    rules.save_rule(office, rule, {"times": 2})
    assert rules.list_rules(office, make.TERM_CODE)[0].done == 0
    office.undo()
    assert rules.list_rules(office, make.TERM_CODE)[0].done == 1


def test_due_rows_are_the_open_cells_most_pressing_first(office: OfficeFile, child: int) -> None:
    rule = rules.save_rule(office, None, RULE)
    overdue, due = rules.due_list(office, make.TERM_CODE)
    assert (overdue.overdue, overdue.days, overdue.due_on) == (True, -52, date(2026, 9, 30))
    assert (due.overdue, due.days, due.missing) == (False, 9, 1)
    assert (due.child_id, due.rule_id, due.kind) == (child, rule, DiaryKind.TALK)
    assert (due.child, due.mentor, due.school_class) == ("张小雨", "陈文静", "四年级1班")
    assert due.rule == "全部留守儿童每月谈心1次"


def test_a_reason_explains_and_does_not_count(office: OfficeFile, child: int) -> None:
    rule = rules.save_rule(office, None, RULE)
    for reason in ("随父母外出", "随父母外出", " 请假 "):
        rules.open_reason(office, rule, child, SEPTEMBER, reason)
    overdue, due = rules.due_list(office, make.TERM_CODE)
    assert (overdue.reason, due.reason) == ("请假", "")
    rules.open_reason(office, rule, child, SEPTEMBER, "  ")
    assert count(office, OpenCellReason) == 0
    rules.open_reason(office, rule, child, SEPTEMBER, "")
    assert sentences(office)[:4] == ["填写未完成原因"] * 3 + ["新增随访规则"]


def test_what_is_gone_is_said(office: OfficeFile, child: int) -> None:
    rule = rules.save_rule(office, None, RULE)
    with pytest.raises(InputProblem, match="已被删除"):
        rules.open_reason(office, rule, 999, SEPTEMBER, "请假")
    with pytest.raises(InputProblem, match="已被删除"):
        rules.switch_rule(office, 999, True)


def test_lists_agree_with_the_figures_of_a_whole_school(demo: OfficeFile) -> None:
    due = rules.due_list(demo, make.TERM_CODE)
    listed = rules.list_rules(demo, make.TERM_CODE)
    with demo.reading() as session:
        book = open_book(demo, session, make.TERM_CODE)
        rows = {
            key: sum(len(book.rows(group.key)) for group in book.groups(f"rule_{key}"))
            for key in ("owed", "done", "due", "overdue")
        }
        by_mentors = {key: book.total(f"mentor_rule_{key}") for key in rows}
    assert by_mentors["owed"]
    assert len(due) == rows["due"] + rows["overdue"] > 0
    assert sum(row.overdue for row in due) == rows["overdue"]
    for key in ("owed", "done", "overdue"):
        assert sum(getattr(row, key) for row in listed) == rows[key] + by_mentors[key]
    assert [row.due_on for row in due] == sorted(row.due_on for row in due)


def test_usual_rules_are_offered_and_taken_over_by_choice(office: OfficeFile, child: int) -> None:
    rules.save_rule(office, None, RULE)
    offered = {row.sentence: row for row in rules.list_presets(office)}
    talk = offered["全部留守儿童每月谈心1次"]
    homes = offered["每名帮扶教师每月家访2户"]
    assert (talk.is_there, homes.is_there) == (True, False)
    assert all(row.source for row in offered.values())
    (taken,) = rules.take_presets(office, [talk.place, homes.place])
    listed = {row.rule_id: row for row in rules.list_rules(office, make.TERM_CODE)}
    assert (listed[taken].source, listed[taken].is_active) == (homes.source, True)
    with pytest.raises(InputProblem, match="都已经启用"):
        rules.take_presets(office, [homes.place])
    assert sentences(office)[0] == "采用常用规则"


def test_every_preset_may_be_saved_as_a_rule(office: OfficeFile) -> None:
    places = [row.place for row in rules.list_presets(office)]
    assert len(rules.take_presets(office, places)) == len(places)
    for row in rules.list_rules(office, None):
        rules.save_rule(office, row.rule_id, row.values | {"times": 3})
