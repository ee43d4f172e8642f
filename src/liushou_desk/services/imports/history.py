"""导入记录: every imported workbook, whether it still stands, and taking one back alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import Word
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, ImportBatch
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.reverting import ChangedSince, later_changes
from liushou_desk.services.imports.owners import owners_of

NAMED = 5
"""So many rows are called by name, of the others is told how many."""


class Standing(Word):
    """What has become of an import."""

    STANDS = "stands", "有效"
    CHANGED = "changed", "导入后有改动"
    UNDONE = "undone", "已撤销"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One imported workbook.

    `changed_later` names the first few whose rows were changed since or are needed by later ones,
    `more` tells how many others there are.
    """

    action_id: int
    at: datetime
    file_name: str
    counts: Mapping[str, int]
    standing: Standing
    changed_later: tuple[str, ...]
    more: int
    search: str


def import_history(office: OfficeFile) -> tuple[BatchRow, ...]:
    """Every import, the latest first."""
    statement = (
        sa.select(ImportBatch, Action)
        .join(Action, ImportBatch.action_id == Action.id)
        .order_by(ImportBatch.id.desc())
    )
    with office.reading() as session:
        return tuple(
            _row(session, batch, action) for batch, action in session.execute(statement).all()
        )


def undo_import(office: OfficeFile, action_id: int) -> str:
    """Take one import back, whatever else was done since; returns the sentence of its action.

    Raises:
        RuleConflict: it is no import, is undone already, or its rows were changed or are needed
            since; they are named.
    """
    with office.reading() as session:
        batch = session.scalar(sa.select(ImportBatch).where(ImportBatch.action_id == action_id))
    if batch is None:
        raise RuleConflict("找不到这次导入，数据没有改动。")
    try:
        return office.undo_action(action_id)
    except ChangedSince as conflict:
        with office.reading() as session:
            raise _refused(owners_of(session, conflict.rows)) from conflict


def _row(session: Session, batch: ImportBatch, action: Action) -> BatchRow:
    in_the_way = (
        frozenset[tuple[str, int]]() if action.undone_by else later_changes(session, action.id)
    )
    names = owners_of(session, in_the_way)
    standing = Standing.CHANGED if in_the_way else Standing.STANDS
    standing = Standing.UNDONE if action.undone_by else standing
    return BatchRow(
        action.id,
        action.at,
        batch.file_name,
        json.loads(batch.counts),
        standing,
        names[:NAMED],
        max(0, len(names) - NAMED),
        search_text(batch.file_name, standing.label, *names[:NAMED]),
    )


def _refused(names: tuple[str, ...]) -> RuleConflict:
    if not names:
        return RuleConflict(
            "这次导入不能单独撤销：后来的记录要用到它建立的学期或班级，数据没有改动。",
            "请先撤销后来的那几步。",
        )
    told = "、".join(names[:NAMED])
    more = f"等{len(names)}人" if len(names) > NAMED else ""
    return RuleConflict(
        f"这次导入不能撤销：导入以后，{told}{more}的资料又有改动或新的记录，数据没有改动。",
        "请先撤销后来的那几步，或在花名册里逐个改正。",
    )
