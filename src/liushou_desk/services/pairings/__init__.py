"""结对帮扶: who helps, whom they help and since when. `mentors` and `pairs`.

A pairing is kept from its first day until before `to_on`, as all dated rows are. A clerk writes the
last day on which it held (结束日期), so form and list speak of that day: `pairs` alone converts.
"""

from liushou_desk.services.pairings.accepting import begin_pairings, hand_over
from liushou_desk.services.pairings.coverage import Coverage, CoverageChip, read_coverage
from liushou_desk.services.pairings.mentors import (
    MentorRow,
    list_mentors,
    own_mentors,
    remove_mentor,
    save_mentor,
)
from liushou_desk.services.pairings.pairs import (
    PairingRow,
    amend_pairing,
    end_pairing,
    last_day,
    list_pairings,
    remove_pairing,
    start_pairings,
    unpaired,
)
from liushou_desk.services.pairings.plan import (
    PairingPlan,
    PlanRow,
    Taker,
    plan_pairings,
    plan_succession,
)
from liushou_desk.services.pairings.reviewing import review_start

__all__ = [
    "Coverage",
    "CoverageChip",
    "MentorRow",
    "PairingPlan",
    "PairingRow",
    "PlanRow",
    "Taker",
    "amend_pairing",
    "begin_pairings",
    "end_pairing",
    "hand_over",
    "last_day",
    "list_mentors",
    "list_pairings",
    "own_mentors",
    "plan_pairings",
    "plan_succession",
    "read_coverage",
    "remove_mentor",
    "remove_pairing",
    "review_start",
    "save_mentor",
    "start_pairings",
    "unpaired",
]
