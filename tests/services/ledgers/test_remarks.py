"""What gives pause while a record is written: it would not count, or count what is counted."""

from datetime import date

import pytest

from liushou_desk.domain.ledgers import AID, CARE_AGREEMENT, TALLY, About, LedgerKind
from liushou_desk.domain.words import Relation
from liushou_desk.services.ledgers.form import CHILDREN
from liushou_desk.services.ledgers.writing import review_record, save_record
from tests.services.ledgers.records import CASH, record_of, save
from tests.services.ledgers.test_ledgers import EVERY_KIND
from tests.services.register.conftest import Register


def entrusted(register: Register) -> int:
    return register.new(
        entered_on=date(2026, 9, 1),
        caregiver__name="王秀兰",
        caregiver__relation=Relation.GRANDMOTHER,
    )


def said(register: Register, kind: LedgerKind, child_id: int, **changes: object) -> list[str]:
    values = {**record_of(register, kind, child_id), CHILDREN: (child_id,), **changes}
    return [remark.sentence for remark in review_record(register.office, kind, values)]


@EVERY_KIND
def test_the_same_record_a_second_time(register: Register, kind: LedgerKind) -> None:
    child_id = entrusted(register)
    child = child_id if kind.about is About.CHILD else None
    values = record_of(register, kind, child_id)
    assert review_record(register.office, kind, values, child) == ()
    (record_id,) = save_record(register.office, kind, None, values, child)
    (remark,) = review_record(register.office, kind, values, child)
    assert (remark.sentence == kind.apart[0].said) if kind.apart else "完全相同" in remark.sentence
    assert remark.blocks is bool(kind.apart)
    assert review_record(register.office, kind, values, child, record_id) == ()


def test_a_second_agreement_while_one_holds(register: Register) -> None:
    child_id = entrusted(register)
    save(register, CARE_AGREEMENT, child_id)
    (sentence,) = said(register, CARE_AGREEMENT, child_id, from_on=date(2027, 1, 20))
    assert "已有一份有效的委托照护协议" in sentence
    assert said(register, CARE_AGREEMENT, child_id, from_on=date(2027, 1, 21), until_on=None) == []


@pytest.mark.parametrize(
    ("kind", "days", "counts"),
    [
        (AID, {"granted_on": date(2026, 8, 31)}, False),
        (AID, {"granted_on": date(2026, 9, 10)}, True),
        (TALLY, {"month_on": date(2026, 8, 1)}, False),
        (TALLY, {"month_on": date(2026, 9, 1)}, True),
    ],
)
def test_a_day_on_which_the_child_was_not_there(
    register: Register, kind: LedgerKind, days: dict[str, date], counts: bool
) -> None:
    child_id = register.new(entered_on=date(2026, 9, 10))
    sentences = said(register, kind, child_id, **days)
    assert sentences == ([] if counts else ["该儿童那时不在册，统计不计。请核对日期。"])


def test_of_several_children_it_says_how_many(register: Register) -> None:
    early, late = (register.new(entered_on=date(2026, 9, day)) for day in (1, 20))
    values = CASH | {"granted_on": date(2026, 9, 10), CHILDREN: (early, late)}
    (remark,) = review_record(register.office, AID, values)
    assert "其中1名儿童" in remark.sentence
