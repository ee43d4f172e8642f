"""What was found stays listed until it is closed; attempts on three days are known as such."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.mandatory_report import NOTICE
from liushou_desk.domain.search import matches
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import (
    amended_since,
    close_concern,
    doubts,
    list_concerns,
    list_entries,
    list_to_amend,
    on_duty,
)
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.figures.tables import compliance
from liushou_desk.services.today.board import read_board
from liushou_desk.services.today.lines import Place
from liushou_desk.services.writing.stale import Changed
from tests import factories as make
from tests.services.working import school

TERM = make.TERM_CODE


def _story(session: Session) -> tuple[int, int, int]:
    child = make.make_child(session, name="张小雨")
    make.make_pairing(session, child, make.make_mentor(session, name="陈文静"))
    found = [
        make.make_entry(
            session, child, kind=DiaryKind.TALK, happened_on=day, concern=words,
            due_again_on=due, closed_on=closed,
            action_taken="已送冬衣" if closed else None,
        ).id
        for day, words, due, closed in (
            (date(2026, 11, 1), "缺冬衣", None, date(2026, 11, 5)),
            (date(2026, 11, 2), "想家", None, None),
            (date(2026, 11, 3), "常迟到", date(2026, 11, 18), None),
        )
    ]  # fmt: skip
    return found[0], found[1], found[2]


@pytest.fixture
def ids(office: OfficeFile) -> tuple[int, int, int]:
    return school(office, _story)


def test_open_ones_come_first_and_are_those_of_the_figures(
    office: OfficeFile, ids: tuple[int, int, int]
) -> None:
    closed, undated, late = ids
    read = list_concerns(office, TERM)
    assert [row.entry_id for row in read.rows] == [late, undated, closed]
    assert [(row.late, row.days) for row in read.rows] == [(3, 18), (0, 19), (0, 4)]
    assert {row.mentor for row in read.rows} == {"陈文静"}
    with office.reading() as session:
        book = open_book(office, session, TERM)
        assert len(read.still_open) == book.number("open_concerns") == 2
        assert len(read.solved) == book.number("solved_concerns") == 1
    (line,) = read_board(office, TERM).continued
    assert (line.text[-9:], line.detail, line.pressing) == ("发现的问题没有办结", "逾期3天", True)
    notices = read_board(office, TERM).notices
    assert [n.place for n in notices if "尚未处理完" in n.text] == [Place.CONCERNS]


def test_a_concern_is_found_by_the_mentor_it_shows(
    office: OfficeFile, ids: tuple[int, int, int]
) -> None:
    with office.action("没有结对的儿童") as session:
        went = make.make_mentor(session, name="周兰")
        alone, paired = make.make_child(session), session.scalars(sa.select(Child)).first()
        assert paired is not None
        for child in (alone, paired):
            make.make_entry(session, child, concern="发热", visitors=(went,))
    rows = list_concerns(office, TERM).rows
    assert {row.mentor for row in rows if matches(row.search, "周兰")} == {"周兰"}
    assert all(matches(row.search, row.mentor) for row in rows)


def test_a_matter_is_closed_with_a_day_and_how(
    office: OfficeFile, ids: tuple[int, int, int]
) -> None:
    late, on_file = ids[2], {"closed_on": None, "action_taken": None}
    today = {"closed_on": office.today}
    with pytest.raises(InputProblem) as refused:
        close_concern(office, late, Changed(today, on_file))
    assert refused.value.field == "action_taken"
    close_concern(office, late, Changed(today | {"action_taken": "每天接送"}, on_file))
    row = next(row for row in list_concerns(office, TERM).rows if row.entry_id == late)
    assert (row.closed_on, row.action_taken, row.late) == (office.today, "每天接送", 0)
    office.undo()
    assert late in list_concerns(office, TERM).still_open


def test_three_days_of_trying_are_all_that_could_be_done(office: OfficeFile) -> None:
    """The list says so of the records behind the cells of the board that say so, and no others."""
    missed: dict[str, Any] = {"kind": DiaryKind.TALK, "reached": False}

    def story(session: Session) -> set[int]:
        make.make_rule(session, kind=DiaryKind.TALK, since_on=date(2026, 9, 1))
        child, reached, other, spread = (make.make_child(session) for _ in range(4))
        days = [date(2026, 11, day) for day in (2, 2, 9, 16)]

        def tried(who: Child, on: Iterable[date], **more: Any) -> set[int]:
            return {make.make_entry(session, who, happened_on=d, **missed | more).id for d in on}

        enough = tried(child, days)
        tried(reached, days)
        make.make_entry(session, reached, kind=DiaryKind.TALK, happened_on=date(2026, 11, 17))
        tried(other, days[:3])  # two days only
        tried(spread, (date(2026, 9, 14), date(2026, 10, 12), days[0]))  # no month has three
        tried(child, days, kind=DiaryKind.HOME_VISIT)  # no rule asks for one
        return enough

    enough = school(office, story)
    for term in (TERM, None):
        assert {row.entry_id for row in list_entries(office, term) if row.is_tried} == enough
    with office.reading() as session:
        cells = sa.select(sa.func.count()).where(compliance.c.tried == 1)
        assert open_book(office, session, TERM).attempts() == enough
        assert session.scalar(cells) == 1
    at = list_to_amend(office, TERM).at
    with office.action("停用规则") as session:
        session.execute(sa.update(FollowUpRule).values(is_active=False))
    assert amended_since(office, TERM, at) is None
    assert not any(row.is_tried for row in list_entries(office, TERM))


@pytest.mark.parametrize(
    ("key", "words", "meant"),
    [
        ("concern", "身上多处有伤", True),
        ("concern", "父亲打骂孩子", True),
        ("concern", "想辍学", True),
        ("concern", "想打电话给妈妈", False),
        ("concern", "", False),
        ("content", "说爸爸喝酒以后打骂他", True),
        ("content", "到家时正在打水，没有受伤", False),
    ],
)
def test_words_that_may_mean_a_duty_name_it(
    office: OfficeFile, key: str, words: str, meant: bool
) -> None:
    """Beside the form, and as a bar and a line of the grid are left."""
    record = {"kind": DiaryKind.TALK, "reached": True, key: words}
    assert [remark.blocks for remark in on_duty(office, record)] == [False] * meant
    assert [said for said in doubts(office, record, ()) if "公安110" in said] == [NOTICE] * meant
