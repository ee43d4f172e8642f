"""拼音: the keys by which a name is found, computed once for each text and kept in the file.

A key is what people type: zhangwenjing, zwj, zhangwj or wenjing. Signs with several readings give
several keys. The dictionary is loaded only when a name without keys turns up.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from math import prod

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from liushou_desk.domain.progress import Progress
from liushou_desk.domain.surnames import DOUBLE, SINGLE
from liushou_desk.models import Child, FamilyMember, Mentor, NameReading
from liushou_desk.models.office_file import OfficeFile

_BATCH = 2000
_FEW = 500
"""So many texts are asked for one by one, more are picked from the whole table."""
_READINGS_OF_A_SIGN = 3
_COMBINATIONS = 24
_UNIT = re.compile(r"[a-z0-9]+|[^\x00-\x7f]")
_PARTING = re.compile(r"[·\s]+")
_NAMES = sa.union(*(sa.select(model.name.label("name")) for model in (Child, FamilyMember, Mentor)))


def readings_of(session: Session, texts: Iterable[str]) -> dict[str, str]:
    """The stored keys of names; a name not met before is not in the answer."""
    wanted = set(texts)
    statement = sa.select(NameReading.text, NameReading.readings)
    if len(wanted) <= _FEW:
        statement = statement.where(NameReading.text.in_(wanted))
    rows = session.connection().execute(statement).all()  # plain: the ORM's cost twice as much
    return {text: readings for text, readings in rows if text in wanted}


def complete_readings(office: OfficeFile, progress: Progress | None = None) -> int:
    """Compute and keep the keys of all names that have none; returns how many.

    Keys of names that nobody bears any more go, so that a removed name leaves nothing behind.
    Nothing is done in a backup.
    """
    if office.is_backup:
        return 0
    with office.reading() as session:
        names, kept = _NAMES.subquery(), sa.select(NameReading.text)
        missing = session.scalars(sa.select(names.c.name).where(names.c.name.not_in(kept))).all()
        unused = session.scalars(
            sa.select(NameReading.id).where(NameReading.text.not_in(_NAMES))
        ).all()
    if unused:
        with office.beside() as session:
            session.execute(sa.delete(NameReading).where(NameReading.text.not_in(_NAMES)))
    for first in range(0, len(missing), _BATCH):
        if progress:
            progress(first, len(missing))
        rows = [{"text": n, "readings": keys(n)} for n in missing[first : first + _BATCH]]
        with office.beside() as session:
            session.execute(insert(NameReading).on_conflict_do_nothing(), rows)
    if progress:
        progress(len(missing), len(missing))
    return len(missing)


def keys(name: str) -> str:
    """The keys of a name, one a line, the commonest reading first."""
    parts = [part for part in _parts(_plain(name).lower()) if part]
    lengths = [len(part) for part in parts]
    starts = [sum(lengths[:count]) for count in range(1, len(parts))]
    found = (
        key
        for syllables in product(*_capped([sign for part in parts for sign in part]))
        for key in _keys(syllables, starts)
    )
    return "\n".join(dict.fromkeys(found)) if parts else ""


def _keys(syllables: tuple[str, ...], starts: list[int]) -> Iterator[str]:
    """Of one way to read a name whose given name, or later words, begin at `starts`."""
    initials = "".join(syllable[0] for syllable in syllables)
    yield "".join(syllables)
    yield initials
    for start in starts:
        yield "".join(syllables[:start]) + initials[start:]
        yield "".join(syllables[start:])


_Part = list[tuple[str, ...]]
"""A surname, a given name or a word, as the readings of each sign."""


def _parts(name: str) -> list[_Part]:
    """Surname and given name, or the words of 阿依·古丽 and Anna Maria."""
    words = _PARTING.split(name)
    if len(words) > 1 or name[:1].isascii():
        return [_word(word) for word in words]
    if len(name) > 2 and name[:2] in DOUBLE:
        return [[_with_u((syllable,)) for syllable in DOUBLE[name[:2]]], _word(name[2:])]
    surname = SINGLE.get(name[:1]) or _sign(name[:1])[:1]
    return [[_with_u(surname)] if surname else [], _word(name[1:])]


def _word(text: str) -> _Part:
    units = _UNIT.findall(text)
    signs = ((unit,) if unit.isascii() else _with_u(_sign(unit)) for unit in units)
    return [readings for readings in signs if readings]


def _with_u(readings: tuple[str, ...]) -> tuple[str, ...]:
    """吕 is typed lv by most and lu by some."""
    return tuple(dict.fromkeys(form for r in readings for form in (r, r.replace("v", "u"))))


def _capped(signs: _Part) -> _Part:
    """Rarer readings go where there would be too many combinations."""
    for most in range(_READINGS_OF_A_SIGN, 1, -1):
        shorter = [readings[:most] for readings in signs]
        if prod(map(len, shorter)) <= _COMBINATIONS:
            return shorter
    return [readings[:1] for readings in signs]


@cache
def _sign(sign: str) -> tuple[str, ...]:
    """The readings of a sign without tones, ü as v; none where the dictionary has none."""
    written = _dictionary().get(ord(sign), "") if len(sign) == 1 else ""
    return tuple(dict.fromkeys(_plain(reading) for reading in written.split(",") if reading))


@cache
def _dictionary() -> Mapping[int, str]:
    """Signs only: the phrases would cost 45 MB and say nothing of names."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def _plain(text: str) -> str:
    """Letters without their marks, ü as v."""
    parts = unicodedata.normalize("NFKD", text).replace("u\u0308", "v")
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
