"""Where a child belongs: its class and campus, as rows name them."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.terms import grade_label
from liushou_desk.domain.words import Stage
from liushou_desk.models import Campus, SchoolClass
from liushou_desk.services.facts.labelling import Row


@dataclass(frozen=True, slots=True)
class Place:
    """A class and where it is."""

    campus_id: int
    campus: str
    is_main: bool
    name: ClassName
    own: str | None = None
    """What the school calls it; None where grade and number say it."""

    @property
    def class_label(self) -> str:
        """启智班 or else 三年级2班, outside the main campus with the place before it."""
        return self.campus_label + (self.own or self.name.label)

    @property
    def order(self) -> tuple[bool, int, int]:
        """The main campus first, then by stage, grade and number."""
        return not self.is_main, self.campus_id, self.name.order

    @property
    def campus_label(self) -> str:
        """What stands before the class: the place, nothing for the main campus."""
        return "" if self.is_main else self.campus


def place_labels(class_id: int | None, place: Place | None) -> Row:
    """A class and where it is, in words; all unknown without one."""
    if place is None:
        names = ("campus_id", "campus", "stage", "grade", "school_class", "class_order")
        return {"class_id": class_id, **dict.fromkeys(names)}
    return {
        "class_id": class_id,
        "campus_id": place.campus_id,
        "campus": place.campus,
        "stage": place.name.stage.label,
        "grade": grade_key(place.name.stage, place.name.grade),
        "school_class": place.class_label,
        "class_order": place.name.order,
    }


def grade_key(stage: Stage, grade: int) -> str:
    """How a grade is named as a group: 1 to 9, or 学前."""
    return Stage.PRESCHOOL.label if stage is Stage.PRESCHOOL else str(grade)


def grade_name(key: str) -> str:
    """一年级 for the group 1; 学前 and 未填 stay."""
    return grade_label(Stage.PRIMARY, int(key)) if key.isdigit() else key


def places(session: Session) -> dict[int | None, Place]:
    """Every class with where it is."""
    rows = session.execute(
        sa.select(
            SchoolClass.id,
            Campus.id,
            Campus.name,
            Campus.is_main,
            SchoolClass.stage,
            SchoolClass.grade,
            SchoolClass.number,
            SchoolClass.name,
        ).join(Campus, Campus.id == SchoolClass.campus_id)
    )
    return {
        class_id: Place(campus_id, campus, is_main, ClassName(stage, grade, number), own)
        for class_id, campus_id, campus, is_main, stage, grade, number, own in rows
    }
