"""A pile of paper forms in 成批登记: typed by keyboard alone, pasted, the power gone between."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.contact_row import CHILDREN, VISITORS
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.picking import Pick
from liushou_desk.services.diary import EntryRow
from liushou_desk.services.keeping.drafts import list_drafts
from liushou_desk.ui.diary.grid.dialog import GridDialog
from liushou_desk.ui.diary.grid.keeping import FORM
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.diary.conftest import ENTER, ESCAPE, TAB, TODAY, initials
from tests.ui.keyboard import CTRL, Keyboard, Press

Kept = Callable[[], list[EntryRow]]


@pytest.fixture
def grid(tab: DiaryTab, press: Press, keyboard: Keyboard) -> GridDialog:
    """The window as its key opens it, with the cursor in the first cell."""
    press("g", held=CTRL)
    dialog = keyboard.dialogs()[-1]
    assert isinstance(dialog, GridDialog)
    return dialog


def states(grid: GridDialog, number: int) -> list[str]:
    return [row.state[0] for row in grid.model.rows[:number]]


def test_forty_paper_visits_cost_under_forty_keys_each(
    grid: GridDialog, keyboard: Keyboard, children: list[Pick], kept: Kept
) -> None:
    before = len(kept())
    typed: list[tuple[object, ...]] = []
    for batch in range(0, 40, 8):
        keys: list[str | Qt.Key] = []
        for number in range(batch, batch + 8):
            child, day = children[number % len(children)], TODAY - timedelta(days=number)
            texts = ("家", "奶", f"第{number}户", "无人看", "请邻居")
            texts = texts if number % 8 == 0 else ("", "", texts[2], "", "")
            keys += [f"{day.month}.{day.day}", ENTER, initials(child), ENTER, "1", ENTER, ENTER]
            keys += ["1", ENTER, *(key for text in texts for key in (text, ENTER))]
            typed.append((child.id, DiaryKind.HOME_VISIT, day, *(text or None for text in texts)))
        keyboard.work = f"{batch}"
        keyboard.press(*keys)
        text = sum(len(word) for row in typed[batch:] for word in row[3:] if isinstance(word, str))
        assert keyboard.keys[f"{batch}"] - text < 8 * 40
    rows = sorted(kept()[: len(kept()) - before], key=lambda row: row.entry_id)
    found = [(row.child_ids[0], row.kind, row.happened_on, *row[6:11]) for row in rows]
    assert found == typed
    assert all(row.reached for row in rows)
    assert {state[:3] for state in states(grid, 40)} == {"已保存"}


def test_ctrl_d_repeats_kind_and_teacher_alone(
    grid: GridDialog, press: Press, children: list[Pick]
) -> None:
    press("11.20", ENTER, initials(children[0]), ENTER, "3", ENTER, ENTER, "1", ENTER)
    grid.table.go_to(1, 0)
    press("d", held=CTRL)
    above, here = grid.model.rows[0].texts, grid.model.rows[1].texts
    assert here == {key: above[key] for key in ("kind", VISITORS) if key in above}
    assert grid.model.rows[1].is_blank
    grid.table.go_to(1, 5)
    press("学校")
    typed = here | {"place": "学校"}
    for left in ({}, typed, {}, typed):  # a wrong key is taken back by itself
        press("l", held=CTRL)
        assert grid.model.rows[1].texts == left


def test_a_pasted_block_is_checked_cell_by_cell(
    grid: GridDialog, press: Press, children: list[Pick], kept: Kept, monkeypatch: Any
) -> None:
    before = len(kept())
    one, other = (child.called.partition("（")[0] for child in children[:2])
    namesake = Pick(-1, f"{one}（六2）", f"\n{one}")
    names = grid.reader.names[CHILDREN]
    monkeypatch.setattr(names, "_named", names._named | {other: [children[1], namesake]})  # pyright: ignore[reportPrivateUsage]
    block = (
        f'2026-11-18\t{one}\t家访\t\t是\t家里\t奶奶\t"一切都好\n住得近"\n'
        f"2026-11-19\t{other}\t家坊\t\t是\n"
        f"2099-01-01\t没有这人\t谈心\t\t未遇\n"
    )
    QApplication.clipboard().setText(block)
    press("v", held=CTRL)
    assert len(kept()) == before
    first, second, third = grid.model.rows[:3]
    assert (first.problems, first.texts["content"]) == ({}, "一切都好\n住得近")
    assert first.texts[CHILDREN] == str(children[0].id)
    assert set(second.problems) == {CHILDREN, "kind"}
    assert "有2人" in second.problems[CHILDREN]
    assert set(third.problems) == {CHILDREN, "happened_on"}
    assert third.texts["reached"] == "否"
    press("s", held=CTRL)
    assert len(kept()) == before + 1
    assert (kept()[0].child_ids, kept()[0].visitors) == ((children[0].id,), "")
    QApplication.clipboard().setText(block)
    grid.table.go_to(0, 0)
    press("v", held=CTRL)
    assert "已经有内容" in grid.told.text()
    press(ESCAPE)


def test_a_saved_line_is_amended_in_place(
    grid: GridDialog, press: Press, children: list[Pick], kept: Kept
) -> None:
    press("11.20", ENTER, initials(children[0]), ENTER, "3", ENTER, ENTER, "1")
    press(Qt.Key.Key_Down)
    grid.table.go_to(1, 0)
    press()
    assert states(grid, 1) == ["已保存"]
    before = len(kept())
    grid.table.go_to(0, 5)
    press("学校", ENTER)
    assert states(grid, 1) == ["改了还没有保存"]
    grid.table.go_to(1, 0)
    press()
    assert states(grid, 1) == ["已保存"]
    assert (len(kept()), kept()[0].place) == (before, "学校")


def test_what_a_crash_left_stands_there_again(
    tab: DiaryTab,
    grid: GridDialog,
    press: Press,
    keyboard: Keyboard,
    shell: Shell,
    children: list[Pick],
    kept: Kept,
    answers: Answers,
    look_into: Callable[..., Any],
) -> None:
    press("11.20", ENTER, initials(children[0]), ENTER, "1", ENTER)
    press(TAB, "1", ENTER, "家里", ENTER, ENTER, "说到一半", ENTER)
    before = len(kept())
    grid._draft.keep_now()  # pyright: ignore[reportPrivateUsage]
    keyboard.settle()
    grid.done(0)  # as if the power had gone: nothing is asked, nothing saved
    keyboard.settle()
    assert len(kept()) == before
    assert [draft.form for draft in look_into(shell, list_drafts)] == [FORM]
    press("g", held=CTRL)
    again = keyboard.dialogs()[-1]
    assert isinstance(again, GridDialog)
    assert again.model.rows[0].texts["content"] == "说到一半"
    assert "已恢复" in again.told.text()
    answers.ask = False
    again.model.write(3, "place", "不知哪家")
    press(ESCAPE)
    assert again.isVisible()
    assert "第4行还没有保存" in answers.shown[-1]
    assert len(kept()) == before + 1
    answers.ask = True
    press(ESCAPE)
    assert not look_into(shell, list_drafts)
