"""Choosing the term that all tabs look at."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.school.terms import TermRow, list_terms
from liushou_desk.ui.desk import Desk


class TermBox(QComboBox):
    """The terms of the file, the newest first; the present one stands in front at the start."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setToolTip("学期")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)
        desk.tasks.changed.connect(self._hear)
        desk.term_changed.connect(self._follow)
        self.read()

    def read(self) -> None:
        """Ask for the terms on file."""
        self.desk.tasks.run(self, list_terms, self._show, replaces="terms")

    def _show(self, terms: Sequence[TermRow]) -> None:
        self.clear()
        for term in sorted(terms, key=lambda term: term.first_on, reverse=True):
            self.addItem(term.label, term.code)
        if self.findData(self.desk.term) < 0:
            self.insertItem(0, f"{self.desk.term}（尚未建立）", self.desk.term)
        self._follow(self.desk.term)

    def _follow(self, term: str) -> None:
        self.setCurrentIndex(self.findData(term))

    def _choose(self, place: int) -> None:
        self.desk.choose_term(self.itemData(place))

    def _hear(self, changes: Changes) -> None:
        if "term" in changes.tables:
            self.read()
