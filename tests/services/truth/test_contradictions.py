"""Each ground is found where it is true, and nowhere else."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.identity import check_sign
from liushou_desk.domain.words import Care, Mark, ParentStatus, Relation
from liushou_desk.models import CareAgreement, Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import save_entry
from liushou_desk.services.photos import PHOTOS, Shot
from liushou_desk.services.truth.contradictions import Contradiction, Ground, contradictions
from tests import factories as make

TERM = make.TERM_CODE
BORN = date(2016, 3, 1)


def number(born_on: date, serial: int = 1) -> str:
    body = f"522401{born_on:%Y%m%d}{serial:03d}"
    return body + check_sign(body)


def found(office: OfficeFile, ground: Ground) -> list[Contradiction]:
    return [row for row in contradictions(office, TERM) if row.ground is ground]


def family(session: Session, **told: Any) -> Child:
    """A child whose surname is the father's and whose age fits the class."""
    return make.make_child(session, **({"born_on": BORN} | told))


@pytest.fixture(autouse=True)
def school(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_profile(session)


def test_a_file_that_holds_together_is_left_alone(office: OfficeFile) -> None:
    with office.action("新增") as session:
        family(session, national_id=number(BORN))
    assert contradictions(office, TERM) == ()


def test_a_number_that_says_another_birth_date(office: OfficeFile) -> None:
    with office.action("新增") as session:
        family(session, national_id=number(date(2016, 3, 2)))
    (row,) = found(office, Ground.NUMBER)
    assert row.key == "child.born_on"


@pytest.mark.parametrize(("born_on", "count"), [(date(2010, 1, 1), 1), (date(1956, 1, 1), 0)])
def test_a_caregiver_must_be_grown_up(office: OfficeFile, born_on: date, count: int) -> None:
    with office.action("新增") as session:
        child = family(session, care=None)
        sister = make.make_member(
            session,
            child.household_id,
            name="张小云",
            relation=Relation.ELDER_SISTER,
            national_id=number(born_on, 2),
        )
        make.make_caregiver(session, child, care=Care.RELATIVES, member_id=sister.id)
    assert len(found(office, Ground.YOUNG)) == count


def test_who_is_away_cannot_look_after_a_child(office: OfficeFile) -> None:
    with office.action("新增") as session:
        child = family(session, care=None, father=None)
        father = make.make_parent(session, child.household_id)
        make.make_caregiver(session, child, care=Care.PARENT, member_id=father.id)
    (row,) = found(office, Ground.ABSENT)
    assert "务工" in row.sentence


@pytest.mark.parametrize(("name", "count"), [("李桂花", 2), ("王秀兰", 0)])
def test_strangers_share_no_telephone(office: OfficeFile, name: str, count: int) -> None:
    """The same person written down in two homes does."""
    with office.action("新增") as session:
        for who in ("王秀兰", name):
            child = family(session, care=None)
            make.make_member(session, child.household_id, name=who, phone="13800138000")
    assert len(found(office, Ground.PHONE)) == count


@pytest.mark.parametrize(
    ("name", "count"), [("张小雨", 0), ("刘小雨", 0), ("陈小雨", 1), ("欧阳小雨", 1)]
)
def test_a_child_bears_a_parents_surname(office: OfficeFile, name: str, count: int) -> None:
    with office.action("新增") as session:
        family(session, name=name)
    assert len(found(office, Ground.SURNAME)) == count


@pytest.mark.parametrize(
    ("until_on", "father", "count"),
    [
        (date(2026, 11, 1), ParentStatus.WORKS_AWAY, 1),
        (date(2026, 11, 1), ParentStatus.AT_HOME, 0),
        (date(2027, 9, 1), ParentStatus.WORKS_AWAY, 0),
        (None, ParentStatus.WORKS_AWAY, 0),
    ],
)
def test_an_agreement_runs_out(
    office: OfficeFile, until_on: date | None, father: ParentStatus, count: int
) -> None:
    with office.action("新增") as session:
        child = family(session, father=father, mark=Mark.ONE)
        agreement = CareAgreement(child_id=child.id, from_on=make.LONG_AGO, until_on=until_on)
        session.add(agreement)
    assert len(found(office, Ground.AGREEMENT)) == count


@pytest.mark.parametrize(
    ("born_on", "count"),
    [(date(2016, 8, 31), 0), (date(2018, 9, 1), 1), (date(2013, 9, 1), 0), (date(2012, 1, 1), 1)],
)
def test_age_fits_the_class(office: OfficeFile, born_on: date, count: int) -> None:
    """Grade four begins at nine or ten; a year early or three late still is usual."""
    with office.action("新增") as session:
        family(session, born_on=born_on)
    assert len(found(office, Ground.AGE)) == count


def test_a_mark_that_the_facts_do_not_bear(office: OfficeFile) -> None:
    with office.action("新增") as session:
        family(session, mark=Mark.NONE)
    (row,) = found(office, Ground.MARK)
    assert row.key == "school_record_mark.mark"


def test_a_picture_of_whom_the_parents_do_not_want_shown(office: OfficeFile) -> None:
    with office.action("新增") as session:
        child_id = family(session).id
    talk = {"kind": DiaryKind.TALK, "happened_on": date(2026, 11, 2), "reached": True}
    shots = {"content": "谈心", PHOTOS: (Shot(make.jpeg()),)}
    save_entry(office, None, talk | shots, [child_id])
    assert found(office, Ground.PHOTO) == []
    with office.action("改") as session:
        session.get_one(Child, child_id).is_private = True
    (row,) = found(office, Ground.PHOTO)
    assert (row.child_id, "1张照片" in row.sentence) == (child_id, True)


def test_terms_follow_each_other_in_the_demo(demo: OfficeFile) -> None:
    assert found(demo, Ground.TERM) == []
