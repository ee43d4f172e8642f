"""The parts of 一人一档, each from what other papers and the page of the child tell."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from liushou_desk.domain.document import Align, Block, Document, Table
from liushou_desk.domain.ledgers import LEDGERS
from liushou_desk.models import (
    Activity,
    BoardingPeriod,
    CaregiverPeriod,
    DiaryEntry,
    Pairing,
    SupportPlan,
    Whereabouts,
)
from liushou_desk.services.papers.blocks import Group, Heading, caption, listing, note, on_a_line
from liushou_desk.services.papers.forms.child_page import NOTICE, section_table
from liushou_desk.services.papers.forms.entries import Told, told_of
from liushou_desk.services.papers.forms.entry_sheets import (
    TALKS,
    VISITS,
    Members,
    members_of,
    talk_sheet,
    visit_sheet,
)
from liushou_desk.services.papers.kind import Subject
from liushou_desk.services.register.child_page import ChildPage
from liushou_desk.services.register.timeline import TimelineItem
from liushou_desk.services.school.terms import term_days

_OF_FAMILY = frozenset({"家庭成员", "委托照护"})
"""Sections of the child's page that tell of those who care for it."""
_CARE = frozenset(table.__tablename__ for table in (Whereabouts, CaregiverPeriod, BoardingPeriod))
_HELP = frozenset({Pairing.__tablename__, SupportPlan.__tablename__})
_CONTACTS, _ACTIVITIES = frozenset({DiaryEntry.__tablename__}), frozenset({Activity.__tablename__})
_LEDGERS = frozenset(kind.table for kind in LEDGERS)
_ELSEWHERE = _CARE | _HELP | _CONTACTS | _ACTIVITIES | _LEDGERS
_HEADINGS = (Heading("日期", 3), Heading("事项", 4), Heading("内容", 14, Align.LEFT))
_TO_FILE = (
    Heading("序号", 2),
    Heading("材料", 8, Align.LEFT),
    Heading("份数", 2),
    Heading("最近日期", 4),
    Heading("放入本档", 4),
)
_EMPTY_LINES = 4
"""Lines to write on below the materials that are known of."""
_SUMMARY = 36
"""Signs of a record in the list of all: its sheet follows."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands behind one leaf of the binder; without blocks there is nothing to print."""

    title: str
    blocks: tuple[Block, ...]
    count: int = 0
    """How many records it tells of, where they are counted."""


def parts_of(subject: Subject, page: ChildPage) -> list[Part]:
    """The parts in their fixed order; records of contact and activities are those of the term."""
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
    items = page.items
    of_term = [one for one in items if one.day and days.first_on <= one.day <= days.last_on]
    contacts = _from(of_term, _CONTACTS)
    activities, ledgers = _from(of_term, _ACTIVITIES), _from(items, _LEDGERS)
    helped = _from(items, _HELP)
    rest = [one for one in items if one.source not in _ELSEWHERE]
    return [
        Part("登记表", (*_sections(page, family=False), *_listed("建档经过", rest))),
        Part(
            "家庭与监护",
            (*_sections(page, family=True), *_listed("监护和住宿的变化", _from(items, _CARE))),
        ),
        Part("结对记录", tuple(_listed("", helped)), len(helped)),
        Part("家访、谈话、电话记录", tuple(_contacts(subject, page, contacts)), len(contacts)),
        Part("活动", tuple(_listed("", activities)), len(activities)),
        Part("资助和其他台账", tuple(_listed("", ledgers)), len(ledgers)),
        Part("附件目录", (_materials([*contacts, *ledgers, *helped]),)),
    ]


def _from(items: Sequence[TimelineItem], tables: Collection[str]) -> list[TimelineItem]:
    return [one for one in items if one.source in tables]


def _sections(page: ChildPage, *, family: bool) -> Iterator[Block]:
    for section in page.sections:
        if (section.title in _OF_FAMILY) is family:
            yield caption(section.title)
            yield section_table(section)


def _listed(title: str, items: Sequence[TimelineItem], longest: int = 0) -> Iterator[Block]:
    """The oldest first, as a file is read."""
    if not items:
        return
    if title:
        yield caption(title)
    rows = [
        (
            str(one.day) if one.day else "此前",
            one.kind,
            on_a_line(one.text, longest) if longest else one.text,
        )
        for one in reversed(items)
    ]
    yield listing(_HEADINGS, [Group(rows)])


def _contacts(subject: Subject, page: ChildPage, items: Sequence[TimelineItem]) -> Iterator[Block]:
    """All of them in a list, then the sheet of each that has one."""
    yield from _listed("全部联系", items, _SUMMARY)
    records, members = subject.once(_records), subject.once(_members)
    for told in records.get(page.child_id, ()):
        if told.kind in VISITS:
            sheet = visit_sheet(subject, told.people, members, told)
        else:
            sheet = talk_sheet(subject, told)
        yield caption(_called(sheet, told.happened_on))
        yield from _undivided(sheet.blocks)


def _undivided(blocks: Sequence[Block]) -> Iterator[Block]:
    """A sheet as it stands among others: on one page, its warning left to the contents."""
    for block in blocks:
        if isinstance(block, Table):
            yield replace(block, whole=True)
        elif block != note(f"{NOTICE}。"):
            yield block


def _called(sheet: Document, day: date) -> str:
    return f"{sheet.title[-1][-1]}（{day}）"


def _records(subject: Subject) -> Mapping[int, Sequence[Told]]:
    """By child what is told of it alone: a file names no other child of a group."""
    everybody = replace(subject, child_ids=subject.everybody)
    found: dict[int, list[Told]] = defaultdict(list)
    for told in told_of(everybody, (*VISITS, *TALKS), with_shots=False):
        for person in told.people:
            found[person.child_id].append(replace(told, people=(person,)))
    return found


def _members(subject: Subject) -> Members:
    return members_of(subject, subject.everybody)


def _materials(items: Sequence[TimelineItem]) -> Block:
    """附件目录: the papers that go with what is on file, to be ticked, and lines for others."""
    by_kind: dict[str, list[date]] = defaultdict(list)
    for one in items:
        if one.day:
            by_kind[one.kind].append(one.day)
    rows = [
        (str(at), kind, str(len(days)), str(max(days)), "□")
        for at, (kind, days) in enumerate(sorted(by_kind.items()), start=1)
    ]
    rows += [(str(len(rows) + at), "", "", "", "□") for at in range(1, _EMPTY_LINES + 1)]
    return listing(_TO_FILE, [Group(rows)], row_height=8)
