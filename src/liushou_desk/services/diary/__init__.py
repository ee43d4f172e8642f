"""家访日记: `entries` lists and opens records, `writing` saves them, `advice` is for the form."""

from liushou_desk.services.diary.advice import (
    QuickDefaults,
    doubts,
    near_copy,
    on_duty,
    quick_defaults,
)
from liushou_desk.services.diary.changed import Amended, Listed, amended_since, list_to_amend
from liushou_desk.services.diary.concerns import (
    ConcernRow,
    Concerns,
    close_concern,
    list_concerns,
)
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
    "ConcernRow",
    "Concerns",
    "EntryRecord",
    "EntryRow",
    "Filed",
    "Listed",
    "QuickDefaults",
    "Sheet",
    "SheetChild",
    "SheetSaved",
    "amended_since",
    "close_concern",
    "doubts",
    "list_concerns",
    "list_entries",
    "list_to_amend",
    "near_copy",
    "on_duty",
    "quick_defaults",
    "read_entry",
    "read_sheet",
    "remove_entry",
    "save_entry",
    "save_sheet",
    "still_there",
]
