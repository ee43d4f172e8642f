"""学期: opening the next term, its days, 升级 and 毕业 between two years, verifying the sheets."""

from liushou_desk.services.terms.dates import DatedTerm, read_dates, save_dates, values_of
from liushou_desk.services.terms.moving import DatesPlan, Move, plan_dates
from liushou_desk.services.terms.opening import open_term, plan_opening, terms_to_open
from liushou_desk.services.terms.plan import (
    Choices,
    Fate,
    Opened,
    OpeningPlan,
    OpeningRow,
    Preschool,
    TermChoice,
)
from liushou_desk.services.terms.verifying import (
    SheetFact,
    SheetRow,
    list_sheets,
    sheet_facts,
    unverify,
    verify,
)

__all__ = [
    "Choices",
    "DatedTerm",
    "DatesPlan",
    "Fate",
    "Move",
    "Opened",
    "OpeningPlan",
    "OpeningRow",
    "Preschool",
    "SheetFact",
    "SheetRow",
    "TermChoice",
    "list_sheets",
    "open_term",
    "plan_dates",
    "plan_opening",
    "read_dates",
    "save_dates",
    "sheet_facts",
    "terms_to_open",
    "unverify",
    "values_of",
    "verify",
]
