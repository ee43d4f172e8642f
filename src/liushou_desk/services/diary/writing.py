"""Saving and removing a record of the diary, each as one action."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, DiaryEntry, EntryChild, EntryVisitor, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary.entries import entry_in, read_entry
from liushou_desk.services.photos.consent import CONSENT, refuse_of_home
from liushou_desk.services.photos.shots import PHOTOS, SAID, Shot, stated_shots, write_shots
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import Changed, refuse_stale

CHILDREN, VISITORS = "children", "visitors"
"""What `InputProblem.field` says where the two pickers beside the form are meant."""


def save_entry(
    office: OfficeFile,
    entry_id: int | None,
    values: records.Values,
    child_ids: Collection[int],
    visitor_ids: Collection[int] = (),
) -> int:
    """Add a record or change one; the day of entry (录入日期) is kept. Raises `InputProblem`.

    A form names its pictures (`PHOTOS`) too, and its `Changed` children and visitors where it
    changed them: whoever it did not touch stays. Raises `ChangedElsewhere` where it has not seen
    what it would write over.
    """
    if isinstance(values, Changed) and entry_id is not None:
        on_file = read_entry(office, entry_id)
        child_ids = values.get(CHILDREN, on_file.child_ids)
        visitor_ids = values.get(VISITORS, on_file.visitor_ids)
    row = checked_row(values, office.today, new=entry_id is None)
    shots = stated_shots(values)
    if not child_ids:
        raise InputProblem("还没有选儿童", "请至少选一名儿童。", field=CHILDREN)
    with office.reading() as session:
        records.require_all(session, Child, child_ids, field=CHILDREN)
        records.require_all(session, Mentor, visitor_ids, field=VISITORS)
        if entry_id is not None:
            row |= _recorded_on(session, entry_id, row, office.today)
        _settle_stay(session, entry_id, row)
        _require_order(session, entry_id, row)
        _require_consent(session, entry_id, row, child_ids, shots)
    if entry_id is not None and _is_same(office, entry_id, row, child_ids, visitor_ids, shots):
        return entry_id
    sentence = f"新增{row['kind'].label}记录" if entry_id is None else "修改记录"
    with office.action(sentence, entry=entry_id, children=sorted(set(child_ids))) as session:
        if entry_id is not None:
            _refuse_stale(session, entry_id, values)
        saved = records.write(session, DiaryEntry, entry_id, row)
        is_partial = isinstance(values, Changed)
        if not is_partial or CHILDREN in values:
            records.set_links(session, EntryChild, ("entry_id", saved), "child_id", child_ids)
        if not is_partial or VISITORS in values:
            records.set_links(session, EntryVisitor, ("entry_id", saved), "mentor_id", visitor_ids)
        if shots is not None:
            write_shots(session, ("entry_id", saved), shots)
    return saved


def checked_row(values: records.Values, today: date, *, new: bool) -> dict[str, Any]:
    """What a record is to say, whatever door it comes by; a new one is entered today.

    Raises the `InputProblem` that the form itself would show.
    """
    row = records.checked(ENTRY_FIELDS, values, today, new=new)
    if row.get("is_group", False) is None:
        row["is_group"] = False
    if row.get("kind", DiaryKind.LETTER) is not DiaryKind.LETTER:
        row["written_by"] = None
    return row | ({"recorded_on": today} if new else {})


def _refuse_stale(session: Session, entry_id: int, values: records.Values) -> None:
    record = entry_in(session, entry_id)
    now: dict[str, Any] = {**record.values, CHILDREN: record.child_ids}
    now |= {VISITORS: record.visitor_ids, PHOTOS: record.photos}

    def named(model: Any) -> Callable[[Any], str]:
        def say(ids: Any) -> str:
            names = [person.name for i in ids or () if (person := session.get(model, i))]
            return "、".join(names) or "（空）"

        return say

    people = {CHILDREN: ("儿童", named(Child)), VISITORS: ("参与教师", named(Mentor))}
    refuse_stale(values, now, ENTRY_FIELDS, people=people | SAID)


def _recorded_on(
    session: Session, entry_id: int, row: dict[str, Any], today: date
) -> dict[str, date]:
    """Today for a record that is moved to a day after it had been entered."""
    there = records.found(session, DiaryEntry, entry_id)
    moved = row.get("happened_on", there.happened_on) > there.recorded_on
    return {"recorded_on": today} if moved else {}


def _settle_stay(session: Session, entry_id: int | None, row: dict[str, Any]) -> None:
    """Only a 假期随父母 has a last day: another kind loses it, and is refused one."""
    there = None if entry_id is None else records.found(session, DiaryEntry, entry_id)
    if row.get("kind", there and there.kind) is DiaryKind.HOLIDAY_STAY:
        return
    on_file = there and there.stayed_until
    if row.get("stayed_until", on_file) not in (None, on_file):
        raise InputProblem(
            "只有“假期随父母”写住到哪天", "请改类别，或清空这一项。", field="stayed_until"
        )
    row["stayed_until"] = None


def _require_order(session: Session, entry_id: int | None, row: dict[str, Any]) -> None:
    there = None if entry_id is None else records.found(session, DiaryEntry, entry_id)
    days = {
        key: row[key] if key in row else getattr(there, key)
        for key in ("happened_on", "due_again_on", "closed_on", "stayed_until")
    }
    labels = {field.key: field.label for field in ENTRY_FIELDS}
    for key in ("due_again_on", "closed_on", "stayed_until"):
        if days[key] and days[key] < days["happened_on"]:
            raise InputProblem(
                f"{labels[key]}早于发生日期",
                f"发生日期是{days['happened_on']}，请改日期。",
                field=key,
            )


def _require_consent(
    session: Session,
    entry_id: int | None,
    row: dict[str, Any],
    child_ids: Collection[int],
    shots: tuple[Shot, ...] | None,
) -> None:
    """Asked where anything changed that it hangs on: what was kept before stays as it is."""
    if entry_id is None:
        if shots:
            refuse_of_home(session, row["kind"], row[CONSENT], child_ids)
        return
    there = entry_in(session, entry_id)
    on_file: dict[str, Any] = {key: there.values[key] for key in ("kind", CONSENT)}
    known = on_file | {key: row[key] for key in on_file if key in row}
    is_same = known == on_file and set(child_ids) <= set(there.child_ids) and shots is None
    if not is_same and (there.photos if shots is None else shots):
        refuse_of_home(session, known["kind"], known[CONSENT], child_ids)


def _is_same(
    office: OfficeFile,
    entry_id: int,
    row: dict[str, Any],
    child_ids: Collection[int],
    visitor_ids: Collection[int],
    shots: tuple[Shot, ...] | None,
) -> bool:
    there = read_entry(office, entry_id)
    return (
        all(there.values.get(key) == value for key, value in row.items())
        and set(there.child_ids) == set(child_ids)
        and set(there.visitor_ids) == set(visitor_ids)
        and shots in (None, there.photos)
    )


def remove_entry(office: OfficeFile, entry_id: int) -> None:
    """Take a record out. Raises `InputProblem` where it has been removed already."""
    child_ids = read_entry(office, entry_id).child_ids
    with office.action("删除记录", entry=entry_id, children=child_ids) as session:
        records.set_links(session, EntryChild, ("entry_id", entry_id), "child_id", ())
        records.set_links(session, EntryVisitor, ("entry_id", entry_id), "mentor_id", ())
        write_shots(session, ("entry_id", entry_id), ())
        records.remove(session, DiaryEntry, entry_id)
