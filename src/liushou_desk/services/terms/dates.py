"""学期日期: read, checked and changed as one action; what hangs on the first day goes along."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.rule_periods import first_then
from liushou_desk.domain.term_order import HOLIDAYS, require_order, told_span
from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.work_fields import TERM_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import (
    FollowUpRule,
    Holiday,
    IssuedDocument,
    MentorCellReason,
    OpenCellReason,
    Term,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale

DAYS = tuple(field.key for field in TERM_FIELDS)
Values = Mapping[str, Any]
"""Days by the keys of their fields, and under `HOLIDAYS` a tuple of spans; what is not there stays
as the file has it."""


@dataclass(frozen=True, slots=True)
class DatedTerm:
    """A term of the file as a form opens it."""

    row_id: int
    days: TermDays


def read_dates(office: OfficeFile, term: str | int) -> DatedTerm | None:
    """A term by code or row, or the newest where the file has no such one; None without terms."""
    asked = Term.code == term if isinstance(term, str) else Term.id == term
    with office.reading() as session:
        found = session.scalars(sa.select(Term).order_by(asked.desc(), Term.code.desc())).first()
        if found is None:
            return None
        return DatedTerm(found.id, in_order(term_days(session, found.code)))


def values_of(days: TermDays) -> dict[str, Any]:
    """The days as a form holds them."""
    return {**{key: getattr(days, key) for key in DAYS}, HOLIDAYS: days.holidays}


def wanted_days(session: Session, code: str, values: Values, today: date) -> TermDays:
    """The days a term would have. Raises `InputProblem` where they cannot be, `RuleConflict`."""
    given = records.checked(TERM_FIELDS, values, today, new=False)
    if HOLIDAYS in values:
        given[HOLIDAYS] = tuple(values[HOLIDAYS])
    wanted = in_order(replace(term_days(session, code), **given))
    others = session.scalars(sa.select(Term.code).where(Term.code != code)).all()
    require_order(wanted, (term_days(session, other) for other in others))
    _require_before_issues(session, wanted)
    return wanted


def save_dates(office: OfficeFile, code: str, values: Values) -> TermDays:
    """Change the days of a term as one action; the same days are nothing to do.

    Raises:
        InputProblem: the days cannot be so.
        RuleConflict: the term is not on file, or was changed elsewhere since the form was opened.
    """
    with office.reading() as session:
        now = in_order(term_days(session, code))
        if wanted_days(session, code, values, office.today) == now:
            return now
    with office.action("修改学期日期", term=code) as session:
        now = in_order(term_days(session, code))
        people = {HOLIDAYS: ("假期", told_holidays)}
        refuse_stale(values, values_of(now), TERM_FIELDS, people=people)
        wanted = wanted_days(session, code, values, office.today)
        row_id = term_id(session, code)
        records.write(session, Term, row_id, {key: getattr(wanted, key) for key in DAYS})
        _set_holidays(session, row_id, wanted.holidays)
        for reason, begins_on in moved_reasons(session, now, wanted):
            reason.period_on = begins_on
    return wanted


def told_holidays(spans: Iterable[Span]) -> str:
    """2026-10-01至2026-10-07、…, or 无."""
    return "、".join(map(told_span, spans)) or "无"


_Reason = OpenCellReason | MentorCellReason


def moved_reasons(session: Session, now: TermDays, wanted: TermDays) -> list[tuple[_Reason, date]]:
    """The explanations that must follow the first day, since they are kept under a period's.

    Each with the day on which its period begins then.
    """
    if now.first_on == wanted.first_on:
        return []
    return [
        *_moved(session, OpenCellReason, OpenCellReason.child_id, (now, wanted)),
        *_moved(session, MentorCellReason, MentorCellReason.mentor_id, (now, wanted)),
    ]


def _moved(
    session: Session, kept: type[_Reason], whose: Any, terms: tuple[TermDays, TermDays]
) -> Iterator[tuple[_Reason, date]]:
    now, wanted = terms
    first, last = min(now.first_on, wanted.first_on), max(now.last_on, wanted.last_on)
    rows = session.execute(
        sa.select(kept, whose, FollowUpRule.frequency)
        .join(FollowUpRule, FollowUpRule.id == kept.rule_id)
        .where(kept.period_on.between(first, last))
    ).all()
    taken = {(reason.rule_id, owner, reason.period_on) for reason, owner, _ in rows}
    for reason, owner, frequency in rows:
        to = first_then(frequency, reason.period_on, now, wanted)
        if to != reason.period_on and (reason.rule_id, owner, to) not in taken:
            yield reason, to


def _require_before_issues(session: Session, wanted: TermDays) -> None:
    """A paper says figures of a term that had begun: that stays so."""
    first = session.scalar(
        sa.select(sa.func.min(IssuedDocument.issued_at))
        .join(Term, Term.id == IssuedDocument.term_id)
        .where(Term.code == wanted.code)
    )
    if first is not None and wanted.first_on > first.date():
        raise InputProblem(
            f"这个学期的工作总结{chinese_date(first.date())}已经定稿，第一天不能晚于那天",
            "请核对第一天。",
            field="first_on",
        )


def _set_holidays(session: Session, of_term: int, spans: Iterable[Span]) -> None:
    """Write only what differs; a holiday that became longer stays the same row."""
    wanted = set(spans)
    rows: list[Holiday] = []
    for row in session.scalars(sa.select(Holiday).where(Holiday.term_id == of_term)):
        if (span := Span(row.first_on, row.last_on)) in wanted:
            wanted.discard(span)
        else:
            rows.append(row)
    rows.sort(key=lambda row: row.first_on)
    for row, span in zip_longest(rows, sorted(wanted, key=lambda span: span.first)):
        if span is None:
            session.delete(row)
        elif row is None:
            session.add(Holiday(term_id=of_term, first_on=span.first, last_on=span.last))
        else:
            row.first_on, row.last_on = span.first, span.last
    session.flush()


def in_order(days: TermDays) -> TermDays:
    """Holidays as the calendar has them, whatever the order in which they were written."""
    return replace(days, holidays=tuple(sorted(days.holidays, key=lambda span: span.first)))
