"""Steps that touch many rows: imports, collection sheets, terms, verifying, duplicates."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from openpyxl import load_workbook

from liushou_desk.domain.words import MentorKind
from liushou_desk.models import Child, ImportBatch
from liushou_desk.services.collecting.returning import read_returned, take_in
from liushou_desk.services.collecting.sending import SendWish, classes_to_send, send_sheets
from liushou_desk.services.collecting.sheet import BY_KEY, TABLE
from liushou_desk.services.duplicates import (
    Kind,
    Side,
    compare,
    find_duplicates,
    merge,
    say_different,
)
from liushou_desk.services.imports import desk as import_desk
from liushou_desk.services.imports.outcome import Refusal
from liushou_desk.services.terms import (
    Choices,
    Preschool,
    list_sheets,
    open_term,
    terms_to_open,
    unverify,
    verify,
)
from tests.importing.workbooks import left_behind, pupil, write
from tests.services.walk.clerk import PEOPLE, Clerk, Step

HEADINGS, FIRST = 4, 5
"""Rows of a collection sheet."""


def import_workbook(clerk: Clerk) -> None:
    """New and known pupils, some in care by now, some whose number is none; fields refused."""
    rng = clerk.rng
    people = [
        rng.choice((pupil, left_behind))(
            serial,
            联系电话=f"1380000{rng.randrange(9):04d}",
            就读方式=rng.choice(("走读", "住校")),
            **({"身份证件号": "52999920160301001X"} if clerk.likely(0.1) else {}),
        )
        for serial in rng.sample(range(1, PEOPLE), rng.randint(1, 5))
    ]
    path = write(clerk.folder / "名册.xlsx", people)
    wish = import_desk.Wish(path, clerk.term, clerk.day())
    seen = import_desk.preview(clerk.office, wish)
    refused = [
        Refusal(row.sheet, row.number, change.key if clerk.likely(0.8) else "")
        for row in seen.rows
        for change in import_desk.fields_of(seen, row)
        if import_desk.refusable(change) and clerk.likely(0.1)
    ]
    import_desk.commit(clerk.office, seen, refused=refused)


def take_import_back(clerk: Clerk) -> None:
    """The newest import or any: what was done since is in the way of most."""
    batches = sa.select(ImportBatch.action_id).order_by(ImportBatch.id)
    with clerk.office.reading() as session:
        action_ids = session.scalars(batches).all()
    if action_ids:
        asked = action_ids[-1:] if clerk.likely(0.6) else action_ids
        import_desk.undo_import(clerk.office, clerk.rng.choice(asked))


@dataclass
class Teacher:
    """Fills in a collection sheet: some cells changed, some emptied, a child more."""

    clerk: Clerk
    sheet: Any

    def fill_in(self, rows: int) -> None:
        rng = self.clerk.rng
        for _ in range(rng.randint(1, 5)):
            key, texts = rng.choice(list(_WRITTEN.items()))
            self._cell(rng.randrange(FIRST, FIRST + rows), key).value = rng.choice(texts)
        if self.clerk.likely(0.4):
            self._cell(FIRST + rows, "child.name").value = f"新生{self.clerk.number()}"
            self._cell(FIRST + rows, "father.name").value = "柏大山"

    def _cell(self, row: int, key: str) -> Any:
        headings = [cell.value for cell in self.sheet[HEADINGS]]
        return self.sheet.cell(row, headings.index(BY_KEY[key].heading) + 1)


_WRITTEN = {
    "child.name": ("柏小雨", "李小春"),
    "child.sex": ("男", "女", None),
    "father.status": ("务工", "在家", "去世", "不知道"),
    "father.phone": ("13911112222", "139", None),
    "mother.place": ("浙江省宁波市", None),
    "caregiver.name": ("王秀兰", None),
    "class": ("三年级1班", "四年级2班", None),
    "boarding_period.boards": ("是", "否"),
    "hardship": ("低保", "低保、重病", None),
    "term_sheet.care_grade": ("较好", "差"),
    "child.remarks": ("爱画画", None),
}


def collect_sheet(clerk: Clerk) -> None:
    """Sent out, filled in and taken back, now and then after something else was done."""
    term = clerk.term
    wanted = clerk.rng.choice(classes_to_send(clerk.office, term) or (None,))
    if wanted is None:
        return
    wish = SendWish(term, (wanted.label,), clerk.folder / "填报表", new_rows=2)
    (path,) = send_sheets(clerk.office, wish).files
    book = load_workbook(path)
    Teacher(clerk, book[TABLE]).fill_in(wanted.children)
    book.save(path)
    returned = read_returned(clerk.office, path)
    lines = [line.line_id for line in returned.lines if line.can_be_taken and clerk.likely(0.8)]
    take_in(clerk.office, returned, lines)


def open_next_term(clerk: Clerk) -> None:
    """Not too far ahead; one that was left out or the first one's forerunner as well."""
    soon = f"{(clerk.office.today + timedelta(days=200)).year}-9"
    codes = [choice.code for choice in terms_to_open(clerk.office) if choice.code < soon]
    repeating = clerk.some(Child, 2) if clerk.likely(0.5) else ()
    kinds = frozenset(kind for kind in MentorKind if clerk.likely(0.3))
    choices = Choices(frozenset(repeating), clerk.rng.choice(list(Preschool)), None, kinds)
    open_term(clerk.office, clerk.rng.choice(codes), choices)


def verify_sheets(clerk: Clerk) -> None:
    term = clerk.term
    ids = [row.child_id for row in list_sheets(clerk.office, term)]
    chosen = clerk.rng.sample(ids, min(len(ids), 5))
    if clerk.likely(0.7):
        verify(clerk.office, term, chosen)
    else:
        unverify(clerk.office, term, chosen)


def merge_duplicates(clerk: Clerk) -> None:
    """A pair that the finder proposes, or any two children."""
    suspects = find_duplicates(clerk.office, clerk.term)
    if suspects and clerk.likely(0.7):
        found = clerk.rng.choice(suspects)
        kind, ids = found.kind, (found.first.id, found.second.id)
    else:
        kind, ids = Kind.CHILD, (clerk.one(Child), clerk.one(Child))
    shown = compare(clerk.office, kind, *ids)
    merge(clerk.office, shown, {line.key: clerk.rng.choice(list(Side)) for line in shown.lines})


def say_not_the_same(clerk: Clerk) -> None:
    say_different(clerk.office, clerk.one(Child), clerk.one(Child))


STEPS: dict[Step, int] = {
    import_workbook: 6,
    take_import_back: 3,
    collect_sheet: 3,
    open_next_term: 2,
    verify_sheets: 4,
    merge_duplicates: 3,
    say_not_the_same: 2,
}
