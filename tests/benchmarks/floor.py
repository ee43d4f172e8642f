"""The floor of the figures: what one would write by hand for one term, straight on the tables.

It counts the same things in the plainest SQL that is right for the demo's data (one mark in force,
one register period a child); it knows no other definition, no rows behind a number, no spans.
"""

from typing import Any

_ROLL = """
CREATE TEMP TABLE hand_roll AS
SELECT c.id, c.household_id, c.sex, m.mark, k.grade, k.stage, g.care, b.boards, s.verified_on,
       r.left_on IS NULL OR r.left_on > :day AS present
FROM child c
JOIN register_period r ON r.child_id = c.id AND r.entered_on <= :day
     AND (r.left_on IS NULL OR r.left_on > :first)
JOIN school_record_mark m ON m.id = (SELECT max(x.id) FROM school_record_mark x
     WHERE x.child_id = c.id AND x.marked_on <= :day)
LEFT JOIN term_sheet s ON s.child_id = c.id
     AND s.term_id = (SELECT id FROM term WHERE first_on = :first)
LEFT JOIN school_class k ON k.id = s.class_id
LEFT JOIN caregiver_period g ON g.child_id = c.id AND g.to_on IS NULL
LEFT JOIN boarding_period b ON b.child_id = c.id AND b.to_on IS NULL
"""

_CONTACT = """
CREATE TEMP TABLE hand_contact AS
SELECT e.id AS entry_id, x.child_id, h.household_id, e.kind, e.happened_on, e.is_group, e.reached,
       e.concern, e.closed_on
FROM diary_entry e
JOIN entry_child x ON x.entry_id = e.id
JOIN hand_roll h ON h.id = x.child_id AND h.mark <> 'none'
WHERE e.happened_on BETWEEN :first AND :day
"""

_COUNTS = (
    "SELECT count(*), sum(sex = 'male'), sum(sex = 'female'), sum(mark = 'both'),"
    " sum(mark = 'one'), sum(boards), sum(verified_on IS NOT NULL)"
    " FROM hand_roll WHERE present AND mark <> 'none'",
    "SELECT grade, count(*) FROM hand_roll WHERE present AND mark <> 'none' GROUP BY grade",
    "SELECT care, count(*) FROM hand_roll WHERE present AND mark <> 'none' GROUP BY care",
    "SELECT boards, count(*) FROM hand_roll WHERE present AND mark <> 'none' GROUP BY boards",
    "SELECT kind, is_group, reached, count(DISTINCT entry_id), count(*),"
    " count(DISTINCT child_id), count(DISTINCT entry_id || '-' || household_id)"
    " FROM hand_contact GROUP BY kind, is_group, reached",
    "SELECT count(DISTINCT entry_id) FROM hand_contact"
    " WHERE concern IS NOT NULL AND closed_on IS NULL",
    "SELECT kind, times, count(*) FROM tally_entry WHERE month_on BETWEEN :first AND :day"
    " GROUP BY kind, times",
    "SELECT count(DISTINCT p.child_id), count(*), count(DISTINCT p.mentor_id) FROM pairing p"
    " JOIN hand_roll h ON h.id = p.child_id AND h.present AND h.mark <> 'none'"
    " WHERE p.from_on <= :day AND (p.to_on IS NULL OR p.to_on > :day)",
    "SELECT count(*), sum(head_count) FROM activity WHERE held_on BETWEEN :first AND :day",
    "SELECT count(*), count(DISTINCT x.child_id) FROM activity_child x"
    " JOIN activity a ON a.id = x.activity_id AND a.held_on BETWEEN :first AND :day"
    " JOIN hand_roll h ON h.id = x.child_id AND h.mark <> 'none'",
    "SELECT kind, count(DISTINCT child_id), sum(fen), sum(quantity) FROM aid"
    " WHERE granted_on BETWEEN :first AND :day GROUP BY kind",
    "SELECT kind, substr(happened_on, 1, 7), count(DISTINCT child_id) FROM hand_contact"
    " WHERE reached AND NOT is_group AND kind IN ('talk', 'phone_call', 'home_visit')"
    " GROUP BY kind, substr(happened_on, 1, 7)",
    "SELECT count(*) FROM pupil p JOIN register_period r ON r.pupil_id = p.id"
    " AND r.entered_on <= :day AND (r.left_on IS NULL OR r.left_on > :day)",
)


def count_by_hand(connection: Any, first: str, day: str) -> list[list[tuple[Any, ...]]]:
    """Every number of the term; the TEMP tables are dropped again."""
    values = {"first": first, "day": day}
    connection.execute(_ROLL, values)
    connection.execute(_CONTACT, values)
    counts = [connection.execute(statement, values).fetchall() for statement in _COUNTS]
    for table in ("hand_contact", "hand_roll"):
        connection.execute(f"DROP TABLE temp.{table}")
    return counts
