"""资助发放签领表: a sheet for each thing given on one day, signed by whoever takes it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.document import Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledgers import AID
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.money import yuan
from liushou_desk.models import Aid
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.whom import of_term, recorded
from liushou_desk.services.school.terms import term_days

_ROOM = 9
"""Millimetres of a row: a hand needs room to sign."""

_SIGNED = (("发放人", 2), ("", 1), ("见证人", 1), ("", 1), ("单位负责人", 1), ("", 1))
"""The last line, under the seven columns."""


def _collect(subject: Subject) -> Iterator[Paper]:
    people = {person.child_id: person for person in people_of(subject)}
    place = {child_id: at for at, child_id in enumerate(people)}
    with subject.office.reading() as session:
        given = sa.select(Aid).where(of_term(AID, term_days(session, subject.wish.term)))
        found = [aid for aid in session.scalars(given) if aid.child_id in people]
        found.sort(key=lambda aid: (_what(aid), place[aid.child_id], aid.id))
        for what, aids in groupby(found, key=_what):
            listed = [(people[aid.child_id], aid) for aid in aids]
            yield _sheet(subject, what, listed)


def _what(aid: Aid) -> tuple[date, str, str, str, str]:
    """What is signed for on one sheet: cash and goods are never added up, nor different units."""
    unit = aid.quantity_unit or ""
    return aid.granted_on, aid.kind.value, aid.item, unit, aid.giver or ""


def _sheet(subject: Subject, what: tuple[date, str, str, str, str], listed: Any) -> Paper:
    day, _, item, unit, giver = what
    is_cash = all(aid.fen is not None for _, aid in listed)
    headings = (
        Heading("序号", 4),
        Heading("班级", 8),
        Heading("姓名", 7),
        Heading("金额（元）" if is_cash else f"数量（{unit or '件'}）", 8),
        Heading("领取人签字", 10),
        Heading("监护人签字", 10),
        Heading("备注", 6),
    )
    rows = [
        (str(number), person.school_class, person.name, _much(aid.fen, aid.quantity), "", "", "")
        for number, (person, aid) in enumerate(listed, start=1)
    ]
    much = _much(
        sum(aid.fen or 0 for _, aid in listed) if is_cash else None,
        sum(aid.quantity or 0 for _, aid in listed),
    )
    children = len({person.child_id for person, _ in listed})
    times = f"，{len(listed)}笔" if len(listed) != children else ""
    total: Sequence[tuple[str, int]] = ((f"合计：{children}人{times}", 3), (much, 1), ("", 3))
    line = f"{item}　发放日期：{chinese_date(day)}" + (f"　资助方：{giver}" if giver else "")
    blocks = (
        centred(line),
        listing(headings, (Group(rows, total), Group((), _SIGNED)), row_height=_ROOM),
    )
    return Paper(Document(((subject.school, "资助发放签领表"),), blocks), f"{day}_{item}")


def _much(fen: int | None, quantity: int | None) -> str:
    if fen is not None:
        return yuan(fen)
    return "" if quantity is None else str(quantity)


AID_SIGN_OFF = PaperKind(
    "aid-sign-off",
    "资助发放签领表",
    Per.SCHOOL,
    recorded(AID, "这个学期得到资助的儿童"),
    FORM,
    Audience.INTERNAL,
    _collect,
)
