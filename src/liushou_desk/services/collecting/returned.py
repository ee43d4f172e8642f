"""A collection sheet that came back, as it is shown before anything is taken in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liushou_desk.domain.field import Value
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import Word

LineId = tuple[int, str]
"""Row of the sheet and key of the field."""
WHOLE_ROW = ""
"""The key of a line that is about all of a row: a new child, or a row that cannot be taken."""
NOTHING = "（空）"


class Standing(Word):
    """What there is to say of a cell."""

    CHANGED = "changed", "改动"
    NEW = "new", "新增"
    LATER = "later", "之后改过"
    FAULT = "fault", "有误"
    TAKEN = "taken", "已登记过"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one child that differs, or a fault; `proposed` says whether to accept it."""

    row: int
    key: str
    cell: str
    who: str
    label: str
    before: str
    after: str
    standing: Standing
    note: str = ""
    proposed: bool = True

    @property
    def line_id(self) -> LineId:
        """What it is accepted by."""
        return self.row, self.key

    @property
    def can_be_taken(self) -> bool:
        """Whether accepting it means anything."""
        return self.standing not in (Standing.FAULT, Standing.TAKEN)

    @property
    def search(self) -> str:
        """What it is found by."""
        return search_text(self.who, self.label, self.before, self.after, self.note, self.cell)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row with what it says: of a child on file by field, of a new one all that was written."""

    number: int
    child_id: int | None
    known: dict[str, Value | None] = field(default_factory=dict[str, Any])
    """What was on file when the sheet was read."""
    wanted: dict[str, Value | None] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Returned:
    """A whole sheet against the office file as it is now."""

    name: str
    sha256: str
    term: str
    school_class: str
    made_on: str
    lines: tuple[Line, ...]
    rows: tuple[ReturnedRow, ...]
    """Of those that have lines."""
    unchanged: int
    """Children of whom nothing is said that is not on file."""
    notes: tuple[str, ...] = ()
    """Sentences about the sheet as a whole."""

    @property
    def proposed(self) -> frozenset[LineId]:
        """What is accepted unless the clerk says otherwise."""
        return frozenset(line.line_id for line in self.lines if line.proposed and line.can_be_taken)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """Lines by what there is to say."""
        return Counter(line.standing for line in self.lines)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was written: children changed and new, cells, and what no longer fitted, in words."""

    changed: int
    new: int
    cells: int
    left_out: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.changed or self.new)
