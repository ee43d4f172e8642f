"""The lines of the board, one function for each kind; every line says where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ages import next_birthday
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.leaving import SUSPECTED
from liushou_desk.models import Child, DiaryEntry, EntryChild
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import ActivityState, list_awaited
from liushou_desk.services.facts.naming import called
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.keeping.backup_policy import BackupState
from liushou_desk.services.rules import DueRow

DUE_WITHIN = 7
CONTINUED_WITHIN = 7
ACTIVITIES_WITHIN = 14
BIRTHDAYS_WITHIN = 7


class Place(Enum):
    """Where a line leads; behind each, what its `record_id` is."""

    ROSTER = auto()
    """花名册: a child, or none."""
    PAIRING = auto()
    """结对帮扶."""
    NEW_ENTRY = auto()
    """家访日记, a new record for a child."""
    NEW_ENTRY_BY = auto()
    """家访日记, a new record by a mentor, of the line's `kind`."""
    DIARY = auto()
    """家访日记, a record."""
    CALENDAR = auto()
    """活动日历: an activity."""
    STATISTICS = auto()
    """统计与总结."""
    BACKUP = auto()
    LEDGER = auto()
    """台账: a record, or none for the whole list; `form` names the ledger's table."""
    DRAFT = auto()
    """A form with its draft: the record, or none for a new one; `form` names it."""
    CONCERNS = auto()
    """问题与处理."""
    RHYTHM = auto()
    """一年的节奏."""
    FILE = auto()
    """A file beside the office file: `path`."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line; `pressing` where its day has passed."""

    text: str
    detail: str
    place: Place
    record_id: int | None = None
    pressing: bool = False
    form: str = ""
    chip: str = ""
    """The figure whose rows the line is about, as a chip of the list it leads to."""
    path: Path | None = None
    kind: DiaryKind | None = None


def due_lines(rows: Iterable[DueRow]) -> Iterator[BoardLine]:
    """Contacts owed, each leading to a new record for its child."""
    for row in rows:
        days = f"已逾期{-row.days}天" if row.overdue else _until(row.days)
        yield BoardLine(
            f"{_who(row.child, row.school_class)}：{row.kind.label}{row.missing}次",
            "，".join(part for part in (days, row.mentor and f"帮扶人{row.mentor}") if part),
            Place.NEW_ENTRY,
            row.child_id,
            row.overdue,
        )


def continued_lines(session: Session, term: str | None, today: date) -> Iterator[BoardLine]:
    """Records to be followed up (再次联系) within a week and not closed."""
    entries = session.execute(
        sa.select(
            DiaryEntry.id,
            DiaryEntry.kind,
            DiaryEntry.happened_on,
            DiaryEntry.due_again_on,
            DiaryEntry.concern,
        )
        .where(DiaryEntry.due_again_on <= today + timedelta(CONTINUED_WITHIN))
        .where(DiaryEntry.closed_on.is_(None), DiaryEntry.may_be_shown())
        .order_by(DiaryEntry.due_again_on, DiaryEntry.id)
    ).all()
    about = session.execute(
        sa.select(EntryChild.entry_id, EntryChild.child_id)
        .where(EntryChild.entry_id.in_([entry.id for entry in entries]))
        .order_by(EntryChild.child_id)
    ).all()
    names = called(session, {child_id for _, child_id in about}, term)
    for entry in entries:
        who = "、".join(names[child_id] for entry_id, child_id in about if entry_id == entry.id)
        days = ((entry.due_again_on or today) - today).days
        what, over = "后再次联系", "已过"
        if entry.concern:
            what, over = "发现的问题没有办结", "逾期"
        yield BoardLine(
            f"{who}：{month_and_day(entry.happened_on)}{entry.kind.label}{what}",
            f"{over}{-days}天" if days < 0 else _until(days),
            Place.DIARY,
            entry.id,
            days < 0,
        )


def activity_lines(office: OfficeFile) -> Iterator[BoardLine]:
    """Activities of the next two weeks, and those whose day passed without a record."""
    for row in list_awaited(office, office.today + timedelta(ACTIVITIES_WITHIN)):
        missed = row.state is ActivityState.NOT_RECORDED
        where = f"，{row.place}" if row.place else ""
        left = "还没有登记举行情况" if missed else _until((row.planned_on - office.today).days)
        yield BoardLine(
            f"{month_and_day(row.planned_on)}：{row.title}",
            left + where,
            Place.CALENDAR,
            row.activity_id,
            missed,
        )


def birthday_lines(book: FigureBook, term: str, today: date) -> Iterator[BoardLine]:
    """Birthdays of left-behind children on the register, today and in the next week."""
    counted = {row.child_id: row for row in book.roll() if row.present and row.counted}
    born = book.session.execute(sa.select(Child.id, Child.born_on)).all()
    last = today + timedelta(BIRTHDAYS_WITHIN)
    coming = sorted(
        (day, child_id, age_on(born_on, day), counted[child_id].school_class or "")
        for child_id, born_on in born
        if child_id in counted and born_on and (day := next_birthday(born_on, today)) <= last
    )
    names = called(book.session, [child_id for _, child_id, _, _ in coming], term)
    for day, child_id, age, school_class in coming:
        who = _who(names[child_id], school_class)
        when = "今天" if day == today else month_and_day(day)
        yield BoardLine(f"{who}：{when}满{age}周岁", "", Place.ROSTER, child_id)


def backup_line(state: BackupState, today: date) -> BoardLine:
    """When the last backup was made; pressing where the work since then is a week old or more."""
    if state.last_at is None:
        return BoardLine("还没有备份", "请做一次备份", Place.BACKUP, pressing=True)
    since = f"之后有{state.changes_since}项改动" if state.changes_since else "之后没有改动"
    said = f"上次备份：{month_and_day(state.last_at.date())}"
    return BoardLine(said, since, Place.BACKUP, pressing=state.is_old(today))


def kept_lines(kept: Iterable[Path]) -> Iterator[BoardLine]:
    """Files kept of an older version that hold what the office file does not hold any more."""
    for path in kept:
        yield BoardLine(
            f"“{path.name}”里还有学生证件号的完整指纹",
            "升级或恢复前自动保留的旧版文件；确认数据无误后请删除，或妥善保管",
            Place.FILE,
            path=path,
        )


def figure_lines(book: FigureBook) -> Iterator[BoardLine]:
    """Children who live alone too young, and what is wanting, as the figures count them."""
    if alone := book.number("alone_under_16"):
        yield BoardLine(
            f"{alone}名儿童未满16周岁独自生活",
            "未成年人保护法第二十一条：不得使其脱离监护单独生活，请立即核实",
            Place.ROSTER,
            pressing=True,
            chip="alone_under_16",
        )
    if suspected := book.number(f"left_by_reason.{SUSPECTED}"):
        yield BoardLine(
            f"{suspected}名转出儿童没有登记接收学校",
            "暂列为疑似辍学；在花名册里选中后右键登记接收学校",
            Place.ROSTER,
            pressing=True,
        )
    if unverified := book.number("unverified"):
        yield BoardLine(
            f"{unverified}名关爱对象未核实",
            "本学期摸底表还没有核实",
            Place.ROSTER,
            chip="unverified",
        )
    if unfiled := book.number("unfiled"):
        yield BoardLine(
            f"{unfiled}名应建档儿童未建档", "建档必填项不全", Place.ROSTER, chip="unfiled"
        )
    if unpaired := book.number("unpaired"):
        yield BoardLine(
            f"{unpaired}名留守儿童未结对", "没有成年帮扶人", Place.ROSTER, chip="unpaired"
        )
    if concerns := book.number("open_concerns"):
        yield BoardLine(
            f"{concerns}条发现的问题尚未处理完", "填写办结日期后不再提醒", Place.CONCERNS
        )


def _who(child: str, school_class: str) -> str:
    """A child and its class, which stands in the name already where namesakes are told apart."""
    return child if not school_class or child.endswith("）") else f"{child}（{school_class}）"


def _until(days: int) -> str:
    return "今天到期" if days == 0 else f"还有{days}天"
