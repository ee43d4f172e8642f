"""A register of thousands of children, every combination of facts about as likely as another."""

import random
from datetime import date, timedelta
from typing import Any

from liushou_desk import models
from liushou_desk.domain import words
from liushou_desk.domain.decisions import CHOICES
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.writing.ledger import Ledger

TERM, DAY = "2026-2027-1", date(2026, 11, 20)
FIRST, LAST = date(2026, 9, 1), date(2027, 2, 21)


class LargeRegister:
    """Writes the children one after the other into one ledger."""

    def __init__(self, ledger: Ledger, rng: random.Random) -> None:
        self.ledger, self.rng = ledger, rng
        ledger.insert(
            models.SchoolProfile,
            name="万人学校",
            pupil_key="00",
            primary_years=6,
            definition=words.DefinitionKind.SCHOOL_RECORD,
            away_months=3,
            late_after_days=14,
            age_limit=16,
            visit_days=30,
            preschool_inside=False,
            rural_only=False,
            lost_is_away=True,
            mentor_limit=3,
        )
        self.term = ledger.insert(
            models.Term, code=TERM, first_on=FIRST, last_on=LAST, survey_on=FIRST, cutoff_on=DAY
        )
        campus = ledger.insert(models.Campus, name="本部", is_main=True)
        places = [(words.Stage.PRIMARY, grade) for grade in range(1, 7)]
        places += [(words.Stage.JUNIOR, grade) for grade in range(7, 10)]
        self.classes = [
            ledger.insert(
                models.SchoolClass, campus_id=campus, stage=stage, grade=grade, number=number
            )
            for stage, grade in places
            for number in range(1, 9)
        ]

    def child(self) -> None:
        """One child with a family of its own."""
        home = self.ledger.insert(models.Household, home_address="青石坪村")
        for relation in (words.Relation.FATHER, words.Relation.MOTHER):
            self._parent(home, relation)
        child = self.ledger.insert(
            models.Child,
            household_id=home,
            name="张小雨",
            sex=self._any(words.Sex),
            born_on=self._maybe(self._day(date(2007, 1, 1), date(2021, 1, 1)), 0.95),
            is_orphan=self.rng.random() < 0.02,
            is_migrant=self.rng.random() < 0.2,
            is_other_care=self.rng.random() < 0.2,
            disability=self._maybe("肢体", 0.05),
        )
        left = self._maybe(self._day(), 0.1)
        self.ledger.insert(
            models.RegisterPeriod,
            child_id=child,
            entered_on=FIRST,
            left_on=left,
            left_why=left and words.LeaveReason.TRANSFERRED,
        )
        self._school_year(child)
        self._dated(models.CaregiverPeriod, child, care=self.rng.choice(list(words.Care)))
        self._dated(models.BoardingPeriod, child, boards=self.rng.random() < 0.4)
        for about, choices in CHOICES.items():
            if self.rng.random() < 0.08:
                said = {"about": about, "value": self.rng.choice(choices), "reason": "家访核实"}
                self._dated(models.LabelOverride, child, **said)

    def _parent(self, home: int, relation: words.Relation) -> None:
        if self.rng.random() < 0.1:
            return
        member = self.ledger.insert(
            models.FamilyMember, household_id=home, name="王秀兰", relation=relation
        )
        turn = self._day()
        for first, last in ((None, turn), (turn, None)):
            status = self._any(words.ParentStatus) or words.ParentStatus.WORKS_AWAY
            away = status is words.ParentStatus.WORKS_AWAY
            self.ledger.insert(
                models.Whereabouts,
                member_id=member,
                from_on=first,
                to_on=last,
                status=status,
                away_since=self._maybe(self._day(date(2026, 6, 1)), 0.7) if away else None,
                able_to_care=self.rng.choice((None, None, True, False)),
                unable_why=self.rng.choice((None, "重病", "年老")),
            )

    def _school_year(self, child: int) -> None:
        if self.rng.random() < 0.9:
            mark = self.rng.choice(list(words.Mark))
            row = {"mark": mark, "source": "册", "marked_on": self._day()}
            self.ledger.insert(models.SchoolRecordMark, child_id=child, **row)
        sheet = self.ledger.insert(
            models.TermSheet,
            child_id=child,
            term_id=self.term,
            class_id=self._maybe(self.rng.choice(self.classes), 0.97),
            health=self._any(words.Health),
            verified_on=self._maybe(self._day(), 0.8),
        )
        for hardship in self.rng.sample(list(words.Hardship), self.rng.choice((0, 0, 0, 1, 2))):
            self.ledger.insert(models.SheetHardship, sheet_id=sheet, hardship=hardship)

    def _dated(self, model: type[models.Base], child: int, **state: Any) -> None:
        """Mostly one that has held always, sometimes none, or one that begins or ends in term."""
        if self.rng.random() < 0.95:
            first, last = sorted((self._day(), self._day()))
            first, last = self._maybe(first, 0.3), self._maybe(last, 0.1)
            self.ledger.insert(model, child_id=child, from_on=first, to_on=last, **state)

    def _any(self, kind: Any) -> Any:
        """Any word of a kind, or none."""
        return self.rng.choice((*kind, None))

    def _maybe(self, value: Any, share: float) -> Any:
        return value if self.rng.random() < share else None

    def _day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.rng.randrange((last - first).days))


def fill_office(office: OfficeFile, children: int, seed: int) -> None:
    """Put a large register into an office file that is empty."""
    with office.action("万人登记册") as session:
        ledger = Ledger(session)
        register = LargeRegister(ledger, random.Random(seed))
        for _ in range(children):
            register.child()
        ledger.write(session)
