"""家访日记: `entries` lists and opens records, `writing` saves them, `advice` is for the form."""

from liushou_desk.services.diary.advice import (
    QuickDefaults,
    doubts,
    near_copy,
    quick_defaults,
)
from liushou_desk.services.diary.entries import (
    EntryRecord,
    EntryRow,
    list_entries,
    read_entry,
    still_there,
)
from liushou_desk.services.diary.writing import remove_entry, save_entry

__all__ = [
    "EntryRecord",
    "EntryRow",
    "QuickDefaults",
    "doubts",
    "list_entries",
    "near_copy",
    "quick_defaults",
    "read_entry",
    "remove_entry",
    "save_entry",
    "still_there",
]
