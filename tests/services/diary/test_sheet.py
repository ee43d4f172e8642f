"""月度登记表: each confirmed cell is a record, a whole column a tally, and nothing counts twice."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.month_sheet import CellMark, Marked, SheetKey
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import DiaryEntry, TallyEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import diary
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal import history
from tests import factories as make
from tests.services.working import count, school

PLACE = "德育处3号柜"
YES, NO, ALL = Marked(CellMark.REACHED), Marked(CellMark.MISSED), Marked(CellMark.TALLIED)


def day(number: int) -> date:
    return date(2026, 10, number)


def a_mentors_children(session: Session) -> dict[str, int]:
    one, other = (make.make_child(session, name=name) for name in ("张小雨", "李明"))
    stranger = make.make_child(session, name="王强")
    teacher = make.make_mentor(session)
    make.make_pairing(session, one, teacher)
    make.make_pairing(session, other, teacher)
    make.make_plan(session, other, opened_on=day(3))
    return {"one": one.id, "key": other.id, "stranger": stranger.id, "teacher": teacher.id}


@pytest.fixture
def ids(office: OfficeFile) -> dict[str, int]:
    return school(office, a_mentors_children)


def sheet_of(ids: dict[str, int], kind: DiaryKind = DiaryKind.PHONE_CALL) -> SheetKey:
    return SheetKey(ids["teacher"], day(1), kind)


def tally(office: OfficeFile, child_id: int) -> tuple[int, str | None] | None:
    with office.reading() as session:
        row = session.scalars(sa.select(TallyEntry).where(TallyEntry.child_id == child_id)).first()
        return row and (row.times, row.days)


def test_each_cell_is_a_record_and_one_action_undoes_them(
    office: OfficeFile, ids: dict[str, int]
) -> None:
    key, one, other = sheet_of(ids), ids["one"], ids["key"]
    marks = {
        (one, day(8)): YES,
        (one, day(15)): NO,
        (other, day(8)): Marked(CellMark.REACHED, "聊了聊"),
    }
    assert diary.save_sheet(office, key, marks, PLACE) == diary.SheetSaved(3, 0)
    rows = diary.list_entries(office, None)
    assert {(row.child_ids[0], row.happened_on, row.reached) for row in rows} == {
        (one, day(8), True),
        (one, day(15), False),
        (other, day(8), True),
    }
    assert {row.visitors for row in rows} == {"陈文静"}
    with office.reading() as session:
        assert set(session.scalars(sa.select(DiaryEntry.original_at))) == {PLACE}
    again = diary.read_sheet(office, key)
    assert [child.called for child in again.children] == ["张小雨", "李明"]
    assert (set(again.filed), again.original_at) == (set(marks), PLACE)
    with pytest.raises(RuleConflict, match="张小雨10月8日的亲情电话已经登记过"):
        diary.save_sheet(office, key, {(one, day(8)): YES}, PLACE)
    history.undo(office)
    assert count(office, DiaryEntry) == 0


def test_text_is_asked_of_some_only(office: OfficeFile, ids: dict[str, int]) -> None:
    call, visit = sheet_of(ids), sheet_of(ids, DiaryKind.HOME_VISIT)
    for key, who, said in (
        (call, "key", "重点关爱儿童要写内容"),
        (visit, "one", "10月8日要写内容"),
    ):
        with pytest.raises(InputProblem, match=said):
            diary.save_sheet(office, key, {(ids[who], day(8)): YES}, PLACE)
    concern = Marked(CellMark.REACHED, concern="晚上没人照看")
    with pytest.raises(InputProblem, match="要写内容"):
        diary.save_sheet(office, call, {(ids["one"], day(8)): concern}, PLACE)
    diary.save_sheet(office, visit, {(ids["one"], day(8)): NO, (ids["key"], day(9)): NO}, PLACE)
    assert count(office, DiaryEntry) == 2


def test_a_whole_column_is_a_tally_and_never_added_twice(
    office: OfficeFile, ids: dict[str, int]
) -> None:
    key, one = sheet_of(ids), ids["one"]
    column = {(ids[who], day(9)): ALL for who in ("one", "key")}
    assert diary.save_sheet(office, key, column, PLACE) == diary.SheetSaved(0, 2)
    assert tally(office, one) == (1, "9")
    with pytest.raises(InputProblem, match="还没有填"):
        diary.save_sheet(office, key, column, PLACE)
    diary.save_sheet(office, key, column | {(one, day(16)): ALL}, "传达室")
    assert tally(office, one) == (2, "9、16")
    diary.save_sheet(office, key, {(one, day(23)): ALL}, "德育处3号")
    with office.reading() as session:
        places = sa.select(TallyEntry.original_at).where(TallyEntry.child_id == one)
        assert session.scalar(places) == "德育处3号柜；传达室；德育处3号"
    history.undo(office)
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        assert (book.number("times.亲情电话"), book.number("tallied_times")) == (3, 3)
    diary.save_sheet(office, key, {(one, day(9)): YES, (one, day(16)): NO}, PLACE)
    assert tally(office, one) is None
    with office.reading() as session:
        assert open_book(office, session, make.TERM_CODE).number("times.亲情电话") == 2


def test_no_more_is_counted_than_a_tally_holds(office: OfficeFile, ids: dict[str, int]) -> None:
    key, one = sheet_of(ids), ids["one"]
    with office.action("汇总条") as session:
        session.add(
            TallyEntry(child_id=one, kind=key.kind, month_on=day(1), times=99, original_at=PLACE)
        )
    with pytest.raises(InputProblem, match="会有100次，最多记99次"):
        diary.save_sheet(office, key, {(one, day(9)): ALL, (ids["key"], day(9)): ALL}, PLACE)
    assert (tally(office, one), tally(office, ids["key"])) == ((99, None), None)


def test_what_is_not_to_be_is_refused(office: OfficeFile, ids: dict[str, int]) -> None:
    key = sheet_of(ids)
    with pytest.raises(InputProblem, match="原件在哪里"):
        diary.save_sheet(office, key, {(ids["one"], day(8)): YES}, "  ")
    visits = sheet_of(ids, DiaryKind.HOME_VISIT)
    with pytest.raises(InputProblem, match="不能整列登记"):
        diary.save_sheet(office, visits, {(ids["one"], day(8)): ALL}, PLACE)
    for mark in (YES, ALL):
        for cell in ((ids["stranger"], day(8)), (ids["one"], date(2026, 9, 8))):
            with pytest.raises(RuleConflict, match="不在这张登记表上"):
                diary.save_sheet(office, key, {cell: mark, (ids["one"], day(8)): ALL}, PLACE)
    ahead = SheetKey(ids["teacher"], date(2027, 1, 1), DiaryKind.PHONE_CALL)
    for mark in (YES, ALL):
        with pytest.raises(InputProblem, match=r"不能晚于今天|还没有到"):
            diary.save_sheet(office, ahead, {(ids["one"], date(2027, 1, 4)): mark}, PLACE)
    assert count(office, DiaryEntry) == 0
