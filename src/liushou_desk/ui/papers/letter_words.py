"""The words of a letter home, to be changed; what is put in for each family stands in braces."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from liushou_desk.domain.letters import PLACES, USUAL, LetterText
from liushou_desk.errors import DeskError
from liushou_desk.services.papers.letter_texts import letter_text, save_letter
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import spaced
from liushou_desk.ui.work_dialog import WorkDialog

HINT = "大括号里的词，打印时换成每一家自己的：兄弟姐妹的姓名写在一起，不知道的留空用笔填。"


class LetterWords(WorkDialog):
    """Kept as the school's own; `saved` is told when the words have changed."""

    def __init__(self, desk: Desk, key: str, saved: Callable[[], object]) -> None:
        super().__init__(desk, f"改文字：{USUAL[key].title}", width=760, height=620)
        self.key, self._saved = key, saved
        self.title_line = QLineEdit()
        self.words = QPlainTextEdit(tabChangesFocus=True)
        self.slip = QCheckBox("下面带回执，沿虚线剪下带回学校(&R)")
        self.said = QLabel(HINT, wordWrap=True)
        self._build()
        desk.tasks.run(self, lambda office: letter_text(office, key), self._show)

    def _build(self) -> None:
        grid = QGridLayout()
        spaced(grid)
        for row, (text, part) in enumerate(
            (("标题(&L)", self.title_line), ("正文(&B)", self.words))
        ):
            label = QLabel(text)
            label.setBuddy(part)
            grid.addWidget(label, row, 0)
            grid.addWidget(part, row, 1)
        self.body.addLayout(grid, 1)
        places = QGridLayout()
        spaced(places)
        for at, place in enumerate(PLACES):
            button = QPushButton(f"插入{{{place}}}(&{at + 1})")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, place=place: self.insert(place))
            places.addWidget(button, at // 4, at % 4)
        self.body.addLayout(places)
        self.body.addWidget(self.slip)
        self.body.addWidget(self.said)
        self.command("保存", self.save, "Ctrl+S")
        self.command("恢复原来的文字", lambda: self._show(USUAL[self.key]), "Ctrl+R")
        self.starts_at = self.words

    def insert(self, place: str) -> None:
        """Put a place into the text where the cursor is."""
        self.words.insertPlainText(f"{{{place}}}")
        self.words.setFocus()

    def save(self) -> None:
        """Keep the words; what is wrong with them is said below."""
        text = LetterText(self.title_line.text(), self.words.toPlainText(), self.slip.isChecked())
        key = self.key
        self.desk.tasks.run(
            self,
            lambda office: save_letter(office, key, text),
            lambda _: self._done(),
            self._refused,
        )

    def _done(self) -> None:
        self.desk.say("信的文字已保存。")
        self._saved()
        self.accept()

    def _refused(self, error: DeskError) -> bool:
        self.said.setText(error.message)
        self.said.setProperty("role", "problem")
        self.said.style().polish(self.said)
        return True

    def _show(self, text: LetterText) -> None:
        self.title_line.setText(text.title)
        self.words.setPlainText(text.body)
        self.slip.setChecked(text.has_slip)
