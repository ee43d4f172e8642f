"""The school's rules in plain Chinese, each with its share of the figures of a term."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.follow_up import ALWAYS, Rule
from liushou_desk.domain.words import AppliesTo, Frequency
from liushou_desk.errors import RuleConflict
from liushou_desk.models import FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.school_rules import rule_of
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.writing.records import Values


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and its cells (child × period) in the term; a rule switched off owes nothing."""

    rule_id: int
    sentence: str
    kind: DiaryKind
    frequency: Frequency
    times: int
    applies_to: AppliesTo
    since_on: date
    is_active: bool
    owed: int
    done: int
    overdue: int


def list_rules(office: OfficeFile, term: str | None) -> tuple[RuleRow, ...]:
    """Every rule, those in force first; without a term that has begun nothing is counted."""
    with office.reading() as session:
        rules = session.scalars(
            sa.select(FollowUpRule).order_by(FollowUpRule.is_active.desc(), FollowUpRule.id)
        ).all()
        counted = _counted(office, session, term) if term else {}
        return tuple(_row(rule, counted.get(rule.id, (0, 0, 0))) for rule in rules)


def _counted(office: OfficeFile, session: Session, term: str) -> dict[int, tuple[int, int, int]]:
    """The figures of the rule board, by rule instead of by its sentence."""
    try:
        book = FigureBook(session, scope_for(session, term, office.today))
    except RuleConflict:
        return {}
    counted = book.numbers_by("rule_id", ("rule_owed", "rule_done", "rule_overdue"))
    return {rule_id: (owed, done, overdue) for rule_id, (owed, done, overdue) in counted.items()}


def _row(rule: FollowUpRule, counted: tuple[int, int, int]) -> RuleRow:
    return RuleRow(
        rule.id,
        _sentence(rule_of(rule)),
        rule.kind,
        rule.frequency,
        rule.times,
        rule.applies_to,
        rule.since_on,
        rule.is_active,
        *counted,
    )


def rule_sentence(values: Values) -> str | None:
    """What a rule being typed would say: 从2026年9月1日起，对全部留守儿童每月谈心1次.

    None until everything is there that it takes.
    """
    kind, frequency = values.get("kind"), values.get("frequency")
    times, applies_to = values.get("times"), values.get("applies_to")
    since_on = values.get("since_on")
    if not (
        isinstance(kind, DiaryKind)
        and isinstance(frequency, Frequency)
        and isinstance(times, int)
        and times > 0
        and isinstance(applies_to, AppliesTo)
        and isinstance(since_on, date)
    ):
        return None
    return _sentence(Rule(0, kind, frequency, times, applies_to, since_on))


def _sentence(rule: Rule) -> str:
    since = "" if rule.since_on <= ALWAYS else f"从{chinese_date(rule.since_on)}起，"
    return f"{since}对{rule.sentence}"
