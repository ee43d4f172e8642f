"""The two inputs only the child's form has: a class by choice or by hand, and several words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QWidget

from liushou_desk.domain.reading import parts
from liushou_desk.ui.forms.inputs import Input

_IN_A_LINE = 3


class ClassInput(Input):
    """班级: one of those on file, found by any sign of it, or a new one typed as 三年级2班."""

    def __init__(self, classes: Sequence[str]) -> None:
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItem("")
        self.box.addItems(list(classes))
        self.box.setMaxVisibleItems(14)
        line, completer = self.box.lineEdit(), self.box.completer()
        assert line is not None
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line.setPlaceholderText("如 三年级2班")
        super().__init__(self.box)
        line.textEdited.connect(lambda: self.edited.emit())
        self.box.activated.connect(lambda: self.edited.emit())

    def text(self) -> str:
        return self.box.currentText()

    def set_text(self, text: str) -> None:
        self.box.setEditText(text)


class TicksInput(Input):
    """Several words at once, each a box to tick with the space bar."""

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
