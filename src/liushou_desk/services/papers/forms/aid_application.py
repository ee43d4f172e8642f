"""家庭经济困难学生认定申请表: what the family applies with; filled so far as is on file.

Incomes, illness and hardship are the family's to write: no paper that leaves the office tells them.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from liushou_desk.domain.document import Align, Block, Document, Table
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    Pair,
    centred,
    chosen,
    listing,
    pairs,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.registered import UNKNOWN, Registered, registered_of
from liushou_desk.services.papers.whom import OF_SCHOOL, ON_REGISTER

_SHARES, _LINE, _OPINION = (4, 6, 3, 6, 3, 7), 8, 14
"""Widths, and millimetres of a line and of an opinion."""
_MEMBERS = 5
"""Lines for the family, at least."""
_HEADINGS = (
    Heading("姓名", 5),
    Heading("年龄", 3),
    Heading("与学生关系", 5),
    Heading("工作（学习）单位", 9, Align.LEFT),
    Heading("职业", 5),
    Heading("年收入（元）", 5),
    Heading("健康状况", 5),
)
_GROUPS = (
    ("脱贫户（建档立卡）", "低保", "特困", "残疾学生", "孤儿"),
    ("烈士子女", "残疾人子女", "事实无人抚养", "其他"),
)
_HUKOU = ("农业户口", "非农业户口", "居民户口")
_PROMISE = "我承诺以上所填真实，愿意接受核查；有不实的，愿意退回资助。　　承诺人签字："


def _filled(subject: Subject) -> Iterator[Paper]:
    (child,), (person,) = registered_of(subject), people_of(subject)
    yield Paper(_document(subject, child, person.school_class))


def _empty(subject: Subject) -> Iterator[Paper]:
    yield Paper(_document(subject, UNKNOWN, ""))


def _document(subject: Subject, child: Registered, school_class: str) -> Document:
    told = child.told
    own: list[list[Pair]] = [
        [("姓名", told["child.name"]), ("性别", told["child.sex"]), ("班级", school_class)],
        [
            ("出生日期", told["child.born_on"]),
            ("民族", told["child.nation"]),
            ("家庭人口", ""),
        ],
        [("身份证件号", told["child.national_id"])],
        [("户口性质", chosen(_HUKOU, told["child.hukou"]))],
        [("家庭住址", told["household.home_address"])],
        [("家长手机", _phone(child))],
    ]
    need: list[list[Pair]] = [
        [("特殊群体类型", "\n".join(chosen(words) for words in _GROUPS))],
        [("人均年收入", "　　　　　　元")],
        [("灾害、意外等", "")],
        [("个人承诺", _PROMISE)],
    ]
    opinions: list[list[Pair]] = [
        [("班级评议意见", "　　　　　　　　　　　　　　　签字：　　　　　　　年　　月　　日")],
        [("学校认定意见", "　　　　　　　　　　　　　　　盖章：　　　　　　　年　　月　　日")],
        [("资助项目和标准", "")],
    ]
    blocks: tuple[Block, ...] = (
        centred(term_title(subject.wish.term)),
        pairs(own, _SHARES, head="学生", row_height=_LINE),
        _family(subject.today, child),
        pairs(need, (5, 24), head="申请情况", row_height=_LINE),
        pairs(opinions, (5, 24), row_height=_OPINION),
    )
    return Document(((subject.school, "家庭经济困难学生认定申请表"),), blocks)


def _phone(child: Registered) -> str:
    found = (one.told["phone"] for one in (child.father, child.mother, child.carer))
    return next(filter(None, found), "")


def _family(today: date, child: Registered) -> Table:
    rows: list[Sequence[str]] = []
    for member in child.members:
        told, year = member.told, member.told["birth_year"]
        age = f"约{today.year - int(year)}" if year else ""
        rows.append((told["name"], age, member.word, told["work"], told["occupation"], "", ""))
    rows += [("",) * len(_HEADINGS)] * (_MEMBERS - len(rows))
    return listing(_HEADINGS, [Group(rows)], row_height=_LINE)


AID_APPLICATION = PaperKind(
    "aid-application",
    "家庭经济困难学生认定申请表",
    Per.CHILD,
    ON_REGISTER,
    FORM,
    Audience.REPORT,
    _filled,
)
EMPTY_AID_APPLICATION = PaperKind(
    "aid-application-empty",
    "家庭经济困难学生认定申请表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.REPORT,
    _empty,
)
