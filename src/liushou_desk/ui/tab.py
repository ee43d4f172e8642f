"""What every tab is: it lists, and may add, amend, remove, print, export what it shows.

Each tab has the same methods in the same order: build, connect, refresh, add, amend, remove, go_to,
listing. The window's keys and buttons call them on the tab that is in front.
"""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_paper import print_list, save_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from liushou_desk.services.keeping.office import OfficeFile


class Tab(QWidget):
    """A tab reads anew when anything changed, at once if it is in front.

    What a list shows hangs on more tables than it names: a label on the rules, a rule on holidays.
    """

    spot: ClassVar[Spot]
    tells_of_actions: ClassVar[bool] = False
    """Whether what was done without changing a row, a backup say, is told here too."""
    can_amend: ClassVar[bool] = True
    """Whether 新增, 修改 and 删除 mean something here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_old = True
        desk.tasks.changed.connect(self._hear)
        desk.term_changed.connect(self.outdate)
        desk.day_changed.connect(self.outdate)

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def add(self) -> None:
        """Begin a new record."""

    def amend(self) -> None:
        """Open what is selected."""

    def remove(self) -> None:
        """Take out what is selected, after asking; undo brings it back."""

    def look_for(self) -> None:
        """Put the cursor into the search box."""

    def take_cursor(self) -> None:
        """Put the cursor where work begins when the tab is brought to the front."""
        self.look_for()

    def go_to(self, journey: Journey) -> None:
        """Show the record or begin the entry a journey asks for."""

    def take_up(self, _journey: Journey) -> None:
        """Go on with a form that was left half filled, after `go_to`: one for a new record."""
        self.add()

    def listing(self) -> Listing | None:
        """What is shown, for printing and exporting; None where there is nothing of the kind."""
        return None

    def listed_children(self) -> tuple[tuple[int, ...], str]:
        """The children it lists now, and what this list is called; of another list nobody."""
        return (), ""

    def print_shown(self) -> None:
        """Put what is shown onto paper."""
        self._hand_out(print_list)

    def export_shown(self) -> None:
        """Write what is shown into a file."""
        self._hand_out(save_list)

    def outdate(self) -> None:
        """What is shown is old: read now if in front, else when it comes to the front."""
        self._is_old = True
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Read if what is shown is old."""
        if self._is_old:
            self._is_old = False
            self.refresh()

    def take_out(
        self, question: str, detail: str, job: "Callable[[OfficeFile], object]", said: str
    ) -> None:
        """Ask, then remove; the answer names the key that brings it back."""
        if messages.ask(
            self, question, f"{detail}删错了可以按 Ctrl+Z 撤销。", yes="删除", no="保留"
        ):
            self.desk.tasks.run(self, job, lambda _: self.desk.say(f"{said}（Ctrl+Z 撤销）"))

    def _hand_out(self, way: "Callable[[Desk, QWidget, Listing], None]") -> None:
        listing = self.listing()
        if listing is None:
            self.desk.say("这一页没有可以打印或导出的列表。")
        else:
            way(self.desk, self, listing)

    def _hear(self, changes: Changes) -> None:
        if changes.rows or (changes and self.tells_of_actions):
            self.outdate()
