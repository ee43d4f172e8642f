"""口径: every combination of facts against the definitions' own words, written out as plain ifs."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.definitions import (
    Agreement,
    Definition,
    Facts,
    Finding,
    Whereabouts,
    add_months,
    age_on,
    agreement,
    by_civil_rule,
    by_facts,
    finding,
    long_enough,
    orphaned,
)
from liushou_desk.domain.words import DefinitionKind, Hukou, Mark, ParentStatus, Stage

DAY = date(2026, 12, 31)
LONG, SHORT = date(2026, 9, 30), date(2026, 10, 1)
BORN_YOUNG, BORN_OLD = date(2016, 5, 1), date(2010, 12, 31)
AWAY = ParentStatus.WORKS_AWAY

PARENTS = [
    Whereabouts(status, since, able)
    for status in (None, *ParentStatus)
    for since in ((None, LONG, SHORT) if status is AWAY else (None,))
    for able in (None, True, False)
    if status is not None or able is None
]
FAMILIES = list(product(PARENTS, PARENTS))
KINDS = list(DefinitionKind)


def facts_of(
    father: Whereabouts,
    mother: Whereabouts,
    mark: Mark | None = None,
    *,
    verified: bool = True,
    born_on: date | None = BORN_YOUNG,
    is_orphan: bool = False,
) -> Facts:
    return Facts(mark, father, mother, verified, born_on, is_orphan)


def where(parent: Whereabouts) -> str:
    """D2 asks: 外出务工三个月以上."""
    if parent.status is None:
        return "nobody knows"
    if parent.status is AWAY:
        return "at home" if parent.away_since == SHORT else "away"
    if parent.status is ParentStatus.LOST_CONTACT:
        return "lost"
    return "dead" if parent.status is ParentStatus.DECEASED else "at home"


def d2_said(father: Whereabouts, mother: Whereabouts) -> Finding:
    """双亲留守 = 双方均外出；单亲留守 = 一方外出."""
    pair = Counter([where(father), where(mother)])
    if pair["dead"] == 2:
        return Finding.ORPHAN
    if pair["nobody knows"]:
        return Finding.COUNTED if pair["away"] else Finding.INSUFFICIENT
    if pair["away"] == 2 or (pair["away"] and pair["lost"]):
        return Finding.BOTH
    return Finding.ONE if pair["away"] else Finding.NOT


def could_be(parent: Whereabouts) -> list[tuple[bool, bool]]:
    """Every (away for work, able to care) that the words leave open."""
    if parent.status is None:
        return [(True, True), (True, False), (False, True), (False, False)]
    away = parent.status is AWAY
    if parent.status in {"lost_contact", "detained", "deceased"}:
        return [(away, False)]
    if parent.able_to_care is not None:
        return [(away, parent.able_to_care)]
    return [(away, True)] if parent.status == "at_home" else [(away, True), (away, False)]


def d1_said(father: Whereabouts, mother: Whereabouts) -> Finding:
    """父母双方外出务工，或一方外出务工另一方无监护能力."""
    if father.status is mother.status is ParentStatus.DECEASED:
        return Finding.ORPHAN
    answers = set()
    for (father_away, father_able), (mother_away, mother_able) in product(
        could_be(father), could_be(mother)
    ):
        one_is_left = (father_away and not mother_able) or (mother_away and not father_able)
        answers.add((father_away and mother_away) or one_is_left)
    if len(answers) == 2:
        return Finding.INSUFFICIENT
    return Finding.COUNTED if answers == {True} else Finding.NOT


def test_d2_says_what_its_text_says_of_every_family() -> None:
    wrong = [
        (father, mother)
        for father, mother in FAMILIES
        if by_facts(facts_of(father, mother), DAY, Definition()) is not d2_said(father, mother)
    ]
    assert not wrong


def test_d1_says_what_its_text_says_of_every_family() -> None:
    wrong = [
        (father, mother)
        for father, mother in FAMILIES
        if by_civil_rule(facts_of(father, mother), DAY, Definition()) is not d1_said(father, mother)
    ]
    assert not wrong


@pytest.mark.parametrize("kind", KINDS)
def test_father_and_mother_weigh_the_same(kind: DefinitionKind) -> None:
    for father, mother in FAMILIES:
        one, other = facts_of(father, mother), facts_of(mother, father)
        assert finding(one, DAY, Definition(kind)) is finding(other, DAY, Definition(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_is_total_and_of_one_kind_only(kind: DefinitionKind) -> None:
    of_kind = {
        DefinitionKind.SCHOOL_RECORD: {
            Finding.BOTH,
            Finding.ONE,
            Finding.COUNTED,
            Finding.NOT,
            Finding.INSUFFICIENT,
        },
        DefinitionKind.VERIFIED: set(Finding) - {Finding.PRESCHOOL},
        DefinitionKind.CIVIL: {Finding.COUNTED, Finding.NOT, Finding.ORPHAN, Finding.INSUFFICIENT},
    }[kind]
    for (father, mother), mark, verified in product(FAMILIES, (None, *Mark), (True, False)):
        facts = facts_of(father, mother, mark, verified=verified)
        assert finding(facts, DAY, Definition(kind)) in of_kind


def test_only_the_three_words_of_left_behind_count() -> None:
    assert {found for found in Finding if found.counts} == {
        Finding.BOTH, Finding.ONE, Finding.COUNTED,
    }  # fmt: skip


def test_a_parent_nobody_wrote_down_is_never_taken_to_be_away() -> None:
    """The other parent's absence counts by itself, without saying 双亲 or 单亲."""
    nowhere = Whereabouts()
    for other in PARENTS:
        facts = facts_of(nowhere, other)
        counts = by_facts(facts, DAY, Definition())
        assert counts is (Finding.COUNTED if where(other) == "away" else Finding.INSUFFICIENT)
        assert not by_civil_rule(facts, DAY, Definition()).counts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", [None, *Stage])
def test_preschool_is_outside_where_a_definition_speaks_of_compulsory_school(
    kind: DefinitionKind, stage: Stage | None
) -> None:
    away = Whereabouts(AWAY)
    facts = replace(facts_of(away, away, Mark.BOTH), stage=stage)
    outside = stage is Stage.PRESCHOOL and kind is not DefinitionKind.CIVIL
    found = finding(facts, DAY, Definition(kind))
    assert (found is Finding.PRESCHOOL) is outside
    assert found.counts is not outside
    assert finding(facts, DAY, Definition(kind, preschool_inside=True)).counts


def test_preschool_says_nothing_of_a_child_who_would_not_count() -> None:
    home = Whereabouts(ParentStatus.AT_HOME)
    facts = replace(facts_of(home, home, Mark.NONE), stage=Stage.PRESCHOOL)
    assert {finding(facts, DAY, Definition(kind)) for kind in KINDS} == {Finding.NOT}


@pytest.mark.parametrize("kind", KINDS[1:])
def test_an_orphan_is_not_left_behind(kind: DefinitionKind) -> None:
    for father, mother in FAMILIES:
        facts = facts_of(father, mother, is_orphan=True)
        assert finding(facts, DAY, Definition(kind)) is Finding.ORPHAN


def test_both_parents_deceased_make_an_orphan_without_a_certificate() -> None:
    dead = Whereabouts(ParentStatus.DECEASED)
    assert orphaned(facts_of(dead, dead))
    assert not orphaned(facts_of(dead, Whereabouts(ParentStatus.LOST_CONTACT)))
    assert not orphaned(facts_of(Whereabouts(), Whereabouts()))


def test_an_unverified_child_is_a_group_of_its_own() -> None:
    away = Whereabouts(AWAY)
    facts = facts_of(away, away, Mark.BOTH, verified=False)
    assert finding(facts, DAY, Definition(DefinitionKind.VERIFIED)) is Finding.UNVERIFIED
    assert finding(facts, DAY, Definition(DefinitionKind.SCHOOL_RECORD)) is Finding.BOTH


@pytest.mark.parametrize(
    ("mark", "found"),
    [(Mark.BOTH, Finding.BOTH), (Mark.ONE, Finding.ONE), (Mark.NONE, Finding.NOT),
     (None, Finding.INSUFFICIENT)],
)  # fmt: skip
def test_the_school_record_says_what_its_mark_says(mark: Mark | None, found: Finding) -> None:
    for father, mother in FAMILIES:
        facts = facts_of(father, mother, mark, verified=False, born_on=None)
        assert finding(facts, DAY, Definition()) is found


def test_one_lost_and_one_away_is_both_by_setting() -> None:
    facts = facts_of(Whereabouts(AWAY), Whereabouts(ParentStatus.LOST_CONTACT))
    assert by_facts(facts, DAY, Definition()) is Finding.BOTH
    assert by_facts(facts, DAY, Definition(lost_counts_as_away=False)) is Finding.ONE


def test_the_mark_agrees_exactly_where_sufficient_facts_say_the_same() -> None:
    said = {Finding.BOTH: Mark.BOTH, Finding.ONE: Mark.ONE, Finding.NOT: Mark.NONE,
            Finding.ORPHAN: Mark.NONE}  # fmt: skip
    for (father, mother), mark in product(FAMILIES, Mark):
        found = d2_said(father, mother)
        if found in {Finding.INSUFFICIENT, Finding.COUNTED}:
            continue
        told = agreement(facts_of(father, mother, mark), DAY, Definition())
        agrees = said[found] is mark or (mark is Mark.YES and found.counts)
        assert told is (Agreement.AGREES if agrees else Agreement.DISAGREES)


@pytest.mark.parametrize(
    ("known", "impossible"),
    [(Whereabouts(AWAY), {Mark.NONE}), (Whereabouts(ParentStatus.AT_HOME), {Mark.BOTH}),
     (Whereabouts(ParentStatus.LOST_CONTACT), {Mark.ONE}),
     (Whereabouts(ParentStatus.DECEASED), {Mark.BOTH}), (Whereabouts(), set())],
)  # fmt: skip
def test_with_one_parent_unknown_only_an_impossible_mark_disagrees(
    known: Whereabouts, impossible: set[Mark]
) -> None:
    for mark in Mark:
        told = agreement(facts_of(known, Whereabouts(), mark), DAY, Definition())
        if mark is Mark.YES and known.status is AWAY:
            assert told is Agreement.AGREES  # by one or by both, it counts
            continue
        assert told is (Agreement.DISAGREES if mark in impossible else Agreement.INSUFFICIENT), mark


def test_without_a_mark_there_is_nothing_to_agree_with() -> None:
    for father, mother in FAMILIES:
        assert agreement(facts_of(father, mother), DAY, Definition()) is Agreement.INSUFFICIENT


@pytest.mark.parametrize(
    ("since", "months", "first_day"),
    [
        (date(2026, 9, 1), 3, date(2026, 12, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 11, 29), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 6, date(2024, 8, 29)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_an_absence_counts_from_the_day_its_months_are_full(
    since: date, months: int, first_day: date
) -> None:
    parent = Whereabouts(AWAY, since)
    assert long_enough(parent, first_day, months)
    assert not long_enough(parent, first_day - timedelta(days=1), months)


def test_an_absence_since_unknown_counts_as_long_enough() -> None:
    assert long_enough(Whereabouts(AWAY), DAY, 12)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_months_on_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    is_last = (later + timedelta(days=1)).day == 1
    assert later.day == day.day or (is_last and later.day < day.day)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 12, 31), date(2026, 12, 30), 15),
        (date(2010, 12, 31), date(2026, 12, 31), 16),
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
    ],
)
def test_a_year_is_full_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_the_civil_definition_ends_on_the_sixteenth_birthday() -> None:
    away = Whereabouts(AWAY)
    facts, definition = facts_of(away, away, born_on=BORN_OLD), Definition(DefinitionKind.CIVIL)
    assert finding(facts, DAY - timedelta(days=1), definition) is Finding.COUNTED
    assert finding(facts, DAY, definition) is Finding.NOT
    assert finding(facts, DAY, Definition(DefinitionKind.CIVIL, age_limit=18)) is Finding.COUNTED


def test_the_civil_definition_needs_a_birth_date_but_no_least_absence() -> None:
    away = Whereabouts(AWAY, DAY)
    assert by_civil_rule(facts_of(away, away), DAY, Definition()) is Finding.COUNTED
    unknown = facts_of(away, away, born_on=None)
    assert by_civil_rule(unknown, DAY, Definition()) is Finding.INSUFFICIENT


def test_a_missing_birth_date_leaves_open_only_what_it_could_change() -> None:
    home = Whereabouts(ParentStatus.AT_HOME)
    for other in PARENTS:
        facts = facts_of(home, other, born_on=None)
        assert by_civil_rule(facts, DAY, Definition()) is Finding.NOT


@pytest.mark.parametrize(
    ("hukou", "found"),
    [(Hukou.RURAL, Finding.COUNTED), (Hukou.URBAN, Finding.NOT),
     (Hukou.RESIDENT, Finding.INSUFFICIENT), (None, Finding.INSUFFICIENT)],
)  # fmt: skip
def test_a_school_may_ask_for_a_rural_household(hukou: Hukou | None, found: Finding) -> None:
    away = Whereabouts(AWAY)
    facts = replace(facts_of(away, away), hukou=hukou)
    assert by_civil_rule(facts, DAY, Definition(rural_only=True)) is found
    assert by_civil_rule(facts, DAY, Definition()) is Finding.COUNTED


@pytest.mark.parametrize("kind", KINDS)
def test_the_note_below_a_table_names_the_definition_and_its_settings(kind: DefinitionKind) -> None:
    note = Definition(kind, months=6, age_limit=18).note
    assert kind.label in note
    assert ("6个月" in note) is (kind is DefinitionKind.VERIFIED)
    assert ("18周岁" in note) is (kind is DefinitionKind.CIVIL)
