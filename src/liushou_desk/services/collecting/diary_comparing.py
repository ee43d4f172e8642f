"""A returned 登记本 against the file: which of its rows are new, taken in already, or doubtful."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.contact_row import CHILDREN, COLUMNS, DAY, KIND, VISITORS, Names, RowReader
from liushou_desk.domain.picking import TYPED, Pick
from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.foreign import read_foreign
from liushou_desk.models import DiaryEntry, ImportOrigin, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collecting.diary_book import ASKED, FORM, TABLE, children_of
from liushou_desk.services.collecting.reading import (
    WrittenRow,
    digest,
    find_columns,
    remembered,
    rows_of,
)
from liushou_desk.services.collecting.returned import WHOLE_ROW, Line, Returned, Standing
from liushou_desk.services.collecting.sheet import KEY, MEMORY, Seal
from liushou_desk.services.facts.naming import called
from liushou_desk.services.register.picking import register_picks
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import has_term

Row = tuple[str, int]
"""The workbook and the number of a row in it, which no copy changes."""
Seen = dict[Row, Mapping[str, str]]
"""What stood in the rows that were read before."""
_ADVICE = "请用原来发出的那个文件填写后交回。"
_NAMED = {COLUMNS[key]: key for key in ASKED} | {KEY: ""}


@dataclass(frozen=True, slots=True)
class Contact:
    """A row that can become a record."""

    number: int
    """Of the row in its sheet."""
    identity: Row
    values: Mapping[str, Any]
    mentor_id: int

    @property
    def line_id(self) -> tuple[int, str]:
        """What it is accepted by."""
        return self.number, WHOLE_ROW


@dataclass(frozen=True, slots=True)
class ReturnedBook(Returned):
    """A workbook whose lines are whole contacts."""

    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A returned workbook as text."""

    name: str
    sha256: str
    stamp: Mapping[str, str]
    rows: tuple[WrittenRow, ...]


def sheet_of(book: str) -> str:
    """The workbook as the journal keeps it beside the number of a row."""
    return f"{TABLE}{book}"


def taken(session: Session, rows: Sequence[Row]) -> dict[Row, bool]:
    """Of some rows those that were taken in, and whether their record is on file now."""
    found: dict[Row, bool] = {}
    for book in {book for book, _ in rows}:
        origins = (
            sa.select(ImportOrigin.sheet_row, DiaryEntry.id.is_not(None))
            .outerjoin(DiaryEntry, DiaryEntry.id == ImportOrigin.row_id)
            .where(ImportOrigin.table_name == DiaryEntry.__tablename__)
            .where(ImportOrigin.sheet == sheet_of(book))
        )
        for row, is_there in session.execute(origins):
            found[book, row] = found.get((book, row), False) or is_there
    return found


def read_book(path: Path) -> Book:
    """Raises `FileTrouble`, or `ImportTrouble` where it is no such workbook."""
    grids = {grid.name: grid for grid in read_foreign(path).grids}
    hidden = grids.get(MEMORY)
    stamp, _ = remembered(hidden) if hidden else ({}, {})
    if stamp.get("form") != FORM:
        raise ImportTrouble(f"“{path.name}”不是本程序发出的家访登记本，没有改动任何数据。", _ADVICE)
    for grid in (grids.get(TABLE), *grids.values()):
        columns = find_columns(grid, _NAMED, ("", DAY, CHILDREN, KIND)) if grid else None
        if grid and columns:
            return Book(path.name, digest(path), stamp, rows_of(grid, *columns))
    raise ImportTrouble(f"“{path.name}”里找不到登记本的表头，没有改动任何数据。", _ADVICE)


class BookComparison:
    """One workbook against the file: each row is new, taken in already, or has its faults."""

    def __init__(self, session: Session, office: OfficeFile, book: Book, seen: Seen) -> None:
        """`seen` are the rows of the workbooks before this one, and learns its own."""
        self._session, self._office, self._book, self._seen = session, office, book, seen
        profile = profile_of(session)
        self._seal = Seal(profile.pupil_key)
        self._require_ours()
        self._own = children_of(book.stamp)
        names = called(session, set(self._own.values()), None)
        own = [Pick(child_id, name, "") for child_id, name in names.items()]
        others = register_picks(session, book.stamp["term"], office.today)
        children = Names({pick.id: pick for pick in (*others, *own)}.values(), "在册儿童")
        self._reader = RowReader(children, Names((), "帮扶人"), by_hand=False)
        self._names: Mapping[int | None, str] = {**names}
        numbers = [self._seal.line_of(row.number) for row in book.rows]
        self._taken = taken(session, [number for number in numbers if number])

    def returned(self) -> ReturnedBook:
        """The workbook as it is shown."""
        lines: list[Line] = []
        rows: list[Contact] = []
        for written in self._book.rows:
            if written.is_blank:
                continue
            lines += self._lines(written, rows)
        known = sum(line.standing is Standing.TAKEN for line in lines)
        stamp = self._book.stamp
        return ReturnedBook(
            self._book.name,
            self._book.sha256,
            stamp["term"],
            stamp.get("mentor", ""),
            stamp.get("made_at", "")[:10],
            tuple(lines),
            (),
            known,
            contacts=tuple(rows),
        )

    def _require_ours(self) -> None:
        stamp = self._book.stamp
        if stamp.get("office") != self._seal.office:
            raise ImportTrouble(
                f"“{self._book.name}”是“{stamp.get('school', '')}”另一个数据文件发出的登记本，"
                "没有改动任何数据。",
                "请核对是不是别的学校的表，或者发出以后换过数据文件。",
            )
        mentor = stamp.get(VISITORS, "")
        known = self._session.get(Mentor, int(mentor)) if mentor.isdigit() else None
        if known is None or not has_term(self._session, stamp.get("term", "")):
            raise ImportTrouble(
                f"“{self._book.name}”的教师或学期已经不在这个数据文件里，没有改动任何数据。",
                "请先把教师和学期登记好，再收回这本。",
            )

    def _lines(self, written: WrittenRow, rows: list[Contact]) -> Iterator[Line]:
        identity = self._seal.line_of(written.number)
        texts = self._texts(written)
        if identity is None:
            yield self._line(written, Standing.FAULT, "这一行没有编号，请抄到有序号的空白行里。")
            return
        if self._taken.get(identity):
            yield self._line(written, Standing.TAKEN, "以前收回时已经登记。")
            return
        if (before := self._seen.setdefault(identity, texts)) is not texts:
            if before == texts:
                yield self._line(written, Standing.TAKEN, "另一份副本里已有这一行。")
            else:
                note = "编号和前面的一行相同，内容不同：请核对后只留一行，另一行抄到空白行里。"
                yield self._line(written, Standing.FAULT, note)
            return
        faults = list(self._faults(written, texts))
        yield from faults
        if faults:
            return
        read = self._reader.read(texts, self._office.today)
        mentor = int(self._book.stamp[VISITORS])
        rows.append(Contact(written.row, identity, read.values, mentor))
        gone = "上次登记的记录后来撤销或删除了，要再登记请打✓。" if identity in self._taken else ""
        yield self._line(written, Standing.NEW, gone, proposed=not gone)

    def _texts(self, written: WrittenRow) -> dict[str, str]:
        texts = {key: cell.text for key, cell in written.cells.items()}
        name = texts.get(CHILDREN, "").strip()
        if self._own.get(name) in self._names:
            texts[CHILDREN] = str(self._own[name])
        elif name:
            texts[CHILDREN] = f"{TYPED}{name}"
        return texts

    def _faults(self, written: WrittenRow, texts: Mapping[str, str]) -> Iterator[Line]:
        """Each cell by itself, with its address."""
        problems = dict(self._reader.read(texts, self._office.today).problems)
        problems |= {key: cell.problem for key, cell in written.cells.items() if cell.problem}
        for key, said in problems.items():
            cell = written.cells.get(key)
            yield Line(
                written.row,
                key,
                cell.address if cell else "",
                texts.get(CHILDREN, "").removeprefix(TYPED),
                COLUMNS[key],
                "",
                cell.text if cell else "",
                Standing.FAULT,
                said,
                proposed=False,
            )

    def _line(
        self, written: WrittenRow, standing: Standing, note: str = "", *, proposed: bool = True
    ) -> Line:
        """A row as a whole, in the words that stand in it."""
        texts = {key: cell.text for key, cell in written.cells.items()}
        said = (texts.get(key, "") for key in (DAY, KIND, "content", "concern"))
        cell = written.cells[DAY].address
        return Line(
            written.row,
            WHOLE_ROW,
            cell,
            texts.get(CHILDREN, ""),
            "整行",
            "",
            "，".join(filter(None, said)),
            standing,
            note,
            proposed=proposed and standing is Standing.NEW,
        )
