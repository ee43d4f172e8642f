"""A heading that nobody knows is offered for what it looks like, and never read so by itself."""

from pathlib import Path

import pytest

from liushou_desk.importing.likeness import looks_like
from liushou_desk.services.imports.service import read_workbook
from tests.importing.workbooks import Person, national_id, write

READ = {"child.name", "child.national_id", "父亲.name"}
ONE: Person = {"姓名": "柏小一", "身份证号": national_id(1), "家住村组": "枫香镇大湾村二组"}


@pytest.mark.parametrize(
    ("heading", "target"),
    [("家住村组", "household.home_address"), ("家庭所在地", "household.home_address"),
     ("户口情况", "child.registered_address"), ("出生年月（公历）*", "child.born_on"),
     ("平时由谁照顾", "caregiver_period.care"), ("父亲打工城市", "父亲.place"),
     ("残疾情况", "child.disability"), ("学籍辅号", ""), ("班主任电话", ""), ("出生地", ""),
     ("母亲打工城市", ""), ("父亲的健康状况", ""), ("紧急联系人电话", ""), ("电子信箱地址", ""),
     ("父亲出生日期", ""), ("父亲健康状况", ""), ("父亲外出打工情况", "父亲.status")],
)  # fmt: skip
def test_what_it_looks_like(heading: str, target: str) -> None:
    assert looks_like(heading, READ) == target


def test_a_taken_target_is_offered_to_the_same_meaning_alone() -> None:
    taken = {"household.home_address"}
    assert looks_like("家庭地址", taken) == "household.home_address"
    assert looks_like("家住村组", taken) == ""


def test_it_is_told_and_read_only_when_chosen(tmp_path: Path) -> None:
    path = write(tmp_path / "表.xlsx", [ONE], headings=list(ONE))
    workbook = read_workbook(path)
    assert workbook.offered_headings == ("“家住村组”像是“现住址”",)
    assert "household.home_address" not in workbook.rows[0].values
    chosen = read_workbook(path, {"家住村组": "household.home_address"})
    assert chosen.rows[0].values["household.home_address"] == ONE["家住村组"]
    assert (
        chosen.offered_headings
        == read_workbook(path, {"家住村组": "ignore"}).offered_headings
        == ()
    )
