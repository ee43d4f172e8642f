"""台账 in the bar: the ledgers the school keeps, group by group, and the choice of them."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from liushou_desk.domain.ledgers import LEDGERS, LedgerKind
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.ledgers.choosing import kept_ledgers
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk

_TABLES = frozenset({"ledger_choice", *(kind.table for kind in LEDGERS)})
"""What may bring a ledger into the menu or take it out."""


class LedgerMenu(QObject):
    """Fills a menu, and again whenever a ledger is taken up or has its first record."""

    def __init__(self, desk: Desk, menu: QMenu) -> None:
        super().__init__(menu)
        self._desk, self.menu = desk, menu
        self._shown: tuple[LedgerKind, ...] | None = None
        self.parts: list[QMenu] = []
        """One for each group of ledgers."""
        self._fill(tuple(kind for kind in LEDGERS if not kind.optional))
        desk.tasks.changed.connect(self._hear)
        self._read()

    def _hear(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self._read()

    def _read(self) -> None:
        self._desk.tasks.run(self, kept_ledgers, self._fill, replaces="ledgers")

    def _fill(self, kept: tuple[LedgerKind, ...]) -> None:
        if kept == self._shown:
            return
        self._shown = kept
        self.menu.clear()
        for part in self.parts:
            part.deleteLater()
        self.parts = []
        for group, kinds in groupby(kept, key=lambda kind: kind.group):
            part = self.menu.addMenu(group.value)
            self.parts.append(part)
            for kind in kinds:
                action = part.addAction(f"{kind.title}……")
                action.triggered.connect(self._opener(partial(openers.ledger, kind=kind)))
        self.menu.addAction("个别方案……").triggered.connect(self._opener(openers.plans))
        self.menu.addAction("选用台账……").triggered.connect(self._opener(openers.choose_ledgers))

    def _opener(self, open_it: Callable[[Desk], None]) -> Callable[[], None]:
        return lambda: open_it(self._desk)
