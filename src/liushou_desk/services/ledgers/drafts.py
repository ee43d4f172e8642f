"""The names that half-filled forms of ledgers are kept under.

A new record of a settled child is kept by the child, any other form by the record: under one name
the two would take each other's words.
"""

from liushou_desk.domain.ledgers import BY_TABLE, LedgerKind

OF_RECORD, OF_CHILD = "ledger", "ledger_of"


def draft_of(
    kind: LedgerKind, record_id: int | None, child_id: int | None
) -> tuple[str, int | None]:
    """Name and number of a form's draft."""
    if record_id is None and child_id is not None:
        return f"{OF_CHILD} {kind.table}", child_id
    return f"{OF_RECORD} {kind.table}", record_id


def kind_of_draft(form: str) -> LedgerKind | None:
    """The ledger of a draft; None for one of another form."""
    word, _, table = form.partition(" ")
    return BY_TABLE.get(table) if word in (OF_RECORD, OF_CHILD) else None
