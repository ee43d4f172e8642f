"""How the two rows that may be one are called, and the few facts that tell them apart."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Child, Household, RegisterPeriod
from liushou_desk.services.duplicates.rows import Party
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.writing.records import in_parts


def child_parties(
    session: Session, child_ids: Collection[int], term: str | None
) -> dict[int, Party]:
    """张小雨 · 三年级1班，2016-03-01出生，青石坪村3组，已离校."""
    names, classes = called(session, child_ids, term), classes_of(session, child_ids, term)
    parties: dict[int, Party] = {}
    for part in in_parts(child_ids):
        rows = session.execute(
            sa.select(Child.id, Child.born_on, Household.home_address, _is_here())
            .join(Household, Household.id == Child.household_id)
            .where(Child.id.in_(part))
        )
        for child_id, born_on, address, is_here in rows:
            facts = (
                classes.get(child_id),
                f"{born_on}出生" if born_on else None,
                address,
                None if is_here else "已离校",
            )
            told = "，".join(fact for fact in facts if fact)
            parties[child_id] = Party(child_id, names[child_id], told)
    return parties


def member_party(row: Any) -> Party:
    """王秀兰 · 祖母."""
    return Party(row.id, row.name, row.relation.noted(row.relation_note))


def mentor_party(row: Any) -> Party:
    """陈文静 · 班主任."""
    return Party(row.id, row.name, row.kind.label)


def _is_here() -> sa.ColumnElement[bool]:
    return sa.exists().where(RegisterPeriod.child_id == Child.id, RegisterPeriod.left_on.is_(None))
