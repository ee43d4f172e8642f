"""月度登记表: one mentor, one month, one kind; what stands in its cells, a child by a day.

A cell is a contact that somebody confirmed by itself. A column entered at once (整列) confirms
nothing about a single child: it becomes a tally (汇总条), and is shown as one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import Word

Cell = tuple[int, date]
"""A child and a day."""


class CellMark(Word):
    """What a cell says."""

    REACHED = "reached", "已联系", "√"
    MISSED = "missed", "未联系上", "×"
    TALLIED = "tallied", "整列", "汇"

    @property
    def sign(self) -> str:
        """What stands in the cell."""
        return self.aliases[0]


NEXT: dict[CellMark | None, CellMark | None] = {
    None: CellMark.REACHED,
    CellMark.REACHED: CellMark.MISSED,
    CellMark.MISSED: None,
    CellMark.TALLIED: CellMark.REACHED,
}
"""What a press makes of a cell; a tallied one becomes a contact of its own."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell that was filled in, and what was written to it."""

    mark: CellMark
    content: str = ""
    concern: str = ""

    def lacks_text(self, kind: DiaryKind, *, is_key_care: bool) -> bool:
        """Whether it has to be said what was found: by the kind, or for 重点关爱 children."""
        asked = kind.traits.needs_text or is_key_care or bool(self.concern)
        return self.mark is CellMark.REACHED and asked and not self.content.strip()


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which sheet; of each there is one, however often it is opened."""

    mentor_id: int
    month_on: date
    """The first day of the month."""
    kind: DiaryKind

    @property
    def last_on(self) -> date:
        """The last day of the month."""
        return add_months(self.month_on, 1) - timedelta(days=1)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the month."""
        return tuple(self.month_on + timedelta(days=number) for number in range(self.last_on.day))
