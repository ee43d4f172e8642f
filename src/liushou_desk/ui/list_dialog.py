"""A dialog around one list: what it is about, what was just done, the list, its commands."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from liushou_desk.domain.draft_forms import first_word
from liushou_desk.errors import DeskError
from liushou_desk.services.journal import history
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_paper import print_list, save_list
from liushou_desk.ui.look import TALLEST_DIALOG, spaced
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.work_dialog import WIDTH, WorkDialog

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

Row = TypeVar("Row")
GONE = "这张表要改的那一条已经删除了。"
Reading = Callable[["OfficeFile"], Any]
"""Reads a list on the worker."""


class ListDialog(WorkDialog, Generic[Row]):
    """Reads its list as it opens and whenever something changed, also by undoing what was done.

    A kind of list says how it is read (`reading`) and offers its commands; what follows the chosen
    row beside these is said in `suit`. The first row is chosen and the cursor is in the list.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        panel: ListPanel[Row],
        *,
        lead: str = "",
        note: str = "",
        empty: str = "",
        width: int = WIDTH,
        height: int = TALLEST_DIALOG,
    ) -> None:
        """`lead` stands above the list, `note` below, `empty` above a list without rows."""
        super().__init__(desk, title, width=width, height=height)
        self.panel = panel
        self._words = lead, empty
        self._row_commands: list[tuple[QPushButton, Callable[[Row], bool]]] = []
        self.forms_left: Mapping[str, Callable[[Row], object]] = {}
        """What goes on with a form of a row that was left half filled, by its draft's name."""
        self._left: tuple[str, int] | None = None
        self._enter: Callable[[Row], object] = lambda _row: None
        self.lead, self.said, self.note = (QLabel(wordWrap=True) for _ in range(3))
        self.said.setProperty("role", "banner")
        self.said.setVisible(False)
        self.note.setProperty("role", "quiet")
        self.head, self.foot = QVBoxLayout(), QVBoxLayout()
        """Room above the list and below it."""
        for part, label in ((self.head, self.lead), (self.foot, self.note)):
            spaced(part)
            part.addWidget(label)
        self.body.addLayout(self.head)
        self.body.addWidget(self.said)
        self.body.addWidget(panel, 1)
        self.body.addLayout(self.foot)
        say(self.lead, lead)
        say(self.note, note)
        self.starts_at = panel.table
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.panel.search.setFocus())
        desk.tasks.changed.connect(self._hear)
        self.watch(panel)

    def reading(self) -> Reading | None:
        """None where the rows were given."""
        return None

    def show_read(self, read: Any) -> None:
        """Show what was read; a reading that is more than the rows parts them here."""
        self.show_rows(read)

    def suit(self, row: Row | None) -> None:
        """Follow the row that is chosen now."""

    def failed(self, error: DeskError) -> bool:
        """Whether it was told here that the list cannot be read."""
        return False

    def refresh(self) -> None:
        """Read the list anew; of several readings asked for, the last is shown."""
        if reading := self.reading():
            self.desk.tasks.run(self, reading, self.show_read, self.failed, replaces="list")

    def add(self) -> None:
        """Begin a new row, where rows are written here."""

    def take_up(self, form: str, record_id: int | None) -> None:
        """Open, and go on with a form that was left half filled."""
        if record_id is None:
            self.open()
            self.add()
        else:
            self._left = form, record_id
            self.open()

    def go_on(self, form: str, record_id: int) -> bool:
        """Open the form again at its row; whether that is still there."""
        row = self.panel.row(record_id)
        if row is None:
            return False
        self.panel.table.select([row])
        self.forms_left[first_word(form)](row)
        return True

    def show_rows(self, rows: Sequence[Row], chips: Sequence[Chip] = ()) -> None:
        """A new reading; where the chosen row is gone, the one in its place is chosen."""
        table = self.panel.table
        here = max(table.currentIndex().row(), 0)
        self.panel.set_rows(rows)
        if chips:
            self.panel.set_chips(chips)
        if (shown := self.panel.shown()) and not (table.selected() or self.panel.hidden_number):
            table.select([shown[min(here, len(shown) - 1)]])
        lead, empty = self._words
        say(self.lead, lead if rows else empty or lead)
        self.note.setVisible(bool(rows and self.note.text()))
        self.follow()
        self._go_on()

    def watch(self, panel: ListPanel[Row]) -> None:
        """Let commands follow the rows of a list."""
        panel.chosen.connect(self.follow)
        panel.opened.connect(lambda row: self._enter(row))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]

    def surround(self, frame: QWidget) -> None:
        """Let what is to hold the list stand in its place."""
        self.body.insertWidget(self.body.indexOf(self.panel), frame, 1)

    def split(self, other: QWidget, way: Qt.Orientation, shares: tuple[int, int]) -> QSplitter:
        """Put something behind the list or below it, and let the clerk move the border."""
        parts = QSplitter(way, childrenCollapsible=False)
        self.surround(parts)
        for number, (part, share) in enumerate(zip((self.panel, other), shares, strict=True)):
            parts.addWidget(part)
            parts.setStretchFactor(number, share)
        return parts

    def row_command(
        self,
        text: str,
        do: Callable[[Row], object],
        keys: str = "",
        *,
        enter: bool = False,
        suits: Callable[[Row], bool] = lambda _row: True,
    ) -> QPushButton:
        """A command for the chosen row, grey where it does not suit; perhaps what Enter does."""

        def act() -> None:
            row = self.panel.table.current()
            if row is not None:
                do(row)

        button = self.command(text if keys or not enter else f"{text} (Enter)", act, keys)
        self._row_commands.append((button, suits))
        if enter:
            self._enter = lambda row: suits(row) and do(row)
        return button

    def undo_command(self) -> QPushButton:
        """撤销 with the key it has everywhere; the main window's is out of reach from here."""

        def undo() -> None:
            self.desk.tasks.run(self, history.undo, self.undone)

        return self.command("撤销", undo, "Ctrl+Z")

    def undone(self, sentence: str | None) -> None:
        """Say what was taken back."""
        self.tell(f"已撤销：{sentence}" if sentence else "没有可以撤销的操作。")

    def offer_paper(self) -> None:
        """Let the list be printed and exported as it stands."""
        self.command("打印", lambda: print_list(self.desk, self, self.listing()), "Ctrl+P")
        self.command(
            "导出",
            lambda: save_list(self.desk, self, self.listing(), say=self.tell),
            "Ctrl+E",
        )

    def listing(self) -> Listing:
        """The list as it stands, for printing and exporting."""
        return self.panel.listing(self.windowTitle(), "，".join(self.panel.pressed_words()))

    def tell(self, sentence: str) -> None:
        """What was just done: above the list, and in the window's status bar."""
        self.announce(sentence)
        self.desk.say(sentence)

    def announce(self, sentence: str, *, is_problem: bool = False) -> None:
        """Say something above the list until something else is said; nothing takes it away."""
        self.said.setProperty("role", "alert" if is_problem else "banner")
        self.said.style().polish(self.said)
        say(self.said, sentence)

    def in_list(self, keys: str, do: Callable[[], object]) -> None:
        """A key that means something while the cursor is in the list, and nowhere else."""
        QShortcut(
            QKeySequence(keys), self.panel.table, do, context=Qt.ShortcutContext.WidgetShortcut
        )

    def follow(self) -> None:
        """Grey out what does not suit the chosen row; a button that goes grey gives the cursor."""
        row, focus = self.panel.table.current(), self.focusWidget()
        for button, suits in self._row_commands:
            button.setEnabled(row is not None and suits(row))
        self.suit(row)
        if focus and not focus.isEnabled():
            self.panel.table.setFocus()

    def open(self) -> None:
        """Show it and read the list."""
        self.follow()
        super().open()
        self.refresh()

    def _go_on(self) -> None:
        """With what was left, once its row has been read."""
        left, self._left = self._left, None
        if left and not self.go_on(*left):
            self.announce(GONE)

    def _hear(self, changes: Changes) -> None:
        if changes:
            self.refresh()


def say(label: QLabel, sentence: str) -> None:
    """Show a sentence, and nothing where there is none."""
    label.setText(sentence)
    label.setVisible(bool(sentence))
