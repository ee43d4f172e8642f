"""Every table of records and every column of it is named once, in `domain/tables.py`."""

import pytest
import sqlalchemy as sa

from liushou_desk.domain.tables import FIELDS, TABLES, column_label
from liushou_desk.models import Base
from liushou_desk.models.journal import journaled_tables


def test_the_named_tables_are_those_the_journal_keeps() -> None:
    assert {table.name for table in journaled_tables()} == set(TABLES)


@pytest.mark.parametrize("table", journaled_tables(), ids=lambda table: table.name)
def test_every_column_has_a_chinese_name_of_its_own(table: sa.Table) -> None:
    labels = [column_label(table.name, c.name) for c in table.columns if not c.primary_key]
    assert not [label for label in labels if label.isascii()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_named_twice_or_for_nothing(name: str) -> None:
    columns = set(Base.metadata.tables[name].columns.keys())
    assert TABLES[name].columns.keys() <= columns
    assert not [column for column in TABLES[name].columns if (name, column) in FIELDS]
