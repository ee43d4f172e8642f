"""Why a definition says what it says of a child: the kept facts of a day in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liushou_desk.domain.history import on_day
from liushou_desk.domain.words import UNFILLED, Mark, ParentStatus
from liushou_desk.services.figures.facts import FATHERS, MOTHERS, rows_of_parent


def parents_words(rows: Sequence[Any], day: date) -> str:
    """父亲2024年3月起在东莞务工，母亲在家; rows of `facts.Reader.parents`."""
    father = _parent_words("父亲", on_day(rows_of_parent(rows, FATHERS), day))
    mother = _parent_words("母亲", on_day(rows_of_parent(rows, MOTHERS), day))
    return f"{father}，{mother}"


def mark_words(marks: Sequence[Any], day: date) -> str:
    """学籍标注单亲留守儿童; rows of `facts.Reader.marks`, of which the last by the day holds."""
    known: list[Mark] = [mark for _, marked_on, mark in marks if marked_on <= day]
    mark = known[-1] if known else marks[0][2] if marks else None
    return f"学籍标注{mark.label if mark else UNFILLED}"


def _parent_words(who: str, row: Any) -> str:
    if row is None:
        return f"{who}去向{UNFILLED}"
    since: date | None = row.away_since
    begun = f"{since.year}年{since.month}月起" if since else ""
    status: ParentStatus = row.status
    if status is ParentStatus.AT_HOME:
        unable = "，但无监护能力" if row.able_to_care is False else ""
        return f"{who}{status.label}{unable}"
    where = f"在{row.place}" if row.place else ""
    return f"{who}{begun}{where}{status.label}"
