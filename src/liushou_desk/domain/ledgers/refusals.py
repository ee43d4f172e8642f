"""Refusals that several ledgers share."""

from collections.abc import Iterator

from liushou_desk.domain.ledgers.kind import Row
from liushou_desk.domain.remarks import Remark

Named = tuple[str, str]
"""A column and what it is called."""


def in_order(row: Row, first: Named, *later: Named) -> Iterator[Remark]:
    """No later day lies before the first."""
    for key, label in later:
        if row[first[0]] and row[key] and row[key] < row[first[0]]:
            yield Remark(f"{label}早于{first[1]}，请改其中一个日期。", key, blocks=True)


def at_least_one(row: Row, *counted: Named) -> Iterator[Remark]:
    """Nought is a slip of the hand: then there was nothing to write down."""
    for key, label in counted:
        if row[key] == 0:
            yield Remark(f"{label}不能是0，没有的请空着或不登记。", key, blocks=True)


def goods_are_counted(row: Row) -> Iterator[Remark]:
    """Goods have a number and a unit, for different units are never added up."""
    if not row["quantity"]:
        yield Remark("物资要填数量。", "quantity", blocks=True)
    if not row["quantity_unit"]:
        yield Remark("物资要填单位：件、册、份等，不同单位不能相加。", "quantity_unit", blocks=True)
