"""帮扶协议: filled in from the agreement that holds, else with room for the pen."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Block, Document, Paragraph, TextRun, chinese_date
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.ledgers import MENTOR_AGREEMENT as OF_MENTORS
from liushou_desk.domain.masking import Audience
from liushou_desk.models import Mentor, MentorAgreement
from liushou_desk.services.facts.rows import holding
from liushou_desk.services.papers.blocks import Pair, centred, pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import ON_REGISTER

PROMISE = "为关心学生健康成长，经双方商定，帮扶人自愿与学生结为帮扶对子，约定如下。"
_SHARES = (3, 8, 3, 8)
_TASKS = (("思想上", "thought"), ("学习上", "study"), ("生活上", "life"))
_LINE, _TASK, _SIGNED = 10, 30, 14
"""Millimetres of a line, of a task, of a line that is signed on."""
_NO_DAY = "　　　　年　　月　　日"


def _collect(subject: Subject) -> Iterator[Paper]:
    (person,) = people_of(subject)
    with subject.office.reading() as session:
        found = _in_force(session, subject)
        name = "" if found is None else session.get_one(Mentor, found.mentor_id).name
    blocks = _blocks(person, name or person.paired, found)
    yield Paper(Document(((subject.school, "结对帮扶协议"),), tuple(blocks)))


def _in_force(session: Session, subject: Subject) -> MentorAgreement | None:
    """The agreement that holds on the paper's day, the latest begun."""
    mine = sa.select(MentorAgreement).where(
        MentorAgreement.child_id == subject.child_ids[0],
        MentorAgreement.mentor_id.is_not(None),
        holding(OF_MENTORS, subject.day),
    )
    return session.scalars(mine.order_by(MentorAgreement.from_on.desc())).first()


def _blocks(person: Person, mentor: str, found: MentorAgreement | None) -> Iterator[Block]:
    yield centred(PROMISE)
    head: list[list[Pair]] = [
        [("学生", person.name), ("班级", person.school_class)],
        [("帮扶人", mentor), ("帮扶时间", _period(found))],
    ]
    yield pairs(head, _SHARES, row_height=_LINE)
    tasks: list[list[Pair]] = [
        [(label, getattr(found, key) or "" if found else "")] for label, key in _TASKS
    ]
    yield pairs(tasks, (3, 19), head="帮扶任务", row_height=_TASK)
    day = chinese_date(found.signed_on) if found and found.signed_on else _NO_DAY
    signed: list[list[Pair]] = [
        [("帮扶人签字", ""), ("学生签字", "")],
        [("监护人签字", ""), ("签字日期", day)],
    ]
    yield pairs(signed, _SHARES, row_height=_SIGNED)
    yield Paragraph((TextRun("本协议一式三份，学校、帮扶人、学生家庭各存一份。"),))


def _period(found: MentorAgreement | None) -> str:
    if found is None:
        return ""
    return f"{found.from_on}至{found.until_on}" if found.until_on else f"{found.from_on}起"


MENTOR_AGREEMENT = PaperKind(
    "mentor-agreement",
    "帮扶协议",
    Per.CHILD,
    ON_REGISTER,
    UPRIGHT,
    Audience.INTERNAL,
    _collect,
    goes_home=True,
)
