"""Random histories of a child for the property tests."""

from datetime import date

from hypothesis import strategies as st

from liushou_desk.domain.decisions import CHOICES, Decision
from liushou_desk.domain.definitions import Definition, Whereabouts
from liushou_desk.domain.history import History, WhereaboutsPeriod
from liushou_desk.domain.words import DefinitionKind, Mark, ParentStatus

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
EDGES = st.sampled_from(
    [date(2026, 1, 31), date(2026, 5, 31), date(2026, 8, 31), date(2025, 11, 30)]
)
AWAY_SINCE = st.none() | DAYS | EDGES | st.just(date(2024, 2, 29))


def whereabouts() -> st.SearchStrategy[Whereabouts]:
    away = st.builds(Whereabouts, st.just(ParentStatus.WORKS_AWAY), AWAY_SINCE, st.booleans())
    other = st.builds(
        Whereabouts, st.sampled_from(ParentStatus), st.none(), st.none() | st.booleans()
    )
    return away | other


PERIODS = st.lists(
    st.builds(WhereaboutsPeriod, st.none() | DAYS, st.none() | DAYS, whereabouts()), max_size=3
)
"""Periods in the order they were written; they may overlap or leave gaps."""
MARKS = st.lists(st.tuples(DAYS, st.sampled_from(Mark)), max_size=3)


_DECIDED = [(about, word) for about, words in CHOICES.items() for word in words]
DECISIONS = st.lists(
    st.tuples(st.sampled_from(_DECIDED), st.none() | DAYS, st.none() | DAYS).map(
        lambda drawn: Decision(*drawn[0], "核实", drawn[1], drawn[2])
    ),
    max_size=2,
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    marks = draw(MARKS)
    return History(
        marks=sorted(marks, key=lambda said: said[0]),
        father=draw(PERIODS),
        mother=draw(PERIODS),
        verified=draw(st.booleans()),
        born_on=draw(st.none() | st.sampled_from([date(2010, 6, 1), date(2012, 2, 29)])),
        is_orphan=draw(st.booleans()) and draw(st.booleans()),
        decisions=draw(DECISIONS),
    )


def definitions() -> st.SearchStrategy[Definition]:
    return st.builds(
        Definition, st.sampled_from(DefinitionKind), st.sampled_from([1, 3, 6]),
        st.sampled_from([14, 16]), st.booleans(),
    )  # fmt: skip
