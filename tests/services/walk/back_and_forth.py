"""Steps through the journal: undo, redo, one older step alone, the recycle bin, a restart."""

from liushou_desk.errors import RuleConflict
from liushou_desk.services.journal import history
from liushou_desk.services.journal.recycling import bring_back, removed
from tests.services.walk.clerk import Clerk, Step

SEEN = 40
"""So far back older steps are taken back alone."""


def undo_alone(clerk: Clerk) -> None:
    """What the list says of a step is what happens."""
    rows = [row for row in history.list_actions(clerk.office, SEEN) if row.undoable]
    rows = [row for row in rows if not row.is_undone]
    if not rows:
        return
    row = clerk.rng.choice(rows)
    try:
        history.undo_one(clerk.office, row.action_id)
        assert row.can_undo
        clerk.alone.append(row.sentence)
    except RuleConflict as conflict:
        assert not row.can_undo
        clerk.in_the_way.append(conflict.sentence)
        raise


def redo_alone(clerk: Clerk) -> None:
    rows = [row for row in history.list_actions(clerk.office, SEEN) if row.undoable]
    if undone := [row.action_id for row in rows if row.is_undone]:
        history.redo_one(clerk.office, clerk.rng.choice(undone))


def undo(clerk: Clerk) -> None:
    for _ in range(clerk.rng.randint(1, 3)):
        history.undo(clerk.office)


def redo(clerk: Clerk) -> None:
    for _ in range(clerk.rng.randint(1, 3)):
        history.redo(clerk.office)


def back_from_the_bin(clerk: Clerk) -> None:
    """What can come back does; what cannot says why."""
    if rows := removed(clerk.office):
        row = clerk.rng.choice(rows)
        try:
            bring_back(clerk.office, row.action_id)
            assert row.can_come_back
        except RuleConflict:
            assert not row.can_come_back
            raise


def restart(clerk: Clerk) -> None:
    clerk.reopen()


STEPS: dict[Step, int] = {
    undo_alone: 8,
    redo_alone: 3,
    undo: 2,
    redo: 2,
    back_from_the_bin: 3,
    restart: 1,
}
