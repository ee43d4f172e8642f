"""农村留守儿童基本情况登记表 of 民发〔2016〕42号: its own fields, notes and line of signatures.

What the file does not hold, and what no paper that leaves the office may tell, is left to the pen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.domain.document import Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.words import CareGrade, Relation, Stage
from liushou_desk.models import CareAgreement
from liushou_desk.services.facts.rows import holding
from liushou_desk.services.papers.blocks import Pair, centred, chosen, note, pairs, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.registered import (
    NOBODY,
    UNKNOWN,
    Member,
    Registered,
    registered_of,
)
from liushou_desk.services.papers.whom import LEFT_BEHIND, OF_SCHOOL

_LINE = 7
"""Millimetres of a line: the whole form is one page."""
_OWN, _HOME, _CARED = (5, 7, 5, 11), (4.6, 4, 3.4, 3.4, 4.2, 4.4, 2.6, 5.6), (6, 8, 7, 7)
_SCHOOLS = (("幼儿园", "未入园", "小学", "初中"), ("高中", "中职", "辍学", "不在学"))
_STAGES = {Stage.PRESCHOOL: "幼儿园", Stage.PRIMARY: "小学", Stage.JUNIOR: "初中"}
_YES_NO = ("是", "否")
_CARE = (
    ("无人监护", "父或母无监护能力", "受委托监护人监护能力不足"),
    ("监护情况一般", "监护情况较好"),
)
_GRADES = {CareGrade.FAIR.label: "监护情况一般", CareGrade.GOOD.label: "监护情况较好"}
_ELDERS = (
    (Relation.GRANDFATHER, Relation.GRANDMOTHER),
    (Relation.MATERNAL_GRANDFATHER, Relation.MATERNAL_GRANDMOTHER),
)
_NOTES = (
    "注：1．祖辈去世或父母一方死亡的填“—”。2．辍学指义务教育阶段辍学；不在学指14至16岁未在学。"
    "3．务工地点填到省、市。4．患病指患重特大疾病或严重精神障碍。"
    "没有登记的，以及残疾、患病、监护能力、救助等不随表打印的，空着用笔填写。"
)


@dataclass(frozen=True, slots=True)
class _Entrusted:
    """Who looks after a child by an agreement that holds; `is_known` whether there is one."""

    member: Member = NOBODY
    is_known: bool = False


def _filled(subject: Subject) -> Iterator[Paper]:
    (child,) = registered_of(subject)
    with subject.office.reading() as session:
        mine = sa.select(CareAgreement.member_id).where(
            CareAgreement.child_id == child.child_id, holding(CARE_AGREEMENT, subject.day)
        )
        found = session.scalars(mine.order_by(CareAgreement.from_on.desc())).all()
    entrusted = _Entrusted(child.member(found[0]), is_known=True) if found else _Entrusted()
    yield Paper(_document(subject, child, entrusted))


def _empty(subject: Subject) -> Iterator[Paper]:
    yield Paper(_document(subject, UNKNOWN, _Entrusted()))


def _document(subject: Subject, child: Registered, entrusted: _Entrusted) -> Document:
    day = chinese_date(subject.today) if child.child_id else "　　　　年　　月　　日"
    blocks: tuple[Block, ...] = (
        centred(f"填报单位（盖章）：{subject.school}　　填报日期：{day}"),
        pairs(_own(child), _OWN, head="留守儿童个人基本情况", row_height=_LINE),
        pairs(_family(child), _HOME, head="家庭情况", row_height=_LINE),
        pairs(_care(child, entrusted), _CARED, head="实际监护情况", row_height=_LINE),
        pairs(_help(), _OWN, head="家庭经济来源和救助帮扶情况（可多选）", row_height=_LINE),
        signing(("单位负责人（签名）", None), ("复核人（签名）", None), ("填表人（签名）", None)),
        note(_NOTES),
    )
    return Document((("农村留守儿童基本情况登记表",),), blocks)


def _own(child: Registered) -> list[list[Pair]]:
    told = child.told
    register = "是" if told["child.hukou"] or told["child.registered_address"] else ""
    stage = _STAGES[child.stage] if child.stage else ""
    return [
        [("姓名", told["child.name"]), ("性别", told["child.sex"])],
        [("民族", told["child.nation"]), ("公民身份号码", told["child.national_id"])],
        [("出生日期", told["child.born_on"]), ("是否登记户口", chosen(_YES_NO, register))],
        [("户籍所在地", told["child.registered_address"])],
        [("现居住地", told["household.home_address"])],
        [("身体情况", chosen(("健康", "残疾", "患病")))],
        [("残疾类别及等级", ""), ("患病类型", "")],
        [("是否学校寄宿", chosen(_YES_NO, _yes(child.boards)))],
        [("就学情况", "\n".join(chosen(words, stage) for words in _SCHOOLS))],
    ]


def _family(child: Registered) -> Iterator[list[Pair]]:
    for relations in _ELDERS:
        elders = [(relation.label, child.first(relation)) for relation in relations]
        yield [pair for who, elder in elders for pair in _named(who, elder)]
    for who, parent in (("父亲", child.father), ("母亲", child.mother)):
        told = parent.told
        yield [*_named(who, parent), ("务工地点", told["place"]), ("电话", told["phone"])]
    yield [("父亲身份号码", child.father.told["national_id"])]
    yield [("母亲身份号码", child.mother.told["national_id"])]


def _named(who: str, member: Member) -> list[Pair]:
    """A name, and when born: the year is all that is kept."""
    year = member.told["birth_year"]
    return [(f"{who}姓名", member.told["name"]), ("出生日期", f"{year}年" if year else "")]


def _care(child: Registered, entrusted: _Entrusted) -> list[list[Pair]]:
    both = _both(child)
    told: Mapping[str, str] = entrusted.member.told
    grade = _GRADES.get(child.told["term_sheet.care_grade"], "")
    return [
        [
            ("父母双方同时外出", chosen(_YES_NO, _yes(both))),
            ("父母一方外出、\n另一方无监护能力", chosen(_YES_NO, "否" if both else "")),
        ],
        [
            ("无监护能力", chosen(("父亲", "母亲"))),
            ("有无委托其他监护人", chosen(_YES_NO, "是" if entrusted.is_known else "")),
        ],
        [("委托监护人姓名", told["name"]), ("受委托监护人电话", told["phone"])],
        [("公民身份号码", told["national_id"]), ("与被监护人关系", entrusted.member.word)],
        [("居住地地址", "")],
        [("监护类型", "\n".join(chosen(words, grade) for words in _CARE))],
    ]


def _both(child: Registered) -> bool | None:
    """Whether both are away; None where one of them is not known to be, nor to be at home."""
    away = (child.father.is_away, child.mother.is_away)
    if False in away:
        return False
    return None if None in away else True


def _help() -> list[list[Pair]]:
    earned = ("打工收入", "种养殖业", "政府救助", "亲朋接济", "其他")
    helped = ("享受低保", "临时救助", "医疗救助", "住房救助", "其他救助")
    return [[("家庭经济来源", chosen(earned))], [("救助帮扶情况", chosen(helped))]]


def _yes(fact: bool | None) -> str:
    return "" if fact is None else "是" if fact else "否"


MINISTRY_FORM = PaperKind(
    "ministry-form",
    "农村留守儿童基本情况登记表",
    Per.CHILD,
    LEFT_BEHIND,
    FORM,
    Audience.REPORT,
    _filled,
)
EMPTY_MINISTRY_FORM = PaperKind(
    "ministry-form-empty",
    "农村留守儿童基本情况登记表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.REPORT,
    _empty,
)
