"""随访单: what is still owed, with whom to ring and lines for a pen; its numbers lead back here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Align, Document, chinese_date, month_and_day
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.sheet_number import sheet_number
from liushou_desk.models import DiaryEntry, EntryChild, FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, on_a_line
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import Chosen, Whom
from liushou_desk.services.rules.call_sheet import Owed, number_lines
from liushou_desk.services.writing.records import in_parts

_ROOM = 14
"""Millimetres of a row: two lines of handwriting."""
LONGEST = 24
_HEADINGS = (
    Heading("编号", 4),
    Heading("姓名 班级", 8, Align.LEFT),
    Heading("该做什么", 7, Align.LEFT),
    Heading("联系人 电话", 12, Align.LEFT),
    Heading("上次的问题", 8, Align.LEFT),
    Heading("日期", 4),
    Heading("内容（手写）", 12, Align.LEFT),
)


@dataclass(frozen=True, slots=True)
class _Due:
    """What of one kind is open for a child: all of it, and the first day that it is due."""

    kind: DiaryKind
    missing: int
    due_on: date
    overdue: bool

    @property
    def told(self) -> str:
        """谈心2次 9月30日已到期."""
        when = "已到期" if self.overdue else "前"
        return f"{self.kind.label}{self.missing}次 {month_and_day(self.due_on)}{when}"


def _waiting(office: OfficeFile, session: Session, term: str) -> Chosen:
    book = book_of(office, session, term)
    ids = {cell.child_id for cell in book.open_cells() if cell.present}
    return Chosen(book.scope.day, ids, book.scope.note)


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        due = _due(session, subject)
        concerns = _concerns(session, subject)
    lines = _lines(subject, due)
    rows = [
        _row(person, one, lines.get((person.child_id, one.kind, subject.mentor_id)),
             concerns.get(person.child_id, ""))
        for person in people
        for one in due.get(person.child_id, ())
    ]  # fmt: skip
    of = f"{subject.kind.per.label.removeprefix('每').removeprefix('名')}：{subject.name}"
    head = f"{of}　{len(people)}名儿童{len(rows)}项　{chinese_date(subject.today)}"
    blocks = (
        centred(head),
        listing(_HEADINGS, (Group(rows),), row_height=_ROOM),
        centred("没有联系上的也写日期和“未遇”。回校后按编号登记（办公室 → 按随访单登记）。"),
    )
    yield Paper(Document(((subject.school, "随访单"),), blocks))


def _row(person: Person, due: _Due, line: int | None, concern: str) -> tuple[str, ...]:
    ring = [
        f"{relative.name or who} {relative.phone}".strip()
        for who, relative in (
            ("照料人", person.caregiver), ("父亲", person.father), ("母亲", person.mother)
        )
        if relative.phone
    ]  # fmt: skip
    number = sheet_number(line) if line is not None else ""
    called = f"{person.name} {person.school_class}"
    return (number, called, due.told, "；".join(dict.fromkeys(ring)), concern, "", "")


def _due(session: Session, subject: Subject) -> Mapping[int, list[_Due]]:
    """By child and kind, in the order in which they are due."""
    book = book_of(subject.office, session, subject.wish.term)
    kinds = {
        key: kind for key, kind in session.execute(sa.select(FollowUpRule.id, FollowUpRule.kind))
    }
    mine, found = set(subject.everybody), dict[tuple[int, DiaryKind], _Due]()
    for cell in book.open_cells():
        if cell.child_id in mine:
            kind = kinds[cell.rule_id]
            first = found.get((cell.child_id, kind))
            missing = cell.missing + (first.missing if first else 0)
            when = (first.due_on, first.overdue) if first else (cell.due_on, cell.overdue)
            found[cell.child_id, kind] = _Due(kind, missing, *when)
    by_child: dict[int, list[_Due]] = defaultdict(list)
    for (child_id, _), due in found.items():
        by_child[child_id].append(due)
    return by_child


def _lines(subject: Subject, due: Mapping[int, list[_Due]]) -> dict[Owed, int]:
    """The numbers; nobody's on the sheet of a class or a village."""
    wanted = [
        (child_id, one.kind, subject.mentor_id)
        for child_id in subject.child_ids
        for one in due.get(child_id, ())
    ]
    return number_lines(subject.office, wanted)


def _concerns(session: Session, subject: Subject) -> Mapping[int, str]:
    """The latest concern that is open, of no restricted kind."""
    entries = (
        sa.select(EntryChild.child_id, DiaryEntry.happened_on, DiaryEntry.concern)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(DiaryEntry.concern.is_not(None), DiaryEntry.closed_on.is_(None))
        .where(DiaryEntry.may_be_shown(), DiaryEntry.happened_on <= subject.today)
        .order_by(DiaryEntry.happened_on, DiaryEntry.id)
    )
    found: dict[int, str] = {}
    for part in in_parts(subject.child_ids):
        for child_id, day, concern in session.execute(entries.where(EntryChild.child_id.in_(part))):
            found[child_id] = f"{month_and_day(day)} {on_a_line(concern, LONGEST)}"
    return found


WAITING = Whom("还有待办随访的儿童", _waiting)
CALL_SHEET = PaperKind(
    "call-sheet", "随访单", Per.MENTOR, WAITING, UPRIGHT, Audience.INTERNAL, _collect
)
CLASS_CALL_SHEET = PaperKind(
    "class-call-sheet", "随访单（按班）", Per.CLASS, WAITING, UPRIGHT, Audience.INTERNAL, _collect
)
VILLAGE_CALL_SHEET = PaperKind(
    *("village-call-sheet", "随访单（按村）", Per.VILLAGE, WAITING, UPRIGHT, Audience.INTERNAL),
    _collect,
)
