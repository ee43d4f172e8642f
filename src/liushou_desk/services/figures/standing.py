"""How each child stands: labels and open cells of a filled scope, as values of their own."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from liushou_desk.services.facts.labelling import finding_column
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import compliance, roll


class RollRow(NamedTuple):
    """A child of the roll; labels are None where nothing says them."""

    child_id: int
    household_id: int
    present: int
    counted: int
    grade: str | None
    school_class: str | None
    category: str | None
    care: str | None
    away: str | None
    alert: str | None
    finding: str | None
    """What the chosen 口径 says."""


class OpenCell(NamedTuple):
    """A cell of the rule board with contacts missing."""

    child_id: int
    rule_id: int
    rule: str
    period_on: date
    due_on: date
    missing: int
    overdue: bool
    present: bool
    reason: str | None
    school_class: str | None


class RuleStanding(NamedTuple):
    """A child and a rule: the last day of the earliest open period, None where all are done."""

    child_id: int
    rule_id: int
    due_on: date | None


def read_roll(connection: sa.Connection, scope: Scope) -> tuple[RollRow, ...]:
    """Every child of the roll in the order of classes, those without one first."""
    names = [roll.c[name] for name in RollRow._fields[:-1]]
    finding = roll.c[finding_column(scope.definition.kind)]
    statement = sa.select(*names, finding).order_by(roll.c.class_order, roll.c.child_id)
    rows: Any = connection.execute(statement)
    return tuple(map(RollRow._make, rows))


def read_open_cells(connection: sa.Connection, child_id: int | None) -> list[OpenCell]:
    """The open cells of all children or of one, by the day they are due, then by class."""
    cell = compliance.c
    statement = (
        sa.select(
            *(cell.child_id, cell.rule_id, cell.rule, cell.period_on, cell.due_on),
            *(cell.times - cell.done, cell.overdue, cell.present, cell.reason),
            roll.c.school_class,
        )
        .join(roll.table, roll.c.child_id == cell.child_id)
        .where(cell.is_done == 0)
        .order_by(cell.due_on, roll.c.class_order, cell.child_id, cell.rule_id)
    )
    if child_id is not None:
        statement = statement.where(cell.child_id == child_id)
    day_of = cache(date.fromisoformat)  # thousands of cells are due on a handful of days
    rows: Any = connection.execute(statement)
    return [
        OpenCell(
            *(child, rule_id, rule, day_of(begun), day_of(due)),
            *(missing, bool(overdue), bool(present), reason, place),
        )
        for child, rule_id, rule, begun, due, missing, overdue, present, reason, place in rows
    ]


def read_standings(connection: sa.Connection) -> tuple[RuleStanding, ...]:
    """Every child with every rule it stands under, in the order of both."""
    cell = compliance.c
    first_open = sa.func.min(sa.case((cell.is_done == 0, cell.due_on)))
    statement = (
        sa.select(cell.child_id, cell.rule_id, first_open)
        .group_by(cell.child_id, cell.rule_id)
        .order_by(cell.child_id, cell.rule_id)
    )
    return tuple(
        RuleStanding(child_id, rule_id, due_on and date.fromisoformat(due_on))
        for child_id, rule_id, due_on in connection.execute(statement)
    )
