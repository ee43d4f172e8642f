"""Rows with sensible defaults, made inside an open action.

All names are invented. Each function adds its rows to the session, flushes, and returns the row it
is named after; any column can be given by its name. `make_child` gives a child everything that the
figures ask about; a part that is given as None is left out. Days default to the first term of
2026-2027.
"""

from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk import models
from liushou_desk.domain import words
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import usual_also
from liushou_desk.domain.rule_words import kept_kinds
from liushou_desk.models import Child

Row = TypeVar("Row", bound=models.Base)

TERM_CODE = "2026-2027-1"
FIRST_DAY = date(2026, 9, 1)
LONG_AGO = date(2024, 3, 1)
VISIT_DAY = date(2026, 10, 12)


def make_profile(session: Session, **changes: Any) -> models.SchoolProfile:
    return _made(
        session,
        models.SchoolProfile,
        changes,
        name="青石坪小学",
        code="3152000001",
        pupil_key="00" * 32,
        definition=words.DefinitionKind.SCHOOL_RECORD,
    )


def make_campus(session: Session, **changes: Any) -> models.Campus:
    return _made(session, models.Campus, changes, name="本部", is_main=True)


def make_term(session: Session, **changes: Any) -> models.Term:
    return _made(
        session,
        models.Term,
        changes,
        code=TERM_CODE,
        first_on=FIRST_DAY,
        last_on=date(2027, 2, 28),
        survey_on=date(2026, 9, 30),
        cutoff_on=date(2026, 12, 31),
    )


def make_class(session: Session, **changes: Any) -> models.SchoolClass:
    """Class 1 of grade 4 of the first campus (made where there is none)."""
    if "campus_id" not in changes:
        changes["campus_id"] = (_first(session, models.Campus) or make_campus(session)).id
    return _made(session, models.SchoolClass, changes, stage=words.Stage.PRIMARY, grade=4, number=1)


def make_household(session: Session, **changes: Any) -> models.Household:
    return _made(session, models.Household, changes, home_address="云岭镇青石坪村3组")


def make_child(
    session: Session,
    *,
    entered_on: date | None = FIRST_DAY,
    left_on: date | None = None,
    mark: words.Mark | None = words.Mark.BOTH,
    father: words.ParentStatus | None = words.ParentStatus.WORKS_AWAY,
    mother: words.ParentStatus | None = words.ParentStatus.WORKS_AWAY,
    care: words.Care | None = words.Care.GRANDPARENTS,
    boards: bool | None = False,
    sheet: dict[str, Any] | None = None,
    hardships: tuple[words.Hardship, ...] = (),
    has_sheet: bool = True,
    **changes: Any,
) -> Child:
    """A child whose parents both work away and whose grandmother looks after it.

    Children of one `household_id` are siblings: the family is written down with the first of them.
    `sheet` changes columns of the sheet of the first term.
    """
    household_id = changes.pop("household_id", None) or make_household(session).id
    changes = {"household_id": household_id, "name": "张小雨", "sex": words.Sex.MALE} | changes
    child = _made(session, Child, changes)
    if entered_on:
        make_register_period(session, child, entered_on=entered_on, left_on=left_on)
    if mark:
        make_mark(session, child, mark=mark)
    for relation, status in ((words.Relation.FATHER, father), (words.Relation.MOTHER, mother)):
        if status and not _member(session, household_id, relation):
            make_parent(session, household_id, relation, status=status)
    if care:
        make_caregiver(session, child, care=care)
    if boards is not None:
        make_boarding(session, child, boards=boards)
    if has_sheet:
        make_sheet(session, child, hardships=hardships, **(sheet or {}))
    return child


def make_register_period(session: Session, child: Child, **changes: Any) -> models.RegisterPeriod:
    return _made(session, models.RegisterPeriod, changes, child_id=child.id, entered_on=FIRST_DAY)


def make_mark(session: Session, child: Child, **changes: Any) -> models.SchoolRecordMark:
    row = {"mark": words.Mark.BOTH, "source": "学籍导出.xlsx", "marked_on": FIRST_DAY}
    return _made(session, models.SchoolRecordMark, row | changes, child_id=child.id)


def make_member(session: Session, household_id: int, **changes: Any) -> models.FamilyMember:
    row = {"household_id": household_id, "name": "王秀兰", "relation": words.Relation.GRANDMOTHER}
    return _made(session, models.FamilyMember, row | changes)


def make_parent(
    session: Session,
    household_id: int,
    relation: words.Relation = words.Relation.FATHER,
    **changes: Any,
) -> models.FamilyMember:
    """A parent with one row of whereabouts; `changes` are those of the whereabouts."""
    name = "张大山" if relation is words.Relation.FATHER else "刘春梅"
    parent = make_member(session, household_id, name=name, relation=relation)
    make_whereabouts(session, parent, **changes)
    return parent


def make_whereabouts(
    session: Session, member: models.FamilyMember, **changes: Any
) -> models.Whereabouts:
    row = {
        "member_id": member.id,
        "status": words.ParentStatus.WORKS_AWAY,
        "from_on": LONG_AGO,
    } | changes
    if row["status"] is words.ParentStatus.WORKS_AWAY:
        row = {"place": "广东省东莞市", "away_since": LONG_AGO} | row
    return _made(session, models.Whereabouts, row)


def make_caregiver(session: Session, child: Child, **changes: Any) -> models.CaregiverPeriod:
    """Looked after from long ago; by the grandmother unless `care` says otherwise."""
    row = {"child_id": child.id, "care": words.Care.GRANDPARENTS, "from_on": LONG_AGO} | changes
    if "member_id" not in row and row["care"] is words.Care.GRANDPARENTS:
        found = _member(session, child.household_id, words.Relation.GRANDMOTHER)
        row["member_id"] = (found or make_member(session, child.household_id)).id
    return _made(session, models.CaregiverPeriod, row)


def make_boarding(session: Session, child: Child, **changes: Any) -> models.BoardingPeriod:
    return _made(
        session, models.BoardingPeriod, changes, child_id=child.id, boards=False, from_on=FIRST_DAY
    )


def make_sheet(
    session: Session,
    child: Child,
    *,
    hardships: tuple[words.Hardship, ...] = (),
    **changes: Any,
) -> models.TermSheet:
    """A verified sheet, of the first term and the first class unless ids are given."""
    if "term_id" not in changes:
        changes["term_id"] = (_first(session, models.Term) or make_term(session)).id
    if "class_id" not in changes:
        changes["class_id"] = (_first(session, models.SchoolClass) or make_class(session)).id
    verified = date(2026, 9, 20)
    sheet = _made(session, models.TermSheet, changes, child_id=child.id, verified_on=verified)
    for hardship in hardships:
        _made(session, models.SheetHardship, {}, sheet_id=sheet.id, hardship=hardship)
    return sheet


def make_pupil(session: Session, **changes: Any) -> models.Pupil:
    """A pupil not in care, on the register since the first day."""
    count = session.scalar(sa.select(sa.func.count(models.Pupil.id))) or 0
    row = {"name": "赵晓光", "sex": words.Sex.FEMALE, "id_bits": (count + 1) % 256} | changes
    pupil = _made(session, models.Pupil, row)
    _made(session, models.RegisterPeriod, {}, pupil_id=pupil.id, entered_on=FIRST_DAY)
    return pupil


def make_mentor(session: Session, **changes: Any) -> models.Mentor:
    return _made(
        session, models.Mentor, changes, name="陈文静", kind=words.MentorKind.HOMEROOM_TEACHER
    )


def make_pairing(
    session: Session, child: Child, mentor: models.Mentor | None = None, **changes: Any
) -> models.Pairing:
    mentor = mentor or make_mentor(session)
    return _made(
        session, models.Pairing, changes, child_id=child.id, mentor_id=mentor.id, from_on=FIRST_DAY
    )


def make_plan(session: Session, child: Child, **changes: Any) -> models.SupportPlan:
    row = {"opened_on": FIRST_DAY, "reason": "学习困难"}
    return _made(session, models.SupportPlan, row | changes, child_id=child.id)


def make_entry(
    session: Session,
    *children: Child,
    visitors: tuple[models.Mentor, ...] = (),
    **changes: Any,
) -> models.DiaryEntry:
    """A home visit that was recorded the same day (or on `recorded_on`)."""
    row = {
        "kind": DiaryKind.HOME_VISIT,
        "happened_on": VISIT_DAY,
        "content": "了解近况",
    } | changes
    row = {"recorded_on": row["happened_on"], "is_group": False, "reached": True} | row
    entry = _made(session, models.DiaryEntry, row)
    session.add_all(models.EntryChild(entry_id=entry.id, child_id=child.id) for child in children)
    session.add_all(
        models.EntryVisitor(entry_id=entry.id, mentor_id=mentor.id) for mentor in visitors
    )
    session.flush()
    return entry


def make_tally(session: Session, child: Child, **changes: Any) -> models.TallyEntry:
    return _made(
        session,
        models.TallyEntry,
        changes,
        child_id=child.id,
        kind=DiaryKind.TALK,
        month_on=date(2026, 10, 1),
        times=2,
        original_at="四年级谈心记录本",
    )


def jpeg(mark: bytes = b"", head: bytes = b"") -> bytes:
    """What says of itself that it is a JPEG of 80 × 40 pixels; `head` stands before the size."""
    frame = b"\xff\xc0\x00\x0b\x08\x00\x28\x00\x50\x01\x01\x11\x00"
    return b"\xff\xd8" + head + frame + mark


def make_activity(session: Session, *children: Child, **changes: Any) -> models.Activity:
    """An activity that was held on the planned day, with the children who took part."""
    row = {"title": "重阳节包饺子", "planned_on": date(2026, 10, 18)} | changes
    activity = _made(session, models.Activity, {"held_on": row["planned_on"]} | row)
    session.add_all(
        models.ActivityChild(activity_id=activity.id, child_id=child.id) for child in children
    )
    session.flush()
    return activity


def make_aid(session: Session, child: Child, **changes: Any) -> models.Aid:
    row: dict[str, Any] = {"kind": words.AidKind.CASH, "item": "助学金"} | changes
    if row["kind"] is words.AidKind.CASH:
        row = {"fen": 50_000} | row
    return _made(session, models.Aid, row, child_id=child.id, granted_on=date(2026, 11, 2))


def make_rule(session: Session, **changes: Any) -> models.FollowUpRule:
    defaults = {
        "kind": DiaryKind.TALK,
        "frequency": words.Frequency.MONTHLY,
        "times": 1,
        "applies_to": words.AppliesTo.LEFT_BEHIND,
        "since_on": FIRST_DAY,
        "is_active": True,
    }
    rule = defaults | changes
    also = kept_kinds(usual_also(rule["kind"]))
    return _made(session, models.FollowUpRule, {"also": also} | rule)


def _made(session: Session, mapped: type[Row], changes: dict[str, Any], /, **defaults: Any) -> Row:
    row = mapped(**(defaults | changes))
    session.add(row)
    session.flush()
    return row


def _first(session: Session, kind: type[Row]) -> Row | None:
    return session.scalars(sa.select(kind).order_by(kind.id).limit(1)).first()


def _member(
    session: Session, household_id: int, relation: words.Relation
) -> models.FamilyMember | None:
    return session.scalars(
        sa.select(models.FamilyMember)
        .where(
            models.FamilyMember.household_id == household_id,
            models.FamilyMember.relation == relation,
        )
        .limit(1)
    ).first()
