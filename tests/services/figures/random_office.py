"""A small random school in an office file: every kind of row that a figure may look at.

Rows go in directly, a few hundred at a time, inside one action. Nothing is tidy, on purpose:
children leave and come back, marks change, parents come home, sheets are missing, terms begin in
mid-month.
"""

import random
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk import models
from liushou_desk.domain import words
from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.decisions import CHOICES
from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.domain.ledger_words import DayKind
from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile
from tests.services.figures.random_rows import DAY, EARLIEST, RandomRows

MONTH_ENDS = tuple(map(date, (2026,) * 6, (5, 6, 8, 9, 10, 11), (31, 1, 31, 1, 31, 30)))
STATUSES = (*[words.ParentStatus.WORKS_AWAY] * 8, *words.ParentStatus, words.ParentStatus.AT_HOME)
COMMON_KINDS = (*[DiaryKind.TALK] * 3, *[DiaryKind.HOME_VISIT] * 3, *DiaryKind)


def refill(office: OfficeFile, seed: int, **settings: Any) -> None:
    """Take everything out of the office file and put the school of a seed into it."""
    school = _School(random.Random(seed), **settings)
    school.build()
    with office.action("随机学校") as session:
        for table in reversed(journaled_tables()):
            session.execute(sa.delete(table))
        session.execute(sa.delete(models.Change))
        school.write(session)


class _School(RandomRows):
    def write(self, session: Session) -> None:
        """Parents before children."""
        rows_of = {model.__tablename__: rows for model, rows in self.rows.items()}
        for table in models.Base.metadata.sorted_tables:
            if rows := rows_of.get(table.name):
                session.execute(sa.insert(table), rows)

    def build(self) -> None:
        self._settings()
        self._terms()
        self._classes()
        self._rules()
        self._people()
        self._reasons_of_mentors()
        for _ in range(self.rng.randrange(50) * bool(self.children)):
            self._entry()
        for _ in range(self.rng.randrange(15) * bool(self.children)):
            self._aid()
        for _ in range(self.rng.randrange(6)):
            self._leader()
        self._tallies()
        self._attempts()
        for _ in range(self.rng.randrange(6)):
            self._activity()
        for _ in range(self.rng.randrange(6)):
            first = self._day()
            self._add(
                models.SchoolDay,
                name="节假日",
                kind=self.rng.choice(list(DayKind)),
                first_on=first,
                last_on=self._or_none(first + self.rng.randrange(8) * DAY),
            )
        for kind in LEDGERS:
            if kind.optional and (self.children or kind.about is About.SCHOOL):
                for _ in range(self.rng.randrange(5)):
                    self._small(kind)

    def _people(self) -> None:
        for _ in range(self.rng.randrange(5)):
            self._add(
                models.Mentor,
                name="陈文静",
                kind=self.rng.choice(list(words.MentorKind)),
                phone=None,
                left_on=self._or_none(self._day()),
            )
        self.mentors = [row["id"] for row in self.rows[models.Mentor]]
        self.children: list[int] = []
        for _ in range(self.rng.randrange(self.most_children + 1)):
            self._child()
        for _ in range(self.rng.randrange(8)):
            self._pupil()

    def _child(self) -> None:
        homes = len(self.rows[models.Household])
        shared = homes and self._chance(0.35)
        home = self.rng.randrange(homes) + 1 if shared else self._home()
        child = self._add(
            models.Child,
            household_id=home,
            name=f"张小{len(self.children)}",
            sex=self._or_none(self.rng.choice(list(words.Sex)), 0.9),
            born_on=self._or_none(self._birthday(), 0.9),
            national_id=self._or_none(f"{len(self.children):018d}", 0.9),
            is_orphan=self.rng.choice((None, False, False, False, False, True)),
            is_migrant=self.rng.choice((None, False, True)),
            is_other_care=self.rng.choice((None, False, True)),
            disability=self._or_none("肢体", 0.1),
            hukou=self._or_none(self.rng.choice(list(words.Hukou))),
            declines_label=self._some_answer(),
            village=self._or_none(self.rng.choice(("秋里村", "石门村"))),
        )
        self.children.append(child)
        self._register({"child_id": child})
        for _ in range(self.rng.choice((0, 1, 1, 1, 2, 3))):
            mark = self.rng.choice((*words.Mark, words.Mark.BOTH))
            self._add(
                models.SchoolRecordMark,
                child_id=child,
                mark=mark,
                source="册",
                marked_on=self._day(),
            )
        self._states(child, home)
        self._decisions(child)
        self._sheets(child)
        self._support(child)

    def _birthday(self) -> date:
        """Around the sixteenth birthday in the two terms, and much younger."""
        near = self.rng.choice((date(2010, 3, 1), date(2010, 10, 31), date(2011, 1, 15)))
        return self.rng.choice((near, self._day(date(2012, 1, 1), date(2020, 1, 1))))

    def _register(self, owner: dict[str, int]) -> None:
        """One to three periods, one after the other; some end on the day they begin."""
        owners = {"child_id": None, "pupil_id": None} | owner
        day = self._day(EARLIEST, date(2026, 11, 20)) if self._chance(0.6) else EARLIEST
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            length = self.rng.choice((0, 15, 29, 30, 60, 120, 200, 300))
            left = self.rng.choice((day + length * DAY, max(day, self._day())))
            stays = self._chance(0.5)
            why = None if stays else self._or_none(self.rng.choice(list(words.LeaveReason)))
            row = {"entered_on": day, "left_on": None if stays else left, "left_why": why}
            row["receiving_school"] = self._or_none("县二小", 0.5) if why else None
            self._add(models.RegisterPeriod, **owners, **row)
            if stays:
                return
            day = left + timedelta(days=self.rng.choice((0, 1, 30, 100)))

    def _home(self) -> int:
        home = self._add(models.Household, home_address=self._or_none("青石坪村", 0.9))
        relation = words.Relation
        parents = ((relation.FATHER, relation.STEP_FATHER), (relation.MOTHER, relation.STEP_MOTHER))
        for own, step in parents:
            for member, share in ((own, 0.85), (step, 0.15)):
                if self._chance(share):
                    self._parent(home, member)
        for member in (relation.GRANDMOTHER, relation.GRANDPARENT, relation.OTHER):
            note = self._or_none("堂姑", 0.5)
            if self._chance(0.4):
                self._member(home, member, note)
        return home

    def _member(self, home: int, relation: words.Relation, note: str | None = None) -> int:
        row = {"household_id": home, "relation": relation, "relation_note": note}
        return self._add(models.FamilyMember, name="王秀兰", **row)

    def _parent(self, home: int, relation: words.Relation) -> None:
        member = self._member(home, relation)
        if self._chance(0.25):
            self._visits(member)
            return
        for first, last in self._spans(self.rng.choice((0, 1, 1, 2, 3))):
            status = self.rng.choice(STATUSES)
            since = self.rng.choice((None, date(2024, 2, 29), self._day(), *MONTH_ENDS))
            self._add(
                models.Whereabouts,
                member_id=member,
                from_on=first,
                to_on=last,
                status=status,
                away_since=since if status is words.ParentStatus.WORKS_AWAY else None,
                able_to_care=self.rng.choice((None, None, True, False)),
                unable_why=self._or_none(self.rng.choice(("重病", "重残二级", "年老")), 0.5),
            )

    def _visits(self, member: int) -> None:
        """Away, home for a while, away again: written in any order."""
        away, home = words.ParentStatus.WORKS_AWAY, words.ParentStatus.AT_HOME
        day, rows = self._day(), []
        first = None
        for _ in range(self.rng.choice((1, 1, 2))):
            length = self.rng.choice((3, 10, 11, 29, 30, 31))
            rows += [(first, day, away), (day, day + length * DAY, home)]
            first = day + length * DAY
            day = first + self.rng.choice((5, 40, 100)) * DAY
        last = self.rng.choice((away, away, away, words.ParentStatus.AWAY_OTHERWISE))
        rows.append((first, self._or_none(day, 0.5), last))
        for from_on, to_on, status in self.rng.sample(rows, len(rows)):
            self._add(
                models.Whereabouts,
                member_id=member,
                from_on=from_on,
                to_on=to_on,
                status=status,
                away_since=self._or_none(from_on, 0.7) if status is away else None,
                able_to_care=None,
                unable_why=None,
            )

    def _decisions(self, child: int) -> None:
        """人工认定 and 委托照护: some hold, some have ended, some begin later or meet."""
        for about, choices in CHOICES.items():
            for first, last in self._spans(self.rng.choice((0, 0, 0, 1, 2))):
                self._add(
                    models.LabelOverride,
                    child_id=child,
                    about=about,
                    value=self.rng.choice(choices).value,
                    reason="家访核实",
                    from_on=first,
                    to_on=last,
                )
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            first, last = sorted((self._day(), self._day()))
            self._add(
                models.CareAgreement,
                child_id=child,
                from_on=first,
                until_on=self._or_none(last),
                informed_on=self._or_none(self._day(), 0.6),
                ended_on=self._or_none(self._day(first), 0.2),
            )

    def _states(self, child: int, home: int) -> None:
        members = [m["id"] for m in self.rows[models.FamilyMember] if m["household_id"] == home]
        for first, last in self._spans(self.rng.choice((0, 1, 1, 1, 2))):
            self._add(
                models.CaregiverPeriod,
                child_id=child,
                from_on=first,
                to_on=last,
                member_id=self._or_none(self.rng.choice(members)) if members else None,
                care=self.rng.choice(list(words.Care)),
            )
        for first, last in self._spans(self.rng.choice((0, 1, 1, 1, 2))):
            row = {"from_on": first, "to_on": last, "boards": self._chance(0.5)}
            self._add(models.BoardingPeriod, child_id=child, **row)

    def _sheets(self, child: int) -> None:
        for term in self.rows[models.Term]:
            if not (self.all_in_classes or self._chance(0.9)):
                continue
            sheet = self._add(
                models.TermSheet,
                child_id=child,
                term_id=term["id"],
                class_id=self._some_class(),
                health=self._or_none(self.rng.choice(list(words.Health))),
                verified_on=self._or_none(self._day(term["first_on"], term["last_on"])),
                **{f"first_to_{what}": self._some_answer() for what in ("board", "eat", "ride")},
            )
            for hardship in self.rng.sample(list(words.Hardship), self.rng.choice((0, 0, 0, 1, 2))):
                self._add(models.SheetHardship, sheet_id=sheet, hardship=hardship)

    def _some_answer(self) -> bool | None:
        return self.rng.choice((None, False, True))

    def _some_class(self) -> int | None:
        some = self.rng.choice(self.classes)
        return some if self.all_in_classes else self._or_none(some, 0.95)

    def _support(self, child: int) -> None:
        """Pairings with grown-ups and pupils, begun and ended; support plans, open and closed."""
        for mentor in self.mentors:
            if self._chance(0.35):
                ((first, last),) = self._spans(1)
                row = {"mentor_id": mentor, "from_on": first, "to_on": last}
                self._add(models.Pairing, child_id=child, **row)
        if self._chance(0.35):
            opened, closed = sorted((self._day(), self._day()))
            self._add(
                models.SupportPlan,
                child_id=child,
                opened_on=opened,
                closed_on=self._or_none(closed, 0.5),
                reason="学习困难",
            )

    def _pupil(self) -> None:
        pupil = self._add(
            models.Pupil,
            name="赵晓光",
            sex=self._or_none(self.rng.choice(list(words.Sex))),
            id_bits=len(self.rows[models.Pupil]) % 256,
        )
        for term in self.rows[models.Term]:
            if self.all_in_classes or self._chance(0.7):
                row = {"term_id": term["id"], "class_id": self.rng.choice(self.classes)}
                self._add(models.PupilClass, pupil_id=pupil, **row)
        self._register({"pupil_id": pupil})

    def _entry(self) -> None:
        happened = self._day()
        concern = self._or_none("情绪低落", 0.3)
        entry = self._add(
            models.DiaryEntry,
            kind=self.rng.choice(COMMON_KINDS),
            happened_on=happened,
            recorded_on=happened + timedelta(days=self.rng.choice((0, 1, 7, 8, 14, 15, 30))),
            is_group=self._chance(0.2),
            reached=self._chance(0.85),
            written_by=None,
            concern=concern,
            action_taken=self._or_none("谈心", 0.5) if concern else None,
            closed_on=self._or_none(happened + DAY * self.rng.randrange(60)) if concern else None,
        )
        written = self.rows[models.DiaryEntry][-1]
        if written["kind"] is DiaryKind.LETTER:
            written["written_by"] = self._or_none(self.rng.choice(list(LetterWriter)))
        count = min(len(self.children), self.rng.choice((1, 1, 1, 2, 4)))
        for child in self.rng.sample(self.children, count):
            self._add(models.EntryChild, entry_id=entry, child_id=child)
        for mentor in self.mentors[: self.rng.randrange(3)]:
            self._add(models.EntryVisitor, entry_id=entry, mentor_id=mentor)

    def _tallies(self) -> None:
        months = [date(2026, month, 1) for month in range(1, 13)] + [
            date(2027, 1, 1),
            date(2027, 2, 1),
        ]
        for child in self.children:
            for month in self.rng.sample(months, self.rng.choice((0, 0, 1, 4))):
                self._add(
                    models.TallyEntry,
                    child_id=child,
                    kind=self.rng.choice((DiaryKind.PHONE_CALL, *DiaryKind)),
                    month_on=month,
                    times=self.rng.randrange(1, 5),
                    original_at="登记簿",
                )

    def _attempts(self) -> None:
        """Some children are tried for on two, three or four days; some open cells are explained."""
        for child in self.children:
            if self._chance(0.3):
                first, kind = self._day(), self.rng.choice(list(DiaryKind)[:4])
                for day in self.rng.sample(range(9), self.rng.choice((2, 3, 3, 4))):
                    row = {"kind": kind, "happened_on": first + day * DAY}
                    entry = self._add(
                        models.DiaryEntry,
                        **row,
                        recorded_on=row["happened_on"],
                        is_group=False,
                        reached=False,
                        concern=None,
                        action_taken=None,
                        closed_on=None,
                        written_by=None,
                    )
                    self._add(models.EntryChild, entry_id=entry, child_id=child)
            for rule in self.rows[models.FollowUpRule]:
                for month in self.rng.sample(range(2, 13), self.rng.choice((0, 1, 3))):
                    self._add(
                        models.OpenCellReason,
                        rule_id=rule["id"],
                        child_id=child,
                        period_on=date(2026, month, 1),
                        reason=self.rng.choice(("家中无人", "电话停机")),
                    )

    def _reasons_of_mentors(self) -> None:
        for rule in self.rows[models.FollowUpRule]:
            for mentor in self.mentors:
                if self.rng.random() < 0.3:
                    self._add(
                        models.MentorCellReason,
                        rule_id=rule["id"],
                        mentor_id=mentor,
                        period_on=date(2026, self.rng.choice((9, 10, 11, 12)), 1),
                        reason=self.rng.choice(("进修", "病假")),
                    )

    def _activity(self) -> None:
        day = self._day()
        activity = self._add(
            models.Activity,
            title="包饺子",
            planned_on=day,
            held_on=self._or_none(day),
            head_count=self._or_none(self.rng.randrange(80), 0.7),
            kind=self._or_none(self.rng.choice(list(ActivityKind))),
            guardians=self._or_none(self.rng.randrange(40)),
            teachers=self._or_none(self.rng.randrange(9)),
            cost_fen=self._or_none(self.rng.randrange(90_000)),
        )
        for child in self.rng.sample(self.children, self.rng.randrange(len(self.children) + 1)):
            self._add(models.ActivityChild, activity_id=activity, child_id=child)

    def _leader(self) -> None:
        first = self._or_none(self._day())
        self._add(
            models.LeadingGroupMember,
            name="周立人",
            duty="校长",
            role="组长",
            from_on=first,
            to_on=self._or_none(max(self._day(), first or self._day())),
        )

    def _aid(self) -> None:
        cash = self._chance(0.5)
        self._add(
            models.Aid,
            child_id=self.rng.choice(self.children),
            granted_on=self._day(),
            kind=words.AidKind.CASH if cash else words.AidKind.GOODS,
            item="助学金" if cash else "书包",
            fen=self._or_none(self.rng.choice((62500, 31250, 10005, 1))) if cash else None,
            quantity=None if cash else self._or_none(self.rng.randrange(1, 9)),
            quantity_unit=None if cash else self.rng.choice(("件", "册", "份", None)),
        )

    def _small(self, kind: LedgerKind) -> None:
        """Any value a column takes; of the others of a household nobody is named."""
        model = models.Base.of_table(kind.table)
        row = {c.name: self._cell(c) for c in model.__table__.columns if c.name != "id"}
        if row.get("until_on") and "from_on" in row:  # no period ends before it begins
            row["from_on"], row["until_on"] = sorted((row["from_on"], row["until_on"]))
        self._add(model, **row)

    def _cell(self, column: sa.Column[Any]) -> Any:
        if column.name == "child_id":
            return self.rng.choice(self.children)
        if column.foreign_keys:
            return None
        if isinstance(column.type, sa.Enum):
            value = self.rng.choice(list(column.type.enum_class or ()))
        elif isinstance(column.type, sa.Date):
            value = self._day()
        elif isinstance(column.type, sa.Boolean):
            value = self._chance(0.5)
        elif isinstance(column.type, sa.Integer):
            value = self.rng.randrange(1, 90)
        else:
            value = self.rng.choice(("件", "册", "副"))
        return self._or_none(value) if column.nullable else value
