"""Why a definition says what it says of a child: the kept facts of a day in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liushou_desk.domain.definitions import age_on, long_enough
from liushou_desk.domain.history import on_day
from liushou_desk.domain.words import UNFILLED, Mark, ParentStatus
from liushou_desk.services.facts.rows import FATHERS, MOTHERS, rows_of_parent
from liushou_desk.services.facts.whereabouts import where_words


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is told of a day: `months` is the least absence that counts, where one does.

    `full` names delicate whereabouts and why a parent is unable to care: not for a list.
    """

    day: date
    months: int = 0
    full: bool = False


def parents_words(rows: Sequence[Any], telling: Telling) -> str:
    """父亲2024年3月起在东莞务工，母亲在家; rows of `facts.Reader.parents`."""
    father = _parent_words("父亲", rows_of_parent(rows, FATHERS), telling)
    mother = _parent_words("母亲", rows_of_parent(rows, MOTHERS), telling)
    return f"{father}，{mother}"


def mark_words(marks: Sequence[Any], day: date) -> str:
    """学籍标注单亲留守儿童; rows of `facts.Reader.marks`, of which the last by the day holds."""
    known: list[Mark] = [mark for _, marked_on, mark in marks if marked_on <= day]
    mark = known[-1] if known else marks[0][2] if marks else None
    return f"学籍标注{mark.label if mark else UNFILLED}"


def age_words(born_on: date | None, day: date, limit: int) -> str:
    """未满16周岁, 已满16周岁, or that nobody knows."""
    if born_on is None:
        return f"出生日期{UNFILLED}"
    return f"{'已' if age_on(born_on, day) >= limit else '未'}满{limit}周岁"


def day_words(day: date) -> str:
    """2024年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _parent_words(who: str, rows: Sequence[Any], telling: Telling) -> str:
    row = on_day(rows, telling.day)
    short = row is not None and _is_short(row, telling)
    noted = f"不满{telling.months}个月" if short else ""
    return who + where_words(row, full=telling.full, noted=noted)


def _is_short(row: Any, telling: Telling) -> bool:
    """Whether a parent works away for too short a time to count."""
    counts = telling.months > 0 and row.status is ParentStatus.WORKS_AWAY
    return counts and not long_enough(row, telling.day, telling.months)
