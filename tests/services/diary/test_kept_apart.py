"""Records of a restricted kind are totals only: no door shows one, and none names its child."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import KEPT_APART, DiaryKind
from liushou_desk.domain.document import words_of
from liushou_desk.domain.month_sheet import SheetKey
from liushou_desk.domain.work_fields import ENTRY_FIELDS, RULE_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import DiaryEntry, EntryChild
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import list_entries, near_copy, read_entry, read_sheet, save_entry
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal import history, recycling
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.counselling_sheet import COUNSELLING_SHEET
from liushou_desk.services.papers.forms.statistics import STATISTICS
from liushou_desk.services.papers.full_export import export_all
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import PAPERS
from liushou_desk.services.register.child_page import child_page
from liushou_desk.services.register.timeline import timeline
from liushou_desk.services.restore.comparing import differences
from liushou_desk.services.rules import list_doubts
from liushou_desk.services.rules.grid import read_board as rule_board
from liushou_desk.services.today.board import read_board as today_board
from tests import factories as make
from tests.services.papers.all_papers import REASON
from tests.services.working import school

TERM = make.TERM_CODE
NAME, TOLD, ON = "柏小雨", "夜里害怕不敢睡觉的话说了一遍又一遍", date(2026, 11, 14)
DAYS = (f"{ON}", "11月14日", "14日")
KIND = DiaryKind.COUNSELLING


@dataclass
class Kept:
    """An office with one such record."""

    office: OfficeFile
    child: int
    entry: int
    mentor: int
    folder: Path


@pytest.fixture
def kept(office: OfficeFile, tmp_path: Path) -> Kept:
    def story(session: Session) -> tuple[int, int]:
        child, mentor = make.make_child(session, name=NAME), make.make_mentor(session)
        make.make_pairing(session, child, mentor)
        make.make_rule(session, kind=KIND)
        return child.id, mentor.id

    child_id, mentor_id = school(office, story)
    with office.action(f"新增{KIND.label}记录", entry=None, children=[child_id]) as session:
        child = session.get_one(make.models.Child, child_id)
        mentor = session.get_one(make.models.Mentor, mentor_id)
        entry = make.make_entry(
            session, child, visitors=(mentor,), kind=KIND, happened_on=ON, content=TOLD,
            concern=TOLD, action_taken=TOLD, due_again_on=date(2026, 11, 16),
        )  # fmt: skip
        entry_id = entry.id
    return Kept(office, child_id, entry_id, mentor_id, tmp_path)


def take_out(kept: Kept) -> None:
    """As the program did when such records could still be opened."""
    with kept.office.action("删除记录", entry=kept.entry, children=[kept.child]) as session:
        session.execute(sa.delete(make.models.EntryVisitor))
        session.execute(sa.delete(EntryChild))
        session.execute(sa.delete(DiaryEntry))


def papers(kept: Kept) -> Iterator[str]:
    """Every form but the empty one of the kind; of the statistics all but the word at its total."""
    for paper in PAPERS:
        if not paper.ledger and paper is not COUNSELLING_SHEET:
            try:
                batch = collect(kept.office, paper, Wish(TERM, reason=REASON))
            except RuleConflict:
                continue
            told = chain.from_iterable(words_of(one.document) for one in batch.sheets)
            yield from (text for text in told if paper is not STATISTICS or text != KIND.label)


def exported(kept: Kept) -> Iterator[str]:
    path = kept.folder / "全部.xlsx"
    export_all(kept.office, path)
    book: Any = load_workbook(path, read_only=True)
    for name in ("家访等记录", "记录里的儿童", "记录里的走访人"):
        rows = list(book[name].iter_rows(values_only=True))
        assert len(rows) == 1  # its heading
        yield str(rows[1:])


def journal(kept: Kept) -> Iterator[str]:
    take_out(kept)
    for action in history.list_actions(kept.office)[:2]:
        assert KEPT_APART in action.told
        yield action.told
        lines, _ = history.what_it_did(kept.office, action.action_id)
        yield from (f"{line.item}{line.before}{line.after}{line.who[10:]}" for line in lines)


def recycle_bin(kept: Kept) -> Iterator[str]:
    take_out(kept)
    (row,) = recycling.removed(kept.office)
    assert KEPT_APART in row.who
    yield f"{row.who[10:]}{row.told}{row.hung}"


def compared(kept: Kept) -> Iterator[str]:
    before = kept.folder / "before"
    shutil.copy(kept.office.path, before)
    take_out(kept)
    with sqlite3.connect(before) as then, sqlite3.connect(kept.office.path) as now:
        told = [line for one in differences(then, now) for line in one.sentences()]
    assert any(KIND.label in line and "1条" in line for line in told)
    yield from (line.replace(KIND.label, "").replace(f"{ON}", "") for line in told)


DOORS: dict[str, Callable[[Kept], object]] = {
    "list": lambda kept: list_entries(kept.office, None, child_id=kept.child),
    "time line": lambda kept: timeline(kept.office, kept.child),
    "child page": lambda kept: child_page(kept.office, kept.child, TERM).items,
    "papers": lambda kept: list(papers(kept)),
    "export": lambda kept: list(exported(kept)),
    "doubts": lambda kept: list_doubts(kept.office, TERM),
    "near copy": lambda kept: near_copy(kept.office, [kept.child], TOLD),
    "today": lambda kept: today_board(kept.office, TERM),
    "rules": lambda kept: rule_board(kept.office, TERM, None),
    "month sheet": lambda kept: (
        read_sheet(kept.office, SheetKey(kept.mentor, ON.replace(day=1), KIND)).filed
    ),
    "journal": lambda kept: list(journal(kept)),
    "recycle bin": lambda kept: list(recycle_bin(kept)),
    "backup": lambda kept: list(compared(kept)),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_door_shows_it(kept: Kept, door: str) -> None:
    told = str(DOORS[door](kept))
    assert TOLD not in told
    assert KIND.label not in told
    assert not any(day in told for day in DAYS)
    if door in {"journal", "recycle bin", "backup"}:
        assert NAME not in told


def test_it_counts_and_its_rows_name_nobody(kept: Kept) -> None:
    with kept.office.reading() as session:
        book = open_book(kept.office, session, TERM)
        for key in ("times", "child_times", "children", "children_present"):
            (row,) = book.rows(f"{key}.{KIND.label}")
            assert (row.source, row.adds, row.text) == ("restricted", 1, f"{ON} {KEPT_APART}")
            assert book.number(f"{key}.{KIND.label}") == 1
        assert book.record_ids(f"children.{KIND.label}") == {kept.entry}
        assert (book.number("concerns"), book.number("open_concerns")) == (0, 0)


def test_each_child_stands_once_behind_the_number_of_children(kept: Kept) -> None:
    with kept.office.action("又一次") as session:
        both = session.get_one(make.models.Child, kept.child), make.make_child(session)
        make.make_entry(session, *both, kind=KIND, happened_on=date(2026, 11, 16))
    with kept.office.reading() as session:
        book = open_book(kept.office, session, TERM)
        assert book.number(f"children.{KIND.label}") == 2
        assert len(book.rows(f"children.{KIND.label}")) == 2


def test_none_is_made_opened_or_asked_for(kept: Kept) -> None:
    values = {"kind": KIND, "happened_on": ON, "reached": True, "content": "无"}
    with pytest.raises(InputProblem) as refused:
        save_entry(kept.office, None, values, [kept.child])
    assert refused.value.field == "kind"
    with pytest.raises(InputProblem):
        read_entry(kept.office, kept.entry)
    offered = [field.check for field in (*ENTRY_FIELDS, *RULE_FIELDS) if field.key == "kind"]
    assert [KIND in check.words for check in offered] == [False, False]  # pyright: ignore[reportFunctionMemberAccess]
