"""What is a change of a dated fact and what only its better telling; import and form alike."""

from collections.abc import Mapping
from typing import Any

from liushou_desk.domain.fields import SHEET_FIELDS
from liushou_desk.domain.words import ParentStatus

AWAY = frozenset(status for status in ParentStatus if status is not ParentStatus.AT_HOME)
"""A parent who is not there: cannot be who looks after the child."""
NOT_IN_CARE = "此前未列入关爱对象"
"""Source of the mark a pupil had before being taken into care."""
BY_HAND = "手工登记"
"""Source of a mark that was typed in a form."""
CARRIED = tuple(field.key for field in SHEET_FIELDS)
"""What a sheet hands on beside class and 困境类型."""


def only_told_later(state: Mapping[str, Any], current: Mapping[str, Any]) -> bool:
    """Whether nothing moved: what was blank of the same state is now known."""
    new = {key for key, value in state.items() if current.get(key) != value}
    told_later = new <= {"away_since", "able_to_care", "unable_why", "returns"}
    return told_later and all(current.get(key) is None for key in new)


def carried_forward(sheet: Mapping[str, Any], code: str, school_year: int) -> dict[str, Any]:
    """What a new term's sheet takes over from the sheet of an earlier term with this code.

    A class is carried through a school year only; everything else until it is said otherwise.
    """
    same_year = code.startswith(f"{school_year}-")
    return {**sheet, "class_id": sheet.get("class_id") if same_year else None}
