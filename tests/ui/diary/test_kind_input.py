"""Kinds by one key; a day is written back as it was understood."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind
from liushou_desk.services.facts.readings import keys
from liushou_desk.ui.diary.kind_input import KindInput, keys_of_kinds
from liushou_desk.ui.forms.inputs import DayInput

TODAY = date(2026, 11, 21)


def test_what_was_understood_is_written_back_when_one_goes_on(qtbot: QtBot) -> None:
    box = DayInput(lambda: TODAY)
    qtbot.addWidget(box)
    for typed, shown in (("1120", "2026-11-20"), ("1332", "1332")):
        box.set_text(typed)
        box.left.emit()
        assert box.text() == shown


def test_initials_are_those_of_the_pinyin() -> None:
    for kind in DiaryKind:
        assert kind.traits.initials in keys(kind.label).split("\n")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("1", "家访"),
        ("9", "与班主任沟通"),
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
    assert all(kind.label in keys_of_kinds() for kind in SHOWN_KINDS)
