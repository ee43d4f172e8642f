"""The figures' scope of a paper: its term, or a school year, a half year, a holiday, a class."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.summary_kinds import Period, SummaryKind, period_of
from liushou_desk.domain.terms import Span, TermDays, is_autumn, other_half, previous_code
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Term
from liushou_desk.services.facts.places import places
from liushou_desk.services.figures.scope import Scope, scope_for, scope_over, stock_of_term
from liushou_desk.services.school.terms import has_term, term_days


def period_on_file(session: Session, kind: SummaryKind, term: str, today: date) -> Period:
    """The period of a paper. Raises `RuleConflict` where the term has none such."""
    days = term_days(session, _stock_term(session, kind, term, today))
    found = period_of(kind, days)
    if found is None:
        raise RuleConflict(
            f"{days.title}没有登记寒假或暑假，没有可写的假期小结。",
            "请在“办公室 → 学期日期”里登记假期，再写小结。",
        )
    return found


def scope_of(
    session: Session,
    kind: SummaryKind,
    term: str,
    today: date,
    *,
    day: date | None = None,
    campus: str | None = None,
    class_id: int | None = None,
    definition: DefinitionKind | None = None,
) -> Scope:
    """The scope of a paper; of a term's own it is `scope_for`.

    Raises `RuleConflict` where that does, where the period lies ahead, or the class is none.
    """
    stock_term = _stock_term(session, kind, term, today)
    if kind in (SummaryKind.TERM, SummaryKind.PLAN):
        return scope_for(session, stock_term, today, day=day, campus=campus, kind=definition)
    if kind is SummaryKind.SCHOOL_CLASS:
        whole = scope_for(session, stock_term, today, day=day, campus=campus, kind=definition)
        return _of_class(session, whole, class_id)
    period = period_on_file(session, kind, term, today)
    if today < period.span.first:
        raise RuleConflict(
            f"{period.name}从{chinese_date(period.span.first)}开始，还没有可统计的数据。",
            "请到时候再写，或者换一个学期。",
        )
    days = replace(
        term_days(session, stock_term),
        first_on=period.span.first,
        last_on=period.span.last,
        cutoff_on=period.stock_on,
    )
    scope = scope_over(session, days, today, day=day, campus=campus, kind=definition)
    before_on, before_term = _before(session, kind, term, period)
    return replace(
        scope,
        before_day=before_on,
        before_term_id=before_term,
        terms=tuple(_terms_in(session, period.span)),
    )


def _stock_term(session: Session, kind: SummaryKind, term: str, today: date) -> str:
    """The term whose sheets tell the classes; of a school year the last that has begun.

    A plan is made before its term begins, from what the term before has left.
    """
    if kind is SummaryKind.YEAR:
        year = sorted((term, other_half(term)))
        begun = [
            code for code in year if has_term(session, code) and _has_begun(session, code, today)
        ]
        return begun[-1] if begun else term
    if kind is SummaryKind.PLAN and not _has_begun(session, term, today):
        before = previous_code(term)
        return before if has_term(session, before) else term
    return term


def _has_begun(session: Session, term: str, today: date) -> bool:
    return term_days(session, term).first_on <= today


def _of_class(session: Session, scope: Scope, class_id: int | None) -> Scope:
    """Of the term before, only a spring term's class is known as the same."""
    place = places(session).get(class_id) if class_id is not None else None
    if place is None:
        raise RuleConflict("没有选班级，班级总结没有写。", "请先选一个班。")
    scope = replace(scope, class_id=class_id, school_class=place.class_label)
    if is_autumn(scope.term.code):
        return replace(scope, before_day=None, before_term_id=None)
    return scope


def _before(
    session: Session, kind: SummaryKind, term: str, period: Period
) -> tuple[date | None, int | None]:
    if kind is SummaryKind.YEAR:
        return stock_of_term(session, previous_code(min(term, other_half(term))))
    of_term = term if kind is SummaryKind.HOLIDAY else previous_code(term)
    _, before_term = stock_of_term(session, of_term)
    return (period.before_on, before_term) if before_term is not None else (None, None)


def _terms_in(session: Session, span: Span) -> list[TermDays]:
    codes = sa.select(Term.code).where(Term.first_on <= span.last, Term.last_on >= span.first)
    return [term_days(session, code) for code in session.scalars(codes.order_by(Term.first_on))]
