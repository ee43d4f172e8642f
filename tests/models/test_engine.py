"""The connection: its pragmas hold, and it opens the file that was named and no other."""

import shutil
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as driver

from liushou_desk.errors import FileTrouble
from liushou_desk.models.engine import PRAGMAS, connect, engine_for
from liushou_desk.models.office_file import OfficeFile, driver_connection
from tests import factories as make

ODD_NAMES = [
    "校务#1 100%?.db",
    "a b  c.db",
    "%41%20.db",
    "留守工作台.db",
    "𠮷野家𰻝.db",
    "a?mode=memory&x=.db",
    "file:#frag.db",
    "引'号\".db",
]


def _pragmas(connection) -> dict[str, object]:
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}


@pytest.mark.parametrize("read_only", [False, True])
def test_pragmas_hold_on_every_connection(office_path: Path, read_only: bool) -> None:
    connection = connect(office_path, read_only=read_only)
    assert _pragmas(connection) == PRAGMAS
    connection.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_pragmas_hold_in_every_session(office_path: Path, clock, read_only: bool) -> None:
    with OfficeFile(office_path, clock, read_only=read_only) as office, office.reading() as session:
        assert _pragmas(driver_connection(session)) == PRAGMAS


def test_pragmas_hold_inside_an_action(office: OfficeFile) -> None:
    with office.action("新增") as session:
        assert _pragmas(driver_connection(session)) == PRAGMAS


def test_a_pragma_that_does_not_hold_is_refused(office_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(PRAGMAS, "page_count", -1)
    with pytest.raises(driver.DatabaseError, match="pragma page_count"):
        connect(office_path, read_only=True)


def test_removed_names_leave_the_file(office: OfficeFile) -> None:
    with office.action("清理", undoable=False) as session:
        mentor = make.make_mentor(session, name="欧阳雪松")
    with office.action("清理", undoable=False) as session:
        session.delete(mentor)
        session.flush()
        session.execute(sa.text('DELETE FROM "change"'))
    office.close()
    assert "欧阳雪松".encode() not in office.path.read_bytes()


@pytest.mark.parametrize("folder", ["plain", "文件 夹#?%", "𠀀"])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_paths_open_the_right_file(
    template: Path, tmp_path: Path, scripts: Path, clock, folder: str, name: str
) -> None:
    home = tmp_path / folder
    home.mkdir()
    path = Path(shutil.copyfile(template, home / name))
    with OfficeFile.open(path, scripts, clock) as office, office.action("新增") as session:
        make.make_mentor(session)
    reader = connect(path, read_only=True)
    assert reader.execute("SELECT name FROM mentor").fetchall() == [("陈文静",)]
    reader.close()
    _holds_only(tmp_path, home, name)


def _holds_only(tmp_path: Path, home: Path, name: str) -> None:
    allowed = {name, name + "-journal"}
    assert {entry.name for entry in home.iterdir()} <= allowed
    assert [entry.name for entry in tmp_path.iterdir()] == [home.name]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_missing_file_is_never_created(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        connect(tmp_path / name)
    assert "找不到" in trouble.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_is_opened_where_we_stand(office_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(office_path.parent)
    engine = engine_for(Path(office_path.name))
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM child")) == 0
    engine.dispose()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists open files so")
@pytest.mark.parametrize("used", [False, True])
def test_a_closed_office_holds_no_file(office_path: Path, scripts: Path, clock, used: bool) -> None:
    office = OfficeFile.open(office_path, scripts, clock)
    if used:
        with office.action("新增") as session:
            make.make_mentor(session)
    assert _opened(office_path)
    office.close()
    assert not _opened(office_path)


def _opened(path: Path) -> bool:
    handles = Path("/proc/self/fd").iterdir()
    return any(handle.exists() and handle.resolve() == path for handle in handles)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file in its place")
def test_a_file_taken_away_while_open_is_not_called_read_only(office: OfficeFile) -> None:
    office.path.unlink()
    with pytest.raises(FileTrouble, match="已被移走、改名或删除"), office.action("新增") as session:
        make.make_mentor(session)
