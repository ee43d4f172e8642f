"""The box of a paragraph: figures stand in it as numbers, whole, and the text is kept exactly."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liushou_desk.domain.text import cleaned
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary.values import Values
from liushou_desk.ui.statistics import figure_chip
from liushou_desk.ui.statistics.figure_box import FigureBox

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = "by_care.祖辈"
TEXT = f"由祖辈照料的{{{KEY}}}人。"
VALUES = Values(
    {
        KEY: FigureValue(KEY, "祖辈", "", "人", 51),
        "left_behind": FigureValue("left_behind", "留守儿童", "", "人", 81),
    },
    {},
)


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[FigureBox]:
    box = FigureBox()
    qtbot.addWidget(box)
    box.resize(600, 200)
    box.show_values(VALUES)
    box.put_text(TEXT)
    box.show()
    yield box
    QToolTip.hideText()


def shown(box: FigureBox) -> str:
    """The text with every chip as the number it shows."""
    return figure_chip.read(box.document(), lambda key: f"[{box._painter.text(key)}]")


def at(box: FigureBox, sign: str, *, behind: bool = True) -> None:
    place = box.document().toRawText().index(sign) + behind
    cursor = box.textCursor()
    cursor.setPosition(place)
    box.setTextCursor(cursor)


def commit(box: FigureBox, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\u2029")
    | st.sampled_from("{}\n　，￼")
).map(cleaned)
texts = st.lists(
    words | st.sampled_from([f"{{{KEY}}}", "{ left_behind }", "{nobody}", "{", "}", "{by_care.谁}"])
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=texts, more=texts)
def test_text_comes_out_as_it_went_in(box: FigureBox, text: str, more: str) -> None:
    box.put_text(text)
    assert box.text() == text
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.insert_text(more)
    assert box.text() == text + more
    box.undo()
    assert box.text() == text
    for key in box.figures():
        assert f"{{{key}}}" not in box.document().toRawText()


def test_a_figure_goes_whole_and_comes_back(box: FigureBox, qtbot: QtBot) -> None:
    at(box, figure_chip.OBJECT)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert box.text() == "由祖辈照料的人。"
    qtbot.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert box.text() == TEXT
    at(box, figure_chip.OBJECT, behind=False)
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.text() == "由祖辈照料的人。"
    qtbot.keyClick(box, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(box, Qt.Key.Key_Y, CONTROL)
    assert box.text() == "由祖辈照料的人。"


def test_typing_beside_a_figure_is_text(box: FigureBox, qtbot: QtBot) -> None:
    at(box, figure_chip.OBJECT)
    QApplication.sendEvent(box, QInputMethodEvent("yu", []))
    commit(box, "余￼")
    qtbot.keyClicks(box, "x")
    at(box, "的")
    commit(box, "共")
    assert box.text() == f"由祖辈照料的共{{{KEY}}}余￼x人。"
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert "共\n{" in box.text()


def test_copied_it_stays_a_figure_here_and_is_a_number_elsewhere(
    box: FigureBox, qtbot: QtBot
) -> None:
    qtbot.keyClick(box, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(box, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "由祖辈照料的51人。"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    qtbot.keyClick(box, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL)
    assert box.text() == TEXT * 2
    assert shown(box) == "由祖辈照料的[51]人。" * 2


@pytest.mark.parametrize("by_ime", [True, False])
def test_a_figure_in_braces_becomes_one_when_typed(
    box: FigureBox, qtbot: QtBot, by_ime: bool
) -> None:
    box.put_text("")
    if by_ime:
        commit(box, "😀\n{left_behind}")
    else:
        qtbot.keyClicks(box, "{nobody}")
        qtbot.keyClicks(box, "{left_behind}")
    assert shown(box) == ("😀\n[81]" if by_ime else "{nobody}[81]")
    written = box.text()
    while box.document().isUndoAvailable():
        box.undo()
    assert box.text() == ""
    while box.document().isRedoAvailable():
        box.redo()
    assert (box.text(), shown(box).endswith("[81]")) == (written, True)


def test_an_old_text_is_pasted_with_its_figures(box: FigureBox) -> None:
    data = QMimeData()
    data.setText(f"有{{{KEY}}}人，\u2028{{谁}}{{by_care.无人}}")
    box.selectAll()
    box.insertFromMimeData(data)
    assert shown(box) == "有[51]人，\n{谁}[没有数字]"
    assert box.text() == f"有{{{KEY}}}人，\n{{谁}}{{by_care.无人}}"


def test_a_figure_says_what_it_is(box: FigureBox, qtbot: QtBot) -> None:
    at(box, figure_chip.OBJECT)
    assert box.figure_at_cursor() == KEY
    assert box.said(KEY) == "留守儿童按照料方式：祖辈 51"
    end = box.cursorRect().center()
    for off, found in ((-3, KEY), (-12, KEY), (5, None)):
        assert box.figure_under(QPoint(end.x() + off, end.y())) == found
    point = QPoint(end.x() - 6, end.y())
    asked = QHelpEvent(QEvent.Type.ToolTip, point, box.viewport().mapToGlobal(point))
    QApplication.sendEvent(box.viewport(), asked)
    said, _, meant = QToolTip.text().partition("\n")
    assert said == "留守儿童按照料方式：祖辈 51"
    assert meant == "留守儿童按照料方式分组，各组相加等于总数"
    at(box, "由", behind=False)
    assert box.figure_at_cursor() is None


def test_new_numbers_are_shown_without_a_change_of_text(box: FigureBox, qtbot: QtBot) -> None:
    at(box, figure_chip.OBJECT)
    before = box.cursorRect().left()
    with qtbot.assertNotEmitted(box.textChanged):
        box.show_values(Values({KEY: FigureValue(KEY, "祖辈", "", "人", 51000)}, {}))
    assert box.cursorRect().left() > before
    assert not box.document().isUndoAvailable()
    assert box.text() == TEXT
