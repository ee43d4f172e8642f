"""The cells of a rule as the figures count them, with the latest contact of those who owe them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.rule_cells import Standing
from liushou_desk.models import EntryVisitor
from liushou_desk.services.figures.tables import compliance, contact, mentor_compliance
from liushou_desk.services.figures.temp import Base


class Owner(Enum):
    """Who owes a rule, and which base holds the cells."""

    CHILD = "child_id"
    MENTOR = "mentor_id"

    @property
    def base(self) -> Base:
        """The cells."""
        return compliance if self is Owner.CHILD else mentor_compliance


def read_standings_of(
    connection: sa.Connection, owner: Owner, rule_id: int
) -> dict[int, dict[date, Standing]]:
    """The owed cells of a rule, by who owes them and the first day of the period."""
    c = owner.base.c
    more = (c.tried if owner is Owner.CHILD else sa.literal(0), c.reason)
    cells = sa.select(c[owner.value], c.period_on, c.times, c.done, c.overdue, c.due_on, *more)
    found: dict[int, dict[date, Standing]] = defaultdict(dict)
    rows: Any = connection.execute(cells.where(c.rule_id == rule_id))
    for key, begun, times, done, overdue, due_on, tried, reason in rows:
        standing = Standing(
            times, done, bool(overdue), bool(tried), date.fromisoformat(due_on), reason or ""
        )
        found[key][date.fromisoformat(begun)] = standing
    return found


def latest_contacts(connection: sa.Connection, owner: Owner, rule: Rule) -> dict[int, date]:
    """The last day of the term on which a contact was made that does for a rule."""
    whose: Any = contact.c.child_id if owner is Owner.CHILD else EntryVisitor.mentor_id
    statement = sa.select(whose, sa.func.max(contact.c.happened_on)).where(
        contact.c.reached == 1,
        contact.c.is_group == 0,
        contact.c.kind.in_([kind.value for kind in rule.accepts]),
    )
    if owner is Owner.MENTOR:
        entry = sa.and_(contact.c.source == "entry", EntryVisitor.entry_id == contact.c.record_id)
        statement = statement.join(EntryVisitor, entry)
    rows: Any = connection.execute(statement.group_by(whose))
    return {key: date.fromisoformat(day) for key, day in rows}


def read_attempts(connection: sa.Connection, rules: Iterable[Rule]) -> frozenset[int]:
    """The records behind `tried`: attempts of its period that do for the rule of the cell."""
    cell = compliance.c
    of_cell = sa.and_(
        cell.child_id == contact.c.child_id,
        contact.c.happened_on.between(cell.period_on, cell.due_on),
    )
    found: set[int] = set()
    for rule in rules:
        kinds = [kind.value for kind in rule.accepts]
        attempts: sa.Select[int] = (
            sa.select(contact.c.record_id)
            .join(compliance.table, of_cell)
            .where(cell.rule_id == rule.id, cell.tried == 1)
            .where(contact.c.reached == 0, contact.c.is_group == 0, contact.c.kind.in_(kinds))
        )
        found.update(connection.scalars(attempts))
    return frozenset(found)
