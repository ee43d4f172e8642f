"""What is said of a ledger's record as a whole: first what its kind declares, then its own."""

from collections.abc import Iterator

from liushou_desk.domain.ledgers.kind import Home, LedgerKind, Row
from liushou_desk.domain.remarks import Remark


def remarks(kind: LedgerKind, row: Row, home: Home) -> Iterator[Remark]:
    """All of it; what `blocks` is refused when the record is saved."""
    yield from _nobody_chosen(kind, row)
    for first, *later in kind.order:
        yield from _in_order(kind, row, first, later)
    for key in kind.positive:
        if row[key] == 0:
            said = f"{kind.label(key)}不能是0，没有的请空着或不登记。"
            yield Remark(said, key, blocks=True)
    for asked in kind.asked:
        if asked.wanted and row[asked.where] is asked.says and not row[asked.key]:
            yield Remark(asked.wanted, asked.key, blocks=True)
    yield from kind.refuse(row, home)


def _nobody_chosen(kind: LedgerKind, row: Row) -> Iterator[Remark]:
    for choice in kind.choices:
        if choice.must and row[choice.key] is None:
            said = f"请选择{choice.label}；名单里没有的，先在“结对帮扶”里新增帮扶人。"
            yield Remark(said, choice.key, blocks=True)


def _in_order(kind: LedgerKind, row: Row, first: str, later: list[str]) -> Iterator[Remark]:
    for key in later:
        if row[first] and row[key] and row[key] < row[first]:
            said = f"{kind.label(key)}早于{kind.label(first)}，请改其中一个日期。"
            yield Remark(said, key, blocks=True)
