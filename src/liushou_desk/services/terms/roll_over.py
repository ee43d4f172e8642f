"""升级: which class follows a class a year on, and at which campus; 毕业 where none does."""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import LAST_GRADE, ClassName
from liushou_desk.domain.nursery import next_level
from liushou_desk.domain.words import Stage
from liushou_desk.models import Campus, SchoolClass
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.terms.plan import Choices, Preschool
from liushou_desk.services.writing.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Ladder:
    """The grades of one school; `nursery` are the levels of 学前 that it keeps."""

    primary_years: int
    has_junior: bool
    nursery: frozenset[int] = frozenset()
    preschool: Preschool = Preschool.FIRST_GRADE

    def after(self, name: ClassName) -> ClassName | None:
        """The class a year on, its number kept; None where the school ends with it."""
        up = replace(name, grade=name.grade + 1)
        match name.stage:
            case Stage.PRESCHOOL:
                level = next_level(name.grade, self.nursery)
                if level is not None:
                    return replace(name, grade=level)
                enters = self.preschool is Preschool.FIRST_GRADE
                return ClassName(Stage.PRIMARY, 1, name.number or 1) if enters else None
            case Stage.PRIMARY:
                if name.grade < self.primary_years:
                    return up
                return replace(up, stage=Stage.JUNIOR) if self.has_junior else None
            case Stage.JUNIOR:
                return up if name.grade < LAST_GRADE else None


class Classes:
    """The classes on file and those that a roll-over makes."""

    def __init__(self, session: Session, ledger: Ledger, choices: Choices) -> None:
        self._ledger = ledger
        self._places = {key: place for key, place in places(session).items() if key is not None}
        self._ids = {(place.campus_id, place.name): key for key, place in self._places.items()}
        self._kept = {(p.campus_id, p.name.stage, p.name.grade) for p in self._places.values()}
        rows = sa.select(Campus.id, Campus.name, Campus.is_main)
        self._campuses = session.execute(rows.order_by(Campus.is_main.desc(), Campus.id)).all()
        stages = [place.name for place in self._places.values()]
        self._ladder = Ladder(
            profile_of(session).primary_years,
            any(name.stage is Stage.JUNIOR for name in stages),
            frozenset(name.grade for name in stages if name.stage is Stage.PRESCHOOL),
            choices.preschool,
        )
        self._branches_move_up = choices.branches_move_up
        self.made: dict[int, str] = {}
        """New classes with their labels."""
        self.asks_preschool = False
        self.asks_branches = False

    def label(self, class_id: int | None) -> str:
        """三年级2班; empty where there is none."""
        return self._places[class_id].class_label if class_id in self._places else ""

    def order(self, class_id: int | None) -> tuple[bool, int, int]:
        """The place in lists: the main campus first, those without a class last."""
        if class_id is None:
            return True, 0, 10_000
        place = self._places[class_id]
        return not place.is_main, place.campus_id, place.name.order

    def up(self, class_id: int, years: int) -> int | None:
        """The class some years on, made where it is not on file; None after the last grade."""
        place: Place | None = self._places[class_id]
        for _ in range(years):
            place = self._after(place) if place else None
        return self._id_of(place) if place else None

    def _after(self, place: Place) -> Place | None:
        name = self._ladder.after(place.name)
        if place.name.stage is Stage.PRESCHOOL and (name is None or name.stage is Stage.PRIMARY):
            self.asks_preschool = True
        return self._at(self._campus_for(place, name), name) if name else None

    def _campus_for(self, place: Place, name: ClassName) -> int:
        """Where a class goes on: a stage, or a grade of a 教学点, may be kept elsewhere only."""
        own, main = place.campus_id, self._campuses[0].id
        if place.name.stage is not name.stage:
            keeping = {campus for campus, stage, _ in self._kept if stage is name.stage}
            if own in keeping:
                return own
            return next((c.id for c in self._campuses if c.id in keeping), own)
        grade = (name.stage, name.grade)
        if not place.is_main and (own, *grade) not in self._kept and (main, *grade) in self._kept:
            self.asks_branches = True
            return main if self._branches_move_up else own
        return own

    def _at(self, campus_id: int, name: ClassName) -> Place:
        campus = next(row for row in self._campuses if row.id == campus_id)
        return Place(campus_id, campus.name, campus.is_main, name)

    def _id_of(self, place: Place) -> int:
        key = (place.campus_id, place.name)
        if key not in self._ids:
            name = place.name
            made = self._ledger.insert(
                SchoolClass,
                campus_id=place.campus_id,
                stage=name.stage,
                grade=name.grade,
                number=name.number,
            )
            self._ids[key], self._places[made] = made, place
            self.made[made] = place.class_label
        return self._ids[key]
