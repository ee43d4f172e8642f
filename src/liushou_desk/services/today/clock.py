"""A computer whose clock was set back: everything entered today would stand on a wrong day."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Action
from liushou_desk.services.today.lines import BoardLine, Place


def clock_set_back(session: Session, today: date) -> str:
    """What is wrong where today lies before the day of the last thing that was done, else empty."""
    last = session.scalar(sa.select(sa.func.max(Action.at)))
    if last is None or today >= last.date():
        return ""
    return f"电脑的日期（{today}）早于最后一次操作（{last.date()}）"


def clock_lines(session: Session, today: date) -> Iterator[BoardLine]:
    """The same as a line of the board."""
    if said := clock_set_back(session, today):
        yield BoardLine(
            said,
            "请核对电脑的日期再登记；若日期是对的，是以前有一天电脑的日期走快了",
            Place.DIARY,
            pressing=True,
        )
