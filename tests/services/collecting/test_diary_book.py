"""登记本: goes out with a mentor's children, comes back often, and is taken in once."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from liushou_desk.domain.contact_row import CHILDREN, COLUMNS
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import RuleConflict
from liushou_desk.models import DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import diary
from liushou_desk.services.collecting.diary_book import (
    ROWS,
    TABLE,
    BookWish,
    mentors_to_send,
    send_books,
)
from liushou_desk.services.collecting.diary_comparing import ReturnedBook
from liushou_desk.services.collecting.diary_returning import (
    read_books,
    summary_of,
    take_in_book,
    written_words,
)
from liushou_desk.services.collecting.returned import Standing
from liushou_desk.services.journal import history
from tests import factories as make
from tests.services.working import count, school

FIRST = 5
FILLED: dict[str, Any] = {
    "happened_on": "2026-11-10",
    CHILDREN: "张小雨",
    "kind": "家访",
    "reached": "是",
    "content": "作业按时完成，奶奶身体好",
}


def a_teacher(session: Session) -> dict[str, int]:
    teacher = make.make_mentor(session, name="陈艳")
    for name in ("张小雨", "李明"):
        child = make.make_child(session, name=name)
        make.make_pairing(session, child, teacher)
        make.make_pairing(session, child, make.make_mentor(session, kind=MentorKind.PUPIL))
    make.make_child(session, name="李明")  # of somebody else
    return {"teacher": teacher.id}


@pytest.fixture
def book(office: OfficeFile, tmp_path: Path) -> Path:
    school(office, a_teacher)
    (choice,) = mentors_to_send(office, make.TERM_CODE)
    assert choice.children == 2
    sent = send_books(office, BookWish(make.TERM_CODE, (choice.label,), tmp_path / "U盘"))
    return sent.files[0]


def write(path: Path, row: int, **cells: str) -> None:
    work: Any = load_workbook(path)
    headings = [cell.value for cell in work[TABLE][4]]
    for key, text in cells.items():
        work[TABLE].cell(row, headings.index(COLUMNS[key]) + 1).value = text
    work.save(path)


def read(office: OfficeFile, *paths: Path) -> list[ReturnedBook]:
    batch = read_books(office, paths)
    assert not batch.refused
    return [sheet for sheet in batch.sheets if isinstance(sheet, ReturnedBook)]


def standings(returned: ReturnedBook) -> list[tuple[int, Standing]]:
    return [(line.row, line.standing) for line in returned.lines]


def test_the_workbook_offers_the_mentors_children_and_kinds(book: Path) -> None:
    work: Any = load_workbook(book)
    assert work[TABLE].max_row == FIRST + ROWS - 1
    lists = {str(rule.sqref): rule for rule in work[TABLE].data_validations.dataValidation}
    assert len(lists) == 3
    offered = [cell.value for column in work["_选项"].columns for cell in column if cell.value]
    assert offered[:2] == ["张小雨", next(name for name in offered if name.startswith("李明"))]
    assert DiaryKind.HOME_VISIT.label in offered
    assert DiaryKind.COUNSELLING.label not in offered


def test_a_row_is_taken_in_once_in_whatever_copy(office: OfficeFile, book: Path) -> None:
    write(book, FIRST, **FILLED)
    (returned,) = read(office, book)
    assert standings(returned) == [(FIRST, Standing.NEW)]
    outcome = take_in_book(office, returned, returned.proposed)
    assert written_words([outcome]).startswith("已登记1条记录。可按 Ctrl+Z 撤销")
    (row,) = diary.list_entries(office, None)
    assert (row.children, row.visitors, row.content) == ("张小雨", "陈艳", FILLED["content"])
    assert take_in_book(office, returned, returned.proposed).is_empty
    renamed = Path(shutil.copy(book, book.with_name("陈艳改名.xlsx")))
    write(renamed, FIRST + 1, **FILLED | {"happened_on": "2026-11-12", CHILDREN: "李明"})
    write(renamed, FIRST + 1, **{CHILDREN: str(_choice(renamed, 1))})
    first, second = read(office, book, renamed)
    assert standings(first) == [(FIRST, Standing.TAKEN)]
    assert standings(second) == [(FIRST, Standing.TAKEN), (FIRST + 1, Standing.NEW)]
    assert "已登记过1处" in summary_of(first)
    take_in_book(office, second, second.proposed)
    assert count(office, DiaryEntry) == 2
    history.undo(office)
    assert count(office, DiaryEntry) == 1
    (again,) = read(office, renamed)
    assert [line.proposed for line in again.lines] == [False, False]
    take_in_book(office, again, [line.line_id for line in again.lines])
    assert count(office, DiaryEntry) == 2


def _choice(path: Path, at: int) -> object:
    book: Any = load_workbook(path)
    return [cell.value for cell in next(iter(book["_选项"].columns))][at]


def test_doubtful_cells_are_told_by_address_and_nothing_is_guessed(
    office: OfficeFile, book: Path
) -> None:
    write(book, FIRST, **FILLED | {"happened_on": "11.10", CHILDREN: "李明", "kind": "家坊"})
    write(book, FIRST + 1, **FILLED | {"kind": "心理辅导"})
    write(book, FIRST + 2, **FILLED)
    work: Any = load_workbook(book)
    work[TABLE].cell(FIRST + 3, 1).value = work[TABLE].cell(FIRST + 2, 1).value
    work[TABLE].cell(FIRST + 4, 1).value = None
    work.save(book)
    write(book, FIRST + 3, **FILLED | {"content": "另一次"})
    write(book, FIRST + 4, **FILLED)
    (returned,) = read(office, book)
    told = {line.cell: line.note for line in returned.lines if line.standing is Standing.FAULT}
    assert set(told) == {"C5", "D5", "E5", "E6", "C8", "C9"}
    assert "有2人" in told["D5"]
    assert "不是日期" in told["C5"]
    assert "不在可选范围" in told["E6"]
    assert "编号和前面的一行相同" in told["C8"]
    assert "没有编号" in told["C9"]
    assert standings(returned).count((FIRST + 2, Standing.NEW)) == 1
    take_in_book(office, returned, returned.proposed)
    assert count(office, DiaryEntry) == 1


def test_what_is_no_book_of_ours_is_refused(office: OfficeFile, book: Path) -> None:
    work: Any = load_workbook(book)
    work["_留守工作台"]["B2"].value = "f" * 16
    work.save(book)
    batch = read_books(office, [book])
    assert "另一个数据文件发出的登记本" in batch.refused[0].error.sentence
    with pytest.raises(RuleConflict, match="没有可以发出的教师"):
        send_books(office, BookWish(make.TERM_CODE, ("没有这人",), book.parent))
