"""The furnished window: the tabs, the term, the keys and buttons, the way out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QStatusBar, QToolBar

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import DeskError
from liushou_desk.services.facts.collector import collect_all
from liushou_desk.services.facts.readings import complete_readings
from liushou_desk.services.keeping.backup_policy import automatic_backup
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.ui import messages, openers
from liushou_desk.ui.commands import Commands
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.draft_keeper import DraftKeeper
from liushou_desk.ui.scrolled import scrolled_page
from liushou_desk.ui.status import StatusBar
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.tabs import Tabs, import_further
from liushou_desk.ui.title import title_of
from liushou_desk.ui.window import waiting_label

if TYPE_CHECKING:
    from datetime import date

    from liushou_desk.ui.window import Window

REST = 500
"""Milliseconds between two looks whether there is time to make a tab nobody asked for yet."""


class Workspace(QObject):
    """Fills the window's empty tabs and puts the parts together."""

    left = Signal()
    """It is gone: another file's comes in its place, or the window says why none does."""

    def __init__(self, shell: "Window") -> None:
        super().__init__(shell)
        self.shell = shell
        today: Callable[[], date] = lambda: shell.now().date()  # noqa: E731 - a clock, not a function of ours
        self.desk = Desk(shell.tasks, shell, today, code_for(today()))
        self.tabs = Tabs(self.desk, self._put)
        self.commands = Commands(shell, self.desk, lambda: self.front, self.bring)
        self.status = StatusBar(shell, self.desk)
        self.banner: QToolBar | None = None
        self._connect()
        shell.tasks.run(self, lambda office: office.is_backup, self._say_what_it_is)
        self._entitle()
        self.tabs[Spot.ROSTER].catch_up()  # quick, and wanted next; the board takes longer
        shell.tasks.verify(self, lambda office: office.require_sound(), self._unsound)
        self._come_to_front()
        self._learn_readings()
        shell.tasks.run(self, lambda _office: import_further())
        self._rest = QTimer(self, interval=REST)
        self._rest.timeout.connect(self._make_in_peace)
        self._rest.start()

    @property
    def front(self) -> Tab:
        """The tab that is in front."""
        return self.tabs[list(Spot)[self.shell.tabs.currentIndex()]]

    def bring(self, spot: Spot) -> Tab:
        """Put a tab in front, with the cursor where its keys work."""
        tab, focus = self.tabs[spot], QApplication.focusWidget()
        if self.front is not tab:
            self.shell.tabs.setCurrentIndex(list(Spot).index(spot))
        elif not focus or not tab.isAncestorOf(focus):
            tab.take_cursor()
        return tab

    def leave(self, then: Callable[[], None]) -> None:
        """Finish running work, back up what was done, then go on."""
        self.shell.tasks.cancel()
        for draft in self.shell.findChildren(DraftKeeper):
            draft.keep_now()
        self.shell.setEnabled(False)
        self.status.say("正在备份今天的工作，完成后自动关闭……")

        def failed(error: DeskError) -> bool:
            self.shell.setEnabled(True)
            if messages.ask(
                self.shell,
                f"{error.sentence}仍然要退出吗？",
                error.advice,
                yes="仍然退出",
                no="不退出",
            ):
                then()
            return True

        self.shell.tasks.run(self, automatic_backup, lambda _: then(), failed)

    def _unsound(self, error: DeskError) -> bool:
        """A damaged file: nothing was written yet, and nothing will be."""
        self._leave_shell()
        return self.shell.refuse(error)

    def make_way(self) -> None:
        """Leave the window empty for another file's workspace; what was being typed is kept.

        No dialog stays: what is saved in it would land in the other file.
        """
        for draft in self.shell.findChildren(DraftKeeper):
            draft.keep_now()
        for dialog in self.shell.findChildren(QDialog):
            dialog.hide()
            dialog.deleteLater()
        self._leave_shell()
        for place in range(self.shell.tabs.count()):
            self.shell.stand(place, waiting_label())

    def _leave_shell(self) -> None:
        self._rest.stop()
        self.commands.leave()
        if self.banner:
            self.shell.removeToolBar(self.banner)
            self.banner.deleteLater()
        self.shell.setStatusBar(QStatusBar())
        self.shell.setWindowTitle(messages.TITLE)
        self.left.emit()
        self.deleteLater()

    def _say_what_it_is(self, is_backup: bool) -> None:
        """A backup is told from the file that is worked in as long as it is looked at."""
        if is_backup:
            from liushou_desk.ui.files.backup_banner import BackupBanner

            self.commands.only_look()
            self.banner = BackupBanner(self.shell, lambda: openers.restore(self.desk, self.shell))

    def _put(self, spot: Spot, tab: Tab) -> None:
        """Put a tab into its empty page."""
        self.shell.stand(list(Spot).index(spot), scrolled_page(tab))
        tab.show()  # a widget that is not shown yet takes no cursor

    def _make_in_peace(self) -> None:
        """While nothing is under way, make the other tabs, so that none is slow to come."""
        if not self.shell.tasks.is_busy and not self.tabs.make_next():
            self._rest.stop()

    def _connect(self) -> None:
        self.shell.tabs.currentChanged.connect(self._come_to_front)
        self.desk.journey.connect(self._travel)
        self.shell.tasks.changed.connect(self._hear)
        self.desk.day_changed.connect(collect_all)

    def _catch_up(self) -> None:
        self.front.catch_up()
        self.commands.suit(self.front)

    def _come_to_front(self) -> None:
        """Brought by key, mouse or journey: its keys work at once."""
        self._catch_up()
        self.front.take_cursor()

    def _travel(self, journey: Journey) -> None:
        tab = self.bring(journey.spot)
        tab.go_to(journey)
        if journey.form:
            tab.take_up(journey)

    def _entitle(self) -> None:
        """Say in the title which file of which school this is."""
        self.shell.tasks.run(self, title_of, self.shell.setWindowTitle)

    def _hear(self, changes: Changes) -> None:
        """New names are to be found by pinyin too; a school's new name stands in the title."""
        if "school_profile" in changes.tables:
            self._entitle()
        if changes.tables & {"child", "family_member", "mentor"}:
            self._learn_readings()

    def _learn_readings(self) -> None:
        """Each is answered: the one that adds names may not be the last that was asked for."""
        self.shell.tasks.run(self, complete_readings, self._readings_known)

    def _readings_known(self, added: int) -> None:
        """Names can be found by pinyin now: lists made before are made again."""
        if added:
            for tab in self.tabs.made():
                tab.outdate()
