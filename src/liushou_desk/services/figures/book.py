"""A filled scope that answers: the number of a figure, its groups, the rows behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.domain.rule_cells import Standing
from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.campuses import campus_number, campus_times
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.contacts import without_child
from liushou_desk.services.figures.count import grouped_numbers, plain_numbers
from liushou_desk.services.figures.figure import (
    Figure,
    Number,
    Unit,
    percent,
    scaled,
)
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.ledger_figures import ends, ends_of_others, hidden_figures
from liushou_desk.services.figures.rows import (
    FigureRow,
    Record,
    kinds_of,
    records_of,
    rows_of,
    words_of,
)
from liushou_desk.services.figures.rule_cells import (
    Owner,
    latest_contacts,
    read_attempts,
    read_standings_of,
)
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.figures.scope import Scope, scope_for
from liushou_desk.services.figures.standing import (
    OpenCell,
    RollRow,
    RuleStanding,
    read_open_cells,
    read_roll,
    read_standings,
)
from liushou_desk.services.figures.tables import contact

DEFINITIONS = {figure.key: figure.definition for figure in FIGURES if figure.by is None}
"""What each figure that is no breakdown counts, by key."""
_FIGURES = {figure.key: figure for figure in FIGURES}
_NUMERATORS = {rate.key: rate.numerator for rate in RATES}


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One number as it is shown; `key` of a group is `figure.group`."""

    key: str
    label: str
    definition: str
    unit: str
    value: Number

    @property
    def name(self) -> str:
        """The group's own name, empty for a figure that is no group."""
        return self.key.partition(".")[2]


class FigureBook:
    """All figures of one scope; made by `open_book`, valid while its session is.

    The TEMP tables hold one scope at a time and nobody else reads them: whatever is asked of a
    book, it sees to it that they hold its own, and only values leave it. A book made without
    `open_book` counts when a number is first asked for: who wants only the rows behind some figures
    does not wait for all the others.
    """

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self.scope = session, scope
        self._values: dict[str, FigureValue] | None = None
        self._hidden = hidden_figures(session)

    def counted(self) -> Self:
        """The book itself with every figure counted."""
        self._all()
        return self

    def _all(self) -> dict[str, FigureValue]:
        if self._values is None:
            self._values = {value.key: value for value in self._evaluate()}
        return self._values

    def _filled(self) -> sa.Connection:
        """The session's connection, its TEMP tables holding this scope."""
        fill(self.session, self.scope)
        return self.session.connection()

    def __getitem__(self, key: str) -> FigureValue:
        """A figure or group by key. Raises `InputProblem` for a key that is none."""
        if key not in self:
            raise InputProblem(f"没有叫“{key}”的指标。", "用 figures 命令可列出全部指标。")
        return self._all()[key]

    def __iter__(self) -> Iterator[FigureValue]:
        """Every number that is shown; the others are still answered by key, and are nought."""
        return (value for value in self._all().values() if not self.hides(value.key))

    def hides(self, key: str) -> bool:
        """Whether a figure is of a ledger that the school does not keep."""
        return key.partition(".")[0] in self._hidden

    def __contains__(self, key: str) -> bool:
        return key in self._all()

    def snapshot(self) -> Mapping[str, FigureValue]:
        """Every number by key, good for longer than the session."""
        return dict(self._all())

    def number(self, key: str) -> int:
        """The whole number of a figure; 0 for a group that nobody is in."""
        value = self[key].value if key in self else 0
        return int(value or 0)

    def groups(self, key: str) -> list[FigureValue]:
        """The groups of a breakdown in their order, the empty 未填 left out."""
        prefix = f"{key}."
        found = [value for value in self if value.key.startswith(prefix)]
        return [v for v in found if v.value or not v.key.endswith(f".{UNFILLED}")]

    def total(self, key: str) -> int | Decimal:
        """The groups of a breakdown together."""
        return sum(value.value or 0 for value in self.groups(key))

    def rows(self, key: str) -> list[FigureRow]:
        """The rows that a figure, group or rate counts. Raises `InputProblem`."""
        self[key]
        self._filled()
        return rows_of(self.session, *_shown(key))

    def rows_of(self, key: str) -> list[FigureRow]:
        """The rows of a figure, a group or a whole breakdown, also of one that nobody is in."""
        self._filled()
        return rows_of(self.session, *_shown(key))

    def words_of(self, key: str, records: Iterable[Record]) -> Mapping[Record, str]:
        """Records of the kinds a figure counts in words, whether or not it counts them now."""
        return words_of(self.session, _selection(key)[0], records)

    def tables_of(self, key: str) -> Mapping[str, str]:
        """The table of each kind of record a figure counts."""
        return {kind.name: kind.model.__tablename__ for kind in kinds_of(_selection(key)[0])}

    def sums_up(self, key: str) -> bool:
        """Whether a figure adds up what its records say (人次, 元) and does not only count them."""
        return _selection(key)[0].weight is not None

    def record_keys(self, key: str) -> list[tuple[str, int]]:
        """The source and id of the rows behind a key: the same selection, without their words."""
        if key not in DEFINITIONS:
            self[key]
        return [(row[0], row[1]) for row in records_of(self._filled(), *_shown(key))]

    def record_ids(self, key: str) -> frozenset[int]:
        """The ids of the rows behind a key."""
        return frozenset(record_id for _, record_id in self.record_keys(key))

    def numbers_by(self, column: str, keys: Sequence[str]) -> dict[Any, tuple[int, ...]]:
        """The numbers of figures of one base for each value of one of its columns."""
        figures = [_FIGURES[key] for key in keys]
        base = figures[0].base
        statement = sa.select(base.c[column], *(figure.number() for figure in figures))
        rows = self._filled().execute(statement.group_by(base.c[column]))
        return {value: tuple(numbers) for value, *numbers in rows}

    def groups_by(self, column: str, key: str) -> dict[Any, dict[str, int]]:
        """The groups of a breakdown for each value of one of its base's columns."""
        figure = _FIGURES[key]
        if figure.by is None:
            raise ValueError(f"{key} is no breakdown")
        of, by, labels = figure.base.c[column], figure.by.column, dict(figure.by.labels)
        found: dict[Any, dict[str, int]] = defaultdict(dict)
        statement = sa.select(of, by, figure.number()).group_by(of, by)
        for value, group, number in self._filled().execute(statement):
            name = UNFILLED if group is None else labels.get(group, str(group))
            found[value][name] = number
        return found

    def of_campus(self, campus: str, keys: Sequence[str]) -> Mapping[str, FigureValue]:
        """Some figures (no rates) as the campus's own book has them, out of this one."""
        return {key: self._value_of(campus, key) for key in keys}

    def _value_of(self, campus: str, key: str) -> FigureValue:
        name, _, group = key.partition(".")
        figure, where = _selection(key)
        if name == "times":
            _, of_children = _selection(f"child_times.{group}")
            number = campus_times(self._filled(), of_children, campus)
        else:
            number = campus_number(self._filled(), figure, where, campus)
        return _value(figure, key, f"{figure.label}：{group}" if group else figure.label, number)

    def roll(self) -> tuple[RollRow, ...]:
        """Every child of the roll with its labels."""
        return read_roll(self._filled(), self.scope)

    def open_cells(self, child_id: int | None = None) -> tuple[OpenCell, ...]:
        """What is owed to all children, or to one, and not done."""
        return tuple(read_open_cells(self._filled(), child_id))

    def standings(self) -> tuple[RuleStanding, ...]:
        """Every child with every rule it stands under."""
        return read_standings(self._filled())

    def cells_of(
        self, rule: Rule, owner: Owner
    ) -> tuple[dict[int, dict[date, Standing]], dict[int, date]]:
        """The cells of a rule by who owes them and first day, and everybody's latest contact."""
        connection = self._filled()
        standings = read_standings_of(connection, owner, rule.id)
        return standings, latest_contacts(connection, owner, rule)

    def attempts(self) -> frozenset[int]:
        """The records that are all that could be done for an open cell (已尽力)."""
        return read_attempts(self._filled(), rules_of(self.session))

    def ends(self, kind: LedgerKind) -> tuple[date, ...]:
        """The last days of the records of a ledger that soon run out, of counted children."""
        return ends(self._filled(), kind)

    def ends_of_others(self, kind: LedgerKind) -> tuple[date, ...]:
        """Those of children on the register who are not counted."""
        return ends_of_others(self._filled(), kind, self.scope.day)

    def lines_of(self, key: str) -> tuple[str, frozenset[int]]:
        """The records behind a figure, also of one that counts different children among them.

        The column of the base that holds their ids, and these.
        """
        figure, where = _selection(key)
        found = records_of(self._filled(), replace(figure, distinct=None), where)
        return figure.base.record.name, frozenset(row[1] for row in found)

    def _evaluate(self) -> Iterator[FigureValue]:
        connection = self._filled()
        plain, grouped = plain_numbers(connection), grouped_numbers(connection)
        for figure in FIGURES:
            if figure.by is None:
                yield _value(figure, figure.key, figure.label, plain[figure.key])
                continue
            for group, number in grouped[figure.key].items():
                label = f"{figure.label}：{group}"
                yield _value(figure, f"{figure.key}.{group}", label, number)
        totals = plain | {key: sum(groups.values()) for key, groups in grouped.items()}
        for rate in RATES:
            value = percent(totals[rate.numerator], totals[rate.denominator])
            yield FigureValue(rate.key, rate.label, rate.definition, Unit.PERCENT.value, value)


def open_book(
    office: OfficeFile,
    session: Session,
    term: str,
    *,
    day: date | None = None,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> FigureBook:
    """The figures of a term. Raises `RuleConflict` for what is not on file."""
    scope = scope_for(session, term, office.today, day=day, campus=campus, kind=kind)
    return FigureBook(session, scope).counted()


def book_of(office: OfficeFile, session: Session, term: str) -> FigureBook:
    """The book of a term today, not counted yet. Raises `RuleConflict` as `scope_for` does."""
    return FigureBook(session, scope_for(session, term, office.today))


def book_or_none(office: OfficeFile, session: Session, term: str) -> FigureBook | None:
    """The same; None of a term that is not on file or has not begun and so has no figures yet."""
    try:
        return book_of(office, session, term)
    except RuleConflict:
        return None


def _value(figure: Figure, key: str, label: str, number: int) -> FigureValue:
    return FigureValue(
        key, label, figure.definition, figure.unit.value, scaled(int(number), figure.scale)
    )


def _shown(key: str) -> tuple[Figure, sa.ColumnElement[bool]]:
    """The selection behind a key; children of a restricted kind are not named."""
    figure, where = _selection(key)
    kind = DiaryKind.from_text(key.partition(".")[2]) if figure.base is contact else None
    if figure.distinct is None or kind is None or kind.may_be_shown:
        return figure, where
    return without_child(figure, where)


def _selection(key: str) -> tuple[Figure, sa.ColumnElement[bool]]:
    """The figure behind a key and its condition."""
    name, _, group = key.partition(".")
    figure = _FIGURES[_NUMERATORS.get(name, name)]
    if figure.by is None or not group:
        return figure, figure.where
    stored = {label: value for value, label in figure.by.labels}.get(group, group)
    column = figure.by.column
    matches = column.is_(None) if group == UNFILLED else sa.cast(column, sa.Text) == stored
    return figure, sa.and_(figure.where, matches)
