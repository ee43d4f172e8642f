"""Which cells of the office file stand behind a line of a child's form, past rows among them."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import (
    Base,
    BoardingPeriod,
    CaregiverPeriod,
    Change,
    FamilyMember,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.register.child_file import RELATIONS, read_family, require_child


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of some rows that follow one another: periods, or a single row."""

    table: str
    column: str
    row_ids: tuple[int, ...]


def cells_of_form(session: Session, child_id: int, keys: Iterable[str]) -> dict[str, Cells]:
    """The cells behind the lines of a child's form, rows of the past among them."""
    reading = _Reading(session, child_id)
    found = {key: reading.cells(key) for key in keys}
    return {key: cells for key, cells in found.items() if cells is not None and cells.row_ids}


class _Reading:
    """Knows which rows a line of the form is read from."""

    def __init__(self, session: Session, child_id: int) -> None:
        self._session, self._child_id = session, child_id
        self._home: int = require_child(session, child_id)["household_id"]
        self._family = read_family(session, self._home)

    def cells(self, key: str) -> Cells | None:
        """None for a line that is no stored value, or is about somebody not on file."""
        part, _, name = key.partition(".")
        if part in RELATIONS:
            return self._of_parent(part, name)
        match part:
            case "child":
                return Cells("child", name, (self._child_id,))
            case "household":
                return Cells("household", name, (self._home,))
            case "caregiver":
                return self._of_caregiver(name)
            case "caregiver_period":
                return self._of_child(CaregiverPeriod, name)
            case "boarding_period":
                return self._of_child(BoardingPeriod, name)
            case "school_record_mark":
                return self._of_child(SchoolRecordMark, name)
            case "term_sheet":
                return self._of_child(TermSheet, "verified_on" if name == "verified" else name)
            case "class":
                return self._of_child(TermSheet, "class_id")
            case "entered_on":
                return self._of_child(RegisterPeriod, "entered_on")
            case "hardship":
                return Cells("sheet_hardship", "hardship", self._ticked())
            case _:
                return None

    def _of_child(self, model: type[Base], column: str) -> Cells | None:
        table = model.__table__
        if column not in table.columns:
            return None
        mine = sa.select(table.c.id).where(table.c.child_id == self._child_id)
        return Cells(model.__tablename__, column, self._ids(mine))

    def _of_parent(self, who: str, name: str) -> Cells | None:
        parent = self._family.parent(who)
        if parent is None:
            return None
        if name in Whereabouts.__table__.columns:
            mine = sa.select(Whereabouts.id).where(Whereabouts.member_id == parent["id"])
            return Cells(Whereabouts.__tablename__, name, self._ids(mine))
        return Cells(FamilyMember.__tablename__, name, (parent["id"],))

    def _of_caregiver(self, name: str) -> Cells | None:
        now = sa.select(CaregiverPeriod.member_id).where(
            CaregiverPeriod.child_id == self._child_id, CaregiverPeriod.to_on.is_(None)
        )
        member_id = self._session.scalar(now)
        if member_id is None or name not in FamilyMember.__table__.columns:
            return None
        return Cells(FamilyMember.__tablename__, name, (member_id,))

    def _ticked(self) -> tuple[int, ...]:
        """The ticks of the latest sheet, also those that were taken away."""
        sheets = self._of_child(TermSheet, "id")
        if sheets is None or not sheets.row_ids:
            return ()
        latest = sheets.row_ids[-1]
        image = sa.func.json_extract(Change.before, "$.sheet_id")
        gone = sa.select(Change.row_id).where(
            Change.table_name == SheetHardship.__tablename__,
            Change.operation == "D",
            image == latest,
        )
        there = sa.select(SheetHardship.id).where(SheetHardship.sheet_id == latest)
        return tuple(sorted({*self._ids(there), *self._ids(gone)}))

    def _ids(self, statement: sa.Select[int]) -> tuple[int, ...]:
        return tuple(sorted(self._session.scalars(statement)))
