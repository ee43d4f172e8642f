"""A page scrolls where it must, and only there."""

from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liushou_desk.ui.scrolled import scrolled_page
from liushou_desk.ui.table.flow import FlowLayout


def test_a_page_with_a_wrapped_line_scrolls_only_where_it_has_no_room(qtbot: QtBot) -> None:
    page, items = QWidget(), QListWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(items)
    line = QLabel("定稿后有变动。" * 12, wordWrap=True)
    layout.addWidget(line)
    area = scrolled_page(page)
    qtbot.addWidget(area)
    area.resize(400, items.sizeHint().height())
    area.show()
    assert page.heightForWidth(400) > area.height()  # what Qt would give it
    assert page.size() == area.viewport().size()
    assert line.height() >= line.heightForWidth(line.width())
    area.resize(400, 90)
    assert area.verticalScrollBar().maximum() > 0
    line.hide()
    layout.activate()
    qtbot.waitUntil(lambda: page.height() < 200)


def test_lines_of_small_things_push_the_list_below_down_in_a_splitter_too(qtbot: QtBot) -> None:
    side, items = QWidget(), QListWidget()
    layout, flow = QVBoxLayout(side), FlowLayout()
    for _ in range(12):
        flow.addWidget(QPushButton("本月未联系 202"))
    layout.addLayout(flow)
    layout.addWidget(items)
    halves = QSplitter()
    halves.addWidget(side)
    area = scrolled_page(halves)
    qtbot.addWidget(area)
    area.resize(340, 200)
    area.show()
    last = flow.itemAt(11).widget()
    qtbot.waitUntil(lambda: last.geometry().bottom() < items.y())
    assert area.verticalScrollBar().maximum() > 0
    area.resize(3000, 200)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
