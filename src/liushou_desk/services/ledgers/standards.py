"""人数 × 标准: what the grants of an item come to, held against the school's own standard."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.domain.ledgers.kind import Row, Standard
from liushou_desk.models import Base

Amounts = Mapping[str, Sequence[tuple[date | None, int]]]
"""The school's amounts of each item with the days since when, the latest first."""


def amounts(session: Session, kind: LedgerKind) -> Amounts:
    """The school's amounts; empty for a ledger without standards."""
    standard = kind.standard
    if standard is None:
        return {}
    columns = Base.metadata.tables[standard.table].c
    asked = (columns[standard.by], columns[standard.since], columns[standard.amount])
    latest = sa.select(*asked).order_by(columns[standard.since].desc().nulls_last())
    found: dict[str, list[tuple[date | None, int]]] = defaultdict(list)
    for item, since, amount in session.execute(latest):
        found[item].append((since, amount))
    return found


def amount_on(amounts: Amounts, item: str, day: date) -> int | None:
    """What an item comes to on a day; None where no standard of it has begun."""
    steps = amounts.get(item, ())
    return next((amount for since, amount in steps if since is None or since <= day), None)


def held_against(
    kind: LedgerKind, standard: Standard, rows: Iterable[Row], amounts: Amounts
) -> Iterator[str]:
    """生活补助：12笔 × 625.00 = 7500.00；其中2笔与标准不符，实际合计7400.00."""
    paid: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in rows:
        amount = amount_on(amounts, row[standard.by], row[kind.day])
        if amount is not None and row[standard.amount] is not None:
            paid[row[standard.by], amount].append(row[standard.amount])
    for (item, amount), sums in sorted(paid.items()):

        def told(value: int) -> str:
            return kind.shown(standard.amount, value)

        said = f"{item}：{len(sums)}笔 × {told(amount)}元 = {told(amount * len(sums))}元"
        odd = sum(value != amount for value in sums)
        yield f"{said}，其中{odd}笔与标准不符，实际合计{told(sum(sums))}元" if odd else said
