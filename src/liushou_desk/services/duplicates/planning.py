"""What has to be decided before two rows become one: pairs of rows and pairs of histories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import CHILD_FIELDS, HOUSEHOLD_FIELDS, MEMBER_FIELDS, SHEET_FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.work_fields import MENTOR_FIELDS
from liushou_desk.errors import RuleConflict
from liushou_desk.models import (
    Base,
    Child,
    ChildPhoto,
    FamilyMember,
    Household,
    Mentor,
    Term,
    TermSheet,
)
from liushou_desk.services.duplicates.clashes import refuse_clashes
from liushou_desk.services.duplicates.histories import (
    OF_CHILD,
    OF_MEMBER,
    OF_MENTOR,
    History,
    Row,
)
from liushou_desk.services.duplicates.homes import Homes, read_homes
from liushou_desk.services.duplicates.rows import Kind, Side
from liushou_desk.services.duplicates.twins import Twin, twins

Labels = Mapping[str, str]
_MEMBER: Labels = {field.key: field.label for field in MEMBER_FIELDS}
_MENTOR: Labels = {field.key: field.label for field in MENTOR_FIELDS}
_CHILD: Labels = {field.key: field.label for field in CHILD_FIELDS}
_HOUSEHOLD: Labels = {field.key: field.label for field in HOUSEHOLD_FIELDS}
_SHEET: Labels = (
    {"class_id": "班级"}
    | {field.key: field.label for field in SHEET_FIELDS}
    | {"verified_on": "核实日期"}
)


@dataclass(frozen=True, slots=True)
class RowPair:
    """Two rows of a table that become one, and the columns to choose cells of, with labels."""

    table: sa.Table
    left: Row
    right: Row
    kept: Side
    group: str
    labels: Labels
    along: tuple[str, ...] = ()
    """Columns that come with whatever is chosen in the first of the labels."""

    @property
    def hangs_on_child(self) -> bool:
        """Whether the rows become one because their children do."""
        return "child_id" in self.left

    @property
    def ids(self) -> tuple[int, int]:
        """The row that stays and the one that goes."""
        return _kept_first(self.kept, self.left["id"], self.right["id"])


@dataclass(frozen=True, slots=True)
class HistoryPair:
    """The dated rows of two owners that become one."""

    history: History
    left_id: int
    right_id: int
    kept: Side
    group: str

    @property
    def key(self) -> str:
        """Names the pair as a line of the comparison."""
        return f"{self.history.model.__tablename__}.{self.left_id}"

    @property
    def ids(self) -> tuple[int, int]:
        """The owner that stays and the one that goes."""
        return _kept_first(self.kept, self.left_id, self.right_id)


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, in the order in which it is done."""

    pairs: tuple[RowPair, ...]
    histories: tuple[HistoryPair, ...]
    homes: Homes | None = None
    twins: tuple[Twin, ...] = ()

    def sheets(self) -> Iterator[RowPair]:
        """The pairs of term sheets; what is ticked on them is chosen as one."""
        return (pair for pair in self.pairs if pair.table.name == TermSheet.__tablename__)


def make_plan(session: Session, kind: Kind, left_id: int, right_id: int) -> Plan:
    """What becomes one with two rows. Raises `RuleConflict` where there are not two."""
    if left_id == right_id:
        raise RuleConflict("这是同一条登记，没有改动。", "请选择两条不同的登记。")
    match kind:
        case Kind.CHILD:
            return _plan_children(session, left_id, right_id)
        case Kind.MEMBER:
            return _plan_members(session, left_id, right_id)
        case Kind.MENTOR:
            left, right = (_row(session, Mentor, row_id) for row_id in (left_id, right_id))
            refuse_clashes(session, left_id, right_id)
            pair = RowPair(_table(Mentor), left, right, Side.LEFT, "帮扶人", _MENTOR)
            return Plan((pair,), _histories(OF_MENTOR, left, right, Side.LEFT, "帮扶人"))
        case Kind.PUPIL:
            raise ValueError(kind)


def _plan_children(session: Session, left_id: int, right_id: int) -> Plan:
    left, right = (_row(session, Child, row_id) for row_id in (left_id, right_id))
    homes = read_homes(session, left, right)
    pairs, histories = [], []
    if homes.goes:
        pairs, histories = _family(homes)
    pairs.append(RowPair(_table(Child), left, right, Side.LEFT, "儿童", _CHILD))
    pairs += _photos(session, left_id, right_id)
    pairs += _sheets(session, left_id, right_id)
    histories += _histories(OF_CHILD, left, right, Side.LEFT, "儿童")
    return Plan(tuple(pairs), tuple(histories), homes, tuple(twins(session, left_id, right_id)))


def _plan_members(session: Session, left_id: int, right_id: int) -> Plan:
    left, right = (_row(session, FamilyMember, row_id) for row_id in (left_id, right_id))
    if left["household_id"] != right["household_id"]:
        raise RuleConflict("两人不在同一家，没有合并。", "请刷新列表后再试。")
    pair = RowPair(_table(FamilyMember), left, right, Side.LEFT, "家庭成员", _MEMBER)
    return Plan((pair,), _histories(OF_MEMBER, left, right, Side.LEFT, "家庭成员"))


def _family(homes: Homes) -> tuple[list[RowPair], list[HistoryPair]]:
    """Members before their household: a member that goes is not to be moved first."""
    pairs: list[RowPair] = []
    histories: list[HistoryPair] = []
    for left, right in homes.alike:
        relation = left["relation"].label
        group = relation if left["relation"].is_parent else f"{relation}{left['name']}"
        pairs.append(RowPair(_table(FamilyMember), left, right, homes.kept, group, _MEMBER))
        histories += _histories(OF_MEMBER, left, right, homes.kept, group)
    pairs.append(
        RowPair(_table(Household), homes.left, homes.right, homes.kept, "家庭", _HOUSEHOLD)
    )
    return pairs, histories


def _histories(
    kinds: tuple[History, ...], left: Row, right: Row, kept: Side, group: str
) -> tuple[HistoryPair, ...]:
    return tuple(HistoryPair(each, left["id"], right["id"], kept, group) for each in kinds)


def _sheets(session: Session, left_id: int, right_id: int) -> Iterator[RowPair]:
    """The sheets of the terms in which both have one, the latest first."""
    table = _table(TermSheet)
    mine, theirs = (
        {row["term_id"]: row for row in _of_child(session, table, child_id)}
        for child_id in (left_id, right_id)
    )
    terms = session.execute(sa.select(Term.id, Term.code).order_by(Term.code.desc()))
    for term_id, code in terms.all():
        if term_id in mine and term_id in theirs:
            left, right = mine[term_id], theirs[term_id]
            yield RowPair(table, left, right, Side.LEFT, term_title(code), _SHEET)


def _photos(session: Session, left_id: int, right_id: int) -> Iterator[RowPair]:
    """The pictures where both have one; the day it was taken comes with the picture."""
    table = _table(ChildPhoto)
    mine, theirs = (_of_child(session, table, child_id) for child_id in (left_id, right_id))
    for left, right in zip(mine, theirs, strict=False):
        labels, along = {"photo_id": "照片"}, ("taken_on",)
        yield RowPair(table, left, right, Side.LEFT, "儿童", labels, along)


def _of_child(session: Session, table: sa.Table, child_id: int) -> list[Row]:
    own = sa.select(table).where(table.c.child_id == child_id)
    return [dict(row) for row in session.execute(own).mappings()]


def _row(session: Session, model: type[Base], row_id: int) -> Row:
    table = _table(model)
    found = session.execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
    if found is None:
        raise RuleConflict("其中一条登记已被删除，没有改动。", "请刷新列表后再试。")
    return dict(found)


def _table(model: type[Base]) -> sa.Table:
    return Base.metadata.tables[model.__tablename__]


def _kept_first(kept: Side, left_id: int, right_id: int) -> tuple[int, int]:
    return (left_id, right_id) if kept is Side.LEFT else (right_id, left_id)


def value_of(pair: RowPair, side: Side, column: str) -> Any:
    """What one side's row holds."""
    return (pair.left if side is Side.LEFT else pair.right)[column]
