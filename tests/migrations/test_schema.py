"""The revisions build exactly what the mapped classes say, and stand on their own."""

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from liushou_desk.models import Base, upgrade
from liushou_desk.models.office_file import OfficeFile

OPTIONS = {"compare_type": True, "compare_server_default": True}


@pytest.fixture
def mapped() -> sa.Engine:
    """A file in memory made from the mapped classes alone."""
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return engine


def test_nothing_is_left_to_generate(office: OfficeFile) -> None:
    with office.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert compare_metadata(context, Base.metadata) == []


def test_columns_stand_in_the_same_order_and_type(office: OfficeFile, mapped: sa.Engine) -> None:
    assert _columns(office.engine) == _columns(mapped)


def test_constraints_are_the_same(office: OfficeFile, mapped: sa.Engine) -> None:
    assert _constraints(office.engine) == _constraints(mapped)


def test_the_newest_revision_is_the_one_the_program_knows(scripts: Path) -> None:
    assert ScriptDirectory(str(scripts)).get_heads() == [upgrade.HEAD]


def test_revisions_and_their_entry_know_nothing_of_ours(scripts: Path) -> None:
    files = list(scripts.rglob("*.py"))
    assert len(files) >= 2
    for file in files:
        tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        imports = [node for node in tree if isinstance(node, ast.Import | ast.ImportFrom)]
        assert "liushou_desk" not in " ".join(map(ast.unparse, imports)), file


def test_a_new_file_is_ours_and_empty(office: OfficeFile) -> None:
    assert upgrade.read_revision(office.path) == upgrade.HEAD
    with office.reading() as session:
        for table in Base.metadata.sorted_tables:
            assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 0


def _columns(engine: sa.Engine) -> dict[str, list[tuple[str, str, bool]]]:
    inspector = sa.inspect(engine)
    return {
        table: [
            (column["name"], str(column["type"]), column["nullable"])
            for column in inspector.get_columns(table)
        ]
        for table in Base.metadata.tables
    }


def _constraints(engine: sa.Engine) -> dict[str, list[str]]:
    inspector = sa.inspect(engine)
    return {
        table: sorted(
            str(sorted(found.items(), key=str))
            for read in (
                inspector.get_foreign_keys,
                inspector.get_indexes,
                inspector.get_unique_constraints,
                inspector.get_check_constraints,
            )
            for found in read(table)
        )
        for table in Base.metadata.tables
    }
