"""A value as a form, a list or a paper shows it; `reading` takes the same words back."""

from datetime import date

from liushou_desk.domain.reading import YES_OR_NO
from liushou_desk.domain.words import Word


def written(value: object) -> str:
    """Words by label, days as 2026-11-21, true as 是; nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_OR_NO[0] if value else YES_OR_NO[1]
    if isinstance(value, Word):
        return value.label
    return value.isoformat() if isinstance(value, date) else str(value)
