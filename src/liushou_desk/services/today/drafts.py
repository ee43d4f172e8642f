"""Forms that were left half filled, as lines of the board."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.draft_forms import CALLED, first_word
from liushou_desk.domain.ledgers import LEDGERS
from liushou_desk.models import (
    Activity,
    Base,
    Child,
    DiaryEntry,
    FollowUpRule,
    Mentor,
    Pairing,
    PlanReview,
    SchoolClass,
    SupportPlan,
    Term,
)
from liushou_desk.services.keeping.drafts import DraftRow
from liushou_desk.services.ledgers.drafts import OF_CHILD, OF_RECORD, kind_of_draft
from liushou_desk.services.today.lines import BoardLine, Place

HOMES: dict[str, type[Base]] = {
    "child": Child,
    "leaving": Child,
    "return": Child,
    "receiving": Child,
    "override": Child,
    "mentor": Mentor,
    "pairing": Pairing,
    "end_pairing": Pairing,
    "diary_entry": DiaryEntry,
    "close_concern": DiaryEntry,
    "activity": Activity,
    "activity_held": Activity,
    "activity_ended": Activity,
    "activity_repeat": Activity,
    "activity_attendance": Activity,
    "rule": FollowUpRule,
    "class_name": SchoolClass,
    "class_number": SchoolClass,
    "class_merge": SchoolClass,
    "class_teacher": SchoolClass,
    "term_dates": Term,
    **dict.fromkeys(("plan", "plan_end", "plan_look"), SupportPlan),
    "plan_review": PlanReview,
    **{f"{OF_RECORD} {kind.table}": Base.of_table(kind.table) for kind in LEDGERS},
    **{f"{OF_CHILD} {kind.table}": Child for kind in LEDGERS},
}
"""What the forms amend, by the names their drafts are kept under."""


def draft_lines(session: Session, drafts: Iterable[DraftRow]) -> Iterator[BoardLine]:
    """Forms that were being filled in, but for those whose record was removed meanwhile.

    One of a form that only another version knows could not be opened here.
    """
    for draft in drafts:
        ledger, word = kind_of_draft(draft.form), first_word(draft.form)
        if word not in CALLED or (word in (OF_RECORD, OF_CHILD) and ledger is None):
            continue
        home = HOMES.get(draft.form) or HOMES.get(word)
        if home and draft.record_id and session.get(home, draft.record_id) is None:
            continue  # undo may bring the record back, and this line with it
        called = ledger.title if ledger else CALLED[word]
        is_new = not draft.record_id or draft.form.startswith((OF_CHILD, "plan_look"))
        yield BoardLine(
            f"{called}（{'新增' if is_new else '修改'}到一半）",
            f"{month_and_day(draft.kept_at.date())}{draft.kept_at:%H:%M}留下，可接着填",
            Place.DRAFT,
            draft.record_id,
            form=draft.form,
        )
