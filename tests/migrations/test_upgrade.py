"""An older file is brought up to date: nothing lost, a copy kept, nothing left lying about."""

from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Child, Mentor, SchoolProfile, upgrade
from liushou_desk.models.content import content_digest, row_counts, tables_of
from liushou_desk.models.engine import connect
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make
from tests.migrations.conftest import FIRST

CHILDREN = 8
AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the office's own wall clock


def read(path: Path, statement: str) -> list[tuple]:
    connection = connect(path, read_only=True)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def counts(path: Path) -> dict[str, int]:
    connection = connect(path, read_only=True)
    try:
        return row_counts(connection)
    finally:
        connection.close()


WIDENED = {"alembic_version", "activity", "child", "mentor", "whereabouts", "pupil"} | {
    *("school_profile", "register_period", "diary_entry", "school_class", "leading_group_member"),
    *("follow_up_rule", "tally_entry", "pairing", "family_member", "term_sheet"),
    *("summary_draft", "draft_paragraph", "issued_document"),
}


def untouched(path: Path) -> str:
    """The digest of the first revision's tables that the later ones leave alone."""
    connection, first = connect(path, read_only=True), connect(FIRST, read_only=True)
    try:
        alone = [table for table in tables_of(first) if table not in WIDENED]
        return content_digest(connection, alone)
    finally:
        connection.close()
        first.close()


def test_no_row_is_lost(old_file: Path, later: Path) -> None:
    before, kept_rows = counts(old_file), untouched(old_file)
    upgrade.bring_up_to_date(old_file, later, at=AT)
    after = counts(old_file)
    assert upgrade.read_revision(old_file) == "later"
    assert {name: after[name] for name in before} == before
    assert untouched(old_file) == kept_rows
    children = read(old_file, "SELECT name, nickname FROM child")
    assert [name[-1] for name, _ in children] == [nickname for _, nickname in children]


def test_the_old_file_is_kept_beside_it(old_file: Path, later: Path) -> None:
    before = read(old_file, "SELECT * FROM child ORDER BY id")
    kept = upgrade.bring_up_to_date(old_file, later, at=AT)
    assert kept.name == "升级前_留守工作台_0001_20261121-083000.db"
    assert upgrade.read_revision(kept) == "0001"
    assert read(kept, "SELECT * FROM child ORDER BY id") == before


def test_nothing_is_left_lying_about(old_file: Path, later: Path) -> None:
    kept = upgrade.bring_up_to_date(old_file, later, at=AT)
    names = {entry.name for entry in old_file.parent.iterdir()}
    assert names <= {old_file.name, old_file.name + "-journal", kept.name}


def test_what_an_upgrade_left_is_removed_at_the_next(old_file: Path, later: Path) -> None:
    leftover = old_file.with_name(old_file.name + ".migrating")
    leftover.write_bytes(b"half")
    leftover.with_name(leftover.name + "-journal").write_bytes(b"hot")
    test_nothing_is_left_lying_about(old_file, later)
    assert upgrade.read_revision(old_file) == "later"


def test_a_file_of_today_is_left_alone(filled_file: Path, scripts: Path) -> None:
    before = filled_file.read_bytes()
    assert upgrade.bring_up_to_date(filled_file, scripts, at=AT) is None
    assert filled_file.read_bytes() == before


def test_ids_are_not_reused_after_a_table_was_rebuilt(old_file: Path, later: Path) -> None:
    last = "SELECT name, seq FROM sqlite_sequence WHERE seq ORDER BY name"
    before = read(old_file, last)
    upgrade.bring_up_to_date(old_file, later, at=AT)
    assert dict(before)["child"] == CHILDREN + 1
    assert read(old_file, last) == before


def test_a_revision_that_loses_rows_is_given_up(old_file: Path, later: Path) -> None:
    def assert_refused(text: str) -> None:
        losing = later / "versions" / "later.py"
        original = losing.read_text(encoding="utf-8")
        losing.write_text(original + text, encoding="utf-8")
        try:
            before = old_file.read_bytes()
            with pytest.raises(FileTrouble, match="核对不符"):
                upgrade.bring_up_to_date(old_file, later, at=AT)
            assert old_file.read_bytes() == before
            assert {entry.name for entry in old_file.parent.iterdir()} <= _own_names(old_file)
        finally:
            losing.write_text(original, encoding="utf-8")

    assert_refused('    op.execute("DELETE FROM boarding_period WHERE id = 3")\n')
    assert_refused('    op.execute("UPDATE boarding_period SET child_id = 999 WHERE id = 3")\n')


def _own_names(path: Path) -> set[str]:
    return {path.name, path.name + "-journal"}


def test_opening_upgrades_and_work_goes_on(old_file: Path, later: Path, clock) -> None:
    with OfficeFile.open(old_file, later, clock) as office:
        with office.action("新增") as session:
            make.make_mentor(session)
        with office.reading() as session:
            assert session.scalar(sa.select(sa.func.count(Child.id))) == CHILDREN
            assert session.scalar(sa.text("PRAGMA foreign_keys")) == 1


def test_a_file_of_the_first_revision_is_opened(old_file: Path, scripts: Path, clock) -> None:
    before = counts(old_file)
    with OfficeFile.open(old_file, scripts, clock) as office:
        after = counts(old_file)
        assert {name: after[name] for name in before} == before
        assert after.keys() > before.keys()
        assert office.redo() == "新增"
        assert [office.undo(), office.undo()] == ["新增", "修改电话"]
        with office.reading() as session:
            assert set(session.scalars(sa.select(Mentor.phone))) != {"13800000000"}


def test_creating_never_overwrites(office_path: Path, scripts: Path) -> None:
    before = office_path.read_bytes()
    with pytest.raises(FileTrouble, match="已经存在"):
        upgrade.create(office_path, scripts)
    assert office_path.read_bytes() == before


def test_creating_leaves_only_the_file(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "新 文件夹" / "校务#1 100%?.db"
    path.parent.mkdir()
    path.with_name(path.name + ".migrating").write_bytes(b"half")
    upgrade.create(path, scripts)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert upgrade.read_revision(path) == upgrade.HEAD


def test_an_older_file_has_the_settings_at_their_usual_values(
    old_file: Path, scripts: Path, clock
) -> None:
    with OfficeFile.open(old_file, scripts, clock) as office, office.reading() as session:
        profile = session.scalars(sa.select(SchoolProfile)).one()
        assert (profile.age_limit, profile.visit_days, profile.lost_is_away) == (16, 30, True)
        assert not profile.preschool_inside
        assert not profile.rural_only


def test_a_link_stays_a_link_to_the_upgraded_file(old_file: Path, later: Path) -> None:
    folder = old_file.parent / "桌面"
    folder.mkdir()
    link = folder / "快捷方式.db"
    link.symlink_to(old_file)
    kept = upgrade.bring_up_to_date(link, later, at=AT)
    assert link.is_symlink()
    assert upgrade.read_revision(old_file) == "later"
    assert kept is not None
    assert kept.parent == old_file.parent
    assert list(folder.iterdir()) == [link]
