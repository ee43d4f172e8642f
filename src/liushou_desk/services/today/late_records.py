"""What the ledgers hold that ought to be settled by now: a child not brought back, a hazard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.models import Base
from liushou_desk.services.facts.naming import called
from liushou_desk.services.today.lines import BoardLine, Place


def late_lines(session: Session, term: str | None, today: date) -> Iterator[BoardLine]:
    """Each leads to its record, the longest overdue of a ledger first."""
    for kind in LEDGERS:
        if kind.settles and kind.settles.due:
            yield from _of(session, kind, kind.settles.due, term, today)


def _of(
    session: Session, kind: LedgerKind, due: str, term: str | None, today: date
) -> Iterator[BoardLine]:
    table = Base.metadata.tables[kind.table]
    passed = sa.select(table).where(table.c[due] < today).order_by(table.c[due], table.c.id)
    rows: list[dict[str, Any]] = [{**row} for row in session.execute(passed).mappings()]
    late = [row for row in rows if kind.settles and kind.settles.is_late(row, today)]
    of_children = kind.about is About.CHILD
    names = called(session, {row["child_id"] for row in late}, term) if of_children else {}
    for row in late:
        who = f"{names[row['child_id']]}：" if of_children else f"{kind.name}："
        day: date = row[due]
        yield BoardLine(
            f"{who}{kind.say(row)}",
            f"{kind.label(due)}{month_and_day(day)}，已过{(today - day).days}天",
            Place.LEDGER,
            row["id"],
            pressing=True,
            form=kind.table,
        )
