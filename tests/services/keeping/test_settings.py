"""Choices of the screen travel with the office file and are no records."""

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.changes import last_action
from liushou_desk.services.keeping.settings import keep_setting, read_setting


@pytest.mark.parametrize("value", [["姓名", "班级"], {"学生": "child.name"}, "甲", 3, None])
def test_a_choice_is_kept_as_it_was(office: OfficeFile, value: object) -> None:
    keep_setting(office, "columns", "another")
    keep_setting(office, "columns", value)
    assert read_setting(office, "columns", "none") == value


def test_what_was_never_kept_is_the_default(office: OfficeFile) -> None:
    assert read_setting(office, "columns", ["姓名"]) == ["姓名"]


def test_no_action_tells_of_it(office: OfficeFile) -> None:
    keep_setting(office, "columns", ["姓名"])
    assert last_action(office) == 0
    assert office.undo() is None
