"""Figures of this term and the last as they are printed, and how they compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from liushou_desk.domain.proofing.gaps import NO_FIGURE
from liushou_desk.domain.template import percent_text, plain, read_out
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.figures.book import FigureBook, FigureValue
from liushou_desk.services.figures.catalogue import FIGURES
from liushou_desk.services.figures.figure import Number, Unit
from liushou_desk.services.figures.statistics import CATALOGUE, Names

DECLARED = {
    figure.key: {*figure.by.groups, UNFILLED} for figure in FIGURES if figure.by is not None
}
"""The groups that exist whether or not somebody is in them."""
SIBLINGS = {
    figure.key: [other.key for other in FIGURES if other.by == figure.by]
    for figure in FIGURES
    if figure.by is not None
}
"""Breakdowns by the same dimension."""
PRIOR = "上学期."
"""A key with this before it is the last term's figure."""
DIFFERENCE = "增减."
"""A key with this before it is how much a figure differs from the last term's, without sign."""


@dataclass(frozen=True, slots=True)
class Values:
    """All numbers a summary may print; `prior` is empty where no last term is on file."""

    now: Mapping[str, FigureValue]
    prior: Mapping[str, FigureValue]
    is_over: bool = True
    """Rates of a term that still runs are not compared with a whole one."""
    names: Names = field(default_factory=lambda: Names({}))
    before: str = "上学期"
    """What the time before is called on the screen."""
    is_first: bool = False
    """There is no time before: 首次建档, or a class that was another one then."""
    is_whole: bool = True
    """Of all the school, a campus or none."""

    @classmethod
    def of(
        cls, book: FigureBook, prior: Mapping[str, FigureValue], before: str = "上学期"
    ) -> "Values":
        """The numbers of a book beside those of the time before."""
        is_over = book.scope.day >= book.scope.term.cutoff_on
        names = Names.read(book.session)
        is_first = book.scope.before_day is None
        now = _sayable(book.snapshot())
        is_whole = book.scope.class_id is None
        return cls(now, _sayable(prior), is_over, names, before, is_first, is_whole)

    def shown(self, key: str) -> str | None:
        """A figure as printed; None for a key that is none, 0 for a group nobody is in."""
        if key.startswith(DIFFERENCE):
            difference = self.difference(key.removeprefix(DIFFERENCE))
            return None if difference is None else str(abs(difference))
        term = self.prior if key.startswith(PRIOR) else self.now
        name = key.removeprefix(PRIOR)
        if name in term:
            found = term[name]
            is_rate = found.unit == Unit.PERCENT.value
            return percent_text(found.value) if is_rate else str(found.value)
        figure, _, group = name.partition(".")
        return "0" if self._exists(figure, group) else None

    def shown_or_named(self, key: str) -> str:
        """The same; what is no figure is said to be none, which keeps a paper from being issued."""
        return self.shown(key) or f"{NO_FIGURE}{self.name(key) or key}〕"

    def name(self, key: str) -> str | None:
        """What the screen calls a figure, also one without a number now; None for none."""
        return figure_name(self.names, key, self.before)

    def meaning(self, key: str) -> str:
        """The sentence that says what a figure counts; empty for none."""
        name = key.removeprefix(PRIOR).removeprefix(DIFFERENCE)
        found = CATALOGUE.get(name.partition(".")[0])
        return found.definition if found else ""

    def reading(self, template: str) -> str:
        """A text as it reads, also where it cannot be printed yet."""
        return read_out(template, self.shown_or_named)

    def _exists(self, figure: str, group: str) -> bool:
        """A group is known where it is declared or somebody is in it, in either term.

        A breakdown by the same dimension will do: a rule that nobody is overdue on is a rule.
        """
        siblings = [f"{key}.{group}" for key in SIBLINGS.get(figure, ())]
        found = any(name in term for name in siblings for term in (self.now, self.prior))
        return found or group in DECLARED.get(figure, ())

    def number(self, key: str) -> Number:
        """The number itself; 0 for a group nobody is in, None for a rate without a whole."""
        term = self.prior if key.startswith(PRIOR) else self.now
        found = term.get(key.removeprefix(PRIOR))
        return found.value if found else 0

    def has(self, *keys: str) -> bool:
        """Whether any of the figures is more than nothing."""
        return any(self.number(key) for key in keys)

    def groups(self, key: str) -> list[FigureValue]:
        """The groups of a breakdown that somebody is in."""
        prefix = f"{key}."
        return [
            value for name, value in self.now.items() if name.startswith(prefix) and value.value
        ]

    def difference(self, key: str) -> int | Decimal | None:
        """This term's number less the last's; None where either is not on file."""
        now, before = self.number(key), self.number(PRIOR + key)
        return None if not self.prior or now is None or before is None else now - before

    def compared(self, key: str, unit: str) -> str:
        """，比上学期增加{…}人 — empty where there is no last term."""
        difference = self.difference(key)
        if difference is None or (unit == "个百分点" and not self.is_over):
            return ""
        if not difference:
            return "，与上学期持平"
        up, down = ("提高", "下降") if unit == "个百分点" else ("增加", "减少")
        return f"，比上学期{up if difference > 0 else down}{{{DIFFERENCE}{key}}}{unit}"


def _sayable(values: Mapping[str, FigureValue]) -> Mapping[str, FigureValue]:
    """The same; a group that is called with braces, as a village or a reason may, without."""
    return {plain(key): replace(value, key=plain(value.key)) for key, value in values.items()}


def figure_name(names: Names, key: str, before: str = "上学期") -> str | None:
    """What a key of this term, of the last or of both compared is called; None for no figure."""
    name = key.removeprefix(PRIOR).removeprefix(DIFFERENCE)
    if name.partition(".")[0] not in CATALOGUE:
        return None
    label = names.label(name)
    if key.startswith(DIFFERENCE):
        return f"{label}，与{before}之差"
    return f"{before}{label}" if key.startswith(PRIOR) else label
