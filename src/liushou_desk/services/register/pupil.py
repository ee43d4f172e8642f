"""A pupil not in care who is taken into care: the count-only record gives way to the child's."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Pupil, PupilClass, RegisterPeriod
from liushou_desk.services.ledger import Ledger
from liushou_desk.services.office import profile_of
from liushou_desk.services.register.child_file import Row
from liushou_desk.services.register.numbers import hashes_of


def release_pupil(session: Session, ledger: Ledger, values: Row) -> list[dict[str, Any]]:
    """Take out the pupil that bears one of the numbers; its times on the register, oldest first."""
    hashes = hashes_of(profile_of(session).pupil_key, values)
    pupil_id = session.scalar(sa.select(Pupil.id).where(Pupil.id_hash.in_(hashes)).limit(1))
    if pupil_id is None:
        return []
    for class_id in session.scalars(
        sa.select(PupilClass.id).where(PupilClass.pupil_id == pupil_id)
    ):
        ledger.delete(PupilClass, class_id)
    periods = session.scalars(
        sa.select(RegisterPeriod)
        .where(RegisterPeriod.pupil_id == pupil_id)
        .order_by(RegisterPeriod.entered_on)
    ).all()
    for period in periods:
        ledger.delete(RegisterPeriod, period.id)
    ledger.delete(Pupil, pupil_id)
    told = ("entered_on", "left_on", "left_why", "receiving_school")
    return [{key: getattr(period, key) for key in told} for period in periods]
