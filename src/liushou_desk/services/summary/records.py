"""What a term holds beside its figures: activities by name, who leads, what is planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.history import on_day
from liushou_desk.domain.policy import named_policy
from liushou_desk.domain.template import plain
from liushou_desk.domain.terms import Span, next_code
from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.models import Activity, Campus, LeadingGroupMember, Policy, Term
from liushou_desk.services.facts.places import grade_name
from liushou_desk.services.facts.rows import FATHERS, MOTHERS, Reader, in_force, rows_of_parent
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.school.profile import profile_of


@dataclass(frozen=True, slots=True)
class HeldActivity:
    """An activity as the summary names it."""

    activity_id: int
    title: str
    held_on: date


@dataclass(frozen=True, slots=True)
class UntypedChild:
    """A child who counts as 留守 though nobody wrote down whether by one parent or both."""

    grade: str
    known: str
    missing: str


@dataclass(frozen=True, slots=True)
class TermRecords:
    """The records behind the sentences."""

    school: str
    filled_by: str | None
    reviewed_by: str | None
    headed_by: str | None
    leaders: tuple[tuple[str, str], ...]
    """(duty, role) of the leading group."""
    held: tuple[HeldActivity, ...]
    calendar: tuple[tuple[date, str], ...]
    """Activities of the paper's days, held and planned."""
    planned: tuple[tuple[date, str], ...]
    """Activities still to come after the day, in the paper's days and the term behind them."""
    rules: tuple[Rule, ...]
    untyped: tuple[UntypedChild, ...] = ()
    policies: tuple[str, ...] = ()
    """文件依据 as they are named: 《…》（国发〔2016〕13号）."""


def read_records(session: Session, book: FigureBook, span: Span) -> TermRecords:
    """The records behind a book's figures, of a paper that is about a span."""
    scope = book.scope
    profile = profile_of(session)
    leaders = session.execute(
        sa.select(LeadingGroupMember.duty, LeadingGroupMember.role)
        .where(in_force(LeadingGroupMember, scope.day))
        .order_by(LeadingGroupMember.id)
    )
    calendar = _calendar(session)
    ends_on = max(span.last, _last_day(session, next_code(scope.term.code)) or span.last)
    return TermRecords(
        profile.name,
        profile.filled_by,
        profile.reviewed_by,
        profile.headed_by,
        tuple((plain(duty), plain(role)) for duty, role in leaders),
        tuple(_held(session, book)),
        tuple((day, title) for day, _, title in calendar if day in span),
        tuple(
            (day, title)
            for day, is_held, title in calendar
            if not is_held and scope.until < day <= ends_on
        ),
        tuple(rules_of(session)),
        tuple(_untyped(session, book)),
        tuple(plain(said) for said in policies(session)),
    )


def policies(session: Session) -> list[str]:
    """The documents from above that the school keeps, each as a paper names it."""
    rows = session.execute(sa.select(Policy.title, Policy.number).order_by(Policy.id))
    return [named_policy(title, number) for title, number in rows]


def _calendar(session: Session) -> list[tuple[date, bool, str]]:
    """(day, whether it was held, title) of what was not called off."""
    day = sa.func.coalesce(Activity.held_on, Activity.planned_on, type_=sa.Date())
    rows = session.execute(
        sa.select(day, Activity.held_on.is_not(None), Activity.title)
        .where(Activity.called_off_why.is_(None))
        .order_by(day, Activity.id)
    )
    return [(on, is_held, plain(title)) for on, is_held, title in rows]


def _last_day(session: Session, term: str) -> date | None:
    return session.scalars(sa.select(Term.last_on).where(Term.code == term)).first()


def _untyped(session: Session, book: FigureBook) -> Iterator[UntypedChild]:
    """Those whose type the chosen 口径 leaves open, by grade."""
    scope = book.scope
    children = [row for row in book.roll() if row.present and row.counted and row.away is None]
    reader = Reader.read(session) if children else None
    for child in children:
        grade = grade_name(child.grade) if child.grade else f"年级{UNFILLED}"
        if scope.definition.kind is DefinitionKind.SCHOOL_RECORD:
            yield UntypedChild(grade, "学籍标注为留守", "单亲或双亲")
        elif reader:
            rows = reader.parents.get(child.household_id, ())
            where = {
                who: on_day(rows_of_parent(rows, relations), scope.day)
                for who, relations in (("父亲", FATHERS), ("母亲", MOTHERS))
            }
            known = [f"{who}{row.status.label}" for who, row in where.items() if row]
            missing = [f"{who}去向" for who, row in where.items() if row is None]
            yield UntypedChild(grade, "、".join(known), "、".join(missing))


def campus_names(session: Session) -> list[str]:
    """校区 and 教学点, the main campus first."""
    names = sa.select(Campus.name).order_by(Campus.is_main.desc(), Campus.id)
    return list(session.scalars(names))


def _held(session: Session, book: FigureBook) -> list[HeldActivity]:
    counted = book.record_ids("activities")
    rows = session.execute(
        sa.select(Activity.id, Activity.title, Activity.held_on)
        .where(Activity.held_on.is_not(None))
        .order_by(Activity.held_on, Activity.id)
    )
    return [
        HeldActivity(key, plain(title), held_on)
        for key, title, held_on in rows
        if held_on and key in counted
    ]
