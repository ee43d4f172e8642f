"""对应表: what every column of a workbook is read as, by guess, by memory or by choice.

What a clerk chose is kept in the office file under the heading, so that the next workbook with the
same heading is mapped by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from liushou_desk.domain.words import Word
from liushou_desk.importing.columns import NUMBERS, Columns, Heading
from liushou_desk.importing.furniture import furniture_of
from liushou_desk.importing.headings import (
    IGNORE,
    MEMBER_HEADERS,
    Target,
    meant_heading,
    normal,
    plain_key,
    plain_names,
    targets,
)
from liushou_desk.importing.sheet_scan import column_letters
from liushou_desk.importing.sheets import Sheet, Sheets
from liushou_desk.importing.workbook import Grid
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.class_names import class_above
from liushou_desk.services.keeping.settings import keep_setting, read_setting

__all__ = [
    "GUESS",
    "IGNORE",
    "HeadingMap",
    "How",
    "SheetMap",
    "Target",
    "WorkbookMap",
    "targets",
]

SETTING = "import_mapping"
GUESS = ""
"""Chosen for a heading: forget what was remembered and guess again."""
SAMPLES = 3
_LOOKED_AT = 200
_LONGEST_SAMPLE = 24
_NUMBER = re.compile(r"\d{7,}[Xx]?")


class How(Word):
    """How it came that a column is read as it is."""

    GUESSED = "guessed", "自动识别"
    REMEMBERED = "remembered", "上次选择"
    CHOSEN = "chosen", "本次选择"
    IGNORED = "ignored", "不导入"
    UNKNOWN = "unknown", "没有用到"


@dataclass(frozen=True, slots=True)
class HeadingMap:
    """One column of a sheet; `token` is what a mapping names it by."""

    token: str
    heading: str
    cell: str
    samples: tuple[str, ...]
    """Some of its values, numbers of persons covered."""
    target: str
    """Key of a `Target`, empty where the column is not read."""
    how: How
    is_hidden: bool
    looks_like: str = ""
    """Key of the target to be offered for a column that is not read."""


@dataclass(frozen=True, slots=True)
class SheetMap:
    """One sheet; `heading_row` counts from 1, 0 where nothing looks like headings."""

    name: str
    rows: int
    heading_row: int
    is_hidden: bool
    is_roster: bool
    is_read: bool
    headings: tuple[HeadingMap, ...]
    class_from_name: bool
    """Whether the sheet's name or a title row tells the class, for no column does."""


@dataclass(frozen=True, slots=True)
class WorkbookMap:
    """What a workbook's columns are read as, before any row is."""

    name: str
    sheets: tuple[SheetMap, ...]
    notes: tuple[str, ...]
    clashes: tuple[str, ...]
    lacks: str
    """Why it cannot be imported like this; empty where it can."""


def remembered(office: OfficeFile) -> dict[str, str]:
    """What was chosen before, by heading."""
    kept: Any = read_setting(office, SETTING, {})
    if not isinstance(kept, dict):
        return {}
    return {str(key): str(value) for key, value in cast("dict[object, object]", kept).items()}


def with_memory(office: OfficeFile, chosen: Mapping[str, str]) -> dict[str, str]:
    """What holds now: the choice above the memory."""
    every = remembered(office) | dict(chosen)
    return {heading: meaning for heading, meaning in every.items() if meaning != GUESS}


def remember(office: OfficeFile, chosen: Mapping[str, str]) -> None:
    """Keep a choice for the workbooks to come; what is to be guessed again is forgotten."""
    before = remembered(office)
    after = with_memory(office, chosen)
    if after != before:
        keep_setting(office, SETTING, after)


def map_sheets(sheets: Sheets, chosen: Mapping[str, str], memory: Mapping[str, str]) -> WorkbookMap:
    """What the columns of some sheets, read with this choice and memory, are taken for."""
    mapped = tuple(_sheet(sheets, sheet, chosen, memory) for sheet in sheets.every)
    read = [sheet.columns for sheet in sheets.every if sheet.columns and sheets.is_read(sheet)]
    meant = {**memory, **chosen}
    clashes = tuple(dict.fromkeys(said for found in read for said in _clashes(found, meant)))
    return WorkbookMap(sheets.name, mapped, sheets.notes, clashes, _lacks(sheets, read))


def _sheet(
    sheets: Sheets, sheet: Sheet, chosen: Mapping[str, str], memory: Mapping[str, str]
) -> SheetMap:
    grid, columns = sheet.grid, sheet.likely
    is_roster = sheet.columns is not None
    if columns is None:
        return SheetMap(grid.name, len(grid.rows), 0, grid.is_hidden, is_roster, False, (), False)
    below = grid.rows[columns.heading_row + 1 :]
    headings = tuple(_heading(grid, columns, h, _how(h, chosen, memory)) for h in columns.headings)
    return SheetMap(
        grid.name,
        sum(any(row) for row in below),
        columns.heading_row + 1,
        grid.is_hidden,
        is_roster,
        sheets.is_read(sheet),
        headings,
        is_roster and "class" not in columns.plain and _class_is_told(grid, columns),
    )


def _class_is_told(grid: Grid, columns: Columns) -> bool:
    titles = furniture_of(grid, columns).classes.values()
    return bool(class_above(grid.name, "".join(titles)))


def _how(heading: Heading, chosen: Mapping[str, str], memory: Mapping[str, str]) -> How:
    for source, how in ((chosen, How.CHOSEN), (memory, How.REMEMBERED)):
        meaning = source.get(heading.token, GUESS)
        if meaning != GUESS:
            return how if meant_heading(meaning) else How.IGNORED
        if heading.token in source:
            break
    return How.GUESSED if heading.target else How.UNKNOWN


def _heading(grid: Grid, columns: Columns, heading: Heading, how: How) -> HeadingMap:
    column = heading.column
    return HeadingMap(
        heading.token,
        heading.written,
        f"{column_letters(column + 1)}{columns.heading_row + 1}",
        tuple(_samples(grid, columns.heading_row + 1, column, heading.target)),
        heading.target,
        how,
        column in grid.hidden_columns,
        heading.looks_like,
    )


def _samples(grid: Grid, first: int, column: int, target: str) -> Iterator[str]:
    texts = (_told(row[column]) for row in islice(grid.rows, first, first + _LOOKED_AT))
    found = islice(dict.fromkeys(text for text in texts if text), SAMPLES)
    for text in found:
        covered = _NUMBER.sub(_covered, text) if target != "child.born_on" else text
        yield covered[:_LONGEST_SAMPLE] + "…" * (len(covered) > _LONGEST_SAMPLE)


def _told(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else str(raw).strip()


def _covered(number: re.Match[str]) -> str:
    """Of a number that names somebody two digits, as everywhere on the screen; 20160301 is none."""
    digits = number[0]
    return digits if len(digits) == 8 else digits[:2] + "·" * (len(digits) - 2)


def _clashes(columns: Columns, meant: Mapping[str, str]) -> Iterator[str]:
    """Columns that would be read as what another one is already read as."""
    read = {h.target: h.written for h in columns.headings if h.target}
    labels = {target.key: target.label for target in targets()}
    for heading in columns.headings:
        meaning = meant_heading(meant.get(heading.token) or heading.written)
        target = "" if heading.target else _target_of(meaning)
        if target == "child.name" and (said := side_by_side(columns)):
            yield said
            return
        if target in read:
            label = labels.get(target, target)
            yield (
                f"“{heading.written}”和“{read[target]}”都对应“{label}”，取“{read[target]}”一列。"
            )


def side_by_side(columns: Columns) -> str:
    """That a second list stands to the right, which is not read; empty where none does."""
    names = [h for h in columns.headings if plain_key(normal(h.written)) == "child.name"]
    read = {heading.written for heading in names if heading.target}
    again = next((h.written for h in names if not h.target and h.written in read), "")
    return again and (
        f"有两列都叫“{again}”，像是左右并排的两份名单：只读左边一份，"
        "右边的请剪到下面或另一张工作表再导入。"
    )


def _target_of(meaning: str) -> str:
    """The key that a heading stands for by itself."""
    for key, names in plain_names().items():
        if meaning in names:
            return key
    for target in targets():
        slot, _, key = target.key.partition(".")
        if meaning.startswith(slot) and meaning.removeprefix(slot) in MEMBER_HEADERS.get(key, ()):
            return target.key
    return ""


def _lacks(sheets: Sheets, read: list[Columns]) -> str:
    likely = read or [sheet.likely for sheet in sheets.every if sheet.likely]
    if not likely:
        return "没有找到表头：请在名单最上面写一行列名（姓名、身份证件号……），再导入。"
    if not any("child.name" in columns.plain for columns in likely):
        return "还没有哪一列对应“姓名”，请在表中指明。"
    if not any(number in columns.plain for columns in likely for number in NUMBERS):
        return "还没有哪一列对应“身份证件号”或“学籍号”，请在表中指明。"
    return "" if read else "没有可以读取的工作表：请至少选一张名册。"
