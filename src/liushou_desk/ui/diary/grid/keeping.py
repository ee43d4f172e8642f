"""What the grid asks of the office file: who there is, what was left unsaved, saving one line."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.contact_row import CHILDREN, COLUMNS, FIELDS, VISITORS
from liushou_desk.errors import InputProblem
from liushou_desk.services.diary import read_entry, save_entry
from liushou_desk.services.keeping.drafts import read_draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.ui.diary.form import People, oddities
from liushou_desk.ui.diary.grid.row import GridRow
from liushou_desk.ui.diary.reading import read_people
from liushou_desk.ui.forms.entry import ids_text

FORM = "diary_grid"
_ENTRY = "entry"


@dataclass(frozen=True)
class GridReading:
    """Who may be chosen, and the lines that were left unsaved."""

    people: People
    left: Mapping[int, GridRow]


def read_grid(office: OfficeFile, term: str) -> GridReading:
    """On the worker."""
    draft = read_draft(office, FORM, None)
    left: dict[int, dict[str, str]] = {}
    for name, text in (draft.values if draft else {}).items():
        number, _, key = name.partition(" ")
        left.setdefault(int(number), {})[key] = text
    lines = {number: _restored(office, texts) for number, texts in sorted(left.items())}
    return GridReading(read_people(office, term), lines)


def _restored(office: OfficeFile, texts: dict[str, str]) -> GridRow:
    """A line that was left; where its record is gone meanwhile, it is a new one."""
    entry = texts.pop(_ENTRY, "")
    if entry:
        with suppress(InputProblem):
            seen = seen_of(office, int(entry))
            return GridRow(texts, int(entry), seen, saved=texts_of(seen))
    return GridRow(texts)


def draft_of(rows: Sequence[GridRow]) -> dict[str, str]:
    """The lines that are not on file, by number and column."""
    kept: dict[str, str] = {}
    for number, row in enumerate(rows):
        if row.is_unsaved:
            kept |= {f"{number} {key}": text for key, text in row.texts.items()}
            if row.entry_id is not None:
                kept[f"{number} {_ENTRY}"] = str(row.entry_id)
    return kept


def seen_of(office: OfficeFile, entry_id: int) -> Mapping[str, Any]:
    """What the file holds of a record, by column. Raises `InputProblem` where it is gone."""
    record = read_entry(office, entry_id)
    values = {key: value for key, value in record.values.items() if key in COLUMNS}
    return {**values, CHILDREN: record.child_ids, VISITORS: record.visitor_ids}


def texts_of(seen: Mapping[str, Any]) -> dict[str, str]:
    """The same as a line holds it."""
    texts = {key: field.shown(seen[key]) for key, field in FIELDS.items()}
    texts |= {key: ids_text(seen[key]) for key in (CHILDREN, VISITORS)}
    return {key: text for key, text in texts.items() if text}


@dataclass(frozen=True)
class Taken:
    """A line that is on file now."""

    entry_id: int
    seen: Mapping[str, Any]
    odd: str


def save_line(office: OfficeFile, row: GridRow, values: Mapping[str, Any]) -> Taken:
    """On the worker: the record as one action, and what is odd about it."""
    whole = {**(row.seen or {}), **values}
    children, visitors = whole[CHILDREN], whole[VISITORS]
    fields = {key: value for key, value in whole.items() if key in FIELDS}
    odd = oddities(office, fields, children, entry_id=row.entry_id)
    stated = fields if row.entry_id is None else values
    entry_id = save_entry(office, row.entry_id, stated, children, visitors)
    return Taken(entry_id, seen_of(office, entry_id), "".join(odd))
