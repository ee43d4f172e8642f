"""Columns chosen, ordered, widened, sorted by, remembered: by mouse and by keys."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.keeping.settings import keep_setting, read_setting
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.table.arrangement import (
    Arrangement,
    Place,
    default_arrangement,
    read_arrangement,
)
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.columns_dialog import ColumnsDialog
from liushou_desk.ui.table.header import ListHeader
from liushou_desk.ui.table.header_menu import header_menu
from liushou_desk.ui.table.memory import ListMemory
from liushou_desk.ui.table.panel import Chip, ListPanel

ROWS = (("张", 9, "甲"), ("李", 12, "乙"), ("曾", 9, "丙"))
COLUMNS = (
    Column[Any]("姓名", lambda row: row[0], field=FIELDS["child", "name"]),
    Column[Any]("年龄", lambda row: str(row[1]), 2, key=lambda row: row[1], field=OPEN),
    Column[Any]("备注", lambda row: row[2], 8, shown=False, field=FIELDS["child", "remarks"]),
    Column[Any]("健康", lambda row: "好", 4, shown=False, field=FIELDS["term_sheet", "health"]),
)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(qtbot: QtBot) -> ListPanel[Any]:
    made: ListPanel[Any] = ListPanel(COLUMNS, lambda row: row[0], lambda row: f"\n{row[0]}\n")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.set_rows(ROWS)
    return made


@pytest.fixture
def header(panel: ListPanel[Any]) -> ListHeader:
    return panel.table.header


def headings(header: ListHeader) -> list[str]:
    return [header.columns[number].heading for number in header.shown()]


def opened() -> ColumnsDialog:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ColumnsDialog)]
    return found


def show_all(header: ListHeader, *others: str) -> None:
    places = [Place(c.heading, c.shown or c.heading in others, c.width) for c in COLUMNS]
    header.choose(Arrangement(tuple(places)))


def test_columns_not_offered_at_first_stay_away(panel: ListPanel[Any]) -> None:
    assert headings(panel.table.header) == ["姓名", "年龄"]
    assert panel.listing("名单").headings == ("姓名", "年龄")


def test_what_is_shown_is_what_is_printed_and_copied(panel: ListPanel[Any]) -> None:
    header = panel.table.header
    show_all(header, "备注")
    header.moveSection(2, 0)
    header.hide_column(1)
    header.sort(0, turned=True)
    listing = panel.listing("名单")
    assert listing.headings == ("备注", "姓名")
    assert listing.rows == (("乙", "李"), ("丙", "曾"), ("甲", "张"))
    panel.table.selectRow(0)
    assert panel.table.copied() == "备注\t姓名\n乙\t李"


def test_headings_say_what_sorts_and_in_which_order(header: ListHeader) -> None:
    model = header.model()
    shown = lambda: [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 1)]  # noqa: E731
    header.sort_by(1)
    assert shown() == ["姓名", "年龄▲"]
    header.sort_by(0)
    header.sort_by(0)
    assert shown() == ["姓名1▼", "年龄2▲"]
    assert header.sort_words() == "先按姓名倒序，再按年龄"
    header.sort_by(0)
    assert shown() == ["姓名", "年龄▲"]


def test_a_narrow_heading_makes_room_for_its_mark(header: ListHeader) -> None:
    before = header.sectionSize(1)
    header.sort_by(0)
    header.sort_by(1)
    needed = header.fontMetrics().horizontalAdvance("年龄1▲")
    assert header.sectionSize(1) >= needed
    header.unsort()
    assert header.arrangement.places[1].width == COLUMNS[1].width
    assert header.sectionSize(1) >= before


def test_the_last_column_fills_the_room_and_keeps_its_own_width(header: ListHeader) -> None:
    assert header.length() == header.viewport().width()
    show_all(header, "备注")
    assert header.length() == header.viewport().width()
    header.resizeSection(0, 900)
    one = header.fontMetrics().horizontalAdvance("国")
    assert header.sectionSize(2) >= 8 * one
    assert header.arrangement.places[2].width == 8


def test_the_last_shown_column_cannot_be_hidden(header: ListHeader) -> None:
    for number in (0, 1):
        header.hide_column(number)
    assert headings(header) == ["年龄"]


def test_what_is_selected_stays_so_in_another_order(panel: ListPanel[Any]) -> None:
    panel.table.hideColumn(0)
    panel.table.select([ROWS[0], ROWS[2]])
    panel.table.header.sort(1, turned=True)
    assert panel.table.selected() == [ROWS[0], ROWS[2]]
    assert panel.shown()[0] is ROWS[1]


def test_hidden_rows_stay_chosen_and_are_told_of(panel: ListPanel[Any]) -> None:
    panel.table.selectAll()
    panel.search.setText("张")
    assert "另选的 2 行被筛选隐藏" in panel.count.text()
    assert panel.table.selected() == [ROWS[0]]
    panel.search.clear()
    assert len(panel.table.selected()) == 3
    panel.search.setText("张")
    panel.table.selectRow(0)
    assert panel.hidden_number == 2  # it was selected already
    panel.table.clearSelection()
    panel.table.selectRow(0)
    assert panel.hidden_number == 0


def test_selecting_all_takes_what_chips_and_search_let_through(panel: ListPanel[Any]) -> None:
    panel.set_chips([Chip("nine", "九岁", 2, lambda row: row[1] == 9)])
    panel.press_chip("nine")
    panel.table.selectAll()
    assert [row[0] for row in panel.table.selected()] == ["张", "曾"]
    assert panel.pressed_words() == ("九岁 2",)


@pytest.mark.parametrize(
    "kept",
    [None, 3, {}, {"columns": 1}, {"columns": [["姓名"], [3, True, 1]], "sorts": [None, ["无", 1]]},
     {"columns": [["姓名", False, 3], ["年龄", False, 3], ["备注", False, 3], ["健康", False, 1]]},
     {"columns": [["不再有", True, 4]]}],
)  # fmt: skip
def test_what_cannot_be_read_counts_as_not_remembered(kept: Any) -> None:
    assert read_arrangement(kept, COLUMNS) == default_arrangement(COLUMNS)


def test_an_arrangement_comes_back_as_it_was_but_for_restricted_columns(
    header: ListHeader,
) -> None:
    show_all(header, "备注", "健康")
    header.moveSection(2, 0)
    header.resizeSection(1, 200)
    header.sort(3, turned=False)
    header.sort(1, turned=True)
    told = header.arrangement
    back = read_arrangement(told.kept(COLUMNS), COLUMNS)
    assert [place for place in back.places if place.heading != "健康"] == [
        place for place in told.places if place.heading != "健康"
    ]
    assert not next(place for place in back.places if place.heading == "健康").is_shown
    assert back.sorts == (("年龄", True),)


def test_a_column_that_came_later_stands_where_it_was_made() -> None:
    kept = {"columns": [["备注", True, 3], ["姓名", True, 9]], "sorts": []}
    places = read_arrangement(kept, COLUMNS).places
    assert [place.heading for place in places] == ["备注", "年龄", "姓名", "健康"]


def test_columns_are_chosen_by_keys_alone(panel: ListPanel[Any], qtbot: QtBot) -> None:
    panel.table.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.table, Qt.Key.Key_C, modifiers)
    dialog = opened()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.columns, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.columns, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.columns, Qt.Key.Key_Space)
    for _ in range(2):
        qtbot.keyClick(dialog.columns, Qt.Key.Key_Up, ALT)
    for _ in range(2):
        qtbot.keyClick(dialog.columns, Qt.Key.Key_S, ALT)
    assert dialog.columns.currentItem().text().startswith("备注")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    header = panel.table.header
    assert headings(header) == ["备注", "姓名", "年龄"]
    assert header.sorts == ((2, True),)


def test_at_least_one_column_is_shown(header: ListHeader, qtbot: QtBot) -> None:
    dialog = ColumnsDialog(header, header.window())
    for item in dialog._items():
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.ok.isEnabled()
    assert "至少" in dialog.problem.text()
    dialog.default.click()
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_restricted_columns_are_listed_when_asked_for(header: ListHeader, qtbot: QtBot) -> None:
    dialog = ColumnsDialog(header, header.window())
    item = dialog.columns.item(3)
    assert item.isHidden()
    dialog.with_restricted.setChecked(True)
    assert not item.isHidden()
    item.setCheckState(Qt.CheckState.Checked)
    dialog.with_restricted.setChecked(False)
    assert item.checkState() == Qt.CheckState.Unchecked
    dialog.reject()


def test_a_heading_has_a_menu(header: ListHeader) -> None:
    actions = {
        action.text().partition("\t")[0]: action for action in header_menu(header, 1).actions()
    }
    actions["按“年龄”倒序"].trigger()
    assert header.sorts == ((1, True),)
    actions["隐藏“年龄”"].trigger()
    assert headings(header) == ["姓名"]
    actions["恢复默认栏目"].trigger()
    assert headings(header) == ["姓名", "年龄"]
    assert not header.sorts


def test_a_list_is_remembered_in_the_office_file(
    shell: Shell,
    panel: ListPanel[Any],
    qtbot: QtBot,
    settle: Callable[[Shell], None],
    look_into: Callable[..., Any],
) -> None:
    assert shell.workspace is not None
    desk = shell.workspace.desk
    first = ListMemory(desk, panel.table, "probe", "名单")
    settle(shell)
    panel.table.header.hide_column(0)
    panel.table.header.sort_by(1)
    first.keep()
    kept = look_into(shell, lambda office: read_setting(office, "list:probe"))
    assert kept["columns"][0][:2] == ["姓名", False]
    assert kept["sorts"] == [["年龄", False]]
    again: ListPanel[Any] = ListPanel(COLUMNS, lambda row: row[0], lambda row: row[0])
    qtbot.addWidget(again)
    ListMemory(desk, again.table, "probe", "名单")
    settle(shell)
    assert again.table.header.arrangement.sorts == (("年龄", False),)
    assert headings(again.table.header) == ["年龄"]


def test_a_damaged_memory_shows_the_list_as_it_was_made(
    shell: Shell, panel: ListPanel[Any], settle: Callable[[Shell], None], look_into: Any
) -> None:
    assert shell.workspace is not None
    look_into(shell, lambda office: keep_setting(office, "list:probe", ["junk"]))
    ListMemory(shell.workspace.desk, panel.table, "probe", "名单")
    settle(shell)
    assert headings(panel.table.header) == ["姓名", "年龄"]
