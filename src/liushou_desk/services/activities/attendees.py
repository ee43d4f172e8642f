"""Who may be ticked for an activity: the children on the register on its day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.domain.picking import Pick
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities.records import attendance
from liushou_desk.services.facts.naming import picks
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.keeping.drafts import read_draft
from liushou_desk.services.register.rows import RosterRow, roster_rows

FORM = "activity_attendance"
NO_CLASS = "未定班级"
GROUPS = (
    ("left_behind", "留守儿童"),
    ("both_parents_away", "双亲留守"),
    ("left_behind_boarding", "寄宿"),
    ("key_care", "重点关爱"),
    ("with_hardship", "困境"),
)
"""Figures whose rows may be ticked together."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A child to tick; `note` says why one is offered who was not on the register."""

    child_id: int
    name: str
    called: str
    school_class: str
    caregiver: str
    note: str
    search: str


@dataclass(frozen=True, slots=True)
class AttendanceReading:
    """The children offered, those on file as having come, and a list left unsaved before."""

    rows: tuple[Attendee, ...]
    on_file: frozenset[int]
    unsaved: frozenset[int] | None
    groups: tuple[tuple[str, frozenset[int]], ...]
    """Children who stand under a figure, to be looked at and ticked together."""


def read_attendance(
    office: OfficeFile, activity_id: int, held_on: date, term: str
) -> AttendanceReading:
    """Who may be ticked. Raises `RuleConflict` (no such term), `InputProblem` (no activity)."""
    on_file = attendance(office, activity_id)
    children = [
        row
        for row in roster_rows(office, term, with_gone=True)
        if row.child_id in on_file or _was_here(row, held_on)
    ]
    with office.reading() as session:
        groups = _groups(office, session, term)
        found = {pick.id: pick for pick in picks(session, [row.child_id for row in children], term)}
    rows = tuple(_attendee(row, found[row.child_id], held_on) for row in children)
    draft = read_draft(office, FORM, activity_id)
    unsaved = ids_of(draft.values.get("ticked", "")) & found.keys() if draft else None
    return AttendanceReading(rows, on_file, unsaved, groups)


def _groups(
    office: OfficeFile, session: Session, term: str
) -> tuple[tuple[str, frozenset[int]], ...]:
    """None in a term that has no figures yet."""
    book = book_or_none(office, session, term)
    if book is None:
        return ()
    return tuple((label, book.record_ids(key)) for key, label in GROUPS)


def ids_of(text: str) -> frozenset[int]:
    """The ticked children as a draft keeps them."""
    return frozenset(int(part) for part in text.split(",") if part)


def _attendee(row: RosterRow, pick: Pick, held_on: date) -> Attendee:
    """Found by its own name only: a grandmother's initials would tick the wrong child."""
    return Attendee(
        row.child_id,
        row.name,
        pick.called,
        row.school_class or NO_CLASS,
        row.caregiver,
        "" if _was_here(row, held_on) else "当天不在册",
        pick.search,
    )


def _was_here(row: RosterRow, day: date) -> bool:
    return (
        row.entered_on is not None
        and row.entered_on <= day
        and (row.left_on is None or row.left_on > day)
    )
