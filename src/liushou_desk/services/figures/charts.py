"""统计图: the catalogue's numbers over terms, and of one term by grade and village.

Each number is the one that the tables of its own term show, read at that term's 截止日.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.charts import Chart, Shape
from liushou_desk.domain.charts.chart import MISSING, Point, Series
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.terms import is_autumn, parse_code, previous_code
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.models import Term
from liushou_desk.models.journal import newest_action
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import grade_name
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.statistics import (
    CATALOGUE,
    NOTHING,
    StatCell,
    StatTable,
    unit_of,
)

TERMS = 6
"""Terms side by side: three school years."""
LONGEST = 28
"""Names in one chart; more make further charts, so that each fits a page."""
PEOPLE = ("left_behind", "both_parents_away", "one_parent_away")
RATES = ("filed_rate", "paired_rate", "rule_rate")
_NAMED = (
    ("by_grade", "各年级留守儿童人数"),
    ("by_village", "各村（社区）留守儿童人数"),
)
_ALL = 100
_BETWEEN = " "


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of a term; the note names 口径 and 截止日."""

    note: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A term's numbers; none where the file does not hold the term or nobody is in it."""

    code: str
    label: str
    points: tuple[Point, ...]


_Wanted = tuple[str, str | None, DefinitionKind | None, object, int]
_kept: WeakKeyDictionary[OfficeFile, dict[_Wanted, Charts]] = WeakKeyDictionary()
"""What was drawn last of each office file, good until an action or another day."""


def read_charts(
    office: OfficeFile,
    term: str,
    *,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> Charts:
    """The charts of a term. Raises `RuleConflict` for what is not on file or has not begun."""
    with office.reading() as session:
        wanted = (term, campus, kind, office.today, newest_action(session))
        kept = _kept.setdefault(office, {})
        if wanted not in kept:
            read = _read(office, session, term, campus, kind)
            if any(old[-2:] != wanted[-2:] for old in kept):
                kept.clear()
            kept[wanted] = read
        return kept[wanted]


def _read(
    office: OfficeFile,
    session: Session,
    term: str,
    campus: str | None,
    kind: DefinitionKind | None,
) -> Charts:
    codes = _codes(session, term)
    held = set(session.scalars(sa.select(Term.code)))
    earlier = [
        _of_term(open_book(office, session, code, campus=campus, kind=kind))
        if code in held
        else _absent(code)
        for code in codes[:-1]
    ]
    book = open_book(office, session, term, campus=campus, kind=kind)
    terms = [*earlier, _of_term(book)]
    people, rates = _over_terms(terms, book)
    return Charts(book.scope.note, (people, *_by_names(book), rates))


def _codes(session: Session, term: str) -> list[str]:
    """This term and those before it, from the first on file on, at most `TERMS`."""
    first = session.scalars(sa.select(Term.code).order_by(Term.code)).first() or term
    codes = [term]
    while len(codes) < TERMS and codes[0] > first:
        codes.insert(0, previous_code(codes[0]))
    return codes


def _of_term(book: FigureBook) -> _Term:
    label = f"{_short(book.scope.term.code)}\n{month_and_day(book.scope.day)}"
    is_blank = not (book.number("pupils") or book.number("in_care"))
    code = book.scope.term.code
    points = (
        Point(MISSING, None, code) if is_blank else _point(book, key, "%" if key in RATES else "")
        for key in (*PEOPLE, *RATES)
    )
    return _Term(code, label, tuple(points))


def _point(book: FigureBook, key: str, unit: str = "") -> Point:
    value = book[key].value
    text = NOTHING if value is None else f"{value}{unit}"
    return Point(text, value, book.scope.term.code, key)


def _absent(code: str) -> _Term:
    points = (Point(MISSING, None, code),) * len(PEOPLE + RATES)
    return _Term(code, f"{_short(code)}\n{NOTHING}", points)


def _short(code: str) -> str:
    """2026年秋 for the first term of 2026-2027, 2027年春 for the second."""
    year, half = parse_code(code)
    return f"{year}年秋" if is_autumn(code) else f"{year + half - 1}年春"


def _over_terms(terms: Sequence[_Term], book: FigureBook) -> Iterator[Chart]:
    labels = tuple(term.label for term in terms)
    note = f"{book.scope.definition.note}；学期下面的日期是该学期的截止日，“{MISSING}”不是0。"
    series = [
        Series(
            CATALOGUE[key].label,
            unit_of(key),
            tuple(term.points[at] for term in terms),
            _ALL if key in RATES else None,
        )
        for at, key in enumerate((*PEOPLE, *RATES))
    ]
    cut = len(PEOPLE)
    yield Chart("people", "各学期留守儿童人数", Shape.BARS, labels, tuple(series[:cut]), note)
    rates = f"{note}“{NOTHING}”是没有应做的，没有比率。"
    yield Chart("rates", "各学期工作完成情况", Shape.LINES, labels, tuple(series[cut:]), rates)


def _by_names(book: FigureBook) -> Iterator[Chart]:
    for key, title in _NAMED:
        groups = book.groups(key)
        parts = [groups[at : at + LONGEST] for at in range(0, len(groups), LONGEST)]
        for at, part in enumerate(parts, start=1):
            more = f"（{at}/{len(parts)}）" if len(parts) > 1 else ""
            labels = tuple(grade_name(g.name) if key == "by_grade" else g.name for g in part)
            points = tuple(_point(book, group.key) for group in part)
            series = Series("留守儿童", unit_of(key), points)
            name = key if at == 1 else f"{key}-{at}"
            yield Chart(name, title + more, Shape.LYING, labels, (series,), book.scope.note)


def chart_table(chart: Chart) -> StatTable:
    """The same numbers as a table; a cell's key names term and figure (see `behind`)."""
    first = "名称" if chart.shape is Shape.LYING else "学期，截止日"
    rows = tuple(
        (
            StatCell(label.replace("\n", " ")),
            *(_cell(series.points[at]) for series in chart.series),
        )
        for at, label in enumerate(chart.labels)
    )
    titles = (series.title for series in chart.series)
    return StatTable(chart.key, chart.title, (first, *titles), rows, chart.note)


def _cell(point: Point) -> StatCell:
    return StatCell(point.text, f"{point.term}{_BETWEEN}{point.key}" if point.key else "")


def behind(key: str) -> tuple[str, str]:
    """Term and figure of a cell of `chart_table`."""
    term, _, figure = key.partition(_BETWEEN)
    return term, figure
