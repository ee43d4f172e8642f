"""人数 × 标准: what the grants of an item come to, held against the school's own standard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.domain.ledgers.kind import Row, Standard
from liushou_desk.models import Base


def amounts(session: Session, kind: LedgerKind) -> Mapping[str, int]:
    """The school's amount of each item; empty for a ledger without standards."""
    if kind.standard is None:
        return {}
    table = Base.metadata.tables[kind.standard.table]
    columns = table.c[kind.standard.by], table.c[kind.standard.amount]
    return {item: amount for item, amount in session.execute(sa.select(*columns))}


def held_against(
    kind: LedgerKind, standard: Standard, rows: Iterable[Row], amounts: Mapping[str, int]
) -> Iterator[str]:
    """生活补助：12笔 × 625.00 = 7500.00；其中2笔与标准不符，实际合计7400.00 by item."""
    paid: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row[standard.by] in amounts and row[standard.amount] is not None:
            paid[row[standard.by]].append(row[standard.amount])
    for item, sums in sorted(paid.items()):
        amount = amounts[item]

        def told(value: int) -> str:
            return kind.shown(standard.amount, value)

        said = f"{item}：{len(sums)}笔 × {told(amount)}元 = {told(amount * len(sums))}元"
        odd = sum(value != amount for value in sums)
        yield f"{said}，其中{odd}笔与标准不符，实际合计{told(sum(sums))}元" if odd else said
