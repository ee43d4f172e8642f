"""The numbers that name a pupil, for whoever asks whether somebody is on file already."""

import hmac
from collections.abc import Mapping
from typing import Any

from liushou_desk.domain import identity
from liushou_desk.errors import InputProblem


def numbers_of(values: Mapping[str, Any]) -> list[str]:
    """The numbers that name a pupil, the identity number first; a 学籍号 with G contains it."""
    found: list[str] = []
    if national := values.get("child.national_id"):
        found.append(national)
    if student := values.get("child.student_number"):
        inside = _national_id_in(student)
        if inside and not national:
            found.append(inside)
        found.append(student)
    return found


def hashes_of(pupil_key: str, values: Mapping[str, Any]) -> list[str]:
    """The keyed hashes of a row's numbers; the first stands for a pupil in the file."""
    key = pupil_key.encode()
    return [hmac.digest(key, number.encode(), "sha256").hex() for number in numbers_of(values)]


def _national_id_in(student_number: str) -> str | None:
    if not student_number.startswith("G"):
        return None
    try:
        return identity.check_national_id(student_number[1:])
    except InputProblem:
        return None
