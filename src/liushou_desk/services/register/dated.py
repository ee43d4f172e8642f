"""How the form changes a dated fact: the old row is closed, a new one opened, today's corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Action, Base, Change
from liushou_desk.services.register.child_form import EFFECTIVE_ON, problem
from liushou_desk.services.writing.ledger import Ledger


class DatedFacts:
    """Changes from one day on: the stated 变动日期, else today."""

    def __init__(
        self, session: Session, ledger: Ledger, today: date, effective_on: date | None
    ) -> None:
        self._session, self._ledger = session, ledger
        self._today, self._stated = today, effective_on
        self._day = effective_on or today

    def change(
        self,
        model: type[Base],
        owner: tuple[str, int],
        current: Mapping[str, Any] | None,
        state: Mapping[str, Any] | None,
    ) -> None:
        """Let the owner (column and id) be in this state from the day on; None: nothing is known.

        The first state on file has held since before anybody wrote it down, unless a day is stated.
        Raises `InputProblem` for a day before the present state began.
        """
        if current is None:
            if state is not None:
                self._open(model, owner, state, self._first_day(model, owner))
            return
        if state is not None and all(current[key] == value for key, value in state.items()):
            return
        if self._is_todays(model, current):
            if state is None:
                self._ledger.delete(model, current["id"])
            else:
                self._ledger.amend(model, current, state)
            return
        begun: date | None = current["from_on"]
        if begun is not None and self._day < begun:
            raise problem(
                EFFECTIVE_ON.key, f"变动日期早于上一次变动（{begun}）", "请填那一天或以后的日期。"
            )
        self._ledger.update(model, current["id"], to_on=self._day)
        if state is not None:
            self._open(model, owner, state, self._day)

    def _open(
        self,
        model: type[Base],
        owner: tuple[str, int],
        state: Mapping[str, Any],
        from_on: date | None,
    ) -> None:
        column, owner_id = owner
        self._ledger.insert(model, **{column: owner_id}, from_on=from_on, **state)

    def _first_day(self, model: type[Base], owner: tuple[str, int]) -> date | None:
        """From always on, unless an earlier state was closed."""
        table, (column, owner_id) = model.__table__, owner
        earlier = sa.select(sa.func.max(table.c.to_on)).where(table.c[column] == owner_id)
        closed_on: date | None = self._session.scalar(earlier)
        return self._stated if closed_on is None else max(self._day, closed_on)

    def _is_todays(self, model: type[Base], current: Mapping[str, Any]) -> bool:
        """Whether a row began on the day, or was written down no earlier than today."""
        if current["from_on"] == self._day:
            return True
        written_at = self._session.scalar(
            sa.select(Action.at)
            .join(Change, Change.action_id == Action.id)
            .where(Change.table_name == model.__tablename__, Change.row_id == current["id"])
            .where(Change.operation == "I")
            .order_by(Action.id)
            .limit(1)
        )
        is_new = written_at is not None and written_at.date() == self._today
        return is_new and self._stated is None and current["from_on"] is None
