"""The workbooks that go out: what they show, what they keep back, what they may not overwrite."""

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liushou_desk.domain.words import Hardship, Health, ParentStatus
from liushou_desk.errors import Cancelled, FileTrouble, RuleConflict
from liushou_desk.services.collecting import sending
from liushou_desk.services.collecting.sending import SendWish, classes_to_send, send_sheets
from liushou_desk.services.collecting.sheet import ASKED, NO_CLASS, TABLE
from liushou_desk.services.journal import history
from liushou_desk.services.register.child_form import ENTRIES
from tests.importing.workbooks import national_id
from tests.services.collecting.conftest import FIRST, TERM, School


def test_every_column_is_a_field_of_the_form() -> None:
    assert all(asked.key in ENTRIES and asked.note for asked in ASKED)
    assert len({asked.heading for asked in ASKED}) == len(ASKED)


def test_each_class_has_its_own_workbook(school: School) -> None:
    for name, where in (("柏小雨", "三年级1班"), ("柏小云", "三年级1班"), ("石小山", "四年级2班")):
        school.new(child__name=name, **{"class": where})
    school.new(child__name="田小禾", **{"class": None})
    choices = [(one.label, one.children) for one in classes_to_send(school.office, TERM)]
    assert choices == [("三年级1班", 2), ("四年级2班", 1), (NO_CLASS, 1)]
    first, second, third = school.send()
    assert [teacher.path.name for teacher in (first, second, third)] == [
        f"填报表_{label}_20261121.xlsx" for label, _ in choices
    ]
    assert {first.shows(FIRST + at, "child.name") for at in range(2)} == {"柏小雨", "柏小云"}
    assert first.shows(FIRST + 2, "child.name") is None
    assert history.list_actions(school.office)[0].sentence == "发出班主任填报表"


def test_known_facts_are_filled_in(school: School) -> None:
    school.new(
        child__name="柏小雨",
        child__born_on=date(2016, 3, 1),
        father__name="柏大山",
        father__status=ParentStatus.WORKS_AWAY,
        father__away_since=date(2024, 3, 1),
        boarding_period__boards=False,
    )
    (teacher,) = school.send()
    shown = ("child.born_on", "father.status", "father.away_since", "boarding_period.boards")
    assert [teacher.shows(FIRST, key) for key in shown] == [
        "2016-03-01",
        "务工",
        "2024-03-01",
        "否",
    ]


RESTRICTED: dict[str, Any] = {
    "father__name": "柏大山",
    "father__status": ParentStatus.DETAINED,
    "term_sheet__health": Health.CHRONIC,
    "hardship": Hardship.SERIOUS_ILLNESS.label,
}


@pytest.mark.parametrize(
    ("option", "shown"),
    [(False, [None, None, None]), (True, ["服刑等", "有慢性病", "重病"])],
)
def test_restricted_facts_are_shown_on_demand_only(
    school: School, option: bool, shown: list[str | None]
) -> None:
    school.new(child__name="柏小雨", **RESTRICTED)
    (teacher,) = school.send(with_restricted=option)
    keys = ("father.status", "term_sheet.health", "hardship")
    assert [teacher.shows(FIRST, key) for key in keys] == shown


def test_no_identity_number_and_nothing_withheld_is_anywhere_in_the_file(school: School) -> None:
    school.new(child__name="柏小雨", child__national_id=national_id(1), **RESTRICTED)
    (teacher,) = school.send()
    texts = {
        str(cell.value)
        for sheet in load_workbook(teacher.path).worksheets[1:3]
        for row in sheet.iter_rows()
        for cell in row
    }
    assert not [text for text in texts if national_id(1)[4:] in text or text in {"服刑等", "重病"}]
    assert teacher.shows(FIRST, "child.national_id").startswith(national_id(1)[:2] + "·")


def test_a_workbook_that_is_there_is_never_replaced(school: School) -> None:
    school.new(child__name="柏小雨")
    (first,) = school.send()
    before = first.path.read_bytes()
    (second,) = school.send()
    assert second.path.name == "填报表_三年级1班_20261121（2）.xlsx"
    assert first.path.read_bytes() == before


def test_nothing_to_send_is_said(school: School) -> None:
    school.new(child__name="柏小雨")
    with pytest.raises(RuleConflict, match="没有写出任何文件"):
        send_sheets(school.office, SendWish(TERM, ("九年级9班",), school.folder))
    assert not school.folder.exists()


def test_the_clerk_may_stop_it(school: School) -> None:
    def stop(_done: int, _whole: int) -> None:
        raise Cancelled

    school.new(child__name="柏小雨")
    wish = SendWish(TERM, ("三年级1班",), school.folder)
    with pytest.raises(Cancelled):
        send_sheets(school.office, wish, stop)
    assert not school.folder.exists()
    assert "发出班主任填报表" not in {row.sentence for row in history.list_actions(school.office)}


@pytest.mark.parametrize("was_there", [False, True])
def test_where_the_third_does_not_fit_none_is_left(
    school: School, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    for number in (1, 2, 3):
        school.new(child__name=f"柏小{number}", **{"class": f"三年级{number}班"})
    if was_there:
        school.send("三年级1班")
    before = {path.name: path.read_bytes() for path in school.folder.glob("*")}
    handles: list[int] = []

    def full(handle: int) -> None:
        handles.append(handle)
        if len(handles) == 3:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileTrouble, match="3个文件一份都没有写出") as trouble:
        school.send()
    assert "磁盘空间不够" in trouble.value.sentence
    assert {path.name: path.read_bytes() for path in school.folder.glob("*")} == before
    assert school.folder.exists() == was_there
    monkeypatch.undo()
    sent = [row.sentence for row in history.list_actions(school.office)]
    assert sent.count("发出班主任填报表") == was_there
    assert len(school.send()) == 3


def test_a_name_too_long_for_the_disk_leaves_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        school.new(child__name=f"柏小{number}", **{"class": f"三年级{number}班"})
    monkeypatch.setattr(sending, "NO_NAME", {ord("3"): "叁" * 100})
    with pytest.raises(FileTrouble, match="一份都没有写出"):
        school.send()
    assert not school.folder.exists()


def test_the_table_is_locked_but_for_what_is_filled_in(school: School) -> None:
    school.new(child__name="柏小雨")
    (teacher,) = school.send()
    sheet = load_workbook(Path(teacher.path))[TABLE]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet["A5"].protection.locked
    assert sheet["C4"].protection.locked
    assert not sheet["C5"].protection.locked
    assert not sheet["C15"].protection.locked
