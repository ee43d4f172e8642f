"""The mentor whom somebody names in asking for papers of a mentor."""

import sqlalchemy as sa

from liushou_desk.errors import InputProblem
from liushou_desk.models import Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.kind import PaperKind, Per
from liushou_desk.services.papers.subjects import NOTHING_MADE


def mentor_named(office: OfficeFile, kind: PaperKind, said: str) -> int:
    """The adult of a name, or of a number where two bear it.

    Raises `InputProblem` for a kind that is one neither for each mentor nor for each record of the
    children, and where it fits nobody or more than one.
    """
    if kind.per not in {Per.MENTOR, Per.RECORD}:
        raise InputProblem(f"“{kind.title}”不是每名帮扶人一份，{NOTHING_MADE}", "请去掉帮扶人。")
    number = sa.cast(Mentor.id, sa.String)  # compared as text, no number is too long
    adults = sa.select(Mentor.id, Mentor.name).where(Mentor.is_adult()).order_by(Mentor.id)
    with office.reading() as session:
        rows = session.execute(adults.where(sa.or_(Mentor.name == said, number == said))).all()
    if not rows:
        raise InputProblem(
            f"没有叫“{said}”的成年帮扶人，{NOTHING_MADE}",
            "请核对“结对帮扶”里的姓名。",
            field="mentor",
        )
    if len(rows) > 1:
        numbers = "、".join(str(mentor_id) for mentor_id, _ in rows)
        raise InputProblem(
            f"叫“{said}”的帮扶人有{len(rows)}名，{NOTHING_MADE}",
            f"请改写编号：{numbers}。",
            field="mentor",
        )
    return rows[0][0]
