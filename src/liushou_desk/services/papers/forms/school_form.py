"""学生基本情况登记表: the school's own sheet of a child; the guardian reads it, so no 留守."""

from collections.abc import Iterator

from liushou_desk.domain.document import Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.services.papers.blocks import Pair, centred, note, pairs, signing
from liushou_desk.services.papers.forms.child_page import NOTICE
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.registered import UNKNOWN, Member, Registered, registered_of
from liushou_desk.services.papers.whom import OF_SCHOOL, ON_REGISTER

_SHARES, _WIDE = (4, 6, 3, 6, 3, 6), (5, 9, 5, 9)
_LINE, _ROOM = 8.5, 12
"""Millimetres of a line, and of one that is written by hand."""
_TRAITS = (
    ("性格特点", "兴趣爱好"),
    ("思想表现", "心理状况"),
    ("与代管人融洽程度", "与父母沟通情况"),
    ("父母工种", "家庭经济收入"),
)


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
            ("联系电话", told["child.phone"]),
        ],
        [("家庭详细地址", told["household.home_address"])],
        [("学习成绩", told["term_sheet.study"]), ("健康状况", "")],
    ]
    traits: list[list[Pair]] = [[(left, ""), (right, "")] for left, right in _TRAITS]
    said = f"登记的情况截至{chinese_date(subject.day)}，空着的用笔填写。{NOTICE}。"
    blocks: tuple[Block, ...] = (
        centred("根据学生变动情况及时补充或变更"),
        pairs(own, _SHARES, head="学生", row_height=_LINE),
        pairs(_parents(child), _SHARES, head="家长", row_height=_LINE),
        pairs(_carer(child.carer), _SHARES, head="监护人（受托人）", row_height=_LINE),
        pairs(traits, _WIDE, head="表现与家庭", row_height=_ROOM),
        signing(("班主任", None), ("监护人签字", None), ("日期", None)),
        note(said if child.child_id else f"{NOTICE}。"),
    )
    return Document(((subject.school, "学生基本情况登记表"),), blocks)


def _parents(child: Registered) -> Iterator[list[Pair]]:
    for who, parent in (("父亲", child.father), ("母亲", child.mother)):
        told = parent.told
        yield [(who, told["name"]), ("电话", told["phone"]), ("多久回来", told["returns"])]
        works = "，".join(filter(None, (told["place"], told["work"])))
        yield [("务工单位\n和地址", works), ("外出时间", told["away_since"])]


def _carer(carer: Member) -> list[list[Pair]]:
    told, born = carer.told, carer.told["birth_year"]
    return [
        [("姓名", told["name"]), ("与学生关系", carer.word), ("电话", told["phone"])],
        [
            ("职业", told["occupation"]),
            ("出生年份", f"{born}年" if born else ""),
            ("身体状况", ""),
        ],
        [("地址", "")],
    ]


SCHOOL_FORM = PaperKind(
    "school-form", "学生基本情况登记表", Per.CHILD, ON_REGISTER, FORM, Audience.INTERNAL, _filled
)
EMPTY_SCHOOL_FORM = PaperKind(
    "school-form-empty",
    "学生基本情况登记表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _empty,
)
