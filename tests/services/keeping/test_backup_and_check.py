"""Backups are equal to their source and never overwrite; the check finds what is wrong."""

import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble, NewerFile
from liushou_desk.hold import holding
from liushou_desk.models import Child, IssuedFile
from liushou_desk.models.content import content_digest
from liushou_desk.models.engine import connect
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping import backup, check
from liushou_desk.services.summary import service


def test_backup_holds_what_the_file_holds(demo: OfficeFile, tmp_path: Path) -> None:
    source = connect(demo.path, read_only=True)
    digest = content_digest(source)
    source.close()
    made = backup.make_backup(demo, tmp_path / "U盘")
    copy = connect(made.path, read_only=True)
    assert content_digest(copy) == digest == made.content_digest
    copy.close()


def test_backups_get_new_names_and_a_list(demo: OfficeFile, tmp_path: Path) -> None:
    folder = tmp_path / "U盘"
    first, second = (backup.make_backup(demo, folder).path for _ in range(2))
    assert first != second
    assert first.name.endswith("_000001.db")
    assert second.name.endswith("_000002.db")
    listed = (folder / backup.LIST_NAME).read_text("utf-8")
    assert first.name in listed
    assert second.name in listed
    assert not list(folder.glob("*.part"))


def test_backup_is_sound_by_the_check(demo: OfficeFile, tmp_path: Path) -> None:
    made = backup.make_backup(demo, tmp_path / "U盘")
    report = check.check_file(made.path)
    assert report.is_sound
    assert report.counts == made.counts


def test_copy_that_reads_back_otherwise_is_thrown_away(
    demo: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that swallows a block: the bytes change between writing and reading again."""
    write_through = backup._write_through

    def damaging(part: Path) -> str:
        digest = write_through(part)
        data = bytearray(part.read_bytes())
        data[5000] ^= 255
        part.write_bytes(data)
        return digest

    monkeypatch.setattr(backup, "_write_through", damaging)
    with pytest.raises(FileTrouble, match="读回来不一致"):
        backup.make_backup(demo, tmp_path / "U盘")
    assert not list((tmp_path / "U盘").iterdir())


def test_backup_into_a_file_is_refused(demo: OfficeFile, tmp_path: Path) -> None:
    target = tmp_path / "不是文件夹"
    target.write_text("x")
    with pytest.raises(FileTrouble):
        backup.make_backup(demo, target)
    assert target.read_text() == "x"


def test_demo_is_sound(demo: OfficeFile) -> None:
    assert check.check_file(demo.path).problems == ()


def test_check_changes_nothing(demo: OfficeFile) -> None:
    before = demo.path.read_bytes()
    check.check_file(demo.path)
    assert demo.path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE register_period SET left_on = '2001-01-01'", "离开日期早于进入日期"),
        ("UPDATE diary_entry SET recorded_on = '2001-01-01'", "登记早于发生"),
        ("DELETE FROM register_period WHERE child_id = 1", "儿童没有在册时间"),
    ],
)
def test_broken_invariants_are_named(demo: OfficeFile, statement: str, sentence: str) -> None:
    raw = connect(demo.path)  # another program: ours refuses a period that ends before it begins
    raw.execute(statement)
    raw.close()
    assert any(sentence in problem for problem in check.check_file(demo.path).problems)


def test_dangling_reference_is_found(demo: OfficeFile) -> None:
    raw = connect(demo.path)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM household WHERE id = 1")
    raw.close()
    assert any("关联" in problem for problem in check.check_file(demo.path).problems)


def test_altered_issued_file_is_found(demo: OfficeFile, tmp_path: Path) -> None:
    service.issue_summary(demo, "2026-2027-1", tmp_path)
    with demo.action("改定稿") as session:
        session.scalars(sa.select(IssuedFile)).first().content = b"x"  # type: ignore[union-attr]
    assert any("定稿" in problem for problem in check.check_file(demo.path).problems)


def test_newer_file_is_refused(demo: OfficeFile) -> None:
    raw = connect(demo.path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(NewerFile):
        check.check_file(demo.path)


def test_same_seed_makes_the_same_school(demo: OfficeFile, tmp_path: Path) -> None:
    from liushou_desk.services.demo import make_demo
    from tests.conftest import OPENING

    with (
        make_demo(tmp_path / "又.db", lambda: OPENING, children=40, seed=3) as again,
        again.reading() as session,
        demo.reading() as here,
    ):
        names = sa.select(Child.name, Child.national_id).order_by(Child.id)
        assert session.execute(names).all() == here.execute(names).all()


def test_a_child_that_left_within_days_ends_no_pairing_before_it_began(tmp_path: Path) -> None:
    from liushou_desk.services.demo import make_demo
    from tests.conftest import OPENING

    path = tmp_path / "又.db"
    make_demo(path, lambda: OPENING, children=40, seed=22, intensity=0).close()
    assert check.check_file(path).problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file in its place")
def test_of_a_file_taken_away_it_is_said_that_it_is_not_there(
    office: OfficeFile, tmp_path: Path
) -> None:
    office.path.unlink()
    with pytest.raises(FileTrouble, match="找不到") as caught:
        backup.make_backup(office, tmp_path / "备份")
    assert office.path.name in caught.value.sentence


def test_parts_of_a_killed_program_go_and_those_of_a_running_one_stay(
    demo: OfficeFile, tmp_path: Path
) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    left, running = folder / "备份中_4711.part", folder / "备份中_4712.part"
    other = folder / "别人的.part"
    for path in (left, left.with_name(f"{left.name}-journal"), running, other):
        path.write_bytes(b"x")
    with holding(running):
        made = backup.make_backup(demo, folder)
    kept = {made.path.name, backup.LIST_NAME, running.name, other.name}
    assert {path.name for path in folder.iterdir()} == kept
