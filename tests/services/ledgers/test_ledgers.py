"""Every kind of ledger: declared soundly, saved, listed, told, removed and brought back."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import AID, AID_STANDARD, LEDGERS, TALLY, About, LedgerKind
from liushou_desk.domain.words import Relation
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Base
from liushou_desk.services.facts.ledger_days import ledger_days
from liushou_desk.services.journal.recycling import bring_back, removed
from liushou_desk.services.ledgers.form import CHILDREN, read_form, reveal
from liushou_desk.services.ledgers.listing import read_ledger
from liushou_desk.services.ledgers.writing import add_usual, remove_records, save_record
from tests.services.ledgers.records import CASH, GOODS, record_of, save
from tests.services.register.conftest import TERM, TODAY, Register

EVERY_KIND = pytest.mark.parametrize("kind", LEDGERS, ids=lambda kind: kind.table)


@pytest.fixture
def child_id(register: Register) -> int:
    return register.new(caregiver__name="王秀兰", caregiver__relation=Relation.GRANDMOTHER)


@EVERY_KIND
def test_a_kind_and_its_table_have_the_same_columns(kind: LedgerKind) -> None:
    table = Base.metadata.tables[kind.table]
    asked = {field.key for field in kind.fields} | {choice.key for choice in kind.choices}
    about = {"child_id"} if kind.about is About.CHILD else set[str]()
    assert set(table.columns.keys()) == asked | about | {"id"}
    assert {field.key for field in kind.fields if field.mandatory} <= asked
    for column in table.columns:
        if not column.nullable and column.name not in {"id", "child_id"}:
            assert kind.field(column.name).mandatory  # type: ignore[union-attr]  # fails if None
    assert {key for key, _ in kind.columns} <= asked
    assert not kind.day or kind.day in asked


@EVERY_KIND
def test_a_record_is_saved_shown_amended_and_taken_back(
    register: Register, child_id: int, kind: LedgerKind
) -> None:
    record_id = save(register, kind, child_id)
    (line,) = read_ledger(register.office, kind, TERM).lines
    assert line.record_id == record_id
    assert (line.child != "") is (kind.about is About.CHILD)
    form = read_form(register.office, kind, TERM, record_id)
    shown = {**form.values, **reveal(register.office, kind, record_id, list(form.covered))}
    assert record_of(register, kind, child_id).items() <= shown.items()
    hidden = {field.key for field in kind.restricted}
    assert hidden.isdisjoint(key for key in form.values if form.values[key] is not None)
    assert save_record(register.office, kind, record_id, form.values) == (record_id,)
    remove_records(register.office, kind, [record_id])
    assert read_ledger(register.office, kind, TERM).lines == ()
    (gone,) = removed(register.office)
    assert gone.kind == kind.name
    bring_back(register.office, gone.action_id)
    assert read_ledger(register.office, kind, TERM).lines == (line,)


@EVERY_KIND
def test_a_record_says_one_sentence_wherever_it_is_told(
    register: Register, child_id: int, kind: LedgerKind
) -> None:
    save(register, kind, child_id)
    (line,) = read_ledger(register.office, kind, TERM).lines
    said = kind.say(line.values)
    assert said
    assert "None" not in said
    with register.office.reading() as session:
        told = list(ledger_days(session, child_id, TODAY))
    days = [(one.title, one.text) for one in told if one.table == kind.table]
    assert days[:1] == ([(kind.name, said)] if kind.about is About.CHILD else [])
    assert len(days) == len({text for _, text in days})


def test_one_entry_for_several_children_is_a_row_for_each(register: Register) -> None:
    ids = tuple(register.new(child__name=name) for name in ("柏一", "柏二", "柏三"))
    saved = save_record(register.office, AID, None, CASH | {CHILDREN: ids})
    assert len(saved) == len(ids)
    assert [line.child_id for line in read_ledger(register.office, AID, TERM).lines] == list(ids)
    assert register.office.undo() is not None
    assert read_ledger(register.office, AID, TERM).lines == ()
    with pytest.raises(InputProblem, match="还没有选儿童"):
        save_record(register.office, AID, None, CASH)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("fen", {"fen": None}),
        ("item", {"item": None}),
        ("granted_on", {"granted_on": date(2030, 1, 1)}),
        ("quantity", GOODS | {"quantity": None}),
        ("quantity_unit", GOODS | {"quantity_unit": None}),
    ],
)
def test_aid_that_says_too_little_is_refused(
    register: Register, child_id: int, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InputProblem) as refused:
        save(register, AID, child_id, **changes)
    assert refused.value.field == field


def test_lines_that_are_not_asked_for_say_nothing(register: Register, child_id: int) -> None:
    record_id = save(register, AID, child_id, quantity=3, quantity_unit="件")
    (line,) = read_ledger(register.office, AID, TERM).lines
    assert line.values["quantity"] is None
    save_record(register.office, AID, record_id, GOODS)
    (line,) = read_ledger(register.office, AID, TERM).lines
    assert (line.values["fen"], AID.say(line.values)) == (None, "书包1个，县妇联")


def test_the_same_tally_is_refused_and_a_written_kind_too(
    register: Register, child_id: int
) -> None:
    save(register, TALLY, child_id)
    with pytest.raises(RuleConflict, match="儿童、类别、月份相同的汇总条"):
        save(register, TALLY, child_id, times=5)
    with pytest.raises(InputProblem, match="不在可选范围"):
        save(register, TALLY, child_id, kind=DiaryKind.HOME_VISIT)
    with pytest.raises(InputProblem, match="1到99"):
        save(register, TALLY, child_id, month_on=date(2026, 9, 1), times=0)


def test_grants_are_held_against_the_standards(register: Register) -> None:
    save_record(register.office, AID_STANDARD, None, {"item": "生活补助", "fen": 62_500})
    for number, fen in enumerate((62_500, 62_500, 60_000)):
        save(register, AID, register.new(child__name=f"柏{number}"), fen=fen)
    save(register, AID, register.new(child__name="柏五"), granted_on=date(2026, 3, 1))
    assert read_ledger(register.office, AID, TERM).sums == (
        "生活补助：3笔 × 625.00元 = 1875.00元，其中1笔与标准不符，实际合计1850.00元",
    )


def test_usual_records_are_offered_once_and_taken_back_at_once(register: Register) -> None:
    save_record(register.office, AID_STANDARD, None, AID_STANDARD.usual[0])
    assert add_usual(register.office, AID_STANDARD) == len(AID_STANDARD.usual) - 1
    assert add_usual(register.office, AID_STANDARD) == 0
    assert len(read_ledger(register.office, AID_STANDARD, TERM).lines) == len(AID_STANDARD.usual)
    register.office.undo()
    with register.office.reading() as session:
        table = Base.metadata.tables[AID_STANDARD.table]
        assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 1


@EVERY_KIND
def test_what_is_not_settled_says_that_it_is_of_children_who_are_here(kind: LedgerKind) -> None:
    if kind.about is About.CHILD:
        for counted in kind.counts:
            assert counted.settled is not False or "在册留守儿童" in counted.definition
