"""The school's follow-up rules as `domain` evaluates them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import Rule
from liushou_desk.models import FollowUpRule


def rules_of(session: Session) -> list[Rule]:
    """The school's rules in force."""
    rows = session.scalars(
        sa.select(FollowUpRule).where(FollowUpRule.is_active).order_by(FollowUpRule.id)
    )
    return [rule_of(row) for row in rows]


def rule_of(row: FollowUpRule) -> Rule:
    """A rule as `domain` evaluates it."""
    return Rule(row.id, row.kind, row.frequency, row.times, row.applies_to, row.since_on)
