"""The roster's table: columns, several chips, marks, menus, and many children changed at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.words import Hukou
from liushou_desk.models import Child
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.settings import read_setting
from liushou_desk.services.register.child_save import save_child
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.roster.bulk import BulkDialog
from liushou_desk.ui.roster.columns import COLUMNS, RESTRICTED
from liushou_desk.ui.roster.tab import RosterTab
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.table.arrangement import Arrangement

TERM = "2026-2027-1"
Settle = Callable[[Shell], None]


@pytest.fixture
def tab(shell: Shell, settle: Settle) -> Iterator[RosterTab]:
    assert shell.workspace is not None
    front = shell.workspace.bring(Spot.ROSTER)
    settle(shell)
    assert isinstance(front, RosterTab)
    yield front
    for dialog in shell.findChildren(BulkDialog):
        dialog.reject()


def show(tab: RosterTab, *headings: str) -> None:
    header = tab.panel.table.header
    told = header.arrangement
    places = [replace(p, is_shown=p.is_shown or p.heading in headings) for p in told.places]
    header.choose(Arrangement(tuple(places), told.sorts))


def opened() -> BulkDialog:
    (found,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, BulkDialog) and widget.isVisible()
    ]
    return found


def choose(dialog: BulkDialog, key: str, text: str) -> None:
    dialog.field.setCurrentIndex(dialog.field.findData(key))
    dialog.inputs[key].set_text(text)
    dialog.inputs[key].edited.emit()


def hukous(office: Any) -> set[Any]:
    with office.reading() as session:
        return set(session.scalars(sa.select(Child.hukou)))


def test_columns_that_rest_on_more_are_filled_when_they_are_shown(
    tab: RosterTab, shell: Shell, settle: Settle
) -> None:
    assert all(line.more is None for line in tab.panel.rows)
    show(tab, "父亲去向", "民族")
    settle(shell)
    listing = tab.listing()
    place = listing.headings.index("民族")
    assert {row[place] for row in listing.rows} >= {"汉族"}
    tab.outdate()
    settle(shell)
    assert all(line.more for line in tab.panel.rows)


def test_the_list_is_remembered(tab: RosterTab, shell: Shell, qtbot: QtBot, look_into: Any) -> None:
    show(tab, "出生日期")
    tab.panel.table.header.sort(2, turned=True)
    qtbot.wait(400)
    kept = look_into(shell, lambda office: read_setting(office, "list:roster"))
    assert ["年龄", True] in kept["sorts"]
    assert [entry[:2] for entry in kept["columns"] if entry[0] == "出生日期"] == [
        ["出生日期", True]
    ]


def test_restricted_columns_are_noted_once_and_not_remembered(
    tab: RosterTab, shell: Shell, settle: Settle, qtbot: QtBot, look_into: Any
) -> None:
    show(tab, "健康状况")
    settle(shell)
    qtbot.wait(400)
    tab.outdate()
    settle(shell)
    said = [row.sentence for row in look_into(shell, list_actions)]
    assert said.count("查看敏感信息") == 1
    kept = look_into(shell, lambda office: read_setting(office, "list:roster"))
    assert not RESTRICTED & {entry[0] for entry in kept["columns"]}


def test_what_is_shown_is_what_goes_onto_paper(tab: RosterTab) -> None:
    header = tab.panel.table.header
    header.hide_column(1)
    header.moveSection(header.visualIndex(3), 0)
    header.sort(2, turned=True)
    tab.panel.press_chip("left_behind")
    tab.panel.search.setText("级")
    listing = tab.listing()
    assert listing.headings[:3] == ("班级", "姓名", "年龄")
    assert [row[1] for row in listing.rows] == [line.row.called for line in tab.panel.shown()]
    ages = [int(row[2]) for row in listing.rows]
    assert ages == sorted(ages, reverse=True)
    assert "按年龄倒序排序" in listing.note


def test_pressed_chips_are_all_met(tab: RosterTab) -> None:
    keys = ("left_behind", "left_behind_boarding", "one_parent_away")
    for key in keys:
        tab.panel._chips[key][1].setChecked(True)
    ids = [{line.child_id for line in tab.panel.rows if tab.panel._chips[key][0].lets_through(line)}
           for key in keys]  # fmt: skip
    assert {line.child_id for line in tab.panel.shown()} == ids[0] & ids[1] & ids[2]
    assert all(chip.tooltip for chip, _ in tab.panel._chips.values())


def test_a_child_that_is_not_to_be_shown_publicly_is_marked(
    tab: RosterTab, shell: Shell, settle: Settle, look_into: Any
) -> None:
    line = tab.panel.rows[0]
    child_id = line.child_id
    look_into(shell, lambda office: save_child(office, TERM, child_id, {"child.is_private": True}))
    settle(shell)
    (row,) = [row for row in tab.listing().rows if "不公开" in row[0]]
    assert row[0].startswith(f"{line.row.name}〔不公开〕")
    assert len(tab.panel.rows) == len(tab.panel.shown())


def test_several_children_are_changed_by_keys_and_come_back_by_one(
    tab: RosterTab, shell: Shell, qtbot: QtBot, settle: Settle, look_into: Any
) -> None:
    before = look_into(shell, hukous)
    tab.panel.table.selectAll()
    shell.activateWindow()
    qtbot.keyClick(tab, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    dialog, word = opened(), list(Hukou)[1]
    choose(dialog, "child.hukou", word.label)
    assert not dialog.do_button.isEnabled()
    dialog.preview_button.click()
    settle(shell)
    number = len(tab.panel.rows)
    assert dialog.panel._chips["CHANGED"][0].number <= number
    assert {line.after for line in dialog.panel.rows} == {word.label}
    dialog.do_button.click()
    settle(shell)
    assert "Ctrl+Z" in shell.statusBar().currentMessage()
    assert look_into(shell, hukous) >= {word}
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert look_into(shell, hukous) == before


def test_a_preview_of_something_else_is_no_preview(
    tab: RosterTab, shell: Shell, settle: Settle
) -> None:
    tab.panel.table.selectRow(0)
    tab.change_several()
    settle(shell)
    dialog = opened()
    choose(dialog, "child.nation", "苗族")
    dialog.preview()
    settle(shell)
    assert dialog.do_button.isEnabled()
    choose(dialog, "child.nation", "侗族")
    assert not dialog.do_button.isEnabled()
    assert not dialog.panel.rows


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("class", "", "请填写"),
        ("child.enrolled_in", "火星", "年月"),
        ("child.hukou", "外星", "外星"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_offered(
    tab: RosterTab, shell: Shell, settle: Settle, key: str, text: str, said: str
) -> None:
    tab.panel.table.selectRow(0)
    tab.change_several()
    settle(shell)
    dialog = opened()
    choose(dialog, key, text)
    dialog.preview()
    settle(shell)
    assert said in dialog.problem.text()
    assert not dialog.do_button.isEnabled()


def test_the_dialog_says_how_many_chosen_are_hidden(
    tab: RosterTab, shell: Shell, settle: Settle
) -> None:
    tab.panel.table.selectAll()
    tab.panel.search.setText(tab.panel.rows[0].row.name)
    tab.change_several()
    settle(shell)
    hidden = len(tab.panel.rows) - len(tab.panel.shown())
    assert f"另选的{hidden}名" in opened().who.text()


def test_nobody_selected_is_told(tab: RosterTab, shell: Shell) -> None:
    tab.panel.table.clearSelection()
    tab.change_several()
    assert "请先选中" in shell.statusBar().currentMessage()


def test_the_menu_names_keys_and_suits_what_is_selected(tab: RosterTab) -> None:
    menu = tab.menu
    tab.panel.table.selectAll()
    menu.fill()
    enabled = {action.text().partition("\t")[0]: action.isEnabled() for action in menu.actions()}
    assert not enabled["删除"]
    assert enabled[f"批量修改选中的{len(tab.panel.rows)}名……"]
    assert "Ctrl+U" in "".join(action.text() for action in menu.actions())
    tab.panel.table.select(tab.panel.shown()[:1])
    menu.fill()
    enabled = {action.text().partition("\t")[0]: action.isEnabled() for action in menu.actions()}
    assert enabled["删除"] and enabled["离校"] and not enabled["返校"]  # noqa: PT018


def test_every_column_has_a_heading_of_its_own() -> None:
    headings = [column.heading for column in COLUMNS]
    assert len(set(headings)) == len(headings)
