"""Finding the heading row and what each column means, by heading and alias only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.blocks import of_their_person, whose
from liushou_desk.importing.headings import (
    FIXED_SLOTS,
    GUARDIAN,
    GUARDIANS_RELATION,
    MEMBER_HEADERS,
    REASON,
    joined,
    meant_heading,
    normal,
    plain_key,
    plain_names,
    slots_of,
)
from liushou_desk.importing.likeness import looks_like
from liushou_desk.importing.workbook import Grid

HEADING_WITHIN = 20
"""Title rows may stand above the headings, but not more than these."""
LEAST_HEADINGS = 3
_LONG_NUMBER = re.compile(r"\d{9}")
NUMBERS = ("child.national_id", "child.student_number")
"""One of them tells who a row is about."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: as written, the token a mapping names it by, what it is read as."""

    column: int
    written: str
    token: str
    target: str
    """Key of a target, empty where the column is not read."""
    meant: str = ""
    """As `normal` writes it, with the person whose column it is."""
    looks_like: str = ""
    """Of a column that is not read, the target to be offered."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands in one sheet; column numbers from 0."""

    heading_row: int
    plain: Mapping[str, int]
    """`table.key` of a field, or a name of `IMPORT_ONLY`."""
    members: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    """Slot (成员1, 父亲 …) to its own columns, by the keys of `MEMBER_HEADERS`."""
    unknown: tuple[str, ...] = ()
    """Headings as written whose columns are not read."""
    headings: tuple[Heading, ...] = ()

    @property
    def size(self) -> int:
        """How many columns are read."""
        return len(self.plain) + sum(len(slot) for slot in self.members.values())

    def offered(self) -> Iterator[Heading]:
        """The headings that are not read and look like a field nothing else is read as."""
        taken = {heading.target for heading in self.headings}
        unread = (heading for heading in self.headings if heading.looks_like)
        return (heading for heading in unread if heading.looks_like not in taken)

    @property
    def are_of_a_roster(self) -> bool:
        """Whether rows with these columns are people; a name and a number are enough."""
        tells_who = any(number in self.plain for number in NUMBERS)
        return "child.name" in self.plain and (tells_who or self.size >= LEAST_HEADINGS)


def likely_columns(grid: Grid, chosen: Mapping[str, str] | None = None) -> Columns | None:
    """The columns of the row that looks most like headings, be it a roster or not.

    `chosen` maps a heading to the target, heading or label it shall be read as, or to `IGNORE`.
    """
    meant = {_token(heading): meant_heading(meaning) for heading, meaning in (chosen or {}).items()}
    best: Columns | None = None
    for number, written in _candidates(grid):
        found = _columns_of(number, written, meant)
        if found.size and (best is None or _rank(found) > _rank(best)):
            best = found
    return best or _fullest(grid)


def _fullest(grid: Grid) -> Columns | None:
    """The row with most words in it, for the clerk to say what its columns mean."""

    def words(row: Sequence[object]) -> int:
        return len({raw for raw in row if isinstance(raw, str) and raw.strip()})

    rows = [
        (number, row)
        for number, row in enumerate(grid.rows[:HEADING_WITHIN])
        if not _is_of_a_person(row)
    ]
    if not rows:
        return None
    number, row = max(rows, key=lambda pair: words(pair[1]))
    written = [str(raw or "").strip() for raw in row]
    return _columns_of(number, written, {}) if words(row) >= LEAST_HEADINGS else None


def require_identity(columns: Iterable[Columns], name: str) -> None:
    """A roster must tell who is who: refuse one with neither ID nor student number."""
    if not any(number in found.plain for found in columns for number in NUMBERS):
        raise ImportTrouble(
            f"“{name}”里没有找到名册表头：至少要有“姓名”和“身份证件号”或“学籍号”，"
            "没有导入任何数据。",
            "请检查表头文字，或指明各列的意思。",
        )


def _rank(columns: Columns) -> tuple[bool, bool, int]:
    """A row that names a child once, and tells whose most of the rest is."""
    names = [h for h in columns.headings if plain_key(h.meant) == "child.name"]
    whose_known = sum(bool(whose(h.meant, "")) for h in columns.headings if not h.target)
    return "child.name" in columns.plain, len(names) < 2, columns.size + whose_known


def _candidates(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """Rows that may hold the headings, each alone and under the row above it."""
    above: Sequence[object] | None = None
    for number, row in enumerate(grid.rows[:HEADING_WITHIN]):
        if _is_of_a_person(row):
            continue
        yield number, [str(raw or "").strip() for raw in row]
        if above is not None:
            yield number, list(joined(above, row))
        above = row


def _is_of_a_person(row: Sequence[object]) -> bool:
    """A row with a person's number in it is no heading, be its words ever so like one."""
    return any(_LONG_NUMBER.search(str(raw)) for raw in row if raw)


def _token(heading: str) -> str:
    """As a mapping names a heading: 联系电话, or 联系电话#2 for the second column called so."""
    name, sign, count = heading.rpartition("#")
    return f"{normal(name)}#{count}" if sign and count.isdigit() else normal(heading)


def _tokens(written: Iterable[str]) -> Iterator[str]:
    seen = Counter[str]()
    for heading in map(normal, written):
        seen[heading] += 1
        yield heading if seen[heading] == 1 else f"{heading}#{seen[heading]}"


def _columns_of(number: int, written: Sequence[str], meant: Mapping[str, str]) -> Columns:
    tokens = list(_tokens(written))
    guessed = of_their_person([normal(text) for text in written])
    means = [meant.get(token, text) for token, text in zip(tokens, guessed, strict=True)]
    where = {heading: column for column, heading in reversed(list(enumerate(means))) if heading}
    for column, token in reversed(list(enumerate(tokens))):
        if meant.get(token):
            where[meant[token]] = column  # what was chosen stands above what was guessed
    where.pop(REASON, None)
    members = {
        slot: found for slot in slots_of(means) if "name" in (found := _member_columns(where, slot))
    }
    plain = dict(_plain_columns(where))
    targets = {at: key for key, at in plain.items()}
    targets |= {at: f"{slot}.{key}" for slot in members for key, at in members[slot].items()}
    unread = {
        column: whose(meaning, normal(written[column])) or written[column]
        for column, meaning in enumerate(means)
        if column not in targets and tokens[column] and meaning not in {"", REASON}
    }
    taken = set(targets.values())
    headings = tuple(
        Heading(
            column,
            text,
            token,
            targets.get(column, ""),
            means[column],
            looks_like(unread[column], taken) if column in unread else "",
        )
        for column, (text, token) in enumerate(zip(written, tokens, strict=True))
        if token
    )
    unknown = tuple(unread.values())
    return Columns(number, plain, members, unknown, headings)


def _plain_columns(where: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for key, names in plain_names().items():
        column = _first(where, names)
        if column is not None:
            yield key, column


def _member_columns(where: Mapping[str, int], slot: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, names in MEMBER_HEADERS.items():
        column = _first(where, [slot + name for name in names])
        if column is not None:
            found[key] = column
    if slot in FIXED_SLOTS and slot in where:
        found.setdefault("name", where[slot])
    if slot == GUARDIAN:
        relation = _first(where, GUARDIANS_RELATION)
        if relation is not None:
            found.setdefault("relation", relation)
    return found


def _first(where: Mapping[str, int], names: Iterable[str]) -> int | None:
    return next((where[name] for name in names if name in where), None)
