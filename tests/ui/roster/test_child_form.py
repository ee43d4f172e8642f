"""The child's form: what is covered, shared, grave; the picture, the agreement, the origin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.words import Care, Relation
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.drafts import read_draft
from liushou_desk.services.ledgers.form import running
from liushou_desk.services.register.child_record import read_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.photo import photo_of
from liushou_desk.services.register.unmask import reveal
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.history.origin import OriginDialog
from liushou_desk.ui.ledgers.form import write_running
from liushou_desk.ui.roster.child_dialog import FORM, ChildDialog, open_child
from liushou_desk.ui.shell import Shell
from tests.importing.workbooks import national_id

TERM = "2026-2027-1"
ALT = Qt.KeyboardModifier.AltModifier
NUMBER = "child.national_id"
HOME = {
    "child.name": "柏小雨",
    NUMBER: national_id(1),
    "father.name": "柏大山",
    "father.phone": "13800000001",
    "caregiver.name": "王秀兰",
    "caregiver.relation": Relation.GRANDMOTHER,
    "hardship": "低保",
}


class Desktop:
    """A window, two siblings of the test's own, and what is asked of the file."""

    def __init__(self, shell: Shell, look_into: Callable[..., Any]) -> None:
        assert shell.workspace is not None
        self.shell, self.desk, self._look_into = shell, shell.workspace.desk, look_into
        self.child_id = self.ask(lambda office: save_child(office, TERM, None, HOME))
        other = HOME | {"child.name": "柏小二", NUMBER: national_id(3)}
        self.ask(lambda office: save_child(office, TERM, None, other))

    def ask(self, job: Callable[..., Any]) -> Any:
        return self._look_into(self.shell, job)

    def number(self) -> Any:
        return self.ask(lambda office: reveal(office, self.child_id, TERM, [NUMBER]))[NUMBER]

    def open(self) -> ChildDialog:
        open_child(self.desk, self.child_id, lambda _: None)
        self.ask(lambda _: None)
        return self.top(ChildDialog)

    def top(self, kind: Any) -> Any:
        found = [box for box in QApplication.topLevelWidgets() if isinstance(box, kind)]
        return [box for box in found if box.isVisible()][-1]


@pytest.fixture
def desktop(shell: Shell, look_into: Callable[..., Any]) -> Desktop:
    return Desktop(shell, look_into)


def line(dialog: ChildDialog, key: str) -> Any:
    return next(form for form in dialog.forms if key in form.inputs).inputs[key].widget


def test_a_number_is_covered_shown_on_demand_and_noted(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    assert line(dialog, NUMBER).text() == "52" + "·" * 16
    qtbot.keyClick(dialog, Qt.Key.Key_X, ALT)
    desktop.ask(lambda _: None)
    assert line(dialog, NUMBER).text() == national_id(1)
    assert desktop.ask(list_actions)[0].sentence == "查看完整证件号码"
    dialog.reveal_button.is_over.emit()
    assert line(dialog, NUMBER).text() == "52" + "·" * 16
    assert not dialog.is_edited


def test_saving_what_was_not_seen_keeps_it(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    qtbot.keyClicks(line(dialog, "household.home_address"), "3-8")
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    draft = desktop.ask(lambda office: read_draft(office, FORM, desktop.child_id))
    assert draft.values["household.home_address"] == "3-8"
    assert NUMBER not in draft.values
    assert "hardship" not in draft.values
    dialog.save()
    desktop.ask(lambda _: None)
    assert desktop.number() == national_id(1)


def test_a_new_number_is_typed_over_the_cover_and_survives_in_the_draft(
    desktop: Desktop, qtbot: QtBot
) -> None:
    dialog = desktop.open()
    qtbot.keyClicks(line(dialog, NUMBER), national_id(5))
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    desktop.ask(lambda _: None)
    dialog.done(RecordDialog.DialogCode.Rejected)
    again = desktop.open()
    assert line(again, NUMBER).text() == national_id(5)
    again.save()
    desktop.ask(lambda _: None)
    assert desktop.number() == national_id(5)


def test_a_shared_field_says_who_changes_with_it(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    dialog.tabs.setCurrentIndex(4)
    line(dialog, "caregiver.phone").setFocus()
    qtbot.keyClicks(line(dialog, "caregiver.phone"), "13900000001")
    line(dialog, "caregiver.name").setFocus()
    qtbot.waitUntil(dialog.remarks.isVisible)
    assert dialog.remarks.text() == "修改祖母电话将同时更新2名儿童：柏小雨、柏小二。"


def test_a_number_is_compared_across_the_pages(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    qtbot.keyClick(line(dialog, "child.sex"), Qt.Key.Key_2)
    qtbot.keyClicks(line(dialog, "child.student_number"), "G" + national_id(7))
    dialog._look_over()
    desktop.ask(lambda _: None)
    assert "性别与身份证号不一致" in dialog.forms[0].problem("child.sex")
    note = dialog.forms[1].lines["child.student_number"]
    assert "学籍号里的身份证号" in note.said()
    assert not note.has_problem()


def test_a_child_alone_raises_an_alert_and_one_more_question(
    desktop: Desktop, qtbot: QtBot, answers: Any
) -> None:
    dialog = desktop.open()
    dialog.tabs.setCurrentIndex(4)
    assert not dialog.alert.isVisible()
    for key in ("caregiver.name", "caregiver.phone"):
        line(dialog, key).clear()
    qtbot.keyClick(line(dialog, "caregiver.relation"), Qt.Key.Key_Delete)
    qtbot.keyClick(line(dialog, "caregiver_period.care"), Qt.Key.Key_5)
    assert "未满16周岁独自生活" in dialog.alert.text()
    assert dialog.alert.isVisible()
    answers.ask = False
    dialog.save()
    assert "仍然这样保存吗" in answers.shown[-1]
    assert dialog.isVisible()
    answers.ask = True
    dialog.save()
    record = desktop.ask(lambda office: read_child(office, desktop.child_id, TERM))
    assert record.values["caregiver_period.care"] is Care.ALONE


def test_a_line_comes_and_goes_with_the_whereabouts(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    lines = dialog.forms[2].lines
    assert not lines["father.returns"].is_shown
    qtbot.keyClick(line(dialog, "father.status"), Qt.Key.Key_2)
    assert lines["father.returns"].is_shown
    assert not lines["father.unable_why"].is_shown
    qtbot.keyClick(line(dialog, "father.able_to_care"), Qt.Key.Key_2)
    assert lines["father.unable_why"].is_shown


@pytest.fixture
def face(tmp_path: Path) -> Path:
    path = tmp_path / "照片.png"
    picture = QImage(1200, 1600, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(path))
    return path


def test_a_picture_is_saved_with_the_form_and_not_without(
    desktop: Desktop, answers: Any, face: Path
) -> None:
    answers.file_to_open = face
    dialog = desktop.open()
    dialog.photo.choose_button.click()
    assert dialog.is_edited
    dialog.reject()
    assert desktop.ask(lambda office: photo_of(office, desktop.child_id)) is None
    dialog = desktop.open()
    dialog.photo.choose_button.click()
    dialog.save()
    jpeg = desktop.ask(lambda office: photo_of(office, desktop.child_id))
    kept = QImage.fromData(jpeg)
    assert (kept.width(), kept.height()) == (360, 480)
    assert desktop.open().photo.jpeg == jpeg


def test_a_child_that_may_not_be_seen_gets_no_picture(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    assert not dialog.private.isVisible()
    qtbot.keyClick(line(dialog, "child.is_private"), Qt.Key.Key_1)
    assert "家长不愿公开" in dialog.private.text()
    assert dialog.private.isVisible()
    assert not dialog.photo.choose_button.isEnabled()
    dialog.save()
    desktop.ask(lambda _: None)
    record = desktop.ask(lambda office: read_child(office, desktop.child_id, TERM))
    assert record.is_private


def test_the_agreement_is_one_key_away(desktop: Desktop, qtbot: QtBot) -> None:
    qtbot.keyClick(desktop.open(), Qt.Key.Key_W, ALT)
    desktop.ask(lambda _: None)
    (dialog,) = [
        box
        for box in desktop.shell.findChildren(RecordDialog)
        if box.isVisible() and not isinstance(box, ChildDialog)
    ]
    form = dialog.forms[0]
    qtbot.keyClicks(form.inputs["member_id"].line, "wxl")
    qtbot.keyClick(form.inputs["member_id"].line, Qt.Key.Key_Return)
    form.inputs["from_on"].set_text("20260901")
    dialog.save()
    desktop.ask(lambda _: None)
    found = desktop.ask(lambda office: running(office, CARE_AGREEMENT, desktop.child_id))
    assert found is not None


def test_without_a_trustee_at_home_no_agreement_is_opened(desktop: Desktop, answers: Any) -> None:
    child_id = desktop.ask(lambda o: save_child(o, TERM, None, {"child.name": "柏小三"}))
    write_running(desktop.desk, CARE_AGREEMENT, child_id)
    desktop.ask(lambda _: None)
    assert "还没有登记父母以外的成员" in answers.shown[-1]


def test_each_line_tells_where_it_came_from(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    assert "手工填写" in dialog.forms[0].lines["child.name"].label.toolTip()
    line(dialog, "child.name").setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_F4)
    desktop.ask(lambda _: None)
    assert "姓名" in desktop.top(OriginDialog).windowTitle()


def test_a_remark_reverts_nothing_that_another_program_wrote(
    desktop: Desktop, qtbot: QtBot
) -> None:
    dialog = desktop.open()
    elsewhere = {"household.home_address": "柏树村9组", "father.phone": "13900000002"}
    desktop.ask(lambda office: save_child(office, TERM, desktop.child_id, elsewhere))
    line(dialog, "child.remarks").setPlainText("转来")
    dialog.save()
    now = desktop.ask(lambda office: read_child(office, desktop.child_id, TERM)).values
    assert {key: now[key] for key in elsewhere} == elsewhere
    assert now["child.remarks"] == "转来"


@pytest.mark.parametrize("mine_counts", [False, True])
def test_what_was_changed_here_and_there_is_asked_about(
    desktop: Desktop, qtbot: QtBot, answers: Any, mine_counts: bool
) -> None:
    answers.ask = mine_counts
    dialog = desktop.open()
    address, theirs = "household.home_address", {"household.home_address": "柏树村9组"}
    desktop.ask(lambda office: save_child(office, TERM, desktop.child_id, theirs))
    qtbot.keyClicks(line(dialog, address), "3-8")
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    dialog.save()
    desktop.ask(lambda _: None)
    desktop.ask(lambda _: None)
    assert "现住址——打开时：（空），现在：柏树村9组，你写的：3-8" in answers.shown[-1]
    now = desktop.ask(lambda office: read_child(office, desktop.child_id, TERM)).values
    assert now[address] == ("3-8" if mine_counts else "柏树村9组")
    if not mine_counts:
        assert line(dialog, address).text() == "3-8"
        draft = desktop.ask(lambda office: read_draft(office, FORM, desktop.child_id))
        assert draft.values[address] == "3-8"


def test_a_draft_begun_before_says_what_was_changed_since(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    qtbot.keyClicks(line(dialog, "household.home_address"), "3-8")
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    desktop.ask(lambda _: None)
    dialog.done(RecordDialog.DialogCode.Rejected)
    theirs = {"household.home_address": "柏树村9组", "child.phone": "13900000002"}
    desktop.ask(lambda office: save_child(office, TERM, desktop.child_id, theirs))
    again = desktop.open()
    assert line(again, "household.home_address").text() == "3-8"
    assert line(again, "child.phone").text() == "13900000002"
    assert "别处改过：现住址" in again.banner.text()


def new_form(desktop: Desktop) -> ChildDialog:
    open_child(desktop.desk, None, lambda _: None)
    desktop.ask(lambda _: None)
    return desktop.top(ChildDialog)


def test_a_valid_number_fills_sex_and_birth_date_where_they_are_empty(
    desktop: Desktop, qtbot: QtBot
) -> None:
    dialog = new_form(desktop)
    form = dialog.forms[0]
    form.inputs["child.sex"].set_text("女")
    qtbot.keyClicks(form.inputs[NUMBER].widget, national_id(1))
    form.inputs[NUMBER].left.emit()
    assert form.inputs["child.born_on"].text() == "2016-03-01"
    assert form.inputs["child.sex"].text() == "女"  # told, not overwritten
    dialog.reject()


@pytest.mark.parametrize("typed", ["52999920160301", "529999201603010011", "E12345678"])
def test_what_is_no_valid_number_fills_nothing(desktop: Desktop, qtbot: QtBot, typed: str) -> None:
    dialog = new_form(desktop)
    form = dialog.forms[0]
    qtbot.keyClicks(form.inputs[NUMBER].widget, typed)
    form.inputs[NUMBER].left.emit()
    assert form.inputs["child.born_on"].text() == form.inputs["child.sex"].text() == ""
    dialog.reject()


def test_an_empty_mark_says_what_it_means_for_the_count(desktop: Desktop) -> None:
    dialog = new_form(desktop)
    mark = "school_record_mark.mark"
    (form,) = (form for form in dialog.forms if mark in form.lines)
    assert "不计入留守" in form.problem(mark)
    form.inputs[mark].set_text("双亲留守儿童")
    form.inputs[mark].edited.emit()
    assert form.problem(mark) == ""
    form.inputs[mark].set_text("")
    form.inputs[mark].edited.emit()
    assert "不计入留守" in form.problem(mark)
    dialog.reject()


def test_a_missing_fact_is_one_press_away_from_the_form_s_head(
    desktop: Desktop, qtbot: QtBot
) -> None:
    dialog = desktop.open()
    assert "还缺" in dialog.lacking.text()
    assert "母亲去向" in dialog.lacking.text()
    dialog.lacking.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):  # over the mark to the second fact
        qtbot.keyClick(dialog.lacking, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.lacking, Qt.Key.Key_Return)
    assert dialog.focusWidget() is line(dialog, "father.status")


def test_how_the_child_counts_stands_beside_the_mark(desktop: Desktop) -> None:
    dialog = desktop.open()
    form = next(form for form in dialog.forms if "school_record_mark.mark" in form.lines)
    said = form.problem("school_record_mark.mark")
    assert said.startswith("现在按学籍口径判断为：事实不足。")
    assert "程序不代填" in said
