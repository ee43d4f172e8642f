"""操作记录 as the clerk sees it: what was done, what it did, and the taking back of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.tables import table_label
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, Change, ImportBatch
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.reverting import ChangedSince, is_free, next_redo, next_undo
from liushou_desk.services.journal.lines import LineRow, lines_of
from liushou_desk.services.journal.rows import Archive
from liushou_desk.services.journal.sentences import Teller

NAMED_AT_MOST = 5
"""So many rows in the way are named, the others counted."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; `undoable` is what it is by nature, `can_undo` what is possible now, alone.

    `told` is the sentence with the names of whom it is about, read now: the journal keeps none.
    """

    action_id: int
    at: datetime
    sentence: str
    is_undone: bool
    undoable: bool
    told: str
    can_undo: bool
    row_count: int
    is_import: bool
    undoes: int | None
    """The action that this one took back or did again."""


def list_actions(office: OfficeFile, limit: int = 200) -> tuple[ActionRow, ...]:
    """The latest actions, newest first, the taking back of others among them."""
    with office.reading() as session:
        latest = sa.select(Action).order_by(Action.id.desc()).limit(limit)
        actions = session.scalars(latest).all()
        teller = Teller(session, actions)
        counts = _row_counts(session, actions[-1].id) if actions else {}
        imports = set(session.scalars(sa.select(ImportBatch.action_id)))
        return tuple(
            ActionRow(
                action.id,
                action.at,
                action.sentence,
                action.undone_by is not None,
                action.undoable and action.undoes is None,
                teller.tell(action),
                _can_undo(session, action),
                counts.get(action.id, 0),
                action.id in imports,
                action.undoes,
            )
            for action in actions
        )


def what_it_did(office: OfficeFile, action_id: int) -> tuple[tuple[LineRow, ...], int]:
    """Field by field in words, and how many rows more it touched than are told."""
    with office.reading() as session:
        return lines_of(session, action_id)


def undo(office: OfficeFile) -> str | None:
    """Take the latest action back; what it was, with the names, None where there is nothing."""
    with office.reading() as session:
        told = _told_of(session, next_undo(session))
    return told if office.undo() is not None else None


def redo(office: OfficeFile) -> str | None:
    """Do again what was taken back last; what it was, None where there is nothing."""
    with office.reading() as session:
        undone = next_redo(session)
        told = _told_of(session, session.get(Action, undone.undoes) if undone else None)
    return told if office.redo() is not None else None


def _told_of(session: Session, action: Action | None) -> str | None:
    return Teller(session, [action]).tell(action) if action else None


def undo_one(office: OfficeFile, action_id: int) -> str:
    """Take one action back, the newest or an older one alone; its sentence.

    Raises `RuleConflict` naming the rows that were changed since or need what it did.
    """
    try:
        return office.undo_action(action_id)
    except ChangedSince as conflict:
        raise _told(office, conflict, "这一步不能单独撤销") from conflict


def redo_one(office: OfficeFile, action_id: int) -> str:
    """Do one undone action again, whatever was done since. Raises `RuleConflict` likewise."""
    try:
        return office.redo_action(action_id)
    except ChangedSince as conflict:
        raise _told(office, conflict, "这一步不能重做") from conflict


def steps_back(office: OfficeFile, action_id: int) -> int:
    """How many steps `undo_to` would take back."""
    with office.reading() as session:
        return session.scalar(_standing_since(action_id)) or 0


def undo_to(office: OfficeFile, action_id: int) -> int:
    """Take back everything from the newest action to this one, one after the other; how many.

    Raises `RuleConflict` where a step cannot be taken back; those before it stay undone.
    """
    count = steps_back(office, action_id)
    for done in range(count):
        try:
            office.undo()
        except ChangedSince as conflict:
            raise _told(office, conflict, f"撤销了{done}步，再往前的一步不能撤销") from conflict
    return count


def next_steps(office: OfficeFile) -> tuple[str | None, str | None]:
    """The sentences that undo and redo would act on next."""
    with office.reading() as session:
        done, undone = next_undo(session), next_redo(session)
        again = session.get(Action, undone.undoes) if undone else None
        return done.sentence if done else None, again.sentence if again else None


def rows_in_words(office: OfficeFile, rows: Collection[tuple[str, int]]) -> str:
    """儿童资料（张小雨）、结对（李春生和陈静）等7处: up to five rows by name."""
    with office.reading() as session:
        archive = Archive(session)
        said = dict.fromkeys(_row_in_words(archive, *row) for row in rows)
    named = "、".join(list(said)[:NAMED_AT_MOST])
    return f"{named}等{len(said)}处" if len(said) > NAMED_AT_MOST else named


def _row_in_words(archive: Archive, table: str, row_id: int) -> str:
    who = archive.who(table, row_id)
    gone = "" if archive.there(table, row_id) else "，已删除"
    return f"{table_label(table)}（{who}{gone}）" if who else table_label(table)


def _told(office: OfficeFile, conflict: ChangedSince, cannot: str) -> RuleConflict:
    """The conflict with its rows in words."""
    if not conflict.rows:
        return RuleConflict(f"{cannot}：{conflict.sentence}", conflict.advice)
    return RuleConflict(
        f"{cannot}，因为后来又改过或用到了：{rows_in_words(office, conflict.rows)}。数据没有改动。",
        "请先撤销后来的操作，或者用“撤销到这一步”。",
    )


def _standing_since(action_id: int) -> sa.Select[int]:
    return sa.select(sa.func.count(Action.id)).where(
        *(Action.id >= action_id, Action.undoable),
        *(Action.undoes.is_(None), Action.undone_by.is_(None)),
    )


def _can_undo(session: Session, action: Action) -> bool:
    stands = action.undoable and action.undoes is None and action.undone_by is None
    return stands and is_free(session, action.id)


def _row_counts(session: Session, since: int) -> dict[int, int]:
    """How many rows each action touched."""
    touched = (
        sa.select(Change.action_id, Change.table_name, Change.row_id)
        .where(Change.action_id >= since)
        .distinct()
        .subquery()
    )
    counted = sa.select(touched.c.action_id, sa.func.count()).group_by(touched.c.action_id)
    return {action_id: number for action_id, number in session.execute(counted)}
