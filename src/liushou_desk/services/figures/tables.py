"""The TEMP tables that figures select from. Filled by `fill`, emptied with each new scope."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import DefinitionKind
from liushou_desk.services.facts.labelling import finding_column

TEMP = sa.MetaData(schema="temp")


def _table(name: str, *columns: str, key: str | None = None) -> sa.Table:
    """A TEMP table; its columns take values as they come (labels, ISO dates, ids and flags)."""
    return sa.Table(
        name,
        TEMP,
        *(sa.Column(column, sa.Integer, primary_key=column == key) for column in columns),
    )


def put(session: Session, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert many rows (none is fine), straight through the driver: values are plain already."""
    names = [column.name for column in table.columns]
    parameters = [tuple(map(row.get, names)) for row in rows]
    if parameters:
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO temp.{table.name} ({', '.join(names)}) VALUES ({marks})"
        session.connection().exec_driver_sql(statement, parameters)


def ensure(connection: sa.Connection) -> None:
    """Create the tables on this connection unless they are there."""
    there = connection.execute(sa.text("SELECT 1 FROM sqlite_temp_master WHERE name = 'filled'"))
    if there.first():
        return
    for table in TEMP.sorted_tables:
        columns = ", ".join(f"{c.name} {_kind(c)}" for c in table.columns)
        connection.exec_driver_sql(f"CREATE TEMP TABLE {table.name} ({columns})")


def _kind(column: sa.Column[int]) -> str:
    """The declared type. Without one a column keeps text as text: a grade "1" stays what it is.

    Ids need one, or no index on them helps a join with the ids of the main tables.
    """
    if column.primary_key:
        return "INTEGER PRIMARY KEY"
    return "INTEGER" if column.name.endswith("_id") else ""


roll = _table(
    "roll",
    "child_id",
    "household_id",
    "present",
    "at_start",
    "gone",
    "left_why",
    "sex",
    "class_id",
    "campus_id",
    "campus",
    "stage",
    "grade",
    "school_class",
    "class_order",
    "counted",
    "preschool",
    "away",
    *(finding_column(kind) for kind in DefinitionKind),
    "agreement",
    "lost_and_away",
    "category",
    "care",
    "caregiver",
    "boards",
    "not_home",
    "agreed",
    "informed",
    "alert",
    "is_orphan",
    "has_hardship",
    "to_file",
    "verified",
    "filed",
    "complete",
    "key_care",
    "counted_before",
    key="child_id",
)
"""A child in care who was on the register at any time in the term up to the day.

Labels hold for the day, or for the child's last day on the register. `present`: 在册 on the day;
`counted`: 留守 under the chosen 口径. `gone`: left by the end of the term. `to_file`: kept as 留守
by mark or facts, verified or not. `not_home`: neither parent is at home."""

care_span = _table("care_span", "child_id", "first_on", "last_on")
"""Days on the register on which a child was counted."""

enrolled = _table("enrolled", "source", "person_id", "sex", "stage", "grade", "campus", "inside")
"""Every pupil on the register on the day, in care or not; `inside`: 学段 that the 口径 counts."""

before = _table("before", "child_id", "still", "why", "early")
"""Children counted at the last term's day, and why they no longer are; `early`: they left before
this term's first day was over, and so in no term's flow but the last one's."""

hardship = _table("roll_hardship", "child_id", "hardship", "hardship_class")
"""困境类型 of present counted children, each with its class; one child may have several."""

pair = _table("pair", "pairing_id", "child_id", "mentor_id", "adult")
"""Pairings in force on the day, of present counted children."""

contact = _table(
    "contact",
    "source",
    "record_id",
    "child_id",
    "household_id",
    "kind",
    "written_by",
    "happened_on",
    "is_group",
    "reached",
    "times",
    "late",
    "open_concern",
    "has_concern",
    "first_of_record",
    "first_of_household",
    "present",
    "this_month",
    "counts",
)
"""A diary record or tally for one child on the register that day.

`counts`: the child counted as 留守 that day; a rule is satisfied on any other day too.
`this_month`: in the month of the scope's last day."""

compliance = _table(
    "compliance",
    "rule_id",
    "rule",
    "child_id",
    "period_on",
    "due_on",
    "times",
    "done",
    "is_done",
    "overdue",
    "child_met",
    "present",
    "tried",
    "reason",
)
"""One owed cell of the rule board; `child_met`: no cell of the child is open.

`tried`: attempts on three different days reached nobody (已尽力). `reason`: 未完成原因."""

attendance = _table("attendance", "activity_id", "child_id")
"""A counted child on the list of an activity held in the term."""

held = _table("held", "activity_id", "head_count")
"""Activities held in the term up to the day."""

grant = _table("aid_grant", "aid_id", "child_id", "kind", "fen", "quantity", "quantity_unit")
"""Aid given in the term to children counted on that day."""

filled = _table("filled", "scope")
"""What the tables hold now, so that they are filled once."""
