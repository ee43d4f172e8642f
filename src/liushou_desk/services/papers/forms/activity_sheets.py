"""活动记录表 and 活动签到表: a sheet for each activity of a term, or for one.

The sign-in sheet lies at the door for everybody to read, so it says 留守 nowhere and names nobody.
"""

from collections.abc import Iterator, Sequence

from liushou_desk.domain.activity_kinds import Audience as ForWhom
from liushou_desk.domain.document import Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.money import yuan
from liushou_desk.domain.words import label_of
from liushou_desk.services.activities import (
    ActivityRow,
    ActivityState,
    list_activities,
    open_photos,
)
from liushou_desk.services.activities.records import attendance
from liushou_desk.services.facts.naming import picks
from liushou_desk.services.papers.blocks import (
    PRINTED,
    Group,
    Heading,
    Pair,
    caption,
    centred,
    listing,
    note,
    pairs,
    pictures,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.terms import term_days

_SHARES = (3, 8, 3, 7)
_LINE, _ROOM = 9, 10
"""Millimetres of a line, and of one that is signed on."""
_LINES = 22
_COLUMNS = {
    ForWhom.CHILDREN: ("学生", ("序号", "班级", "姓名", "签到", "备注")),
    ForWhom.GUARDIANS: ("家长", ("序号", "孩子姓名", "与孩子的关系", "签名", "联系电话")),
    ForWhom.TEACHERS: ("教师", ("序号", "姓名", "职务", "签名", "备注")),
}
_WIDTHS = (4, 9, 9, 12, 10)
_UNSAID = (("留守儿童之家", "儿童之家"), ("留守儿童", "学生"), ("留守", ""))
"""What is said instead on paper that hangs out."""


def _wanted(subject: Subject) -> Sequence[ActivityRow]:
    """The activities of the term by day, or the one that is asked for."""
    with subject.office.reading() as session:
        span = term_days(session, subject.wish.term).span
    only = subject.wish.activity_id
    rows = list_activities(subject.office, span.first, span.last)
    return [row for row in rows if only in (None, row.activity_id)]


def _records(subject: Subject) -> Iterator[Paper]:
    for row in _wanted(subject):
        if row.held_on:
            yield Paper(_record(subject, row), f"{row.held_on}_{row.title}")


def _record(subject: Subject, row: ActivityRow) -> Document:
    came = "" if row.head_count is None else f"{row.head_count}人"
    told = ((row.guardians, "监护人"), (row.teachers, "教师"), (row.attended, "名单上的儿童"))
    apart = "，".join(f"{who}{number}人" for number, who in told if number)
    lines: list[list[Pair]] = [
        [("活动主题", row.title)],
        [("类别", label_of(row.kind) or ""), ("时间", chinese_date(row.day_on))],
        [("地点", row.place or ""), ("负责人", row.led_by or "")],
        [("参加人数", came), ("其中", apart)],
        [("经费（元）", yuan(row.cost_fen)), ("物资", row.materials or "")],
        [("内容与过程", row.content or "\n\n\n")],
    ]
    if row.kind and row.kind.traits.has_resolution:
        lines.append([("会议决议", row.resolution or "\n\n")])
    lines.append([("效果与反思", "\n\n\n")])
    shots = open_photos(subject.office, row.activity_id)
    lines.append([("照片、签到册", _attached(len(shots))), ("记录人", "")])
    names = _names(subject, row)
    listed: list[Block] = [note(f"参加儿童（{row.attended}人）：{names}")] if names else []
    if shots:
        listed += [caption("活动照片"), pictures(shots)]
    blocks = (pairs(lines, _SHARES, row_height=_LINE), *listed)
    return Document(((subject.school, "活动记录表"),), blocks)


def _empty(subject: Subject) -> Iterator[Paper]:
    lines: list[list[Pair]] = [
        [("活动主题", "")],
        [("类别", ""), ("时间", "")],
        [("地点", ""), ("负责人", "")],
        [("参加人数", ""), ("其中", "儿童　 人，监护人　 人，教师　 人")],
        [("经费（元）", ""), ("物资", "")],
        [("内容与过程", "\n" * 12)],
        [("效果与反思", "\n" * 5)],
        [("照片、签到册", _attached(0)), ("记录人", "")],
    ]
    blocks = (pairs(lines, _SHARES, row_height=_LINE),)
    yield Paper(Document(((subject.school, "活动记录表"),), blocks))


def _attached(number: int) -> str:
    """How many photos are printed below; the sheets signed at the door are counted by hand."""
    if not number:
        return "附后，共　　张"
    kept = f"（共{number}张）" if number > PRINTED else ""
    return f"照片附后{min(number, PRINTED)}张{kept}，签到册　　张"


def _names(subject: Subject, row: ActivityRow) -> str:
    ids = attendance(subject.office, row.activity_id)
    with subject.office.reading() as session:
        return "、".join(pick.called for pick in picks(session, sorted(ids), subject.wish.term))


def _sign_ins(subject: Subject) -> Iterator[Paper]:
    """Of one activity whenever it is, of a whole term those not held; of none called off."""
    for row in _wanted(subject):
        if row.state is ActivityState.CALLED_OFF:
            continue
        if subject.wish.activity_id is not None or row.held_on is None:
            for whom in row.kind.traits.audience if row.kind else (ForWhom.CHILDREN,):
                yield _sign_in(subject, row, whom)


def _sign_in(subject: Subject, row: ActivityRow, whom: ForWhom) -> Paper:
    who, texts = _COLUMNS[whom]
    headings = [Heading(text, share) for text, share in zip(texts, _WIDTHS, strict=True)]
    rows = [(str(number), "", "", "", "") for number in range(1, _LINES + 1)]
    where = f"　地点：{unsaid(row.place)}" if row.place else ""
    blocks = (
        centred(unsaid(row.title)),
        centred(f"{chinese_date(row.day_on)}{where}"),
        listing(headings, [Group(rows)], row_height=_ROOM),
    )
    about = f"{row.day_on}_{unsaid(row.title)}_{who}"
    return Paper(Document(((subject.school, f"活动签到表（{who}）"),), blocks), about)


def unsaid(text: str) -> str:
    """A text without 留守, as whoever passes by may read it."""
    for word, instead in _UNSAID:
        text = text.replace(word, instead)
    return text


ACTIVITY_RECORD = PaperKind(
    "activity-record", "活动记录表", Per.SCHOOL, OF_SCHOOL, FORM, Audience.INTERNAL, _records
)
EMPTY_ACTIVITY_RECORD = PaperKind(
    "activity-record-empty",
    "活动记录表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _empty,
)
ACTIVITY_SIGN_IN = PaperKind(
    "activity-sign-in", "活动签到表", Per.SCHOOL, OF_SCHOOL, FORM, Audience.PUBLIC, _sign_ins
)
