"""Records of a ledger that say the same of both children: written twice, or did it happen twice?

Nobody but the clerk knows, so a comparison asks; proposed is that it was one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.models import Base
from liushou_desk.services.duplicates.joining import kept_apart_by
from liushou_desk.services.duplicates.rows import Line, Side

ONE, BOTH = "是同一条，只留一条", "是两回，都留下"


@dataclass(frozen=True, slots=True)
class Twin:
    """A record of the child that goes, the same as one of the child that stays."""

    kind: LedgerKind
    row_id: int
    said: str

    @property
    def key(self) -> str:
        """Names it as a line of the comparison."""
        return f"{self.kind.table}.{self.row_id}"

    @property
    def line(self) -> Line:
        """The question; left is one, right is both."""
        return Line(self.key, "台账", f"{self.kind.name} {self.said}", ONE, BOTH, Side.LEFT)


def twins(session: Session, kept_id: int, gone_id: int) -> Iterator[Twin]:
    """Every record written in both files, each of the one standing for one of the other."""
    for kind in LEDGERS:
        if kind.about is not About.CHILD or any(_kept_apart(kind)):
            continue
        there = [_said(row) for row in _rows(session, kind, kept_id)]
        for row in _rows(session, kind, gone_id):
            if _said(row) in there:
                there.remove(_said(row))
                told = f"{kind.shown(kind.day, row[kind.day])} {kind.say(row)}"
                yield Twin(kind, row["id"], told)


def _kept_apart(kind: LedgerKind) -> Iterator[bool]:
    """Whether two of them become one in any case."""
    for columns in kept_apart_by(Base.metadata.tables[kind.table]):
        yield "child_id" in columns


def drop(session: Session, twin: Twin) -> None:
    """Let the record of the child that goes go with it."""
    table = Base.metadata.tables[twin.kind.table]
    session.execute(sa.delete(table).where(table.c.id == twin.row_id))


def _rows(session: Session, kind: LedgerKind, child_id: int) -> list[dict[str, Any]]:
    model = Base.of_table(kind.table)
    mine = sa.select(model).where(model.child_id == child_id).order_by(model.id)
    return [record.cells() for record in session.scalars(mine)]


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("id", "child_id")}
