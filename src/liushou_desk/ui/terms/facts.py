"""What is to be confirmed of the selected child, beside the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from liushou_desk.services.terms import SheetFact
from liushou_desk.ui.look import MARGIN, spaced

NARROWEST = 250


class FactsPanel(QScrollArea):
    """A name and lines of label and text; what nobody has written down stands out."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(NARROWEST)
        self.name = QLabel(wordWrap=True)
        self.name.setProperty("role", "title")
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout()
        spaced(self._grid)
        self._grid.setColumnStretch(1, 1)
        page = QWidget()
        layout = QVBoxLayout(page)
        spaced(layout, MARGIN)
        layout.addWidget(self.name)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.setWidget(page)

    def show_facts(self, called: str, facts: tuple[SheetFact, ...]) -> None:
        """Show another child's; no facts empty it."""
        self.name.setText(called)
        while len(self._lines) < len(facts):
            self._add_line()
        for number, (label, text) in enumerate(self._lines):
            fact = facts[number] if number < len(facts) else None
            label.setText(fact.label if fact else "")
            text.setText(fact.text if fact else "")
            text.setProperty("role", "problem" if fact and fact.is_missing else "")
            text.style().unpolish(text)
            text.style().polish(text)

    def texts(self) -> dict[str, str]:
        """What stands there, by label."""
        return {label.text(): text.text() for label, text in self._lines if label.text()}

    def _add_line(self) -> None:
        label, text = QLabel(), QLabel(wordWrap=True)
        label.setProperty("role", "quiet")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = len(self._lines)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(text, row, 1)
        self._lines.append((label, text))
