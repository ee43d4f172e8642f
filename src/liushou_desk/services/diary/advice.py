"""What is said while a record is being written; nothing here keeps it from being saved."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.mandatory_report import duty_beside
from liushou_desk.domain.remarks import Remark
from liushou_desk.models import DiaryEntry, EntryChild, FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.rows import not_on_register
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.pairings.mentors import first_mentors
from liushou_desk.services.writing.records import Values

LOOKED_AT = 5
"""Earlier records of these children that a text is compared with."""
LEAST_SIGNS = 10
"""Shorter texts are the same by themselves."""
NEAR = 0.9


@dataclass(frozen=True, slots=True)
class QuickDefaults:
    """What a quick entry for a child begins with; None where nothing is owed, nobody paired."""

    kind: DiaryKind | None
    mentor_id: int | None
    mentor: str


def quick_defaults(office: OfficeFile, term: str, child_id: int) -> QuickDefaults:
    """The kind of contact owed first, and the child's mentor of today."""
    with office.reading() as session:
        book = book_of(office, session, term)
        owed = book.open_cells(child_id)
        kind = session.get_one(FollowUpRule, owed[0].rule_id).kind if owed else None
        mentors = first_mentors(session, office.today, child_id)
    return QuickDefaults(kind, *mentors.get(child_id, (None, "")))


def near_copy(
    office: OfficeFile, child_ids: Collection[int], text: str, *, entry_id: int | None = None
) -> str | None:
    """与11月3日的记录96%相同: said where a text nearly repeats one of these children's latest."""
    if len(text) < LEAST_SIGNS:
        return None
    with office.reading() as session:
        mine = sa.select(EntryChild.entry_id).where(EntryChild.child_id.in_(child_ids))
        earlier = session.execute(
            sa.select(DiaryEntry.happened_on, DiaryEntry.content)
            .where(DiaryEntry.id.in_(mine), DiaryEntry.content.is_not(None))
            .where(DiaryEntry.may_be_shown())
            .where(DiaryEntry.id.is_distinct_from(entry_id))
            .order_by(DiaryEntry.happened_on.desc(), DiaryEntry.id.desc())
            .limit(LOOKED_AT)
        ).all()
    alike = [(_likeness(text, content or ""), -place) for place, (_, content) in enumerate(earlier)]
    share, place = max(alike, default=(0.0, 0))
    if share < NEAR:
        return None
    day = earlier[-place][0]
    which = "上次记录" if place == 0 else "以前的记录"
    return f"与{which}（{month_and_day(day)}）{int(share * 100)}%相同"


def _likeness(text: str, other: str) -> float:
    matcher = SequenceMatcher(None, other, text, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < NEAR:
        return 0.0
    return matcher.ratio()


def on_duty(_office: OfficeFile, values: Values) -> tuple[Remark, ...]:
    """Beside a concern that may be one of those to be reported, the duty and where it is met."""
    said = _duty(values)
    return (Remark(said, "concern"),) if said else ()


def _duty(values: Values) -> str:
    return duty_beside(str(values.get("concern") or ""), str(values.get("content") or ""))


def doubts(office: OfficeFile, values: Values, child_ids: Collection[int]) -> tuple[str, ...]:
    """What is odd about a record that may be saved all the same, one sentence each."""
    with office.reading() as session:
        return tuple(_doubts(session, values, child_ids))


def _doubts(session: Session, values: Values, child_ids: Collection[int]) -> Iterator[str]:
    kind, day = values.get("kind"), values.get("happened_on")
    silent = not values.get("content") and not values.get("concern")
    if isinstance(kind, DiaryKind) and kind.traits.needs_text and values.get("reached") and silent:
        yield f"{kind.label}没有写内容，照样计数，检查时缺少依据，建议补写。"
    if said := _duty(values):
        yield said
    if kind is DiaryKind.LETTER and not values.get("written_by"):
        yield "书信没有写明由谁写，不计入学校联系，也不计入亲情联系。"
    if values.get("is_group") and len(child_ids) == 1:
        yield "集体进行只选了一名儿童，集体的记录不计入个别随访。"
    if isinstance(day, date) and (away := not_on_register(session, child_ids, day)):
        yield f"有{len(away)}名儿童这一天不在册，这条记录不计入他们的统计。"
