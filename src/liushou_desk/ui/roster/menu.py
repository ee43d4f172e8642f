"""What can be done with the selected children, with the keys for it: right click, or 更多."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.list_paper import save_list
from liushou_desk.ui.roster.doors import PAGE_KEYS, doors_for, show_page
from liushou_desk.ui.table.columns_dialog import CHOOSE_KEYS, choose_columns

if TYPE_CHECKING:
    from liushou_desk.ui.roster.lines import RosterLine
    from liushou_desk.ui.roster.tab import RosterTab

BULK_KEYS = "Ctrl+U"


def fill_menu(menu: QMenu, tab: "RosterTab") -> None:
    """Make the menu anew for what is selected now."""
    menu.clear()
    lines = tab.panel.table.selected()
    one = lines[0] if len(lines) == 1 else None
    gone = [line.has_left for line in lines]
    for text, keys, do, allowed in (
        ("修改", "F2", tab.amend, bool(lines)),
        ("记家访", "", lambda: _visit(tab, one), one is not None and not one.has_left),
        ("结对", "", lambda: _pair(tab, lines), bool(lines) and not any(gone)),
        ("离校", "Ctrl+L", tab.leave_button.click, one is not None and not one.has_left),
        ("返校", "Ctrl+R", tab.back_button.click, one is not None and one.has_left),
        ("时间线", "Ctrl+T", tab.timeline_button.click, True),
        ("删除", "Delete", tab.remove, one is not None),
    ):
        menu.addAction(f"{text}\t{keys}" if keys else text, do).setEnabled(allowed)
    menu.addSeparator()
    for text, keys, do, allowed in doors_for(tab.desk, lines):
        menu.addAction(f"{text}\t{keys}" if keys else text, do).setEnabled(allowed)
    menu.addSeparator()
    several = f"批量修改选中的{len(lines)}名……" if len(lines) > 1 else "批量修改……"
    menu.addAction(f"{several}\t{BULK_KEYS}", tab.change_several).setEnabled(bool(lines))
    menu.addAction("全部选中\tCtrl+A", tab.panel.table.selectAll)
    menu.addAction("复制选中的行（连同表头）\tCtrl+C", tab.panel.table.copy).setEnabled(bool(lines))
    menu.addSeparator()
    menu.addAction("导出公示名单……", lambda: _save_public(tab))
    menu.addAction(f"选择栏目……\t{CHOOSE_KEYS}", lambda: choose_columns(tab.panel.table.header))


def _visit(tab: "RosterTab", line: "RosterLine | None") -> None:
    if line is not None:
        tab.desk.go(Journey(Spot.DIARY, child_id=line.child_id, kind=DiaryKind.HOME_VISIT))


def _pair(tab: "RosterTab", lines: "list[RosterLine]") -> None:
    tab.desk.go(Journey(Spot.PAIRING, children=tuple(line.child_id for line in lines)))


def guide_beginners(tab: "RosterTab") -> None:
    """What fills an empty roster, each with one press."""
    tab.panel.guide.offer(
        "可以这样开始：",
        ("导入名册 (Ctrl+I)", lambda: openers.import_roster(tab.desk)),
        ("新增儿童 (Ctrl+N)", tab.add),
    )


def add_keys(tab: "RosterTab") -> None:
    """The keys of what has no button, and the buttons of what an empty roster lacks."""
    guide_beginners(tab)
    QShortcut(QKeySequence(BULK_KEYS), tab, tab.change_several)
    QShortcut(QKeySequence(PAGE_KEYS), tab, lambda: _show_page(tab))


def _show_page(tab: "RosterTab") -> None:
    line = tab.panel.table.current()
    if line is None:
        tab.desk.say("请先在表中选一名儿童。")
    else:
        show_page(tab.desk, line.child_id)


def _save_public(tab: "RosterTab") -> None:
    """The list as shown, with nothing and nobody but what may hang on the wall."""
    listing, shown = tab.listing(), tab.panel.shown()
    told = zip(shown, listing.rows, strict=True)
    rows = tuple(row for line, row in told if not line.row.is_private)
    title = f"公示名单 {term_title(tab.desk.term)}"
    left_out = len(shown) - len(rows)
    also = f"，家长不愿公开的{left_out}名没有列入" if left_out else ""
    save_list(
        tab.desk,
        tab,
        replace(listing, title=title, rows=rows),
        say=lambda said: tab.desk.say(f"{said}{also}"),
        audience=Audience.PUBLIC,
    )


def key_button(owner: QWidget, text: str, keys: str) -> QPushButton:
    """A button pressed at once by its keys; Qt's own shortcut of a button takes its time."""
    button = QPushButton(text)
    button.setToolTip(f"{text}（{keys}）")
    QShortcut(QKeySequence(keys), owner, button.click)
    return button
