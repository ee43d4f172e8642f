"""选用台账: which of the ledgers a school keeps, and taking one up or putting it aside."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import BY_TABLE, LEDGERS, LedgerKind
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Base, LedgerChoice
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.ledgers_used import choices_of, filled_ledgers, used_ledgers


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A ledger to choose: whether it is kept, and how many records it holds."""

    kind: LedgerKind
    is_used: bool
    records: int


def kept_ledgers(office: OfficeFile) -> tuple[LedgerKind, ...]:
    """The ledgers the menu shows, in its order."""
    with office.reading() as session:
        used = used_ledgers(session)
    return tuple(kind for kind in LEDGERS if kind.table in used)


def list_choices(office: OfficeFile) -> tuple[ChoiceLine, ...]:
    """All there are, in the order of the menu."""
    with office.reading() as session:
        used = used_ledgers(session)
        return tuple(
            ChoiceLine(kind, kind.table in used, _records(session, kind)) for kind in LEDGERS
        )


def choose_ledger(office: OfficeFile, table: str, *, is_used: bool) -> None:
    """Take a ledger up or put it aside. Raises `RuleConflict` for one that holds records."""
    kind = BY_TABLE[table]
    with office.reading() as session:
        if not is_used and table in filled_ledgers(session):
            raise RuleConflict(
                f"“{kind.title}”里有记录，一直显示，没有改动。",
                "不要这些记录时，先在台账里删除，再不选用。",
            )
        if choices_of(session).get(table, not kind.optional) is is_used:
            return
    sentence = f"选用台账“{kind.title}”" if is_used else f"不再选用台账“{kind.title}”"
    with office.action(sentence) as session:
        mine = sa.select(LedgerChoice).where(LedgerChoice.ledger == table)
        choice = session.scalars(mine).one_or_none() or LedgerChoice(ledger=table)
        choice.is_used = is_used
        session.add(choice)


def _records(session: Session, kind: LedgerKind) -> int:
    table = Base.metadata.tables[kind.table]
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
