"""委托照护协议 and 委托监护责任确认书: a child's papers of entrusted care, to be read and signed.

They are filled from what is on file; whoever signs reads them, so their own words say 留守 nowhere.
Numbers of identity papers are left to the pen: covered they would be of no use in a contract.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.document import Block, Document, Paragraph, TextRun, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledgers import CARE_AGREEMENT, CARE_CONFIRMATION, LedgerKind
from liushou_desk.domain.ledgers.care_agreement import FORBIDDEN
from liushou_desk.domain.masking import Audience
from liushou_desk.models import CareAgreement, CareConfirmation
from liushou_desk.services.facts.rows import holding
from liushou_desk.services.papers.blocks import Pair, note, pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.registered import NOBODY, Member, Registered, registered_of
from liushou_desk.services.papers.whom import ON_REGISTER

_SHARES, _LINE, _SIGNED = (4, 6, 3, 5, 3, 7), 8.5, 13
"""Widths, and millimetres of a line and of one that is signed on."""
_NO_DAY = "　　　　年　　月　　日"
_TERMS = (
    "第一条　受托人照料孩子的吃住、安全和健康，督促按时到校，每天知道孩子在哪里、和谁在一起。",
    "第二条　委托人与受托人、孩子至少每周联系一次，了解孩子的生活、学习和心理情况，按时给付费用。",
    "第三条　孩子生病、出走、受到伤害或者行为异常的，受托人立即告诉委托人和学校，必要时报警。",
    "第四条　受托人不能继续照护的，提前告诉委托人；委托人另行安排以前，不得把孩子留给别人。",
    "第五条　委托照护不免除父母的监护责任。协议一式四份，双方、学校、村（居）委会各一份。",
)
_CONFIRMED = (
    "我自愿照护上述孩子，知道自己的责任：照料吃住和健康，保证上学放学、交通、用电用火和防溺水安全，"
    "不让孩子单独在家过夜，发现异常立即告诉父母和学校，孩子受到侵害的立即报告。"
)


def _agreements(subject: Subject) -> Iterator[Paper]:
    (child,) = registered_of(subject)
    found = _latest(subject, CareAgreement, CARE_AGREEMENT)
    trustee = _entrusted(child, found)
    screened = bool(found and found.is_screened)
    blocks: tuple[Block, ...] = (
        pairs(_child(subject, child), _SHARES, head="被照护的孩子", row_height=_LINE),
        pairs(_parents(child), _SHARES, head="委托人（父母）", row_height=_LINE),
        pairs(_trustee(trustee), _SHARES, head="受托人", row_height=_LINE),
        pairs(_agreed(found), (4, 24), row_height=_LINE),
        *_screening(ticked=screened),
        *(Paragraph((TextRun(text),)) for text in _TERMS),
        _signatures(("委托人签字", "受托人签字", "孩子签字"), ("学校（盖章）", "村（居）委会见证")),
        note(
            "依据未成年人保护法第二十二条、第二十三条。没有登记协议的，受托人填的是现在的照料人，不是的请改。"
            f"签订后书面告知学校：{_informed(found)}。"
        ),
    )
    yield Paper(Document(((subject.school, "委托照护协议"),), blocks))


def _confirmations(subject: Subject) -> Iterator[Paper]:
    (child,) = registered_of(subject)
    found = _latest(subject, CareConfirmation, CARE_CONFIRMATION)
    trustee = _entrusted(child, found)
    period: list[list[Pair]] = [[("期限", _period(found.signed_on, found.until_on) if found else
                                  _period(None, None))]]  # fmt: skip
    blocks: tuple[Block, ...] = (
        pairs(_child(subject, child), _SHARES, head="孩子", row_height=_LINE),
        pairs(_parents(child), _SHARES, head="父母", row_height=_LINE),
        pairs(_trustee(trustee), _SHARES, head="受托监护人", row_height=_LINE),
        pairs(period, (4, 24), row_height=_LINE),
        Paragraph((TextRun(_CONFIRMED),)),
        *_screening(ticked=False),
        _signatures(("受托人签字", "父母签字", "班主任签字"), ("学校（盖章）", _witness(found))),
        note("一式三份：受托人、学校、见证单位各一份。"),
    )
    yield Paper(Document(((subject.school, "委托监护责任确认书"),), blocks))


def _latest(subject: Subject, model: Any, kind: LedgerKind) -> Any:
    """The record of the child that holds on the paper's day, the latest begun; None of none."""
    mine = sa.select(model).where(
        model.child_id == subject.child_ids[0], holding(kind, subject.day)
    )
    with subject.office.reading() as session:
        return session.scalars(mine.order_by(sa.desc(kind.day), model.id.desc())).first()


def _entrusted(child: Registered, found: Any) -> Member:
    """Whom the record names, else whoever looks after the child: a parent entrusts to another."""
    if found is not None:
        return child.member(found.member_id)
    return NOBODY if child.carer.relation.is_parent else child.carer


def _child(subject: Subject, child: Registered) -> list[list[Pair]]:
    (person,) = people_of(subject)
    return [
        [("姓名", person.name), ("性别", person.sex), ("出生日期", person.born_on)],
        [("学校", subject.school), ("班级", person.school_class), ("电话", person.phone)],
        [("家庭住址", child.told["household.home_address"])],
    ]


def _parents(child: Registered) -> Iterator[list[Pair]]:
    for who, parent in (("父亲", child.father), ("母亲", child.mother)):
        told = parent.told
        yield [(who, told["name"]), ("电话", told["phone"]), ("务工地", told["place"])]
        yield [("身份证号", "")]


def _trustee(trustee: Member) -> list[list[Pair]]:
    told = trustee.told
    return [
        [("姓名", told["name"]), ("电话", told["phone"]), ("与孩子关系", trustee.word)],
        [("身份证号", "")],
        [("住址", "")],
    ]


def _agreed(found: CareAgreement | None) -> list[list[Pair]]:
    heard = found.child_heard if found else None
    asked = "□" if heard is None else "√" if heard else "□"
    period = _period(found.from_on, found.until_on) if found else _period(None, None)
    return [
        [("期限", period)],
        [("孩子意见", f"{asked}已听取孩子意见：")],
        [("费用", "　　　　元／月，　　　　　　　　　　给付")],
    ]


def _screening(*, ticked: bool) -> Iterator[Block]:
    sign = "√" if ticked else "□"
    lines: list[Sequence[Pair]] = [[(sign, f"没有{text.lstrip('有曾')}")] for text in FORBIDDEN]
    yield pairs(lines, (2, 26), head="受托人没有下列四类情形（逐项核对，在□里打√）")


def _signatures(first: Sequence[str], second: Sequence[str]) -> Block:
    lines: list[list[Pair]] = [
        [(text, "") for text in first],
        [(text, "") for text in (*second, "日期")],
    ]
    return pairs(lines, (4, 5, 4, 5, 4, 6), row_height=_SIGNED)


def _period(first: date | None, last: date | None) -> str:
    begun = chinese_date(first) if first else _NO_DAY
    return f"自{begun}至{chinese_date(last) if last else _NO_DAY}"


def _informed(found: CareAgreement | None) -> str:
    return chinese_date(found.informed_on) if found and found.informed_on else _NO_DAY


def _witness(found: CareConfirmation | None) -> str:
    return f"见证单位\n{found.witness}" if found and found.witness else "见证单位"


CARE_AGREEMENT_PAPER = PaperKind(
    "care-agreement",
    "委托照护协议",
    Per.CHILD,
    ON_REGISTER,
    FORM,
    Audience.INTERNAL,
    _agreements,
    goes_home=True,
)
CARE_CONFIRMATION_PAPER = PaperKind(
    "care-confirmation",
    "委托监护责任确认书",
    Per.CHILD,
    ON_REGISTER,
    FORM,
    Audience.INTERNAL,
    _confirmations,
    goes_home=True,
)
