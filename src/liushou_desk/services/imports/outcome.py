"""What an import would do, row by row: the preview and the result."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from liushou_desk.domain.words import Word
from liushou_desk.importing.cells import Problem

CARE_KEY = "caregiver_period.care"
"""Of the change of a main caregiver, be it stated or taken from 是否监护人."""


class Verdict(Word):
    """What becomes of a row."""

    NEW = "new", "新增"
    CHANGED = "changed", "有变化"
    UNCHANGED = "unchanged", "无变化"
    REJECTED = "rejected", "拒绝"
    REFUSED = "refused", "不采纳"
    """The clerk did not want it; only ever in a result, never in a preview."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that would change, in words.

    Changes of a row with the same `key` are taken or refused together; one without is a consequence
    of the rest and cannot be refused.
    """

    label: str
    before: str
    after: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field of a row, by the key of its change, or the whole row, that is not to be taken."""

    sheet: str
    number: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the workbook; a doubtful row (存疑) is imported and asks to be looked at."""

    sheet: str
    row: int
    verdict: Verdict
    doubts: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    is_counted_only: bool = False
    """A pupil not in care, of whom only name, sex and class are kept."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """All rows of a workbook, whether only previewed or committed.

    `absent` counts children and pupils on the register whom no row names, not even a rejected one;
    nothing is done about them. `unknown_headings` are the columns that were not read.
    """

    outcomes: tuple[RowOutcome, ...]
    absent: int
    committed: bool
    unknown_headings: tuple[str, ...] = ()
    absent_elsewhere: int = 0
    """Of those absent, the ones in classes of which the workbook lists nobody."""
    offered_headings: tuple[str, ...] = ()
    """Sentences on those of them that look like a field of ours."""
    notes: tuple[str, ...] = ()
    """What of the workbook was not read, or read in a way that asks to be looked at."""
    writes_anything: bool = False
    """Whether a row was taken and brings something; a new term may, though no row changes."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by verdict (adding up to `rows`), and the doubtful among them."""
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return {
            "rows": len(self.outcomes),
            **{verdict.value: found[verdict] for verdict in Verdict},
            "doubtful": sum(bool(outcome.doubts) for outcome in self.outcomes),
            "absent": self.absent,
        }

    def absent_said(self) -> str:
        """How many, and how many of them a roster of one class could not name."""
        elsewhere = self.absent_elsewhere
        more = f"（其中{elsewhere}人所在的班级表里没有写到）" if elsewhere else ""
        return f"{self.absent}人{more}"

    def changed(self) -> Iterable[RowOutcome]:
        """The rows that say something else than the file does."""
        return (outcome for outcome in self.outcomes if outcome.verdict is Verdict.CHANGED)

    def doubtful(self) -> Iterable[RowOutcome]:
        """The rows to be looked at."""
        return (outcome for outcome in self.outcomes if outcome.doubts)

    def rejected(self) -> Iterable[RowOutcome]:
        """The rows that were not taken."""
        return (outcome for outcome in self.outcomes if outcome.verdict is Verdict.REJECTED)
