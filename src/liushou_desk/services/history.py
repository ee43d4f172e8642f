"""操作记录 as the clerk sees it: what was done, what Ctrl+Z and Ctrl+Y would do next."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from liushou_desk.models import Action
from liushou_desk.models.journal import next_redo, next_undo
from liushou_desk.models.office_file import OfficeFile


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `undoable` is what it is by nature, its turn comes when all later ones are."""

    action_id: int
    at: datetime
    sentence: str
    is_undone: bool
    undoable: bool


def list_actions(office: OfficeFile, limit: int = 200) -> tuple[ActionRow, ...]:
    """The latest actions, newest first, the taking back of others among them."""
    with office.reading() as session:
        actions = session.scalars(sa.select(Action).order_by(Action.id.desc()).limit(limit))
        return tuple(
            ActionRow(
                action.id,
                action.at,
                action.sentence,
                action.undone_by is not None,
                action.undoable and action.undoes is None,
            )
            for action in actions
        )


def undo(office: OfficeFile) -> str | None:
    """Take the latest action back; its sentence, None where there is nothing."""
    return office.undo()


def redo(office: OfficeFile) -> str | None:
    """Do again what was taken back last; its sentence, None where there is nothing."""
    return office.redo()


def next_steps(office: OfficeFile) -> tuple[str | None, str | None]:
    """The sentences that undo and redo would act on next."""
    with office.reading() as session:
        done, undone = next_undo(session), next_redo(session)
        again = session.get(Action, undone.undoes) if undone else None
        return done.sentence if done else None, again.sentence if again else None
