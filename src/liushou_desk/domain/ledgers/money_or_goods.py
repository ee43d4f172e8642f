"""Money or goods: what either asks for; goods of different units are never added up."""

from liushou_desk.domain.ledgers.kind import Asked
from liushou_desk.domain.words import AidKind


def money_or_goods(key: str) -> tuple[Asked, ...]:
    """The lines of a record whose column `key` says which of the two was given."""
    return (
        Asked("fen", key, AidKind.CASH, "资金要填金额。"),
        Asked("quantity", key, AidKind.GOODS, "物资要填数量。"),
        Asked(
            "quantity_unit",
            key,
            AidKind.GOODS,
            "物资要填单位：件、册、份等，不同单位不能相加。",
        ),
    )
