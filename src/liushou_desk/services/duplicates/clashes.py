"""What the ledgers would refuse of their records once two mentors are one."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LEDGERS, LedgerKind
from liushou_desk.domain.ledgers.kind import Home, Whom
from liushou_desk.domain.ledgers.refusals import remarks
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Base

_Said = tuple[tuple[int, ...], str]
"""The ids of the records and what is said of them."""


def refuse_clashes(session: Session, kept_id: int, gone_id: int) -> None:
    """Raise `RuleConflict` where somebody would stand in for himself, or be in two places."""
    for kind in LEDGERS:
        keys = [choice.key for choice in kind.choices if choice.whom is Whom.MENTOR]
        if not keys:
            continue
        table = Base.metadata.tables[kind.table]
        naming = sa.or_(*(table.c[key].in_((kept_id, gone_id)) for key in keys))
        rows = [dict(row) for row in session.execute(sa.select(table).where(naming)).mappings()]
        joined = [row | {key: kept_id for key in keys if row[key] == gone_id} for row in rows]
        if new := set(_refused(kind, joined)) - set(_refused(kind, rows)):
            raise RuleConflict(
                f"两人合并以后，{kind.title}里会有记录不成立：{min(new)[1]}没有合并。",
                f"如果确实是同一个人，请先改正或删除那条{kind.title}，再合并。",
            )


def _refused(kind: LedgerKind, rows: Iterable[dict[str, Any]]) -> Iterator[_Said]:
    found = sorted(rows, key=lambda row: row["id"])
    for row in found:
        for remark in remarks(kind, row, Home()):
            if remark.blocks:
                yield (row["id"],), remark.sentence
    for row, other in combinations(found, 2):
        for apart in kind.apart:
            if apart.is_of(row, other) and apart.meets(row, other, kind.day):
                yield (row["id"], other["id"]), apart.said
