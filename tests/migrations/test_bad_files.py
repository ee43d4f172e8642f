"""Files that cannot be opened: one Chinese sentence and an advice, and not a byte changed."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from liushou_desk.errors import FileTrouble, NewerFile
from liushou_desk.models.office_file import OfficeFile

Opening = Callable[[Path], FileTrouble]


@pytest.fixture
def opening(request: pytest.FixtureRequest, scripts: Path, clock) -> Opening:
    """Opens a file that cannot be opened; returns the trouble."""
    if "later" in request.fixturenames:
        scripts = request.getfixturevalue("later")

    def trouble_of(path: Path) -> FileTrouble:
        before = snapshot(path.parent)
        with pytest.raises(FileTrouble) as caught:
            OfficeFile.open(path, scripts, clock)
        assert snapshot(path.parent) == before
        assert_explained(caught.value)
        return caught.value

    return trouble_of


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of a folder by its digest."""
    return {
        entry.name: hashlib.sha256(entry.read_bytes()).hexdigest()
        for entry in folder.iterdir()
        if entry.is_file()
    }


def assert_explained(trouble: FileTrouble) -> None:
    for text in (trouble.sentence, trouble.advice):
        assert re.search("[一-龥].*。$", text)
    assert not re.search("[Ee]rror|SQL|sqlite|Traceback|migrating", trouble.message)


def edit(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("revision", ["9999", "9f3ab2c1", "", "0001 "])
def test_a_newer_file(office_path: Path, opening: Opening, revision: str) -> None:
    edit(office_path, f"UPDATE alembic_version SET version_num = '{revision}'")
    trouble = opening(office_path)
    assert isinstance(trouble, NewerFile)
    assert "更新版本" in trouble.sentence


def test_a_database_of_another_program(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "别的.db"
    edit(path, "CREATE TABLE child (id INTEGER)", "CREATE TABLE alembic_version (version_num)")
    assert "不是留守工作台" in opening(path).sentence


def test_an_encrypted_file(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "加密.db"
    connection = driver.connect(str(path))
    connection.execute("PRAGMA key = 'secret'")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert "已加密" in opening(path).sentence


@pytest.mark.parametrize(
    "content",
    ["序号,姓名\n1,张小雨\n".encode(), b"x", b"PK\x03\x04" * 5000, b"\0" * 8192, b"SQLite"],
)
def test_a_file_that_is_no_database(tmp_path: Path, opening: Opening, content: bytes) -> None:
    path = tmp_path / "花名册.db"
    path.write_bytes(content)
    assert "不是留守工作台" in opening(path).sentence


def test_an_empty_file(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "空.db"
    path.touch()
    assert "空文件" in opening(path).sentence


def test_an_empty_database(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "空.db"
    edit(path, "VACUUM")
    opening(path)


def test_a_folder(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "文件夹"
    path.mkdir()
    assert "是文件夹" in opening(path).sentence


@pytest.mark.parametrize("name", ["没有.db", "没有/没有.db"])
def test_a_missing_file(tmp_path: Path, scripts: Path, clock, name: str) -> None:
    with pytest.raises(FileTrouble, match="找不到") as caught:
        OfficeFile.open(tmp_path / name, scripts, clock)
    assert_explained(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [0.01, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file(old_file: Path, opening: Opening, kept: float) -> None:
    content = old_file.read_bytes()
    old_file.write_bytes(content[: int(len(content) * kept)])
    assert opening(old_file)


@pytest.mark.parametrize("change", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_file_without_its_revision(office_path: Path, opening: Opening, change: str) -> None:
    edit(office_path, change)
    assert "已损坏" in opening(office_path).sentence


def test_a_file_with_an_overwritten_schema(old_file: Path, opening: Opening) -> None:
    content = bytearray(old_file.read_bytes())
    content[100:4096] = b"\xff" * 3996
    old_file.write_bytes(content)
    assert "已损坏" in opening(old_file).sentence


def test_a_damaged_file_is_not_upgraded(old_file: Path, later: Path, opening: Opening) -> None:
    content = bytearray(old_file.read_bytes())
    for page in range(8192, len(content), 4096):
        content[page : page + 8] = b"\0" * 8
    old_file.write_bytes(content)
    assert opening(old_file)
