"""One child's record as its form shows it: what is delicate stays in the file until asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.masking import cover_of
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.services.register.photo import read_photo
from liushou_desk.services.register.standing import Standing, standing_of
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.writing.stale import Sealed


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """The values of the form by key; `siblings` share the household and change with it.

    `covered` says what stands on the screen for the values that are not handed out (`unmask`);
    empty where the whole line is to be hidden.
    """

    child_id: int
    called: str
    values: Mapping[str, Value | None]
    siblings: tuple[str, ...]
    covered: Mapping[str, str]
    photo: bytes | None
    seen: Mapping[str, Value | Sealed | None]
    """What the file holds, with what is not handed out sealed: saving compares it (`stale`)."""
    standing: Standing

    @property
    def is_private(self) -> bool:
        """家长不愿公开."""
        return bool(self.values["child.is_private"])


def read_child(office: OfficeFile, child_id: int, term: str) -> ChildRecord:
    """What is on file of a child now, with the term's sheet as it is or would be carried forward.

    Raises `RuleConflict` where the child has been removed.
    """
    with office.reading() as session:
        file = read_file(session, child_id, term)
        others = siblings_of(session, file.child["household_id"], child_id)
        names = called(session, (child_id, *others), term)
        siblings = tuple(names[other] for other in others)
        values = file.values()
        covers = {key: cover_of(ENTRIES[key], value) for key, value in values.items()}
        covered = {key: sign for key, sign in covers.items() if sign is not None}
        shown = {key: value for key, value in values.items() if key not in covered}
        photo = read_photo(session, child_id)
        seen = shown | {key: Sealed.of(values[key]) for key in covered}
        standing = standing_of(session, child_id, office.today)
        return ChildRecord(
            child_id, names[child_id], shown, siblings, covered, photo, seen, standing
        )


def classes_to_choose(office: OfficeFile) -> tuple[str, ...]:
    """The classes on file as the form writes them."""
    return tuple(row.label for row in list_classes(office, None))


def siblings_of(session: Session, household_id: int, child_id: int) -> tuple[int, ...]:
    """The other children of a household."""
    same_home = sa.select(Child.id).where(Child.household_id == household_id)
    return tuple(session.scalars(same_home.where(Child.id != child_id).order_by(Child.id)))
