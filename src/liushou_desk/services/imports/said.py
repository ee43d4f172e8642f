"""What a new row says, field by field, for the preview: everything that would be written."""

from collections.abc import Iterator
from typing import cast

from liushou_desk.importing.headings import IMPORT_LABELS, MEMBER_LABELS, PLAIN_FIELDS
from liushou_desk.importing.members import Member
from liushou_desk.importing.roster import RosterRow
from liushou_desk.services.imports.family_plan import WHEREABOUTS
from liushou_desk.services.imports.outcome import FieldChange, RowOutcome
from liushou_desk.services.imports.row_plan import CLASS_KEY, shown

_LABELS = {f"{entry.table}.{entry.key}": entry.label for entry in PLAIN_FIELDS}
_FIXED = ("child.name", "child.national_id", "child.student_number")
"""Who the row is; a row without it could only be refused as a whole."""
_COUNTED = ("child.name", "child.sex", CLASS_KEY)
"""All that is kept of a pupil not in care."""
_OF_ABSENCE = ("away_since", "returns", "able_to_care", "unable_why")
_BLANK = shown(None)


def said_fields(row: RosterRow, outcome: RowOutcome) -> tuple[FieldChange, ...]:
    """The fields of a row that is new, with the keys they can be refused by."""
    plain = tuple(_plain(row))
    if outcome.is_counted_only:
        return tuple(said for key, said in plain if key in _COUNTED)
    members = (said for member in row.members for said in _member(member))
    return (*(said for _, said in plain), *members)


def _plain(row: RosterRow) -> Iterator[tuple[str, FieldChange]]:
    for key, label in (_LABELS | {CLASS_KEY: IMPORT_LABELS[CLASS_KEY]}).items():
        value = row.values.get(key)
        if value is not None:
            several = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
            after = "、".join(map(shown, several))
            yield key, FieldChange(label, _BLANK, after, "" if key in _FIXED else key)


def _member(member: Member) -> Iterator[FieldChange]:
    who, slot = member.relation.label, member.slot
    yield FieldChange(who, _BLANK, str(member.values["name"]), slot)
    for key, value in member.values.items():
        if key not in {"name", "relation", *_OF_ABSENCE}:
            yield FieldChange(who + MEMBER_LABELS[key], _BLANK, shown(value), f"{slot}.{key}")
    if member.status is None:
        return
    key = f"{slot}.{WHEREABOUTS}"
    yield FieldChange(f"{who}去向", _BLANK, member.status.label, key)
    for part in ("place", "work"):
        if member.said[part]:
            yield FieldChange(who + MEMBER_LABELS[part], _BLANK, member.said[part], key)
    for part in _OF_ABSENCE:
        if part in member.values:
            yield FieldChange(who + MEMBER_LABELS[part], _BLANK, shown(member.values[part]), key)
