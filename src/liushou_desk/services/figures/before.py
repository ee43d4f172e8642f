"""上期末: who counted on the last term's day, and why they no longer do."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import finding
from liushou_desk.domain.terms import Span
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.facts.alike import Alike, Key
from liushou_desk.services.facts.places import places
from liushou_desk.services.figures.roll import Row, in_scope
from liushou_desk.services.figures.scope import Scope

NO_LONGER_COUNTED = "不再符合口径"
ELSEWHERE = "不在本校区、教学点"
"""Of a campus: still at the school, in a class of another campus or in none."""
OF_ANOTHER_CLASS = "不在本班"
"""Of a class: still at the school, in another class or in none."""


def before_rows(
    session: Session, scope: Scope, roll: list[Row], reader: facts.Reader
) -> Iterator[Row]:
    """Children counted at the last term's day: still counted, or gone and why."""
    now = {row["child_id"]: row for row in roll}
    here = set(facts.register_rows(session, scope.day, scope.day, scope.term_id))
    left = facts.departures(session, scope.day)
    elsewhere = ELSEWHERE if scope.class_id is None else OF_ANOTHER_CLASS
    for child_id in _counted_before(session, scope, reader):
        row = now.get(child_id)
        still = bool(row and row["present"] and row["counted"])
        if row is not None:
            row["counted_before"] = 1
        why, early = None, False
        if child_id in here and not still:
            why = NO_LONGER_COUNTED if row else elsewhere
        elif not still and (departure := left.get(child_id)):
            why, early = departure.counted_as, departure.left_on <= scope.term.first_on
        yield {"child_id": child_id, "still": int(still), "why": why, "early": int(early)}


def _counted_before(session: Session, scope: Scope, reader: facts.Reader) -> Iterator[int]:
    """Children counted on the last term's day."""
    day, before_term = scope.before_day, scope.before_term_id
    if day is None or before_term is None:
        return
    known, definition = places(session), scope.definition
    register = facts.register_rows(session, day, day, before_term)
    alike = Alike(reader, definition, Span(day, day), day)
    counts: dict[Key, bool] = {}
    for child_id, periods in register.plain.items():
        child = register.row._make(periods[-1])
        if not in_scope(child.class_id, known.get(child.class_id), scope):
            continue
        key = alike.history(child, day)
        if key not in counts:
            history = reader.history(register[child_id][-1], day)
            counts[key] = finding(history.facts_on(day), day, definition).counts
        if counts[key]:
            yield child_id
