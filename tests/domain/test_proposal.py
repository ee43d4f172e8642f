"""结对建议: over random schools nobody is overfull, siblings together, in whatever order."""

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from liushou_desk.domain.proposal import NO_ROOM, NOBODY, Helper, Proposed, Unpaired, propose


def random_school(seed: int) -> tuple[list[Unpaired], list[Helper]]:
    chance = random.Random(seed)
    mentors = range(1, chance.randrange(2, 9))

    def some(numbers: range) -> frozenset[int]:
        return frozenset(number for number in numbers if chance.random() < 0.2)

    children = [
        Unpaired(
            child_id,
            chance.randrange(1, 9),
            chance.choice((None, 1, 2, 3)),
            chance.choice((None, "柳溪村", "白果村")),
            some(mentors),
        )
        for child_id in range(1, chance.randrange(2, 25))
    ]
    helpers = [
        Helper(
            mentor_id,
            chance.randrange(-2, 5),
            chance.randrange(4),
            some(range(1, 4)),
            some(range(1, 9)),
            some(range(1, 4)),
            frozenset(chance.sample(["柳溪村", "白果村"], chance.randrange(3))),
        )
        for mentor_id in mentors
    ]
    return children, helpers


def after(
    children: list[Unpaired], helpers: list[Helper], found: tuple[Proposed, ...]
) -> tuple[list[Unpaired], list[Helper]]:
    """The school once everything proposed is accepted."""
    given = {one.child_id: one.mentor_id for one in found}
    number = defaultdict[int | None, int](int)
    for mentor_id in given.values():
        number[mentor_id] += 1
    return [child for child in children if given[child.child_id] is None], [
        replace(one, room=one.room - number[one.mentor_id], load=one.load + number[one.mentor_id])
        for one in helpers
    ]


@pytest.mark.parametrize("start", range(0, 1_000, 250))
def test_over_random_schools(start: int) -> None:
    for seed in range(start, start + 250):
        children, helpers = random_school(seed)
        found = propose(children, helpers)
        assert [one.child_id for one in found] == [child.child_id for child in children]
        left, full = after(children, helpers, found)
        given = defaultdict[int, list[int | None]](list)
        homes = {child.child_id: child.household_id for child in children}
        for one in found:
            given[homes[one.child_id]].append(one.mentor_id)
        for before, now in zip(helpers, full, strict=True):
            assert now.room >= min(before.room, 0)
            assert not (left and now.room > 0)
            for mine in given.values():
                apart = len(set(mine)) > 1
                assert not (apart and now.room + mine.count(now.mentor_id) >= len(mine))
        assert {one.reason for one in propose(left, full)} <= {NO_ROOM}
        chance = random.Random(seed)
        mixed = [chance.sample(part, len(part)) for part in (children, helpers)]
        assert propose(*mixed) == found  # type: ignore[arg-type]


def test_what_speaks_for_a_mentor_is_weighed_and_told() -> None:
    children = [Unpaired(1, 1, 5, "柳溪村", frozenset({3})), Unpaired(2, 2, 5), Unpaired(3, 3)]
    helpers = [
        Helper(1, 3, 2, leads=frozenset({5}), classes=frozenset({5})),
        Helper(2, 3, 1),
        Helper(3, 1, 2, villages=frozenset({"柳溪村"})),
    ]
    told = [(one.mentor_id, one.reason) for one in propose(children, helpers)]
    assert told == [
        (3, "以前带过，已带同村儿童，现带2名"),
        (1, "本班班主任，现带2名"),
        (2, "现带1名，负担最轻"),
    ]


def test_siblings_go_to_who_has_one_unless_all_find_room_elsewhere() -> None:
    twins = [Unpaired(1, 7), Unpaired(2, 7)]
    near = Helper(2, 2, 1, households=frozenset({7}))
    assert {one.mentor_id for one in propose(twins, [Helper(1, 3), near])} == {2}
    assert {one.mentor_id for one in propose(twins, [Helper(1, 3), replace(near, room=1)])} == {1}


def test_without_a_mentor_it_is_said_so() -> None:
    assert propose([Unpaired(1, 1)], []) == (Proposed(1, None, NOBODY),)
