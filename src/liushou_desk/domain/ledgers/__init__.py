"""台账: the small ledgers of the office, each as data.

A kind says what its records hold, whom they are about, on which day they count, what is counted
and what is refused; list, form, figures, statistics, export, recycle bin, removal, comparing, time
line, gallery and menu read it from here. A new ledger is a file here, its name in `LEDGERS`, a
mapped class and a revision. Pairing, diary and activities have rules of their own: no ledgers.
"""

from liushou_desk.domain.ledgers.aid import AID, AID_STANDARD
from liushou_desk.domain.ledgers.care_agreement import CARE_AGREEMENT
from liushou_desk.domain.ledgers.kind import About, LedgerKind
from liushou_desk.domain.ledgers.leading_group import LEADING_GROUP
from liushou_desk.domain.ledgers.tally import TALLY

LEDGERS: tuple[LedgerKind, ...] = (AID, AID_STANDARD, CARE_AGREEMENT, TALLY, LEADING_GROUP)
"""In the order of the menu."""
__all__ = [
    "AID",
    "AID_STANDARD",
    "BY_TABLE",
    "CARE_AGREEMENT",
    "LEADING_GROUP",
    "LEDGERS",
    "OF_CHILD",
    "TALLY",
    "About",
    "LedgerKind",
]

BY_TABLE = {kind.table: kind for kind in LEDGERS}
OF_CHILD = tuple(kind.table for kind in LEDGERS if kind.about is About.CHILD)
"""The tables of ledgers about children."""
