"""Which paper is meant: its kind, its term, perhaps a class, and which draft of it.

A term's code alone means the summary of that term, in its first draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.domain.summary_kinds import Period, SummaryKind
from liushou_desk.domain.terms import is_autumn, other_half, previous_code
from liushou_desk.services.figures.book import FigureBook, FigureValue
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.window import period_on_file, scope_of
from liushou_desk.services.school.terms import has_term


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper; `name` is its draft's, empty of the first."""

    term: str
    kind: SummaryKind = SummaryKind.TERM
    class_id: int | None = None
    name: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it speaks of all the school."""
        return self.class_id is None


Asked = Paper | str


def paper_of(asked: Asked) -> Paper:
    """The paper that is asked for."""
    return Paper(asked) if isinstance(asked, str) else asked


def at_home(session: Session, asked: Asked) -> Paper:
    """The paper under the term it is kept with: a school year's with its first on file."""
    paper = paper_of(asked)
    if paper.kind is not SummaryKind.YEAR:
        return paper
    first = min(paper.term, other_half(paper.term))
    return replace(paper, term=first if has_term(session, first) else paper.term)


def scope_of_paper(
    session: Session,
    asked: Asked,
    today: date,
    *,
    day: date | None = None,
    campus: str | None = None,
) -> Scope:
    """What a paper's figures are about. Raises `RuleConflict`."""
    paper = at_home(session, asked)
    return scope_of(
        session,
        paper.kind,
        paper.term,
        today,
        day=day,
        campus=campus,
        class_id=paper.class_id,
    )


def period_of_paper(session: Session, asked: Asked, today: date) -> Period:
    """The days a paper is about. Raises `RuleConflict`."""
    paper = at_home(session, asked)
    return period_on_file(session, paper.kind, paper.term, today)


def figures_before(
    session: Session, asked: Asked, today: date, campus: str | None
) -> Mapping[str, FigureValue]:
    """The figures of the time before at its own 截止日; none where the file does not hold it."""
    before = _before(session, at_home(session, asked))
    if before is None:
        return {}
    scope = scope_of_paper(session, before, today, campus=campus)
    return FigureBook(session, scope).snapshot()


def _before(session: Session, paper: Paper) -> Paper | None:
    """A school year is compared with a whole one, a class with itself in the same school year."""
    earlier = replace(paper, term=previous_code(paper.term))
    match paper.kind:
        case SummaryKind.HOLIDAY:
            return None
        case SummaryKind.YEAR:
            spring = previous_code(min(paper.term, other_half(paper.term)))
            year = (spring, other_half(spring))
            known = all(has_term(session, term) for term in year)
            return replace(paper, term=spring) if known else None
        case SummaryKind.SCHOOL_CLASS if is_autumn(paper.term):
            return None
        case _:
            return earlier if has_term(session, earlier.term) else None
