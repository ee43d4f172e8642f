"""What a right click on a heading offers."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from liushou_desk.ui.table.columns_dialog import CHOOSE_KEYS, choose_columns
from liushou_desk.ui.table.header import ListHeader


def show_header_menu(header: ListHeader, point: QPoint) -> None:
    """Sort by the heading under the mouse, hide it, or choose all columns."""
    menu = header_menu(header, header.logicalIndexAt(point))
    menu.popup(header.viewport().mapToGlobal(point))


def header_menu(header: ListHeader, number: int) -> QMenu:
    """The menu of one column, or of none where the mouse is beside the last one."""
    menu = QMenu(header)
    menu.aboutToHide.connect(menu.deleteLater)
    if number >= 0:
        heading = header.columns[number].heading
        menu.addAction(f"按“{heading}”升序", lambda: header.sort(number, turned=False))
        menu.addAction(f"按“{heading}”倒序", lambda: header.sort(number, turned=True))
    menu.addAction("不排序", header.unsort).setEnabled(bool(header.sorts))
    menu.addSeparator()
    if number >= 0:
        hide = menu.addAction(
            f"隐藏“{header.columns[number].heading}”", lambda: header.hide_column(number)
        )
        hide.setEnabled(len(header.shown()) > 1)
    menu.addAction(f"选择栏目……\t{CHOOSE_KEYS}", lambda: choose_columns(header))
    menu.addAction("恢复默认栏目", header.reset_all)
    return menu
