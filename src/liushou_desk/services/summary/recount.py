"""复核: the main figures of a paper counted once more, on a way of their own.

Nothing here comes from the catalogue or its TEMP tables: plain selections from the office's tables,
and each child put before the definition by itself, day by day. What both ways agree on is not a
slip of either.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import Finding, finding
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.models import (
    Activity,
    DiaryEntry,
    EntryChild,
    Mentor,
    Pairing,
    RegisterPeriod,
)
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.figures.scope import Scope

_VISITED = (DiaryKind.HOME_VISIT, DiaryKind.TALK)
"""Kinds that no tally stands for: a record is one."""


def recount(session: Session, scope: Scope) -> Mapping[str, int]:
    """Some figures by key; nothing of one campus or class, which has no tables of its own."""
    if scope.campus_id is not None or scope.class_id is not None:
        return {}
    return _Recount(session, scope).numbers()


class _Recount:
    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self.scope = session, scope
        self.reader = facts.Reader.read(session)

    def numbers(self) -> dict[str, int]:
        found = self.stock.values()
        return {
            "in_care": len(self.stock),
            "left_behind": len(self.left_behind),
            "both_parents_away": sum(one is Finding.BOTH for one in found),
            "one_parent_away": sum(one is Finding.ONE for one in found),
            **self._pairings(),
            **{f"times.{kind.label}": self._times(kind) for kind in _VISITED},
            "activities": self._activities(),
        }

    @cached_property
    def stock(self) -> dict[int, Finding]:
        """Every child on the register on the day, and what the definition says of it."""
        day = self.scope.day
        here = facts.register_rows(self.session, day, day, self.scope.term_id)
        return {child_id: self._said(here[child_id][-1], day) for child_id in here}

    @cached_property
    def left_behind(self) -> frozenset[int]:
        """Who counts on the day."""
        return frozenset(child for child, said in self.stock.items() if said.counts)

    def _said(self, child: object, day: date) -> Finding:
        history = self.reader.history(child, self.scope.day)
        return finding(history.facts_on(day), day, self.scope.definition)

    def _pairings(self) -> dict[str, int]:
        day = self.scope.day
        open_ones = sa.select(Pairing.child_id, Pairing.mentor_id, Mentor.kind).where(
            Mentor.id == Pairing.mentor_id,
            sa.func.coalesce(Pairing.from_on, day) <= day,
            sa.or_(Pairing.to_on.is_(None), Pairing.to_on > day),
            sa.or_(Mentor.left_on.is_(None), Mentor.left_on > day),
        )
        pairs = [
            (child, mentor)
            for child, mentor, kind in self.session.execute(open_ones)
            if kind.is_adult and child in self.left_behind
        ]
        return {
            "pairs": len(pairs),
            "paired": len({child for child, _ in pairs}),
            "mentors": len({mentor for _, mentor in pairs}),
        }

    def _times(self, kind: DiaryKind) -> int:
        """Records of a kind, reached and alone, about somebody who counted on their day."""
        first, until = self.scope.term.first_on, self.scope.until
        about = (
            sa.select(DiaryEntry.id, DiaryEntry.happened_on, EntryChild.child_id)
            .join(EntryChild, EntryChild.entry_id == DiaryEntry.id)
            .where(
                DiaryEntry.kind == kind,
                DiaryEntry.reached,
                sa.not_(DiaryEntry.is_group),
                DiaryEntry.happened_on.between(first, until),
            )
        )
        rows = self.session.execute(about).all()
        known = facts.register_rows(self.session, first, until, self.scope.term_id)
        days = self._register_days({child for _, _, child in rows})
        return len(
            {
                entry
                for entry, day, child in rows
                if any(start <= day and (end is None or day < end) for start, end in days[child])
                and self._said(known[child][-1], day).counts
            }
        )

    def _register_days(self, children: Iterable[int]) -> dict[int, list[tuple[date, date | None]]]:
        """From and to of every stay on the register, of children."""
        days: dict[int, list[tuple[date, date | None]]] = {child: [] for child in children}
        stays = sa.select(
            RegisterPeriod.child_id, RegisterPeriod.entered_on, RegisterPeriod.left_on
        )
        for child, entered_on, left_on in self.session.execute(stays):
            if child in days:
                days[child].append((entered_on, left_on))
        return days

    def _activities(self) -> int:
        held = Activity.held_on.between(self.scope.term.first_on, self.scope.until)
        return self.session.scalar(sa.select(sa.func.count()).where(held)) or 0
