"""A column as data: adding one is one line."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, TypeVar

from liushou_desk.domain.field import RESTRICTED, Told, sensitivity_of
from liushou_desk.ui.look import Tone

Row = TypeVar("Row")


def _plain(_row: object) -> Tone:
    return Tone.PLAIN


@dataclass(frozen=True)
class Column(Generic[Row]):
    """How one thing about a row is shown and sorted. `width` is in Chinese characters."""

    heading: str
    text: Callable[[Row], str]
    width: float = 6
    key: Callable[[Row], Any] | None = None
    """What it is sorted by; by default the text. Keys of one column compare with one another."""
    right: bool = False
    """Numbers stand to the right."""
    tone: Callable[[Row], Tone] = _plain
    tip: Callable[[Row], str] | None = None
    """What is told of the cell under the mouse; by default its text, unshortened."""
    shown: bool = True
    """Whether it stands in the list as long as nobody has chosen otherwise."""
    _: KW_ONLY
    field: Told
    """What it tells; `OPEN` where no field of the catalogue holds it and nobody minds."""
    is_covered: bool = False
    """Its texts hide what the field's sensitivity asks to hide, so it may stand in a list."""

    @property
    def restricted(self) -> bool:
        """敏感: offered only when asked for, and gone when the program is started anew."""
        return sensitivity_of(self.field) is RESTRICTED and not self.is_covered

    def sort_key(self, row: Row) -> Any:
        """The key of a row."""
        return self.text(row) if self.key is None else self.key(row)
