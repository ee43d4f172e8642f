"""Pairs of rows that look like one person, found by keys that they share: never all against all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import TypeVar

from liushou_desk.domain.words import Sex
from liushou_desk.services.duplicates.rows import Certainty, Ground
from liushou_desk.services.register.numbers import numbers_of

Item = TypeVar("Item")
_ALL_PAIRS_UP_TO = 8
"""Of more that share a key each is held against the next only; merging shortens the row."""
_LEAST_SHARED = 2
"""Signs that two names must have in common where only one differs."""


@dataclass(frozen=True, slots=True)
class Known:
    """What of a child decides whether it is another one."""

    id: int
    household_id: int
    name: str
    born_on: date | None
    sex: Sex | None
    national_id: str | None
    student_number: str | None

    @property
    def numbers(self) -> set[str]:
        """The numbers that name the child; a 学籍号 with G holds an identity number too."""
        own = {self.national_id} if self.national_id else set[str]()
        return own | set(numbers_of({"child.student_number": self.student_number}))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two children may be one."""

    ground: Ground
    certainty: Certainty
    why: str


def same_number(children: Iterable[Known]) -> Iterator[tuple[Known, Known, Likeness]]:
    """Children one number stands for."""
    for one, other in _sharing(children, lambda child: child.numbers):
        certainty, why = Certainty.CERTAIN, "身份证件号或学籍号里的号码相同"
        if one.name != other.name:
            certainty, why = Certainty.LIKELY, f"{why}，但姓名不同，也可能是号码填错"
        yield one, other, Likeness(Ground.NUMBER, certainty, why)


def same_birthday(children: Iterable[Known]) -> Iterator[tuple[Known, Known, Likeness]]:
    """Children of one name born on one day; two different identity numbers speak against it."""
    born = (child for child in children if child.born_on)
    for one, other in _sharing(born, lambda child: ((child.name, child.born_on),)):
        certainty, why = Certainty.LIKELY, "姓名和出生日期相同"
        if _numbers_differ(one, other):
            certainty, why = Certainty.POSSIBLE, f"{why}，但证件号不同"
        yield one, other, Likeness(Ground.BIRTHDAY, certainty, why)


def similar_at_home(
    homes: Iterable[list[Known]], reading: Callable[[str], str]
) -> Iterator[tuple[Known, Known, Likeness]]:
    """Children of one home whose names are the same, sound the same or differ in one sign.

    Brothers and sisters often bear such names: those born on different days, or of different sex
    with different names, are left out, and twins come as no more than possible.
    """
    for home in homes:
        for one, other in _sharing(home, lambda child: (child.name,)):
            yield one, other, _at_home(one, other, "姓名相同")
        for one, other in _sharing(home, lambda child: _readings(reading(child.name))):
            if one.name != other.name and not _siblings(one, other):
                yield one, other, _at_home(one, other, "姓名同音")
        for one, other in _sharing(home, lambda child: _with_a_gap(child.name)):
            if one.name != other.name and not _siblings(one, other) and _close(one, other):
                yield one, other, _at_home(one, other, "姓名只差一个字")


def _sharing(
    items: Iterable[Item], keys: Callable[[Item], Iterable[Hashable]]
) -> Iterator[tuple[Item, Item]]:
    """Pairs with a key in common, the earlier one first."""
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    for group in groups.values():
        few = len(group) <= _ALL_PAIRS_UP_TO
        yield from combinations(group, 2) if few else pairwise(group)


def sharing(
    items: Iterable[Item], key: Callable[[Item], Hashable | None]
) -> Iterator[tuple[Item, Item]]:
    """Pairs of one key, the earlier one first; None is no key."""
    yield from _sharing(items, lambda item: () if (found := key(item)) is None else (found,))


def _readings(written: str) -> tuple[str, ...]:
    return (written,) if written else ()


def _with_a_gap(name: str) -> Iterator[str]:
    """张小雨 as ·小雨, 张·雨 and 张小·."""
    for place in range(len(name)):
        yield f"{name[:place]}\0{name[place + 1 :]}"


def _siblings(one: Known, other: Known) -> bool:
    """Whether birth dates or sexes show two children."""
    days = one.born_on and other.born_on and one.born_on != other.born_on
    return bool(days or (one.sex and other.sex and one.sex is not other.sex))


def _close(one: Known, other: Known) -> bool:
    """A shared surname alone is no likeness unless they were born on one day."""
    same_day = one.born_on is not None and one.born_on == other.born_on
    return same_day or len(one.name) > _LEAST_SHARED


def _numbers_differ(one: Known, other: Known) -> bool:
    both = one.national_id and other.national_id
    return bool(both) and one.national_id != other.national_id


def _at_home(one: Known, other: Known, why: str) -> Likeness:
    same_day = one.born_on is not None and one.born_on == other.born_on
    certainty = Certainty.LIKELY if one.name == other.name else Certainty.POSSIBLE
    said = f"同一家，{why}"
    if _numbers_differ(one, other):
        certainty = Certainty.POSSIBLE
        said += "，生日相同但证件号不同，可能是双胞胎" if same_day else "，证件号不同"
    elif same_day:
        said += "，生日相同" + ("，可能是双胞胎" if one.name != other.name else "")
    elif one.born_on and other.born_on:
        said += "，生日不同"
        certainty = Certainty.POSSIBLE
    else:
        said += "，生日不全"
    return Likeness(Ground.HOME, certainty, said)
