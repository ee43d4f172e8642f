"""Nothing changes unrecorded: the triggers cover every table and column, and every way to write."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Base, Change, Mentor
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make

NOT_JOURNALED = {
    "action", "change", "import_batch", "import_origin",
    "issued_file", "form_draft", "name_reading", "photo", "template_file", "desk_setting",
}  # fmt: skip
ADD = sa.text("INSERT INTO mentor (name, kind) VALUES ('甲', 'teacher')")


def _triggers(office: OfficeFile) -> dict[str, str]:
    with office.reading() as session:
        rows = session.execute(
            sa.text("SELECT name, tbl_name FROM sqlite_temp_master WHERE type = 'trigger'")
        )
        return dict(map(tuple, rows))


def _statements(office: OfficeFile, event: str) -> list[tuple[str, str]]:
    """Table and text of the journal's triggers for an event; there is one of each table."""
    with office.reading() as session:
        rows = session.execute(
            sa.text("SELECT tbl_name, sql FROM sqlite_temp_master WHERE name GLOB :name"),
            {"name": f"journal_*_{event}"},
        )
        found = [(name, statement) for name, statement in rows]
    assert {name for name, _ in found} == {table.name for table in journaled_tables()}
    return found


def test_all_records_are_covered() -> None:
    covered = {table.name for table in journaled_tables()}
    assert set(Base.metadata.tables) - covered == NOT_JOURNALED


def test_every_table_has_its_triggers(office: OfficeFile) -> None:
    events = ("insert", "update", "delete", "key")
    expected = {f"journal_{table.name}_{event}" for table in journaled_tables() for event in events}
    recording = {name for name in _triggers(office) if not name.startswith("period_")}
    assert recording == expected


def test_an_update_keeps_every_column(office: OfficeFile) -> None:
    for name, statement in _statements(office, "update"):
        for column in (c.name for c in Base.metadata.tables[name].columns if c.name != "id"):
            assert (
                f'\'U\', \'{column}\', old."{column}" WHERE old."{column}" IS NOT new."{column}"'
            ) in statement


def test_every_column_of_the_file_is_mapped_and_so_recorded(office: OfficeFile) -> None:
    inspector = sa.inspect(office.engine)
    for table in journaled_tables():
        in_file = {column["name"] for column in inspector.get_columns(table.name)}
        assert in_file == set(table.columns.keys()), table.name


def test_a_delete_keeps_every_column(office: OfficeFile) -> None:
    for name, statement in _statements(office, "delete"):
        for column in Base.metadata.tables[name].columns:
            assert f"'{column.name}', old.\"{column.name}\"" in statement


@pytest.mark.parametrize("after_an_action", [False, True])
def test_a_write_outside_an_action_is_refused(office: OfficeFile, after_an_action: bool) -> None:
    if after_an_action:
        with office.action("新增") as session:
            make.make_mentor(session)
    with office.reading() as session, pytest.raises(sa.exc.IntegrityError):
        session.execute(ADD)
    with office.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Mentor.id))) == int(after_an_action)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mentor SET phone = '1'",
        "DELETE FROM mentor",
        "UPDATE mentor SET name = name || '乙'",
    ],
)
def test_a_change_outside_an_action_is_refused(office: OfficeFile, statement: str) -> None:
    with office.action("新增") as session:
        make.make_mentor(session)
    with Session(office.engine) as session, pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.text(statement))


def test_a_write_after_a_failed_action_is_refused(office: OfficeFile) -> None:
    with pytest.raises(ZeroDivisionError), office.action("新增"):
        raise ZeroDivisionError
    with office.reading() as session, pytest.raises(sa.exc.IntegrityError):
        session.execute(ADD)


def test_ids_never_change(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_mentor(session)
    renumber = sa.text("UPDATE mentor SET id = id + 1")
    with (
        pytest.raises(sa.exc.IntegrityError, match="ids never change"),
        office.action("改号") as session,
    ):
        session.execute(renumber)


def test_one_before_for_each_changed_cell(office: OfficeFile) -> None:
    with office.action("新增") as session:
        mentor_id = make.make_mentor(session, phone=None).id
    with office.action("修改") as session:
        changed = session.get_one(Mentor, mentor_id)
        changed.phone, changed.name = "13800000000", "陈文静"
    with office.reading() as session:
        rows = session.scalars(sa.select(Change).where(Change.action_id == 2)).all()
        assert [(row.operation, row.column_name, row.before) for row in rows] == [
            ("U", "phone", None)
        ]


def _bulk(session: Session) -> None:
    session.execute(sa.update(Mentor).values(phone="1"))


def _association(session: Session) -> None:
    make.make_entry(session, make.make_child(session))


def _executemany(session: Session) -> None:
    session.execute(sa.insert(Mentor), [{"name": n, "kind": "teacher"} for n in "甲乙丙"])


def _upsert(session: Session) -> None:
    session.execute(
        sa.text(
            "INSERT INTO mentor (id, name, kind) VALUES (1, '丁', 'teacher')"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name"
        )
    )


@pytest.mark.parametrize(
    ("write", "recorded"),
    [
        (_bulk, {"mentor": 1}),
        (_executemany, {"mentor": 3}),
        (_upsert, {"mentor": 1}),
        (_association, {"diary_entry": 1, "entry_child": 1}),
    ],
)
def test_no_way_of_writing_escapes(office: OfficeFile, write, recorded: dict[str, int]) -> None:
    with office.action("新增") as session:
        make.make_mentor(session)
    with office.action("另一种写法") as session:
        write(session)
    with office.reading() as session:
        found = session.execute(
            sa.select(Change.table_name, sa.func.count())
            .where(Change.action_id == 2)
            .group_by(Change.table_name)
        )
        assert recorded.items() <= dict(map(tuple, found)).items()
