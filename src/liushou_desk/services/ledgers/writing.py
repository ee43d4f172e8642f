"""Saving and removing records of any ledger, each as one action."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Choice
from liushou_desk.domain.ledgers.refusals import remarks
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.tables import column_label
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Base, Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.ledgers.form import CHILDREN, shown, stated
from liushou_desk.services.ledgers.people import home_of, names_of
from liushou_desk.services.ledgers.remarks import far_ahead, remarks_of, shared_days
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale


def save_record(
    office: OfficeFile,
    kind: LedgerKind,
    record_id: int | None,
    values: Mapping[str, Any],
    child_id: int | None = None,
) -> tuple[int, ...]:
    """Write down a record, for each of several children one, or amend it; returns the ids.

    Raises:
        InputProblem: naming the line of the form; also where the record was removed meanwhile.
        RuleConflict: a child was removed, or the same record is there already.
    """
    model = Base.of_table(kind.table)
    with office.reading() as session:
        there: Any = None if record_id is None else records.found(session, model, record_id)
        known = {} if there is None else shown(kind, there)
        row = _checked(office, kind, known | dict(values))
        child_ids = _child_ids(session, kind, there, values, child_id)
        for child in child_ids or (None,):
            _refuse(session, kind, row, child, office.today)
            _refuse_double(session, kind, record_id, row, child)
        if record_id is not None and records.holds(session, model, record_id, row):
            return (record_id,)
    sentence = f"登记{kind.title}" if record_id is None else f"修改{kind.title}"
    with office.action(sentence, **_about(child_ids)) as session:
        if record_id is None:
            return tuple(
                records.write(session, model, None, _of_child(child) | row)
                for child in child_ids or (None,)
            )
        _refuse_stale(session, kind, record_id, values)
        touched = {*values, *(one.key for one in kind.asked)}
        cells = {key: value for key, value in row.items() if key in touched}
        return (records.write(session, model, record_id, cells),)


def remove_records(office: OfficeFile, kind: LedgerKind, record_ids: Collection[int]) -> None:
    """Take out records that were written down by mistake. Raises `InputProblem` for one gone."""
    model = Base.of_table(kind.table)
    with office.reading() as session:
        rows = [records.found(session, model, record_id) for record_id in record_ids]
        child_ids = [row.child_id for row in rows] if kind.about is About.CHILD else []
    with office.action(f"删除{kind.title}", **_about(dict.fromkeys(child_ids))) as session:
        for record_id in record_ids:
            records.remove(session, model, record_id)


def add_usual(office: OfficeFile, kind: LedgerKind) -> int:
    """Write down the records most schools begin with, where the same are not there; how many."""
    model = Base.of_table(kind.table)
    with office.reading() as session:
        new = [row for row in kind.usual if not _double(session, kind, None, row, None)]
    if new:
        with office.action(f"填入常用{kind.title}") as session:
            session.execute(sa.insert(model), [dict(row) for row in new])
    return len(new)


def review_record(
    office: OfficeFile,
    kind: LedgerKind,
    values: Mapping[str, Any],
    child_id: int | None = None,
    record_id: int | None = None,
) -> tuple[Remark, ...]:
    """What to say of a record while it is being written down."""
    whom = (child_id,) if child_id is not None else tuple(values.get(CHILDREN) or ())
    with office.reading() as session:
        there = session.get(Base.of_table(kind.table), record_id) if record_id else None
        covered = () if there is None else kind.restricted
        row = stated(kind, {one.key: getattr(there, one.key) for one in covered} | dict(values))
        home = home_of(session, kind, next(iter(whom), None))
        shared = tuple(shared_days(session, kind, record_id, row, next(iter(whom), None)))
        return (
            *far_ahead(kind, row, office.today),
            *remarks(kind, row, home),
            *(shared or remarks_of(session, kind, record_id, row, whom)),
        )


def _checked(office: OfficeFile, kind: LedgerKind, values: Mapping[str, Any]) -> dict[str, Any]:
    row = stated(kind, values)
    return row | records.checked(kind.fields, row, office.today, new=True)


def _child_ids(
    session: Session,
    kind: LedgerKind,
    there: Any,
    values: Mapping[str, Any],
    child_id: int | None,
) -> tuple[int, ...]:
    """Whom the record is about: as it stands on file, as it is settled, or as the form says."""
    if kind.about is About.SCHOOL:
        return ()
    if there is not None:
        return (there.child_id,)
    chosen = (child_id,) if child_id is not None else tuple(values.get(CHILDREN) or ())
    if not chosen:
        raise InputProblem("还没有选儿童", "请至少选一名儿童。", field=CHILDREN)
    records.require_all(session, Child, chosen, field=CHILDREN)
    return chosen


def _refuse(
    session: Session, kind: LedgerKind, row: dict[str, Any], child_id: int | None, today: date
) -> None:
    home = home_of(session, kind, child_id)
    for remark in (*far_ahead(kind, row, today), *remarks(kind, row, home)):
        if remark.blocks:
            raise InputProblem(remark.sentence, field=remark.key)


def _refuse_double(
    session: Session,
    kind: LedgerKind,
    record_id: int | None,
    row: dict[str, Any],
    child_id: int | None,
) -> None:
    """Refuse in words what the table's rule of uniqueness would not take, and days shared."""
    for remark in shared_days(session, kind, record_id, row, child_id):
        raise InputProblem(remark.sentence, field=remark.key)
    columns = _double(session, kind, record_id, row, child_id)
    if columns:
        labels = "、".join(column_label(kind.table, column) for column in columns)
        raise RuleConflict(
            f"已有一条{labels}相同的{kind.title}，没有改动。", "请修改那一条，不要重复登记。"
        )


def _double(
    session: Session,
    kind: LedgerKind,
    record_id: int | None,
    row: Mapping[str, Any],
    child_id: int | None,
) -> tuple[str, ...]:
    """The columns in which another record is the same though they must differ."""
    table: sa.Table = Base.metadata.tables[kind.table]
    full = _of_child(child_id) | dict(row)
    for rule in table.constraints:
        if isinstance(rule, sa.UniqueConstraint):
            same = sa.select(table.c.id).where(
                table.c.id.is_distinct_from(record_id),
                *(column == full[column.name] for column in rule.columns),
            )
            if session.scalar(same.limit(1)) is not None:
                return tuple(column.name for column in rule.columns)
    return ()


def _refuse_stale(
    session: Session, kind: LedgerKind, record_id: int, values: Mapping[str, Any]
) -> None:
    def named(choice: Choice) -> Callable[[Iterable[int] | None], str]:
        return lambda ids: "、".join(names_of(session, choice, ids or ()).values()) or "（空）"

    now = shown(kind, records.found(session, Base.of_table(kind.table), record_id))
    people = {one.key: (one.label, named(one)) for one in kind.choices}
    refuse_stale(values, now, kind.fields, people=people)


def _of_child(child_id: int | None) -> dict[str, Any]:
    return {} if child_id is None else {"child_id": child_id}


def _about(child_ids: Iterable[int]) -> dict[str, Any]:
    """Whom an action is about, as the journal keeps it."""
    ids = list(child_ids)
    return {"child": ids[0]} if len(ids) == 1 else {"children": ids} if ids else {}
