"""The forms of the tab: a mentor, new pairings, one pairing, its end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.work_fields import CONSENT_FIELDS, MENTOR_FIELDS, PAIRING_FIELDS
from liushou_desk.services.pairings import (
    MentorRow,
    PairingRow,
    amend_pairing,
    end_pairing,
    review_start,
    save_mentor,
    start_pairings,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry, pick_entry

FROM, TO, WHY = PAIRING_FIELDS
MENTOR, START, PAIRING, END = "mentor", "start_pairings", "pairing", "end_pairing"
"""The forms, by the names their drafts are kept under."""
Saved = Callable[[Any], None]


def edit_mentor(desk: Desk, row: MentorRow | None, saved: Saved) -> None:
    """新增帮扶人, or one who is there."""
    known = row and {field.key: getattr(row, field.key) for field in MENTOR_FIELDS}
    mentor_id = row.mentor_id if row else None
    record = Record(
        "修改帮扶人" if row else "新增帮扶人",
        MENTOR,
        mentor_id,
        known or {},
        lambda office, values: save_mentor(office, mentor_id, values),
        seen=known,
    )
    page = Page("", tuple(field_entry(field) for field in MENTOR_FIELDS))
    RecordDialog(desk, record, [page], saved=saved).open()


def start(
    desk: Desk,
    children: Sequence[Pick],
    mentors: Sequence[Pick],
    known: dict[str, Any],
    saved: Saved,
) -> None:
    """新增结对: one mentor, one child or several, from a day on."""
    record = Record(
        "新增结对",
        START,
        None,
        {"from_on": desk.today} | known,
        lambda office, values: start_pairings(
            office, values["children"], values["mentor"][0], values["from_on"], values
        ),
        review=review_start,
    )
    entries = (
        pick_entry("children", "儿童", children),
        pick_entry("mentor", "帮扶人", mentors, several=False),
        field_entry(FROM),
    )
    RecordDialog(desk, record, [Page("结对", entries), _papers()], saved=saved).open()


def _papers() -> Page:
    """What 志愿者, 社会妈妈 and 爱心妈妈 need beside."""
    return Page("校外帮扶人的手续", tuple(field_entry(field) for field in CONSENT_FIELDS))


def amend(desk: Desk, row: PairingRow, saved: Saved) -> None:
    """Put the days or the reason of a pairing right."""
    record = Record(
        f"修改结对：{row.child}—{row.mentor}",
        PAIRING,
        row.pairing_id,
        seen := {"from_on": row.from_on, "to_on": row.to_on, "ended_why": row.ended_why}
        | dict(row.consent),
        lambda office, values: amend_pairing(office, row.pairing_id, values),
        seen=seen,
    )
    days = tuple(field_entry(field) for field in PAIRING_FIELDS)
    pages = [Page("结对", days), _papers()] if row.kind.is_outside else [Page("", days)]
    RecordDialog(desk, record, pages, saved=saved).open()


def end(desk: Desk, row: PairingRow, saved: Saved) -> None:
    """结束结对 with its last day and the reason."""
    record = Record(
        f"结束结对：{row.child}—{row.mentor}",
        END,
        row.pairing_id,
        {"to_on": desk.today},
        lambda office, values: end_pairing(
            office, row.pairing_id, values["to_on"], values["ended_why"]
        ),
    )
    last = field_entry(replace(TO, label="最后一天", mandatory=True))
    RecordDialog(desk, record, [Page("", (last, field_entry(WHY)))], saved=saved).open()
