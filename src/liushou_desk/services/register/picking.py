"""Whom a picker offers: the children on the register, and the mentors."""

from datetime import date
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import search_text
from liushou_desk.models import Mentor, RegisterPeriod
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import picks
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import on_register
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days


@collector_at_rest()
def children_to_pick(office: OfficeFile, term: str) -> tuple[Pick, ...]:
    """The children on the register of a term, by name. Raises `RuleConflict` for no such term."""
    with office.reading() as session:
        return register_picks(session, term, office.today)


def mentors_to_pick(office: OfficeFile) -> tuple[Pick, ...]:
    """Every mentor with what they are: 陈文静（班主任）; last who has left, for earlier records."""
    with office.reading() as session:
        return mentor_picks(session, office.today)


def mentors_here(office: OfficeFile) -> tuple[Pick, ...]:
    """Those to whom a child may be given today."""
    with office.reading() as session:
        here = set(session.scalars(sa.select(Mentor.id).where(Mentor.is_here(office.today))))
        return tuple(pick for pick in mentor_picks(session, office.today) if pick.id in here)


def register_picks(session: Session, term: str, today: date) -> tuple[Pick, ...]:
    """As `children_to_pick`, within a session."""
    day = roster_day(term_days(session, term), today)
    here = sa.select(RegisterPeriod.child_id).where(on_register(day))
    rows = session.connection().scalars(here).all()  # plain rows: the ORM's cost twice as much
    ids = [child_id for child_id in rows if child_id is not None]
    found = picks(session, list(dict.fromkeys(ids)), term)
    return tuple(sorted(found, key=attrgetter("called", "id")))


def mentor_picks(session: Session, today: date) -> tuple[Pick, ...]:
    """As `mentors_to_pick`, within a session."""
    is_here = Mentor.is_here(today)
    rows = session.execute(
        sa.select(Mentor.id, Mentor.name, Mentor.kind, Mentor.phone, is_here).order_by(
            sa.not_(is_here), Mentor.name, Mentor.id
        )
    ).all()
    read = readings_of(session, [row.name for row in rows])
    return tuple(
        Pick(
            mentor_id,
            f"{name}（{kind.label}{'' if here else '，已离岗'}）",
            search_text(name, kind.label, readings=read.get(name, ""), numbers=(phone,)),
        )
        for mentor_id, name, kind, phone, here in rows
    )
