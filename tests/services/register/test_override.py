"""人工认定: one recorded action, a reason always, closed and never overwritten."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.words import Care, Category, DefinitionKind, Overridable, Word
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import LabelOverride, SchoolProfile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.register.labels import roster_labels
from liushou_desk.services.register.on_day import derive
from liushou_desk.services.register.override import (
    Stated,
    end_override,
    override_label,
    read_overrides,
    save_overrides,
)
from liushou_desk.services.register.removal import remove_child
from tests import factories as make
from tests.services.register.conftest import TERM, TODAY, Register

WHY = "班主任11月家访核实"
ONE = Stated(Finding.ONE, WHY)
VERIFIED = Overridable.VERIFIED


@pytest.fixture
def child_id(register: Register) -> int:
    """Both parents away, looked after by the grandmother, verified."""
    return a_child(register)


def a_child(register: Register, **changes: Any) -> int:
    with register.office.action("准备") as session:
        return make.make_child(session, **({"born_on": date(2015, 1, 1)} | changes)).id


def choose(register: Register, kind: DefinitionKind) -> None:
    with register.office.action("口径") as session:
        session.query(SchoolProfile).one().definition = kind


def number(register: Register, key: str, **scope: Any) -> int:
    with register.office.reading() as session:
        return open_book(register.office, session, TERM, **scope).number(key)


def test_a_decision_is_what_the_figures_count(register: Register, child_id: int) -> None:
    before = register.digest()
    override_label(register.office, child_id, VERIFIED, ONE)
    kind = DefinitionKind.VERIFIED
    assert number(register, "both_parents_away", kind=kind) == 0
    assert number(register, "one_parent_away", kind=kind) == 1
    assert number(register, "both_parents_away") == 1, "the mark is never decided otherwise"
    register.office.undo()
    assert register.digest() == before


@pytest.mark.parametrize(
    ("about", "word", "group"),
    [
        (Overridable.CIVIL, Finding.NOT, "by_civil.非留守"),
        (Overridable.CARE, Care.PROXY_PARENT, "by_care.代管家长"),
        (Overridable.CARE, Care.PROXY_PARENT, "by_caregiver.代管家长"),
        (Overridable.CARE, Care.ALONE, "alone_under_16"),
    ],
)
def test_each_label_may_be_decided(
    register: Register, child_id: int, about: Overridable, word: Word, group: str
) -> None:
    assert number(register, group) == 0
    override_label(register.office, child_id, about, Stated(word, WHY))
    assert number(register, group) == 1
    told = roster_labels(register.office, TERM).children[child_id]
    assert told.decided == f"{about.label}：人工认定为{word.label}（{WHY}）"
    assert bool(told.alert) is (word is Care.ALONE)
    label = derive(register.office, child_id, TODAY).about(about)
    assert (label.word, label.decided) == (word.label, f"人工认定为{word.label}（{WHY}）")
    assert label.derived != label.word


def test_a_category_is_decided_for_those_who_are_not_counted(register: Register) -> None:
    child = a_child(register, mark=make.words.Mark.NONE)
    override_label(register.office, child, Overridable.CATEGORY, Stated(Category.HARDSHIP, WHY))
    assert number(register, "by_category.困境") == 1
    choose(register, DefinitionKind.VERIFIED)
    assert number(register, "by_category.留守") == 1, "who is counted follows the 口径 alone"
    told = roster_labels(register.office, TERM).children[child]
    assert (told.category, told.decided) == ("留守", "")


def test_the_reason_on_the_list_is_the_decision(register: Register, child_id: int) -> None:
    choose(register, DefinitionKind.VERIFIED)
    override_label(register.office, child_id, VERIFIED, ONE)
    told = roster_labels(register.office, TERM).children[child_id]
    assert told.finding == "单亲留守"
    assert told.reason.endswith(f"务工；人工认定为单亲留守（{WHY}）")


def test_a_later_decision_closes_the_earlier(register: Register, child_id: int) -> None:
    office = register.office
    override_label(office, child_id, VERIFIED, Stated(Finding.ONE, WHY, date(2026, 9, 10)))
    override_label(office, child_id, VERIFIED, Stated(Finding.NOT, "父亲回乡"))
    rows = register.rows(LabelOverride)
    assert [(row["value"], row["from_on"], row["to_on"]) for row in rows] == [
        ("one", date(2026, 9, 10), TODAY),
        ("not", TODAY, None),
    ]
    words = [derive(office, child_id, day).verified.word for day in (
        date(2026, 9, 9), date(2026, 9, 10), TODAY)]  # fmt: skip
    assert words == ["未核实", "单亲留守", "非留守"]


def test_one_of_the_same_day_never_held(register: Register, child_id: int) -> None:
    for found in (Finding.ONE, Finding.NOT):
        override_label(register.office, child_id, VERIFIED, Stated(found, WHY))
    assert [row["to_on"] for row in register.rows(LabelOverride)] == [TODAY, None]
    assert derive(register.office, child_id, TODAY).verified.word == "非留守"


def test_an_ended_decision_stays_on_file(register: Register, child_id: int) -> None:
    override_label(register.office, child_id, VERIFIED, ONE)
    later = register.days_later(10)
    end_override(register.office, child_id, VERIFIED)
    assert register.only(LabelOverride)["to_on"] == later
    assert derive(register.office, child_id, later).verified.word == "双亲留守"
    assert derive(register.office, child_id, TODAY).verified.word == "单亲留守"
    with pytest.raises(RuleConflict, match="没有人工认定"):
        end_override(register.office, child_id, VERIFIED)


@pytest.mark.parametrize(
    ("about", "stated", "field", "said"),
    [
        (VERIFIED, Stated(Finding.ONE, " "), "verified.reason", "请写明理由"),
        (VERIFIED, Stated(Finding.COUNTED, WHY), "verified.word", "不能这样认定"),
        (VERIFIED, Stated(Finding.BOTH, WHY), "verified.word", "不用另作认定"),
        (VERIFIED, Stated(Finding.ONE, WHY, date(2027, 1, 1)), "verified.from_on", "不能晚于今天"),
        (Overridable.CARE, Stated(None, WHY), "care.word", "不能这样认定"),
        (Overridable.CATEGORY, Stated(Category.LEFT_BEHIND, WHY), "category.word", "不能这样"),
        (Overridable.CATEGORY, Stated(Category.OTHER, WHY), "category.word", "类别随口径"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    register: Register, child_id: int, about: Overridable, stated: Stated, field: str, said: str
) -> None:
    before = register.digest()
    with pytest.raises(InputProblem, match=said) as refused:
        override_label(register.office, child_id, about, stated)
    assert refused.value.field == field
    assert register.digest() == before


def test_no_decision_begins_before_the_last_one(register: Register, child_id: int) -> None:
    override_label(register.office, child_id, VERIFIED, ONE)
    earlier = Stated(Finding.NOT, WHY, date(2026, 10, 1))
    with pytest.raises(InputProblem, match="早于上一次认定"):
        override_label(register.office, child_id, VERIFIED, earlier)


def test_a_removed_child_takes_its_decisions_along_and_back(
    register: Register, child_id: int
) -> None:
    override_label(register.office, child_id, VERIFIED, ONE)
    remove_child(register.office, child_id)
    assert not register.rows(LabelOverride)
    with pytest.raises(RuleConflict, match="已被删除"):
        override_label(register.office, child_id, VERIFIED, ONE)
    register.office.undo()
    assert register.only(LabelOverride)["value"] == "one"


def test_the_dialog_writes_only_what_it_changed(register: Register, child_id: int) -> None:
    office = register.office
    values = dict(read_overrides(office, child_id, TERM).values)
    before = register.digest()
    save_overrides(office, child_id, values)
    assert register.digest() == before
    both = {"care.word": Care.RELATIVES, "care.reason": WHY,
            "civil.word": Finding.NOT, "civil.reason": WHY}  # fmt: skip
    save_overrides(office, child_id, values | both)
    assert [row["about"] for row in register.rows(LabelOverride)] == ["civil", "care"]
    office.undo()
    assert register.digest() == before, "one step"


def test_emptying_the_word_ends_the_decision(register: Register, child_id: int) -> None:
    override_label(register.office, child_id, VERIFIED, ONE)
    later = register.days_later(5)
    opened = read_overrides(register.office, child_id, TERM)
    assert opened.labels.verified.derived == "双亲留守"
    assert opened.values["verified.word"] is Finding.ONE
    save_overrides(register.office, child_id, {**opened.values, "verified.word": None})
    assert register.only(LabelOverride)["to_on"] == later


def test_a_reason_without_a_word_is_asked_about(register: Register, child_id: int) -> None:
    with pytest.raises(InputProblem, match="认定为什么") as asked:
        save_overrides(register.office, child_id, {"care.reason": WHY, "care.from_on": TODAY})
    assert asked.value.field == "care.word"
