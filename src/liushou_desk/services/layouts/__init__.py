"""公文版式 of the office: the given and the school's own, which is used, and files of them."""

from liushou_desk.services.layouts.file import read_layout, write_layout
from liushou_desk.services.layouts.store import (
    LayoutRow,
    add_layout,
    choose_layout,
    list_layouts,
    profile_for,
    remarks_of,
    remove_layout,
    save_layout,
)

__all__ = [
    "LayoutRow",
    "add_layout",
    "choose_layout",
    "list_layouts",
    "profile_for",
    "read_layout",
    "remarks_of",
    "remove_layout",
    "save_layout",
    "write_layout",
]
