"""Several words at once, each a box to tick."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from liushou_desk.domain.reading import parts
from liushou_desk.ui.forms.inputs import Input

_IN_A_LINE = 3


class TicksInput(Input):
    """The boxes, ticked with the space bar; what is listed is parted by 、."""

    def __init__(self, words: Sequence[str]) -> None:
        self.boxes = [QCheckBox(word) for word in words]
        ground = QWidget()
        layout = QGridLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.boxes):
            layout.addWidget(box, place // _IN_A_LINE, place % _IN_A_LINE)
        ground.setFocusProxy(self.boxes[0])
        super().__init__(ground)
        for box in self.boxes:
            box.clicked.connect(lambda: self.edited.emit())

    def text(self) -> str:
        return "、".join(box.text() for box in self.boxes if box.isChecked())

    def set_text(self, text: str) -> None:
        ticked = parts(text)
        for box in self.boxes:
            box.setChecked(box.text() in ticked)
