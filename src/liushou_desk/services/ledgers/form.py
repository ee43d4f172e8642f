"""What the form of a ledger's record asks for and shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Row
from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.picking import Pick
from liushou_desk.models import Base, RegisterPeriod
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts import naming
from liushou_desk.services.facts.naming import called
from liushou_desk.services.ledgers.people import picks_of
from liushou_desk.services.ledgers.standards import Amounts, amounts
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.picking import register_picks
from liushou_desk.services.register.unmask import RESTRICTED_SEEN
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import found

CHILDREN = "children"
"""The line of a form that names the children."""


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """A record as its form shows it; without id it is a new one."""

    record_id: int | None
    child_id: int | None
    """Whom it is about, where that is settled."""
    called: str
    values: Row
    picks: Mapping[str, tuple[Pick, ...]]
    """Whom each line that names somebody offers, by its key."""
    amounts: Amounts
    """What an item comes to by the school's standards."""
    covered: Mapping[str, str]
    """What stands for the values that are shown on demand only."""


def read_form(
    office: OfficeFile,
    kind: LedgerKind,
    term: str,
    record_id: int | None = None,
    child_id: int | None = None,
) -> LedgerForm:
    """The form of a record, or an empty one, perhaps of a child that is settled.

    Raises `InputProblem` for a record, `RuleConflict` for a child that was removed.
    """
    with office.reading() as session:
        there: Any = found(session, Base.of_table(kind.table), record_id) if record_id else None
        if there is not None and kind.about is About.CHILD:
            child_id = there.child_id
        name, whom = "", tuple[int, ...]()
        picks: dict[str, tuple[Pick, ...]] = {}
        if child_id is not None:
            require_child(session, child_id)
            name, whom = called(session, (child_id,), term)[child_id], (child_id,)
        elif kind.about is About.CHILD:
            picks[CHILDREN] = _children(session, term, office.today)
            whom = tuple(pick.id for pick in picks[CHILDREN])
        picks |= {one.key: picks_of(session, one, whom, term, office.today) for one in kind.choices}
        values = {} if there is None else shown(kind, there)
        covered = {
            field.key: cover
            for field in kind.fields
            if (cover := cover_of(field, values.get(field.key))) is not None
        }
        told = {key: value for key, value in values.items() if key not in covered}
        return LedgerForm(record_id, child_id, name, told, picks, amounts(session, kind), covered)


def _children(session: Session, term: str, today: date) -> tuple[Pick, ...]:
    """Who is on the register, and who left in the term: a day before may be written down yet."""
    here = register_picks(session, term, today)
    span, known = term_days(session, term).span, {pick.id for pick in here}
    left = sa.select(RegisterPeriod.child_id, RegisterPeriod.left_on).where(
        RegisterPeriod.left_on.between(span.first, span.last)
    )
    rows = session.execute(left.order_by(RegisterPeriod.left_on))
    gone: dict[int, date | None] = {
        child_id: day for child_id, day in rows if child_id is not None and child_id not in known
    }
    named = naming.picks(session, list(gone), term)
    return *here, *(replace(one, called=f"{one.called}，{gone[one.id]}离校") for one in named)


def reveal(
    office: OfficeFile, kind: LedgerKind, record_id: int, keys: Collection[str]
) -> Mapping[str, Any]:
    """The values that a form covers, after noting in the journal that they were looked at.

    Raises `InputProblem` where the record was removed.
    """
    with office.reading() as session:
        record: Any = found(session, Base.of_table(kind.table), record_id)
        values = {key: getattr(record, key) for key in keys}
        about = {"child": record.child_id} if kind.about is About.CHILD else {}
    with office.action(RESTRICTED_SEEN, undoable=False, **about, fields=sorted(keys)):
        pass
    return values


def running(office: OfficeFile, kind: LedgerKind, child_id: int) -> int | None:
    """The record of a child that holds today, the latest begun; else the next to begin, if any."""
    model, today = Base.of_table(kind.table), office.today
    with office.reading() as session:
        mine = sa.select(model).where(model.child_id == child_id)
        rows = [record.cells() for record in session.scalars(mine.order_by(model.id))]
    rows = [row for row in rows if kind.until is None or kind.until.holds(row, today)]
    begun = [row for row in rows if row[kind.day] <= today]
    if begun:
        return int(max(begun, key=lambda row: (row[kind.day], row["id"]))["id"])
    return int(min(rows, key=lambda row: (row[kind.day], row["id"]))["id"]) if rows else None


def shown(kind: LedgerKind, record: Any) -> dict[str, Any]:
    """A record on file by the keys of its form."""
    values = {field.key: getattr(record, field.key) for field in kind.fields}
    for choice in kind.choices:
        chosen = getattr(record, choice.key)
        values[choice.key] = () if chosen is None else (chosen,)
    return values


def stated(kind: LedgerKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says as a record has it: lines that are not asked for say nothing."""
    row = {field.key: values.get(field.key) for field in kind.fields}
    for choice in kind.choices:
        row[choice.key] = next(iter(values.get(choice.key) or ()), None)
    row |= {asked.key: None for asked in kind.asked if row[asked.where] is not asked.says}
    return row
