"""What 事实不足 waits for: the facts nobody wrote down that could still change the finding."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from itertools import product
from typing import Any

from liushou_desk.domain.definitions import Definition, Facts, Finding, Whereabouts, finding
from liushou_desk.domain.words import DefinitionKind, Hukou, Mark, ParentStatus


class Fact(Enum):
    """A fact a definition asks for, by its name on the form."""

    MARK = "学籍标注"
    FATHER = "父亲去向"
    MOTHER = "母亲去向"
    FATHER_ABLE = "父亲有无监护能力"
    MOTHER_ABLE = "母亲有无监护能力"
    BORN_ON = "出生日期"
    HUKOU = "户口性质"


_PARENTS = {"father": (Fact.FATHER, Fact.FATHER_ABLE), "mother": (Fact.MOTHER, Fact.MOTHER_ABLE)}


def lacking(facts: Facts, day: date, definition: Definition) -> tuple[Fact, ...]:
    """The unknown facts that could change 事实不足 into an answer; none where there is an answer.

    A fact is named where two of its values differ in what is found, whatever is taken of the
    other unknown ones. Of a parent whose whereabouts nobody knows only these are asked for.
    """
    if finding(facts, day, definition) is not Finding.INSUFFICIENT:
        return ()
    choices = dict(_unknown(facts, day, definition))
    return tuple(
        fact for fact in Fact if fact in choices and _matters(fact, choices, facts, day, definition)
    )


def _matters(
    fact: Fact, choices: Mapping[Fact, tuple[Any, ...]], facts: Facts, day: date, by: Definition
) -> bool:
    others = [other for other in choices if other is not fact]
    for taken in product(*(choices[other] for other in others)):
        known = facts
        for other, value in zip(others, taken, strict=True):
            known = _with(known, other, value)
        if len({finding(_with(known, fact, value), day, by) for value in choices[fact]}) > 1:
            return True
    return False


def _unknown(
    facts: Facts, day: date, definition: Definition
) -> Iterator[tuple[Fact, tuple[Any, ...]]]:
    """Each unknown fact that the definition reads, with values that tell its answers apart."""
    is_civil = definition.kind is DefinitionKind.CIVIL
    if definition.kind is DefinitionKind.SCHOOL_RECORD:
        yield Fact.MARK, (Mark.NONE, Mark.BOTH)
        return
    for who, (status, able) in _PARENTS.items():
        parent: Whereabouts = getattr(facts, who)
        if parent.status is None:
            yield status, tuple(ParentStatus)
        elif is_civil and parent.able_to_care is None:
            yield able, (True, False)
    if is_civil and facts.born_on is None:
        yield Fact.BORN_ON, (day, day.replace(year=day.year - definition.age_limit - 1, day=1))
    if is_civil and facts.hukou in {None, Hukou.RESIDENT}:
        yield Fact.HUKOU, (Hukou.RURAL, Hukou.URBAN)


def _with(facts: Facts, fact: Fact, value: Any) -> Facts:
    for who, (status, able) in _PARENTS.items():
        if fact in {status, able}:
            key = "status" if fact is status else "able_to_care"
            return replace(facts, **{who: replace(getattr(facts, who), **{key: value})})
    key = {Fact.MARK: "mark", Fact.BORN_ON: "born_on", Fact.HUKOU: "hukou"}[fact]
    return replace(facts, **{key: value})
