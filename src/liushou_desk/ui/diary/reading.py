"""What the tab reads on the worker."""

from liushou_desk.services.diary import EntryRow, list_entries, read_entry
from liushou_desk.services.diary.entries import EntryRecord
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.pairings import own_mentors
from liushou_desk.services.register.picking import children_to_pick, mentors_to_pick
from liushou_desk.ui.diary.form import People

Opened = tuple[EntryRow, EntryRecord]


def read_people(office: OfficeFile, term: str) -> People:
    """Who can be chosen, and the mentor each child has today."""
    return People(children_to_pick(office, term), mentors_to_pick(office), own_mentors(office))


def open_entry(office: OfficeFile, entry_id: int) -> Opened:
    """A record for its form, with its people in words."""
    record = read_entry(office, entry_id)
    mine = list_entries(office, None, child_id=record.child_ids[0])
    return next(row for row in mine if row.entry_id == entry_id), record
