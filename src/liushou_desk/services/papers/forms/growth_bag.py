"""成长记录袋: the cover of a child's bag, and its twelve items with what is on file of each.

The child carries it, so it says 留守 nowhere; of what is kept apart it says nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.domain.document import Align, Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledger_words import GrowthKind
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.words import MentorKind
from liushou_desk.models import (
    Award,
    Checkup,
    DiaryEntry,
    EntryChild,
    GrowthNote,
    Mentor,
    MentorAgreement,
    StudyPlan,
)
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    Pair,
    centred,
    listing,
    note,
    pairs,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.writing.records import in_parts

_LINE, _ROOM = 11, 9
"""Millimetres of a line of the cover and of the list."""
_HEADINGS = (
    Heading("序号", 3),
    Heading("材料", 18, Align.LEFT),
    Heading("有/缺", 4),
    Heading("登记份数", 5),
    Heading("最近日期", 6),
    Heading("袋内份数", 5),
    Heading("放入日期", 6),
)
_TALKS = (DiaryKind.TALK, DiaryKind.PARENT_CALL, DiaryKind.GUARDIAN_TALK)
_PROXY = (MentorKind.PROXY_PARENT, MentorKind.CARING_MOTHER, MentorKind.SOCIAL_MOTHER)
_BY_HAND = "—"

Days = Mapping[int, Sequence[date]]
Read = Callable[[Session, date, Sequence[int]], Days]


@dataclass(frozen=True, slots=True)
class _Item:
    """One of the twelve; nothing is read of what is kept on paper only."""

    title: str
    read: Read | None = None


def _of_ledger(model: Any, day: Any, *where: Any) -> Read:
    def read(session: Session, until: date, ids: Sequence[int]) -> Days:
        found = sa.select(model.child_id, day).where(day <= until, *where)
        return _days(session, found, model.child_id, ids)

    return read


def _of_diary(*where: Any) -> Read:
    def read(session: Session, until: date, ids: Sequence[int]) -> Days:
        found = (
            sa.select(EntryChild.child_id, DiaryEntry.happened_on)
            .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
            .where(DiaryEntry.happened_on <= until, DiaryEntry.reached, *where)
        )
        return _days(session, found, EntryChild.child_id, ids)

    return read


def _proxies(session: Session, until: date, ids: Sequence[int]) -> Days:
    found = (
        sa.select(MentorAgreement.child_id, MentorAgreement.from_on)
        .join(Mentor, Mentor.id == MentorAgreement.mentor_id)
        .where(MentorAgreement.from_on <= until, Mentor.kind.in_(_PROXY))
    )
    return _days(session, found, MentorAgreement.child_id, ids)


def _days(session: Session, statement: Any, column: Any, ids: Sequence[int]) -> Days:
    found: dict[int, list[date]] = defaultdict(list)
    for part in in_parts(ids):
        rows: Any = session.execute(statement.where(column.in_(part)))
        for child_id, day in rows:
            found[child_id].append(day)
    return found


_ITEMS = (
    _Item("自我介绍（性格与兴趣）", _of_ledger(
        GrowthNote, GrowthNote.noted_on, GrowthNote.kind == GrowthKind.CHARACTER)),
    _Item("师生谈心记录", _of_diary(DiaryEntry.kind.in_(_TALKS))),
    _Item("思想品行进步材料", _of_ledger(
        GrowthNote, GrowthNote.noted_on, GrowthNote.kind == GrowthKind.PROGRESS)),
    _Item("身心健康材料（体检）", _of_ledger(Checkup, Checkup.checked_on)),
    _Item("与父母的书信（至少一次）", _of_diary(
        DiaryEntry.kind == DiaryKind.LETTER,
        sa.or_(DiaryEntry.written_by.is_(None), DiaryEntry.written_by != LetterWriter.TEACHER))),
    _Item("作业样本"),
    _Item("阅读书目"),
    _Item("获奖证书", _of_ledger(Award, Award.awarded_on)),
    _Item("阶段学习计划", _of_ledger(StudyPlan, StudyPlan.from_on)),
    _Item("阶段小结"),
    _Item("综合素质报告单", _of_ledger(
        GrowthNote, GrowthNote.noted_on, GrowthNote.kind == GrowthKind.TEST)),
    _Item("代理家长材料（帮扶协议）", _proxies),
)  # fmt: skip


def _collect(subject: Subject) -> Iterator[Paper]:
    (person,), (child_id,) = people_of(subject), subject.child_ids
    found = subject.once(_read)
    cover: list[list[Pair]] = [
        [("姓名", person.name), ("性别", person.sex)],
        [("班级", person.school_class), ("出生日期", person.born_on)],
        [("建袋日期", ""), ("班主任", "")],
    ]
    rows = [
        _row(number, item, found[item.title].get(child_id, ()))
        for number, item in enumerate(_ITEMS, start=1)
    ]
    there = sum(row[2] == "有" for row in rows)
    lacking = sum(row[2] == "缺" for row in rows)
    total = f"合计：{len(rows)}项，登记里有{there}项，缺{lacking}项，只在纸上的{_by_hand()}项"
    blocks: tuple[Block, ...] = (
        centred("记下每一步成长"),
        pairs(cover, (3, 8, 3, 8), row_height=_LINE),
        listing(_HEADINGS, [Group(rows, [(total, len(_HEADINGS))])], row_height=_ROOM),
        note(
            f"有、缺和日期截至{chinese_date(subject.day)}，以电脑里的登记为准；{_BY_HAND}："
            "只在纸上的材料，由班主任清点。放一份，在右边两栏记一次。"
        ),
    )
    yield Paper(Document(((subject.school, "学生成长记录袋"),), blocks))


def _read(subject: Subject) -> Mapping[str, Days]:
    """The days of each item by child."""
    with subject.office.reading() as session:
        return {
            item.title: item.read(session, subject.day, subject.everybody) if item.read else {}
            for item in _ITEMS
        }


def _row(number: int, item: _Item, days: Sequence[date]) -> tuple[str, ...]:
    if item.read is None:
        told = (_BY_HAND, "", "")
    elif days:
        told = ("有", str(len(days)), str(max(days)))
    else:
        told = ("缺", "", "")
    return (str(number), item.title, *told, "", "")


def _by_hand() -> int:
    return sum(item.read is None for item in _ITEMS)


GROWTH_BAG = PaperKind(
    "growth-bag",
    "成长记录袋",
    Per.CHILD,
    ON_REGISTER,
    FORM,
    Audience.INTERNAL,
    _collect,
    goes_home=True,
)
