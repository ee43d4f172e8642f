"""Who of the pupils not in care a child is; taken into care, the count-only record gives way."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.words import Sex
from liushou_desk.models import Pupil, PupilClass, RegisterPeriod
from liushou_desk.services.ledger import Ledger
from liushou_desk.services.office import profile_of
from liushou_desk.services.register.child_file import Row
from liushou_desk.services.register.numbers import bits_of


def release_pupil(session: Session, ledger: Ledger, values: Row) -> list[dict[str, Any]]:
    """Take out the pupil the child was until now; its times on the register, oldest first."""
    known = pupils_like(session, values)
    if not known:
        return []
    pupil_id = known[0]
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


def pupils_like(session: Session, values: Mapping[str, Any]) -> list[int]:
    """The pupils of one name, sex (where both are known) and bits of a number, by id."""
    rows = session.execute(
        sa.select(Pupil.id, Pupil.name, Pupil.sex).where(
            Pupil.id_bits.in_(bits_of(profile_of(session).pupil_key, values))
        )
    )
    told = name_dot(values.get("child.name") or ""), values.get("child.sex")
    return sorted(row.id for row in rows if is_like(row.name, row.sex, *told))


def is_like(name: str, sex: Sex | None, told_name: str, told_sex: Sex | None) -> bool:
    """Whether a pupil may be the person told of, by what is told of name and sex."""
    return told_name in {"", name_dot(name)} and (sex is None or told_sex in {None, sex})
