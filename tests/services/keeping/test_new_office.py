"""A new office file stands under its name whole or not at all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import FollowUpRule, SchoolProfile
from liushou_desk.models.engine import connect
from liushou_desk.services.imports.intake import school_in, take_in
from liushou_desk.services.keeping import check
from liushou_desk.services.keeping.office import create_office, new_office, open_office

Clock = Callable[[], datetime]


def test_new_office_has_a_school_and_its_rules(tmp_path: Path, clock: Clock) -> None:
    with (
        create_office(tmp_path / "新.db", clock, "小石小学") as office,
        office.reading() as session,
    ):
        assert session.scalars(sa.select(SchoolProfile.name)).one() == "小石小学"
        rules = session.scalars(sa.select(FollowUpRule)).all()
        assert [rule.since_on for rule in rules] == [office.today] * 3


def test_nothing_stands_under_the_name_before_all_is_in(tmp_path: Path, clock: Clock) -> None:
    with new_office(tmp_path / "新.db", clock, "学校"):
        assert not (tmp_path / "新.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["新.db"]


def test_a_failure_inside_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(RuntimeError), new_office(tmp_path / "新.db", clock, "学校"):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_what_a_kill_left_behind_is_no_hindrance(tmp_path: Path, clock: Clock) -> None:
    left = tmp_path / ".新.db.新建中"
    left.mkdir()
    (left / "新.db").write_text("half")
    create_office(tmp_path / "新.db", clock, "学校").close()
    assert check.check_file(tmp_path / "新.db").is_sound


def test_existing_file_is_not_touched(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "新.db").write_text("mine")
    with pytest.raises(FileTrouble):
        create_office(tmp_path / "新.db", clock, "学校")
    assert (tmp_path / "新.db").read_text() == "mine"


def test_a_workbook_of_rejected_rows_makes_no_file(tmp_path: Path, clock: Clock) -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证件号", "性别"])
    book.active.append(["张甲", "123", "男"])
    book.save(tmp_path / "坏.xlsx")
    result = take_in(tmp_path / "新.db", tmp_path / "坏.xlsx", "2026-2027-1", clock)
    assert result.counts["rejected"] == 1
    assert not (tmp_path / "新.db").exists()


@pytest.mark.parametrize(
    ("stem", "school"),
    [
        ("学籍导出_青石镇中心小学", "青石镇中心小学"),
        ("2026秋 柳溪学校(1)", "柳溪学校"),
        ("花名册", "本校"),
    ],
)
def test_school_is_named_after_the_workbook(stem: str, school: str) -> None:
    assert school_in(stem) == school


def test_missing_table_is_damage(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "新.db"
    create_office(path, clock, "学校").close()
    raw = connect(path)
    raw.execute("DROP TABLE aid")
    raw.close()
    with pytest.raises(FileTrouble, match="损坏"):
        open_office(path, clock)
    assert "缺少1张表" in check.check_file(path).problems
