"""One child on any day: every derived label, and why it says so."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.alerts import living_alone_alert
from liushou_desk.domain.decisions import ABOUT, Decision
from liushou_desk.domain.definitions import Definition, Finding, by_facts
from liushou_desk.domain.hardship import Ground
from liushou_desk.domain.history import History, on_day
from liushou_desk.domain.lacking import Fact, lacking
from liushou_desk.domain.masking import finding_word
from liushou_desk.domain.standing import kind_words
from liushou_desk.domain.words import (
    UNFILLED,
    Care,
    Category,
    DefinitionKind,
    Hardship,
    Overridable,
)
from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.facts.labelling import Labeller, Row, finding_column
from liushou_desk.services.facts.reasons import (
    Telling,
    age_words,
    day_words,
    mark_words,
    parents_words,
)
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.school.profile import definition_of, profile_of


@dataclass(frozen=True, slots=True)
class Label:
    """One derived label: what it is about, its word, and why.

    `derived` is the word that the facts alone give; where the school decided otherwise, `decided`
    says so with the reason (人工认定). Of 事实不足, `lacking` are the facts it waits for.
    """

    name: str
    word: str
    reason: str
    derived: str
    decided: str = ""
    lacking: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ChildOnDay:
    """Every label of one child on a day; `finding` is what the chosen 口径 says."""

    day: date
    on_register: bool
    finding: Label
    record: Label
    verified: Label
    civil: Label
    agreement: str
    """标注与事实是否一致."""
    kind: str
    """双亲留守·隔代照料, by the chosen 口径."""
    care: Label
    boards: str
    category: Label
    hardships: tuple[Label, ...]
    """困境: the class is the name, the kind the word."""
    entrusted: Label
    """委托照护."""
    alert: str
    """未满16周岁独自生活 with the law, empty where nothing is wrong."""

    @property
    def findings(self) -> tuple[Label, ...]:
        """What each of the three definitions says."""
        return (self.record, self.verified, self.civil)

    def about(self, about: Overridable) -> Label:
        """The label that a decision of the school is about."""
        return {
            Overridable.VERIFIED: self.verified,
            Overridable.CIVIL: self.civil,
            Overridable.CARE: self.care,
            Overridable.CATEGORY: self.category,
        }[about]


def derive(office: OfficeFile, child_id: int, on: date) -> ChildOnDay:
    """The labels of a child on a day, by the rules of the roll, whether or not it was 在册 then.

    Raises `RuleConflict` where the child has been removed.
    """
    with office.reading() as session:
        return derived(session, child_id, on)


def derived(session: Session, child_id: int, on: date, *, full: bool = True) -> ChildOnDay:
    """The same within a session; without `full` no word or reason of 留守 names a covered fact."""
    require_child(session, child_id)
    return _Day(session, child_id, on, full=full).told()


class _Day:
    """What is on file of one child on a day."""

    def __init__(self, session: Session, child_id: int, day: date, *, full: bool) -> None:
        self.day, self.full = day, full
        self.definition: Definition = definition_of(profile_of(session))
        term_id = _term_of(session, day)
        self.child: Any = facts.child_row(session, child_id, term_id)
        reader = facts.Reader.read(session, child_id)
        self.marks = reader.marks.get(child_id, [])
        self.parents = reader.parents.get(self.child.household_id, [])
        self.labeller = Labeller.read(session, term_id, self.definition, child_id)
        self.history: History = reader.history(self.child, day)
        self.row: Row = self.labeller.labels(self.child, self.history, day)
        undecided = replace(self.history, decisions=())
        self.plain = self.labeller.labels(self.child, undecided, day)
        self.on_register = not facts.not_on_register(session, [child_id], day)

    def told(self) -> ChildOnDay:
        """All labels."""
        record = self._found(DefinitionKind.SCHOOL_RECORD)
        verified = self._found(DefinitionKind.VERIFIED)
        civil = self._found(DefinitionKind.CIVIL)
        chosen = {
            DefinitionKind.SCHOOL_RECORD: record,
            DefinitionKind.VERIFIED: verified,
            DefinitionKind.CIVIL: civil,
        }[self.definition.kind]
        found = Finding.from_text(chosen.word) or Finding.INSUFFICIENT
        care = Care.from_text(self.row["care"] or "")
        return ChildOnDay(
            self.day,
            self.on_register,
            chosen,
            record,
            verified,
            civil,
            self.row["agreement"],
            kind_words(found, care),
            self._care(),
            self.row["boards"] or UNFILLED,
            self._category(),
            tuple(map(self._hardship, self.row["hardships"])),
            self._entrusted(),
            living_alone_alert(care, self.child.born_on, self.day) or "",
        )

    def _found(self, kind: DefinitionKind) -> Label:
        column = finding_column(kind)
        word, plain = self._word(self.row[column]), self._word(self.plain[column])
        decision = self._decision(ABOUT.get(kind))
        why = f"{self._why(kind, plain)}：{plain}"
        return Label(kind.label, word, why, plain, _said(decision), self._lacking(kind))

    def _word(self, found: str | None) -> str:
        word = found or Finding.INSUFFICIENT.label
        return word if self.full else finding_word(word)

    def _lacking(self, kind: DefinitionKind) -> tuple[Fact, ...]:
        known = self.history.facts_on(self.day)
        return lacking(known, self.day, self.labeller.others[kind])

    def _why(self, kind: DefinitionKind, plain: str) -> str:
        is_orphan = bool(self.child.is_orphan) and plain == Finding.ORPHAN.label
        proof = "登记为孤儿；" if is_orphan else ""
        if kind is DefinitionKind.SCHOOL_RECORD:
            return mark_words(self.marks, self.day)
        if kind is DefinitionKind.CIVIL:
            limit = self.definition.age_limit
            age = age_words(self.child.born_on, self.day, limit)
            return f"{proof}{age}，{self._parents(0)}"
        parents = self._parents(self.definition.months)
        if plain == Finding.UNVERIFIED.label:
            found = by_facts(self.history.facts_on(self.day), self.day, self.definition)
            return f"本学期摸底表未核实（{parents}，据此为{self._word(found.label)}）"
        return f"{proof}{parents}"

    def _parents(self, months: int) -> str:
        return parents_words(self.parents, Telling(self.day, months, full=self.full))

    def _care(self) -> Label:
        row = on_day(self.labeller.caregivers.get(self.child.child_id, ()), self.day)
        since = f"（{day_words(row.from_on)}起）" if row and row.from_on else ""
        who = f"由{self.plain['caregiver']}照料" if row and row.relation else "照料方式登记"
        why = f"{who}{since}" if row else f"照料人{UNFILLED}"
        return self._label("照料方式", "care", why, Overridable.CARE)

    def _category(self) -> Label:
        hardships = "、".join(ground.label for ground in self.plain["hardships"])
        why = {
            Category.LEFT_BEHIND: f"按{self.definition.kind.label}计为留守",
            Category.PRESCHOOL: "父母情况符合口径，但口径不含学前",
            Category.HARDSHIP: f"有困境情形：{hardships}",
            Category.MIGRANT: "是进城务工人员随迁子女",
            Category.OTHER: "学校列为其他关爱",
            None: "没有列入哪一类的依据",
        }[Category.from_text(self.plain["category"] or "")]
        return self._label("关爱对象类别", "category", why, Overridable.CATEGORY)

    def _label(self, name: str, column: str, why: str, about: Overridable) -> Label:
        plain = self.plain[column] or UNFILLED
        decision = self._decision(about)
        word = self.row[column] or UNFILLED
        # 留守 follows the 口径: a decision on the category rests while the child is counted.
        rests = decision is not None and decision.word.label != word
        return Label(name, word, f"{why}：{plain}", plain, "" if rests else _said(decision))

    def _hardship(self, ground: Ground) -> Label:
        if not ground.by_facts:
            why = "本学期摸底表勾选"
        elif ground.label == Finding.ORPHAN.label:
            why = "登记为孤儿" if self.child.is_orphan else self._parents(0)
        elif ground.label == Hardship.UNSUPPORTED.label:
            why = self._parents(0)
        else:
            why = "登记有残疾"
        return Label(ground.of.label, ground.label, why, ground.label)

    def _entrusted(self) -> Label:
        rows = self.labeller.agreements.get(self.child.child_id, ())
        row = next((row for row in rows if facts.agreement_holds(row, self.day)), None)
        if row is None:
            return Label("委托照护", "未签协议", "没有当日有效的委托照护协议", "未签协议")
        until = f"至{day_words(row.until_on)}" if row.until_on else "未约定期限"
        told = "已书面告知学校" if self.row["informed"] else "未书面告知学校"
        why = f"协议自{day_words(row.from_on)}起，{until}；{told}"
        return Label("委托照护", "已签协议", why, "已签协议")

    def _decision(self, about: Overridable | None) -> Decision | None:
        return self.history.decided(about, self.day) if about else None


def _said(decision: Decision | None) -> str:
    return decision.said if decision else ""


def _term_of(session: Session, day: date) -> int | None:
    term = sa.select(Term.id).where(Term.holds(day))
    return session.scalar(term.order_by(Term.code.desc()).limit(1))
