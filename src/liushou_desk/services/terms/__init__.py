"""学期: opening the next term, 升级 and 毕业 between two school years, verifying the sheets."""

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
    "Fate",
    "Opened",
    "OpeningPlan",
    "OpeningRow",
    "Preschool",
    "SheetFact",
    "SheetRow",
    "TermChoice",
    "list_sheets",
    "open_term",
    "plan_opening",
    "sheet_facts",
    "terms_to_open",
    "unverify",
    "verify",
]
