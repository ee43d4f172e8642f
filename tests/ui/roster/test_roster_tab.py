"""花名册 used as a clerk uses it: find, register, amend, take out, take back, leave, look back."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.services.diary import list_entries
from liushou_desk.services.register.child_record import read_child
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.register.unmask import reveal
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.roster.child_dialog import ChildDialog
from liushou_desk.ui.roster.tab import RosterTab
from liushou_desk.ui.shell import Shell

TERM = "2026-2027-1"
CONTROL = Qt.KeyboardModifier.ControlModifier
LookInto = Callable[[Shell, Callable[..., Any]], Any]
Settle = Callable[[Shell], None]


@pytest.fixture
def tab(shell: Shell, settle: Settle) -> Iterator[RosterTab]:
    assert shell.workspace is not None
    front = shell.workspace.bring(Spot.ROSTER)
    settle(shell)
    assert isinstance(front, RosterTab)
    yield front
    for open_dialog in shell.findChildren(RecordDialog):
        open_dialog.done(RecordDialog.DialogCode.Rejected)


@pytest.fixture
def press(shell: Shell, qtbot: QtBot, settle: Settle) -> Callable[..., None]:
    """Presses a key of the window and waits until all is done."""

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL, *, on: Any = None) -> None:
        if on is None:
            shell.activateWindow()
        qtbot.keyClick(on or shell, key, modifier)
        settle(shell)
        QApplication.processEvents()
        settle(shell)

    return press


def dialog() -> Any:
    (found,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, RecordDialog) and widget.isVisible()
    ]
    return found


def select(tab: RosterTab, place: int = 0) -> int:
    tab.panel.table.selectRow(place)
    return tab.panel.shown()[place].child_id


def names(tab: RosterTab) -> list[str]:
    return [line.row.name for line in tab.panel.shown()]


def test_every_chip_lets_through_as_many_as_it_says(tab: RosterTab) -> None:
    for chip, _ in list(tab.panel._chips.values()):
        tab.panel.press_chip(chip.key)
        assert len(tab.panel.shown()) == chip.number


def test_chips_combine(tab: RosterTab) -> None:
    for key in ("left_behind", "overdue_children"):
        tab.panel._chips[key][1].setChecked(True)
    both = {chip.key: chip for chip, _ in tab.panel._chips.values()}
    for line in tab.panel.shown():
        assert both["left_behind"].lets_through(line)
        assert both["overdue_children"].lets_through(line)


def test_the_list_is_usable_before_the_labels(tab: RosterTab) -> None:
    labels, rows = tab._labels, tab._rows
    tab._labels = type(labels)({}, (), "")
    tab._show_rows(rows)
    tab.panel.search.setText(rows[3].name)
    tab.panel.table.selectRow(0)
    typed, chosen = tab.panel.search.text(), tab.panel.table.selected()[0].child_id
    assert tab.panel.table.selected()[0].labels is None
    tab._show_labels(labels)
    assert tab.panel.search.text() == typed
    assert tab.panel.table.selected()[0].child_id == chosen
    assert tab.panel.table.selected()[0].labels is not None


def test_the_second_reading_leaves_the_eye_where_it_is(tab: RosterTab) -> None:
    tab.window().resize(900, 420)
    QApplication.processEvents()
    select(tab, 0)
    bar = tab.panel.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    tab._show_labels(tab._labels)
    assert before > 0
    assert bar.value() == before


def test_the_model_is_sound(tab: RosterTab, check_model: Callable[..., None]) -> None:
    check_model(tab.panel.table.rows_model)
    tab.panel.search.setText("一")
    tab.panel.search.clear()


def test_a_child_is_registered_by_keys_alone(
    tab: RosterTab, shell: Shell, qtbot: QtBot, press: Callable[..., None], look_into: LookInto
) -> None:
    tab.panel.search.setText("没有这个人")
    press(Qt.Key.Key_N)
    form = dialog()
    form.forms[0].inputs["child.name"].set_text("欧阳小满")
    qtbot.keyClicks(form.forms[0].inputs["child.phone"].widget, "13812345678")
    form.tabs.setCurrentIndex(1)
    form.forms[1].inputs["class"].set_text("三年级1班")
    press(Qt.Key.Key_S, on=form)
    (line,) = tab.panel.table.selected()
    assert (line.row.name, line.row.school_class) == ("欧阳小满", "三年级1班")
    assert line.labels is not None
    found = look_into(shell, lambda office: read_child(office, line.child_id, TERM))
    assert found.values["child.phone"] == "13812345678"


def test_tab_goes_on_to_the_next_page_and_back(
    tab: RosterTab, qtbot: QtBot, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_N)
    form = dialog()
    last = form.forms[0].inputs["child.remarks"].widget
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert form.tabs.currentIndex() == 1
    first = form.forms[1].inputs["class"].widget
    assert form.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert form.tabs.currentIndex() == 0


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("child.national_id", "52999920200421143X", "身份证号"),
        ("child.phone", "12", "电话"),
        ("child.born_on", "2026-13-01", "日期"),
        ("child.name", "", "请填写姓名"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    tab: RosterTab, qtbot: QtBot, press: Callable[..., None], key: str, typed: str, said: str
) -> None:
    select(tab)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, on=tab.panel.table)
    form = dialog()
    form.forms[0].inputs[key].widget.clear()
    qtbot.keyClicks(form.forms[0].inputs[key].widget, typed)
    press(Qt.Key.Key_S, on=form)
    assert form.isVisible()
    assert said in form.forms[0].problem(key)


def test_the_form_shows_all_and_saving_it_as_it_is_changes_nothing(
    tab: RosterTab, shell: Shell, press: Callable[..., None], look_into: LookInto
) -> None:
    child_id = select(tab, 2)
    before = look_into(shell, lambda office: read_child(office, child_id, TERM))
    press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    assert isinstance(dialog(), ChildDialog)
    press(Qt.Key.Key_S, on=dialog())
    assert look_into(shell, lambda office: read_child(office, child_id, TERM)) == before
    assert not shell.tasks.is_busy


def test_hardships_are_ticked(
    tab: RosterTab, shell: Shell, press: Callable[..., None], look_into: LookInto
) -> None:
    child_id = select(tab)
    press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = dialog()
    for box in form.forms[5].inputs["hardship"].boxes[:2]:
        box.setChecked(True)
    press(Qt.Key.Key_S, on=form)
    found = look_into(shell, lambda office: reveal(office, child_id, TERM, ["hardship"]))
    assert str(found["hardship"]).startswith("低保、脱贫户")


def test_the_hint_says_who_changes_with_the_child(
    tab: RosterTab, shell: Shell, settle: Settle, look_into: LookInto
) -> None:
    def with_siblings(office: Any) -> list[Any]:
        found = [read_child(office, line.child_id, TERM) for line in tab.panel.rows]
        return [record for record in found if record.siblings]

    records = look_into(shell, with_siblings)
    if not records:
        pytest.skip("no siblings in this demo school")
    tab.panel.reveal(records[0].child_id)
    tab.amend()
    settle(shell)
    assert f"与{'、'.join(records[0].siblings)}同住一户" in dialog().hint.text()
    assert "现在的判断" in dialog().hint.text()


def test_removal_says_what_goes_and_undo_brings_it_back(
    tab: RosterTab, press: Callable[..., None], answers: Any
) -> None:
    child_id = select(tab)
    before = names(tab)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert "学期摸底表" in answers.shown[-1]
    assert child_id not in [line.child_id for line in tab.panel.rows]
    press(Qt.Key.Key_Z)
    assert names(tab) == before


def test_removal_that_is_refused_removes_nothing(
    tab: RosterTab, press: Callable[..., None], answers: Any
) -> None:
    answers.ask = False
    select(tab)
    before = names(tab)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert names(tab) == before


def test_of_several_none_is_removed(
    tab: RosterTab, shell: Shell, press: Callable[..., None], answers: Any
) -> None:
    tab.panel.table.selectAll()
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert not answers.shown
    assert "一次只能处理一名儿童" in shell.statusBar().currentMessage()


def test_a_child_leaves_and_comes_back(
    tab: RosterTab, shell: Shell, qtbot: QtBot, press: Callable[..., None], look_into: LookInto
) -> None:
    child_id = select(tab)
    press(Qt.Key.Key_L)
    qtbot.keyClick(dialog().forms[0].inputs["left_why"].widget, Qt.Key.Key_1)
    press(Qt.Key.Key_S, on=dialog())
    assert child_id not in [line.child_id for line in tab.panel.rows]
    tab.with_gone.setChecked(True)
    press(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    tab.panel.reveal(child_id)
    assert tab.panel.table.selected()[0].has_left
    qtbot.waitUntil(tab.back_button.isEnabled)
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_S, on=dialog())
    rows = look_into(shell, lambda office: roster_rows(office, TERM))
    assert [row.left_on for row in rows if row.child_id == child_id] == [None]


@pytest.mark.parametrize("typed", ["20991231", "2020-01-01", ""])
def test_a_day_nobody_can_leave_on_is_refused(
    tab: RosterTab, qtbot: QtBot, press: Callable[..., None], typed: str
) -> None:
    select(tab)
    press(Qt.Key.Key_L)
    form = dialog().forms[0]
    form.inputs["left_on"].set_text(typed)
    qtbot.keyClick(form.inputs["left_why"].widget, Qt.Key.Key_1)
    press(Qt.Key.Key_S, on=dialog())
    assert "离校日期" in form.problem("left_on")


def test_the_time_line_follows_what_is_selected(
    tab: RosterTab, shell: Shell, qtbot: QtBot, settle: Settle, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_T)
    assert tab.timeline.isVisible()
    for place in (0, 3):
        child_id = select(tab, place)
        qtbot.waitUntil(lambda child_id=child_id: tab.timeline.child_id == child_id)
        settle(shell)
        days = [item.day or date.min for item in tab.timeline.items.rows_model.rows]
        assert tab.timeline.child_id == child_id
        assert days == sorted(days, reverse=True)
        assert days
    tab.panel.search.setText("没有这个人")
    qtbot.waitUntil(lambda: tab.timeline.child_id is None)
    press(Qt.Key.Key_T)
    assert not tab.timeline.isVisible()


def test_a_diary_line_leads_to_the_diary(
    tab: RosterTab,
    shell: Shell,
    qtbot: QtBot,
    settle: Settle,
    press: Callable[..., None],
    look_into: LookInto,
) -> None:
    entry = look_into(shell, lambda office: list_entries(office, TERM))[0]
    gone: list[Journey] = []
    tab.desk.journey.disconnect()
    tab.desk.journey.connect(gone.append)
    press(Qt.Key.Key_T)
    tab.panel.reveal(entry.child_ids[0])
    qtbot.waitUntil(lambda: tab.timeline.child_id == entry.child_ids[0])
    settle(shell)
    for item in tab.timeline.items.rows_model.rows:
        tab.timeline.opened.emit(item)
    tab.timeline.entry.click()
    tab.timeline.pair.click()
    assert Journey(Spot.DIARY, record_id=entry.entry_id) in gone
    assert gone[-2:] == [
        Journey(Spot.DIARY, child_id=entry.child_ids[0]),
        Journey(Spot.PAIRING, child_id=entry.child_ids[0]),
    ]


def test_a_journey_finds_the_child_whatever_hides_it(
    tab: RosterTab, shell: Shell, settle: Settle
) -> None:
    child_id = tab.panel.rows[-1].child_id
    tab.panel.search.setText("没有这个人")
    tab.desk.go(Journey(Spot.ROSTER, record_id=child_id))
    settle(shell)
    assert [line.child_id for line in tab.panel.table.selected()] == [child_id]
    tab.desk.go(Journey(Spot.ROSTER, record_id=999_999))
    settle(shell)
    assert "没有这名儿童" in shell.statusBar().currentMessage()


def test_a_journey_presses_a_chip_even_before_it_is_there(shell: Shell, settle: Settle) -> None:
    assert shell.workspace is not None
    shell.workspace.desk.go(Journey(Spot.ROSTER, chip="overdue_children"))
    settle(shell)
    front = shell.workspace.front
    assert isinstance(front, RosterTab)
    assert front.panel._chips["overdue_children"][1].isChecked()


def test_the_listing_says_what_was_chosen(tab: RosterTab) -> None:
    tab.panel.press_chip("left_behind")
    tab.panel.search.setText("年级")
    listing = tab.listing()
    assert listing.title == "花名册 2026—2027学年第一学期"
    assert "筛选：留守" in listing.note
    assert "搜索：年级" in listing.note
    assert f"共{len(listing.rows)}人" in listing.note


def test_a_term_without_a_roster_says_so(tab: RosterTab, shell: Shell, settle: Settle) -> None:
    tab.desk.choose_term("2031-2032-1")
    settle(shell)
    assert tab.banner.isVisible()
    assert not tab.panel.rows
    assert not tab.note.text()
    tab.desk.choose_term(TERM)
    settle(shell)
    assert not tab.banner.isVisible()
    assert tab.panel.rows
