"""Values come back exactly as they were, through deletion, change and both undone."""

import pytest
import sqlalchemy as sa

from liushou_desk.models import Aid, Child
from liushou_desk.models.office_file import OfficeFile, driver_connection
from tests import factories as make

TEXTS = [
    "001",
    "",
    "1e3",
    "0x10",
    "NULL",
    "引'号\"和`",
    "行1\n行2\r\n\t末",
    '{json: ["a\\b"]}',
    "𠮷𰻝㛃〇䶮",
    "e\u0301 与 \u00e9",
    "\u202e反\u202c",
    "\U0001f476\U0001f3fd",
    "长" * 40_000,
    "3.70",
    "张\u3000小\u00a0雨 ",
]
NUMBERS = [0, 1, -1, 2**53 + 1, 2**63 - 1, -(2**63), 0.1, 0.1 + 0.2, 1e300, 5e-324, -0.5, None]
ANYTHING = [*TEXTS, *NUMBERS]


@pytest.fixture(params=["giver", "fen"])
def filled(office: OfficeFile, request: pytest.FixtureRequest) -> tuple[OfficeFile, str]:
    """An office whose grants hold every value in one column, of text or of integer affinity."""
    with office.action("新增") as session:
        child = make.make_child(session)
        for value in ANYTHING:
            grant = make.make_aid(session, child)
            session.connection().exec_driver_sql(
                f"UPDATE aid SET {request.param} = ? WHERE id = ?", (value, grant.id)
            )
    return office, request.param


def _stored(office: OfficeFile) -> list[tuple[object, ...]]:
    kinds = "SELECT *, typeof(fen), typeof(giver) FROM aid ORDER BY id"
    with office.reading() as session:
        return driver_connection(session).execute(kinds).fetchall()


def _undo_and_redo_puts_back(office: OfficeFile, statement: str) -> None:
    before = _stored(office)
    with office.action("改动") as session:
        session.execute(sa.text(statement))
    after = _stored(office)
    assert after != before
    for _ in range(2):
        office.undo()
        assert _stored(office) == before
        office.redo()
        assert _stored(office) == after


def test_every_value_comes_back_after_a_delete(filled: tuple[OfficeFile, str]) -> None:
    _undo_and_redo_puts_back(filled[0], "DELETE FROM aid")


@pytest.mark.parametrize("other", ["'x'", "NULL", "'1'", "0.5"])
def test_every_value_comes_back_after_a_change(filled: tuple[OfficeFile, str], other: str) -> None:
    office, column = filled
    _undo_and_redo_puts_back(office, f"UPDATE aid SET {column} = {other}")


def test_what_is_stored_is_what_was_given(filled: tuple[OfficeFile, str]) -> None:
    office, column = filled
    if column == "giver":
        with office.reading() as session:
            texts = session.scalars(sa.select(Aid.giver).order_by(Aid.id).limit(len(TEXTS)))
            assert list(texts) == TEXTS


@pytest.mark.parametrize("value", [True, False, None])
def test_booleans_come_back(office: OfficeFile, value: bool | None) -> None:
    with office.action("新增") as session:
        child_id = make.make_child(session, is_orphan=value).id
    with office.action("修改") as session:
        session.get_one(Child, child_id).is_orphan = not value
    office.undo()
    with office.reading() as session:
        assert session.get_one(Child, child_id).is_orphan is value


def test_a_text_is_told_from_a_number(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_aid(session, make.make_child(session), giver="001")
    with office.action("修改") as session:
        session.execute(sa.update(Aid).values(giver="1"))
    kept = sa.text("SELECT before, typeof(before) FROM \"change\" WHERE column_name = 'giver'")
    with office.reading() as session:
        assert tuple(session.execute(kept).one()) == ("001", "text")
