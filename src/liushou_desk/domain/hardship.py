"""困境: the kinds that a child's facts name, and the five classes they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.ages import OF_AGE
from liushou_desk.domain.definitions import Facts, Finding, Whereabouts, age_on, orphaned
from liushou_desk.domain.words import Hardship, Health, ParentStatus, Word


class HardshipClass(Word):
    """困境类别 of 国发〔2016〕36号 as counties ask for them."""

    ORPHAN = "orphan", "孤儿"
    OWN = "own", "自身困境"
    FAMILY = "family", "家庭困境"
    GUARDIAN = "guardian", "监护困境"
    TEMPORARY = "temporary", "临时困境"


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of hardship (困境类型) by its label, its class, and whether only facts tell of it."""

    label: str
    of: HardshipClass
    by_facts: bool = False


ORPHAN = Ground(Finding.ORPHAN.label, HardshipClass.ORPHAN, by_facts=True)
DISABLED = Ground(Health.DISABLED.label, HardshipClass.OWN, by_facts=True)
_CLASSES = {
    Hardship.LOW_INCOME: HardshipClass.FAMILY,
    Hardship.POVERTY_RELIEVED: HardshipClass.FAMILY,
    Hardship.DESTITUTE: HardshipClass.FAMILY,
    Hardship.UNSUPPORTED: HardshipClass.GUARDIAN,
    Hardship.SERIOUS_ILLNESS: HardshipClass.OWN,
    Hardship.DISASTER: HardshipClass.TEMPORARY,
    Hardship.DETAINED_PARENT: HardshipClass.GUARDIAN,
    Hardship.ADDICTED_PARENT: HardshipClass.GUARDIAN,
    Hardship.HIV: HardshipClass.OWN,
    Hardship.ABUSED: HardshipClass.GUARDIAN,
    Hardship.STREET: HardshipClass.GUARDIAN,
}
DELICATE = frozenset(
    hardship.label
    for hardship in (
        *(Hardship.DETAINED_PARENT, Hardship.ADDICTED_PARENT, Hardship.HIV),
        *(Hardship.ABUSED, Hardship.STREET),
    )
)
"""Kinds that no paper which leaves the office lists: a number of one tells who it is."""
_TICKED = {hardship: Ground(hardship.label, of) for hardship, of in _CLASSES.items()}
_UNSUPPORTED = Ground(Hardship.UNSUPPORTED.label, HardshipClass.GUARDIAN, by_facts=True)

_ABSENT = frozenset({ParentStatus.DETAINED, ParentStatus.LOST_CONTACT})
_HOLDING_REASONS = (
    *("重残", "重度残疾", "一级残疾", "二级残疾", "重病", "重大疾病", "重特大疾病"),
    *("服刑", "羁押", "戒毒", "限制人身自由", "失联"),
)
"""Reasons for being unable to care that the rule of 事实无人抚养 names; no other one does."""


def grounds(
    ticked: Iterable[Hardship], facts: Facts, day: date, *, disabled: bool
) -> tuple[Ground, ...]:
    """Every kind of hardship of a child on a day: as ticked, then as its facts tell, each once."""
    found = [_TICKED[hardship] for hardship in ticked]
    if orphaned(facts):
        found.append(ORPHAN)
    if disabled:
        found.append(DISABLED)
    if is_unsupported(facts, day) and _TICKED[Hardship.UNSUPPORTED] not in found:
        found.append(_UNSUPPORTED)
    return tuple(found)


def is_unsupported(facts: Facts, day: date) -> bool:
    """事实无人抚养 by the parents' whereabouts, of a child under eighteen who is no orphan.

    Both parents are 重残、重病、服刑、戒毒、限制人身自由 or 失联, or one is deceased and the other
    such. What nobody wrote down never makes it true.
    """
    if not (_cannot(facts.father) and _cannot(facts.mother)) or orphaned(facts):
        return False
    return facts.born_on is not None and age_on(facts.born_on, day) < OF_AGE


def _cannot(parent: Whereabouts) -> bool:
    if parent.status in _ABSENT or parent.status is ParentStatus.DECEASED:
        return True
    why = parent.unable_why
    if parent.able_to_care is not False or not why:
        return False
    return any(reason in why for reason in _HOLDING_REASONS)
