"""人工认定: a decision stands in for the finding of its own 口径, on its own days."""

from datetime import date

import pytest

from liushou_desk.domain.decisions import CHOICES, Decision, decided_word
from liushou_desk.domain.definitions import Definition, Finding, Whereabouts, finding
from liushou_desk.domain.history import History, WhereaboutsPeriod
from liushou_desk.domain.standing import Grounds, category, kind_words
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import (
    Care,
    Category,
    DefinitionKind,
    Mark,
    Overridable,
    ParentStatus,
    Word,
)

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
HOME = [WhereaboutsPeriod(None, None, Whereabouts(ParentStatus.AT_HOME))]
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def history(about: Overridable, word: Word) -> History:
    decision = Decision(about, word, "家访核实", MARCH, MAY)
    return History(
        [(MARCH, Mark.NONE)], HOME, HOME, verified=True, born_on=date(2015, 1, 1),
        decisions=[decision],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("about", "word", "kind"),
    [
        (Overridable.VERIFIED, Finding.ONE, DefinitionKind.VERIFIED),
        (Overridable.CIVIL, Finding.COUNTED, DefinitionKind.CIVIL),
    ],
)
def test_it_counts_from_its_first_day_until_before_its_last(
    about: Overridable, word: Finding, kind: DefinitionKind
) -> None:
    known = history(about, word)
    assert known.counted(YEAR, Definition(kind)) == [Span(MARCH, date(2026, 4, 30))]
    others = [other for other in DefinitionKind if other is not kind]
    assert not any(known.counted(YEAR, Definition(other)) for other in others)


@pytest.mark.parametrize("about", [Overridable.CARE, Overridable.CATEGORY])
def test_other_decisions_count_nobody(about: Overridable) -> None:
    known = history(about, CHOICES[about][0])
    assert not any(known.counted(YEAR, Definition(kind)) for kind in DefinitionKind)


def test_a_decision_stands_in_where_nothing_was_verified() -> None:
    decision = Decision(Overridable.VERIFIED, Finding.BOTH, "家访核实")
    facts = History(decisions=[decision]).facts_on(MARCH)
    assert finding(facts, MARCH, Definition(DefinitionKind.VERIFIED)) is Finding.BOTH


def test_every_word_that_may_be_decided_is_kept_and_read_by_its_value() -> None:
    for about, words in CHOICES.items():
        assert [decided_word(about, word.value) for word in words] == list(words)


@pytest.mark.parametrize("grounds_held", range(16))
def test_the_category_is_the_weightiest_ground(grounds_held: int) -> None:
    counts, *others = [bool(grounds_held & bit) for bit in (1, 2, 4, 8)]
    held = Grounds(Finding.ONE if counts else Finding.NOT, *others)
    words = [Category.LEFT_BEHIND, Category.HARDSHIP, Category.MIGRANT, Category.OTHER]
    by_weight = zip(words, (counts, *others), strict=True)
    assert category(held) is next((word for word, holds in by_weight if holds), None)
    decided = category(held, Category.MIGRANT)
    assert decided is (Category.LEFT_BEHIND if counts else Category.MIGRANT)


def test_left_behind_below_school_age_is_a_category_of_its_own() -> None:
    held = Grounds(Finding.PRESCHOOL, hardship=True, migrant=False, other=False)
    assert category(held, Category.MIGRANT) is Category.PRESCHOOL
    assert Category.PRESCHOOL not in CHOICES[Overridable.CATEGORY]


def test_the_kind_is_told_in_two_words() -> None:
    assert kind_words(Finding.BOTH, Care.GRANDPARENTS) == "双亲留守·隔代照料"
    assert kind_words(Finding.ONE, None) == "单亲留守·照料未填"
    assert len({kind_words(Finding.ONE, care) for care in (*Care, None)}) == len(Care) + 1
