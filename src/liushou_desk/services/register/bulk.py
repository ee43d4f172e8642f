"""批量修改: one line of the form for many children, shown before it is done, as one action."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.search import search_text
from liushou_desk.domain.writing import written
from liushou_desk.errors import DeskError, InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.keeping.backup_policy import automatic_backup
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import ENTRIES, problem
from liushou_desk.services.register.child_save import (
    plan_child,
)

REMARKS, CARE = "child.remarks", "caregiver_period.care"
BULK_KEYS = (
    *("class", "boarding_period.boards", "term_sheet.verified", "term_sheet.care_grade"),
    *(CARE, "child.is_private", "child.village", "child.nation", "child.hukou"),
    *("child.registered_address", "child.is_migrant", "child.is_other_care"),
    *("child.enrolled_in", "term_sheet.study", REMARKS),
)
"""The lines of the child form that may well be the same for many; words are added to 备注."""
DATED_KEYS = frozenset({"boarding_period.boards", CARE})
"""What changes from a day on."""
BACKED_UP_FROM = 21
"""So many children are not changed without a backup before."""


class Outcome(Enum):
    """What a change comes to for one child."""

    CHANGED = "修改"
    SAME = "不变"
    REFUSED = "不能改"


@dataclass(frozen=True, slots=True)
class BulkChange:
    """A line of the form and what it is to say; `from_on` for what changes from a day on."""

    key: str
    value: Value | None
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One child in the preview."""

    child_id: int
    called: str
    school_class: str
    before: str
    after: str
    outcome: Outcome
    reason: str
    """Why it cannot be changed."""
    search: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What was done: so many children, and the backup made before, if any."""

    changed: int
    backup: Path | None


def preview_bulk(
    office: OfficeFile,
    term: str,
    child_ids: Collection[int],
    change: BulkChange,
    progress: Progress | None = None,
) -> tuple[BulkLine, ...]:
    """What the change would come to, child by child in the order given; nothing is written.

    Raises `InputProblem` (its field is "value" or "from_on") for what no child can be given.
    """
    _check(change, office.today)
    with office.reading() as session:
        names = called(session, child_ids, term)
        classes = classes_of(session, child_ids, term)
        lines: list[BulkLine] = []
        for child_id in _told(child_ids, progress):
            who = (names.get(child_id, "（已删除）"), classes.get(child_id, ""))
            tried = _try(session, office.today, term, child_id, change)
            lines.append(BulkLine(child_id, *who, *tried, search_text(*who)))
    return tuple(lines)


def change_bulk(
    office: OfficeFile,
    term: str,
    change: BulkChange,
    lines: Sequence[BulkLine],
    progress: Progress | None = None,
) -> BulkResult:
    """Do what the preview showed as one action, after a backup where many are concerned.

    Raises `RuleConflict` where anything is no longer as shown, `FileTrouble` where the backup
    failed; nothing is changed then.
    """
    wanted = [line for line in lines if line.outcome is Outcome.CHANGED]
    if not wanted:
        return BulkResult(0, None)
    backup = automatic_backup(office) if len(wanted) >= BACKED_UP_FROM else None
    sentence = f"批量修改{ENTRIES[change.key].label}（{len(wanted)}名）"
    with office.action(sentence, children=[line.child_id for line in wanted]) as session:
        for line in _told(wanted, progress):
            _do(session, office.today, term, line, change)
    return BulkResult(len(wanted), backup.path if backup else None)


def _do(session: Session, today: date, term: str, line: BulkLine, change: BulkChange) -> None:
    try:
        before, new = _values(session, term, line.child_id, change)
        if (written(before), written(new)) != (line.before, line.after):
            raise _outdated()
        planned = plan_child(session, today, term, line.child_id, _form(change, new))
    except InputProblem:
        raise _outdated() from None
    if planned.ledger.is_empty:
        raise _outdated()  # so many are said to be changed, so many are
    planned.ledger.write(session)  # the next child counts on it: a class is made once


def _try(
    session: Session, today: date, term: str, child_id: int, change: BulkChange
) -> tuple[str, str, Outcome, str]:
    """Before, after, what comes of it, and why it cannot be."""
    try:
        before, new = _values(session, term, child_id, change)
    except DeskError as refused:
        return "", "", Outcome.REFUSED, refused.sentence
    told = written(before), written(new)
    if before == new:
        return *told, Outcome.SAME, ""
    try:
        planned = plan_child(session, today, term, child_id, _form(change, new))
    except DeskError as refused:
        return *told, Outcome.REFUSED, refused.sentence
    if planned.ledger.is_empty:  # 三（1）班 is 三年级1班: another spelling is no change
        return told[0], told[0], Outcome.SAME, ""
    return *told, Outcome.CHANGED, ""


def _values(session: Session, term: str, child_id: int, change: BulkChange) -> tuple[Any, Any]:
    """What stands on file now, and what is to stand there; words are added to what 备注 says."""
    values = read_file(session, child_id, term).values()
    before: Any = values[change.key]
    if change.key == CARE and values["caregiver.name"] and before != change.value:
        raise problem(CARE, "登记了照料人姓名，请在这名儿童的资料里一起改")
    if change.key == REMARKS and before and change.value:
        is_told = str(change.value) in str(before).split("\n")
        return before, before if is_told else f"{before}\n{change.value}"
    return before, change.value


def _form(change: BulkChange, new: Any) -> dict[str, Any]:
    dated = {"effective_on": change.from_on} if change.from_on else {}
    return {change.key: new, **dated}


def _check(change: BulkChange, today: date) -> None:
    """What would be refused for every child alike."""
    field = ENTRIES[change.key]
    if change.key not in BULK_KEYS:
        raise problem("value", f"{field.label}不能批量修改", "请在每名儿童的资料里修改。")
    if change.value is None:
        raise problem("value", f"请填写{field.label}改成什么", "没有填写，不会改动。")
    try:
        field.read(written(change.value), today)
    except InputProblem as wrong:
        raise problem("value", wrong.sentence, wrong.advice) from None
    if change.from_on and change.from_on > today:
        raise problem("from_on", "变动日期不能晚于今天", f"今天是{today}，请改日期。")


def _outdated() -> RuleConflict:
    return RuleConflict("预览之后有儿童的资料变了，这次没有改动。", "请重新预览，再修改。")


def _told(listed: Iterable[Any], progress: Progress | None) -> Iterable[Any]:
    """One after the other, saying how far it has come."""
    whole = list(listed)
    for number, one in enumerate(whole):
        if progress:
            progress(number, len(whole))
        yield one
