"""结对帮扶名册: who helps whom and since when, class by class; its totals are the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Align, Document, chinese_date
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import MentorKind
from liushou_desk.models import Mentor, Pairing
from liushou_desk.services.facts.rows import helping
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import LEFT_BEHIND
from liushou_desk.services.writing.records import in_parts

_HEADINGS = (
    Heading("序号", 3),
    Heading("班级", 7),
    Heading("学生姓名", 6),
    Heading("性别", 3),
    Heading("监护人（照料人）", 8),
    Heading("帮扶人", 6),
    Heading("身份", 6),
    Heading("帮扶内容和措施", 16, Align.LEFT),
    Heading("开始日期", 7),
    Heading("备注", 9, Align.LEFT),
)
_NONE = "未结对"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pairing that helps on the day."""

    child_id: int
    mentor_id: int
    mentor: str
    kind: MentorKind
    from_on: date | None


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        found = list(_pairs(session, subject))
    of_child = {key: list(mine) for key, mine in groupby(found, key=lambda one: one.child_id)}
    rows: list[tuple[str, ...]] = []
    for number, person in enumerate(people, start=1):
        rows += _rows(number, person, of_child.get(person.child_id, []))
    adults = [one for one in found if one.kind.is_adult]
    paired = len({one.child_id for one in adults})
    total = (
        f"合计：{len(people)}人，已结对{paired}人，未结对{len(people) - paired}人；"
        f"{len(adults)}对，帮扶人{len({one.mentor_id for one in adults})}名"
    )
    told = (term_title(subject.wish.term), subject.wish.school_class or "")
    blocks = (
        centred("　".join(filter(None, told))),
        listing(_HEADINGS, [Group(rows, [(total, len(_HEADINGS))])]),
        signing(("填表人", None), ("审核人", None), ("单位负责人（盖章）", None)),
        note(f"{chinese_date(subject.day)}有效的结对。小老师（同伴）列在名册里，不计入合计。"),
    )
    yield Paper(Document(((subject.school, "结对帮扶名册"),), blocks))


def _pairs(session: Session, subject: Subject) -> Iterator[_Pair]:
    """By child, those who began first before the others."""
    statement = (
        sa.select(Pairing.child_id, Mentor.id, Mentor.name, Mentor.kind, Pairing.from_on)
        .join(Mentor, Mentor.id == Pairing.mentor_id)
        .where(helping(subject.day))
        .order_by(Pairing.child_id, Pairing.from_on, Pairing.id)
    )
    for part in in_parts(sorted(subject.child_ids)):
        for row in session.execute(statement.where(Pairing.child_id.in_(part))):
            yield _Pair(*row)


def _rows(number: int, person: Person, mine: list[_Pair]) -> Iterator[tuple[str, ...]]:
    """A line for each who helps; who the child is stands on the first."""
    carer = person.caregiver
    who = (str(number), person.school_class, person.name, person.sex, carer.name or carer.relation)
    for pair in mine:
        since = str(pair.from_on) if pair.from_on else ""
        yield (*who, pair.mentor, pair.kind.label, "", since, "")
        who = ("", "", "", "", "")
    if not mine:
        yield (*who, _NONE, "", "", "", "")


PAIRING_ROSTER = PaperKind(
    "pairing-roster",
    "结对帮扶名册",
    Per.SCHOOL,
    LEFT_BEHIND,
    LISTING,
    Audience.INTERNAL,
    _collect,
)
