"""The school's rules in plain Chinese, each with its share of the figures of a term."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.follow_up import ALWAYS, Rule
from liushou_desk.domain.rule_words import explained, refuse_nonsense
from liushou_desk.domain.words import OwedBy
from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.figures.school_rules import rule_from, rule_of
from liushou_desk.services.writing.records import Values


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and its cells (child or mentor × period) in the term; one switched off owes nothing.

    `values` are what its form shows, by field.
    """

    rule_id: int
    sentence: str
    source: str
    values: Mapping[str, Any]
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
        return tuple(_row(session, rule, counted.get(rule.id, (0, 0, 0))) for rule in rules)


def _counted(office: OfficeFile, session: Session, term: str) -> dict[int, tuple[int, int, int]]:
    """The figures of the rule board, by rule instead of by its sentence."""
    book = book_or_none(office, session, term)
    if book is None:
        return {}
    states = ("owed", "done", "overdue")
    counted = book.numbers_by("rule_id", [f"rule_{state}" for state in states])
    counted |= book.numbers_by("rule_id", [f"mentor_rule_{state}" for state in states])
    return {rule_id: (owed, done, overdue) for rule_id, (owed, done, overdue) in counted.items()}


def _row(session: Session, rule: FollowUpRule, counted: tuple[int, int, int]) -> RuleRow:
    return RuleRow(
        rule.id,
        _sentence(rule_of(session, rule)),
        rule.source or "",
        {field.key: getattr(rule, field.key) for field in RULE_FIELDS},
        rule.is_active,
        *counted,
    )


def rule_sentence(values: Values, class_name: str = "") -> str | None:
    """What a rule being typed would say, with what its words leave open.

    从2026年9月1日起，对全部留守儿童每月谈心1次；上课满10天的月份才要求；…. None until everything
    is there that it takes.
    """
    missing = any(values.get(field.key) is None for field in RULE_FIELDS if field.mandatory)
    if missing or not values["times"]:
        return None
    rule = rule_from({"id": 0} | dict(values), class_name)
    try:
        refuse_nonsense(rule)
    except InputProblem as problem:
        return problem.sentence
    return f"{_sentence(rule)}；{explained(rule)}"


def _sentence(rule: Rule) -> str:
    since = "" if rule.since_on <= ALWAYS else f"从{chinese_date(rule.since_on)}起，"
    to = "" if rule.owed_by is OwedBy.MENTOR else "对"
    return f"{since}{to}{rule.sentence}"
