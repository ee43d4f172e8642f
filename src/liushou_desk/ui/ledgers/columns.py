"""The columns of a ledger's list, made from its kind."""

from collections.abc import Callable
from typing import Any

from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Whom
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.ledgers.listing import LedgerLine
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column

LATE = "逾期"


def columns_of(kind: LedgerKind) -> tuple[Column[LedgerLine], ...]:
    """The child and its class, where the ledger is about children, then what the kind shows."""
    child = (
        Column[LedgerLine](
            "儿童", lambda line: line.child, 5, tone=_tone, field=FIELDS["child", "name"]
        ),
        Column[LedgerLine](
            "班级", lambda line: line.school_class, 6, field=FIELDS["school_class", "name"]
        ),
    )
    shown = tuple(_column(kind, key, width) for key, width in kind.columns)
    return (child if kind.about is About.CHILD else ()) + shown


def _column(kind: LedgerKind, key: str, width: float) -> Column[LedgerLine]:
    field = kind.field(key)
    is_number = field is not None and field.is_number
    is_due = kind.settles is not None and kind.settles.due == key
    return Column(
        kind.label(key),
        _due(key) if is_due else lambda line: line.cells[key],
        width + len(LATE) * is_due,
        key=_sort_key(key) if is_number else None,
        right=is_number,
        tone=_due_tone if is_due else _tone,
        field=field or _NAMES[kind.choice(key).whom],
    )


_NAMES = {Whom.MEMBER: FIELDS["family_member", "name"], Whom.MENTOR: FIELDS["mentor", "name"]}
"""What a column tells that names a chosen person."""


def _sort_key(key: str) -> Callable[[LedgerLine], Any]:
    return lambda line: -1 if line.values[key] is None else line.values[key]


def _due(key: str) -> Callable[[LedgerLine], str]:
    return lambda line: line.cells[key] + (LATE if line.is_late else "")


def _due_tone(line: LedgerLine) -> Tone:
    return Tone.BAD if line.is_late else _tone(line)


def _tone(line: LedgerLine) -> Tone:
    """Quiet once it holds no more or is settled."""
    return Tone.QUIET if line.is_over else Tone.PLAIN
