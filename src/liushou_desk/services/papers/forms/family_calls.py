"""亲情电话（视频）使用记录表: a class's calls of the term, and an empty one for the pen.

It lies beside the telephone, so it says 留守 nowhere.
"""

from collections.abc import Iterator

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Align, Block, Document
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import BLANK, Group, Heading, centred, listing, signing
from liushou_desk.services.papers.forms.entries import Told, recorded_as, told_of
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person
from liushou_desk.services.papers.whom import OF_SCHOOL

CALLS = (DiaryKind.PHONE_CALL, DiaryKind.VIDEO_CALL)
_TITLE = "亲情电话（视频）使用记录表"
_LINES, _ROOM = 15, 9
"""Lines of an empty sheet, and millimetres of each."""
_HEADINGS = (
    Heading("日期", 6),
    Heading("起止时间", 7),
    Heading("学生", 6),
    Heading("班级", 7),
    Heading("通话对象（关系）", 9),
    Heading("地区", 8),
    Heading("方式", 5),
    Heading("主要内容", 17, Align.LEFT),
    Heading("学生签名", 6),
    Heading("值班教师", 7),
)


def _filled(subject: Subject) -> Iterator[Paper]:
    mine = set(subject.child_ids)
    calls = [
        (told, person)
        for told in told_of(subject, CALLS, with_bare=True)
        for person in told.people
        if person.child_id in mine
    ]
    calls.sort(key=lambda call: call[0].happened_on)
    if calls:
        reached = sum(told.reached for told, _ in calls)
        total = f"合计：{len(calls)}人次，接通{reached}人次，没有接通{len(calls) - reached}人次"
        group = Group([_row(*call) for call in calls], [(total, len(_HEADINGS))])
        yield Paper(_document(subject, f"{subject.name}　{term_title(subject.wish.term)}", group))


def _empty(subject: Subject) -> Iterator[Paper]:
    rows = [("",) * len(_HEADINGS)] * _LINES
    yield Paper(_document(subject, f"班级：{BLANK}　年　　月", Group(rows)))


def _document(subject: Subject, lead: str, group: Group) -> Document:
    blocks: tuple[Block, ...] = (
        centred(lead),
        listing(_HEADINGS, [group], row_height=_ROOM),
        signing(("班主任", None), ("管理员", None)),
    )
    return Document(((subject.school, _TITLE),), blocks)


def _row(told: Told, person: Person) -> tuple[str, ...]:
    how = told.kind.label.removeprefix("亲情")
    return (
        str(told.happened_on), "", person.name, person.school_class, told.texts["persons_met"], "",
        how, told.texts["content"] if told.reached else "没有接通", "", told.visitors,
    )  # fmt: skip


FAMILY_CALLS = PaperKind(
    "family-calls",
    _TITLE,
    Per.CLASS,
    recorded_as(CALLS, "这个学期有亲情电话、视频记录的儿童"),
    LISTING,
    Audience.INTERNAL,
    _filled,
)
EMPTY_FAMILY_CALLS = PaperKind(
    "family-calls-empty",
    f"{_TITLE}（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    LISTING,
    Audience.INTERNAL,
    _empty,
)
