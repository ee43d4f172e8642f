"""Days as a hurried hand writes them: 1120 or 11-20, without the year."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from liushou_desk.domain.reading import day
from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.inputs import LineInput

_SHORT = re.compile(r"(\d\d)(\d\d)|(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEARS = 9
"""So far back lies a 29 February at most."""


def with_year(raw: str, today: date) -> str:
    """A day without a year as the latest such day not ahead; anything else as it was written."""
    match = _SHORT.fullmatch(unicodedata.normalize("NFKC", raw).strip())
    if not match:
        return raw
    month, number = (int(part) for part in match.groups() if part)
    for year in range(today.year, today.year - _YEARS, -1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found <= today:
            return found.isoformat()
    return raw


class ShortDayInput(LineInput):
    """A day typed in any of the ways the office knows, or shorter; written back as understood."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.line.setPlaceholderText("如 1120")
        self.left.connect(self.tidy)

    def tidy(self) -> None:
        """Write what was understood; what is no day is left for the form to speak of."""
        try:
            understood = day(with_year(self.text(), self._today()))
        except InputProblem:
            return
        if understood:
            self.set_text(understood.isoformat())
