"""The whole record in a form: whom it is about, who went, and every field of the catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.services.diary import (
    EntryRecord,
    EntryRow,
    doubts,
    near_copy,
    on_duty,
    save_entry,
)
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.photos import CONSENT, PHOTOS, Shot
from liushou_desk.services.photos import remarks as beware
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry, pick_entry
from liushou_desk.ui.photos.strip import photos_entry, photos_title

FORM = "diary_entry"
CHILDREN, VISITORS = "children", "visitors"
_OF_HOME = "家访、慰问的照片拍到学生家里，要监护人同意才能存："
_FIRST_PAGE = {"kind", "happened_on", "reached", "content"}
Picks = Sequence[Pick]


@dataclass(frozen=True)
class People:
    """Whom the pickers offer, and the mentor each child has now."""

    children: Picks = ()
    mentors: Picks = ()
    mentor_of: dict[int, int] | None = None


def add_entry(desk: Desk, people: People, saved: Callable[[Any], None]) -> None:
    """新增记录."""
    values = {"happened_on": desk.today, "reached": True, "is_group": False}
    _open(desk, "新增记录", None, values, (people, saved))


def amend_entry(
    desk: Desk, row: EntryRow, record: EntryRecord, people: People, saved: Callable[[Any], None]
) -> None:
    """A record that is there; children who have left since stay its children."""
    values: dict[str, Any] = {**record.values, CHILDREN: record.child_ids}
    values |= {VISITORS: record.visitor_ids, PHOTOS: record.photos}
    offered = replace(people, children=with_own(people.children, row))
    _open(desk, "修改记录", row.entry_id, values, (offered, saved))


def with_own(children: Picks, row: EntryRow) -> Picks:
    """The children on offer and those of the record who are not among them."""
    known = {pick.id for pick in children}
    named = zip(row.child_ids, row.children.split("、"), strict=False)
    return (*children, *(Pick(i, name, f"\n{name}") for i, name in named if i not in known))


def _open(
    desk: Desk,
    title: str,
    entry_id: int | None,
    values: dict[str, Any],
    people: tuple[People, Callable[[Any], None]],
) -> None:
    offered, saved = people
    record = Record(
        title,
        FORM,
        entry_id,
        values,
        lambda office, read: _save(office, entry_id, values | read, read),
        seen=None if entry_id is None else values,
        review=_remarks,
    )
    pages = _pages(desk, offered, values.get(PHOTOS, ()))
    RecordDialog(desk, record, pages, saved=saved).open()


def _pages(desk: Desk, people: People, shots: Sequence[Shot]) -> tuple[Page, ...]:
    who = (
        pick_entry(CHILDREN, "儿童", people.children),
        optional(pick_entry(VISITORS, "参与教师", people.mentors)),
    )
    first = [field_entry(field) for field in ENTRY_FIELDS if field.key in _FIRST_PAGE]
    others = _FIRST_PAGE | {CONSENT}
    second = [field_entry(field) for field in ENTRY_FIELDS if field.key not in others]
    (agreed,) = (field_entry(field) for field in ENTRY_FIELDS if field.key == CONSENT)
    photos = (replace(agreed, part=_OF_HOME), photos_entry(desk, shots))
    return (
        Page("记录", (*who, *first)),
        Page("地点、问题与处理", tuple(second)),
        Page(photos_title(len(shots)), photos),
    )


def _remarks(office: OfficeFile, values: dict[str, Any]) -> tuple[Remark, ...]:
    shown = beware(office, values.get(CHILDREN, ())) if values.get(PHOTOS) else ()
    return (*on_duty(office, values), *shown)


def optional(entry: Entry) -> Entry:
    """A picker in which nobody need be chosen."""

    def read(text: str, today: date) -> Any:
        return entry.read(text, today) if text else ()

    return replace(entry, read=read, mandatory=False)


def _save(
    office: OfficeFile, entry_id: int | None, shown: dict[str, Any], stated: dict[str, Any]
) -> tuple[str, ...]:
    """On the worker; returns what is odd about the record, which is saved all the same.

    `shown` is the whole form; `stated` of it, in a record on file, what was changed.
    """
    children, visitors = shown[CHILDREN], shown[VISITORS]
    values = {field.key: shown.get(field.key) for field in ENTRY_FIELDS}
    odd = oddities(office, values, children, entry_id=entry_id)
    save_entry(office, entry_id, stated, children, visitors)
    return odd


def oddities(
    office: OfficeFile,
    values: dict[str, Any],
    children: tuple[int, ...],
    *,
    entry_id: int | None = None,
) -> tuple[str, ...]:
    """What is said about a record without keeping it from being saved, one sentence each."""
    copied = near_copy(office, children, values.get("content") or "", entry_id=entry_id)
    alike = (f"内容{copied}。",) if copied else ()
    return alike + doubts(office, values, children)
