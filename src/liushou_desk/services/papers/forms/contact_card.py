"""联系卡: whom to ring for a child; several slips on a page, to be cut apart and carried."""

from collections.abc import Iterator

from liushou_desk.domain.document import Block, CutLine, Document, Table
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.services.papers.blocks import Pair, pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, Relative, people_of
from liushou_desk.services.papers.whom import LEFT_BEHIND

_SHARES = (3, 6, 3, 6, 3, 8)
_LINE = 7.5
"""Millimetres of a line: seven of them and the cut make four cards a page."""


def _collect(subject: Subject) -> Iterator[Paper]:
    blocks: list[Block] = []
    for person in people_of(subject):
        blocks += [_card(subject.school, person), CutLine()]
    yield Paper(Document((), tuple(blocks)))


def _card(school: str, person: Person) -> Table:
    mentor = person.mentors[0] if person.mentors else Relative()
    lines: list[list[Pair]] = [
        [("姓名", person.name), ("性别", person.sex), ("班级", person.school_class)],
        [("出生日期", person.born_on), ("联系电话", person.phone)],
        [("家庭住址", person.home_address)],
        _line("父亲", person.father, ("务工地", person.father.where)),
        _line("母亲", person.mother, ("务工地", person.mother.where)),
        _line("照料人", person.caregiver, ("关系", _about(person.caregiver))),
        _line("帮扶人", mentor, ("身份", mentor.relation)),
    ]
    return pairs(lines, _SHARES, head=f"{school}学生联系卡", row_height=_LINE)


def _about(carer: Relative) -> str:
    """祖母，约68岁，务农."""
    return "，".join(filter(None, (carer.relation, carer.age, carer.occupation)))


def _line(who: str, relative: Relative, more: Pair) -> list[Pair]:
    """Whoever is rung first has a 1 before the word."""
    called = f"{relative.call_order} {who}" if relative.call_order else who
    return [(called, relative.name), ("电话", relative.phone), more]


CONTACT_CARD = PaperKind(
    "contact-card",
    "联系卡",
    Per.CLASS,
    LEFT_BEHIND,
    UPRIGHT,
    Audience.INTERNAL,
    _collect,
    goes_home=True,
)
