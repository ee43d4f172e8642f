"""人工认定: the school decides a derived label otherwise for some days, and says why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.words import Care, Category, DefinitionKind, Overridable, Word

DECIDED = "人工认定"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, holding from `from_on` (None: always) until before `to_on` (None: still)."""

    about: Overridable
    word: Word
    reason: str
    from_on: date | None = None
    to_on: date | None = None

    @property
    def said(self) -> str:
        """人工认定为单亲留守（reason）."""
        return f"{DECIDED}为{self.word.label}（{self.reason}）"


CHOICES: Mapping[Overridable, tuple[Word, ...]] = {
    Overridable.VERIFIED: (Finding.BOTH, Finding.ONE, Finding.NOT),
    Overridable.CIVIL: (Finding.COUNTED, Finding.NOT),
    Overridable.CARE: tuple(Care),
    Overridable.CATEGORY: (Category.HARDSHIP, Category.MIGRANT, Category.OTHER),
}
"""What may be decided. 留守 is no category to choose: who is counted follows the 口径 alone, and
the totals of 留守 never include the other categories."""

ABOUT = {
    DefinitionKind.VERIFIED: Overridable.VERIFIED,
    DefinitionKind.CIVIL: Overridable.CIVIL,
}
"""Which decision stands in for what a definition finds; none for the 学籍 mark, a kept fact."""

_WORDS: dict[Overridable, type[Word]] = {
    Overridable.VERIFIED: Finding,
    Overridable.CIVIL: Finding,
    Overridable.CARE: Care,
    Overridable.CATEGORY: Category,
}


def decided_word(about: Overridable, value: str) -> Word:
    """The word that a stored value stands for. Raises `ValueError` for one that is none."""
    return _WORDS[about](value)
