"""A backup of before revision 0005 is named as one that holds whole fingerprints; nothing else."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from liushou_desk.cli import main
from liushou_desk.models.backup_mark import LIST_NAME, mark_backup
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.upgrade import HEAD
from liushou_desk.services import today
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.backup_policy import FOLDER
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.keeping.old_fingerprints import HELD, holding, kept_beside
from liushou_desk.services.restore import preview
from liushou_desk.services.today import Place
from tests.migrations.conftest import FIRST

WHOLE = "完整指纹"
Clock = Callable[[], datetime]


@pytest.fixture
def old_backup(tmp_path: Path) -> Path:
    """One that the program of the first revision made, in the folder of the automatic ones."""
    path = tmp_path / FOLDER / "留守备份_2025-2026-2_20260601-0800_000001.db"
    path.parent.mkdir()
    return Path(shutil.copyfile(FIRST, path))


@pytest.fixture
def upgraded(tmp_path: Path, clock: Clock) -> OfficeFile:
    """An office file of the first revision, opened by this program."""
    return open_office(Path(shutil.copyfile(FIRST, tmp_path / "留守工作台.db")), clock)


def without_pupils(path: Path) -> None:
    """As if none had ever been registered."""
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM register_period WHERE pupil_id IS NOT NULL")
    for table in ("pupil", "sqlite_sequence"):
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    connection.close()


def test_only_an_older_file_that_ever_had_pupils_holds_them(
    old_backup: Path, upgraded: OfficeFile
) -> None:
    made = make_backup(upgraded, old_backup.parent).path
    none = Path(shutil.copyfile(FIRST, old_backup.parent / "别的.db"))
    without_pupils(none)
    before = old_backup.read_bytes()
    files = [old_backup, made, none, upgraded.path, old_backup.with_name("没有.db")]
    assert holding(files) == {old_backup}
    assert old_backup.read_bytes() == before
    assert [one.name for one in old_backup.parent.glob("*-journal")] == []


def test_the_list_names_an_older_one_once(old_backup: Path, upgraded: OfficeFile) -> None:
    made = [make_backup(upgraded, old_backup.parent).path.name for _ in range(2)]
    lines = (old_backup.parent / LIST_NAME).read_text("utf-8").splitlines()
    held = [line.split("\t")[1] for line in lines if line.endswith(HELD)]
    assert held == [old_backup.name]
    assert [line.split("\t")[1] for line in lines if line.endswith(f"\t格式{HEAD}")] == made


def test_check_and_preview_say_it(old_backup: Path, upgraded: OfficeFile) -> None:
    assert check_file(old_backup).holds_fingerprints
    assert not check_file(upgraded.path).holds_fingerprints
    seen = preview(old_backup, upgraded.path, upgraded.now)
    assert sum(WHOLE in said for said in seen.sentences()) == 1
    made = make_backup(upgraded, old_backup.parent).path
    assert not any(WHOLE in said for said in preview(made, upgraded.path, upgraded.now).sentences())


def test_the_command_line_says_it(
    old_backup: Path, upgraded: OfficeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    office = ["--office", str(upgraded.path)]
    upgraded.close()
    restore = ["restore", str(old_backup), "--dry-run", *office]
    for words in (["check", str(old_backup)], restore):
        main(words)
        assert f"这份备份是{HELD}。" in capsys.readouterr().out
        main([*words, "--json"])
        assert json.loads(capsys.readouterr().out)["holds_fingerprints"] is True


def test_a_file_that_is_worked_in_loses_them_by_being_opened(
    tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copyfile(FIRST, tmp_path / "我的.db"))
    main(["check", str(path)])
    assert "打开以后只留8位" in capsys.readouterr().out
    open_office(path, clock).close()
    assert not check_file(path).holds_fingerprints


def test_the_board_names_what_an_upgrade_kept_until_it_is_removed(upgraded: OfficeFile) -> None:
    (kept,) = kept_beside(upgraded.path)
    assert kept.name.startswith("升级前_留守工作台_0001_")
    told = [line for line in today.read_board(upgraded, None).notices if line.place is Place.FILE]
    assert [(line.path, kept.name in line.text) for line in told] == [(kept, True)]
    kept.unlink()
    assert kept_beside(upgraded.path) == ()


def test_what_is_no_office_file_is_passed_over(tmp_path: Path, upgraded: OfficeFile) -> None:
    for name, content in (("升级前_坏.db", b"x"), ("恢复前_说明.txt", b"x"), ("升级前_空.db", b"")):
        (tmp_path / name).write_bytes(content)
    assert len(kept_beside(upgraded.path)) == 1


def test_one_that_only_its_content_marks_is_a_backup_too(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(FIRST, tmp_path / "U盘里的.db"))
    connection = sqlite3.connect(path)
    mark_backup(connection)
    connection.close()
    assert holding([path]) == {path}
