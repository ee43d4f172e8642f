"""The input only the child's form has: a class by choice or by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from liushou_desk.ui.forms.inputs import Input


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
