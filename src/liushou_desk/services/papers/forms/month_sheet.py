"""月度登记表 on paper: empty to be filled in by pen, and filled in with what is on file."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Block, Document, chinese_month
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.ledgers.tally import days_of
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.month_sheet import CellMark
from liushou_desk.models import DiaryEntry, EntryChild, TallyEntry
from liushou_desk.services.papers.blocks import (
    BLANK,
    Group,
    Heading,
    caption,
    centred,
    listing,
    note,
    signing,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import in_parts

_NAME, _DAY, _TALLY = 10, 3.2, 6
"""Shares of the width."""
_DATES = 14
"""Columns for days: whoever writes by pen puts the days over them."""
_ROOM = 8
"""Millimetres of a row that is filled in by pen."""
_SIGNS = (
    f"{CellMark.REACHED.sign}已联系　{CellMark.MISSED.sign}未联系上　"
    f"{CellMark.TALLIED.sign}整列登记，计入汇总条，不是逐次确认的联系。"
)
_BY_PEN = (
    f"填法：上面写日期；联系上的打{CellMark.REACHED.sign}，没联系上的打{CellMark.MISSED.sign}，没有联系的空着。"
    "家访、发现问题和重点关爱儿童另写内容。"
)


@dataclass(slots=True)
class _OfKind:
    """What is on file of one kind in a month."""

    signs: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """By child and day of the month."""
    times: dict[int, int] = field(default_factory=dict[int, int])
    """Of the tally, by child."""
    originals: dict[str, None] = field(default_factory=dict[str, None])


_Month = Mapping[DiaryKind, _OfKind]


def _collect_empty(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
    month = min(max(subject.today, days.first_on), days.last_on)
    headings = (
        Heading("儿童", _NAME),
        *[Heading("　　日", _DAY)] * _DATES,
        Heading("备注", _TALLY),
    )
    rows = [(name, *[""] * (_DATES + 1)) for name in _called(people)]
    blocks = (
        centred(f"{_lead(subject, month)}　类别：{BLANK}"),
        listing(headings, (Group(rows),), row_height=_ROOM),
        note(_BY_PEN),
        signing(("帮扶人签字", None), ("原件存放", None)),
    )
    yield Paper(_document(subject, blocks), f"{month:%Y-%m}")


def _collect_filled(subject: Subject) -> Iterator[Paper]:
    """A paper for each month in which something is on file; restricted kinds are left out."""
    people = people_of(subject)
    with subject.office.reading() as session:
        months = _months(session, subject)
    for month, kinds in sorted(months.items()):
        blocks: list[Block] = [centred(_lead(subject, month))]
        for kind in sorted(kinds, key=list(DiaryKind).index):
            blocks += _table(kind, kinds[kind], people)
        blocks += [note(_SIGNS), signing(("帮扶人签字", None), ("审核人", None))]
        yield Paper(_document(subject, blocks), f"{month:%Y-%m}")


def _document(subject: Subject, blocks: Sequence[Block]) -> Document:
    return Document(((subject.school, "月度登记表"),), tuple(blocks))


def _lead(subject: Subject, month: date) -> str:
    return f"帮扶人：{subject.name}　{chinese_month(month)}　儿童{len(subject.child_ids)}名"


def _called(people: Sequence[Person]) -> list[str]:
    """Their names, with the class where two are called alike."""
    names = Counter(person.name for person in people)
    return [
        f"{person.name}（{person.school_class}）" if names[person.name] > 1 else person.name
        for person in people
    ]


def _table(kind: DiaryKind, found: _OfKind, people: Sequence[Person]) -> Iterator[Block]:
    days = sorted({day for _, day in found.signs})
    spare = [""] * (_DATES - len(days))  # all tables of a paper have the same columns
    dated = [*(f"{day}日" for day in days), *spare]
    headings = (
        Heading("儿童", _NAME),
        *(Heading(text, _DAY) for text in dated),
        Heading("汇总条", _TALLY),
    )
    rows = [
        (
            name,
            *(found.signs.get((person.child_id, day), "") for day in days),
            *spare,
            f"{times}次" if (times := found.times.get(person.child_id)) else "",
        )
        for name, person in zip(_called(people), people, strict=True)
    ]
    yield caption(kind.label)
    yield listing(headings, (Group(rows),))
    if found.originals:
        yield note(f"原件：{'；'.join(found.originals)}")


def _months(session: Session, subject: Subject) -> dict[date, _Month]:
    days = term_days(session, subject.wish.term)
    found: dict[date, dict[DiaryKind, _OfKind]] = defaultdict(lambda: defaultdict(_OfKind))
    entries = (
        sa.select(EntryChild.child_id, DiaryEntry)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(DiaryEntry.happened_on.between(days.first_on, days.last_on))
        .where(DiaryEntry.may_be_shown())
        .order_by(DiaryEntry.reached, DiaryEntry.id)
    )
    tallies = sa.select(TallyEntry).where(TallyEntry.is_of(days.first_on, days.last_on))
    for part in in_parts(subject.child_ids):
        for row in session.scalars(tallies.where(TallyEntry.child_id.in_(part))):
            of_kind = found[row.month_on][row.kind]
            of_kind.times[row.child_id] = row.times
            of_kind.originals[row.original_at] = None
            for day in days_of(row.days):
                of_kind.signs[row.child_id, day] = CellMark.TALLIED.sign
        for child_id, entry in session.execute(entries.where(EntryChild.child_id.in_(part))):
            of_kind = found[entry.happened_on.replace(day=1)][entry.kind]
            mark = CellMark.REACHED if entry.reached else CellMark.MISSED
            of_kind.signs[child_id, entry.happened_on.day] = mark.sign
            if entry.original_at:
                of_kind.originals[entry.original_at] = None
    return {month: kinds for month, kinds in found.items() if kinds}


EMPTY_MONTH_SHEET = PaperKind(
    "month-sheet-empty",
    "月度登记表（空表）",
    Per.MENTOR,
    ON_REGISTER,
    LISTING,
    Audience.INTERNAL,
    _collect_empty,
)
MONTH_SHEET = PaperKind(
    "month-sheet",
    "月度登记表",
    Per.MENTOR,
    ON_REGISTER,
    LISTING,
    Audience.INTERNAL,
    _collect_filled,
)
