"""登记表: the list of any ledger for a term, as it is filed; made from the ledger's declaration."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Align, Document
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.domain.ledgers.in_term import belongs
from liushou_desk.domain.ledgers.kind import Count
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import Base
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.figure import scaled
from liushou_desk.services.ledgers.listing import LedgerLine, read_ledger
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL, Chosen, Whom
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days

_SHORT = 7
"""Columns of at most so many characters are centred, in wider ones words begin at the left."""
_SIGNED = (("填表人", None), ("审核人", None), ("单位负责人（盖章）", None))


def _whom(kind: LedgerKind) -> Whom:
    """The children of the term's records."""
    if kind.about is About.SCHOOL:
        return OF_SCHOOL

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        days = term_days(session, term)
        rows = session.execute(sa.select(Base.metadata.tables[kind.table])).mappings()
        ids = {row["child_id"] for row in rows if belongs(kind, {**row}, days.span)}
        return Chosen(roster_day(days, office.today), ids)

    return Whom(f"这个学期有{kind.name}记录的儿童", read)


def _collect(kind: LedgerKind, subject: Subject) -> Iterator[Paper]:
    lines = _lines(kind, subject)
    headings = [Heading("序号", 3)]
    if kind.about is About.CHILD:
        headings += [Heading("班级", 7), Heading("姓名", 7)]
    headings += [
        Heading(kind.label(key), share, Align.CENTRE if share <= _SHORT else Align.LEFT)
        for key, share in kind.columns
    ]
    rows = [_row(kind, number, line) for number, line in enumerate(lines, start=1)]
    total = "；".join(_totals(kind, lines))
    told = (term_title(subject.wish.term), subject.wish.school_class or "")
    blocks = (
        centred("　".join(filter(None, told))),
        listing(headings, [Group(rows, [(f"合计：{total}", len(headings))])]),
        signing(*_SIGNED),
    )
    yield Paper(Document(((subject.school, kind.form_title),), blocks))


def _lines(kind: LedgerKind, subject: Subject) -> list[LedgerLine]:
    """The term's records of the children of the paper, the oldest first."""
    with subject.office.reading() as session:
        span = term_days(session, subject.wish.term).span
    children = set(subject.child_ids)
    found = read_ledger(subject.office, kind, subject.wish.term).lines
    return [
        line
        for line in reversed(found)
        if belongs(kind, line.values, span) and (line.child_id is None or line.child_id in children)
    ]


def _row(kind: LedgerKind, number: int, line: LedgerLine) -> list[str]:
    who = [line.school_class, line.child] if kind.about is About.CHILD else []
    return [str(number), *who, *(line.cells[key] for key, _ in kind.columns)]


def _totals(kind: LedgerKind, lines: Sequence[LedgerLine]) -> Iterator[str]:
    """How many records and children, and what the ledger adds up."""
    yield f"{len(lines)}{kind.unit}"
    if kind.about is About.CHILD:
        yield f"{len({line.child_id for line in lines})}名儿童"
    for count in kind.counts:
        if count.total:
            taken = [line for line in lines if count.takes(line.values)]
            yield from _sums(count, taken)


def _sums(count: Count, lines: Sequence[LedgerLine]) -> Iterator[str]:
    """One sum, or one for each unit of goods."""
    sums: Counter[str] = Counter()
    for line in lines:
        unit = (line.values[count.by] or UNFILLED) if count.by else count.unit
        sums[unit] += line.values[count.total] or 0
    for unit, value in sums.items():
        yield f"{count.label}{scaled(value, count.scale)}{unit}"


LEDGER_LISTS = tuple(
    PaperKind(
        f"ledger-{kind.table.replace('_', '-')}",
        kind.form_title,
        Per.SCHOOL,
        _whom(kind),
        LISTING,
        Audience.INTERNAL,
        partial(_collect, kind),
        ledger=kind.table,
    )
    for kind in LEDGERS
)
"""One for every ledger."""
