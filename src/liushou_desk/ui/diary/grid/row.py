"""One line of the grid: what stands in it, what of it is on file, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from liushou_desk.domain.contact_row import COLUMNS, KIND, VISITORS, RowReader
from liushou_desk.services.writing.stale import Changed
from liushou_desk.ui.look import Tone

KEYS = tuple(COLUMNS)
REPEATED = (KIND, VISITORS)
"""What Ctrl+D takes from the line above: never a day, a child or a word of the text."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Frozen: a keystroke makes another one."""

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    """By column; people as a picker writes them."""
    entry_id: int | None = None
    seen: Mapping[str, Any] | None = None
    """The values on file, by column."""
    suggested: str = ""
    """The teacher who stands here because the child is theirs."""
    saved: Mapping[str, str] | None = None
    """The texts that were saved last."""
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    refused: str = ""
    """Why the service would not take it."""
    odd: str = ""
    """What is odd about it though it is saved."""
    is_saving: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is lost with it: kind and teachers alone are no contact."""
        return not any(text for key, text in self.texts.items() if key not in REPEATED)

    @property
    def is_unsaved(self) -> bool:
        """Whether something stands here that is not on file."""
        if self.entry_id is None:
            return not self.is_blank
        return self.texts != self.saved

    @property
    def state(self) -> tuple[str, Tone]:
        """How it stands, in a word or in the sentence of what is wrong."""
        if self.is_saving:
            return "正在保存", Tone.QUIET
        if self.problems:
            key, sentence = next(iter(self.problems.items()))
            return f"{COLUMNS[key]}：{sentence}", Tone.BAD
        if self.refused:
            return self.refused, Tone.BAD
        if self.is_unsaved:
            return "还没有保存" if self.entry_id is None else "改了还没有保存", Tone.OWED
        if self.entry_id is None:
            return "", Tone.PLAIN
        return (f"已保存。注意：{self.odd}", Tone.OWED) if self.odd else ("已保存", Tone.GOOD)

    def told(self) -> str:
        """All that is wrong or odd, each beside the name of its column."""
        wrong = "　".join(f"{COLUMNS[key]}：{said}" for key, said in self.problems.items())
        return wrong or (self.state[0] if self.refused or self.odd else "")

    def typed(self, key: str, text: str, reader: RowReader, today: date) -> "GridRow":
        """The line with another text in one cell, which is looked at by itself."""
        kept = reader.tidy(key, text, today)
        if kept == self.texts.get(key, ""):
            return self
        texts = {**self.texts, key: kept}
        if not kept:
            del texts[key]
        problems = {other: said for other, said in self.problems.items() if other != key}
        wrong = reader.read(texts, today).problems
        if kept and key in wrong:
            problems[key] = wrong[key]
        return replace(self, texts=texts, problems=problems, refused="")

    def with_mentor(self, own: str) -> "GridRow":
        """The line with the child's own teacher, unless somebody else was written down."""
        there = self.texts.get(VISITORS, "")
        if there not in ("", self.suggested) or there == own:
            return self
        texts = {key: text for key, text in self.texts.items() if key != VISITORS}
        return replace(self, texts=texts | ({VISITORS: own} if own else {}), suggested=own)

    def checked(self, reader: RowReader, today: date) -> "GridRow":
        """The line as it is left: what is missing is wrong too."""
        return replace(self, problems=reader.read(self.texts, today).problems)

    def to_save(self, reader: RowReader, today: date) -> Mapping[str, Any]:
        """The values of a line without problems; of one on file those that were changed."""
        values = reader.read(self.texts, today).values
        if self.seen is None:
            return values
        changed = {key: value for key, value in values.items() if value != self.seen.get(key)}
        return Changed(changed, self.seen)
