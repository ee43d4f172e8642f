"""家访日记: `entries` lists and opens records, `writing` saves them, `advice` is for the form."""

from liushou_desk.services.diary.advice import (
    QuickDefaults,
    doubts,
    near_copy,
    quick_defaults,
)
from liushou_desk.services.diary.changed import Amended, Listed, amended_since, list_to_amend
from liushou_desk.services.diary.entries import (
    EntryRecord,
    EntryRow,
    list_entries,
    read_entry,
    still_there,
)
from liushou_desk.services.diary.sheet import Filed, Sheet, SheetChild, read_sheet
from liushou_desk.services.diary.sheet_saving import SheetSaved, save_sheet
from liushou_desk.services.diary.writing import remove_entry, save_entry

__all__ = [
    "Amended",
    "EntryRecord",
    "EntryRow",
    "Filed",
    "Listed",
    "QuickDefaults",
    "Sheet",
    "SheetChild",
    "SheetSaved",
    "amended_since",
    "doubts",
    "list_entries",
    "list_to_amend",
    "near_copy",
    "quick_defaults",
    "read_entry",
    "read_sheet",
    "remove_entry",
    "save_entry",
    "save_sheet",
    "still_there",
]
