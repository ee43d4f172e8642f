"""What is to be said of new pairings while their form is being filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.load import Load
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.work_fields import CONSENT_FIELDS
from liushou_desk.models import Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.rows import in_force
from liushou_desk.services.pairings.checks import MENTOR, paper_remarks
from liushou_desk.services.school.profile import profile_of


def review_start(office: OfficeFile, values: Mapping[str, Any]) -> tuple[Remark, ...]:
    """Papers that are wanting, and a mentor who would have more than the school wants."""
    chosen = values.get(MENTOR)
    if not chosen:
        return ()
    children, day = tuple(values.get("children") or ()), values.get("from_on") or office.today
    papers = {field.key: values.get(field.key) for field in CONSENT_FIELDS}
    with office.reading() as session:
        wanting = tuple(paper_remarks(session, children, chosen[0], papers, day))
        return wanting or tuple(_too_many(session, office, chosen[0], len(children)))


def _too_many(session: Session, office: OfficeFile, mentor_id: int, more: int) -> Iterator[Remark]:
    mentor = session.get(Mentor, mentor_id)
    if mentor is None or not mentor.kind.is_adult:
        return
    helped = sa.select(sa.func.count(sa.distinct(Pairing.child_id))).where(
        Pairing.mentor_id == mentor_id, in_force(Pairing, office.today)
    )
    most = profile_of(session).mentor_limit
    load = Load.of((session.scalar(helped) or 0) + more, most)
    if load.room < 0:
        said = f"学校定的是每人最多{most}名，这样会{load.told}。"
        yield Remark(said, MENTOR)
