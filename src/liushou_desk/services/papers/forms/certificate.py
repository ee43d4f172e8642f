"""奖状 of a pupil, and of a teacher or volunteer: it hangs on the wall, so it never says 留守."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.document import Document, Paragraph, ParagraphRole, Signature, TextRun
from liushou_desk.domain.layout import CERTIFICATE
from liushou_desk.domain.ledgers import AWARD, HELPER_AWARD
from liushou_desk.domain.ledgers.award import printed_title
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.models import Award, Child, HelperAward
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL, of_term, recorded
from liushou_desk.services.school.terms import term_days

_TITLE = "荣誉证书"


def _of_pupils(subject: Subject) -> Iterator[Paper]:
    """The name as it is, without what tells namesakes apart."""
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
        found = sa.select(Award, Child.name).join(Child, Child.id == Award.child_id)
        mine = found.where(of_term(AWARD, days), Award.child_id.in_(subject.child_ids))
        rows = [(row[0].cells(), row[1]) for row in session.execute(mine.order_by(Award.id))]
    for award, name in rows:
        words = f"在{term_title(subject.wish.term)}表现优秀，被评为“{printed_title(award)}”。"
        yield _certificate(subject, f"{name}同学：", words, award)


def _of_helpers(subject: Subject) -> Iterator[Paper]:
    with subject.office.reading() as session:
        given = of_term(HELPER_AWARD, term_days(session, subject.wish.term))
        found = sa.select(HelperAward).where(given).order_by(HelperAward.id)
        rows = [award.cells() for award in session.scalars(found)]
    for award in rows:
        term, title = term_title(subject.wish.term), printed_title(award)
        words = f"在{term}关爱学生、成绩显著，被评为“{title}”。"
        yield _certificate(subject, f"{award['name']}同志：", words, award)


def _certificate(subject: Subject, whom: str, words: str, award: dict[str, Any]) -> Paper:
    blocks = (
        Paragraph((TextRun(whom),), ParagraphRole.FLUSH),
        Paragraph((TextRun(words),)),
        Paragraph((TextRun("特发此证，以资鼓励。"),)),
        Signature(award["giver"] or subject.school, award["awarded_on"]),
    )
    about = f"{printed_title(award)}_{whom.rstrip('：')}"
    return Paper(Document(((_TITLE,),), blocks, label=_TITLE), about)


CERTIFICATE_OF_PUPIL = PaperKind(
    "certificate",
    "学生荣誉证书",
    Per.SCHOOL,
    recorded(AWARD, "这个学期受表彰的学生"),
    CERTIFICATE,
    Audience.INTERNAL,
    _of_pupils,
    ledger=AWARD.table,
    goes_home=True,
)
CERTIFICATE_OF_HELPER = PaperKind(
    "helper-certificate",
    "教师和志愿者荣誉证书",
    Per.SCHOOL,
    OF_SCHOOL,
    CERTIFICATE,
    Audience.INTERNAL,
    _of_helpers,
    ledger=HELPER_AWARD.table,
    goes_home=True,
)
