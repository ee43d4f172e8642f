"""Individual contacts that do for a rule, counted by period and whose they are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import LEAST_ATTEMPTS, Rule
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.models import DiaryEntry, EntryChild, EntryVisitor, RegisterPeriod, TallyEntry
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import contact

Counts = dict[int, int]
"""Numbers by child or mentor, those that are nought left out."""
_DAY = contact.c.happened_on


class Made:
    """How often somebody was reached in each period of a rule, and where it was tried in vain."""

    def __init__(self, session: Session, scope: Scope, rule: Rule, periods: Sequence[Span]) -> None:
        reached, times = contact.c.reached == 1, sa.func.sum(contact.c.times)
        self.done = _by_period(session, rule, periods, (contact.c.child_id, times, reached))
        tried = sa.func.count(sa.distinct(_DAY))
        found = _by_period(session, rule, periods, (contact.c.child_id, tried, sa.not_(reached)))
        self.tried = {
            period: {child for child, days in counts.items() if days >= LEAST_ATTEMPTS}
            for period, counts in found.items()
        }
        """For whom enough different days saw an attempt that reached nobody."""
        for period in periods:
            if period.first < scope.term.first_on:
                _add(self.done[period], _before_term(session, rule, period, scope))


def visited_households(session: Session, rule: Rule, periods: Sequence[Span]) -> dict[Span, Counts]:
    """How many different households each mentor visited."""
    homes = sa.func.count(sa.distinct(contact.c.household_id))
    return _by_period(
        session, rule, periods, (EntryVisitor.mentor_id, homes, contact.c.reached == 1)
    )


def _by_period(
    session: Session, rule: Rule, periods: Sequence[Span], asked: tuple[Any, Any, Any]
) -> dict[Span, Counts]:
    """A number for each of whom `asked` says, of the records for which it says so.

    Periods of a rule never meet, so that a day tells its period.
    """
    found: dict[Span, Counts] = {period: {} for period in periods}
    if not periods:
        return found
    whose, number, where = asked
    place = sa.case(*((_DAY.between(*_iso(period)), place) for place, period in enumerate(periods)))
    statement = sa.select(whose, place, number).where(
        where, contact.c.is_group == 0, contact.c.kind.in_([kind.value for kind in rule.accepts])
    )
    if whose is EntryVisitor.mentor_id:
        entry = sa.and_(contact.c.source == "entry", EntryVisitor.entry_id == contact.c.record_id)
        statement = statement.join(EntryVisitor, entry)
    rows: Sequence[Any] = session.execute(statement.group_by(whose, place)).all()
    for key, at, count in rows:
        if at is not None and count:
            found[periods[at]][key] = count
    return found


def _before_term(session: Session, rule: Rule, year: Span, scope: Scope) -> Counts:
    """Contacts of the school year's first term, of children who were on the register that day."""
    last = scope.term.first_on - DAY
    entries = (
        sa.select(EntryChild.child_id, sa.func.count())
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(
            DiaryEntry.kind.in_(rule.accepts),
            DiaryEntry.reached,
            sa.not_(DiaryEntry.is_group),
            DiaryEntry.happened_on.between(year.first, last),
            _registered(EntryChild.child_id, DiaryEntry.happened_on, DiaryEntry.happened_on),
        )
        .group_by(EntryChild.child_id)
    )
    tallied = [kind for kind in rule.accepts if not kind.traits.needs_text]
    month_end = sa.func.date(TallyEntry.month_on, "+1 month", "-1 day")
    tallies = (
        sa.select(TallyEntry.child_id, sa.func.sum(TallyEntry.times))
        .where(
            TallyEntry.kind.in_(tallied),
            TallyEntry.is_of(year.first, last),
            _registered(TallyEntry.child_id, TallyEntry.month_on, month_end),
        )
        .group_by(TallyEntry.child_id)
    )
    found: Counts = defaultdict(int)
    for statement in (entries, tallies):
        for child_id, count in session.execute(statement):
            found[child_id] += count
    return found


def _registered(child_id: Any, first: Any, last: Any) -> sa.ColumnElement[bool]:
    """On the register on some day of those."""
    return sa.exists().where(
        RegisterPeriod.child_id == child_id,
        RegisterPeriod.entered_on <= last,
        sa.or_(RegisterPeriod.left_on.is_(None), RegisterPeriod.left_on > first),
    )


def _add(counts: Counts, more: Counts) -> None:
    for key, number in more.items():
        counts[key] = counts.get(key, 0) + number


def _iso(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()
