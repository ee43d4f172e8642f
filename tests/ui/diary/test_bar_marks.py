"""What is marked red in the quick entry stays so no longer than it is wrong."""

from PySide6.QtCore import Qt

from liushou_desk.domain.picking import Pick
from liushou_desk.ui.diary.tab import DiaryTab
from tests.ui.diary.conftest import ENTER, initials
from tests.ui.keyboard import Press

HINT = "回车到下一项"


def test_typing_on_takes_back_what_was_said_of_a_wrong_name(tab: DiaryTab, press: Press) -> None:
    press("qqqq", ENTER)
    assert "qqqq" in tab.bar.note.text()
    press(Qt.Key.Key_Backspace)
    assert tab.bar.note.text().startswith(HINT)
    assert tab.bar.child.line.property("problem") == "false"


def test_half_typed_names_do_not_move_the_cursor(
    tab: DiaryTab, press: Press, children: list[Pick]
) -> None:
    tab.bar.kind.set_text("谈心")
    press(initials(children[0]), ENTER)
    tab.bar.child.setFocus()
    press("q", Qt.Key.Key_Backspace)
    assert tab.bar.child.line.hasFocus()
    assert tab.bar.child.chosen == [children[0].id]
