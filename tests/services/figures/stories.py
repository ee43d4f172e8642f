"""A small school in which just one story happened, and its figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book
from tests import factories as make
from tests.conftest import OPENING, ticking

Story = Callable[[Session], Any]


@contextmanager
def told(
    office: OfficeFile,
    story: Story,
    *,
    today: date | None = None,
    settings: dict[str, Any] | None = None,
    **asked: Any,
) -> Iterator[FigureBook]:
    """The figures of a school in which just this happened, seen from `today` where it is given."""
    if today:
        office.now = ticking(datetime.combine(today, OPENING.time()))
    with office.action("学校") as session:
        make.make_profile(session, **(settings or {}))
        make.make_term(session)
        story(session)
    with office.reading() as session:
        yield open_book(office, session, make.TERM_CODE, **asked)


def numbers(book: FigureBook, *keys: str) -> list[int]:
    return [book.number(key) for key in keys]


def siblings(session: Session) -> list[make.Child]:
    first = make.make_child(session, name="张小雨")
    return [first, make.make_child(session, name="张小雪", household_id=first.household_id)]
