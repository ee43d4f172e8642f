"""The small ledgers: what is refused, what is open, who can be chosen, what is shown on demand."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.ledgers import AID, AID_STANDARD, BY_TABLE, CARE_AGREEMENT, LEDGERS
from liushou_desk.domain.masking import ON_FILE
from liushou_desk.domain.words import AidKind, LeaveReason
from liushou_desk.errors import InputProblem
from liushou_desk.models import Action
from liushou_desk.services.ledgers.form import CHILDREN, read_form, reveal, running
from liushou_desk.services.ledgers.listing import read_ledger
from liushou_desk.services.ledgers.standards import amount_on, amounts
from liushou_desk.services.ledgers.writing import save_record
from liushou_desk.services.register.leaving import leave
from tests.services.ledgers.records import save
from tests.services.ledgers.test_ledgers import child_id
from tests.services.register.conftest import TERM, Register

__all__ = ["child_id"]
DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("table", "field", "changes"),
    [
        ("hazard", "mended_on", {"mended_on": date(2026, 10, 1)}),
        ("hazard", "due_on", {"due_on": date(2050, 1, 1)}),
        ("drill", "head_count", {"head_count": 0}),
        ("safety_pledge", "until_on", {"until_on": date(2026, 8, 1)}),
        ("absence", "days", {"days": 9}),
        ("absence", "back_on", {"back_on": date(2026, 10, 1)}),
        ("medical", "what", {"what": "38"}),
        ("medical", "closed_on", {"closed_on": date(2026, 10, 1)}),
        ("checkup", "height", {"height": 13_550}),
        ("checkup", "vision_left", {"vision_left": 80}),
        ("care_confirmation", "member_id", {"member_id": ()}),
        ("care_agreement", "member_id", {"member_id": ()}),
        ("care_agreement", "ended_on", {"until_on": DAY, "ended_on": date(2026, 10, 20)}),
        ("care_agreement", "from_on", {"from_on": date(2048, 9, 1), "until_on": None}),
        ("home_letter", "receipts", {"receipts": 60}),
        ("home_item", "scrapped_why", {"scrapped_on": DAY}),
        ("home_item", "scrapped_on", {"scrapped_why": "坏了"}),
        ("home_opening", "hours", {"hours": 250}),
        ("giving", "fen", {"fen": None}),
        ("giving", "quantity", {"form": AidKind.GOODS}),
        ("training", "head_count", {"head_count": 0}),
        ("inspection", "reply", {"closed_on": date(2026, 10, 20)}),
        ("regulation", "ended_on", {"ended_on": date(2026, 10, 1)}),
        ("work_note", "what", {"what": "123"}),
        ("wish", "helped_by", {"settled_on": date(2026, 10, 20)}),
        ("wish", "settled_on", {"settled_on": date(2026, 10, 1), "helped_by": "妇联"}),
        ("duty_round", "came", {"came": 0}),
    ],
)
def test_nonsense_is_refused_beside_its_line(
    register: Register, child_id: int, table: str, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InputProblem) as refused:
        save(register, BY_TABLE[table], child_id, **changes)
    assert refused.value.field == field
    assert read_ledger(register.office, BY_TABLE[table], TERM).lines == ()


def test_what_is_not_settled_in_time_is_late_until_it_is(register: Register, child_id: int) -> None:
    hazard = BY_TABLE["hazard"]
    record_id = save(register, hazard, child_id)
    (line,) = read_ledger(register.office, hazard, TERM).lines
    assert (line.is_late, line.is_over) == (True, False)
    save_record(register.office, hazard, record_id, {"mended_on": date(2026, 11, 1)})
    (line,) = read_ledger(register.office, hazard, TERM).lines
    assert (line.is_late, line.is_over) == (False, True)


def test_what_is_restricted_is_shown_on_demand_and_noted(register: Register, child_id: int) -> None:
    for kind in LEDGERS:
        if kind.restricted:
            save(register, kind, child_id, **{field.key: "扭伤脚踝" for field in kind.restricted})
            (line,) = read_ledger(register.office, kind, TERM).lines
            assert {line.cells[field.key] for field in kind.restricted} == {ON_FILE}
            assert "扭伤" not in line.search
    medical = BY_TABLE["medical"]
    record_id = read_ledger(register.office, medical, TERM).lines[0].record_id
    form = read_form(register.office, medical, TERM, record_id)
    assert form.covered == {"what": "", "outcome": ""}
    assert reveal(register.office, medical, record_id, ["what"]) == {"what": "扭伤脚踝"}
    assert register.rows(Action)[-1]["sentence"] == "查看敏感信息"
    save_record(register.office, medical, record_id, {"taken_to": "县医院"})
    assert reveal(register.office, medical, record_id, ["what"]) == {"what": "扭伤脚踝"}


def test_a_standard_that_is_raised_leaves_earlier_grants_alone(
    register: Register, child_id: int
) -> None:
    for since, fen in ((None, 50_000), (date(2026, 10, 1), 62_500)):
        values = {"item": "生活补助", "fen": fen, "since_on": since}
        save_record(register.office, AID_STANDARD, None, values)
    with register.office.reading() as session:
        known = amounts(session, AID)
    days = (date(2026, 9, 30), date(2026, 10, 1))
    assert [amount_on(known, "生活补助", day) for day in days] == [50_000, 62_500]
    assert amount_on(known, "别的", DAY) is None
    save(register, AID, child_id, granted_on=date(2026, 9, 10), fen=50_000)
    save(register, AID, child_id, granted_on=DAY, fen=62_500)
    assert read_ledger(register.office, AID, TERM).sums == (
        "生活补助：1笔 × 500.00元 = 500.00元",
        "生活补助：1笔 × 625.00元 = 625.00元",
    )


def test_the_door_from_a_child_opens_the_agreement_that_holds(
    register: Register, child_id: int
) -> None:
    holds = save(register, CARE_AGREEMENT, child_id, until_on=date(2027, 1, 20))
    renewal = {"from_on": date(2027, 1, 21), "until_on": date(2027, 8, 31)}
    later = save(register, CARE_AGREEMENT, child_id, **renewal)
    assert running(register.office, CARE_AGREEMENT, child_id) == holds
    save_record(register.office, CARE_AGREEMENT, holds, {"ended_on": date(2026, 11, 1)})
    assert running(register.office, CARE_AGREEMENT, child_id) == later


def test_who_left_in_the_term_can_still_be_given_what_was_given_before(register: Register) -> None:
    gone = register.new(child__name="柏离校", entered_on=date(2026, 9, 1))
    leave(register.office, gone, date(2026, 10, 20), LeaveReason.TRANSFERRED)
    (pick,) = read_form(register.office, AID, TERM).picks[CHILDREN]
    assert (pick.id, pick.called) == (gone, "柏离校，2026-10-20离校")
    save(register, AID, gone, granted_on=DAY)
