"""Random saves through the form: history never overlaps, and undo gives every state back."""

import random
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

import pytest

from liushou_desk.domain.words import Care, Mark, ParentStatus, Relation
from liushou_desk.errors import InputProblem
from liushou_desk.models import BoardingPeriod, CaregiverPeriod, Whereabouts
from tests.services.register.conftest import Register

OWNERS = {BoardingPeriod: "child_id", CaregiverPeriod: "child_id", Whereabouts: "member_id"}


def some_values(rng: random.Random, today: date) -> dict[str, Any]:
    """A few lines of the form, now and then some that cannot be taken."""
    values: dict[str, Any] = {
        "child.name": rng.choice(("柏一", "柏二")),
        "household.home_address": rng.choice(("青石坪村", None)),
        "class": rng.choice(("三年级1班", "四年级2班", None)),
        "hardship": rng.choice(("低保", "低保、重病", None)),
        "boarding_period.boards": rng.choice((True, False, None)),
        "school_record_mark.mark": rng.choice(list(Mark)),
        "caregiver_period.care": rng.choice((*Care, None)),
        "caregiver.relation": rng.choice((Relation.FATHER, Relation.GRANDMOTHER, None)),
        "caregiver.name": rng.choice(("王秀兰", "柏大山", None)),
        "effective_on": rng.choice((None, None, today - timedelta(days=rng.randrange(6)))),
    }
    for who, name in (("father", "柏大山"), ("mother", "刘春梅")):
        status = rng.choice((*ParentStatus, None))
        is_away = status not in (ParentStatus.AT_HOME, None)
        values |= {
            f"{who}.name": name if status or rng.random() < 0.3 else None,
            f"{who}.status": status,
            f"{who}.place": rng.choice(("广东", None)) if is_away else None,
            f"{who}.away_since": rng.choice((date(2024, 3, 1), None)) if is_away else None,
        }
    return {key: value for key, value in values.items() if rng.random() < 0.8}


def overlapping(register: Register) -> list[Any]:
    """Dated rows of one owner that hold on the same day; of no days at all where they end first."""
    wrong: list[Any] = []
    for model, owner in OWNERS.items():
        held: dict[int, list[Any]] = defaultdict(list)
        for row in register.rows(model):
            held[row[owner]].append((row["from_on"] or date.min, row["to_on"] or date.max))
        for spans in held.values():
            spans = [span for span in sorted(spans) if span[0] < span[1]]
            wrong += [pair for pair in pairwise(spans) if pair[0][1] > pair[1][0]]
    return wrong


@pytest.mark.parametrize("seed", range(12))
def test_random_saves_keep_history_straight_and_are_undone_one_by_one(
    register: Register, seed: int
) -> None:
    rng, states, ids = random.Random(seed), [register.digest()], list[int]()
    today = register.clock.now.date()
    for _ in range(30):
        child_id = rng.choice([None, *ids])
        values = some_values(rng, today)
        with suppress(InputProblem):
            ids.append(register.save(child_id, **values))
            states.append(register.digest())
        assert register.digest() == states[-1]
        assert not overlapping(register)
        today = register.days_later(rng.choice((0, 0, 1, 9)))
    assert len(states) > 5
    states = [state for state, _ in groupby(states)]
    for before in reversed(states[:-1]):
        register.office.undo()
        assert register.digest() == before
