"""What a form saw of a record and what it changed: nothing written elsewhere is reverted by it.

A form of a record on file hands over only the values that were changed, with what it saw when it
was opened. The service compares that with the file within the action that writes: a value changed
here and there is told by name and asked about; what was not touched stays as the file has it.
"""

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.field import Field
from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.writing import written
from liushou_desk.errors import RuleConflict

_KEY = secrets.token_bytes(16)
_HIDDEN, _EMPTY, _UNTOUCHED = "（已隐藏）", "（空）", "（没有改）"


class Changed(dict[str, Any]):
    """The values that were changed in a form, by key; `seen` is what it showed of the record."""

    def __init__(self, values: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.seen = dict(seen)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value that a form did not see, so that it can be recognised and not be read."""

    digest: bytes

    @classmethod
    def of(cls, value: object) -> "Sealed":
        """Seal a value for this run of the program."""
        return cls(hashlib.blake2b(written(value).encode(), key=_KEY).digest())


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that was changed elsewhere since the form was opened, in words."""

    label: str
    seen: str
    now: str
    wrote: str


class ChangedElsewhere(RuleConflict):
    """What was changed in a form was changed in the file too; `now` is what the file holds."""

    def __init__(self, conflicts: Iterable[Conflict], now: Mapping[str, Any]) -> None:
        self.conflicts, self.now = tuple(conflicts), dict(now)
        said = "；".join(
            f"{one.label}——打开时：{one.seen}，现在：{one.now}，你写的：{one.wrote}"
            for one in self.conflicts
        )
        super().__init__(
            f"这条记录打开以后在别处改过，还没有保存。{said}。",
            "请核对以哪个为准；你写的都还在表里。",
        )


def refuse_stale(
    values: Mapping[str, Any],
    now: Mapping[str, Any],
    fields: Iterable[Field],
    *,
    people: Mapping[str, tuple[str, Callable[[Any], str]]] | None = None,
    together: Iterable[Collection[str]] = (),
    covers: bool = False,
) -> None:
    """Raise `ChangedElsewhere` where a form would write over what it has not seen.

    `now` is what the file holds, by the keys of the form. `people`: label and wording of lines that
    are no field. `together`: lines that are one row of the file and are only right as a whole.
    `covers`: the form hides what is delicate, so no sentence tells it.
    """
    if not isinstance(values, Changed):
        return
    seen = values.seen
    mine = {key for key, value in values.items() if key in seen and value != now.get(key)}
    watched = mine.union(*(group for group in together if not mine.isdisjoint(group)))
    stale = {key for key in watched & seen.keys() if not _is_same(seen[key], now.get(key))}
    told = [_of_field(field, values, now, covers) for field in fields if field.key in stale]
    for key, (label, say) in (people or {}).items():
        if key in stale:
            told.append(Conflict(label, say(seen[key]), say(now.get(key)), say(values[key])))
    if told:
        raise ChangedElsewhere(told, {key: now.get(key) for key in stale})


def _is_same(seen: object, now: object) -> bool:
    return Sealed.of(now) == seen if isinstance(seen, Sealed) else seen == now


def _of_field(field: Field, values: Changed, now: Mapping[str, Any], covers: bool) -> Conflict:
    def said(value: Any) -> str:
        if isinstance(value, Sealed):
            return _HIDDEN
        cover = cover_of(field, value) if covers else None
        return (field.shown(value) or _EMPTY) if cover is None else (cover or _HIDDEN)

    key = field.key
    wrote = said(values[key]) if key in values else _UNTOUCHED
    return Conflict(field.label, said(values.seen[key]), said(now.get(key)), wrote)
