"""A school in which one child stands twice with everything that can hang on a child."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import LEDGERS, About
from liushou_desk.domain.words import Hardship
from liushou_desk.models import (
    Base,
    CallSheetLine,
    CareAgreement,
    Child,
    ChildPhoto,
    ConfirmedNone,
    FamilyMember,
    LabelOverride,
    NotDuplicate,
    OpenCellReason,
    Photo,
)
from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from tests import factories as make
from tests.services.ledgers.records import RECORDS
from tests.services.working import school

NATIONAL_ID = "522101201603011232"


@dataclass(frozen=True)
class Twice:
    """The two records, and what else a test asks for."""

    kept: int
    gone: int
    mentor: int
    other: int


def full_child(session: Session, mentor: Any, rule: Any, **changes: Any) -> Child:
    """A child with a row in every table that refers to one."""
    child = make.make_child(session, hardships=(Hardship.LOW_INCOME,), **changes)
    make.make_pairing(session, child, mentor)
    make.make_plan(session, child, mentor_id=mentor.id)
    make.make_tally(session, child)
    make.make_aid(session, child, giver=changes.get("phone"))
    picture = Photo(sha256=f"{child.id:064x}", content=b"jpeg")
    session.add(picture)
    session.flush()
    members = sa.select(FamilyMember.id).where(FamilyMember.household_id == child.household_id)
    own = {"child_id": child.id}
    session.add_all(
        [
            CallSheetLine(**own, kind=DiaryKind.TALK),
            OpenCellReason(**own, rule_id=rule.id, period_on=date(2026, 10, 1), reason="生病"),
            CareAgreement(
                **own, member_id=session.scalars(members).first(), from_on=make.FIRST_DAY
            ),
            LabelOverride(**own, about="care", value="other", reason="同住姨妈家"),
            ConfirmedNone(**own, key="child.phone", said_on=make.FIRST_DAY),
            ChildPhoto(**own, photo_id=picture.id, taken_on=changes.get("born_on")),
        ]
    )
    session.add_all(
        Base.of_table(kind.table)(**own, **RECORDS[kind.table])
        for kind in LEDGERS
        if kind.optional and kind.about is About.CHILD
    )
    session.flush()
    return child


def twice(office: OfficeFile, *, same_home: bool = False, **changes: Any) -> Twice:
    """Two full records of 张小雨, a visit and an activity of each alone and one of both."""

    def story(session: Session) -> Twice:
        mentor, rule = make.make_mentor(session), make.make_rule(session)
        kept = full_child(session, mentor, rule, born_on=date(2016, 3, 1))
        home = {"household_id": kept.household_id} if same_home else {}
        told = {"phone": "13800000001", "national_id": NATIONAL_ID} | home | changes
        gone = full_child(session, mentor, rule, entered_on=date(2026, 9, 10), **told)
        other = make.make_child(session, name="周一帆")
        make.make_entry(session, kept, gone, visitors=(mentor,))
        for child in (kept, gone):
            make.make_entry(session, child, kind=DiaryKind.PHONE_CALL)
            session.add(NotDuplicate(first_id=child.id, second_id=other.id))
        make.make_activity(session, kept, gone, other)
        session.add(NotDuplicate(first_id=kept.id, second_id=gone.id))
        return Twice(kept.id, gone.id, mentor.id, other.id)

    return school(office, story)


def digest(office: OfficeFile) -> str:
    """Of every record that the journal covers."""
    with office.reading() as session:
        names = [table.name for table in journaled_tables()]
        return content_digest(driver_connection(session), names)


def rows(office: OfficeFile, model: Any, **where: Any) -> list[Any]:
    """Rows of a table, each as it was read."""
    with office.reading() as session:
        found = session.scalars(sa.select(model).filter_by(**where).order_by(model.id)).all()
        session.expunge_all()
        return list(found)


def referring(office: OfficeFile, target: str, row_id: int) -> list[str]:
    """The columns of the whole file that still name a row."""
    with office.reading() as session:
        return [
            f"{table.name}.{key.parent.name}"
            for table in journaled_tables()
            for key in table.foreign_keys
            if key.column.table.name == target
            and session.scalar(sa.select(table.c.id).where(key.parent == row_id).limit(1))
        ]
