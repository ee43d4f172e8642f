"""A backup is recognised before anything opens it, and nothing that is done to it changes it."""

import shutil
from pathlib import Path

import pytest

from liushou_desk.cli import main
from liushou_desk.errors import FileTrouble
from liushou_desk.models.backup_mark import is_backup
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.readings import complete_readings
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.register.rows import roster_rows
from tests.conftest import OPENING
from tests.importing.workbooks import national_id

TERM = "2026-2027-1"
DAY = f"{OPENING:%Y-%m-%d}"


@pytest.fixture
def backup(demo: OfficeFile, tmp_path: Path) -> Path:
    return make_backup(demo, tmp_path / "U盘").path


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_by_name_by_list_and_by_content(demo: OfficeFile, backup: Path) -> None:
    renamed = Path(shutil.copyfile(backup, demo.path.parent / "我的数据.db"))
    assert is_backup(backup)
    assert is_backup(renamed)
    assert not is_backup(demo.path)
    listed = Path(shutil.copyfile(demo.path, backup.parent / "旧备份.db"))
    assert not is_backup(listed)
    with (backup.parent / "备份清单.txt").open("a", encoding="utf-8") as lines:
        lines.write("2026-01-01 08:00\t旧备份.db\t儿童3名\tsha256 00\r\n")
    assert is_backup(listed)


@pytest.mark.parametrize("name", ["", "我的数据.liushou"])
def test_it_is_read_and_every_change_is_refused(backup: Path, demo: OfficeFile, name: str) -> None:
    path = Path(shutil.move(backup, backup.with_name(name))) if name else backup
    before = state(path.parent)
    with open_office(path, demo.now) as office:
        assert office.is_backup
        assert len(roster_rows(office, TERM)) == len(roster_rows(demo, TERM))
        assert complete_readings(office) == 0
        with pytest.raises(FileTrouble, match=r"是备份，只能查看"), office.action("试"):
            pass
    assert state(path.parent) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["figures", "--term", TERM], 0),
        (["undo"], 2),
        (["summary", "--term", TERM, "--issue", "--out", "OUT"], 2),
        (["import", "ROSTER", "--term", TERM], 2),
        (["backup", "--to", "OUT"], 2),
    ],
)
def test_verbs_read_it_or_refuse(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    roster = tmp_path / "名册.csv"
    line = f"柏小雨,女,{national_id(2)},三年级1班"
    roster.write_text(f"姓名,性别,身份证件号,班级\n{line}\n", encoding="utf-8")
    given = [{"OUT": str(tmp_path / "出"), "ROSTER": str(roster)}.get(w, w) for w in words]
    before = state(backup.parent)
    assert main([*given, "--office", str(backup), "--today", DAY]) == code
    assert state(backup.parent) == before
    if code:
        assert "备份" in capsys.readouterr().err
    assert main(["check", str(backup)]) == 0
    assert state(backup.parent) == before
