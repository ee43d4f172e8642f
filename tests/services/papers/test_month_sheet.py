"""月度登记表 on paper tells contacts and tallies apart, and of restricted kinds nothing."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Table, words_of
from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.month_sheet import EMPTY_MONTH_SHEET, MONTH_SHEET
from liushou_desk.services.papers.kind import Wish
from tests import factories as make
from tests.services.working import school


def a_month(session: Session) -> dict[str, int]:
    teacher = make.make_mentor(session, name="陈艳")
    for name in ("张小雨", "李明"):
        child = make.make_child(session, name=name)
        make.make_pairing(session, child, teacher)
        call: dict[str, Any] = {"kind": DiaryKind.PHONE_CALL, "original_at": "3号柜"}
        make.make_entry(session, child, happened_on=date(2026, 10, 8), **call)
        make.make_entry(
            session, child, happened_on=date(2026, 10, 15), reached=name == "李明", **call
        )
    month: dict[str, Any] = {"kind": DiaryKind.PHONE_CALL, "month_on": date(2026, 10, 1)}
    make.make_tally(session, child, times=2, days="20、27", original_at="传达室", **month)
    return {}


def test_what_is_on_file_stands_in_its_cell(office: OfficeFile) -> None:
    school(office, a_month)
    (sheet,) = collect(office, MONTH_SHEET, Wish(make.TERM_CODE)).sheets
    words = words_of(sheet.document)
    assert "帮扶人：陈艳　2026年10月　儿童2名" in words
    assert "原件：传达室；3号柜" in words
    (table,) = [block for block in sheet.document.blocks if isinstance(block, Table)]
    rows = {row[0].text: [c.text for c in (*row[1:5], row[-1])] for row in table.rows}
    assert rows == {
        "儿童": ["8日", "15日", "20日", "27日", "汇总条"],
        "张小雨": ["√", "×", "", "", ""],
        "李明": ["√", "√", "汇", "汇", "2次"],
    }
    assert any("不是逐次确认" in line for line in words)


def test_a_month_of_two_terms_prints_its_tally_in_one(office: OfficeFile) -> None:
    def shared(session: Session) -> dict[str, int]:
        session.scalars(sa.select(Term)).one().first_on = date(2026, 9, 8)
        spring = {"code": "2025-2026-2", "first_on": date(2026, 2, 20)}
        make.make_term(session, **spring, last_on=date(2026, 9, 7))
        child = make.make_child(session)
        make.make_pairing(session, child)
        make.make_tally(session, child, month_on=date(2026, 9, 1), times=3)
        for day in (3, 26):
            make.make_entry(session, child, happened_on=date(2026, 9, day))
        return {}

    school(office, shared)
    told = [
        "".join(words_of(sheet.document))
        for term in (make.TERM_CODE, "2025-2026-2")
        for sheet in collect(office, MONTH_SHEET, Wish(term)).sheets
    ]
    assert ["2026年9月" in text for text in told] == [True, True]
    assert ["3次" in text for text in told] == [True, False]


def test_the_empty_sheet_has_room_for_days_and_signs(office: OfficeFile) -> None:
    school(office, a_month)
    (sheet,) = collect(office, EMPTY_MONTH_SHEET, Wish(make.TERM_CODE)).sheets
    (table,) = [block for block in sheet.document.blocks if isinstance(block, Table)]
    head = [cell.text for cell in table.rows[0]]
    assert (head[0], head[1], head[-1]) == ("儿童", "　　日", "备注")
    assert [row[0].text for row in table.rows[1:]] == ["张小雨", "李明"]
    assert all(not cell.text for row in table.rows[1:] for cell in row[1:])
