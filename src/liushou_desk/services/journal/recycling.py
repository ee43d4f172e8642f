"""回收站: what was removed, with all that hung on it, and the bringing back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LEDGERS, OF_CHILD
from liushou_desk.domain.tables import TABLES
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, Base, Change
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.reverting import ChangedSince, is_free
from liushou_desk.services.journal.history import rows_in_words
from liushou_desk.services.journal.sentences import Teller

KINDS = {
    "child": "儿童",
    "activity": "活动",
    "diary_entry": "家访等记录",
    "mentor": "帮扶人",
    "pairing": "结对",
    "support_plan": "个别方案",
    **{kind.table: kind.name for kind in LEDGERS},
}
"""What can be brought back by itself; of what went together the first one here is the head."""
_HUNG = (
    *("diary_entry", "entry_child", "pairing", "activity_child", *OF_CHILD, "support_plan"),
    *("plan_review", "term_sheet", "open_cell_reason", "call_sheet_line", "family_member"),
    *("child_photo", "record_photo"),
)
"""What is told of the rows that went along."""


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One removal: `hung` tells what went with it, `told` what was done."""

    action_id: int
    removed_at: datetime
    kind: str
    who: str
    hung: str
    told: str
    can_come_back: bool


def removed(office: OfficeFile) -> tuple[RemovedRow, ...]:
    """What was removed and has not come back, the latest first."""
    with office.reading() as session:
        heads = _heads(session)
        chosen = sa.select(Action).where(Action.id.in_(heads)).order_by(Action.id.desc())
        actions = session.scalars(chosen).all()
        teller = Teller(session, actions)
        teller.archive.learn(
            row_id for table, ids in heads.values() if table == "child" for row_id in ids
        )
        return tuple(_row(session, teller, action, *heads[action.id]) for action in actions)


def bring_back(office: OfficeFile, action_id: int) -> str:
    """Undo a removal alone, so that everything that went comes back; its sentence.

    Raises `RuleConflict` naming what is in the way: a home removed since, a number given away.
    """
    try:
        return office.undo_action(action_id)
    except ChangedSince as conflict:
        said = rows_in_words(office, conflict.rows) or "后来的记录"
        raise RuleConflict(
            f"不能恢复，和它有关的内容后来又删除、改过，或者号码已被占用：{said}。数据没有改动。",
            "请先恢复或改好这些内容，再恢复这一条。",
        ) from conflict


def _row(
    session: Session, teller: Teller, action: Action, table: str, ids: Iterable[int]
) -> RemovedRow:
    archive = teller.archive
    names = dict.fromkeys(
        archive.children([row_id]) if table == "child" else archive.who(table, row_id)
        for row_id in ids
    )
    return RemovedRow(
        action.id,
        action.at,
        KINDS[table],
        "、".join(name for name in names if name),
        _hung(session, action.id, table),
        teller.tell(action),
        is_free(session, action.id),
    )


def _heads(session: Session) -> Mapping[int, tuple[str, list[int]]]:
    """The removals that stand: what each took out first of all, and the ids."""
    heads: dict[int, tuple[str, list[int]]] = {}
    for table in KINDS:
        there = Base.metadata.tables[table]
        gone = (
            sa.select(Change.action_id, Change.row_id)
            .join(Action, Action.id == Change.action_id)
            .where(Change.table_name == table, Change.operation == "D")
            .where(Action.undoable, Action.undoes.is_(None), Action.undone_by.is_(None))
            .where(~sa.exists().where(there.c.id == Change.row_id))
            .order_by(Change.id)
        )
        for action_id, row_id in session.execute(gone):
            kind, ids = heads.setdefault(action_id, (table, []))
            if kind == table:
                ids.append(row_id)
    return heads


def _hung(session: Session, action_id: int, head: str) -> str:
    """家访等记录3条，结对1段: what went besides the head."""
    counted = session.execute(
        sa.select(Change.table_name, sa.func.count())
        .where(Change.action_id == action_id, Change.operation == "D")
        .group_by(Change.table_name)
    )
    numbers = {table: number for table, number in counted}
    numbers.pop(head, None)
    if head == "child":
        numbers.pop("entry_child", None)
    return "，".join(TABLES[table].counted(numbers[table]) for table in _HUNG if table in numbers)
