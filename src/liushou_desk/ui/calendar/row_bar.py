"""The commands of the chosen activity: a button each."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from liushou_desk.services.activities import ActivityRow
from liushou_desk.ui.key_button import key_button
from liushou_desk.ui.table.flow import FlowLayout


class RowBar(FlowLayout):
    """Breaks into lines where it is narrow; what does not suit the chosen row is grey."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self.owner = owner
        self._suits: dict[QPushButton, Callable[[ActivityRow], bool]] = {}

    def offer(
        self,
        words: str,
        keys: str,
        do: Callable[[], object],
        suits: Callable[[ActivityRow], bool] | None = None,
        tip: str = "",
    ) -> QPushButton:
        """A command; without `suits` it hangs on no row."""
        button = key_button(self.owner, words, keys, tip)
        button.clicked.connect(lambda: do())
        if suits:
            self._suits[button] = suits
        self.addWidget(button)
        return button

    def follow(self, row: ActivityRow | None) -> None:
        """Grey out what does not suit the chosen row."""
        for button, suits in self._suits.items():
            button.setEnabled(row is not None and suits(row))
