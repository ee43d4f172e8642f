"""What is kept of a sheet that is not saved yet, and what the window asks of the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.month_sheet import Cell, CellMark, Marked, SheetKey
from liushou_desk.domain.picking import Pick
from liushou_desk.services.keeping.drafts import read_draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.register.picking import mentors_to_pick
from liushou_desk.services.school.terms import months_of

FORM = "month_sheet"
_MENTOR, _MONTH, _KIND, _PLACE = "mentor", "month", "kind", "original_at"


@dataclass(frozen=True)
class Left:
    """A sheet that was left unsaved: which, what was filled in, where its paper lies."""

    key: SheetKey
    marks: Mapping[Cell, Marked]
    original_at: str


@dataclass(frozen=True)
class SheetOffer:
    """What can be chosen, and what was left."""

    mentors: tuple[Pick, ...]
    months: tuple[date, ...]
    left: Left | None


def read_offer(office: OfficeFile, term: str) -> SheetOffer:
    """On the worker. Raises `RuleConflict` where there is no such term."""
    draft = read_draft(office, FORM, None)
    left = _left(draft.values) if draft else None
    return SheetOffer(mentors_to_pick(office), months_of(office, term), left)


def draft_of(key: SheetKey, marks: Mapping[Cell, Marked], original_at: str) -> dict[str, str]:
    """The texts of a draft; none where nothing was filled in."""
    if not marks:
        return {}
    texts = {
        f"{child_id} {day}": json.dumps((one.mark.value, one.content, one.concern))
        for (child_id, day), one in marks.items()
    }
    which = {_MENTOR: str(key.mentor_id), _MONTH: key.month_on.isoformat(), _KIND: key.kind.value}
    return texts | which | {_PLACE: original_at}


def _left(texts: Mapping[str, str]) -> Left:
    key = SheetKey(int(texts[_MENTOR]), date.fromisoformat(texts[_MONTH]), DiaryKind(texts[_KIND]))
    marks: dict[Cell, Marked] = {}
    for name, text in texts.items():
        child_id, _, day = name.partition(" ")
        if day:
            mark, content, concern = json.loads(text)
            marks[int(child_id), date.fromisoformat(day)] = Marked(CellMark(mark), content, concern)
    return Left(key, marks, texts.get(_PLACE, ""))
