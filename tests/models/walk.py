"""Random actions of every kind the program knows, for the walks of `test_random_walk`."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import Care, CareGrade, Hardship, Mark, ParentStatus, Sex, Stage
from liushou_desk.models import (
    Activity,
    Aid,
    Base,
    Child,
    DiaryEntry,
    EntryChild,
    FollowUpRule,
    Mentor,
    Pupil,
    SchoolClass,
    TermSheet,
    Whereabouts,
)
from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from tests import factories as make

TEXTS = ["001", "", "引'号\"", "𠮷𰻝㛃", "行1\n行2", "1e3", '{"a": null}', None]
FEW = 6
TABLES = journaled_tables()
GRADES = [*CareGrade, None]


def digest(office: OfficeFile) -> str:
    """Of every row of every table that the journal covers."""
    with office.reading() as session:
        return content_digest(driver_connection(session), [table.name for table in TABLES])


def act(office: OfficeFile, rng: random.Random, number: int) -> None:
    """One action of one or two random parts, and a family more where there are few children."""
    parts = rng.choices(list(PARTS), list(PARTS.values()), k=rng.choice((1, 1, 2)))
    with office.action(f"第{number}步") as session:
        few = session.scalar(sa.select(sa.func.count(Child.id))) < FEW
        for part in [add_family, *parts] if few else parts:
            part(session, rng)
            session.flush()


def _some(session: Session, rng: random.Random, kind: type[Base], count: int) -> list[Any]:
    """Up to `count` random rows."""
    ids = list(session.scalars(sa.select(kind.id).order_by(kind.id)))
    chosen = rng.sample(ids, min(len(ids), count))
    return [session.get_one(kind, row_id) for row_id in chosen]


def _digits(rng: random.Random) -> str:
    return f"{rng.randrange(10**18):018}"


def add_family(session: Session, rng: random.Random) -> None:
    """Siblings with parents, grandmother, sheets and marks, through the ORM."""
    household = make.make_household(session, home_address=rng.choice(TEXTS))
    for _ in range(rng.randint(1, 3)):
        make.make_child(
            session,
            household_id=household.id,
            name=rng.choice(["张小雨", "李春生", "王𠮷"]),
            sex=rng.choice([*Sex, None]),
            national_id=_digits(rng) if rng.random() < 0.7 else None,
            student_number="G" + _digits(rng),
            is_orphan=rng.choice([True, False, None]),
            mark=rng.choice(list(Mark)),
            father=rng.choice([*ParentStatus, None]),
            care=rng.choice([*Care, None]),
            hardships=tuple(rng.sample(list(Hardship), rng.randint(0, 3))),
        )


def record_visits(session: Session, rng: random.Random) -> None:
    """An entry about several children by several visitors: association rows."""
    children = _some(session, rng, Child, 4)
    visitors = (*_some(session, rng, Mentor, 1), make.make_mentor(session))
    make.make_entry(session, *children, visitors=visitors, content=rng.choice(TEXTS))
    make.make_activity(session, *children)
    for child in children[:1]:
        make.make_pairing(session, child, visitors[-1])
        make.make_aid(session, child)


def change_a_cell_again_and_again(session: Session, rng: random.Random) -> None:
    for child in _some(session, rng, Child, 2):
        for _ in range(rng.randint(2, 4)):
            child.remarks = rng.choice(TEXTS)
            child.phone = rng.choice(TEXTS)
            session.flush()


def update_in_bulk(session: Session, rng: random.Random) -> None:
    part = rng.randint(3, 9)
    sheets = sa.update(TermSheet).where(TermSheet.id % part == 0)
    session.execute(sheets.values(care_grade=rng.choice(GRADES), verified_on=None))
    session.execute(sa.update(Whereabouts).where(Whereabouts.id % part == 1).values(place="杭州"))
    session.execute(sa.update(Activity).where(Activity.id % part == 2).values(head_count=part))


def delete_in_bulk(session: Session, rng: random.Random) -> None:
    part, rest = rng.randint(5, 9), rng.randint(0, 4)
    session.execute(sa.delete(EntryChild).where(EntryChild.id % part == rest))
    session.execute(sa.delete(Aid).where(Aid.id % part == rest))


def delete_rows(session: Session, rng: random.Random) -> None:
    """Rows with the lists that hang on them."""
    for kind in (DiaryEntry, Activity, Mentor, Pupil):
        for row in _some(session, rng, kind, 2):
            _delete_with_references(session, row)


def delete_children(session: Session, rng: random.Random) -> None:
    for child in _some(session, rng, Child, 2):
        _delete_with_references(session, child)


def import_rows(session: Session, rng: random.Random) -> None:
    """Core `executemany` with ids given out beforehand, as an import writes."""
    first = _next_id(session, "pupil")
    bits = [rng.randrange(256) for _ in range(rng.randint(1, 8))]
    rows = [{"id": first + n, "name": "赵晓光", "id_bits": b} for n, b in enumerate(bits)]
    session.execute(sa.insert(Pupil), rows)
    session.execute(
        sa.insert(Base.metadata.tables["register_period"]),
        [{"pupil_id": row["id"], "entered_on": make.FIRST_DAY} for row in rows],
    )


def merge_children(session: Session, rng: random.Random) -> None:
    """Re-point all rows of one child to another; where the other has its own, they go."""
    pair = _some(session, rng, Child, 2)
    if len(pair) < 2:
        return
    kept, gone = (child.id for child in pair)
    for column in _references("child"):
        moved = sa.text(
            f"UPDATE OR IGNORE {column.table.name} SET {column.name} = :kept"
            f" WHERE {column.name} = :gone"
        )
        session.execute(moved, {"kept": kept, "gone": gone})
    _delete_with_references(session, pair[1])


def swap_numbers(session: Session, rng: random.Random) -> None:
    """Unique values change places, by way of NULL."""
    pair = _some(session, rng, Child, 2)
    if len(pair) == 2:
        numbers = [child.student_number for child in pair]
        pair[0].student_number = None
        session.flush()
        pair[1].student_number, other = numbers[0], numbers[1]
        session.flush()
        pair[0].student_number = other


def delete_and_put_back(session: Session, rng: random.Random) -> None:
    """The same id goes and comes within one action."""
    for pupil in _some(session, rng, Pupil, 1):
        session.execute(sa.update(Pupil).where(Pupil.id == pupil.id).values(name="钱多多"))
        row = session.execute(sa.select(Pupil.__table__).where(Pupil.id == pupil.id)).one()
        session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        session.execute(sa.delete(Pupil.__table__).where(Pupil.id == pupil.id))
        session.execute(sa.insert(Pupil.__table__).values({**row._mapping, "name": "孙一一"}))


def switch_rules(session: Session, rng: random.Random) -> None:
    make.make_rule(session, times=rng.randint(1, 3))
    for rule in _some(session, rng, FollowUpRule, 2):
        rule.is_active = not rule.is_active


def add_a_class(session: Session, rng: random.Random) -> None:
    count = session.scalar(sa.select(sa.func.max(SchoolClass.number))) or 1
    make.make_class(session, stage=rng.choice(list(Stage)), number=count + 1)


def add_and_remove(session: Session, rng: random.Random) -> None:
    """What never was, seen from outside."""
    mentor = make.make_mentor(session, name="无")
    mentor.phone = rng.choice(TEXTS)
    session.flush()
    session.delete(mentor)


def nothing(_session: Session, _rng: random.Random) -> None:
    """An action that changes no row."""


PARTS: dict[Callable[[Session, random.Random], None], int] = {
    add_family: 1,
    record_visits: 4,
    change_a_cell_again_and_again: 4,
    update_in_bulk: 2,
    delete_in_bulk: 3,
    delete_rows: 3,
    delete_children: 1,
    import_rows: 3,
    merge_children: 2,
    swap_numbers: 4,
    delete_and_put_back: 3,
    switch_rules: 1,
    add_a_class: 1,
    add_and_remove: 1,
    nothing: 1,
}


def _references(name: str) -> Iterator[sa.Column[Any]]:
    """Every column that refers to a table."""
    for table in TABLES:
        for key in table.foreign_keys:
            if key.column.table.name == name:
                yield key.parent


def _delete_with_references(session: Session, row: Base) -> None:
    session.flush()
    _delete_rows_of(session, row.__table__, [row.id])
    session.expunge_all()


def _delete_rows_of(session: Session, table: sa.Table, ids: list[int]) -> None:
    for column in _references(table.name):
        below = list(session.scalars(sa.select(column.table.c.id).where(column.in_(ids))))
        if below:
            _delete_rows_of(session, column.table, below)
    session.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _next_id(session: Session, table: str) -> int:
    used = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return (session.scalar(used, {"name": table}) or 0) + 1


TOUCHED = {
    "activity",
    "activity_child",
    "aid",
    "boarding_period",
    "caregiver_period",
    "child",
    "diary_entry",
    "entry_child",
    "entry_visitor",
    "family_member",
    "follow_up_rule",
    "household",
    "mentor",
    "pairing",
    "pupil",
    "register_period",
    "school_class",
    "school_record_mark",
    "sheet_hardship",
    "term_sheet",
    "whereabouts",
}
"""The tables a walk of a hundred steps reaches."""
