"""Who is proposed as one person, how surely, and who never is."""

import time
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import MentorKind, Relation, Sex
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child, Household, NotDuplicate, Pupil, RegisterPeriod
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates import (
    Certainty,
    Ground,
    Kind,
    Suspect,
    compare,
    find_duplicates,
    merge,
    say_different,
)
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.register.numbers import bits_of
from tests import factories as make
from tests.services.duplicates.twice import NATIONAL_ID, digest, rows
from tests.services.working import school

BORN = date(2016, 3, 1)
OTHER_ID = "522101201603014361"
CERTAIN, LIKELY, POSSIBLE = Certainty


def found(office: OfficeFile, kind: Kind = Kind.CHILD) -> list[Suspect]:
    return [each for each in find_duplicates(office, make.TERM_CODE) if each.kind is kind]


def pair(office: OfficeFile, one: dict[str, Any], other: dict[str, Any], *, home: bool) -> None:
    def story(session: Session) -> None:
        first = make.make_child(session, **one)
        here = {"household_id": first.household_id} if home else {}
        make.make_child(session, **here | other)

    school(office, story)


def child(name: str = "张小雨", born_on: date | None = BORN, **more: Any) -> dict[str, Any]:
    return {"name": name, "born_on": born_on, **more}


@pytest.mark.parametrize(
    ("one", "other", "ground", "certainty"),
    [
        (
            child(national_id=NATIONAL_ID),
            child(student_number=f"G{NATIONAL_ID}"),
            Ground.NUMBER,
            CERTAIN,
        ),
        (
            child(national_id=NATIONAL_ID),
            child("李春生", student_number=f"G{NATIONAL_ID}"),
            Ground.NUMBER,
            LIKELY,
        ),
        (child(), child(), Ground.BIRTHDAY, LIKELY),
        (child(national_id=NATIONAL_ID), child(), Ground.BIRTHDAY, LIKELY),
        (
            child(national_id=NATIONAL_ID),
            child(national_id=OTHER_ID),
            Ground.BIRTHDAY,
            POSSIBLE,
        ),
    ],
)
def test_two_children_anywhere(
    office: OfficeFile, one: Any, other: Any, ground: Ground, certainty: Certainty
) -> None:
    pair(office, one, other, home=False)
    (suspect,) = found(office)
    assert (suspect.ground, suspect.certainty) == (ground, certainty)
    assert (suspect.first.id, suspect.second.id) == (1, 2)


@pytest.mark.parametrize(
    ("other", "certainty", "why"),
    [
        (child("张小宇"), POSSIBLE, "同音，生日相同，可能是双胞胎"),
        (child("张小雪"), POSSIBLE, "只差一个字，生日相同，可能是双胞胎"),
        (child("張小雨"), POSSIBLE, "同音"),
        (child("张小雪", None), POSSIBLE, "只差一个字，生日不全"),
        (child("张小雨", None), LIKELY, "姓名相同，生日不全"),
        (child("张小雨", date(2016, 1, 3)), POSSIBLE, "姓名相同，生日不同"),
        (child("张小雪", national_id=OTHER_ID), POSSIBLE, "证件号不同，可能是双胞胎"),
    ],
)
def test_names_alike_in_one_home(
    office: OfficeFile, other: dict[str, Any], certainty: Certainty, why: str
) -> None:
    pair(office, child(national_id=NATIONAL_ID), other, home=True)
    (suspect,) = found(office)
    assert (suspect.ground, suspect.certainty) == (Ground.HOME, certainty)
    assert why in suspect.why


@pytest.mark.parametrize(
    "other",
    [
        child("张小雪", date(2018, 5, 2)),
        child("张小宇", date(2018, 5, 2)),
        child("张小雪", BORN, sex=Sex.FEMALE),
        child("张大林", BORN),
        child("张小雨琪", None),
    ],
)
def test_brothers_and_sisters_are_not_proposed(office: OfficeFile, other: dict[str, Any]) -> None:
    pair(office, child(), other, home=True)
    assert found(office) == []


@pytest.mark.parametrize(("born_on", "count"), [(BORN, 1), (None, 0)])
def test_of_two_signs_one_alone_is_a_likeness_for_one_birthday_only(
    office: OfficeFile, born_on: date | None, count: int
) -> None:
    pair(office, child("张伟"), child("张丽", born_on), home=True)
    assert len(found(office)) == count


@pytest.mark.parametrize("born_on", [date(2017, 3, 1), None])
def test_namesakes_of_two_villages_are_not_proposed(
    office: OfficeFile, born_on: date | None
) -> None:
    pair(office, child(), child(born_on=born_on, father=None, mother=None), home=False)
    assert found(office) == []


def test_one_family_written_down_twice_is_one_home(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        for name in ("张小雨", "张晓雨"):
            home = make.make_child(session, name=name, father=None).household_id
            make.make_member(
                session, home, name="张大山", relation=Relation.FATHER, phone="13800000001"
            )

    school(office, story)
    (suspect,) = found(office)
    assert suspect.ground is Ground.HOME


def test_a_pair_is_told_once_by_its_strongest_ground(office: OfficeFile) -> None:
    pair(
        office,
        child(national_id=NATIONAL_ID),
        child(student_number=f"G{NATIONAL_ID}"),
        home=True,
    )
    assert [suspect.ground for suspect in found(office)] == [Ground.NUMBER]


def test_the_surest_come_first_and_are_told_apart(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        home = make.make_child(session, **child()).household_id
        make.make_child(session, **child("张小雪"), household_id=home)
        make.make_child(session, **child(), left_on=date(2026, 10, 1))

    school(office, story)
    first, second = found(office)
    assert (first.certainty, second.certainty) == (LIKELY, POSSIBLE)
    assert first.second.called == "张小雨（四1·2016-03）#3"
    assert first.second.facts == "四年级1班，2016-03-01出生，云岭镇青石坪村3组，已离校"


def test_the_answer_two_is_kept_and_taken_back(office: OfficeFile) -> None:
    pair(office, child(), child("张小雪"), home=True)
    before = digest(office)
    for _ in range(2):
        say_different(office, 2, 1)
    assert found(office) == []
    assert [(row.first_id, row.second_id) for row in rows(office, NotDuplicate)] == [(1, 2)]
    assert office.undo() == "登记不是同一人"
    assert digest(office) == before
    assert len(found(office)) == 1


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 9), (9, 1)])
def test_an_answer_about_one_or_nobody_is_refused(office: OfficeFile, one: int, other: int) -> None:
    pair(office, child(), child(), home=False)
    with pytest.raises(RuleConflict):
        say_different(office, one, other)


def test_a_pupil_beside_a_child_is_found_and_taken_in(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        one = make.make_child(session, national_id=NATIONAL_ID)
        (number,) = bits_of("00" * 32, {"child.national_id": NATIONAL_ID})
        pupil = make.make_pupil(session, name=one.name, sex=one.sex, id_bits=number)
        make.make_pupil(session, name="另一人", sex=one.sex, id_bits=number)
        make.make_pupil(session)
        session.execute(
            sa.update(RegisterPeriod)
            .where(RegisterPeriod.pupil_id == pupil.id)
            .values(entered_on=date(2025, 9, 1))
        )

    school(office, story)
    before = digest(office), enrolled(office)
    (suspect,) = found(office, Kind.PUPIL)
    assert suspect.certainty is LIKELY
    merge(office, compare(office, Kind.PUPIL, suspect.first.id, suspect.second.id), {})
    assert (len(rows(office, Pupil)), enrolled(office)) == (2, before[1] - 1)
    (period,) = rows(office, RegisterPeriod, child_id=suspect.first.id)
    assert period.entered_on == date(2025, 9, 1)
    assert found(office, Kind.PUPIL) == []
    assert check_file(office.path).problems == ()
    office.undo()
    assert digest(office) == before[0]


def enrolled(office: OfficeFile) -> int:
    with office.reading() as session:
        return open_book(office, session, make.TERM_CODE)["pupils"].value


def test_a_pupil_that_is_gone_is_said(office: OfficeFile) -> None:
    pair(office, child(), child("李春生", None), home=False)
    shown = compare(office, Kind.PUPIL, 1, 7)
    with pytest.raises(RuleConflict, match="已被删除"):
        merge(office, shown, {})


@pytest.mark.parametrize(
    ("changes", "certainty"),
    [
        ({}, LIKELY),
        ({"relation": Relation.MATERNAL_GRANDMOTHER}, POSSIBLE),
        ({"name": "王秀蓝"}, POSSIBLE),
        ({"name": "李桂英", "phone": None}, None),
    ],
)
def test_members_of_one_home(
    office: OfficeFile, changes: dict[str, Any], certainty: Certainty | None
) -> None:
    def story(session: Session) -> None:
        home = make.make_household(session).id
        for told in ({}, changes):
            make.make_member(session, home, **{"phone": "13800000001"} | told)

    school(office, story)
    assert [each.certainty for each in found(office, Kind.MEMBER)] == (
        [certainty] if certainty else []
    )


@pytest.mark.parametrize(
    ("changes", "certainty"),
    [
        ({}, LIKELY),
        ({"phone": "13800000002"}, POSSIBLE),
        ({"kind": MentorKind.PUPIL}, None),
    ],
)
def test_mentors(office: OfficeFile, changes: dict[str, Any], certainty: Certainty | None) -> None:
    def story(session: Session) -> None:
        for told in ({}, changes):
            make.make_mentor(session, **{"phone": "13800000001"} | told)

    school(office, story)
    assert [each.certainty for each in found(office, Kind.MENTOR)] == (
        [certainty] if certainty else []
    )


def test_thousands_of_one_name_take_seconds(office: OfficeFile) -> None:
    """Every key shared by all: a comparison of all with all would be 100 million pairs."""
    many = 14_000

    def story(session: Session) -> None:
        session.execute(sa.insert(Household), [{"id": 1}])
        own = {"household_id": 1, "name": "张小雨", "born_on": BORN, "sex": None}
        session.execute(sa.insert(Child), [own for _ in range(many)])

    school(office, story)
    begun = time.monotonic()
    assert len(found(office)) >= many - 1
    assert time.monotonic() - begun < 20
