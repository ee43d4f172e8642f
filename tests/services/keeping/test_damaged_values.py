"""Bytes that are no text, and values no column holds: told in a sentence, and never printed."""

import io
import os
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from liushou_desk import cli
from liushou_desk.models.engine import connect
from liushou_desk.services.demo import make_demo
from liushou_desk.services.keeping.check import check_file
from tests.conftest import OPENING, ticking

SECRET = "田小禾"
DAMAGE = [
    f"UPDATE child SET name = cast(x'{SECRET.encode().hex()}ff' AS text) WHERE id = 2",
    "UPDATE child SET born_on = '昨天' WHERE id = 2",
    "UPDATE diary_entry SET kind = 'banana' WHERE id = 2",
    "UPDATE term SET cutoff_on = 'x' WHERE id = 2",
    "UPDATE family_member SET household_id = 'x' WHERE id = 2",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("damaged") / "台账.db"
    make_demo(path, ticking(OPENING), children=8).close()
    return path


def damaged(whole: Path, folder: Path, statement: str) -> Path:
    path = folder / whole.name
    path.write_bytes(whole.read_bytes())
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    return path


def run(*words: object) -> tuple[int, str]:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = cli.main([str(word) for word in words])
    return code, said.getvalue()


@pytest.mark.parametrize("statement", DAMAGE)
def test_every_verb_tells_of_damage_and_nothing_of_a_person(
    whole: Path, tmp_path: Path, statement: str
) -> None:
    path = damaged(whole, tmp_path, statement)
    found = check_file(path).problems
    assert any("损坏" in problem or "关联" in problem for problem in found)
    list_of = Path(__file__).parents[2] / "data" / "cases" / "06-minimal.xlsx"
    for words in (
        ("check", path),
        ("figures", "--rows", "left_behind", "--office", path),
        ("figures", "--office", path),
        ("backup", "--to", tmp_path / "usb", "--office", path),
        ("import", list_of, "--office", path),
    ):
        code, said = run(*words)
        assert code in {0, 1, 2}
        assert SECRET not in said
        assert "Traceback" not in said


@pytest.mark.parametrize("table", ["campus", "household", "school_class"])
def test_records_that_point_nowhere_are_the_files_fault(
    whole: Path, tmp_path: Path, table: str
) -> None:
    path = damaged(whole, tmp_path, f"DELETE FROM {table}")
    before = path.read_bytes()
    words = ("documents", "--kind", "roster", "--out", tmp_path, "--office", path)
    code, said = run(*words, "--today", "2026-11-21")
    assert code == 2
    assert "条记录指向不存在的记录" in said
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
def test_a_closed_pipe_and_a_full_disk_end_without_a_traceback(whole: Path) -> None:
    verb = [sys.executable, "-m", "liushou_desk", "figures", "--office", str(whole)]
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    for target in ("| head -c 1", "> /dev/full"):
        line = " ".join(f"'{word}'" for word in verb) + f" {target}"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, env=environment, check=False
        )
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr


def test_a_word_that_is_no_text_is_no_damage_of_the_file(whole: Path, tmp_path: Path) -> None:
    for words in (
        ("summary", "--out", tmp_path, "--campus", "东\udcff", "--office", whole),
        ("figures", "--campus", "东\udcff", "--office", whole),
    ):
        code, said = run(*words)
        assert code == 2
        assert "损坏" not in said


def test_a_paper_is_drawn_of_a_file_that_kept_a_sign_that_is_none(
    whole: Path, tmp_path: Path
) -> None:
    path = damaged(whole, tmp_path, "UPDATE school_profile SET name = name || char(65535)")
    code, said = run("summary", "--out", tmp_path / "out", "--office", path)
    assert code == 0, said
