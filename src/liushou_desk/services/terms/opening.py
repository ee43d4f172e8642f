"""新学期: sheets handed on as 未核实, classes moved up between school years; one action, one undo.

The dry run fills a ledger and throws it away; the commit fills it again inside its action and
writes it. So what was shown is what is done.
"""

from dataclasses import replace
from datetime import date
from itertools import takewhile

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import (
    DAY,
    TermDays,
    code_for,
    next_code,
    parse_code,
    previous_code,
    term_title,
    usual_term,
)
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.keeping.backup_policy import automatic_backup
from liushou_desk.services.school.terms import has_term, plan_term, term_days
from liushou_desk.services.terms.opener import Frame, Opener
from liushou_desk.services.terms.plan import Choices, Opened, OpeningPlan, TermChoice
from liushou_desk.services.writing.ledger import Ledger

DEFAULT = Choices()
FAR_AHEAD = 92
"""Days; a term that begins later than that is opened early."""


def terms_to_open(office: OfficeFile) -> tuple[TermChoice, ...]:
    """The next term first, then those up to today's, then what is missing before, then the last."""
    with office.reading() as session:
        known = list(session.scalars(sa.select(Term.code).order_by(Term.code)))
    present = code_for(office.today)
    if not known:
        return (TermChoice(present, True), TermChoice(previous_code(present), True))
    following = [next_code(known[-1])]
    while following[-1] < present:
        following.append(next_code(following[-1]))
    holes = [code for code in _between(known[0], known[-1]) if code not in known]
    new = [*following, *holes, previous_code(known[0])]
    return (*(TermChoice(code, True) for code in new), TermChoice(known[-1], False))


def plan_opening(office: OfficeFile, code: str, choices: Choices = DEFAULT) -> OpeningPlan:
    """What opening a term would do; nothing is written.

    Raises:
        InputProblem: the code is none, or the day of leaving fits neither term.
        RuleConflict: nothing is left to do for the term, or its days are another's.
    """
    with collector_at_rest(), office.reading() as session:
        return _fill(session, Ledger(session), code, choices, office.today)


def open_term(office: OfficeFile, code: str, choices: Choices = DEFAULT) -> Opened:
    """Open a term as `plan_opening` tells, after a backup; raises what that raises.

    Raises `FileTrouble` where the backup cannot be made, and then nothing was done.
    """
    plan = plan_opening(office, code, choices)
    backup = automatic_backup(office)
    with collector_at_rest(), office.action(_sentence(plan), term=code) as session:
        ledger = Ledger(session)
        done = _fill(session, ledger, code, choices, office.today)
        ledger.write(session)
    return Opened(done, backup.path if backup else None)


def _sentence(plan: OpeningPlan) -> str:
    how = "（升级、毕业）" if plan.rolls_over else ""
    return f"新建{plan.title}{how}" if plan.is_new else f"补全{plan.title}的学期表{how}"


def _fill(
    session: Session, ledger: Ledger, code: str, choices: Choices, today: date
) -> OpeningPlan:
    frame = _frame(session, ledger, code, choices)
    plan = Opener(session, ledger, frame, choices).plan()
    if ledger.is_empty:
        raise RuleConflict(f"{plan.title}已经有了，没有要补的学期表，没有改动。")
    return _with_notes(plan, frame, today)


def _frame(session: Session, ledger: Ledger, code: str, choices: Choices) -> Frame:
    try:
        parse_code(code)
    except InputProblem as problem:
        raise InputProblem(problem.sentence, problem.advice, field="code") from None
    is_new = not has_term(session, code)
    days = usual_term(code) if is_new else term_days(session, code)
    if is_new:
        _refuse_overlap(session, days)
    before = sa.select(Term.code, Term.cutoff_on).where(Term.code < code).order_by(Term.code.desc())
    source = session.execute(before.limit(1)).first()
    leave_on = _leaving_day(days, source.cutoff_on if source else None, choices.leave_on)
    later = session.scalar(sa.select(Term.code).where(Term.code > code).limit(1))
    term_id, _ = plan_term(session, ledger, code)
    source_code = source.code if source else None
    return Frame(days, term_id, is_new, source_code, later is not None, leave_on)


def _leaving_day(days: TermDays, cutoff_on: date | None, chosen: date | None) -> date:
    """The last day of the school year, or the chosen day: after the last stock, before the term.

    So nobody is missing on the old term's 截止日, and nobody is left over in the new term.
    """
    earliest = cutoff_on + DAY if cutoff_on else date.min
    if chosen is None:
        year_end = date(parse_code(days.code)[0], 8, 31)
        return min(days.first_on, max(year_end, earliest))
    if chosen < earliest:
        raise InputProblem(
            "毕业离校日期应在上学期截止日之后", f"上学期的截止日是{cutoff_on}。", field="leave_on"
        )
    if chosen > days.first_on:
        raise InputProblem(
            "毕业离校日期不能晚于新学期第一天", f"新学期从{days.first_on}开始。", field="leave_on"
        )
    return chosen


def _refuse_overlap(session: Session, days: TermDays) -> None:
    met = session.scalars(
        sa.select(Term.code).where(Term.first_on <= days.last_on, Term.last_on >= days.first_on)
    ).first()
    if met:
        raise RuleConflict(
            f"{days.title}的日期与{term_title(met)}重叠，没有改动。",
            "请先在“学期日期”里改那个学期的日期。",
        )


def _with_notes(plan: OpeningPlan, frame: Frame, today: date) -> OpeningPlan:
    """The plan with what the clerk should know before saying yes."""
    said = list(plan.notes)
    if frame.source:
        skipped = frame.year - parse_code(frame.source)[0] - 1
        if skipped > 0:
            said.append(f"与上一个学期之间缺{skipped}个学年，年级按每年升一级推算。")
        elif frame.source != previous_code(plan.code):
            missing = term_title(previous_code(plan.code))
            said.append(f"前面缺{missing}，上期末人数将无从比较；可先建立那个学期。")
    if (ahead := (frame.days.first_on - today).days) > FAR_AHEAD:
        said.append(f"这个学期还有{ahead}天才开始。")
    return replace(plan, notes=tuple(said))


def _between(first: str, last: str) -> list[str]:
    codes = [first]
    while codes[-1] < last:
        codes.append(next_code(codes[-1]))
    return list(takewhile(lambda code: code < last, codes[1:]))
