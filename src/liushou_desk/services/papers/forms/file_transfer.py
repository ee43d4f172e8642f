"""档案移交单 of a child that changes schools, with the receipt the other school sends back."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.document import Block, CutLine, Document, chinese_date
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.ledgers import FILE_TRANSFER
from liushou_desk.domain.masking import Audience
from liushou_desk.models import FileTransfer
from liushou_desk.services.facts.rows import by_first
from liushou_desk.services.papers.blocks import Pair, caption, note, pairs, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import of_term, recorded
from liushou_desk.services.school.terms import term_days

_SHARES = (3, 6, 3, 6)
_LINE = 9
"""Millimetres of a line: some are filled in with a pen."""
_USUAL = "学籍卡、成长档案、健康档案、关爱档案"


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    with subject.office.reading() as session:
        moved = sa.select(FileTransfer).where(
            of_term(FILE_TRANSFER, term_days(session, subject.wish.term))
        )
        rows = session.scalars(moved.order_by(FileTransfer.moved_on, FileTransfer.id))
        moves = by_first([(row.child_id, row) for row in rows])
        for person in people:
            for _, move in moves.get(person.child_id, ()):
                yield Paper(_sheet(subject, person, move), f"{person.name}{move.way.label}")


def _sheet(subject: Subject, person: Person, move: FileTransfer) -> Document:
    out = move.way.leaves
    giver, taker = (subject.school, move.other_school)[:: 1 if out else -1]
    lines: list[list[Pair]] = [
        [("姓名", person.name), ("性别", person.sex)],
        [("出生日期", person.born_on), ("班级", person.school_class)],
        [("移交学校", giver), ("接收学校", taker)],
        [("转学日期", chinese_date(move.moved_on)), ("移交日期", _day(move.handed_on))],
        [("移交材料", move.papers or _USUAL)],
    ]
    receipt: list[list[Pair]] = [
        [("姓名", person.name), ("移交学校", giver)],
        [("已收到", ""), ("收到日期", _day(move.receipt_on))],
    ]
    blocks: tuple[Block, ...] = (
        pairs(lines, _SHARES, row_height=_LINE),
        signing(("移交人", None), ("接收人", None), ("单位负责人（盖章）", None)),
        note("本单一式两份，移交、接收学校各存一份。"),
        CutLine(),
        caption("回　执"),
        pairs(receipt, _SHARES, row_height=_LINE),
        signing(("接收人", None), ("接收学校（盖章）", None)),
        note(f"请接收学校收到档案后把回执交回{giver}。"),
    )
    return Document((("学生档案移交单",),), blocks)


def _day(day: object) -> str:
    return str(day) if day else ""


FILE_TRANSFER_SHEET = PaperKind(
    "file-transfer",
    "档案移交单",
    Per.SCHOOL,
    recorded(FILE_TRANSFER, "这个学期转入、转出的儿童"),
    UPRIGHT,
    Audience.INTERNAL,
    _collect,
    ledger=FILE_TRANSFER.table,
)
