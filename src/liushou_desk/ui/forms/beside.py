"""A label and its input in one piece, for lines that break where the window is narrow."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from liushou_desk.ui.look import spaced


def beside(words: str, widget: QWidget) -> QWidget:
    """A label and what it is the label of."""
    whole = QWidget()
    layout = QHBoxLayout(whole)
    spaced(layout)
    label = QLabel(words)
    label.setBuddy(widget)
    layout.addWidget(label)
    layout.addWidget(widget)
    return whole
