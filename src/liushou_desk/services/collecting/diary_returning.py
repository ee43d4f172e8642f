"""Takes 登记本 back: what is accepted becomes records, each row once in whatever copy it comes."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from liushou_desk.domain.contact_row import CHILDREN
from liushou_desk.domain.progress import Progress
from liushou_desk.errors import DeskError
from liushou_desk.models import Child, DiaryEntry, EntryChild, EntryVisitor, ImportBatch, Mentor
from liushou_desk.models.journal import newest_action, record_origins
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collecting.diary_comparing import (
    BookComparison,
    Contact,
    ReturnedBook,
    Seen,
    read_book,
    sheet_of,
    taken,
)
from liushou_desk.services.collecting.returned import LineId, Returned, Standing, TakenIn
from liushou_desk.services.collecting.returning import Batch, Refused, take_in_each
from liushou_desk.services.diary.writing import checked_row
from liushou_desk.services.writing import records


def read_books(
    office: OfficeFile, paths: Sequence[Path], progress: Progress | None = None
) -> Batch:
    """Read workbooks one after the other; one that cannot be read does not stop the others.

    A row that stands in two of them, as copies have it, is new in the first alone.
    """
    sheets: list[Returned] = []
    refused: list[Refused] = []
    seen: Seen = {}
    with office.reading() as session:
        for done, path in enumerate(paths, start=1):
            try:
                sheets.append(BookComparison(session, office, read_book(path), seen).returned())
            except DeskError as error:
                refused.append(Refused(path.name, error))
            if progress:
                progress(done, len(paths))
    return Batch(tuple(sheets), tuple(refused))


def take_in_books(
    office: OfficeFile,
    chosen: Sequence[tuple[Returned, Collection[LineId]]],
    progress: Progress | None = None,
) -> tuple[TakenIn | Refused, ...]:
    """Take in several workbooks, each as its own action."""

    def take(returned: Returned, accepted: Collection[LineId]) -> TakenIn:
        assert isinstance(returned, ReturnedBook)
        return take_in_book(office, returned, accepted)

    return take_in_each(take, chosen, progress)


def take_in_book(
    office: OfficeFile, returned: ReturnedBook, accepted: Collection[LineId]
) -> TakenIn:
    """A record for each accepted row as one action; a row that is on file by now is left out."""
    wanted = [one for one in returned.contacts if one.line_id in accepted]
    with office.reading() as session:
        on_file = taken(session, [one.identity for one in wanted])
        left = [one for one in wanted if not on_file.get(one.identity)]
        for one in left:
            records.require_all(session, Child, one.values[CHILDREN])
            records.require_all(session, Mentor, [one.mentor_id])
    doubled = tuple(f"第{one.number}行：已经登记过" for one in wanted if one not in left)
    if not left:
        return TakenIn(0, 0, 0, doubled)
    with office.action("采用家访登记本", rows=len(left)) as session:
        entries = [(_write(session, office, one), *one.identity) for one in left]
        action_id = newest_action(session)
        counts = json.dumps({"rows": len(left)} | dict.fromkeys(_COUNTED, 0))
        session.add(
            ImportBatch(
                action_id=action_id,
                file_name=returned.name,
                sha256=returned.sha256,
                counts=counts,
            )
        )
        table = DiaryEntry.__tablename__
        origins = [(table, entry_id, sheet_of(book), row) for entry_id, book, row in entries]
        record_origins(session, action_id, origins)
    return TakenIn(0, len(left), len(left), doubled)


_COUNTED = ("new", "changed", "unchanged", "rejected", "doubtful", "absent")


def _write(session: Session, office: OfficeFile, contact: Contact) -> int:
    row = checked_row(contact.values, office.today, new=True)
    entry_id = records.write(session, DiaryEntry, None, row)
    owner = ("entry_id", entry_id)
    records.set_links(session, EntryChild, owner, "child_id", contact.values[CHILDREN])
    records.set_links(session, EntryVisitor, owner, "mentor_id", [contact.mentor_id])
    return entry_id


def summary_of(returned: Returned) -> str:
    """How a workbook stands, in one sentence."""
    counts = returned.counts
    told = [f"{word.label}{counts[word]}处" for word in Standing if counts[word]]
    head = f"{returned.school_class}（{returned.made_on}发出）"
    return f"{head}：{'，'.join(told) or '还没有填'}。"


def written_words(outcomes: Sequence[TakenIn | Refused]) -> str:
    """已登记12条记录…, and what was left out."""
    taken = [one for one in outcomes if isinstance(one, TakenIn)]
    new = sum(one.new for one in taken)
    steps = sum(not one.is_empty for one in taken)
    undo = "可按 Ctrl+Z 撤销" if steps == 1 else f"每本一步，可按 Ctrl+Z 逐步撤销（共{steps}步）"
    lines = [f"已登记{new}条记录。{undo}。"] if steps else []
    left = [words for one in taken for words in one.left_out]
    lines += [f"没有登记：{'；'.join(left)}。"] if left else []
    lines += [f"{one.name}：{one.error.message}" for one in outcomes if isinstance(one, Refused)]
    return "\n".join(lines) or "没有需要登记的内容。"
