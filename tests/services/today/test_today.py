"""今日: what is said, of whom, and where it leads."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import AID, CARE_AGREEMENT
from liushou_desk.domain.words import Mark
from liushou_desk.models import CareAgreement, Child, SafetyPledge, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import rules, today
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.keeping.backup_policy import BackupState
from liushou_desk.services.keeping.drafts import keep_draft
from liushou_desk.services.ledgers.drafts import draft_of
from liushou_desk.services.today import Place
from liushou_desk.services.today import lines as board_lines
from tests import factories as make
from tests.services.working import school

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def busy(session: Session) -> None:
    child = make.make_child(session, name="张小雨", born_on=date(2016, 11, 24))
    make.make_child(session, name="王不计", born_on=date(2016, 11, 22), mark=Mark.NONE)
    make.make_child(session, name="李小山", born_on=date(2016, 11, 29), sheet={"verified_on": None})
    make.make_rule(session)
    for days in (-3, 7, 8):
        due = TODAY + days * DAY
        make.make_entry(session, child, kind=DiaryKind.TALK, due_again_on=due)
    make.make_entry(session, child, due_again_on=TODAY, closed_on=TODAY)
    for title, days in (("旧", -1), ("新", 14), ("远", 15)):
        make.make_activity(session, title=title, planned_on=TODAY + days * DAY, held_on=None)


def board(office: OfficeFile) -> today.TodayBoard:
    school(office, busy)
    return today.read_board(office, make.TERM_CODE)


def test_counts_and_lines_agree_with_the_due_list(office: OfficeFile) -> None:
    shown = board(office)
    due = rules.due_list(office, make.TERM_CODE)
    assert (shown.overdue, shown.owed) == (3, 2)
    assert len(shown.due) == len(due) == shown.overdue + shown.owed
    first = shown.due[0]
    assert (first.text, first.place) == ("张小雨（四年级1班）：谈心1次", Place.NEW_ENTRY)
    assert (first.detail, first.pressing) == ("已逾期52天", True)


def test_records_to_follow_up_within_a_week(office: OfficeFile) -> None:
    late, soon = board(office).continued
    assert (late.text, late.detail) == ("张小雨：10月12日谈心后再次联系", "已过3天")
    assert (soon.detail, soon.place, soon.pressing) == ("还有7天", Place.DIARY, False)


def test_activities_to_come_and_forgotten(office: OfficeFile) -> None:
    forgotten, coming = board(office).activities
    assert (forgotten.text, forgotten.pressing) == ("11月20日：旧", True)
    assert (coming.detail, coming.place) == ("还有14天", Place.CALENDAR)


def test_birthdays_of_left_behind_children(office: OfficeFile) -> None:
    (line,) = board(office).birthdays
    assert line.text == "张小雨（四年级1班）：11月24日满10周岁"


def test_what_is_wanting_is_a_figure(office: OfficeFile) -> None:
    texts = [line.text for line in board(office).notices]
    assert texts == ["1名关爱对象未核实", "3名应建档儿童未建档", "2名留守儿童未结对"]


def test_what_soon_runs_out_is_what_the_figure_counts(office: OfficeFile) -> None:
    board(office)
    with office.action("协议") as session:
        for child in session.scalars(sa.select(Child)).all():
            for begun, days in ((-60, 0), (-60, 30), (-60, 31), (-60, -1), (1, 20)):
                held = {"from_on": TODAY + begun * DAY, "until_on": TODAY + days * DAY}
                session.add_all(
                    (CareAgreement(child_id=child.id, **held), SafetyPledge(
                        child_id=child.id, signed_on=held["from_on"], until_on=held["until_on"]))
                )  # fmt: skip
    notices = today.read_board(office, make.TERM_CODE).notices
    texts = [line.text for line in notices if line.form]
    assert texts == ["4份委托照护协议将到期", "4份安全责任书将到期"]
    assert all("另有2份是非留守" in line.detail for line in notices if line.form)
    with office.reading() as session:
        assert open_book(office, session, make.TERM_CODE).number("care_agreements_ending") == 4
    with office.action("学期") as session:
        session.execute(sa.update(Term).values(cutoff_on=TODAY - 10 * DAY))
    again = today.read_board(office, make.TERM_CODE).notices
    assert [line.text for line in again if line.form] == texts, "today, whatever the 截止日"


def test_half_filled_ledger_forms_are_called_by_their_ledger(office: OfficeFile) -> None:
    board(office)
    with office.action("新增") as session:
        child_id = make.make_child(session).id
    keep_draft(office, *draft_of(CARE_AGREEMENT, None, child_id), {"from_on": "2026"})
    keep_draft(office, *draft_of(AID, None, None), {"item": "书包"})
    keep_draft(office, *draft_of(AID, 404, child_id), {"item": "书包"})
    said = {line.text for line in today.read_board(office, make.TERM_CODE).drafts}
    assert said == {"委托照护协议（新增到一半）", "资助与物资（新增到一半）"}


def test_drafts_and_backup(office: OfficeFile) -> None:
    with office.action("登记") as session:
        mentor_id = make.make_mentor(session).id
    for record_id in (mentor_id, mentor_id + 1):  # the latter was removed meanwhile
        keep_draft(office, "mentor", record_id, {"name": "张"})
    for form in ("form_of_later", "ledger form_of_later"):
        keep_draft(office, form, None, {"name": "张"})
    shown = board(office)
    (draft,) = shown.drafts
    assert (draft.place, draft.record_id, draft.form) == (Place.DRAFT, mentor_id, "mentor")
    assert (shown.backup.text, shown.backup.pressing) == ("还没有备份", True)


@pytest.mark.parametrize(
    ("days", "changes", "pressing"), [(6, 5, False), (7, 5, True), (90, 0, False)]
)
def test_an_old_backup_presses_where_work_was_done_since(
    days: int, changes: int, pressing: bool
) -> None:
    last = datetime(2026, 11, 21, 9) - timedelta(days)  # noqa: DTZ001 - wall clock
    line = board_lines.backup_line(BackupState(last, None, changes), TODAY)
    assert line.pressing is pressing


@pytest.mark.parametrize(
    ("term", "said"),
    [(None, "还没有学期"), ("2027-2028-1", "还没有开始"), ("2020-2021-1", "没有学期")],
)
def test_without_a_term_the_rest_is_said(office: OfficeFile, term: str | None, said: str) -> None:
    def later(session: Session) -> None:
        busy(session)
        days = {"first_on": date(2027, 9, 1), "last_on": date(2028, 2, 28)}
        make.make_term(session, code="2027-2028-1", **days)

    school(office, later)
    shown = today.read_board(office, term)
    assert (shown.overdue, shown.due, shown.birthdays) == (0, (), ())
    assert said in shown.notices[0].text
    assert len(shown.continued) == 2


def test_an_empty_school_has_a_quiet_board(office: OfficeFile) -> None:
    school(office, lambda _: None)
    shown = today.read_board(office, make.TERM_CODE)
    assert (shown.due, shown.continued, shown.activities, shown.notices) == ((), (), (), ())


def test_a_clock_that_was_set_back_is_told_first(office: OfficeFile) -> None:
    board(office)
    office.now = lambda: datetime(2026, 10, 3, 9, 0)  # noqa: DTZ001 - the office's own wall clock
    first = today.read_board(office, make.TERM_CODE).notices[0]
    assert "电脑的日期（2026-10-03）早于最后一次操作（2026-11-21）" in first.text
    assert first.pressing
