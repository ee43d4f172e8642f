"""困境: five classes, and 事实无人抚养 by the parents' whereabouts."""

from datetime import date
from itertools import product

import pytest

from liushou_desk.domain.definitions import Facts, Whereabouts
from liushou_desk.domain.hardship import HardshipClass, grounds, is_unsupported
from liushou_desk.domain.words import Hardship, ParentStatus

DAY = date(2026, 11, 22)
CHILD = date(2015, 1, 1)
DEAD = Whereabouts(ParentStatus.DECEASED)
LOST = Whereabouts(ParentStatus.LOST_CONTACT)
DETAINED = Whereabouts(ParentStatus.DETAINED)
ILL = Whereabouts(ParentStatus.AT_HOME, None, able_to_care=False, unable_why="重病，常年卧床")
DISABLED = Whereabouts(ParentStatus.WORKS_AWAY, None, able_to_care=False, unable_why="重残")
OLD = Whereabouts(ParentStatus.AT_HOME, None, able_to_care=False, unable_why="年老体弱")
UNSAID = Whereabouts(ParentStatus.AT_HOME, None, able_to_care=False)
ABLE = Whereabouts(ParentStatus.AT_HOME, None, able_to_care=True, unable_why="重病")
UNKNOWN = Whereabouts()
BROKEN = (LOST, DETAINED, ILL, DISABLED)
NOT_SUCH = (OLD, UNSAID, ABLE, UNKNOWN, Whereabouts(ParentStatus.WORKS_AWAY))


def facts_of(
    father: Whereabouts, mother: Whereabouts, born_on: date | None = CHILD, *, orphan: bool = False
) -> Facts:
    return Facts(None, father, mother, verified=True, born_on=born_on, is_orphan=orphan)


@pytest.mark.parametrize("pair", [*product((*BROKEN, DEAD), BROKEN)])
def test_both_such_or_one_dead_and_the_other_such(pair: tuple[Whereabouts, Whereabouts]) -> None:
    father, mother = pair
    assert is_unsupported(facts_of(father, mother), DAY)
    assert is_unsupported(facts_of(mother, father), DAY)


@pytest.mark.parametrize("pair", [*product((*BROKEN, DEAD, *NOT_SUCH), NOT_SUCH)])
def test_one_parent_who_is_not_is_enough(pair: tuple[Whereabouts, Whereabouts]) -> None:
    father, mother = pair
    assert not is_unsupported(facts_of(father, mother), DAY)
    assert not is_unsupported(facts_of(mother, father), DAY)


def test_an_orphan_is_no_child_without_support() -> None:
    assert not is_unsupported(facts_of(DEAD, DEAD), DAY)
    assert not is_unsupported(facts_of(LOST, LOST, orphan=True), DAY)


@pytest.mark.parametrize(
    ("born_on", "holds"),
    [(date(2008, 11, 22), False), (date(2008, 11, 23), True), (None, False)],
)
def test_it_ends_with_eighteen(born_on: date | None, holds: bool) -> None:
    assert is_unsupported(facts_of(LOST, DETAINED, born_on), DAY) is holds


@pytest.mark.parametrize(
    ("ticked", "of"),
    [
        (Hardship.LOW_INCOME, HardshipClass.FAMILY),
        (Hardship.POVERTY_RELIEVED, HardshipClass.FAMILY),
        (Hardship.DESTITUTE, HardshipClass.FAMILY),
        (Hardship.UNSUPPORTED, HardshipClass.GUARDIAN),
        (Hardship.SERIOUS_ILLNESS, HardshipClass.OWN),
        (Hardship.DISASTER, HardshipClass.TEMPORARY),
    ],
)
def test_each_tick_has_one_class(ticked: Hardship, of: HardshipClass) -> None:
    (found,) = grounds([ticked], facts_of(ABLE, ABLE), DAY, disabled=False)
    assert (found.label, found.of, found.by_facts) == (ticked.label, of, False)


def test_facts_stand_beside_ticks_and_each_once() -> None:
    found = grounds([Hardship.UNSUPPORTED], facts_of(LOST, DEAD), DAY, disabled=True)
    assert [ground.label for ground in found] == ["事实无人抚养", "残疾"]
    found = grounds([], facts_of(LOST, DEAD), DAY, disabled=False)
    assert [(ground.label, ground.by_facts) for ground in found] == [("事实无人抚养", True)]
    found = grounds([], facts_of(DEAD, DEAD), DAY, disabled=False)
    assert [ground.of for ground in found] == [HardshipClass.ORPHAN]
    assert grounds([], facts_of(ABLE, ABLE), DAY, disabled=False) == ()
