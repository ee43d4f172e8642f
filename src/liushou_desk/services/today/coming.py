"""What falls due of the ledgers, and what the time of the year asks for, as lines of the board."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.ledgers import LEDGERS, About
from liushou_desk.domain.ledgers.kind import EXPIRES_WITHIN
from liushou_desk.models import Base
from liushou_desk.services.facts.rows import not_on_register
from liushou_desk.services.rhythm import LineState
from liushou_desk.services.today.lines import BoardLine, Place


def expiring_lines(session: Session, today: date) -> Iterator[BoardLine]:
    """A line for each ledger of which records of children still here run out."""
    until = today + timedelta(EXPIRES_WITHIN)
    for kind in LEDGERS:
        if kind.until is None or not kind.until.last_on or kind.about is not About.CHILD:
            continue
        table = Base.metadata.tables[kind.table]
        last_on = table.c[kind.until.last_on]
        rows = session.execute(sa.select(table).where(last_on.between(today, until))).mappings()
        holding = [row for row in rows if kind.until.holds(dict(row), today)]
        gone = not_on_register(session, [row["child_id"] for row in holding], today)
        days = [row[kind.until.last_on] for row in holding if row["child_id"] not in gone]
        if days:
            yield BoardLine(
                f"{len(days)}{kind.unit}{kind.title}将到期",
                f"最早{month_and_day(min(days))}，{EXPIRES_WITHIN}天以内",
                Place.LEDGER,
                form=kind.table,
            )


def season_lines(states: Iterable[LineState]) -> Iterator[BoardLine]:
    """What is due by the year's checklists and not done, a line for each list."""
    waiting: dict[str, list[LineState]] = {}
    for state in states:
        if state.is_due and not state.is_done:
            waiting.setdefault(state.turn.checklist.title, []).append(state)
    for title, found in waiting.items():
        told = "、".join(state.line.text for state in found)
        yield BoardLine(f"{title}：还有{len(found)}项", told, Place.RHYTHM)
