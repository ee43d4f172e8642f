"""事实不足: a fact is named exactly where writing it down could bring an answer."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from liushou_desk.domain.definitions import Definition, Facts, Finding, Whereabouts, finding
from liushou_desk.domain.lacking import Fact, lacking
from liushou_desk.domain.words import DefinitionKind, Hukou, Mark, ParentStatus

DAY, YOUNG = date(2026, 12, 31), date(2016, 5, 1)
AWAY, HOME = Whereabouts(ParentStatus.WORKS_AWAY), Whereabouts(ParentStatus.AT_HOME)
OUT, DEAD = Whereabouts(ParentStatus.AWAY_OTHERWISE), Whereabouts(ParentStatus.DECEASED)
UNKNOWN, UNABLE = Whereabouts(), replace(HOME, able_to_care=False)
VERIFIED, CIVIL = Definition(DefinitionKind.VERIFIED), Definition(DefinitionKind.CIVIL)


def facts(father: Whereabouts, mother: Whereabouts, born_on: date | None = YOUNG) -> Facts:
    return Facts(None, father, mother, verified=True, born_on=born_on)


@pytest.mark.parametrize(
    ("known", "definition", "expected"),
    [
        (facts(UNKNOWN, HOME), VERIFIED, (Fact.FATHER,)),
        (facts(UNKNOWN, UNKNOWN), VERIFIED, (Fact.FATHER, Fact.MOTHER)),
        (facts(AWAY, UNKNOWN), VERIFIED, ()),  # counts whatever the mother does
        (facts(UNKNOWN, UNABLE, None), CIVIL, (Fact.FATHER, Fact.BORN_ON)),
        (facts(UNKNOWN, HOME, None), CIVIL, ()),  # the mother is there for the child
        (facts(AWAY, OUT), CIVIL, (Fact.MOTHER_ABLE,)),
        (facts(AWAY, DEAD, None), CIVIL, (Fact.BORN_ON,)),
        (facts(AWAY, AWAY), replace(CIVIL, rural_only=True), (Fact.HUKOU,)),
        (facts(HOME, HOME), Definition(), (Fact.MARK,)),
        (facts(HOME, HOME, None), CIVIL, ()),  # nobody is away: whatever the age
    ],
)
def test_what_is_missing_is_named(
    known: Facts, definition: Definition, expected: tuple[Fact, ...]
) -> None:
    assert lacking(known, DAY, definition) == expected


def test_a_fact_is_named_where_there_is_no_answer_and_only_there() -> None:
    parents = [
        Whereabouts(status, able_to_care=able)
        for status, able in product((None, *ParentStatus), (None, True, False))
    ]
    told = 0
    for father, mother, born_on, kind in product(
        parents, parents, (None, YOUNG), (DefinitionKind.VERIFIED, DefinitionKind.CIVIL)
    ):
        known, definition = facts(father, mother, born_on), Definition(kind, rural_only=False)
        is_open = finding(known, DAY, definition) is Finding.INSUFFICIENT
        assert bool(lacking(known, DAY, definition)) == is_open
        told += is_open
    assert told > 100


def test_every_unknown_fact_filled_in_leaves_nothing_open() -> None:
    answers = {Fact.FATHER: ParentStatus.WORKS_AWAY, Fact.MOTHER: ParentStatus.AWAY_OTHERWISE}
    known = facts(UNKNOWN, UNKNOWN, None)
    definition = replace(CIVIL, rural_only=True)
    assert lacking(known, DAY, definition) == (
        *(Fact.FATHER, Fact.MOTHER, Fact.BORN_ON, Fact.HUKOU),
    )
    known = replace(
        known,
        father=Whereabouts(answers[Fact.FATHER]),
        mother=Whereabouts(answers[Fact.MOTHER]),
        born_on=YOUNG,
        hukou=Hukou.RURAL,
        mark=Mark.NONE,
    )
    assert lacking(known, DAY, definition) == (Fact.MOTHER_ABLE,)
    known = replace(known, mother=replace(known.mother, able_to_care=False))
    assert lacking(known, DAY, definition) == ()
    assert finding(known, DAY, definition) is Finding.COUNTED
