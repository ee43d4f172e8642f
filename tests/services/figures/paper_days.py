"""The days of papers that are not of a term, worked out from the tables alone."""

import random
from datetime import date

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import DefinitionKind
from tests.services.figures.one_day import DAY, Question, Row, Tables
from tests.services.figures.random_rows import some_day

PAPERS = (
    SummaryKind.YEAR,
    SummaryKind.HALF,
    SummaryKind.HOLIDAY,
    SummaryKind.SCHOOL_CLASS,
)
BEFORE = {"2026-2027-1": "2025-2026-2", "2026-2027-2": "2026-2027-1"}
LAST_TODAY = date(2027, 9, 1)


def paper_question(
    tables: Tables, rng: random.Random, number: int
) -> tuple[SummaryKind, str, Question]:
    """A paper of a random term seen from a random day, and what is asked for it."""
    kind = PAPERS[number % len(PAPERS)]
    terms = {row["code"]: row for row in tables["term"]}
    term = terms[rng.choice(sorted(terms))]
    span, code, stock_on, before = _days_of(kind, term, terms, tables)
    if span is None:
        kind = SummaryKind.TERM
    first = span[0] if span else term["first_on"]
    today = some_day(rng, first, LAST_TODAY)
    if kind is SummaryKind.YEAR:
        year = sorted(c for c in terms if c[:-2] == term["code"][:-2])
        code = max((c for c in year if terms[c]["first_on"] <= today), default=term["code"])
        stock_on = terms[code]["cutoff_on"]
    definition = rng.choice([*DefinitionKind])
    classes = [row["id"] for row in tables["school_class"]]
    of_class = rng.choice(classes) if kind is SummaryKind.SCHOOL_CLASS else None
    asked = Question(
        code, definition.value, today, class_id=of_class, span=span, stock_on=stock_on,
        before=before,
    )  # fmt: skip
    return kind, term["code"], asked


def _days_of(
    kind: SummaryKind, term: Row, terms: dict[str, Row], tables: Tables
) -> tuple[tuple[date, date] | None, str, date | None, tuple[str, date] | None]:
    """First and last day, the term of the sheets, the stock day, and the time before."""
    code, before = term["code"], BEFORE.get(term["code"], "")
    match kind:
        case SummaryKind.YEAR:
            start = int(code[:4])
            autumn, spring = terms.get(f"{code[:-2]}-1"), terms.get(f"{code[:-2]}-2")
            first = autumn["first_on"] if autumn else date(start, 9, 1)
            last = spring["last_on"] if spring else date(start + 1, 8, 31)
            earlier = terms.get(f"{start - 1}-{start}-2")
            time_before = (earlier["code"], earlier["cutoff_on"]) if earlier else None
            return (first, last), code, None, time_before or ("", first)
        case SummaryKind.HALF:
            year = int(code[:4]) if code.endswith("-1") else term["cutoff_on"].year
            autumn = code.endswith("-1")
            span = (
                (date(year, 7, 1), date(year, 12, 31))
                if autumn
                else (date(year, 1, 1), date(year, 6, 30))
            )
            return span, code, span[1], (before, span[0] - DAY)
        case SummaryKind.HOLIDAY:
            cut = [
                (max(row["first_on"], term["first_on"]), min(row["last_on"], term["last_on"]))
                for row in tables["holiday"]
                if row["term_id"] == term["id"]
            ]
            longest = max(cut, key=lambda days: days[1] - days[0], default=None)
            if longest is None or longest[1] < longest[0]:
                return None, code, None, None
            return longest, code, longest[1], (code, longest[0] - DAY)
        case _:
            return None, code, None, None
