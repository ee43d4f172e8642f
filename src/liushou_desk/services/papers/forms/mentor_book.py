"""帮扶工作记录簿: a mentor's children, every record of the term by child and day, and the sums."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import SHOWN_KINDS
from liushou_desk.domain.document import Align, Block, Document, chinese_date
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.models import DiaryEntry, EntryChild, TallyEntry
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    Pair,
    caption,
    listing,
    note,
    pairs,
    signing,
)
from liushou_desk.services.papers.forms.child_page import NOTICE
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import in_parts

_LINE = 9
"""Millimetres of a line of the cover."""
_CHILDREN = (
    Heading("序号", 3),
    Heading("姓名", 6),
    Heading("班级", 7),
    Heading("照料人", 6),
    Heading("与学生关系", 6),
    Heading("联系电话", 8),
    Heading("家庭住址", 15, Align.LEFT),
)
_RECORDS = (
    Heading("日期", 5),
    Heading("类别", 6),
    Heading("内容", 18, Align.LEFT),
    Heading("发现问题", 9, Align.LEFT),
    Heading("处理措施", 9, Align.LEFT),
)
_SUMS = (Heading("类别", 8), Heading("个别（人次）", 6), Heading("集体（人次）", 6))
_BASIS = (
    "合计是统计里的数字：联系上的、当天在册并计为留守的才计入；汇总条按登记的次数计入个别。"
    "受限的记录不列，也不计入。"
)
_NONE = "本学期没有记录"

_Row = tuple[date, tuple[str, ...]]


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        records = _records(session, subject)
    sums = list(_sums(subject))
    cover: list[list[Pair]] = [
        [("帮扶人", subject.name), ("学期", term_title(subject.wish.term))],
        [("帮扶儿童", f"{len(people)}名"), ("截止日", chinese_date(subject.day))],
    ]
    blocks: list[Block] = [
        pairs(cover, (3, 7, 3, 7), row_height=_LINE),
        caption("帮扶的儿童"),
        listing(_CHILDREN, [Group([_child(at, one) for at, one in enumerate(people, start=1)])]),
    ]
    for person in people:
        rows = [row for _, row in sorted(records[person.child_id], key=lambda one: one[0])]
        group = Group(rows) if rows else Group((), [(_NONE, len(_RECORDS))])
        blocks += [caption(f"{person.name}　{person.school_class}"), listing(_RECORDS, [group])]
    if sums:
        blocks += [caption("合计"), listing(_SUMS, [Group(sums)])]
    blocks += [
        note(_BASIS),
        signing(("帮扶人签字", None), ("审核人", None), ("日期", None)),
        note(f"{NOTICE}。"),
    ]
    yield Paper(Document(((subject.school, "帮扶工作记录簿"),), tuple(blocks)))


def _child(number: int, person: Person) -> tuple[str, ...]:
    carer = person.caregiver
    return (
        str(number), person.name, person.school_class, carer.name, carer.relation,
        carer.phone or person.phone, person.home_address,
    )  # fmt: skip


def _records(session: Session, subject: Subject) -> Mapping[int, list[_Row]]:
    days = term_days(session, subject.wish.term)
    found: dict[int, list[_Row]] = defaultdict(list)
    entries = (
        sa.select(EntryChild.child_id, DiaryEntry)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(DiaryEntry.happened_on.between(days.first_on, days.last_on))
        .where(DiaryEntry.may_be_shown())
        .order_by(DiaryEntry.id)
    )
    tallies = sa.select(TallyEntry).where(TallyEntry.is_of(days.first_on, days.last_on))
    for part in in_parts(subject.child_ids):
        for row in session.scalars(tallies.where(TallyEntry.child_id.in_(part))):
            told = (f"{row.month_on:%Y-%m}", row.kind.label, f"汇总条{row.times}次", "", "")
            found[row.child_id].append((row.month_on, told))
        for child_id, entry in session.execute(entries.where(EntryChild.child_id.in_(part))):
            found[child_id].append((entry.happened_on, _entry(entry)))
    return found


def _entry(entry: DiaryEntry) -> tuple[str, ...]:
    missed = "" if entry.reached else "（未联系上）"
    group = "集体" if entry.is_group else ""
    return (
        str(entry.happened_on),
        f"{group}{entry.kind.label}{missed}",
        entry.content or "",
        entry.concern or "",
        entry.action_taken or "",
    )


def _sums(subject: Subject) -> Iterator[tuple[str, ...]]:
    """The figures of the mentor's children by kind; none in a term that has not begun."""
    figures = subject.once(_figures)
    for kind in SHOWN_KINDS:
        sums = [
            sum(of.get(child_id, {}).get(kind.label, 0) for child_id in subject.child_ids)
            for of in figures
        ]
        if any(sums):
            yield (kind.label, *map(str, sums))


def _figures(subject: Subject) -> list[Mapping[int, Mapping[str, int]]]:
    """人次 of every child by kind, single and of groups."""
    with subject.office.reading() as session:
        book = book_or_none(subject.office, session, subject.wish.term)
        keys = ("child_times", "group_child_times")
        return [book.groups_by("child_id", key) for key in keys] if book else []


MENTOR_BOOK = PaperKind(
    "mentor-book",
    "帮扶工作记录簿",
    Per.MENTOR,
    ON_REGISTER,
    UPRIGHT,
    Audience.INTERNAL,
    _collect,
)
