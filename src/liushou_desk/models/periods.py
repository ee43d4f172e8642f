"""No period ends before it begins, whoever writes it: form, import, sheet, merging or roll-over.

A clock that was set back closed a period on a day before its first one, and every figure of those
days was wrong without a word. TEMP triggers beside the journal's refuse such a row; what an undo
puts back is what was there, and passes.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import exc

from liushou_desk.errors import RuleConflict

BOUNDS = (
    ("from_on", "to_on"),
    ("from_on", "until_on"),
    ("from_on", "ended_on"),
    ("entered_on", "left_on"),
    ("opened_on", "closed_on"),
    ("first_on", "last_on"),
)
"""The first day of a period and the day it ends with or before, by the names of the columns."""
_BACKWARDS = "period ends before it begins"


def guards(tables: Iterable[sa.Table]) -> Iterator[str]:
    """The triggers for every table that holds periods."""
    for table in tables:
        for first, last in BOUNDS:
            if {first, last} <= set(table.columns.keys()):
                yield from _guards_of(table.name, first, last)


def _guards_of(table: str, first: str, last: str) -> Iterator[str]:
    for event in ("INSERT", f"UPDATE OF {first}, {last}"):
        yield (
            f"CREATE TEMP TRIGGER period_{table}_{last}_{event[:6].lower()}"
            f' BEFORE {event} ON main."{table}"'
            f" WHEN new.{last} < new.{first} AND (SELECT undoes FROM main.action"
            " WHERE id = (SELECT id FROM temp.open_action)) IS NULL"
            f" BEGIN SELECT RAISE(ABORT, '{_BACKWARDS}'); END"
        )


@contextmanager
def told() -> Generator[None]:
    """Turn a refused period into the clerk's sentence. Raises `RuleConflict`."""
    try:
        yield
    except exc.DBAPIError as error:
        if _BACKWARDS not in str(error.orig):
            raise
        raise RuleConflict(
            "这样保存会让一段经历在开始以前就结束，没有改动任何数据。",
            "请核对填写的日期，并检查电脑右下角的日期是否正确，改好后再试。",
        ) from None
