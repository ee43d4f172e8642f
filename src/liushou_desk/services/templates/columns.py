"""Which columns of a county's roster are told what: by heading, by memory or by choice."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast

from liushou_desk.domain.words import Word
from liushou_desk.errors import InputProblem, TemplateTrouble
from liushou_desk.importing.columns import HEADING_WITHIN, Columns, Heading, likely_columns
from liushou_desk.importing.filling.looking import UNTOUCHED
from liushou_desk.importing.headings import IGNORE, normal, targets
from liushou_desk.importing.region_codes import without_codes
from liushou_desk.importing.sheet_scan import column_letters
from liushou_desk.importing.workbook import Grid
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.settings import keep_setting, read_setting
from liushou_desk.services.templates.told import labels, own_headings

SETTING = "county_rosters"
BLANK = "blank"
"""Chosen for a column: nothing is written there."""
LEAST = 2
"""Columns that must mean something for a row to be taken for headings."""
_MOST_REMEMBERED = 60


class How(Word):
    """How it came that a column is told what it is told."""

    GUESSED = "guessed", "自动识别"
    REMEMBERED = "remembered", "上次选择"
    CHOSEN = "chosen", "本次选择"
    UNKNOWN = "unknown", "不认识，留空"
    EMPTY = "empty", "留空"


@dataclass(frozen=True, slots=True)
class CountyColumn:
    """One column; a choice names it by `token`; `key` is what is written, empty for nothing."""

    column: int
    cell: str
    heading: str
    token: str
    key: str
    how: How

    @property
    def letters(self) -> str:
        """The column as the sheet names it."""
        return column_letters(self.column + 1)

    @property
    def means(self) -> str:
        """What is written there, in words."""
        return labels().get(self.key, "")


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a sheet; rows from 0."""

    heading_row: int
    body_row: int
    """The first row below the headings, those of two lines too."""
    columns: tuple[CountyColumn, ...]
    fingerprint: str

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings nothing is known for; their columns stay empty."""
        return tuple(c.heading for c in self.columns if c.how is How.UNKNOWN)


def head_of(office: OfficeFile, name: str, grid: Grid, chosen: Mapping[str, str]) -> Head:
    """The headings of a sheet and what they mean. Raises `TemplateTrouble` where there are none."""
    plain = _found(grid, {})
    if plain is None:
        raise _no_headings(name, grid.name)
    mark = fingerprint(heading.token for heading in plain.headings)
    memory = _remembered(office).get(mark, {})
    found = _found(grid, _for_importer(memory | dict(chosen)))
    if found is None:
        raise _no_headings(name, grid.name)
    columns = tuple(_column(found, heading, chosen, memory) for heading in found.headings)
    if sum(bool(column.key) for column in columns) < LEAST and not chosen:
        raise _no_headings(name, grid.name)
    bottoms = [bottom for (top, _), (bottom, _) in grid.spans if top <= found.heading_row <= bottom]
    body = max((found.heading_row, *bottoms)) + 1
    return Head(found.heading_row, body, columns, mark)


def chosen_by_words(words: Mapping[str, str]) -> dict[str, str]:
    """A choice that was written down: headings, and what each is told by key, name or 留空.

    Raises `InputProblem` with the nearest name.
    """
    keys = {label: key for key, label in labels().items()}
    found: dict[str, str] = {}
    for heading, word in words.items():
        key = BLANK if word in ("", "留空", BLANK) else keys.get(word, word)
        if key != BLANK and key not in labels():
            near = get_close_matches(word, keys, 1, 0.4)
            said = f"对应表里“{heading}”要填的“{word}”不认识，{UNTOUCHED}"
            advice = f"是不是“{near[0]}”？" if near else "请写字段的名称，如“姓名”“父亲联系电话”。"
            raise InputProblem(said, advice, field="map")
        name, sign, count = heading.rpartition("#")
        found[f"{normal(name)}#{count}" if sign and count.isdigit() else normal(heading)] = key
    return found


def remember(office: OfficeFile, head: Head, chosen: Mapping[str, str]) -> None:
    """Keep what was chosen for a file with these headings."""
    if not chosen:
        return
    kept = _remembered(office)
    mine = kept.pop(head.fingerprint, {}) | dict(chosen)
    newest = dict(list(kept.items())[-_MOST_REMEMBERED:])
    keep_setting(office, SETTING, newest | {head.fingerprint: mine})


def fingerprint(words: Any) -> str:
    """Of headings in their order: the same form next term is known by it."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _found(grid: Grid, chosen: Mapping[str, str]) -> Columns | None:
    likely = likely_columns(grid, chosen)
    return without_codes(likely, grid) if likely else None


def _for_importer(chosen: Mapping[str, str]) -> dict[str, str]:
    """A choice as the finder of headings takes it; what it does not know it need not find."""
    known = {target.key for target in targets()}
    return {token: key if key in known else IGNORE for token, key in chosen.items()}


def _column(
    found: Columns, heading: Heading, chosen: Mapping[str, str], memory: Mapping[str, str]
) -> CountyColumn:
    key, how = heading.target, How.GUESSED
    for source, told in ((memory, How.REMEMBERED), (chosen, How.CHOSEN)):
        if heading.token in source:
            key, how = source[heading.token], told
    if how is How.GUESSED and not key:
        key = own_headings().get(normal(heading.written), "")
    if key == BLANK:
        key, how = "", How.EMPTY
    elif key not in labels():
        key, how = "", How.UNKNOWN
    cell = f"{column_letters(heading.column + 1)}{found.heading_row + 1}"
    return CountyColumn(heading.column, cell, heading.written, heading.token, key, how)


def _remembered(office: OfficeFile) -> dict[str, dict[str, str]]:
    kept: Any = read_setting(office, SETTING, {})
    return cast("dict[str, dict[str, str]]", kept) if isinstance(kept, dict) else {}


def _no_headings(name: str, sheet: str) -> TemplateTrouble:
    return TemplateTrouble(
        f"“{name}”的工作表“{sheet}”里前{HEADING_WITHIN}行没有找到列名（姓名、性别……），{UNTOUCHED}",
        "请换一张工作表，或检查列名的文字。",
    )
