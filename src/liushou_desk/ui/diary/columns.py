"""The columns and chips of the list of records."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.diary import EntryRow
from liushou_desk.ui.look import Tone
from liushou_desk.ui.photos.column import photos_column
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip

NEVER = date.max
NOT_REACHED, TRIED, LATE, UNSETTLED = "未联系上", "已尽力", "补录", "未办结"


def is_open(row: EntryRow) -> bool:
    """Whether a problem was found that is not done with (有问题未办结)."""
    return bool(row.concern) and row.closed_on is None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _closed(row: EntryRow) -> str:
    return UNSETTLED if is_open(row) else _day(row.closed_on)


def _reached(row: EntryRow) -> str:
    """Trying on several days is known as such, and is not done all the same."""
    return "是" if row.reached else TRIED if row.is_tried else NOT_REACHED


def _kind(row: EntryRow) -> str:
    return f"{row.kind.label}（集体）" if row.is_group else row.kind.label


COLUMNS: tuple[Column[EntryRow], ...] = (
    Column(
        "日期",
        lambda row: row.happened_on.isoformat(),
        5.5,
        lambda row: row.happened_on,
        field=FIELDS["diary_entry", "happened_on"],
    ),
    Column("类别", _kind, 6, field=FIELDS["diary_entry", "kind"]),
    Column("儿童", lambda row: row.children, 7, field=FIELDS["child", "name"]),
    Column("参与教师", lambda row: row.visitors, 5, field=FIELDS["mentor", "name"]),
    Column(
        "联系上",
        _reached,
        4.5,
        tone=lambda row: Tone.PLAIN if row.reached else Tone.OWED,
        field=FIELDS["diary_entry", "reached"],
    ),
    Column(
        "内容",
        lambda row: row.content or "",
        15,
        shown=False,
        field=FIELDS["diary_entry", "content"],
    ),
    Column(
        "发现问题",
        lambda row: row.concern or "",
        8,
        shown=False,
        field=FIELDS["diary_entry", "concern"],
    ),
    Column(
        "处理",
        lambda row: row.action_taken or "",
        8,
        shown=False,
        field=FIELDS["diary_entry", "action_taken"],
    ),
    photos_column(),
    Column(
        "再次联系",
        lambda row: _day(row.due_again_on),
        5.5,
        lambda row: row.due_again_on or NEVER,
        field=FIELDS["diary_entry", "due_again_on"],
    ),
    Column(
        "办结",
        _closed,
        5.5,
        lambda row: row.closed_on or NEVER,
        tone=lambda row: Tone.OWED if is_open(row) else Tone.PLAIN,
        field=FIELDS["diary_entry", "closed_on"],
    ),
    Column(
        "补录", lambda row: LATE if row.is_late else "", 3, tone=lambda _: Tone.QUIET, field=OPEN
    ),
)


FURTHER: tuple[Callable[[EntryRow], str], ...] = (
    attrgetter("about.search"),
    attrgetter("went.search"),
    lambda row: row.kind_search,
)
"""What a record is found by beside its own words: many are about the same people."""

TOLD_AT_MOST = 120
"""Signs of a record's words that stand below the list; its form has them all."""


BEFORE_HIT = 20
"""Of these, so many before the first word that was searched for, where it stands further on."""


def told(row: EntryRow, needle: str = "") -> str:
    """What the chosen record says, the words searched for in 【】."""
    parts = (("内容", row.content), ("发现问题", row.concern), ("处理", row.action_taken))
    said = "　".join(f"{label}：{' '.join(text.split())}" for label, text in parts if text)
    words = [re.escape(word) for word in sorted(needle.split(), key=len, reverse=True)]
    hits = re.compile("|".join(words), re.IGNORECASE) if words else None
    if len(said) > TOLD_AT_MOST:
        hit = hits.search(said) if hits else None
        first = hit.start() - BEFORE_HIT if hit and hit.end() > TOLD_AT_MOST else 0
        part = said[first : first + TOLD_AT_MOST]
        said = f"{'……' if first else ''}{part}……（回车看全部）"
    return hits.sub(r"【\g<0>】", said) if hits else said


def chips(today: date) -> Sequence[Chip]:
    """What one often looks for; without numbers, since 次数 are counted by the figures alone."""
    month = (today.year, today.month)
    return (
        Chip(
            "this_month",
            "本月",
            None,
            lambda row: (row.happened_on.year, row.happened_on.month) == month,
        ),
        Chip("not_reached", NOT_REACHED, None, lambda row: not row.reached),
        Chip("tried", TRIED, None, lambda row: row.is_tried),
        Chip("open_concerns", "有问题未办结", None, is_open),
        Chip("late", LATE, None, lambda row: row.is_late),
    )
