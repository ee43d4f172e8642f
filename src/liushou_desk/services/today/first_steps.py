"""What a new office does first, and how much of it is done, read from the file itself."""

from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.follow_up import ALWAYS
from liushou_desk.models import Child, FollowUpRule, Term
from liushou_desk.models.journal import Action
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.backup_policy import backup_state, lies_elsewhere
from liushou_desk.services.keeping.office import DEFAULT_SCHOOL
from liushou_desk.services.rules import SINCE_SAID
from liushou_desk.services.school.profile import profile_of


class Step(Enum):
    """In the order they are done; any may be left for later."""

    SCHOOL = "学校"
    TERM = "学期日期"
    ROSTER = "导入名册"
    RULES = "规则起算"
    BACKUP = "备份"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step, what the file holds of it in words, and whether it is done."""

    step: Step
    detail: str
    is_done: bool


def first_steps(office: OfficeFile) -> tuple[StepState, ...]:
    """All steps; the rules' is done once the day was asked for, or where it never mattered."""
    backup, is_safe = backup_state(office), lies_elsewhere(office)
    with office.reading() as session:
        school = profile_of(session).name
        term = session.scalars(sa.select(Term).order_by(Term.first_on.desc()).limit(1)).first()
        children = session.scalar(sa.select(sa.func.count()).select_from(Child)) or 0
        since = session.scalar(sa.select(sa.func.min(FollowUpRule.since_on)))
        said = session.scalar(
            sa.select(sa.func.count())
            .select_from(Action)
            .where(Action.sentence == SINCE_SAID)
            .where(Action.undoes.is_(None), Action.undone_by.is_(None))
        )
    days = f"{chinese_date(term.first_on)}至{chinese_date(term.last_on)}" if term else "还没有学期"
    counted = since is None or since <= ALWAYS
    return (
        StepState(Step.SCHOOL, school, school != DEFAULT_SCHOOL),
        StepState(Step.TERM, days, term is not None),
        StepState(Step.ROSTER, f"{children}名儿童" if children else "还没有名册", children > 0),
        StepState(
            Step.RULES,
            "一直有效" if counted else f"从{chinese_date(since)}起" if since else "",
            bool(said) or counted,
        ),
        StepState(Step.BACKUP, _backup_words(is_safe, bool(backup.last_at)), is_safe),
    )


def _backup_words(is_safe: bool, is_there: bool) -> str:
    if is_safe:
        return "已有备份"
    return "只在本机，还没有到U盘" if is_there else "还没有备份"
