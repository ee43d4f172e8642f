"""What falls due of the ledgers, and what the time of the year asks for, as lines of the board."""

from collections.abc import Iterable, Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.ledgers import LEDGERS, About
from liushou_desk.domain.ledgers.kind import EXPIRES_WITHIN
from liushou_desk.models import Mentor
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.pairings.mentors import left_behind
from liushou_desk.services.rhythm import LineState
from liushou_desk.services.today.lines import BoardLine, Place


def expiring_lines(book: FigureBook) -> Iterator[BoardLine]:
    """A line for each ledger of which records of children run out.

    The number is the figure's; whom no figure counts is told apart and not forgotten.
    """
    for kind in LEDGERS:
        if kind.about is not About.CHILD:
            continue
        days, others = book.ends(kind), book.ends_of_others(kind)
        if days or others:
            also = f"；另有{len(others)}{kind.unit}是非留守的在册儿童的" if days and others else ""
            whose = "" if days else "非留守在册儿童的"
            yield BoardLine(
                f"{len(days or others)}{kind.unit}{whose}{kind.title}将到期",
                f"最早{month_and_day(min((*days, *others)))}，{EXPIRES_WITHIN}天以内{also}",
                Place.LEDGER,
                form=kind.table,
            )


def gone_lines(session: Session, today: date) -> Iterator[BoardLine]:
    """Children whose mentor has left and who were not handed over."""
    gone = set(session.scalars(sa.select(Mentor.id).where(sa.not_(Mentor.is_here(today)))))
    waiting = [number for key, number in left_behind(session, today).items() if key in gone]
    if waiting:
        yield BoardLine(
            f"{len(waiting)}名帮扶人已离岗，{sum(waiting)}名儿童没有移交",
            "在“结对帮扶”里选中离岗的帮扶人，按“移交”",
            Place.PAIRING,
            pressing=True,
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
