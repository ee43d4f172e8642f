"""What the sentences of the summary are made from, and the phrases that several of them use."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.summary_kinds import Period
from liushou_desk.domain.template import plain
from liushou_desk.domain.words import OwedBy
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.records import TermRecords
from liushou_desk.services.summary.values import Values


@dataclass(frozen=True, slots=True)
class Material:
    """What the sentences are made from."""

    scope: Scope
    records: TermRecords
    values: Values
    signed_on: date
    """成文日期."""
    paper: Paper
    period: Period


OF_KIND = "activities_by_kind"
"""How many activities were held of each kind."""

Templates = Iterator[tuple[str, str]]
"""(paragraph key, text with figures in braces)."""


def listed(values: Values, *said: tuple[str, str]) -> list[str]:
    """The words whose figure is more than nothing, with the figure for {}."""
    return [words.replace("{}", f"{{{key}}}") for key, words in said if values.has(key)]


def unless_none(values: Values, key: str, words: str) -> str:
    """Words in brackets with a figure in them, where it is more than nothing."""
    return "".join(f"（{said}）" for said in listed(values, (key, words)))


def came_to(values: Values, kind: str, *first: tuple[str, str]) -> str:
    """监护人96人次、教师6人次: who came to the activities of a kind, none added to another."""
    said = (*first, ("activity_guardian_by_kind", "监护人"), ("activity_teacher_by_kind", "教师"))
    return "、".join(listed(values, *((f"{key}.{kind}", f"{who}{{}}人次") for key, who in said)))


def rule_key(rule: Rule, part: str) -> str:
    """The figure of a rule's cells (`part`: owed, done, due, overdue), whoever owes them."""
    owner = "mentor_rule" if rule.owed_by is OwedBy.MENTOR else "rule"
    return f"{owner}_{part}.{plain(rule.sentence)}"


def quoted(title: str) -> str:
    """An activity in quotation marks, unless its name brings its own."""
    return title if "“" in title else f"“{title}”"
