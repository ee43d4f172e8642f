"""The demo's children, families, classes and mentors."""

from datetime import date, timedelta
from typing import Any

from liushou_desk.domain.terms import TermDays, is_autumn, parse_code
from liushou_desk.domain.words import (
    Care,
    CareGrade,
    Hardship,
    Health,
    Hukou,
    IdKind,
    LeaveReason,
    Mark,
    MentorKind,
    ParentStatus,
    Relation,
    Sex,
    Stage,
)
from liushou_desk.models import (
    BoardingPeriod,
    CareAgreement,
    CaregiverPeriod,
    Child,
    ClassTeacher,
    FamilyMember,
    Household,
    Mentor,
    Pairing,
    PlanReview,
    Pupil,
    PupilClass,
    RegisterPeriod,
    SchoolClass,
    SchoolRecordMark,
    SheetHardship,
    SupportPlan,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.demo import homes
from liushou_desk.services.demo.invented import PLACES, TRADES, Invented
from liushou_desk.services.demo.known import Known
from liushou_desk.services.writing.ledger import Ledger

CHILDREN_PER_CLASS = 40
OUTSIDE = (MentorKind.CARING_MOTHER, MentorKind.CARING_MOTHER, MentorKind.SOCIAL_MOTHER)


class People:
    """Writes everyone into the ledger and remembers what the records ask for."""

    def __init__(
        self, ledger: Ledger, invented: Invented, terms: list[tuple[int, TermDays]], today: date
    ) -> None:
        self.ledger, self.invented, self.terms, self.today = ledger, invented, terms, today
        self.children: list[Known] = []
        self._classes: dict[tuple[int, int, int], int] = {}
        self._homeroom: dict[tuple[int, int], int] = {}
        self._mentors: list[int] = []
        self.outside: list[int] = []
        self._household: tuple[int, str, str] | None = None

    def settle(self, campuses: list[int], children: int) -> None:
        """Classes, mentors, children in care and other pupils."""
        numbers = max(1, children // (6 * CHILDREN_PER_CLASS // 2))
        self._mentors = [self._mentor(MentorKind.TEACHER) for _ in range(max(4, children // 8))]
        self.outside = [self._mentor(kind) for kind in OUTSIDE]
        self._mentors += self.outside
        for _ in range(children):
            grade = self.invented.chance.randrange(1, 7)
            small = grade <= 3 and self.invented.happens(0.2)
            number = 1 if small else self.invented.chance.randrange(1, numbers + 1)
            self._child(campuses[int(small)], grade, number)
        for _ in range(children * 2):
            self._pupil(campuses[0], self.invented.chance.randrange(1, 7), 1)
        self._lead_classes()

    def _lead_classes(self) -> None:
        """Whoever is called 班主任 leads a class of this term, the first of its grade."""
        term_id, _ = self.terms[-1]
        for (campus, grade), mentor_id in self._homeroom.items():
            if class_id := self._classes.get((campus, grade, 1)):
                led = {"class_id": class_id, "term_id": term_id}
                self.ledger.insert(ClassTeacher, mentor_id=mentor_id, **led)

    def _mentor(self, kind: MentorKind) -> int:
        sex = Sex.FEMALE if kind.is_outside or self.invented.happens(0.5) else (Sex.MALE)
        name = self.invented.surname() + self.invented.given(sex)
        queried = self.terms[0][1].first_on - timedelta(days=20) if kind.is_outside else None
        return self.ledger.insert(
            Mentor, name=name, kind=kind, phone=self.invented.phone(), checked_on=queried
        )

    def _class(self, campus: int, grade: int, number: int) -> int:
        key = (campus, grade, number)
        if key not in self._classes:
            self._classes[key] = self.ledger.insert(
                SchoolClass, campus_id=campus, stage=Stage.PRIMARY, grade=grade, number=number
            )
        return self._classes[key]

    def _pupil(self, campus: int, grade: int, number: int) -> None:
        sex = self.invented.chance.choice(list(Sex))
        pupil_id = self.ledger.insert(
            Pupil,
            name=self.invented.surname() + self.invented.given(sex),
            sex=sex,
            id_bits=self.invented.chance.getrandbits(8),
        )
        this_year = parse_code(self.terms[-1][1].code)[0]
        entered_on: date | None = None
        for term_id, term in self.terms:
            then = grade - (this_year - parse_code(term.code)[0])
            if then < 1:
                continue
            entered_on = entered_on or term.first_on
            class_id = self._class(campus, then, number)
            self.ledger.insert(PupilClass, pupil_id=pupil_id, term_id=term_id, class_id=class_id)
        self.ledger.insert(RegisterPeriod, pupil_id=pupil_id, entered_on=entered_on)

    def _child(self, campus: int, grade: int, number: int) -> None:
        invented, sex = self.invented, self.invented.chance.choice(list(Sex))
        kind = invented.chance.choices(("one", "both", "none"), weights=(45, 45, 10))[
            0
        ]  # 双亲, 单亲, or in care for another reason
        household_id, surname, village = self._home(kind)
        born_on = invented.born_on(self.terms[-1][1].first_on.year - grade - 6)
        national_id = invented.national_id(born_on, sex)
        child_id = self.ledger.insert(
            Child,
            household_id=household_id,
            name=surname + invented.given(sex),
            sex=sex,
            born_on=born_on,
            nation=invented.chance.choice(("汉族", "汉族", "汉族", "苗族", "土家族")),
            id_kind=IdKind.RESIDENT,
            national_id=national_id,
            student_number="G" + national_id,
            hukou=Hukou.RURAL,
            is_orphan=False,
            is_migrant=kind == "none" and invented.happens(0.5),
            village=village,
        )
        known = self._register(child_id, (campus, grade), kind != "none")
        known.hardship = (
            invented.chance.choice(list(Hardship))
            if (kind == "none" or invented.happens(0.25))
            else None
        )
        self._marks(child_id, kind)
        self._states(known, household_id)
        lodging = homes.boarder(child_id, sex, village) if known.is_boarder else {}
        self._sheets(known, self._class(campus, grade, number), lodging)
        self._pairings(known)
        self.children.append(known)

    def _home(self, kind: str) -> tuple[int, str, str]:
        """A household with its members: its id, surname and village.

        One child in eight joins the last one's as a sibling.
        """
        if self._household and kind == self._last_kind and self.invented.happens(0.12):
            return self._household
        village, address = self.invented.address()
        household_id = self.ledger.insert(Household, home_address=address)
        surname = self.invented.surname()
        father_away = kind == "both" or (kind == "one" and self.invented.happens(0.75))
        mother_away = kind == "both" or (kind == "one" and not father_away)
        father = self._member(household_id, Relation.FATHER, surname)
        mother = self._member(household_id, Relation.MOTHER, self.invented.surname())
        self._whereabouts(father, father_away)
        self._whereabouts(mother, mother_away)
        self._caregiver = {"one": mother if father_away else father, "none": mother}.get(kind)
        self._care = Care.PARENT
        if self._caregiver is None:
            draw = self.invented.chance.random()
            relation = next(relation for relation, upto in homes.ELDERS if draw <= upto)
            self._caregiver = self._member(household_id, relation, surname)
            self._care = relation.care
        self._last_kind = kind
        self._household = (household_id, surname, village)
        return self._household

    _caregiver: int | None = None
    _care = Care.PARENT
    _last_kind = ""

    def _member(self, household_id: int, relation: Relation, surname: str) -> int:
        female = relation.value.endswith(("mother", "sister", "parent"))
        sex = Sex.FEMALE if female else Sex.MALE
        return self.ledger.insert(
            FamilyMember,
            household_id=household_id,
            name=surname + self.invented.given(sex),
            relation=relation,
            phone=self.invented.phone(),
            is_guardian=relation.is_parent,
            **homes.carer(relation, household_id, self.today.year),
        )

    def _whereabouts(self, member_id: int, away: bool) -> None:
        years = self.invented.chance.randrange(200, 2500)
        self.ledger.insert(
            Whereabouts,
            member_id=member_id,
            status=ParentStatus.WORKS_AWAY if away else ParentStatus.AT_HOME,
            place=self.invented.chance.choice(PLACES) if away else None,
            work=self.invented.chance.choice(TRADES) if away else None,
            away_since=self.terms[0][1].first_on - timedelta(days=years) if away else None,
            able_to_care=True,
            returns=homes.RETURNS[years % len(homes.RETURNS)] if away else None,
        )

    def _register(self, child_id: int, class_key: tuple[int, int], counted: bool) -> Known:
        """Nine in ten were here last term; a few left or came this term."""
        earlier, now = self.terms[0][1], self.terms[-1][1]
        first_grader = class_key[1] == 1 and is_autumn(now.code)
        came_late = first_grader or self.invented.happens(0.05)
        entered_on = now.first_on if came_late else earlier.first_on
        left_on = None
        if self.invented.happens(0.03) and now.first_on < self.today:
            days = self.invented.chance.randrange((self.today - now.first_on).days)
            left_on = now.first_on + timedelta(days=days + 1)
        reason = LeaveReason.TRANSFERRED if left_on else None
        self.ledger.insert(
            RegisterPeriod,
            child_id=child_id,
            entered_on=entered_on,
            left_on=left_on,
            left_why=reason,
            receiving_school="县第二小学" if reason and self.invented.happens(0.7) else None,
        )
        return Known(
            child_id, class_key, entered_on, left_on, counted, self.invented.happens(0.3), None
        )

    def _marks(self, child_id: int, kind: str) -> None:
        earlier, now = self.terms[0][1], self.terms[-1][1]
        mark = {"one": Mark.ONE, "both": Mark.BOTH, "none": Mark.NONE}[kind]
        self._mark(child_id, mark, earlier.survey_on)
        if kind != "none" and self.invented.happens(0.04) and now.survey_on <= self.today:
            self._mark(child_id, Mark.NONE, now.survey_on)

    def _mark(self, child_id: int, mark: Mark, day: date) -> None:
        self.ledger.insert(
            SchoolRecordMark, child_id=child_id, mark=mark, source="演示数据", marked_on=day
        )

    def _states(self, known: Known, household_id: int) -> None:
        self.ledger.insert(
            CaregiverPeriod, child_id=known.child_id, member_id=self._caregiver, care=self._care
        )
        self.ledger.insert(BoardingPeriod, child_id=known.child_id, boards=known.is_boarder)
        if self._care is not Care.PARENT and known.child_id % 3:
            self._agreement(known)

    def _agreement(self, known: Known) -> None:
        """Two in three of those whom neither parent looks after are entrusted on paper."""
        known.trustee = self._caregiver
        self.ledger.insert(
            CareAgreement,
            child_id=known.child_id,
            member_id=self._caregiver,
            from_on=known.entered_on,
            informed_on=min(known.entered_on + timedelta(days=7), self.today),
            child_heard=True,
            is_screened=True,
        )

    def _sheets(self, known: Known, class_id: int, lodging: dict[str, Any]) -> None:
        for term_id, term in self.terms:
            if known.entered_on > term.last_on:
                continue
            seen = term.survey_on <= self.today and self.invented.happens(0.95)
            sheet_id = self.ledger.insert(
                TermSheet,
                child_id=known.child_id,
                term_id=term_id,
                class_id=class_id if term is self.terms[-1][1] else self._class_before(known),
                health=Health.GOOD if self.invented.happens(0.94) else Health.WEAK,
                care_grade=CareGrade.GOOD if self.invented.happens(0.8) else CareGrade.FAIR,
                verified_on=term.survey_on if seen else None,
                **lodging,
            )
            if known.hardship:
                self.ledger.insert(SheetHardship, sheet_id=sheet_id, hardship=known.hardship)

    def _class_before(self, known: Known) -> int:
        """Last term's class: a grade below where a school year lies between."""
        campus, grade = known.class_key
        rose = is_autumn(self.terms[-1][1].code)
        return self._class(campus, max(1, grade - rose), 1)

    def _pairings(self, known: Known) -> None:
        if self.invented.happens(0.06):
            return
        mentor = self._homeroom_teacher(known.class_key)
        mentors = [mentor]
        if self.invented.happens(0.3):
            mentors.append(self.invented.chance.choice(self._mentors))
        begun = min(known.entered_on + timedelta(days=14), known.left_on or date.max)
        for mentor_id in mentors:
            known.pairings[mentor_id] = self.ledger.insert(
                Pairing,
                child_id=known.child_id,
                mentor_id=mentor_id,
                from_on=begun,
                to_on=known.left_on,
                ended_why="转学" if known.left_on else None,
                **(self._consent(begun) if mentor_id in self.outside else {}),
            )
        known.mentors = mentors
        if known.hardship and self.invented.happens(0.3):
            self._plan(known, mentor)

    def _consent(self, begun: date) -> dict[str, Any]:
        """What whoever comes from outside has on paper before beginning."""
        day = begun - timedelta(days=5)
        return {"father_consent_on": day, "mother_consent_on": day, "child_heard": True}

    def _homeroom_teacher(self, class_key: tuple[int, int]) -> int:
        if class_key not in self._homeroom:
            self._homeroom[class_key] = self._mentor(MentorKind.HOMEROOM_TEACHER)
        return self._homeroom[class_key]

    def _plan(self, known: Known, mentor: int) -> None:
        values: dict[str, Any] = {
            "reason": "家庭困难，照料力量不足",
            "goal": "按月走访，保障学习用品",
        }
        opened_on = known.entered_on + timedelta(days=30)
        plan_id = self.ledger.insert(
            SupportPlan, child_id=known.child_id, mentor_id=mentor, opened_on=opened_on, **values
        )
        reviewed_on = opened_on + timedelta(days=45)
        if reviewed_on <= self.today:
            said = {"reviewed_on": reviewed_on, "finding": "学习用品已备齐，情绪平稳，继续按月走访"}
            self.ledger.insert(PlanReview, plan_id=plan_id, **said)
