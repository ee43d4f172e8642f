"""Keys and buttons: the same ones for every tab, in the same order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from liushou_desk.services.journal import history
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk, Spot
from liushou_desk.ui.files.recent_menu import RecentMenu
from liushou_desk.ui.ledgers.menu import LedgerMenu
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.templates import doors
from liushou_desk.ui.term_box import TermBox
from liushou_desk.ui.window_keys import redo_typing

if TYPE_CHECKING:
    from liushou_desk.ui.window import Window


class Commands(QObject):
    """What can be done from anywhere; what concerns a list is done by the tab in front."""

    def __init__(
        self,
        window: "Window",
        desk: Desk,
        front: Callable[[], Tab],
        bring: Callable[[Spot], object],
    ) -> None:
        """`front` is the tab in front, `bring` puts one there."""
        super().__init__(window)
        self.window, self.desk, self._front, self._bring = window, desk, front, bring
        self._looks_only = False
        self.menus: list[QMenu] = []
        self.bar = QToolBar("操作", window)
        self.bar.setMovable(False)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        window.addToolBar(self.bar)
        self._build_record_commands()
        self._build_office_commands()
        self._build_term()
        self._build_ways()

    def leave(self) -> None:
        """Take buttons and keys away; those of another file's workspace come in their place."""
        self.window.removeToolBar(self.bar)
        for menu in self.menus:
            for action in menu.actions():
                self.window.removeAction(action)
        self.bar.deleteLater()
        self.window.beside_tabs.removeWidget(self.term_box)
        self.term_box.hide()
        self.term_box.deleteLater()

    def suit(self, tab: Tab) -> None:
        """Grey out what means nothing on this tab."""
        self.amend.setEnabled(tab.can_amend)
        for action in (self.add, self.remove):
            action.setEnabled(tab.can_amend and not self._looks_only)

    def only_look(self) -> None:
        """Grey out what changes records: the file is a backup. Forms still open, to be read."""
        self._looks_only = True
        for action in (self.add, self.remove, self.undo, self.redo, self.back_up):
            action.setEnabled(False)

    def _build_record_commands(self) -> None:
        front = self._front
        self.add = self._action("新增", "Ctrl+N", lambda: front().add())
        self.amend = self._action("修改", "F2", lambda: front().amend())
        self.remove = self._action("删除", "Delete", lambda: front().remove())
        self.bar.addSeparator()
        self.undo = self._action("撤销", "Ctrl+Z", self._undo)
        self.redo = self._action("重做", "Ctrl+Y", self._redo)
        self.bar.addSeparator()
        self.print_menu = self._menu(
            "打印(&P)",
            ("这一页的列表……", lambda _: front().print_shown(), "Ctrl+P"),
            ("县里的名册……", self._county_roster, ""),
            ("县里的统计表……", doors.county_figures, ""),
            ("自己的模板……", doors.own_templates, ""),
        )
        self._own_papers = len(self.print_menu.actions())
        self.print_menu.aboutToShow.connect(self._offer_papers)
        self.export = self._action("导出", "Ctrl+E", lambda: front().export_shown())

    def _build_office_commands(self) -> None:
        self.bar.addSeparator()
        self.back_up = self._action("备份到U盘", "Ctrl+B", lambda: openers.backup(self.desk))
        shell = self.window
        self.file_menu = self._menu(
            "文件(&W)",
            ("打开……", lambda desk: openers.open_other(desk, shell), ""),
            ("新建……", lambda desk: openers.new_office(desk, shell), ""),
            ("演示学校", lambda desk: openers.demo_school(desk, shell), ""),
            ("从备份恢复……", lambda desk: openers.restore(desk, shell), ""),
        )
        self.recent_menu = RecentMenu(self.desk, shell, self.file_menu)
        self.register_menu = self._menu(
            "导入导出(&Y)",
            ("导入名册……", openers.import_roster, "Ctrl+I"),
            ("导入记录……", openers.import_history, ""),
            ("发出班主任填报表……", openers.send_sheets, ""),
            ("收回班主任填报表……", openers.take_back_sheets, ""),
            ("发出家访登记本……", openers.send_diary_books, ""),
            ("收回家访登记本……", openers.take_back_diary_books, ""),
            ("全部导出……", openers.export_all, ""),
        )
        self.check_menu = self._menu(
            "核对(&H)",
            ("资料核对……", openers.truth, "Ctrl+K"),
            ("一年的节奏……", openers.rhythm, "F9"),
            ("问题与处理……", openers.concerns, "Ctrl+Shift+W"),
            ("强制报告……", openers.mandatory_report, "Ctrl+Shift+B"),
            ("摸底核实……", openers.verifying, ""),
            ("审稿……", openers.proofreading, "Ctrl+Shift+S"),
            ("查找重复……", openers.duplicates, ""),
            ("定稿文件……", openers.issued, ""),
        )
        self.ledger_menu = LedgerMenu(self.desk, self._menu("台账(&Q)"))
        self._build_office_menu()

    def _build_office_menu(self) -> None:
        shell = self.window
        self.office_menu = self._menu(
            "办公室(&G)",
            ("学校信息……", openers.school, ""),
            ("班级……", openers.classes, ""),
            ("公文版式……", openers.layouts, ""),
            ("随访规则……", openers.rules, ""),
            ("频次完成情况……", openers.rule_board, "Ctrl+Shift+F"),
            ("登记核对……", openers.plausible, ""),
            ("按随访单登记……", openers.call_sheet_entry, "Ctrl+Shift+J"),
            ("规则从哪天起计……", openers.rules_since, ""),
            ("新学期与升级……", openers.term, ""),
            ("学期日期……", openers.term_dates, ""),
            ("操作记录……", openers.history, "Ctrl+Shift+H"),
            ("回收站……", openers.recycling, ""),
            ("开始使用", openers.first_steps, ""),
            ("关于……", lambda desk: openers.about(desk, shell.path), ""),
        )

    def _county_roster(self, desk: Desk) -> None:
        doors.county_roster(desk, *self._front().listed_children())

    def _offer_papers(self) -> None:
        """The forms load as the menu is first opened."""
        if len(self.print_menu.actions()) == self._own_papers:
            self.print_menu.addSeparator()
            openers.fill_with_papers(self.print_menu, self.desk)

    def _menu(self, title: str, *entries: tuple[str, Callable[[Desk], None], str]) -> QMenu:
        """A button with a menu of what it opens, and the keys that open it at once."""
        menu = QMenu(self.bar)
        for text, open_it, keys in entries:
            self._entry(menu, text, open_it, keys)
        button = QToolButton()
        button.setText(title)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        self.bar.addWidget(button)
        self.menus.append(menu)
        return menu

    def _entry(self, menu: QMenu, text: str, open_it: Callable[[Desk], None], keys: str) -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda: open_it(self.desk))
        if keys:
            action.setShortcut(QKeySequence(keys))
            self.window.addAction(action)  # a menu that was never shown has no keys

    def _build_term(self) -> None:
        """Beside the tabs: in the bar it pushed the last menu out of narrow windows."""
        self.term_box = TermBox(self.desk)
        self.window.beside_tabs.addWidget(self.term_box)

    def _build_ways(self) -> None:
        for number, spot in enumerate(Spot, start=1):
            self._key(f"Ctrl+{number}", lambda spot=spot: self._bring(spot))
        self._key("Ctrl+F", lambda: self._front().look_for())
        self._key("F5", lambda: self._front().outdate())

    def _undo(self) -> None:
        self.desk.tasks.run(self.window, history.undo, lambda said: self._tell("撤销", said))

    def _redo(self) -> None:
        if redo_typing(self.window.focusWidget()):
            return
        self.desk.tasks.run(self.window, history.redo, lambda said: self._tell("重做", said))

    def _tell(self, word: str, sentence: str | None) -> None:
        self.desk.say(f"已{word}：{sentence}" if sentence else f"没有可以{word}的操作。")

    def _action(self, text: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, self.bar)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{text}（{keys}）")
        action.triggered.connect(lambda: do())
        self.bar.addAction(action)
        return action

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self.bar, lambda: do())
