"""The generic table: frozen rows, search, chips, sorting by several, what is printed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.search import search_text
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.model import ROW_ROLE, RowsModel
from liushou_desk.ui.table.panel import Chip, ListPanel


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    readings: str
    age: int


PEOPLE = (
    Person(1, "张伟", "zhangwei\nzw", 9),
    Person(2, "李娜", "lina\nln", 12),
    Person(3, "曾芳", "zengfang\nzf", 9),
)
COLUMNS = (
    Column[Person]("姓名", lambda p: p.name, field=OPEN),
    Column[Person](
        "年龄",
        lambda p: f"{p.age}岁",
        key=lambda p: p.age,
        right=True,
        tone=lambda p: Tone.BAD if p.age > 10 else Tone.PLAIN,
        field=OPEN,
    ),
)


@pytest.fixture
def panel(qtbot: QtBot) -> ListPanel[Person]:
    made: ListPanel[Person] = ListPanel(
        COLUMNS, lambda p: p.id, lambda p: search_text(p.name, readings=p.readings)
    )
    qtbot.addWidget(made)
    made.show()
    made.set_rows(PEOPLE)
    return made


def names(panel: ListPanel[Person]) -> str:
    return "".join(person.name[0] for person in panel.shown())


def test_qt_finds_nothing_wrong_with_the_model(
    check_model: Callable[[QAbstractItemModel], None], qtbot: QtBot
) -> None:
    model: RowsModel[Person] = RowsModel(COLUMNS)
    check_model(model)
    for rows in (PEOPLE, (), PEOPLE[:1], PEOPLE):
        model.set_rows(rows)
    assert model.index(0, 0).data(ROW_ROLE) is PEOPLE[0]


def test_a_row_is_shown_by_its_columns(panel: ListPanel[Person]) -> None:
    model = panel.table.rows_model
    assert [model.index(1, c).data() for c in range(2)] == ["李娜", "12岁"]
    assert model.index(1, 1).data(Qt.ItemDataRole.ForegroundRole).color() == Tone.BAD.colour
    assert model.headerData(1, Qt.Orientation.Horizontal) == "年龄"


@pytest.mark.parametrize(
    ("typed", "left"), [("zw", "张"), ("zeng", "曾"), ("娜", "李"), ("x", ""), ("z", "张曾")]
)
def test_typing_narrows_the_list(
    panel: ListPanel[Person], qtbot: QtBot, typed: str, left: str
) -> None:
    qtbot.keyClicks(panel.search, typed) if typed.isascii() else panel.search.setText(typed)
    assert names(panel) == left
    assert panel.count.text() == f"显示 {len(left)} 行，共 3 行"


def test_chips_combine_with_each_other_and_the_search(panel: ListPanel[Person]) -> None:
    panel.set_chips(
        [
            Chip("young", "九岁", 2, lambda p: p.age == 9),
            Chip("first", "前两名", 2, lambda p: p.id < 3),
        ]
    )
    panel.press_chip("young")
    assert names(panel) == "张曾"
    panel.search.setText("zf")
    assert names(panel) == "曾"
    panel.search.clear()
    panel._chips["first"][1].setChecked(True)
    assert names(panel) == "张"


def test_chips_stay_pressed_when_their_numbers_change(panel: ListPanel[Person]) -> None:
    panel.set_chips([Chip("young", "九岁", 2, lambda p: p.age == 9)])
    panel.press_chip("young")
    panel.set_chips([Chip("young", "九岁", 5, lambda p: p.age == 9)])
    assert names(panel) == "张曾"
    assert panel._chips["young"][1].text() == "九岁 5"


def test_headings_clicked_one_after_another_sort_by_several(panel: ListPanel[Person]) -> None:
    panel.table.header.sort_by(0)
    panel.table.header.sort_by(1)
    assert names(panel) == "张曾李"
    panel.table.header.sort_by(1)
    assert names(panel)[0] == "李"


def test_selection_outlives_a_new_reading_and_a_search(panel: ListPanel[Person]) -> None:
    panel.table.select([PEOPLE[2]])
    panel.set_rows(tuple(Person(p.id, p.name, p.readings, p.age + 1) for p in PEOPLE))
    assert [row.id for row in panel.table.selected()] == [3]
    panel.search.setText("z")
    assert [row.id for row in panel.table.selected()] == [3]


def test_a_record_can_be_revealed_before_and_after_it_is_read(panel: ListPanel[Person]) -> None:
    panel.search.setText("zw")
    panel.reveal(2)
    assert panel.search.text() == ""
    assert [row.id for row in panel.table.selected()] == [2]
    panel.reveal(4)
    panel.set_rows((*PEOPLE, Person(4, "欧阳雪", "ouyangxue", 8)))
    assert [row.id for row in panel.table.selected()] == [4]


def test_enter_goes_from_the_search_to_the_table_and_opens(
    panel: ListPanel[Person], qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.search, "ln")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert opened.args == [PEOPLE[1]]


def test_copying_gives_what_a_spreadsheet_takes(panel: ListPanel[Person], qtbot: QtBot) -> None:
    panel.table.selectAll()
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "姓名\t年龄\n张伟\t9岁\n李娜\t12岁\n曾芳\t9岁"


def test_the_listing_is_exactly_what_is_shown(panel: ListPanel[Person]) -> None:
    panel.search.setText("z")
    panel.table.horizontalHeader().moveSection(1, 0)
    listing = panel.listing("名单", "注")
    assert listing.headings == ("年龄", "姓名")
    assert listing.rows == (("9岁", "张伟"), ("9岁", "曾芳"))


def test_an_emptied_search_box_loses_its_cross(panel: ListPanel[Person], qtbot: QtBot) -> None:
    cross = panel.search.findChild(QToolButton)
    assert cross is not None
    panel.search.setText("张")
    qtbot.waitUntil(cross.isVisible)
    panel.reveal(3)
    assert (panel.search.text(), names(panel)) == ("", "张李曾")
    qtbot.waitUntil(lambda: not cross.isVisible())


def test_what_is_selected_stays_in_sight_when_the_table_gets_lower(
    panel: ListPanel[Person], qtbot: QtBot
) -> None:
    panel.set_rows([Person(number, f"儿童{number}", "", 9) for number in range(40)])
    table = panel.table
    panel.resize(400, 500)
    qtbot.wait(20)
    last_shown = table.rowAt(table.viewport().height() - table.rowHeight(0) - 1)
    panel.reveal(last_shown)
    panel.resize(400, 300)
    qtbot.wait(20)
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()
