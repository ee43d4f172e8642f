"""问题与处理: what was found, until it is done with; open ones of earlier terms stay listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.search import folded, part_found_by
from liushou_desk.errors import InputProblem
from liushou_desk.models import DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary.entries import EntryRow, list_entries, read_entry
from liushou_desk.services.diary.writing import save_entry
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.pairings.mentors import first_mentors
from liushou_desk.services.writing.records import Values


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A record in which something was found; `days` is how long it has been open."""

    entry_id: int
    found_on: date
    children: str
    school_class: str
    mentor: str
    """The children's, or who went where they have none; found by it too."""
    concern: str
    action_taken: str
    due_on: date | None
    closed_on: date | None
    days: int
    late: int
    """Days since the day it was to be dealt with, for one that is open."""
    search: str

    @property
    def is_open(self) -> bool:
        """Whether it is not done with."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True)
class Concerns:
    """The list, and which records the figures of the term count as open and as done with."""

    rows: tuple[ConcernRow, ...]
    still_open: frozenset[int] = frozenset()
    solved: frozenset[int] = frozenset()


def list_concerns(office: OfficeFile, term: str) -> Concerns:
    """Those of the term and whatever is open of earlier ones; the most pressing first."""
    with office.reading() as session:
        still_open, solved, classes = _counted(office, session, term)
        mentors = {key: name for key, (_, name) in first_mentors(session, office.today).items()}
        unsettled = set(session.scalars(_UNSETTLED))
    found = list_entries(office, None, entry_ids=unsettled | still_open | solved)
    with office.reading() as session:
        read = readings_of(session, mentors.values())
    rows = [_row(entry, classes, mentors, read, office.today) for entry in found]
    rows.sort(key=lambda row: (not row.is_open, row.due_on or date.max, row.found_on))
    return Concerns(tuple(rows), still_open, solved)


_UNSETTLED = sa.select(DiaryEntry.id).where(
    DiaryEntry.concern.is_not(None), DiaryEntry.closed_on.is_(None)
)


def _counted(
    office: OfficeFile, session: Session, term: str
) -> tuple[frozenset[int], frozenset[int], dict[int, str]]:
    """What the figures count, and each child's class; nothing in a term that has not begun."""
    book = book_or_none(office, session, term)
    if book is None:
        return frozenset(), frozenset(), {}
    classes = {row.child_id: row.school_class or "" for row in book.roll()}
    return book.record_ids("open_concerns"), book.record_ids("solved_concerns"), classes


def _row(
    entry: EntryRow,
    classes: Mapping[int, str],
    mentors: Mapping[int, str],
    read: Mapping[str, str],
    today: date,
) -> ConcernRow:
    of = "、".join(dict.fromkeys(filter(None, (classes.get(c) for c in entry.child_ids))))
    theirs = dict.fromkeys(filter(None, (mentors.get(c) for c in entry.child_ids)))
    aloud = "\n".join(read.get(name, "") for name in theirs)
    by = part_found_by(folded(*theirs), aloud) if theirs else entry.went.search
    concern, action = entry.concern or "", entry.action_taken or ""
    due, closed = entry.due_again_on, entry.closed_on
    late = max((today - due).days, 0) if due and closed is None else 0
    return ConcernRow(
        entry.entry_id,
        entry.happened_on,
        *(entry.children, of, "、".join(theirs) or entry.visitors, concern, action),
        due,
        closed,
        ((closed or today) - entry.happened_on).days,
        late,
        f"{entry.about.search}{by}{part_found_by(folded(of, concern, action))}",
    )


def close_concern(office: OfficeFile, entry_id: int, values: Values) -> int:
    """Done with, on which day and how. Raises `InputProblem`, and as `save_entry` does."""
    record = read_entry(office, entry_id)
    if not values.get("action_taken", record.values["action_taken"]):
        raise InputProblem("办结要写明怎样处理的", "写一句做了什么。", field="action_taken")
    return save_entry(office, entry_id, values, record.child_ids, record.visitor_ids)
