"""The two lines above a list: what narrows it, and what to do where it is empty."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.flow import FlowLayout

Doing = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class FilterLine(QWidget):
    """Says in words what is let through; one press shows everything again."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "warning")
        self.clear = QPushButton("× 显示全部 (Esc)", autoDefault=False)
        self.clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        spaced(row)
        row.addWidget(self.words, 1)
        row.addWidget(self.clear)
        self.setVisible(False)

    def tell(self, chips: Sequence[str], typed: str, *, shows_nothing: bool) -> None:
        """Typing alone speaks for itself, unless it leaves nothing."""
        parts = [*chips, *([f"含“{typed}”的"] if typed and (chips or shows_nothing) else [])]
        said = f"只显示：{'，'.join(parts)}"
        self.words.setText(f"{said}（没有这样的行）" if shows_nothing else said)
        self.setVisible(bool(parts))


class EmptyGuide(QWidget):
    """What to do next in a list without rows, each done with one press."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel(wordWrap=True)
        self._row = FlowLayout(self)
        self._row.addWidget(self._sentence)
        self.buttons: list[QPushButton] = []
        self.setVisible(False)

    def offer(self, sentence: str, *doings: Doing) -> None:
        """What is said, and the buttons behind it."""
        self._sentence.setText(sentence)
        for text, do in doings:
            button = QPushButton(text, autoDefault=True)  # so that Enter presses it too
            button.clicked.connect(partial(_press, do))
            self._row.addWidget(button)
            self.buttons.append(button)


def _press(do: Callable[[], object], _checked: bool = False) -> None:
    do()
