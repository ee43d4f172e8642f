"""Fills pairings, diary contacts, attendance and aid of a scope, set by set in SQL."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind
from liushou_desk.domain.terms import MIDDLE
from liushou_desk.models import Mentor, Pairing
from liushou_desk.services.facts.rows import helping
from liushou_desk.services.figures.catalogue import FIGURES
from liushou_desk.services.figures.ledger_figures import hidden_figures
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import pair, roll

_FIRST = "row_number() OVER (PARTITION BY e.id, s.child_id IS NULL{within} ORDER BY x.child_id) = 1"
_ENTRIES = """
INSERT INTO temp.contact
    (source, record_id, child_id, household_id, kind, written_by, happened_on, is_group, reached,
     times, late, open_concern, has_concern, first_of_record, first_of_household, present,
     this_month, counts)
SELECT CASE WHEN e.kind IN ({shown}) THEN 'entry' ELSE 'restricted' END,
       e.id, x.child_id, r.household_id, e.kind, e.written_by, e.happened_on,
       e.is_group, e.reached, 1,
       e.recorded_on > e.happened_on
           AND julianday(e.recorded_on) - julianday(e.happened_on) > :late,
       e.concern IS NOT NULL AND e.kind IN ({shown})
           AND (e.closed_on IS NULL OR e.closed_on > :until),
       e.concern IS NOT NULL AND e.kind IN ({shown}),
       {first_of_record}, {first_of_household},
       r.present AND r.counted, e.happened_on >= :month, s.child_id IS NOT NULL
FROM diary_entry e
JOIN entry_child x ON x.entry_id = e.id
JOIN temp.roll r ON r.child_id = x.child_id
LEFT JOIN temp.care_span s ON s.child_id = x.child_id
                          AND e.happened_on BETWEEN s.first_on AND s.last_on
WHERE e.happened_on BETWEEN :first AND :until AND {those}
  AND (s.child_id IS NOT NULL OR EXISTS (
       SELECT 1 FROM register_period p
       WHERE p.child_id = x.child_id AND p.entered_on <= e.happened_on
         AND (p.left_on IS NULL OR p.left_on > e.happened_on)))
"""
_SHOWN = ", ".join(f"'{kind.value}'" for kind in SHOWN_KINDS)
_SHARED = "SELECT entry_id FROM entry_child GROUP BY entry_id HAVING count(*) > 1"
_OF_ONE = _ENTRIES.format(
    first_of_record=1, first_of_household=1, those=f"e.id NOT IN ({_SHARED})", shown=_SHOWN
)
"""Nearly every record; looking for the first child among several costs as much as all the rest."""
_OF_SEVERAL = _ENTRIES.format(
    first_of_record=_FIRST.format(within=""),
    first_of_household=_FIRST.format(within=", r.household_id"),
    those=f"e.id IN ({_SHARED})",
    shown=_SHOWN,
)

_TALLIES = f"""
INSERT INTO temp.contact
    (source, record_id, child_id, household_id, kind, written_by, happened_on, is_group, reached,
     times, late, open_concern, has_concern, first_of_record, first_of_household, present,
     this_month, counts)
SELECT 'tally', t.id, t.child_id, r.household_id, t.kind, NULL, max(t.month_on, :first),
       0, 1, t.times,
       0, 0, 0, 1, 1, r.present AND r.counted, t.month_on >= :month,
       EXISTS (SELECT 1 FROM temp.care_span s WHERE s.child_id = t.child_id
               AND s.first_on < date(t.month_on, '+1 month') AND s.last_on >= t.month_on)
FROM tally_entry t
JOIN temp.roll r ON r.child_id = t.child_id
WHERE t.kind IN :tallied
  AND date(t.month_on, '+{MIDDLE.days} days') BETWEEN :first AND :last AND t.month_on <= :until
  AND EXISTS (SELECT 1 FROM register_period p WHERE p.child_id = t.child_id
              AND p.entered_on < date(t.month_on, '+1 month') AND p.entered_on <= :until
              AND (p.left_on IS NULL OR p.left_on > max(t.month_on, :first, p.entered_on)))
"""

_COUNSELLED = """
INSERT INTO temp.contact
    (source, record_id, kind, happened_on, is_group, reached, times, late, open_concern,
     has_concern, first_of_record, first_of_household, present, this_month, counts)
WITH RECURSIVE seat (number) AS (
    SELECT 1 UNION ALL
    SELECT number + 1 FROM seat WHERE number < (SELECT max(head_count) FROM counselling))
SELECT 'counselling', c.id, 'counselling', c.held_on, c.form = 'together', 1, 1, 0, 0,
       0, seat.number = 1, 0, 0, c.held_on >= :month, 1
FROM counselling c JOIN seat ON seat.number <= c.head_count
WHERE c.held_on BETWEEN :first AND :until AND :whole
"""
"""A row for each that came; nobody knows which child it was, so none is of a campus or class."""

_TALLIED = [kind.value for kind in DiaryKind if not kind.traits.needs_text]
_INDEX = "CREATE INDEX IF NOT EXISTS temp.ix_care_span ON care_span (child_id)"
"""Without it filling `contact` looks at every span for every record."""


def fill_records(session: Session, scope: Scope) -> None:
    """Everything that hangs on roll and care spans: stocks by day, flows since the first."""
    values = values_of(scope)
    session.execute(sa.text(_INDEX))
    _fill_pair(session, scope)
    session.execute(sa.text(_OF_ONE), values)
    session.execute(sa.text(_OF_SEVERAL), values)
    session.execute(sa.text(_COUNSELLED), values)
    tallies = sa.text(_TALLIES).bindparams(sa.bindparam("tallied", expanding=True))
    session.execute(tallies, values | {"tallied": _TALLIED})
    hidden = hidden_figures(session)
    shown = {figure.base.table: figure.base for figure in FIGURES if figure.key not in hidden}
    for base in shown.values():
        if base.filling:
            columns = ", ".join(base.c.keys())
            statement = f"INSERT INTO temp.{base.table.name} ({columns}) {base.filling}"
            session.execute(sa.text(statement), values)


def values_of(scope: Scope) -> dict[str, Any]:
    """What a statement that fills a base may ask: days and term of the scope, if all are meant."""
    return {
        "first": scope.term.first_on.isoformat(),
        "last": scope.term.last_on.isoformat(),
        "until": scope.until.isoformat(),
        "day": scope.day.isoformat(),
        "month": scope.until.replace(day=1).isoformat(),
        "late": scope.late_after_days,
        "term_id": scope.term_id,
        "whole": int(scope.campus_id is None and scope.class_id is None),
    }


def _fill_pair(session: Session, scope: Scope) -> None:
    found = (
        sa.select(Pairing.child_id, Pairing.mentor_id, Pairing.id, Mentor.is_adult())
        .join(Mentor, Mentor.id == Pairing.mentor_id)
        .join(roll.table, roll.c.child_id == Pairing.child_id)
        .where(helping(scope.day))
        .where(roll.c.present == 1, roll.c.counted == 1)
    )
    names = [column.name for column in pair.table.columns]
    session.execute(sa.insert(pair.table).from_select(names, found))
