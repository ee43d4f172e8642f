"""Where a parent is, in words: one wording for lists, pages, reasons, time line and sheets."""

from typing import Any

from liushou_desk.domain.document import chinese_month
from liushou_desk.domain.masking import DELICATE, whereabouts_word
from liushou_desk.domain.words import UNFILLED, ParentStatus, Returns


def where_words(row: Any | None, *, full: bool = False, noted: str = "") -> str:
    """2024年3月起在东莞务工（电子厂，每年返家）, 在家但无监护能力, 不在家, 去向未填.

    The row has the columns of `Whereabouts`, and may be a visit (`parent_rows`); `noted` stands
    first among its notes. Only `full` names delicate whereabouts and why a parent is unable to
    care: not for a list.
    """
    if row is None:
        return f"去向{UNFILLED}"
    status: ParentStatus = row.status
    if status in DELICATE and not full:
        return whereabouts_word(status)
    unable = _unable_words(row, full=full)
    if status is ParentStatus.AT_HOME:
        return f"{status.label}{unable and f'但{unable}'}"
    begun = f"{chinese_month(row.away_since)}起" if row.away_since else ""
    where = f"在{row.place}" if row.place else ""
    visit = "其间回家探亲" if getattr(row, "is_visit", False) else ""
    said = (noted, row.work, visit, _returns_words(row), unable)
    notes = "，".join(note for note in said if note)
    return f"{begun}{where}{status.label}{notes and f'（{notes}）'}"


def _returns_words(row: Any) -> str:
    """每年返家, 一年以上未归."""
    returns: Returns | None = row.returns
    if returns is None:
        return ""
    return returns.label if returns is Returns.RARELY else f"{returns.label}返家"


def _unable_words(row: Any, *, full: bool) -> str:
    if row.able_to_care is not False:
        return ""
    return f"无监护能力（{row.unable_why}）" if full and row.unable_why else "无监护能力"
