"""How a list was arranged is remembered in the office file and found again at the next start."""

from typing import Any

from PySide6.QtCore import QObject, QTimer

from liushou_desk.services.keeping.settings import keep_setting, read_setting
from liushou_desk.services.register.unmask import note_seen
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.table.arrangement import read_arrangement
from liushou_desk.ui.table.view import TableView

REST = 300
"""Milliseconds without a further change after which the arrangement is kept."""


class ListMemory(QObject):
    """Belongs to one table; `name` is the list's own in the file, `title` what it is called.

    Restricted columns are not remembered, and the journal notes once that they are looked at.
    """

    def __init__(self, desk: Desk, table: TableView[Any], name: str, title: str) -> None:
        super().__init__(table)
        self._desk, self._header, self._key = desk, table.header, f"list:{name}"
        self._title = title
        self._noted: frozenset[str] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.keep)
        self._header.arranged.connect(self._timer.start)
        self._header.arranged.connect(self._note)
        key = self._key
        desk.tasks.run(self, lambda office: read_setting(office, key), self._arrange, _unharmed)

    def keep(self) -> None:
        """Write it down; a file that cannot be written keeps the list as it is shown."""
        key = self._key
        kept = self._header.arrangement.kept(self._header.columns)
        self._desk.tasks.run(
            self, lambda office: keep_setting(office, key, kept), None, _unharmed, replaces="keep"
        )

    def _note(self) -> None:
        shown = (self._header.columns[number] for number in self._header.shown())
        seen = frozenset(column.heading for column in shown if column.restricted)
        if seen - self._noted:
            self._noted |= seen
            title, headings = self._title, sorted(seen)
            self._desk.tasks.run(self, lambda office: note_seen(office, title, headings))

    def _arrange(self, kept: Any) -> None:
        """As it was, unless the clerk has been quicker."""
        if kept is not None and not self._timer.isActive():
            self._header.arrange(read_arrangement(kept, self._header.columns))


def _unharmed(_error: object) -> bool:
    """Nobody is troubled for the look of a list; what concerns the data is told elsewhere."""
    return True
