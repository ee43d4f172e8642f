"""Lines whose value stays in the file, and lines that are asked only where another says so."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.fields import CHILD_FIELDS
from liushou_desk.domain.words import IdKind, Sex
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.forms.form import Form
from tests.importing.workbooks import national_id

FIELDS = {field.key: field for field in CHILD_FIELDS}
SIGN = "52" + "·" * 16
OPEN = ("name", "sex", "national_id", "id_kind")
COVERS = {"national_id": SIGN, "id_kind": "······", "disability": ""}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    entries = [field_entry(FIELDS[key]) for key in OPEN]
    secret = replace(field_entry(FIELDS["disability"]), part="敏感信息")
    only_girls = replace(field_entry(FIELDS["remarks"]), only_where=("sex", ("女",)))
    made = Form([*entries, secret, only_girls], date(2026, 11, 21))
    qtbot.addWidget(made)
    made.fill({"name": "柏小雨", "sex": Sex.MALE})
    made.cover(COVERS)
    made.show()
    qtbot.waitExposed(made)
    return made


def heading(form: Form) -> str:
    return form._heads["敏感信息"].text()


def test_what_is_covered_is_neither_read_nor_kept_nor_checked(form: Form, qtbot: QtBot) -> None:
    form.inputs["national_id"].left.emit()
    assert form.problem("national_id") == ""
    assert form.inputs["national_id"].text() == SIGN
    assert not form.lines["disability"].is_shown
    assert "已隐藏" in heading(form)
    assert form.covered() == list(COVERS)
    assert not COVERS.keys() & form.texts().keys()
    read = form.read()
    assert read is not None
    assert not COVERS.keys() & read.keys()


@pytest.mark.parametrize("way", ["type", "paste"])
def test_a_new_number_takes_the_place_of_the_sign(form: Form, qtbot: QtBot, way: str) -> None:
    line = form.inputs["national_id"].widget
    if way == "type":
        qtbot.keyClicks(line, national_id(1))
    else:
        QApplication.clipboard().setText(national_id(1))
        qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.texts()["national_id"] == national_id(1)
    assert form.covered() == ["id_kind", "disability"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left])
def test_what_is_not_seen_is_not_deleted(form: Form, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(form.inputs["national_id"].widget, key)
    assert form.inputs["national_id"].text() == SIGN
    assert "national_id" in form.covered()


def test_a_covered_word_is_chosen_anew(form: Form, qtbot: QtBot) -> None:
    box = form.inputs["id_kind"]
    assert box.text() == "······"
    qtbot.keyClick(box.widget, Qt.Key.Key_1)
    assert form.texts()["id_kind"] == IdKind.RESIDENT.label
    assert box.box.findText("······") < 0  # type: ignore[attr-defined]


def test_what_was_only_looked_at_is_covered_again(form: Form, qtbot: QtBot) -> None:
    values = {"national_id": national_id(1), "id_kind": IdKind.PASSPORT, "disability": "言语残疾"}
    form.reveal(values)
    assert form.inputs["national_id"].text() == national_id(1)
    assert form.lines["disability"].is_shown
    assert heading(form) == "敏感信息"
    assert not COVERS.keys() & form.texts().keys()
    qtbot.keyClick(form.inputs["national_id"].widget, Qt.Key.Key_Backspace)
    form.cover_again()
    assert form.texts()["national_id"] == national_id(1)[:-1]
    assert form.inputs["id_kind"].text() == "······"
    assert form.inputs["disability"].text() == ""
    assert "已隐藏" in heading(form)


def test_a_draft_puts_back_what_was_typed_over_a_sign(form: Form) -> None:
    form.set_texts({"national_id": "5201"})
    assert form.texts()["national_id"] == "5201"
    assert not form.inputs["national_id"].widget.isReadOnly()  # type: ignore[attr-defined]


def test_a_line_is_asked_where_another_says_so(form: Form, qtbot: QtBot) -> None:
    assert not form.lines["remarks"].is_shown
    qtbot.keyClick(form.inputs["sex"].widget, Qt.Key.Key_2)
    assert form.lines["remarks"].is_shown
    form.inputs["remarks"].set_text("写了")
    qtbot.keyClick(form.inputs["sex"].widget, Qt.Key.Key_1)
    read = form.read()
    assert read is not None
    assert read["remarks"] is None


def test_what_a_record_came_with_is_shown_whatever_the_other_says(form: Form) -> None:
    form.fill({"remarks": "旧的"})
    assert form.lines["remarks"].is_shown
    read = form.read()
    assert read is not None
    assert read["remarks"] == "旧的"
