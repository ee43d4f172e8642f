"""台账: the small ledgers of the office, each as data.

A kind says what its records hold, whom they are about, on which day they count, what is counted
and what is refused; list, form, figures, statistics, export, recycle bin, removal, comparing, time
line, gallery and menu read it from here. A new ledger is a file here, its name in `LEDGERS`, a
mapped class and a revision. Pairing, diary and activities have rules of their own: no ledgers.
"""

from liushou_desk.domain.ledgers.absence import ABSENCE
from liushou_desk.domain.ledgers.aid import AID, AID_STANDARD
from liushou_desk.domain.ledgers.award import AWARD, HELPER_AWARD
from liushou_desk.domain.ledgers.care_agreement import CARE_AGREEMENT
from liushou_desk.domain.ledgers.children_home import HOME_ITEM, HOME_OPENING
from liushou_desk.domain.ledgers.duty_round import DUTY_ROUND
from liushou_desk.domain.ledgers.giving import GIVING, PUBLICITY
from liushou_desk.domain.ledgers.growth_note import GROWTH_NOTE
from liushou_desk.domain.ledgers.health import CHECKUP, MEDICAL
from liushou_desk.domain.ledgers.kind import About, LedgerKind
from liushou_desk.domain.ledgers.leading_group import LEADING_GROUP
from liushou_desk.domain.ledgers.mentors import HOME_STAY, MENTOR_AGREEMENT, MENTOR_LEAVE
from liushou_desk.domain.ledgers.office_work import INSPECTION, REGULATION, TRAINING, WORK_NOTE
from liushou_desk.domain.ledgers.parents import CARE_CONFIRMATION, HOME_LETTER
from liushou_desk.domain.ledgers.restricted import COUNSELLING, MANDATORY_REPORT
from liushou_desk.domain.ledgers.safety import DRILL, HAZARD, SAFETY_PLEDGE
from liushou_desk.domain.ledgers.school_day import SCHOOL_DAY
from liushou_desk.domain.ledgers.study_plan import STUDY_PLAN
from liushou_desk.domain.ledgers.tally import TALLY
from liushou_desk.domain.ledgers.transfer import FILE_TRANSFER
from liushou_desk.domain.ledgers.wish import WISH

LEDGERS: tuple[LedgerKind, ...] = (
    *(AID, AID_STANDARD, WISH, CARE_AGREEMENT, TALLY),
    *(MENTOR_AGREEMENT, MENTOR_LEAVE, HOME_STAY, STUDY_PLAN),
    *(HAZARD, DRILL, SAFETY_PLEDGE, DUTY_ROUND, ABSENCE),
    *(MEDICAL, CHECKUP, GROWTH_NOTE),
    *(CARE_CONFIRMATION, HOME_LETTER),
    *(HOME_ITEM, HOME_OPENING),
    *(GIVING, PUBLICITY),
    *(COUNSELLING, MANDATORY_REPORT),
    *(LEADING_GROUP, TRAINING, INSPECTION, REGULATION, AWARD, HELPER_AWARD, WORK_NOTE),
    SCHOOL_DAY,
    FILE_TRANSFER,
)
"""In the order of the menu, group by group."""
__all__ = [
    "ABSENCE",
    "AID",
    "AID_STANDARD",
    "AWARD",
    "BY_TABLE",
    "CARE_AGREEMENT",
    "COUNSELLING",
    "FILE_TRANSFER",
    "HELPER_AWARD",
    "HOME_ITEM",
    "HOME_STAY",
    "LEADING_GROUP",
    "LEDGERS",
    "MANDATORY_REPORT",
    "MENTOR_AGREEMENT",
    "MENTOR_LEAVE",
    "OF_CHILD",
    "SCHOOL_DAY",
    "TALLY",
    "About",
    "LedgerKind",
]

BY_TABLE = {kind.table: kind for kind in LEDGERS}
OF_CHILD = tuple(kind.table for kind in LEDGERS if kind.about is About.CHILD)
"""The tables of ledgers about children."""
