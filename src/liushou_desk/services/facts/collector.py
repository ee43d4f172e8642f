"""Keeping Python's garbage collector from walking through many rows again and again.

Whatever it is doing, the whole program stands still meanwhile: of 40,000 children and their records
each full walk takes half a second, and every form that is opened brings the next one nearer.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager

_MANY = 20_000
"""Objects made in one go that are worth being put aside."""


@contextmanager
def collector_at_rest() -> Generator[None]:
    """For work that makes many rows of which none is garbage: looking costs a third of the time.

    Many rows are put aside for good. They go like anything else once nobody holds them; only what
    holds itself, and was garbage already, waits for `collect_all`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if was_on:
            gc.enable()


def collect_all() -> None:
    """Walk through everything, what was put aside too: for a moment when nobody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
