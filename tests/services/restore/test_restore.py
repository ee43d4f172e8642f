"""Restoring a backup: told in records, the present file kept, old or new whenever it is stopped."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from liushou_desk.cli import main
from liushou_desk.errors import FileTrouble
from liushou_desk.hold import Hold, holding
from liushou_desk.models.backup_mark import is_backup
from liushou_desk.models.content import content_digest
from liushou_desk.models.engine import connect
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.upgrade import copy_to_work_in, journal_of
from liushou_desk.services.diary import list_entries, remove_entry
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.restore import list_backups, preview, restore

TERM = "2026-2027-1"
ROOT = Path(__file__).parents[3]
STOPPED = """
import os, sys
from datetime import datetime
from pathlib import Path
from liushou_desk.services.restore import restore
left = int(sys.argv[3])
def step(name):
    global left
    left -= 1
    if left == 0:
        os._exit(7)
restore(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now, step=step)
"""


@pytest.fixture
def backup(demo: OfficeFile, tmp_path: Path) -> Path:
    """A backup, after which three visits were lost and a child came."""
    made = make_backup(demo, tmp_path / "U盘").path
    for row in list_entries(demo, None)[:3]:
        remove_entry(demo, row.entry_id)
    save_child(demo, TERM, None, {"child.name": "柏小雨"})
    demo.close()
    return made


def content(path: Path) -> str:
    connection = connect(path, read_only=True, immutable=True)
    try:
        names = ("child", "diary_entry", "household", "pairing", "activity")
        return content_digest(connection, names)
    finally:
        connection.close()


def test_the_difference_is_told_in_records(demo: OfficeFile, backup: Path) -> None:
    before = backup.read_bytes(), demo.path.read_bytes()
    said = "\n".join(preview(backup, demo.path, demo.now).sentences())
    assert "比现在少：儿童1名（柏小雨）" in said
    assert sum(map(int, re.findall(r"比现在多：\S+?(\d)条（2026-", said))) == 3
    assert (backup.read_bytes(), demo.path.read_bytes()) == before


def test_the_backup_takes_the_place_and_the_former_file_is_kept(
    demo: OfficeFile, backup: Path
) -> None:
    then, now, untouched = content(backup), content(demo.path), backup.read_bytes()
    done = restore(backup, demo.path, demo.now)
    assert content(demo.path) == then
    assert done.kept is not None
    assert content(done.kept) == now
    assert backup.read_bytes() == untouched
    assert check_file(demo.path).problems == ()
    assert done.kept in [one.path for one in list_backups(demo.path)]
    assert not [p for p in demo.path.parent.iterdir() if p.name.startswith(".")]
    with open_office(demo.path, demo.now) as office:
        save_child(office, TERM, None, {"child.name": "柏小二"})
    again = restore(done.kept, demo.path, demo.now)
    assert content(demo.path) == now
    assert again.kept != done.kept


def test_a_file_that_is_not_there_yet_is_made(demo: OfficeFile, backup: Path) -> None:
    fresh = demo.path.parent / "新电脑" / "留守工作台.liushou"
    assert restore(backup, fresh, demo.now).kept is None
    assert content(fresh) == content(backup)


@pytest.mark.parametrize("damage", ["cut", "swapped", "text", "empty", "gone", "trigger"])
def test_what_is_not_whole_is_refused_and_changes_nothing(
    demo: OfficeFile, backup: Path, damage: str
) -> None:
    before = demo.path.read_bytes()
    data = bytearray(backup.read_bytes())
    if damage == "cut":
        backup.write_bytes(data[: len(data) // 2])
    elif damage == "swapped":
        data[8192:16384], data[40960:49152] = data[40960:49152], data[8192:16384]
        backup.write_bytes(data)
    elif damage == "text":
        backup.write_text("这不是备份" * 100)
    elif damage == "empty":
        backup.write_bytes(b"")
    elif damage == "gone":
        backup.unlink()
    else:
        connection = connect(backup)
        connection.execute("CREATE TRIGGER t AFTER INSERT ON child BEGIN DELETE FROM term; END")
        connection.close()
    with pytest.raises(FileTrouble):
        restore(backup, demo.path, demo.now)
    assert demo.path.read_bytes() == before
    assert not [p for p in demo.path.parent.iterdir() if p.name.startswith((".", "恢复前"))]


def test_a_damaged_present_file_is_kept_and_replaced(demo: OfficeFile, backup: Path) -> None:
    demo.path.write_bytes(demo.path.read_bytes()[:20_000])
    assert preview(backup, demo.path, demo.now).differences is None
    done = restore(backup, demo.path, demo.now)
    assert done.kept is not None
    assert done.kept.stat().st_size == 20_000
    assert content(demo.path) == content(backup)


def test_no_journal_of_the_former_file_is_rolled_back_into_the_restored_one(
    demo: OfficeFile, backup: Path
) -> None:
    """A window that was killed in the middle of a save leaves one."""
    code = (
        "import os, sys; from pathlib import Path; from liushou_desk.models.engine import connect;"
        "c = connect(Path(sys.argv[1])); c.execute('BEGIN IMMEDIATE');"
        "c.execute(\"UPDATE child SET name = name || '改'\");"
        "c.execute(\"UPDATE diary_entry SET content = content || '改'\"); os._exit(0)"
    )
    now = content(demo.path)
    run(code, demo.path)
    journal = demo.path.with_name(demo.path.name + "-journal")
    assert journal.stat().st_size > 0
    done = restore(backup, demo.path, demo.now)
    assert not journal.exists() or journal.stat().st_size == 0
    assert content(demo.path) == content(backup)
    assert done.kept is not None
    assert content(done.kept) == now


@pytest.mark.parametrize("stop", range(1, 6))
def test_stopped_between_two_steps_the_name_holds_the_old_or_the_new_file(
    demo: OfficeFile, backup: Path, stop: int
) -> None:
    old, new = content(demo.path), content(backup)
    assert run(STOPPED, backup, demo.path, stop) in (7, 0)
    assert content(demo.path) in (old, new)
    assert check_file(demo.path).problems == ()
    restore(backup, demo.path, demo.now)
    assert content(demo.path) == new
    assert not [p for p in demo.path.parent.iterdir() if p.name.startswith(".")]


def test_a_file_that_a_window_holds_is_left_alone(demo: OfficeFile, backup: Path) -> None:
    before = demo.path.read_bytes()
    with holding(demo.path), pytest.raises(FileTrouble, match="正被另一个程序使用"):
        restore(backup, demo.path, demo.now)
    assert demo.path.read_bytes() == before


def test_a_hold_dies_with_its_program(tmp_path: Path) -> None:
    path = tmp_path / "数据.db"
    code = (
        "import os, sys, time; from pathlib import Path; from liushou_desk.hold import Hold;"
        "print(Hold(Path(sys.argv[1])).take(), flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "True"
    assert not Hold(path).take()
    child.kill()
    child.communicate()
    mine = Hold(path)
    assert mine.take()
    mine.release()
    assert list(tmp_path.iterdir()) == []


def run(code: str, *arguments: object) -> int:
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(words, cwd=ROOT, env=os.environ, check=False).returncode


def foreign_journal(demo: OfficeFile, backup: Path) -> bytes:
    """A backup copied by hand over the file while a journal of the former file lies there."""
    connection = connect(demo.path)
    connection.execute("PRAGMA journal_mode = delete")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE child SET name = name || '改'")
    connection.execute("UPDATE diary_entry SET content = content || '改'")
    second = demo.path.with_name("日志的另一个名字")
    os.link(journal_of(demo.path), second)
    connection.execute("COMMIT")
    connection.close()
    shutil.copyfile(backup, demo.path)
    second.rename(journal_of(demo.path))
    return journal_of(demo.path).read_bytes()


@pytest.mark.parametrize("verb", ["figures", "undo"])
def test_a_backup_copied_over_is_not_destroyed_and_the_way_is_chosen(
    demo: OfficeFile, backup: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    unmarked = backup.with_name("我的.db")
    copy_to_work_in(backup, unmarked)
    then, journal = content(unmarked), foreign_journal(demo, unmarked)
    before, office = demo.path.read_bytes(), str(demo.path)
    assert main([verb, "--office", office]) == 2
    assert "两个文件都没有改动" in capsys.readouterr().err
    assert main(["recover", "--office", office]) == 0
    assert "不用日志，文件照现在的样子：完整；儿童" in capsys.readouterr().out
    assert (demo.path.read_bytes(), journal_of(demo.path).read_bytes()) == (before, journal)
    assert main(["recover", "--office", office, "--use", "file", "--json"]) == 0
    assert content(demo.path) == then
    assert main(["check", office]) == 0
    kept = next(
        p for p in demo.path.parent.iterdir() if p.name.startswith("恢复前_") and p.suffix == ".db"
    )
    assert kept.read_bytes() == before
    assert journal_of(kept).read_bytes() == journal


def test_a_backup_that_was_copied_over_the_file_becomes_it(demo: OfficeFile, backup: Path) -> None:
    shutil.copyfile(backup, demo.path)
    assert is_backup(demo.path)
    restore(demo.path, demo.path, demo.now)
    assert content(demo.path) == content(backup)
    with open_office(demo.path, demo.now) as office:
        save_child(office, TERM, None, {"child.name": "柏小二"})
