"""What moves when the days of a term are changed, said beforehand and counted as it will be.

The figures are those of the same book that everything else is counted by, over a scope with the
new days; nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.ledgers import LEDGERS, LedgerKind
from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.tables import TABLES
from liushou_desk.domain.term_order import told_span
from liushou_desk.domain.terms import (
    DAY,
    MIDDLE,
    Span,
    TermDays,
    next_code,
    previous_code,
    term_title,
)
from liushou_desk.models import (
    Activity,
    Base,
    DiaryEntry,
    FollowUpRule,
    IssuedDocument,
    Term,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.figure import Number
from liushou_desk.services.figures.scope import Scope, scope_for, scope_over
from liushou_desk.services.figures.statistics import NOTHING, unit_of
from liushou_desk.services.school.terms import has_term, term_days, term_id
from liushou_desk.services.terms.dates import (
    Values,
    in_order,
    moved_reasons,
    told_holidays,
    wanted_days,
)

ALWAYS_TOLD = ("left_behind", "rule_owed", "rule_overdue")
"""What a clerk looks for first: told also where it stays the same."""
_SUMMED = ("rule_done", "rule_due", "times", "group_times", "household_times", "child_times")
"""Breakdowns told by their sum."""
_LABELS = {
    "times": "个别联系",
    "group_times": "集体联系",
    "household_times": "个别联系户次",
    "child_times": "个别联系人次",
}
_OF_NEXT = ("last_term", "added", "removed")


@dataclass(frozen=True, slots=True)
class Move:
    """A figure before and after; `before` and `after` as shown, with their unit."""

    key: str
    label: str
    before: str
    after: str

    @property
    def line(self) -> str:
        """留守儿童：24人 → 23人."""
        if self.before == self.after:
            return f"{self.label}：{self.before}，不变"
        return f"{self.label}：{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class DatesPlan:
    """A change of days as it would be done: the figures that move, and what else there is to say.

    `note` is the 口径 of the figures. Without any change all is empty.
    """

    moves: tuple[Move, ...] = ()
    notes: tuple[str, ...] = ()
    note: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, line by line."""
        return (*(move.line for move in self.moves), *self.notes)


@collector_at_rest()
def plan_dates(office: OfficeFile, code: str, values: Values) -> DatesPlan:
    """What changing the days of a term would move; raises what saving them would raise."""
    with office.reading() as session:
        now = in_order(term_days(session, code))
        wanted = wanted_days(session, code, values, office.today)
        if now == wanted:
            return DatesPlan()
        return _Planner(session, now, wanted, office.today).plan()


class _Planner:
    """One term, now and then."""

    def __init__(self, session: Session, now: TermDays, wanted: TermDays, today: date) -> None:
        self._session, self._now, self._wanted, self._today = session, now, wanted, today

    def plan(self) -> DatesPlan:
        """The figures first, then records, neighbours and papers."""
        before, after = self._scope(self._now), self._scope(self._wanted)
        moves: tuple[Move, ...] = ()
        if before and after:
            moves = tuple(_moves(self._numbers(before), self._numbers(after)))
        notes = (
            *self._about_figures(before, after),
            *self._about_records(),
            *self._about_sheets(),
            *self._about_rules(),
            *self._about_holidays(),
            *self._about_neighbours(),
            *self._about_papers(),
        )
        return DatesPlan(moves, notes, after.definition.note if after else "")

    def _scope(self, days: TermDays) -> Scope | None:
        """None while the term lies ahead with such days."""
        if days.first_on > self._today:
            return None
        return scope_over(self._session, days, self._today)

    def _numbers(self, scope: Scope) -> dict[str, str]:
        return numbers_shown(FigureBook(self._session, scope).counted())

    def _about_figures(self, before: Scope | None, after: Scope | None) -> Iterator[str]:
        if after is None:
            yield f"按新日期，学期{chinese_date(self._wanted.first_on)}才开始，那以前没有数字。"
        elif before is None:
            yield "按新日期，学期已经开始；原来的日期还没有数字可比。"
        elif before.day != after.day:
            yield f"人数改按{chinese_date(after.day)}读取（原来{chinese_date(before.day)}）。"
        if self._now.survey_on != self._wanted.survey_on:
            yield f"摸底日改为{chinese_date(self._wanted.survey_on)}；任何数字都不按摸底日计算。"

    def _about_records(self) -> Iterator[str]:
        """Records that come in and go out; they themselves stay as they are."""
        now, then = self._now.span, self._wanted.span
        dated: tuple[tuple[str, Any], ...] = (
            ("diary_entry", DiaryEntry.happened_on),
            ("activity", Activity.held_on),
            *((one.table, _counted_on(one)) for one in LEDGERS if one.day and not one.until),
        )
        for table, day in dated:
            label, unit = TABLES[table].label, TABLES[table].unit
            out, into = self._count(day, now, then), self._count(day, then, now)
            said = [f"{out}{unit}移出本学期"] * bool(out)
            said += [f"{into}{unit}移入本学期"] * bool(into)
            if said:
                yield f"{label}：{'，'.join(said)}；记录本身不变。"

    def _count(self, day: Any, inside: Span, outside: Span) -> int:
        """How many days lie in one span and not in the other."""
        text = sa.cast(day, sa.Text)
        within = text.between(f"{inside.first}", f"{inside.last}")
        beyond = sa.not_(text.between(f"{outside.first}", f"{outside.last}"))
        return self._session.scalar(sa.select(sa.func.count()).where(within, beyond)) or 0

    def _about_sheets(self) -> Iterator[str]:
        then = self._wanted.span
        beyond = self._session.scalar(
            sa.select(sa.func.count()).where(
                TermSheet.term_id == term_id(self._session, self._now.code),
                sa.not_(TermSheet.verified_on.between(then.first, then.last)),
            )
        )
        if beyond:
            yield f"{beyond}份摸底表的核实日期不在新的学期内；核实日期不变，请到“摸底核实”核对。"

    def _about_rules(self) -> Iterator[str]:
        first, moved = self._wanted.first_on, moved_reasons(self._session, self._now, self._wanted)
        if moved:
            yield f"{len(moved)}条随访未完成说明随周期移到新的第一天。"
        late = self._session.scalar(
            sa.select(sa.func.count()).where(
                FollowUpRule.is_active,
                FollowUpRule.since_on > first,
                FollowUpRule.since_on <= self._now.first_on,
            )
        )
        if late:
            yield (
                f"{late}条随访规则的起算日晚于新的第一天：第一天所在的月份、整个学期都不再要求。"
                "要照样要求，请在“规则从哪天起计”里提前。"
            )

    def _about_holidays(self) -> Iterator[str]:
        if set(self._now.holidays) != set(self._wanted.holidays):
            told = told_holidays(self._wanted.holidays)
            yield f"假期改为：{told}。上课不满10天的月份不要求每月联系，不满3天的周不要求每周联系。"

    def _about_neighbours(self) -> Iterator[str]:
        code, then = self._now.code, self._wanted.span
        if gap := self._gap(previous_code(code), then, before=True):
            yield gap
        following = next_code(code)
        if not has_term(self._session, following):
            return
        if gap := self._gap(following, then, before=False):
            yield gap
        if self._now.cutoff_on != self._wanted.cutoff_on:
            yield from self._of_next(following)

    def _gap(self, code: str, then: Span, *, before: bool) -> str:
        """Days between two terms, which no term counts; only where they are others than now."""
        if not has_term(self._session, code):
            return ""
        other, now = term_days(self._session, code).span, self._now.span
        gap, was = (
            Span(other.last + DAY, span.first - DAY)
            if before
            else Span(span.last + DAY, other.first - DAY)
            for span in (then, now)
        )
        if gap == was or not gap.days:
            return ""
        return (
            f"与{term_title(code)}之间空出{gap.days}天（{told_span(gap)}），"
            "这些天的记录不计入任何学期。"
        )

    def _of_next(self, code: str) -> Iterator[str]:
        """上期末 of the next term is read at this term's 截止日."""
        if term_days(self._session, code).first_on > self._today:
            yield f"{term_title(code)}的“上期末”改按新的截止日。"
            return
        before = scope_for(self._session, code, self._today)
        after = replace(before, before_day=self._wanted.cutoff_on)
        was, then = self._numbers(before), self._numbers(after)
        told = [_move(key, was, then).line for key in _OF_NEXT if was[key] != then[key]]
        said = "；".join(told) or "数字不变"
        yield f"{term_title(code)}的“上期末”改按新的截止日：{said}。"

    def _about_papers(self) -> Iterator[str]:
        issued = self._session.execute(
            sa.select(IssuedDocument.version, IssuedDocument.day, IssuedDocument.kind)
            .join(Term, Term.id == IssuedDocument.term_id)
            .where(Term.code == self._now.code)
            .order_by(IssuedDocument.issued_at)
        ).all()
        if issued:
            told = "、".join(
                f"{row.kind.label if row.kind is not SummaryKind.TERM else ''}第{row.version}版"
                for row in issued
            )
            until = chinese_date(issued[-1].day)
            yield (
                f"已定稿的工作总结（{told}，统计到{until}）一字不改，其中的数字还是定稿时的；"
                "以后的文件按新日期计算。"
            )


def numbers_shown(book: FigureBook) -> dict[str, str]:
    """Plain figures, rates and some sums, as they are shown, by key."""
    values = {value.key: value.value for value in book if "." not in value.key}
    sums: dict[str, Number] = {key: book.total(key) for key in (*_SUMMED, *ALWAYS_TOLD[1:])}
    return {key: _shown(key, value) for key, value in (values | sums).items()}


def _shown(key: str, value: Number) -> str:
    return NOTHING if value is None else f"{value}{unit_of(key)}"


def _moves(before: dict[str, str], after: dict[str, str]) -> Iterator[Move]:
    others = (key for key in before if key not in ALWAYS_TOLD and before[key] != after[key])
    for key in (*ALWAYS_TOLD, *others):
        yield _move(key, before, after)


def _move(key: str, before: dict[str, str], after: dict[str, str]) -> Move:
    return Move(key, _NAMES[key], before[key], after[key])


def _counted_on(kind: LedgerKind) -> Any:
    """The day by which a record belongs to a term; a month belongs where its middle lies."""
    day = Base.metadata.tables[kind.table].c[kind.day]
    return sa.func.date(day, f"+{MIDDLE.days} days") if kind.is_month else day


_NAMES = {entry.key: entry.label for entry in (*FIGURES, *RATES)} | _LABELS
