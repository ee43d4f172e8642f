"""自上报后变动: which records came to a figure of the last issue, went, or were changed since."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from liushou_desk.domain.words import Word
from liushou_desk.models import Action, Change, IssuedDocument
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.figure import Rate
from liushou_desk.services.figures.rows import Record
from liushou_desk.services.figures.statistics import CATALOGUE
from liushou_desk.services.summary import issue
from liushou_desk.services.summary.editing import book_of_issue
from liushou_desk.services.summary.paper import Asked
from liushou_desk.services.writing.records import in_parts


class How(Word):
    """What became of a record."""

    CAME = "came", "新计入"
    WENT = "went", "不再计入"
    GONE = "gone", "已删除"
    MORE = "more", "多计入"
    LESS = "less", "少计入"
    """Of one that may count several times: a child has a 项 for each period of a rule."""
    CHANGED = "changed", "有改动"


@dataclass(frozen=True, slots=True)
class RecordSince:
    """A record that the issue counted and the office no longer does, or the other way round."""

    how: How
    source: str
    record_id: int
    text: str
    """Empty where the record is gone."""


def records_since(office: OfficeFile, asked: Asked, key: str) -> tuple[RecordSince, ...]:
    """The records behind what drifted; of a rate those of both its figures.

    One that both count and that was changed is named where the figure sums something up (人次, 元).
    """
    with office.reading() as session:
        issued = issue.last_document(session, asked)
        if issued is None:
            return ()
        book = book_of_issue(session, asked, issued)
        frozen = json.loads(issued.rows)
        figure = CATALOGUE[key.partition(".")[0]]
        parts = (figure.numerator, figure.denominator) if isinstance(figure, Rate) else (key,)
        found = [one for part in parts for one in _of_figure(session, book, part, frozen, issued)]
    return tuple(dict.fromkeys(found))


def _of_figure(
    session: Session,
    book: FigureBook,
    key: str,
    frozen: Mapping[str, list[list[str | int]]],
    issued: IssuedDocument,
) -> Iterator[RecordSince]:
    before = _frozen_records(key, frozen)
    rows = book.rows_of(key)
    now = Counter((row.source, row.record_id) for row in rows)
    texts = {(row.source, row.record_id): row.text for row in rows}
    for record in sorted((now - before).keys()):
        yield RecordSince(How.MORE if record in before else How.CAME, *record, texts[record])
    went = sorted((before - now).keys())
    texts |= book.words_of(key, went)
    for record in went:
        how = How.LESS if record in now else How.WENT if record in texts else How.GONE
        yield RecordSince(how, *record, texts.get(record, ""))
    if book.sums_up(key):
        both = sorted(record for record in now if now[record] == before[record])
        for record in _changed(session, book, key, both, issued):
            yield RecordSince(How.CHANGED, *record, texts[record])


def _frozen_records(key: str, frozen: Mapping[str, list[list[str | int]]]) -> Counter[Record]:
    """The records behind a key as they were kept; a breakdown's are those of its groups."""
    groups = [name for name in frozen if name == key or name.startswith(f"{key}.")]
    return Counter((str(source), int(number)) for name in groups for source, number in frozen[name])


def _changed(
    session: Session, book: FigureBook, key: str, records: Iterable[Record], issued: IssuedDocument
) -> Iterator[Record]:
    """Those the journal has a change of since the issue that still stands."""
    tables = book.tables_of(key)
    wanted: dict[str, list[int]] = {}
    for source, number in records:
        wanted.setdefault(source, []).append(number)
    since = sa.select(Change.action_id).where(
        Change.table_name == IssuedDocument.__tablename__, Change.row_id == issued.id
    )
    first = session.scalar(since)
    for source, numbers in wanted.items():
        for part in in_parts(numbers):
            found = session.scalars(_standing(first or 0, tables[source], part))
            yield from sorted((source, number) for number in set(found))


def _standing(after: int, table: str, numbers: Iterable[int]) -> sa.Select[int]:
    """Rows of a table changed later, but by what was undone, and not by the undoing."""
    undone = aliased(Action)
    is_undoing = sa.and_(undone.id > after, undone.undoes.is_(None))
    return (
        sa.select(Change.row_id)
        .join(Action, Action.id == Change.action_id)
        .outerjoin(undone, undone.id == Action.undoes)
        .where(
            Change.action_id > after,
            Change.table_name == table,
            Change.row_id.in_(numbers),
            Action.undone_by.is_(None),
            sa.or_(undone.id.is_(None), sa.not_(is_undoing)),
        )
    )
