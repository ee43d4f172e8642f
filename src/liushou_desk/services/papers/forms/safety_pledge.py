"""安全责任书: one for each family, with a receipt to cut off; no 留守, for every family gets it."""

from collections.abc import Iterator

from liushou_desk.domain.document import (
    Block,
    CutLine,
    Document,
    Paragraph,
    ParagraphRole,
    TextRun,
    chinese_date,
)
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import Pair, caption, pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.school.terms import term_days

_ROOM = 11
"""Millimetres of a line that is signed on."""
_DUTIES = (
    (
        "交通安全",
        "不坐超员、无牌无证的车，不骑车上公路，未满12周岁不骑自行车上路，过路走人行横道。",
    ),
    (
        "防溺水\n“六不”",
        "不私自下水；不擅自与他人结伴下水；不在没有家长或老师带领时下水；不到不熟悉的水域；"
        "不到没有安全设施、没有救护人员的水域；不会水的不擅自下水施救。",
    ),
    ("用电用火", "不湿手碰电器，不玩火，不在床上点蚊香，离家关电、关气、灭火。"),
    ("饮食卫生", "不买不吃三无和过期食品，不喝生水，饭前便后洗手。"),
    ("网络和交往", "不沉迷网络和手机，不借网贷，不跟陌生人走，受到欺负、骚扰马上告诉家长和老师。"),
    ("在家看护", "未满8周岁不让孩子单独在家，未满16周岁不让孩子单独居住；外出先告诉学校由谁照料。"),
)
_PROMISE = (
    "学校教育和提醒，家长（监护人）看护和管教，双方各负其责。"
    "孩子在家、放学和假期里的安全，由家长（监护人）负责。"
)


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    names = "、".join(person.name for person in people)
    classes = "、".join(dict.fromkeys(person.school_class for person in people))
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
    until = chinese_date(days.last_on)
    lead = f"尊敬的{names}的家长（监护人）："
    signed: list[list[Pair]] = [
        [("家长（监护人）签字", ""), ("与学生关系", "")],
        [("联系电话", ""), ("日期", "")],
        [("班主任签字", ""), ("学校（盖章）", "")],
    ]
    receipt: list[list[Pair]] = [
        [("学生", names), ("班级", classes)],
        [("家长（监护人）签字", ""), ("日期", "")],
    ]
    blocks: tuple[Block, ...] = (
        Paragraph((TextRun(lead),), ParagraphRole.FLUSH),
        Paragraph((TextRun(f"{_PROMISE}本责任书从签字之日起，到{until}止。"),)),
        pairs([[duty] for duty in _DUTIES], (4, 22), row_height=_ROOM),
        pairs(signed, (5, 7, 4, 7), row_height=_ROOM),
        CutLine(),
        caption(f"回执：{term_title(subject.wish.term)}安全责任书已经读过，愿意遵守。"),
        pairs(receipt, (5, 8, 3, 7), row_height=_ROOM),
    )
    yield Paper(Document(((subject.school, "安全责任书"),), blocks))


SAFETY_PLEDGE_PAPER = PaperKind(
    "safety-pledge",
    "安全责任书",
    Per.FAMILY,
    ON_REGISTER,
    FORM,
    Audience.INTERNAL,
    _collect,
    goes_home=True,
)
