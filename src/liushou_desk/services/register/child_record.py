"""One child's record as its form shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import Value
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.naming import called
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.school import list_classes


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """The values of the form by key; `siblings` share the household and change with it."""

    child_id: int
    called: str
    values: Mapping[str, Value | None]
    siblings: tuple[str, ...]


def read_child(office: OfficeFile, child_id: int, term: str) -> ChildRecord:
    """What is on file of a child now, with the term's sheet as it is or would be carried forward.

    Raises `RuleConflict` where the child has been removed.
    """
    with office.reading() as session:
        file = read_file(session, child_id, term)
        others = _siblings(session, file.child["household_id"], child_id)
        names = called(session, (child_id, *others), term)
        siblings = tuple(names[other] for other in others)
        return ChildRecord(child_id, names[child_id], file.values(), siblings)


def classes_to_choose(office: OfficeFile) -> tuple[str, ...]:
    """The classes on file as the form writes them."""
    return tuple(row.label for row in list_classes(office, None))


def _siblings(session: Session, household_id: int, child_id: int) -> tuple[int, ...]:
    same_home = sa.select(Child.id).where(Child.household_id == household_id)
    return tuple(session.scalars(same_home.where(Child.id != child_id).order_by(Child.id)))
