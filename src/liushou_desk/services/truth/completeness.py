"""资料完整度: which lines of each child's form still wait for an answer, and where the form opens.

Whether a line is asked for depends on what is known: nobody asks where a parent at home works, or
for the telephone of one who is deceased.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import Care, ParentStatus
from liushou_desk.errors import InputProblem
from liushou_desk.models import ConfirmedNone
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.child_form import CLASS, ENTRIES, PARENTS
from liushou_desk.services.truth.files import File, read_files

REQUIRED = frozenset(f"{entry.table}.{entry.key}" for entry in ROSTER_FIELDS if entry.required) | {
    CLASS.key
}
"""Keys of the form without which a file is not complete (建档)."""

CAN_BE_NONE = frozenset(
    {
        *("child.national_id", "child.student_number", "caregiver.phone"),
        *(f"{who}.{key}" for who in PARENTS for key in ("name", "phone")),
    }
)
"""Where 确认无 is an answer: there may be no such number or person."""


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A line of a child's form that waits for an answer; `key` is the form's."""

    child_id: int
    called: str
    school_class: str
    percent: int
    """How much of what is asked for is answered, rounded down: 100 is everything."""
    key: str
    label: str
    required: bool
    can_be_none: bool
    search: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """The worklist, required lines first, and 资料完整度 of every child."""

    rows: tuple[MissingRow, ...]
    percents: Mapping[int, int]


@collector_at_rest()
def completeness(office: OfficeFile, term: str) -> Completeness:
    """What is missing of whom on the day the term is looked at. Raises `RuleConflict`."""
    with office.reading() as session:
        files = read_files(session, scope_for(session, term, office.today))
        asked = {file.child_id: dict(_asked(file)) for file in files}
        open_keys = {file.child_id: _unanswered(asked[file.child_id], file) for file in files}
        percents = {
            child_id: _percent(len(open_keys[child_id]), len(lines))
            for child_id, lines in asked.items()
        }
        rows = _rows(session, term, files, open_keys, percents)
    return Completeness(tuple(rows), percents)


def confirm_none(office: OfficeFile, child_id: int, key: str) -> None:
    """确认无: the answer to a line is that there is none, as one action.

    Raises `InputProblem` for a line that always has an answer, `RuleConflict` for a removed child.
    """
    if key not in CAN_BE_NONE:
        label = ENTRIES[key].label if key in ENTRIES else key
        raise InputProblem(f"{label}不能回答“确认无”", "请补填这一项。", field=key)
    with office.reading() as session:
        require_child(session, child_id)
        same = sa.select(ConfirmedNone.id).where(
            ConfirmedNone.child_id == child_id, ConfirmedNone.key == key
        )
        if session.scalar(same):
            return
    with office.action("确认无此项资料", child=child_id) as session:
        session.add(ConfirmedNone(child_id=child_id, key=key, said_on=office.today))


def _asked(file: File) -> Iterator[tuple[str, Any]]:
    """Every line that is asked for, with what the file holds."""
    yield "child.name", file.name
    yield "child.sex", file.sex
    yield "child.national_id", file.national_id
    yield "child.born_on", file.born_on
    yield "household.home_address", file.home_address
    yield CLASS.key, file.place
    yield "child.student_number", file.student_number
    for who in PARENTS:
        yield from _asked_of_parent(file, who)
    yield "caregiver_period.care", file.care
    if file.care not in {None, Care.ALONE, Care.PARENT}:
        caregiver = file.caregiver
        yield "caregiver.name", caregiver and caregiver.name
        yield "caregiver.phone", caregiver and caregiver.phone
    yield "boarding_period.boards", file.boards
    yield "term_sheet.health", file.health
    yield "term_sheet.care_grade", file.care_grade


def _asked_of_parent(file: File, who: str) -> Iterator[tuple[str, Any]]:
    parent, status = file.parent(who), file.status(who)
    yield f"{who}.name", parent and parent.name
    yield f"{who}.status", status
    if status in {ParentStatus.DECEASED, ParentStatus.LOST_CONTACT, ParentStatus.DETAINED}:
        return
    yield f"{who}.phone", parent and parent.phone
    if parent and status is ParentStatus.WORKS_AWAY:
        for key in ("place", "away_since", "returns"):
            yield f"{who}.{key}", getattr(parent.where, key)


def _unanswered(asked: Mapping[str, Any], file: File) -> list[str]:
    """Nobody has a telephone who is confirmed not to be there."""
    nobody = tuple(f"{who}." for who in PARENTS if f"{who}.name" in file.confirmed)
    return [
        key
        for key, held in asked.items()
        if held is None and key not in file.confirmed and not (nobody and key.startswith(nobody))
    ]


def _line(key: str) -> str:
    """The line's label, with the person it is about before it: 父亲联系电话."""
    label, who = ENTRIES[key].label, _PERSONS.get(key.partition(".")[0], "")
    return label if who in label else who + label


_PERSONS = {**PARENTS, "caregiver": "照料人"}


def _percent(missing: int, asked: int) -> int:
    return (asked - missing) * 100 // asked


def _rows(
    session: Session,
    term: str,
    files: list[File],
    open_keys: Mapping[int, list[str]],
    percents: Mapping[int, int],
) -> list[MissingRow]:
    lacking = {file.child_id for file in files if open_keys[file.child_id]}
    names = called(session, lacking, term)
    read = readings_of(session, {file.name for file in files if file.child_id in lacking})
    by_class = sorted(files, key=lambda file: file.class_order)
    rows: list[MissingRow] = []
    for file in by_class:
        label = file.place.class_label if file.place else ""
        for key in open_keys[file.child_id]:
            name, line = names[file.child_id], _line(key)
            rows.append(
                MissingRow(
                    file.child_id,
                    name,
                    label,
                    percents[file.child_id],
                    key,
                    line,
                    key in REQUIRED,
                    key in CAN_BE_NONE,
                    search_text(name, label, line, readings=read.get(file.name, "")),
                )
            )
    rows.sort(key=lambda row: not row.required)
    return rows
