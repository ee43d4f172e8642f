"""Of pupils not in care nothing is kept but name, sex, class and a keyed hash; logs name nobody."""

import logging
from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import LeaveReason, Mark
from liushou_desk.models import (
    Child,
    FamilyMember,
    Pupil,
    PupilClass,
    RegisterPeriod,
    SchoolRecordMark,
)
from liushou_desk.models.content import tables_of
from liushou_desk.models.office_file import driver_connection
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.register.numbers import bits_of
from tests.importing.workbooks import HEADINGS, left_behind, national_id, pupil
from tests.services.imports.desk import NEXT_TERM, TERM, Desk, doubts, verdicts

CARE = {"是否留守儿童": "单亲留守儿童", "成员1现住址": "广东省东莞市", "成员1职务": "务工"}


def everything(desk: Desk) -> str:
    """Every value of every table, the journal's own among them."""
    with desk.office.reading() as session:
        connection = driver_connection(session)
        return "\n".join(
            repr(tuple(row))
            for table in tables_of(connection)
            for row in connection.execute(f'SELECT * FROM "{table}"')
        )


def secrets_of(person: dict[str, str]) -> set[str]:
    """What must not be found of a pupil: all that was written but what is common to many."""
    headings = {
        "身份证件号", "联系电话", "现住址", "成员1姓名", "成员1联系电话", "成员2姓名",
        "成员2联系电话", "曾用名", "电子信箱", "特长",
    }  # fmt: skip
    return {value for heading, value in person.items() if heading in headings and value}


def test_nothing_else_of_a_pupil_not_in_care(desk: Desk) -> None:
    person = pupil(1, 曾用名="柏旧名", 电子信箱="a@b.cn", 特长="吹笛", 现住址="无忧村9组")
    person |= {"成员1现住址": "无忧村9组", "成员2现住址": "无忧村9组"}
    desk.take(person, left_behind(2))
    kept = everything(desk)
    assert "柏小二" in kept
    assert {secret for secret in secrets_of(person) if secret in kept} == set()
    assert set(desk.only(Pupil)) == {"id", "name", "sex", "id_bits"}
    assert set(desk.only(PupilClass)) == {"id", "pupil_id", "term_id", "class_id"}


def test_file_itself_holds_no_trace_either(desk: Desk) -> None:
    person = pupil(1, 现住址="无忧村9组")
    desk.take(person)
    content = desk.office.path.read_bytes()
    assert "柏小二".encode() in content
    assert not any(secret.encode() in content for secret in secrets_of(person))


def test_hash_is_keyed(desk: Desk) -> None:
    desk.take(pupil(1))
    bits = [desk.only(Pupil)["id_bits"]]
    for key in range(40):
        bits += bits_of(f"{key:064x}", {"child.national_id": national_id(1)})
    assert len(set(bits)) > 20


def test_still_nothing_after_change_undo_and_redo(desk: Desk) -> None:
    person = pupil(1)
    desk.take(person)
    desk.take(person | {"班号": "202202"})
    desk.office.undo()
    desk.office.redo()
    kept = everything(desk)
    assert not any(secret in kept for secret in secrets_of(person) - {person["现住址"]})


@pytest.mark.parametrize(
    "changes",
    [
        {"是否孤儿": "是"},
        {"困境类型": "低保"},
        {"残疾类型": "听力残疾"},
        {"健康状况": "残疾"},
        {"是否进城务工人员随迁子女": "是"},
        {"成员1职务": "外出务工"},
        {"成员2职务": "去世"},
    ],
)
def test_other_grounds_of_care(desk: Desk, changes: dict[str, str]) -> None:
    desk.take(pupil(1, **changes), headings=[*HEADINGS, "困境类型"])
    assert (desk.count(Child), desk.count(Pupil)) == (1, 0)


def test_a_divorce_alone_takes_nobody_in_against_the_mark(desk: Desk) -> None:
    desk.take(pupil(1, 成员1职务="离异"))
    assert (desk.count(Child), desk.count(Pupil)) == (0, 1)


def test_pupil_marked_left_behind_later_becomes_a_child(desk: Desk) -> None:
    workbook = read_workbook(desk.book(pupil(1)))
    import_roster(desk.office, workbook, TERM, entered_on=date(2026, 9, 15))
    registered, before = desk.only(RegisterPeriod), desk.digest()
    assert verdicts(desk.take(pupil(1, **CARE))) == ["new"]
    assert desk.count(Pupil) == 0
    child, period = desk.only(Child), desk.only(RegisterPeriod)
    assert period["child_id"] == child["id"]
    assert period["entered_on"] == registered["entered_on"] == date(2026, 9, 15)
    desk.office.undo()
    assert desk.digest() == before
    assert desk.only(Pupil)["name"] == "柏小二"


def test_classes_of_every_term_go_when_a_pupil_is_taken_into_care(desk: Desk) -> None:
    desk.take(pupil(1), pupil(3))
    desk.take(pupil(1), pupil(3), term=NEXT_TERM)
    before = desk.digest()
    assert desk.count(PupilClass) == 4
    assert verdicts(desk.take(pupil(1, **CARE), term=NEXT_TERM)) == ["new"]
    other = desk.only(Pupil)
    assert [row["pupil_id"] for row in desk.rows(PupilClass)] == [other["id"]] * 2
    desk.office.undo()
    assert desk.digest() == before


def test_every_time_on_the_register_goes_along_into_care(desk: Desk) -> None:
    desk.take(pupil(1))
    pupil_id = desk.only(Pupil)["id"]
    earlier = {"entered_on": date(2024, 9, 1), "left_on": date(2025, 7, 1)}
    with desk.office.action("补记在册时间") as session:
        why = LeaveReason.TRANSFERRED
        values = {"pupil_id": pupil_id, "left_why": why, **earlier}
        session.execute(sa.insert(RegisterPeriod).values(**values))
    before = desk.digest()
    assert verdicts(desk.take(pupil(1, **CARE))) == ["new"]
    child_id = desk.only(Child)["id"]
    periods = desk.rows(RegisterPeriod)
    assert [(p["child_id"], p["pupil_id"]) for p in periods] == [(child_id, None)] * 2
    assert [(p["entered_on"], p["left_on"]) for p in periods] == [
        (date(2026, 9, 1), None),
        (earlier["entered_on"], earlier["left_on"]),
    ]
    desk.office.undo()
    assert desk.digest() == before


@pytest.mark.parametrize("again", [pupil(1), pupil(1, **CARE)])
def test_pupil_who_left_and_is_listed_again_is_doubtful(desk: Desk, again: dict[str, str]) -> None:
    desk.take(pupil(1))
    with desk.office.action("离校") as session:
        session.execute(sa.update(RegisterPeriod).values(left_on=date(2026, 10, 1)))
    result = desk.take(again)
    assert "已登记离校" in doubts(result.outcomes[0])["B2"]
    assert desk.only(RegisterPeriod)["left_on"] == date(2026, 10, 1)


def test_child_marked_otherwise_later_stays_with_the_history_of_marks(desk: Desk) -> None:
    desk.take(left_behind(1))
    desk.take(pupil(1))
    assert (desk.count(Child), desk.count(Pupil)) == (1, 0)
    assert [row["mark"] for row in desk.rows(SchoolRecordMark)] == [Mark.BOTH, Mark.NONE]
    assert desk.count(FamilyMember) == 3


def test_roster_without_marks_is_one_of_children_in_care(desk: Desk) -> None:
    desk.take(pupil(1), headings=["姓名", "身份证件号", "班号"])
    assert desk.count(Child) == 1


def test_logs_name_nobody(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    people = [left_behind(1), pupil(3), pupil(5, 身份证件号="1"), left_behind(1)]
    with caplog.at_level(logging.DEBUG):
        desk.take(*people)
        desk.take(left_behind(1, 联系电话="13899998888"))
        desk.office.undo()
    said = "\n".join(record.getMessage() + repr(record.args) for record in caplog.records)
    named = {value for person in people for value in (*secrets_of(person), person["姓名"])}
    assert not any(value in said for value in named)
