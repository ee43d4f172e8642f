"""What a set of figures is about: term or other period, day, campus or class, 口径."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import Definition
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.terms import DAY, Span, TermDays, previous_code
from liushou_desk.domain.words import DefinitionKind, Season
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Campus, Term
from liushou_desk.services.school.profile import definition_of, profile_of
from liushou_desk.services.school.terms import term_days, term_id


@dataclass(frozen=True, slots=True)
class Scope:
    """One question put to the figures.

    Stocks (人数) are read at `day`; flows (次, 人次) run from the term's first day to `until`, so
    that visits in the holidays count. `over_on` is the last day that is over, the one asked about
    or yesterday: what was due by then and is not done is 逾期. `before_day` is the last term's
    stock day, None where the file holds no earlier term.

    Of a period that is no term, `term` is the one whose sheets are read, with the period's days.
    """

    term: TermDays
    term_id: int
    day: date
    until: date
    over_on: date
    definition: Definition
    campus: str | None
    campus_id: int | None
    before_day: date | None
    late_after_days: int
    before_term_id: int | None = None
    """The term whose sheets tell the classes of `before_day`."""
    class_id: int | None = None
    school_class: str = ""
    terms: tuple[TermDays, ...] = ()
    """Of a period that is no term, the terms it meets: their rules ask."""

    @property
    def place(self) -> str | None:
        """What is asked about, where it is not the whole school."""
        return self.campus or self.school_class or None

    def rule_periods(self, rule: Rule) -> list[Span]:
        """The periods of a rule that have begun.

        Of a period that is no term those that lie in it as a whole; a rule for the holidays asks
        for a week or month that ends in it, too.
        """
        if not self.terms:
            return rule.periods(self.term, self.until)
        asked = (span for term in self.terms for span in rule.periods(term, self.until))
        of_holidays = rule.season is Season.IN_HOLIDAYS
        window = self.term.span
        return [
            span
            for span in dict.fromkeys(asked)
            if span.last in window and (of_holidays or span.first in window)
        ]

    @property
    def leaving_day(self) -> date:
        """Who is not on the register by this day has left in the term.

        That is the day after a term that is over, so that who leaves with its end is nobody's of
        the next; else the last day that flows run to.
        """
        whole = self.until == self.term.last_on <= self.over_on
        return self.until + DAY if whole else self.until

    @property
    def note(self) -> str:
        """口径 and 截止日 as printed below a table."""
        where = f"{self.place}，" if self.place else ""
        flows = "" if self.until == self.day else f"，次数统计至{chinese_date(self.until)}"
        return f"{where}{self.definition.note}；截止日：{chinese_date(self.day)}{flows}"


def scope_for(
    session: Session,
    term: str,
    today: date,
    *,
    day: date | None = None,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> Scope:
    """The scope of a term, by default at its 截止日 (or today while that lies ahead).

    Raises `RuleConflict` for a term or campus that is not on file, a day outside the term or one
    that lies ahead.
    """
    return scope_over(session, term_days(session, term), today, day=day, campus=campus, kind=kind)


def scope_over(
    session: Session,
    days: TermDays,
    today: date,
    *,
    day: date | None = None,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> Scope:
    """The same of a term as if it had these days, which need not be those on file."""
    profile, term = profile_of(session), days.code
    if today < days.first_on:
        raise RuleConflict(f"学期{term}还没有开始，没有可统计的数据。", "请换一个学期。")
    chosen = day or days.stock_day(today)
    if chosen not in days.span:
        raise RuleConflict(f"{chosen}不在学期{term}内。", "请换一个日期。")
    if chosen > today:
        raise RuleConflict(f"{chosen}还没有到，没有可统计的数据。", f"请换成{today}或更早的日期。")
    before_day, before_term_id = stock_of_term(session, previous_code(term))
    return Scope(
        days,
        term_id(session, term),
        chosen,
        day or min(today, days.last_on),
        day or today - DAY,
        definition_of(profile, kind),
        campus,
        _campus_id(session, campus),
        before_day,
        profile.late_after_days,
        before_term_id,
    )


def _campus_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    found = session.scalars(sa.select(Campus.id).where(Campus.name == name)).first()
    if found is None:
        known = "、".join(session.scalars(sa.select(Campus.name)).all())
        raise RuleConflict(f"没有叫“{name}”的校区或教学点。", f"已有：{known}。")
    return found


def stock_of_term(session: Session, term: str) -> tuple[date | None, int | None]:
    """The 截止日 of a term and the term's row, where the file holds it."""
    found = session.execute(sa.select(Term.cutoff_on, Term.id).where(Term.code == term)).first()
    return (found[0], found[1]) if found else (None, None)
