"""A form of the office: for whom it is wanted, then its pages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from liushou_desk.domain.letters import USUAL
from liushou_desk.domain.picking import Pick
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.kind import PaperKind, Wish
from liushou_desk.services.register.picking import children_to_pick
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.forms.picker import PickInput
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.papers.for_whom import ForWhom
from liushou_desk.ui.papers.preview import Preview
from liushou_desk.ui.remembered import papers_folder

EVERYBODY = "全校"
HINT = "选好班级，或输入一名儿童，按回车看版面；看过再打印或存成文件。"


class PaperDialog(Preview):
    """Enter in the line of the class shows the pages; a child that is named comes alone."""

    def __init__(self, desk: Desk, kind: PaperKind) -> None:
        super().__init__(desk, kind.title)
        self.kind = kind
        self.child: PickInput | None = None
        self._build_head()
        if kind.key in USUAL:
            self.words_button = self.command("改文字", self.change_words, "Ctrl+T")
        if kind.key == "archive-list":
            self.command("写出整套文件夹", self.pack, "Ctrl+G")
        if kind.whom.is_nobody:
            self.tell(f"学校的记录，{self._used()}。看过再打印或存成文件。")
            if not self.head.wants_reason():
                self.preview()
            return
        self.tell(f"{HINT}{kind.per.label}一份，{self._used()}。")
        term = desk.term
        desk.tasks.run(self, lambda office: _choices(office, term), self._offer)

    def _build_head(self) -> None:
        self.classes = QComboBox()
        self.classes.addItem(EVERYBODY)
        self.head = ForWhom(self.kind)
        self.head.submitted.connect(self.preview)
        self.show_button = QPushButton("看版面(&V)")
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(lambda: self.preview())
        label = _label("班级(&B)", self.classes)
        self._head = QGridLayout()
        spaced(self._head)
        self._head.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.classes, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.show_button, 0, 4, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.head, 1, 0, 1, 5)
        self._head.setColumnStretch(3, 1)
        for part in (label, self.classes):
            part.setVisible(not self.kind.whom.is_nobody)
        self.body.insertLayout(0, self._head)
        self.starts_at = self.show_button if self.kind.whom.is_nobody else self.classes
        if self.kind.whom.is_nobody and self.head.wants_reason():
            self.starts_at = self.head.reason

    def _failed(self, error: DeskError) -> bool:
        """What is lacking is asked for where it is written."""
        told = super()._failed(error)
        if isinstance(error, InputProblem) and error.field == "reason":
            self.head.reason.setFocus()
        return told

    def change_words(self) -> None:
        """Change what a letter says; the pages follow."""
        from liushou_desk.ui.papers.letter_words import LetterWords

        LetterWords(self.desk, self.kind.key, self.preview).open()

    def pack(self) -> None:
        """Write the numbered folders with the papers there are; say what is still missing."""
        from liushou_desk.services.papers.archive_box import Packed, pack

        into = messages.folder(self, "档案资料放在哪个文件夹", str(papers_folder() or ""))
        if into is None:
            return
        term = self.desk.term

        def done(packed: Packed) -> None:
            self.put_into(packed.folder)
            lacking = f"；还缺或要自己看的：{'、'.join(packed.missing)}" if packed.missing else ""
            self.tell(f"已写出{packed.papers}份：{packed.folder}{lacking}。")

        run_long(
            self,
            self.desk.tasks,
            "正在整理档案资料……",
            lambda office, progress: pack(office, term, into, progress),
            done,
        )

    def preview(self) -> None:
        """Show the pages of what is chosen."""
        child = self.child.chosen[0] if self.child and self.child.chosen else None
        of_class = self.classes.currentText() if self.classes.currentIndex() and not child else None
        wish = self.head.told(Wish(self.desk.term, of_class, child))
        kind = self.kind
        self.draw(lambda office, progress: collect(office, kind, wish, progress))

    def _offer(self, choices: tuple[list[str], tuple[Pick, ...]]) -> None:
        labels, picks = choices
        self.classes.addItems(labels)
        self.child = PickInput(picks, several=False)
        label = _label("只要一名儿童(&R)", self.child.line)
        self._head.addWidget(label, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.child, 0, 3)
        self.setTabOrder(self.classes, self.child.line)
        self.setTabOrder(self.child.line, self.show_button)
        self.setTabOrder(self.show_button, self.head)

    def _used(self) -> str:
        return f"{'、'.join(one.label for one in self.kind.audiences)}使用"


def _label(text: str, buddy: QWidget) -> QLabel:
    """Beside the first line of an input that may grow."""
    label = QLabel(text)
    label.setContentsMargins(0, GAP // 2, 0, 0)
    label.setBuddy(buddy)
    return label


def _choices(office: OfficeFile, term: str) -> tuple[list[str], tuple[Pick, ...]]:
    """The classes of a term, and the children on its register. Raises `RuleConflict`."""
    labels = [row.label for row in list_classes(office, term) if row.is_used]
    return labels, children_to_pick(office, term)
