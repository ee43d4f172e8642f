"""A list of names as it is pasted or typed, and who of the children is meant by it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_APART = re.compile(r"[\s\u2028、，,;；/]+")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be named."""

    child_id: int
    name: str
    school_class: str


@dataclass(frozen=True, slots=True)
class RollCall:
    """Who is meant; names that nobody has, and names that several have, as they were written."""

    ids: frozenset[int]
    unknown: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def told(self) -> str:
        """What became of the list, in a sentence."""
        parts = [f"名单上认出{len(self.ids)}人"]
        if self.unknown:
            parts.append(f"没有找到：{'、'.join(self.unknown)}")
        if self.shared:
            parts.append(f"有同名的，请自己勾：{'、'.join(self.shared)}")
        return "；".join(parts) + "。"


def is_list(text: str) -> bool:
    """Whether more than one name was written."""
    return len(_words(text)) > 1


def call_roll(text: str, children: Iterable[Known]) -> RollCall:
    """Who is named, each by the whole name; of namesakes nobody is guessed."""
    by_name: dict[str, list[Known]] = {}
    classes: set[str] = set()
    for child in children:
        by_name.setdefault(child.name, []).append(child)
        classes.add(child.school_class)
    ids: set[int] = set()
    unknown: list[str] = []
    shared: list[str] = []
    for word in dict.fromkeys(_words(text)):
        found = by_name.get(word, [])
        if len(found) == 1:
            ids.add(found[0].child_id)
        elif found:
            shared.append(word)
        elif word not in classes and not word.isdigit():
            unknown.append(word)
    return RollCall(frozenset(ids), tuple(unknown), tuple(shared))


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(text) if word]
