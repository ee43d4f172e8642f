"""Days without a year, and kinds by one key."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.words import DiaryKind
from liushou_desk.services.readings import keys
from liushou_desk.ui.diary.kind_input import INITIALS, KindInput, keys_of_kinds
from liushou_desk.ui.diary.short_day import ShortDayInput, with_year

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1120", "2026-11-20"),
        ("1121", "2026-11-21"),
        ("1122", "2025-11-22"),
        ("11-20", "2026-11-20"),
        ("9.3", "2026-09-03"),
        ("11月5日", "2026-11-05"),
        ("１１２０", "2026-11-20"),
        (" 0105 ", "2026-01-05"),
        ("0229", "2024-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_latest_one(typed: str, understood: str) -> None:
    assert with_year(typed, TODAY) == understood


@pytest.mark.parametrize("typed", ["", "1332", "0230", "20261120", "2026-11-20", "昨天", "112"])
def test_anything_else_is_left_as_it_was_written(typed: str) -> None:
    assert with_year(typed, TODAY) == typed


def test_what_was_understood_is_written_back_when_one_goes_on(qtbot: QtBot) -> None:
    box = ShortDayInput(lambda: TODAY)
    qtbot.addWidget(box)
    for typed, shown in (("1120", "2026-11-20"), ("1332", "1332")):
        box.set_text(typed)
        box.left.emit()
        assert box.text() == shown


def test_initials_are_those_of_the_pinyin() -> None:
    assert set(INITIALS) == set(DiaryKind)
    for kind, letters in INITIALS.items():
        assert letters in keys(kind.label).split("\n")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("1", "家访"),
        ("9", "与监护人沟通"),
        ("j", "家访"),
        ("ww", "慰问"),
        ("qqs", "亲情视频"),
        ("yb", "与班主任沟通"),
        ("jtx", "谈心"),
        ("QQDH", "亲情电话"),
        ("z", ""),
    ],
)
def test_one_key_or_letters_choose_a_kind(qtbot: QtBot, typed: str, kind: str) -> None:
    box = KindInput()
    qtbot.addWidget(box)
    qtbot.keyClicks(box.box, typed)
    assert box.text() == kind
    qtbot.keyClick(box.box, Qt.Key.Key_Delete)
    assert box.text() == ""


def test_the_line_below_names_a_key_for_every_kind() -> None:
    assert all(kind.label in keys_of_kinds() for kind in DiaryKind)
