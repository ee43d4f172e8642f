"""委托照护: what is kept, refused and pointed out."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.words import ParentStatus, Relation
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Action, CareAgreement, FamilyMember
from liushou_desk.services.ledgers.form import read_form, running
from liushou_desk.services.ledgers.writing import remove_records, review_record, save_record
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, TODAY, Register

FROM = date(2026, 9, 1)


@pytest.fixture
def child_id(register: Register) -> int:
    return register.new(
        father__name="柏大山",
        father__status=ParentStatus.AT_HOME,
        caregiver__name="王秀兰",
        caregiver__relation=Relation.GRANDMOTHER,
    )


def member(register: Register, relation: Relation) -> int:
    return next(row["id"] for row in register.rows(FamilyMember) if row["relation"] is relation)


def told(register: Register, **changes: Any) -> dict[str, Any]:
    trustee = member(register, Relation.GRANDMOTHER)
    return {"member_id": (trustee,), "from_on": FROM, "is_screened": True} | changes


def save(register: Register, child_id: int, values: dict[str, Any]) -> int:
    return save_record(register.office, CARE_AGREEMENT, None, values, child_id)[0]


def test_an_agreement_is_read_back_until_it_has_ended(register: Register, child_id: int) -> None:
    assert running(register.office, CARE_AGREEMENT, child_id) is None
    values = told(register, until_on=date(2027, 8, 31), informed_on=TODAY, child_heard=True)
    agreement_id = save(register, child_id, values)
    assert running(register.office, CARE_AGREEMENT, child_id) == agreement_id
    found = read_form(register.office, CARE_AGREEMENT, TERM, agreement_id)
    assert found.values == values | {"ended_on": None}
    assert [pick.called for pick in found.picks["member_id"]] == ["王秀兰（祖母）"]
    save_record(register.office, CARE_AGREEMENT, agreement_id, values | {"ended_on": TODAY})
    assert running(register.office, CARE_AGREEMENT, child_id) is None
    register.office.undo()
    remove_records(register.office, CARE_AGREEMENT, [agreement_id])
    assert register.rows(CareAgreement) == []


def test_an_agreement_that_has_run_out_makes_room(register: Register, child_id: int) -> None:
    for until_on, is_open in ((TODAY, True), (date(2026, 11, 20), False)):
        values = told(register, until_on=until_on)
        agreement_id = save(register, child_id, values)
        found = running(register.office, CARE_AGREEMENT, child_id)
        assert (found == agreement_id) is is_open
        remove_records(register.office, CARE_AGREEMENT, [agreement_id])


def test_saving_what_stands_there_is_no_action(register: Register, child_id: int) -> None:
    agreement_id = save(register, child_id, told(register))
    actions = len(register.rows(Action))
    save_record(register.office, CARE_AGREEMENT, agreement_id, told(register))
    assert len(register.rows(Action)) == actions


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("from_on", {"from_on": None}),
        ("until_on", {"until_on": date(2026, 8, 31)}),
        ("ended_on", {"ended_on": date(2026, 8, 31)}),
        ("informed_on", {"informed_on": date(2027, 1, 1)}),
        ("member_id", {"member_id": (404,)}),
    ],
)
def test_what_cannot_be_is_refused(
    register: Register, child_id: int, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InputProblem) as refused:
        save(register, child_id, told(register, **changes))
    assert refused.value.field == field
    assert register.rows(CareAgreement) == []


def test_neither_a_parent_nor_a_minor_is_entrusted(register: Register, child_id: int) -> None:
    register.save(
        child_id,
        caregiver__name="柏大姐",
        caregiver__relation=Relation.ELDER_SISTER,
        caregiver__national_id=national_id(2, "20100301"),
    )
    for relation, words in ((Relation.FATHER, "父母"), (Relation.ELDER_SISTER, "未满18周岁")):
        values = told(register, member_id=(member(register, relation),))
        with pytest.raises(InputProblem, match=words):
            save(register, child_id, values)


def test_what_only_gives_pause_is_a_warning(register: Register, child_id: int) -> None:
    values = told(register, child_heard=False, is_screened=False, until_on=date(2026, 8, 1))
    remarks = review_record(register.office, CARE_AGREEMENT, values, child_id)
    blocks = {remark.key: remark.blocks for remark in remarks}
    assert blocks == {"until_on": True, "is_screened": False, "child_heard": False, "": False}
    assert "父亲在家" in remarks[-1].sentence


def test_a_removed_child_has_no_agreement(register: Register) -> None:
    with pytest.raises(RuleConflict):
        read_form(register.office, CARE_AGREEMENT, TERM, child_id=404)
