"""The school's follow-up rules as `domain` evaluates them."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import SHOWN_KINDS
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.rule_words import GRADE_NAME, kinds_of
from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.models import FollowUpRule
from liushou_desk.services.facts.places import places

_PARTS = tuple(field.key for field in RULE_FIELDS if field.key != "source")


def rules_of(session: Session) -> list[Rule]:
    """The school's rules in force; whether a child has what is restricted is told by none."""
    rows = session.scalars(
        sa.select(FollowUpRule)
        .where(FollowUpRule.is_active, FollowUpRule.kind.in_(SHOWN_KINDS))
        .order_by(FollowUpRule.id)
    )
    return [rule_of(session, row) for row in rows]


def rule_of(session: Session, row: FollowUpRule) -> Rule:
    """A rule of the file as `domain` evaluates it."""
    place = places(session).get(row.class_id) if row.class_id else None
    return rule_from(row.cells(), place.class_label if place else "")


def rule_from(cells: Mapping[str, Any], class_name: str) -> Rule:
    """A rule from its cells (and `id`)."""
    parts: dict[str, Any] = {key: cells.get(key) for key in _PARTS}
    parts["also"] = kinds_of(cells.get("also")) & set(SHOWN_KINDS)
    named = class_name or GRADE_NAME.shown(cells.get("grade"))
    return Rule(id=cells["id"], named=named, **parts)
