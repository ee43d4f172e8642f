"""How stored values are told where the journal is shown."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.field import Field
from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.models import Base

LONGEST = 60
"""So many signs of a text are told; the record itself has the rest."""
COVERED = "（不显示）"

SILENT = {
    ("pupil", "id_bits"),
    ("school_profile", "pupil_key"),
    ("issued_document", "figures"),
    ("issued_document", "rows"),
    ("issued_document", "words"),
    ("child_photo", "photo_id"),
    ("record_photo", "photo_id"),
    ("own_template", "file_id"),
}
"""Cells that say nothing to anybody, or too much: told as changed, never by value."""


def told(table: str, column: str, value: Any, names: Mapping[int, str] | None = None) -> str:
    """A stored value in words, a personal number covered; `names` of the rows it may refer to."""
    if value is None:
        return ""
    if (table, column) in SILENT:
        return COVERED
    kept = Base.metadata.tables[table].c[column]
    if kept.foreign_keys:
        return (names or {}).get(value, f"#{value}")
    if isinstance(kept.type, sa.Enum) and kept.type.enum_class is not None:
        value = _word(kept.type.enum_class, value)
    elif isinstance(kept.type, sa.Boolean):
        value = bool(value)
    return _short(_covered(FIELDS.get((table, column)), value))


def _covered(field: Field | None, value: Any) -> str:
    if field is not None:
        cover = cover_of(field, value)
        if cover is not None:
            return cover or COVERED
        return field.shown(value)
    return written(value)


def _word(words: Any, value: Any) -> Any:
    """The word of a stored value; one that a later version dropped stays as it is."""
    return words(value) if value in {word.value for word in words} else value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
