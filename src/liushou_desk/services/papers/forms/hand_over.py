"""结对帮扶移交单: what whoever takes a mentor's children over must know of each, to be signed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Block, Document, Table, chinese_date
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.models import DiaryEntry, EntryChild
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.papers.blocks import Pair, centred, on_a_line, pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.writing.records import in_parts

CONTACTS, LONGEST = 3, 40
"""So many of the last contacts, each on one line of so many signs."""
NONE = "无"
_SHARES = (3, 9, 3, 6)
_LINE, _SIGNED = 7.5, 11
"""Millimetres of a line, and of one that is signed on."""


@dataclass(slots=True)
class _Known:
    """What is on file of a child beside the child itself, as lines."""

    contacts: list[str] = field(default_factory=list[str])
    concerns: list[str] = field(default_factory=list[str])
    owed: list[str] = field(default_factory=list[str])


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        known = _known(session, subject)
    lead = f"移交人：{subject.name}　儿童{len(people)}名　{chinese_date(subject.today)}"
    blocks: list[Block] = [centred(lead)]
    blocks += [_card(number, one, known[one.child_id]) for number, one in enumerate(people, 1)]
    signed: list[list[Pair]] = [
        [("移交人签字", ""), ("日期", "")],
        [("接手人签字", ""), ("日期", "")],
    ]
    blocks.append(pairs(signed, _SHARES, row_height=_SIGNED))
    yield Paper(Document(((subject.school, "结对帮扶移交单"),), tuple(blocks)))


def _card(number: int, person: Person, known: _Known) -> Table:
    who = person.caregiver
    caregiver = f"{who.name}（{who.relation}）" if who.name else who.relation
    contacts = known.contacts + [NONE] * (not known.contacts)
    lines: list[list[Pair]] = [
        [("照料人", caregiver), ("电话", who.phone)],
        *([("最近联系" if not at else "", text)] for at, text in enumerate(contacts)),
        [("未办结问题", "；".join(known.concerns) or NONE)],
        [("未完成随访", "；".join(known.owed) or NONE)],
        [("移交说明", "")],
        [("", "")],
    ]
    head = f"{number}．{person.name}　{person.school_class}"
    return pairs(lines, _SHARES, head=head, row_height=_LINE)


def _known(session: Session, subject: Subject) -> dict[int, _Known]:
    known: dict[int, _Known] = defaultdict(_Known)
    entries = (
        sa.select(EntryChild.child_id, DiaryEntry)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(DiaryEntry.happened_on <= subject.today, DiaryEntry.may_be_shown())
        .order_by(DiaryEntry.happened_on.desc(), DiaryEntry.id.desc())
    )
    for part in in_parts(subject.child_ids):
        for child_id, entry in session.execute(entries.where(EntryChild.child_id.in_(part))):
            child = known[child_id]
            if len(child.contacts) < CONTACTS:
                child.contacts.append(_contact(entry))
            if entry.concern and entry.closed_on is None:
                child.concerns.append(f"{entry.happened_on} {on_a_line(entry.concern, LONGEST)}")
    for child_id, told in _owed(session, subject):
        known[child_id].owed.append(told)
    return known


def _contact(entry: DiaryEntry) -> str:
    reached = "" if entry.reached else "，未联系上"
    text = on_a_line(entry.content, LONGEST)
    return f"{entry.happened_on} {entry.kind.label}{reached}{f'：{text}' if text else ''}"


def _owed(session: Session, subject: Subject) -> Iterator[tuple[int, str]]:
    """The open cells of the rule board; none in a term that has not begun."""
    book = book_or_none(subject.office, session, subject.wish.term)
    if book is None:
        return
    mine = set(subject.child_ids)
    for cell in book.open_cells():
        if cell.child_id in mine:
            when = "逾期" if cell.overdue else f"{cell.due_on}前"
            yield cell.child_id, f"{cell.rule}还差{cell.missing}次（{when}）"


HAND_OVER = PaperKind(
    "hand-over", "结对帮扶移交单", Per.MENTOR, ON_REGISTER, UPRIGHT, Audience.INTERNAL, _collect
)
