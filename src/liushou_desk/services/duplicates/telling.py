"""What the two sides hold, in the words in which a clerk compares them."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.tables import FIELDS
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
HIDDEN = "（已隐藏）"
Both = tuple[Any, Any]
"""Of the left side and of the right one."""


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


def covers_of(table: str, column: str, values: Both, told: Both) -> tuple[str, str] | None:
    """What stands for two values that are told so, None where both may stand open."""
    field = FIELDS.get((table, column))
    covers = [cover_of(field, value) if field else None for value in values]
    if covers == [None, None]:
        return None
    left, right = (
        text if cover is None else cover or HIDDEN for text, cover in zip(told, covers, strict=True)
    )
    return left, right


def is_delicate(table: str, rows: list[Row]) -> bool:
    """Whether one of the dated rows says what is not told to everybody."""
    cells = ((FIELDS.get((table, column)), value) for row in rows for column, value in row.items())
    return any(field and cover_of(field, value) is not None for field, value in cells)


def _where(row: Row) -> str:
    """The delicate too, for whoever asks to see which is which."""
    return where_words(SimpleNamespace(**row | {"unable_why": None}), full=True)


def _since(day: Any) -> str:
    return f"，{day}起" if day else ""
