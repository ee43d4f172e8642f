"""Forty visits in a hurry, by keyboard alone, and what goes wrong on the way."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.picking import Pick
from liushou_desk.services.diary import EntryRow, quick_defaults
from liushou_desk.services.keeping.drafts import keep_draft, list_drafts, read_draft
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.diary.conftest import ENTER, ESCAPE, TAB, TODAY, YESTERDAY, initials
from tests.ui.keyboard import Press

Kept = Callable[[], list[EntryRow]]
Settle = Callable[[Shell], None]
PASS = (ENTER, ENTER, ENTER)
"""Kind, day and visitors as they stand."""


def where() -> object:
    return QApplication.focusWidget()


def test_forty_visits_are_on_file_and_no_field_is_mixed_up(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept
) -> None:
    """The hand never looks up: name, kind, day, visitors, text, always in this order."""
    before = len(kept())
    kinds = list(DiaryKind)
    typed: list[tuple[int, DiaryKind, object, str]] = []
    for number in range(40):
        child, kind = children[number % len(children)], kinds[number // 8]
        day = TODAY - timedelta(days=number // 10)
        text = f"到家看望，情况{number}"
        press(initials(child), ENTER)
        press(*([str(kinds.index(kind) + 1)] if number % 8 == 0 else []), ENTER)
        press(*([f"{day.month}.{day.day}"] if number % 10 == 0 else []), ENTER)
        press(ENTER, text, ENTER)
        typed.append((child.id, kind, day, text))
    rows = kept()
    assert len(rows) == before + 40
    found = [(row.child_ids[0], row.kind, row.happened_on, row.content) for row in rows[:40]]
    assert found[::-1] == typed
    assert tab.bar.done.text() == "本次已记 40 条"
    assert [row.entry_id for row in tab.panel.shown()[:40]] == [row.entry_id for row in rows[:40]]


def test_every_entry_stops_at_the_same_places(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept
) -> None:
    bar = tab.bar
    stops = [bar.kind.box, bar.day.line, bar.visitors.line, bar.content.area]
    for number, key in enumerate(("1", "2", "")):
        press(initials(children[number]), ENTER)
        seen = [where()]
        for keys in ((*key, ENTER), (ENTER,), (ENTER,)):
            press(*keys)
            seen.append(where())
        assert seen == stops
        press("说了说近况", ENTER)
        assert where() is bar.child.line
        assert bar.is_blank
    assert [row.kind.label for row in kept()[:3]] == ["谈心", "谈心", "家访"]


def test_a_figure_alone_is_no_content(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept
) -> None:
    before = len(kept())
    press(initials(children[0]), ENTER, "1", ENTER, ENTER, ENTER, "2", ENTER)
    assert tab.bar.note.text().startswith("这里只有数字或符号")
    assert len(kept()) == before
    assert where() is tab.bar.content.area


def test_a_day_long_ago_is_asked_about_and_not_kept(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept, answers: Answers
) -> None:
    before, old = len(kept()), TODAY - timedelta(61)
    answers.ask = False
    press(initials(children[0]), ENTER, "1", ENTER, f"{old}", ENTER, ENTER, "补记", ENTER)
    assert str(old) in answers.shown[-1]
    assert (len(kept()), where()) == (before, tab.bar.day.line)
    answers.ask = True
    press(ENTER, ENTER, ENTER)
    assert (kept()[0].happened_on, tab.bar.day.text()) == (old, TODAY.isoformat())
    press(initials(children[1]), ENTER, ENTER, "前天", ENTER, ENTER, "今年的", ENTER)
    assert (kept()[0].happened_on, len(answers.shown)) == (TODAY - timedelta(2), 2)


def test_the_count_knows_undo_and_redo(
    tab: DiaryTab, press: Press, children: list[Pick], shell: Shell, settle: Settle
) -> None:
    tab.bar.kind.set_text("家访")
    for child in children[:2]:
        press(initials(child), ENTER, ENTER, ENTER, ENTER, "看望", ENTER)
    told: list[str] = []
    for key in "zzyy":
        press(key, held=Qt.KeyboardModifier.ControlModifier)
        settle(shell)
        told.append(tab.bar.done.text())
    assert told == [f"本次已记 {count} 条" for count in (1, 0, 1, 2)]


def test_each_child_brings_its_own_mentor_and_a_typed_one_is_kept(
    tab: DiaryTab, press: Press, children: list[Pick], shell: Shell, look_into: Callable[..., Any]
) -> None:
    term, one, other = tab.desk.term, children[0], children[1]
    own = [
        look_into(shell, lambda office, c=c: quick_defaults(office, term, c.id)).mentor_id
        for c in (one, other)
    ]
    for child, mentor_id in zip((one, other), own, strict=True):
        press(initials(child), ENTER, ESCAPE)
        assert tab.bar.visitors.chosen == ([mentor_id] if mentor_id else [])
        press(Qt.Key.Key_Backspace)
    stranger = next(i for i in tab.bar.visitors.picks if i not in own)
    tab.bar.visitors.set_text(str(stranger))
    press(initials(one), ENTER, "1", ENTER, ENTER, ENTER, "text", ENTER)
    assert tab.bar.visitors.chosen == [stranger]


@pytest.mark.parametrize(
    ("keys", "said", "marked"),
    [
        (("xqzq", ENTER), "在册儿童里没有“xqzq”", "children"),
        ((ENTER,), "请选择儿童", "children"),
        ((TAB, ENTER), "请填写类别", "kind"),
        ((TAB, "1", ENTER, "1332", ENTER), "“1332”不是日期", "happened_on"),
        ((TAB, "1", ENTER, "20990101", ENTER), "发生日期不能晚于今天", "happened_on"),
    ],
)
def test_what_is_wrong_is_said_at_once_and_the_cursor_stays(
    tab: DiaryTab, press: Press, keys: tuple[Any, ...], said: str, marked: str
) -> None:
    press(*keys)
    assert tab.bar.note.text().startswith(said)
    assert tab.bar.inputs[marked].focusProxy() is not None
    assert tab.bar.inputs[marked].isAncestorOf(QApplication.focusWidget())


def test_nothing_typed_is_lost_by_a_refusal(
    tab: DiaryTab, press: Press, kept: Kept, shell: Shell, settle: Settle
) -> None:
    before = len(kept())
    tab.bar.content.area.setFocus()
    press("long text", ENTER)
    settle(shell)
    assert tab.bar.content.text() == "long text"
    assert tab.bar.note.text().startswith("请选择儿童")
    assert len(kept()) == before


def test_half_a_name_is_not_taken_for_a_child(
    tab: DiaryTab, press: Press, children: list[Pick]
) -> None:
    press(initials(children[0])[:2])
    tab.bar.content.area.setFocus()
    tab.bar.entered.emit()
    assert "还没有选中" in tab.bar.note.text()


def test_doubts_and_copies_are_said_and_never_block(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept, shell: Shell, settle: Settle
) -> None:
    before = len(kept())
    text = "the very same words about homework"
    for _ in range(2):
        press(initials(children[0]), ENTER, *([] if tab.bar.kind.text() else ["1"]), *PASS)
        press(text, ENTER)
        settle(shell)
    assert "与上次记录" in tab.bar.note.text()
    press(initials(children[1]), ENTER, *PASS, ENTER)
    settle(shell)
    assert "没有写内容" in tab.bar.note.text()
    assert len(kept()) == before + 3


def test_several_children_in_a_group_and_a_visit_in_vain(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept
) -> None:
    tab.bar.kind.set_text("家访")
    tab.bar.group.setChecked(True)
    press(initials(children[0]), ENTER, initials(children[1]), ENTER, ENTER, *PASS)
    assert where() is tab.bar.content.area
    tab.bar.missed.setChecked(True)
    press(ENTER)
    row = kept()[0]
    assert set(row.child_ids) == {children[0].id, children[1].id}
    assert (row.is_group, row.reached) == (True, False)
    assert tab.bar.texts()["is_group"] == tab.bar.texts()["missed"] == ""


def test_undo_takes_the_last_visit_out_of_the_list(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept, shell: Shell, settle: Settle
) -> None:
    before = kept()
    tab.bar.kind.set_text("家访")
    press(initials(children[0]), ENTER, *PASS, "wrong click", ENTER)
    settle(shell)
    press("z", held=Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert kept() == before
    assert len(tab.panel.rows) == len([row for row in before if row in tab.panel.rows])


def test_the_arrows_choose_another_of_the_names(tab: DiaryTab, press: Press) -> None:
    press("z")
    down = Qt.Key.Key_Down
    press(down, down, ENTER)
    offered = [i for i, pick in tab.bar.child.picks.items() if "\nz" in pick.search]
    assert tab.bar.child.chosen == offered[1:2]


def test_what_was_being_typed_is_a_draft_and_comes_back_after_a_crash(
    tab: DiaryTab,
    press: Press,
    children: list[Pick],
    shell: Shell,
    settle: Settle,
    look_into: Callable[..., Any],
) -> None:
    press(initials(children[0]), ENTER, "2", ENTER, ENTER, ENTER, "half a sen")
    QApplication.processEvents()
    shell.tasks.run(shell, lambda office: keep_draft(office, "quick_entry", None, tab.bar.texts()))
    draft = look_into(shell, lambda office: read_draft(office, "quick_entry", None))
    again = DiaryTab(tab.desk)
    again.refresh()
    settle(shell)
    assert again.bar.texts() == draft.values == tab.bar.texts()
    assert "已恢复" in again.bar.note.text()
    again.deleteLater()


def test_typing_is_kept_after_a_moment_and_saving_drops_it(
    tab: DiaryTab, press: Press, children: list[Pick], shell: Shell, look_into: Any, qtbot: QtBot
) -> None:
    press(initials(children[0]), ENTER, "2", ENTER, ENTER, ENTER, "text")

    def drafts() -> list[str]:
        return [row.form for row in look_into(shell, list_drafts)]

    qtbot.waitUntil(lambda: drafts() == ["quick_entry"], timeout=3000)
    press(ENTER)
    assert drafts() == []


def test_what_the_file_refuses_comes_back_and_what_was_begun_waits(
    tab: DiaryTab, press: Press, children: list[Pick], kept: Kept, shell: Shell, settle: Settle
) -> None:
    tab.bar.kind.set_text("家访")
    ghost = Pick(999_999, "离校生", "\n离校生\nlxs\n")
    tab.bar.child.picks[ghost.id] = ghost
    writing = Event()
    shell.tasks.run(tab, lambda _: writing.wait(9))  # the file is slow until all is typed
    tab.bar.content.edited.connect(
        lambda: writing.set() if tab.bar.content.text() == "next" else None
    )
    press("lxs", ENTER, *PASS, "gone", ENTER, initials(children[0]), ENTER, *PASS, "next")
    settle(shell)
    assert (tab.bar.child.chosen, tab.bar.content.text()) == ([children[0].id], "next")
    press(ENTER)
    settle(shell)
    assert (tab.bar.child.chosen, tab.bar.content.text()) == ([ghost.id], "gone")
    assert tab.bar.note.property("role") == "problem"
    assert (kept()[0].child_ids, kept()[0].content) == ((children[0].id,), "next")


def test_what_the_file_refuses_comes_back_at_once_where_nothing_was_begun(
    tab: DiaryTab, press: Press, shell: Shell, settle: Settle
) -> None:
    tab.bar.kind.set_text("家访")
    tab.bar.child.picks[999_999] = Pick(999_999, "离校生", "\n离校生\nlxs\n")
    press("lxs", ENTER, *PASS, "gone", ENTER)
    settle(shell)
    assert tab.bar.texts() | {"kind": "家访", "children": "999999", "content": "gone"} == (
        tab.bar.texts()
    )
    assert where() is tab.bar.child.line


def test_a_journey_for_a_child_fills_the_bar(
    tab: DiaryTab, children: list[Pick], shell: Shell, settle: Settle, look_into: Callable[..., Any]
) -> None:
    child, term = children[2], tab.desk.term
    tab.desk.go(Journey(Spot.DIARY, child_id=child.id))
    settle(shell)
    owed = look_into(shell, lambda office: quick_defaults(office, term, child.id))
    assert tab.bar.child.chosen == [child.id]
    assert tab.bar.kind.text() == (owed.kind.label if owed.kind else "")
    assert tab.bar.visitors.text() == str(owed.mentor_id or "")
    assert where() is tab.bar.content.area


def test_a_journey_for_a_child_not_on_the_register_is_explained(
    tab: DiaryTab, shell: Shell, settle: Settle
) -> None:
    said: list[str] = []
    tab.desk.said.connect(said.append)
    tab.desk.go(Journey(Spot.DIARY, child_id=424242))
    settle(shell)
    assert "不在所选学期的花名册上" in said[-1]
    assert tab.bar.is_blank


def test_the_day_is_kept_once_typed(tab: DiaryTab, press: Press, children: list[Pick]) -> None:
    press(initials(children[0]), ENTER, "1", ENTER, f"{YESTERDAY:%m%d}", ENTER, ENTER, "a", ENTER)
    press(initials(children[1]), ENTER, *PASS, "b", ENTER)
    tab.quick.begin_day()
    assert tab.bar.day.text() == YESTERDAY.isoformat()


def test_an_entry_that_came_back_leaves_its_mentor_to_no_other_child(
    tab: DiaryTab, press: Press, children: list[Pick], shell: Shell, settle: Settle
) -> None:
    tab.bar.kind.set_text("家访")
    press(initials(children[0]), ENTER, *PASS, "put aside")
    own = tab.bar.visitors.text()
    tab.desk.go(Journey(Spot.DIARY, child_id=children[1].id))
    settle(shell)
    press("first", ENTER)
    settle(shell)
    assert (tab.bar.content.text(), tab.bar.visitors.text()) == ("put aside", own)
    tab.bar.content.area.setFocus()
    press(ENTER)
    assert tab.bar.visitors.text() == ""
