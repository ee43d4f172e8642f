"""What the two sides hold, in the words in which a clerk compares them."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import Hardship
from liushou_desk.domain.writing import written
from liushou_desk.models import (
    BoardingPeriod,
    CaregiverPeriod,
    FamilyMember,
    LabelOverride,
    SchoolRecordMark,
    SheetHardship,
    Whereabouts,
)
from liushou_desk.services.duplicates.histories import History, Row
from liushou_desk.services.facts.labelling import BOARDER, DAY_PUPIL
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.whereabouts import where_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SHOWN_PERIODS = 2
_HIDDEN = "*"
_MASKED = ("national_id", "student_number")
_SHOWN_HEAD, _SHOWN_TAIL = 4, 2


class Teller:
    """Words for the cells and histories of one comparison."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._places = places(session)
        self._states: Mapping[str, Callable[[Row], str]] = {
            Whereabouts.__tablename__: _where,
            CaregiverPeriod.__tablename__: self._caregiver,
            BoardingPeriod.__tablename__: lambda row: BOARDER if row["boards"] else DAY_PUPIL,
            SchoolRecordMark.__tablename__: lambda row: row["mark"].label,
            LabelOverride.__tablename__: lambda row: f"{row['about'].label}：{row['reason']}",
        }

    def cell(self, column: str, value: Any) -> str:
        """One cell as a form shows it."""
        if value is None:
            return ""
        if column == "class_id":
            return self._places[value].class_label
        return written(value)

    def history(self, history: History, rows: list[Row]) -> str:
        """The states of an owner, the latest first."""
        tell = self._states[history.model.__tablename__]
        told = [f"{tell(row)}{_since(row[history.first])}" for row in reversed(rows)]
        more = f"；更早{len(told) - _SHOWN_PERIODS}段" if len(told) > _SHOWN_PERIODS else ""
        return "；".join(told[:_SHOWN_PERIODS]) + more

    def hardships(self, sheet_id: int) -> tuple[Hardship, ...]:
        """What is ticked on a sheet, in the order of the words."""
        ticked = sa.select(SheetHardship.hardship).where(SheetHardship.sheet_id == sheet_id)
        found = set(self._session.scalars(ticked))
        return tuple(word for word in Hardship if word in found)

    def _caregiver(self, row: Row) -> str:
        name = sa.select(FamilyMember.name).where(FamilyMember.id == row["member_id"])
        who = self._session.scalar(name) if row["member_id"] else None
        return row["care"].label + (f"（{who}）" if who else "")


def masked(column: str, left: str, right: str) -> tuple[str, str]:
    """Two numbers of which only the signs are shown that tell them apart, and the ends."""
    if column not in _MASKED:
        return left, right
    return _masked(left, right), _masked(right, left)


def _masked(number: str, other: str) -> str:
    shown = (
        sign
        if place < _SHOWN_HEAD
        or place >= len(number) - _SHOWN_TAIL
        or (len(number) == len(other) and sign != other[place])
        else _HIDDEN
        for place, sign in enumerate(number)
    )
    return "".join(shown)


def _where(row: Row) -> str:
    """The delicate too: who must choose between two of them has to see which is which."""
    return where_words(SimpleNamespace(**row | {"unable_why": None}), full=True)


def _since(day: Any) -> str:
    return f"，{day}起" if day else ""
