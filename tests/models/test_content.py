"""A copy is found alike or not, value by value; equal contents have equal digests."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.models.content import beside, content_digest, holds_as_much
from liushou_desk.models.engine import connect, driver

STRANGE = ("x", "", None, 1, -(2**62), 1.5, b"x", "a\x00b", "学校", "x")


def made(path: Path) -> Path:
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, said)")
        connection.execute("CREATE TABLE loose (said TEXT)")
        connection.executemany("INSERT INTO paper (said) VALUES (?)", [(x,) for x in STRANGE])
        connection.execute("INSERT INTO loose VALUES ('一'), ('二')")
    return path


def alike(source: Any, copy: Path) -> bool:
    source.execute("BEGIN")
    with beside(source, copy, "copy"):
        return holds_as_much(source, "copy")


def digest(path: Path) -> str:
    with closing(connect(path, read_only=True)) as connection:
        return content_digest(connection)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE paper SET said = '1' WHERE id = 4",
        "UPDATE paper SET said = 'x' WHERE id = 7",
        "UPDATE paper SET said = NULL WHERE id = 2",
        "UPDATE paper SET said = 'a' WHERE id = 8",
        "DELETE FROM loose WHERE said = '二'",
        "INSERT INTO loose VALUES ('二')",
        "CREATE TABLE more (id INTEGER)",
    ],
)
def test_any_difference_is_seen(tmp_path: Path, change: str) -> None:
    one, other = made(tmp_path / "a.db"), made(tmp_path / "b.db")
    with closing(connect(one, read_only=True)) as source:
        assert alike(source, other)
        with closing(connect(other)) as changed:
            assert digest(one) == digest(other)
            changed.execute(change)
        assert not alike(source, other)
    assert digest(one) != digest(other)
