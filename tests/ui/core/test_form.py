"""The generic form: checked beside the field as it is left, with the importer's sentences."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.fields import CHILD_FIELDS, ROSTER_FIELDS
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import Sex
from liushou_desk.domain.work_fields import WORK_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.entry import field_entry, pick_entry
from liushou_desk.ui.forms.form import Form
from liushou_desk.ui.forms.picker import PickInput

TODAY = date(2026, 11, 21)
FIELDS = {field.key: field for field in CHILD_FIELDS}
SHOWN = ("name", "sex", "born_on", "national_id", "phone", "remarks")
PICKS = (
    Pick(3, "张伟（三1·2016-03）", search_text("张伟", readings="zhangwei\nzw")),
    Pick(5, "李娜", search_text("李娜", readings="lina\nln")),
)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form([field_entry(FIELDS[key]) for key in SHOWN], TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def picker(qtbot: QtBot) -> PickInput:
    made = PickInput(PICKS)
    qtbot.addWidget(made)
    made.show()
    return made


def leave(form: Form, qtbot: QtBot, key: str, text: str) -> str:
    """Type into a field, go to another one, and read what is said beside it."""
    box = form.inputs[key]
    box.setFocus()
    qtbot.waitUntil(box.widget.hasFocus)
    box.set_text(text)
    form.inputs["remarks"].setFocus()
    qtbot.waitUntil(form.inputs["remarks"].widget.hasFocus)
    return form.problem(key)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("phone", "12", "电话"),
        ("national_id", "110101201603070019", "校验"),
        ("born_on", "2027-01-01", "不能晚于今天"),
        ("born_on", "三月", "不是日期"),
        ("name", "", ""),
    ],
)
def test_a_field_is_checked_as_it_is_left(
    form: Form, qtbot: QtBot, key: str, text: str, said: str
) -> None:
    assert said in leave(form, qtbot, key, text)
    if not said:
        assert form.problem(key) == ""


@pytest.mark.parametrize(("key", "text"), [("phone", "12"), ("born_on", "三月")])
def test_form_and_catalogue_say_the_same(form: Form, qtbot: QtBot, key: str, text: str) -> None:
    with pytest.raises(InputProblem) as problem:
        FIELDS[key].check(text)
    assert leave(form, qtbot, key, text) == problem.value.message


def test_a_day_is_written_back_as_it_was_understood(form: Form, qtbot: QtBot) -> None:
    leave(form, qtbot, "born_on", "20160307")
    assert form.inputs["born_on"].text() == "2016-03-07"


def test_reading_says_all_problems_and_goes_to_the_first(form: Form, qtbot: QtBot) -> None:
    form.fill({"sex": Sex.MALE, "phone": "12"})
    assert form.read() is None
    assert "请填写姓名" in form.problem("name")
    assert form.problem("phone")
    assert form.inputs["name"].widget.hasFocus()


def test_what_is_filled_in_is_read_back(form: Form) -> None:
    values = {"name": "张伟", "sex": Sex.MALE, "born_on": date(2016, 3, 7), "remarks": "一\n二"}
    form.fill(values)
    read = form.read()
    assert read is not None
    assert {key: read[key] for key in values} == values
    assert read["phone"] is None


def test_typing_takes_a_problem_away(form: Form, qtbot: QtBot) -> None:
    leave(form, qtbot, "phone", "12")
    qtbot.keyClicks(form.inputs["phone"].widget, "3")
    assert form.problem("phone") == ""


def test_a_digit_chooses_a_word_and_delete_empties(form: Form, qtbot: QtBot) -> None:
    box = form.inputs["sex"]
    qtbot.keyClick(box.widget, Qt.Key.Key_2)
    assert box.text() == "女"
    qtbot.keyClick(box.widget, Qt.Key.Key_Delete)
    assert box.text() == ""


def test_looking_at_an_unknown_word_loses_nothing(form: Form) -> None:
    form.inputs["sex"].set_text("未说明")
    assert form.inputs["sex"].text() == "未说明"


@pytest.mark.parametrize(
    "field", [*ROSTER_FIELDS, *WORK_FIELDS], ids=lambda f: f"{f.table}.{f.key}"
)
def test_every_field_of_the_catalogue_has_an_input_that_gives_text_back(
    qtbot: QtBot, field: object
) -> None:
    entry = field_entry(field)  # type: ignore[arg-type]
    made = entry.make()
    qtbot.addWidget(made)
    made.set_text("堃玥䶮")
    assert made.text() == "堃玥䶮"


def test_a_picker_takes_initials_and_enter(picker: PickInput, qtbot: QtBot) -> None:
    for typed in ("zw", "lina"):
        qtbot.keyClicks(picker.line, typed)
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.text() == "3,5"
    assert picker.names.text() == "已选：张伟（三1·2016-03）、李娜"
    qtbot.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert picker.text() == "3"


def test_a_picker_keeps_what_it_cannot_find(picker: PickInput, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "wang")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.chosen == []
    assert picker.line.text() == "wang"


def test_a_picker_of_one_changes_its_mind(qtbot: QtBot) -> None:
    entry = pick_entry("mentor", "帮扶人", PICKS, several=False)
    picker = entry.make()
    qtbot.addWidget(picker)
    assert isinstance(picker, PickInput)
    for typed in ("zw", "ln"):
        qtbot.keyClicks(picker.line, typed)
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert entry.read(picker.text(), TODAY) == (5,)
    with pytest.raises(InputProblem, match="请选择帮扶人"):
        entry.read("", TODAY)


def test_a_name_typed_but_not_chosen_is_neither_lost_nor_taken(
    picker: PickInput, qtbot: QtBot
) -> None:
    entry = pick_entry("children", "儿童", PICKS)
    qtbot.keyClicks(picker.line, "zw")
    with pytest.raises(InputProblem, match="还没有选中"):
        entry.read(picker.text(), TODAY)
    kept = picker.text()
    picker.set_text("")
    picker.set_text(kept)
    assert picker.line.text() == "zw"
