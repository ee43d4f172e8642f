"""Two rows side by side: the fields in which they differ, and what would come with the right one.

Proposed is the side that is filled, of two filled ones the one that was written down later. Where
an empty cell says something too, as that a mentor is still here, it is the later one in any case.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import OF_CHILD
from liushou_desk.domain.tables import TABLES
from liushou_desk.models import Base, Change, Pupil, SheetHardship
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.references import references
from liushou_desk.services.duplicates.histories import clash
from liushou_desk.services.duplicates.homes import Homes
from liushou_desk.services.duplicates.party import child_parties, member_party, mentor_party
from liushou_desk.services.duplicates.planning import HistoryPair, Plan, RowPair, make_plan
from liushou_desk.services.duplicates.rows import Comparison, Kind, Line, Party, Side
from liushou_desk.services.duplicates.telling import HIDDEN, Teller, covers_of, is_delicate
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.unmask import NUMBERS_SEEN, RESTRICTED_SEEN

_NUMBERS = ("national_id", "student_number")
_SAYS_EMPTY = {"left_on"}
HOME = "home"
"""Key of the line that asks which household is the child's."""
_COMING = {
    **{table: table for table in ("activity_child", "pairing", "support_plan", *OF_CHILD)},
    **{table: table for table in ("term_sheet", "caregiver_period")},
    **dict.fromkeys(("entry_child", "entry_visitor"), "diary_entry"),
}
"""What is counted, and as what, by the table that refers to the row that goes."""


def compare(
    office: OfficeFile, kind: Kind, left_id: int, right_id: int, term: str | None = None
) -> Comparison:
    """Two rows side by side. Raises `RuleConflict` where one was removed or both are one."""
    with office.reading() as session:
        return comparison(session, kind, left_id, right_id, term)


def comparison(
    session: Session, kind: Kind, left_id: int, right_id: int, term: str | None
) -> Comparison:
    """The same, inside a session."""
    if kind is Kind.PUPIL:
        return _with_pupil(session, left_id, right_id, term)
    plan = make_plan(session, kind, left_id, right_id)
    left, right = _parties(session, kind, left_id, right_id, term)
    lines = tuple(_lines(session, plan))
    agreeing = sum(
        pair.left[column] == pair.right[column] is not None
        for pair in plan.pairs
        for column in pair.labels
    )
    moved = (*_coming(session, kind, right_id), *_homes_told(plan.homes))
    return Comparison(kind, left, right, lines, agreeing, moved)


def note_seen(office: OfficeFile, shown: Comparison) -> None:
    """Note in the journal that what is covered in a comparison was looked at; no step of 撤销."""
    keys = [line.key for line in shown.lines if line.covers]
    numbers = [key for key in keys if key.endswith(_NUMBERS)]
    said = [NUMBERS_SEEN] if numbers else []
    said += [RESTRICTED_SEEN] if len(numbers) < len(keys) else []
    first, second = shown.left.id, shown.right.id
    about = {"first": first, "second": second} if shown.kind is Kind.CHILD else {}
    with office.action("、".join(said), undoable=False, **about, fields=keys):
        pass


def hardship_key(sheets: RowPair) -> str:
    """The line that chooses what is ticked on two sheets."""
    return f"{SheetHardship.__tablename__}.{sheets.left['id']}"


def cell_key(pair: RowPair, column: str) -> str:
    """The line of one cell."""
    return f"{pair.table.name}.{pair.left['id']}.{column}"


def _with_pupil(session: Session, child_id: int, pupil_id: int, term: str | None) -> Comparison:
    require_child(session, child_id)
    name = session.scalar(sa.select(Pupil.name).where(Pupil.id == pupil_id))
    party = child_parties(session, {child_id}, term)[child_id]
    moved = ("在校登记的在册时间并入这名儿童", "只计人数的在校登记取消，不再重复计数")
    return Comparison(Kind.PUPIL, party, Party(pupil_id, name or ""), (), 0, moved)


def _lines(session: Session, plan: Plan) -> Iterator[Line]:
    teller = Teller(session)
    if plan.homes and plan.homes.both_stay:
        yield _home_line(plan.homes)
    sheets = {id(pair) for pair in plan.sheets()}
    for pair in sorted(plan.pairs, key=lambda pair: _place(pair.table.name)):
        yield from _cells(session, teller, pair)
        if id(pair) in sheets:
            yield from _ticked(teller, pair)
        yield from _histories_of(session, teller, plan, pair)
    yield from (twin.line for twin in plan.twins)


def _place(table: str) -> int:
    """The child's own fields first, then the sheets, the home and its members."""
    return _PLACES.index(table)


def _cells(session: Session, teller: Teller, pair: RowPair) -> Iterator[Line]:
    for column, label in pair.labels.items():
        left, right = pair.left[column], pair.right[column]
        if left == right:
            continue
        one, other = teller.cell(column, left), teller.cell(column, right)
        if column == "photo_id":
            one, other = "左边的照片", "右边的照片"
        default = _filled_or_newer(session, pair, column)
        covers = covers_of(pair.table.name, column, (left, right), (one, other))
        yield Line(cell_key(pair, column), pair.group, label, one, other, default, covers)


def _ticked(teller: Teller, pair: RowPair) -> Iterator[Line]:
    left, right = (teller.hardships(row["id"]) for row in (pair.left, pair.right))
    if left != right:
        one, other = ("、".join(word.label for word in words) for words in (left, right))
        default = Side.LEFT if left else Side.RIGHT
        table = SheetHardship.__tablename__
        covers = covers_of(table, "hardship", (left or None, right or None), (one, other))
        yield Line(hardship_key(pair), pair.group, "困境类型", one, other, default, covers)


_PLACES = ("child", "child_photo", "term_sheet", "household", "family_member", "mentor")
_HISTORY_LABELS = {
    "whereabouts": "去向",
    "caregiver_period": "实际照料",
    "boarding_period": "就读方式",
    "school_record_mark": "学籍标注",
    "label_override": "认定",
}


def _histories_of(session: Session, teller: Teller, plan: Plan, pair: RowPair) -> Iterator[Line]:
    """The histories that hang on a pair of rows, where one has to give way."""
    owner = {"child": "child_id", "family_member": "member_id", "mentor": "mentor_id"}
    for each in plan.histories:
        mine = each.left_id == pair.left["id"] and owner.get(pair.table.name) == each.history.owner
        if mine and (line := _history_line(session, teller, each)):
            yield line


def _history_line(session: Session, teller: Teller, each: HistoryPair) -> Line | None:
    if each.history.joins:
        return None
    left, right = (each.history.rows(session, row_id) for row_id in (each.left_id, each.right_id))
    one, other = (teller.history(each.history, rows) for rows in (left, right))
    if one == other or not clash(each.history, left, right):
        return None
    table = each.history.model.__tablename__
    newest = [max(_written(session, table, row["id"]) for row in rows) for rows in (left, right)]
    default = Side.RIGHT if newest[1] > newest[0] else Side.LEFT
    covers = (HIDDEN, HIDDEN) if is_delicate(table, [*left, *right]) else None
    return Line(each.key, each.group, _HISTORY_LABELS[table], one, other, default, covers)


def _home_line(homes: Homes) -> Line:
    one, other = (home["home_address"] or "没有填住址" for home in (homes.left, homes.right))
    return Line(HOME, "家庭", "住在哪一家", one, other, Side.LEFT)


def _filled_or_newer(session: Session, pair: RowPair, column: str) -> Side:
    for side, row in ((Side.LEFT, pair.right), (Side.RIGHT, pair.left)):
        if row[column] is None and column not in _SAYS_EMPTY:
            return side
    left, right = (
        _written(session, pair.table.name, row["id"], column) for row in (pair.left, pair.right)
    )
    return Side.RIGHT if right > left else Side.LEFT


def _written(session: Session, table: str, row_id: int, column: str | None = None) -> int:
    """The action that wrote a cell, or any cell of a row, last."""
    last = sa.select(sa.func.max(Change.action_id)).where(
        Change.table_name == table, Change.row_id == row_id
    )
    if column is not None:
        last = last.where(sa.or_(Change.operation == "I", Change.column_name == column))
    return session.scalar(last) or 0


def _parties(
    session: Session, kind: Kind, left_id: int, right_id: int, term: str | None
) -> tuple[Party, Party]:
    if kind is Kind.CHILD:
        found = child_parties(session, {left_id, right_id}, term)
        return found[left_id], found[right_id]
    table = Base.metadata.tables[kind.value]
    tell = member_party if kind is Kind.MEMBER else mentor_party
    left, right = (
        tell(session.execute(sa.select(table).where(table.c.id == row_id)).one())
        for row_id in (left_id, right_id)
    )
    return left, right


def _coming(session: Session, kind: Kind, gone_id: int) -> Iterator[str]:
    for table, columns in references(kind.value):
        counted_as = _COMING.get(table.name)
        mine: sa.Select[Any] = sa.select(sa.func.count()).select_from(table)
        count = session.scalar(mine.where(table.c[columns[0]] == gone_id)) if counted_as else 0
        if counted_as and count:
            yield TABLES[counted_as].counted(count)


def _homes_told(homes: Homes | None) -> Iterator[str]:
    if homes is None or homes.is_one:
        return
    if homes.goes:
        yield "两家并为一家，同一人的家庭成员并为一条"
    else:
        yield "两家都还有其他儿童，两家的资料都保留"
