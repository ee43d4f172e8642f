"""The TEMP tables that figures select from. Filled by `fill`, emptied with each new scope."""

from liushou_desk.domain.words import DefinitionKind
from liushou_desk.services.facts.labelling import finding_column
from liushou_desk.services.figures.kinds import (
    ACTIVITY,
    CHILD,
    COUNSELLED,
    ENTRY,
    MENTOR,
    PUPIL,
    RESTRICTED,
    TALLY,
)
from liushou_desk.services.figures.temp import base, table

roll = base(
    "roll",
    {"child_id": (CHILD,)},
    "household_id",
    "present",
    "at_start",
    "gone",
    "left_why",
    "sex",
    "village",
    "age_band",
    "class_id",
    "campus_id",
    "campus",
    "stage",
    "grade",
    "school_class",
    "class_order",
    "counted",
    "preschool",
    "away",
    *(finding_column(kind) for kind in DefinitionKind),
    "agreement",
    "lost_and_away",
    "category",
    "care",
    "caregiver",
    "boards",
    "stage_boards",
    "not_home",
    "agreed",
    "informed",
    "alert",
    "is_orphan",
    "has_hardship",
    "to_file",
    "verified",
    "filed",
    "complete",
    "key_care",
    "numbered",
    "declines_label",
    "first_to_board",
    "first_to_eat",
    "first_to_ride",
    "counted_before",
    section="overview",
    key="child_id",
)
"""A child in care who was on the register at any time in the term up to the day.

Labels hold for the day, or for the child's last day on the register. `present`: 在册 on the day;
`counted`: 留守 under the chosen 口径. `gone`: left by the end of the term. `to_file`: kept as 留守
by mark or facts, verified or not. `not_home`: neither parent is at home."""

care_span = table("care_span", "child_id", "first_on", "last_on")
"""Days on the register on which a child was counted."""

enrolled = base(
    "enrolled",
    {"person_id": (CHILD, PUPIL)},
    *("source", "class_id", "sex", "stage", "grade", "campus", "inside"),
    section="overview",
)
"""Every pupil on the register on the day, in care or not; `inside`: 学段 that the 口径 counts."""

before = base("before", {"child_id": (CHILD,)}, "still", "why", "early", section="changes")
"""Children counted at the last term's day, and why they no longer are; `early`: they left before
this term's first day was over, and so in no term's flow but the last one's."""

hardship = base(
    "roll_hardship", {"child_id": (CHILD,)}, "hardship", "hardship_class", section="overview"
)
"""困境类型 of present counted children, each with its class; one child may have several."""

pair = base(
    "pair",
    {"child_id": (CHILD,), "mentor_id": (MENTOR,)},
    "pairing_id",
    "adult",
    section="coverage",
)
"""Pairings in force on the day, of present counted children."""

handed_over = base(
    "handed_over",
    {"child_id": (CHILD,)},
    section="coverage",
    filling="""
SELECT DISTINCT old.child_id
FROM pairing old
JOIN pairing new ON new.child_id = old.child_id AND new.from_on = old.to_on
    AND new.mentor_id <> old.mentor_id
JOIN mentor giver ON giver.id = old.mentor_id AND giver.kind <> 'pupil'
JOIN mentor taker ON taker.id = new.mentor_id AND taker.kind <> 'pupil'
JOIN temp.care_span s ON s.child_id = old.child_id AND old.to_on BETWEEN s.first_on AND s.last_on
WHERE old.to_on BETWEEN :first AND :until
""",
)
"""A counted child whose adult mentor was followed by another on the same day of the term."""

contact = base(
    "contact",
    {"record_id": (ENTRY, TALLY, RESTRICTED, COUNSELLED), "child_id": (CHILD,)},
    "source",
    "household_id",
    "kind",
    "written_by",
    "happened_on",
    "is_group",
    "reached",
    "times",
    "late",
    "open_concern",
    "has_concern",
    "first_of_record",
    "first_of_household",
    "present",
    "this_month",
    "counts",
    section="coverage",
)
"""A diary record or tally for one child on the register that day, or one seat of a counselling
that names nobody.

`counts`: the child counted as 留守 that day; a rule is satisfied on any other day too.
`this_month`: in the month of the scope's last day."""

compliance = base(
    "compliance",
    {"child_id": (CHILD,)},
    "rule_id",
    "rule",
    "period_on",
    "due_on",
    "times",
    "done",
    "is_done",
    "overdue",
    "child_met",
    "present",
    "tried",
    "reason",
    section="coverage",
)
"""One owed cell of the rule board; `child_met`: no cell of the child is open.

`tried`: attempts on three different days reached nobody (已尽力). `reason`: 未完成原因."""

mentor_compliance = base(
    "mentor_compliance",
    {"mentor_id": (MENTOR,)},
    *("rule_id", "rule", "period_on", "due_on", "times", "done", "is_done", "overdue", "reason"),
    section="coverage",
)
"""One owed cell of a rule that mentors owe: `done` counts the households visited."""

attendance = base(
    "attendance",
    {"child_id": (CHILD,)},
    *("activity_id", "kind"),
    section="activities",
    filling="""
SELECT x.child_id, a.id, a.kind
FROM activity a
JOIN activity_child x ON x.activity_id = a.id
JOIN temp.care_span s ON s.child_id = x.child_id AND a.held_on BETWEEN s.first_on AND s.last_on
WHERE a.held_on BETWEEN :first AND :until
""",
)
"""A counted child on the list of an activity held in the term."""

held = base(
    "held",
    {"activity_id": (ACTIVITY,)},
    *("kind", "head_count", "guardians", "teachers", "cost_fen"),
    section="activities",
    filling="""
SELECT id, kind, head_count, guardians, teachers, cost_fen
FROM activity WHERE held_on BETWEEN :first AND :until
""",
)
"""Activities held in the term up to the day."""

filled = table("filled", "scope")
"""What the tables hold now, so that they are filled once."""
