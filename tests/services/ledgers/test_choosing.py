"""Which ledgers a school keeps: the usual ones, those it took up, and any with a record."""

import pytest

from liushou_desk.domain.ledgers import AID, AWARD, LEDGERS, LedgerKind
from liushou_desk.errors import RuleConflict
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.figures.statistics import CATALOGUE, read_statistics
from liushou_desk.services.journal.history import list_actions, what_it_did
from liushou_desk.services.ledgers.choosing import choose_ledger, kept_ledgers, list_choices
from liushou_desk.services.summary.editing import figure_choices
from tests.services.ledgers.records import save
from tests.services.ledgers.test_ledgers import EVERY_KIND
from tests.services.register.conftest import TERM, Register


def shown(register: Register) -> set[str]:
    """The figures that somebody sees: in a book, in the tables, among those to insert."""
    with register.office.reading() as session:
        told = {value.key.partition(".")[0] for value in open_book(register.office, session, TERM)}
    tables = {
        row[0].text
        for table in read_statistics(register.office, TERM).tables
        for row in table.rows
        if table.key == "ledgers"
    }
    offered = {key.partition(".")[0] for key, _, _ in figure_choices(register.office, TERM)}
    assert {CATALOGUE[key].label for key in told if CATALOGUE[key].label in tables}
    assert told == {key for key in offered if not key.startswith("上学期")}
    return told


def test_new_ledgers_are_hidden_and_the_usual_ones_are_not(register: Register) -> None:
    assert kept_ledgers(register.office) == tuple(kind for kind in LEDGERS if not kind.optional)


@EVERY_KIND
def test_a_ledger_says_what_it_is_good_for(kind: LedgerKind) -> None:
    assert kind.purpose.endswith("。")
    keys = [key for key, _ in kind.columns]
    asked = {field.key: field for field in kind.fields}
    assert all(asked[key].is_day for days in kind.order for key in days)
    assert all(asked[key].is_number for key in kind.positive)
    assert not {field.key for field in kind.restricted} & {*keys, *"".join(kind.told).split("{")}


def test_a_ledger_is_taken_up_and_put_aside_in_undoable_steps(register: Register) -> None:
    register.new()
    assert "award_times" not in shown(register)
    choose_ledger(register.office, AWARD.table, is_used=True)
    assert AWARD in kept_ledgers(register.office)
    assert {"award_times", "award_children"} <= shown(register)
    newest = list_actions(register.office)[0].action_id
    lines, _ = what_it_did(register.office, newest)
    assert "学生表彰" in {line.after for line in lines}
    assert register.office.undo() is not None
    assert AWARD not in kept_ledgers(register.office)
    choose_ledger(register.office, AID.table, is_used=False)
    assert AID not in kept_ledgers(register.office)
    assert "aid_yuan" not in shown(register)


def test_a_ledger_with_a_record_is_always_shown(register: Register) -> None:
    child_id = register.new()
    save(register, AWARD, child_id)
    assert AWARD in kept_ledgers(register.office)
    assert "award_times" in shown(register)
    (line,) = (line for line in list_choices(register.office) if line.kind is AWARD)
    assert (line.is_used, line.records) == (True, 1)
    with pytest.raises(RuleConflict, match="里有记录"):
        choose_ledger(register.office, AWARD.table, is_used=False)
