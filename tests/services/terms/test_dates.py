"""学期日期: refused where they cannot be, told beforehand, saved and taken back as one step."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import Frequency, OwedBy
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import FollowUpRule, IssuedDocument, MentorCellReason, OpenCellReason
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal import history
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.rules import open_reason
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.terms import open_term, plan_dates, read_dates, save_dates, values_of
from liushou_desk.services.terms.moving import numbers_shown
from liushou_desk.services.writing.stale import Changed, ChangedElsewhere
from tests.services.working import sentences

SPRING, AUTUMN = "2026-2027-2", "2027-2028-1"
HOLIDAY = Span(date(2027, 5, 1), date(2027, 5, 5))
SUMMER = Span(date(2027, 7, 6), date(2027, 8, 31))


def days_of(office: OfficeFile) -> TermDays:
    found = read_dates(office, SPRING)
    assert found is not None
    return found.days


def numbers(office: OfficeFile, term: str = SPRING) -> dict[str, str]:
    with office.reading() as session:
        return numbers_shown(open_book(office, session, term))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_on": date(2027, 3, 1)}, "last_on"),
        ({"survey_on": date(2027, 2, 28)}, "survey_on"),
        ({"cutoff_on": date(2027, 9, 1)}, "cutoff_on"),
        ({"survey_on": date(2027, 7, 9)}, "cutoff_on"),
        ({"first_on": date(2026, 3, 1)}, "first_on"),
        ({"first_on": date(2027, 2, 28)}, "first_on"),
        ({"first_on": None}, "first_on"),
        ({"last_on": date(2027, 8, 20)}, "holidays"),
        ({"holidays": (Span(date(2027, 5, 5), date(2027, 5, 1)),)}, "holidays"),
        ({"holidays": (HOLIDAY, Span(date(2027, 5, 5), date(2027, 5, 6)))}, "holidays"),
    ],
)
def test_days_that_cannot_be_are_refused(
    demo: OfficeFile, values: dict[str, Any], field: str
) -> None:
    before = days_of(demo)
    for refuse in (save_dates, plan_dates):
        with pytest.raises(InputProblem) as caught:
            refuse(demo, SPRING, values)
        assert caught.value.field == field
    assert days_of(demo) == before


def test_the_term_behind_is_not_run_into(demo: OfficeFile) -> None:
    open_term(demo, AUTUMN)
    with pytest.raises(InputProblem, match="下一个学期") as caught:
        save_dates(demo, SPRING, {"last_on": date(2027, 9, 3)})
    assert caught.value.field == "last_on"


@pytest.mark.parametrize(
    "values",
    [
        {"survey_on": date(2027, 3, 3), "cutoff_on": date(2027, 3, 3)},
        {"first_on": date(2027, 4, 12), "survey_on": date(2027, 4, 30)},
        {"holidays": (Span(date(2027, 4, 5), date(2027, 4, 29)), HOLIDAY, SUMMER)},
        {"last_on": date(2027, 6, 1), "cutoff_on": date(2027, 5, 31), "holidays": (HOLIDAY,)},
    ],
)
def test_what_is_told_beforehand_is_what_the_figures_say_afterwards(
    demo: OfficeFile, values: dict[str, Any]
) -> None:
    before, days = numbers(demo), days_of(demo)
    done = len(sentences(demo))
    plan = plan_dates(demo, SPRING, values)
    assert (numbers(demo), len(sentences(demo))) == (before, done)
    saved = save_dates(demo, SPRING, values)
    assert saved == days_of(demo)
    after = numbers(demo)
    told = {move.key: (move.before, move.after) for move in plan.moves}
    assert {key: (before[key], after[key]) for key in told} == told
    assert {key for key in after if before[key] != after[key]} <= told.keys()
    assert {"left_behind", "rule_owed", "rule_overdue"} <= told.keys()
    assert any(one != other for one, other in told.values())
    assert check_file(demo.path).is_sound
    assert history.list_actions(demo)[0].told == "修改学期日期：2026—2027学年第二学期"
    history.undo(demo)
    assert days_of(demo) == days
    assert numbers(demo) == before


def test_the_same_days_are_nothing_to_do(demo: OfficeFile) -> None:
    days, done = days_of(demo), len(sentences(demo))
    assert plan_dates(demo, SPRING, values_of(days)).lines == ()
    assert save_dates(demo, SPRING, values_of(days)) == days
    assert len(sentences(demo)) == done


def test_records_that_go_and_the_term_beside_are_told(demo: OfficeFile) -> None:
    open_term(demo, AUTUMN)
    values = {"last_on": date(2027, 6, 10), "cutoff_on": date(2027, 5, 31), "holidays": (HOLIDAY,)}
    plan = plan_dates(demo, SPRING, values)
    said = "\n".join(plan.notes)
    out = len(_entries(demo, date(2027, 6, 10)))
    assert f"家访等记录：{out}条移出本学期" in said
    assert "空出82天（2027-06-11至2027-08-31）" in said
    (line,) = [note for note in plan.notes if "上期末" in note]
    before = numbers(demo, AUTUMN)
    save_dates(demo, SPRING, values)
    after = numbers(demo, AUTUMN)
    if before["last_term"] != after["last_term"]:
        assert f"上期末：{before['last_term']} → {after['last_term']}" in line
    else:
        assert "上期末：" not in line


def _entries(office: OfficeFile, after: date) -> list[int]:
    with office.reading() as session:
        found = sa.text("SELECT id FROM diary_entry WHERE happened_on > :day")
        return list(session.execute(found, {"day": f"{after}"}).scalars())


def test_explanations_follow_the_first_day(demo: OfficeFile) -> None:
    with demo.reading() as session:
        rules = {
            (rule.owed_by, rule.frequency): rule.id
            for rule in session.scalars(sa.select(FollowUpRule))
        }
    child, mentor = OwedBy.CHILD, OwedBy.MENTOR
    month, whole = Frequency.MONTHLY, Frequency.EACH_TERM
    for key in ((child, month), (child, whole), (mentor, month)):
        open_reason(demo, rules[key], 1, date(2027, 3, 1), "一直在住院")
    values = {"first_on": date(2027, 3, 8)}
    assert "3条随访未完成说明" in "\n".join(plan_dates(demo, SPRING, values).lines)
    save_dates(demo, SPRING, values)
    assert _reasons(demo) == {date(2027, 3, 8)}
    history.undo(demo)
    assert _reasons(demo) == {date(2027, 3, 1)}


def test_the_explanation_of_a_week_that_is_gone_stays(demo: OfficeFile) -> None:
    with demo.reading() as session:
        child = session.scalar(sa.text("SELECT min(id) FROM child")) or 0
        weekly = sa.select(FollowUpRule.id).where(FollowUpRule.frequency == Frequency.WEEKLY)
        rule = session.scalars(weekly).first() or 0
    open_reason(demo, rule, child, date(2027, 3, 1), "一直在住院")
    save_dates(demo, SPRING, {"first_on": date(2027, 3, 8)})
    assert _reasons(demo) == {date(2027, 3, 1)}


def _reasons(office: OfficeFile) -> set[date]:
    with office.reading() as session:
        kept = (OpenCellReason, MentorCellReason)
        return {day for one in kept for day in session.scalars(sa.select(one.period_on))}


def test_what_was_issued_stays_and_is_told(demo: OfficeFile) -> None:
    _issue(demo)
    plan = plan_dates(demo, SPRING, {"cutoff_on": date(2027, 6, 1)})
    assert "第1版，统计到2027年6月18日）一字不改" in plan.notes[-1]
    late = date(2027, 6, 25)
    with pytest.raises(InputProblem, match="已经定稿") as caught:
        save_dates(demo, SPRING, {"first_on": late, "survey_on": late, "holidays": ()})
    assert caught.value.field == "first_on"


def _issue(office: OfficeFile) -> None:
    def add(session: Session) -> None:
        term = session.scalar(sa.text("SELECT id FROM term WHERE code = :code"), {"code": SPRING})
        words = {"words": "[]", "figures": "{}", "rows": "{}", "definition": "学籍口径"}
        session.add(
            IssuedDocument(
                term_id=term,
                version=1,
                issued_at=office.now().replace(month=6, day=20),
                day=date(2027, 6, 18),
                **words,
            )
        )

    with office.action("定稿工作总结", undoable=False) as session:
        add(session)


def test_a_form_does_not_write_over_what_it_has_not_seen(demo: OfficeFile) -> None:
    seen = values_of(days_of(demo))
    longer = (Span(HOLIDAY.first, date(2027, 5, 6)), SUMMER)
    save_dates(demo, SPRING, Changed({"holidays": longer}, seen))
    with pytest.raises(ChangedElsewhere, match="假期——打开时：2027-05-01至2027-05-05"):
        save_dates(demo, SPRING, Changed({"holidays": (SUMMER,)}, seen))
    save_dates(demo, SPRING, Changed({"cutoff_on": date(2027, 7, 1)}, seen))
    with demo.reading() as session:
        assert set(term_days(session, SPRING).holidays) == set(longer)
    lines, _ = history.what_it_did(demo, history.list_actions(demo)[1].action_id)
    assert [(line.item, line.before, line.after) for line in lines] == [
        ("最后一天", "2027-05-05", "2027-05-06")
    ]


def test_an_older_change_is_not_taken_back_alone_into_another_term(demo: OfficeFile) -> None:
    open_term(demo, AUTUMN)
    summer = {"last_on": date(2027, 8, 20), "holidays": (HOLIDAY,)}
    save_dates(demo, SPRING, summer)
    older = history.list_actions(demo, 1)[0].action_id
    save_dates(demo, AUTUMN, {"first_on": date(2027, 8, 25)})
    with pytest.raises(RuleConflict):
        history.undo_one(demo, older)
    history.undo(demo)
    history.undo_one(demo, older)
    assert days_of(demo).last_on == date(2027, 8, 31)
    assert check_file(demo.path).is_sound


def test_without_a_term_there_are_no_days(office: OfficeFile) -> None:
    assert read_dates(office, SPRING) is None
