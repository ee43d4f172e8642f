"""The columns of a ledger's list, made from its kind."""

from collections.abc import Callable
from typing import Any

from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Whom
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.ledgers.listing import LedgerLine
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column


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
    return Column(
        kind.label(key),
        lambda line: line.cells[key],
        width,
        key=_sort_key(key) if is_number else None,
        right=is_number,
        tone=_tone,
        field=field or _NAMES[kind.choice(key).whom],
    )


_NAMES = {Whom.MEMBER: FIELDS["family_member", "name"], Whom.MENTOR: FIELDS["mentor", "name"]}
"""What a column tells that names a chosen person."""


def _sort_key(key: str) -> Callable[[LedgerLine], Any]:
    return lambda line: -1 if line.values[key] is None else line.values[key]


def _tone(line: LedgerLine) -> Tone:
    """Quiet once it holds no more."""
    return Tone.QUIET if line.is_over else Tone.PLAIN
