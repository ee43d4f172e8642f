"""合并: two records side by side, and the choice in each field where they differ."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.errors import DeskError
from liushou_desk.services.duplicates import (
    Comparison,
    Kind,
    Party,
    compare,
    merge,
    note_seen,
    say_different,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.duplicates.choice_table import ChoiceModel, ChoiceTable
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.forms.reveal import RevealButton
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced

WIDTH = 860
HINT = "← 用左边的，→ 用右边的，空格换边。"
NOTHING_DIFFERS = "两条登记没有不同的内容。"
ISSUED = "已经定稿的总结不变。合并前自动备份，合并后可以一步撤销。"
DIFFERENT_KEY = "Ctrl+D"


def open_merge(
    desk: Desk,
    first_id: int,
    second_id: int,
    kind: Kind = Kind.CHILD,
    *,
    over: QWidget | None = None,
    ended: Callable[[str], object] | None = None,
) -> None:
    """Show two records side by side, over a window; `ended` is told in words what was done."""
    term, window = desk.term, over or desk.window

    def show(shown: Comparison) -> None:
        MergeDialog(desk, shown, window, ended or desk.say).open()

    desk.tasks.run(window, lambda office: compare(office, kind, first_id, second_id, term), show)


class MergeDialog(QDialog):
    """The left record stays; 合并 lets the right one go into it as one action."""

    def __init__(
        self, desk: Desk, shown: Comparison, over: QWidget, ended: Callable[[str], object]
    ) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"合并重复的{shown.kind.label}")
        self.desk, self.shown, self._ended = desk, shown, ended
        self._term = desk.term
        self.choices = ChoiceModel(shown)
        self._build()
        self._connect()
        (self.table if shown.lines else self.merge_button).setFocus()

    def _build(self) -> None:
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.banner.setVisible(False)
        self.table = ChoiceTable(self.choices)
        self.table.setVisible(bool(self.shown.lines))
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.banner)
        layout.addLayout(self._build_parties())
        layout.addWidget(_quiet(self._hint()))
        layout.addWidget(self.table, 1)
        layout.addWidget(_quiet(self._told()))
        layout.addLayout(self._build_buttons())
        rows = len(self.shown.lines) * self.table.row_height * 2
        wanted = self.sizeHint().height() + rows if self.shown.lines else 0
        self.fitting = Fitting(self, WIDTH, min(TALLEST_DIALOG, wanted))

    def _build_parties(self) -> QGridLayout:
        parties = QGridLayout()
        spaced(parties)
        for column, (words, party) in enumerate(
            (("左边（保留）", self.shown.left), ("右边（并入左边）", self.shown.right))
        ):
            title = QLabel(f"{words}　{party.called}", wordWrap=True)
            title.setProperty("role", "title")
            parties.addWidget(title, 0, column)
            parties.addWidget(_facts(party), 1, column)
            parties.setColumnStretch(column, 1)
        return parties

    def _hint(self) -> str:
        folded = f"相同的{self.shown.agreeing}项没有列出。" if self.shown.agreeing else ""
        return (HINT if self.shown.lines else NOTHING_DIFFERS) + folded

    def _told(self) -> str:
        moved = "；".join(self.shown.moved)
        return (f"一起合并：{moved}。" if moved else "") + ISSUED

    def _build_buttons(self) -> QHBoxLayout:
        self.merge_button = QPushButton("合并 (Ctrl+S)")
        self.different_button = QPushButton(f"不是同一人 ({DIFFERENT_KEY})")
        self.different_button.setVisible(self.shown.kind is Kind.CHILD)
        cover = partial(self.choices.show_covered, False)
        self.reveal_button = RevealButton(self, self.reveal, cover)
        self.reveal_button.setVisible(self.choices.covers)
        self.cancel_button = QPushButton("取消 (Esc)")
        bar = QHBoxLayout()
        spaced(bar)
        bar.addWidget(self.different_button)
        bar.addWidget(self.reveal_button)
        bar.addStretch(1)
        bar.addWidget(self.merge_button)
        bar.addWidget(self.cancel_button)
        buttons = (self.merge_button, self.different_button, self.reveal_button)
        for button in (*buttons, self.cancel_button):
            button.setAutoDefault(False)
        return bar

    def _connect(self) -> None:
        self.merge_button.clicked.connect(lambda: self.merge())
        self.different_button.clicked.connect(lambda: self.say_different())
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.merge_button.click)
        QShortcut(QKeySequence(DIFFERENT_KEY), self, self.different_button.click)

    def reveal(self) -> None:
        """Show what is covered for a while; the journal notes who was looked at."""
        if not self.choices.covers:
            return

        def show(_: object) -> None:
            self.choices.show_covered(True)
            self.reveal_button.begin()

        self.desk.tasks.run(self, lambda office: note_seen(office, self.shown), show)

    def merge(self) -> None:
        """Back up, then write what was chosen."""
        shown, chosen, term = self.shown, self.choices.chosen, self._term
        self.setEnabled(False)
        run_long(
            self,
            self.desk.tasks,
            "正在备份并合并……",
            lambda office, _progress: merge(office, shown, chosen, term),
            lambda _: self._end("已合并为一条登记。（Ctrl+Z 撤销）"),
            self._failed,
        )

    def say_different(self) -> None:
        """Keep the answer that they are two persons."""
        first, second = self.shown.left.id, self.shown.right.id
        self.setEnabled(False)
        self.desk.tasks.run(
            self,
            lambda office: say_different(office, first, second),
            lambda _: self._end(DIFFERENT_SAID),
            self._failed,
        )

    def _end(self, sentence: str) -> None:
        self.accept()
        self._ended(sentence)

    def _failed(self, error: DeskError) -> bool:
        self.setEnabled(True)
        self.banner.setText(error.message)
        self.banner.setVisible(True)
        self.cancel_button.setFocus()
        return True


DIFFERENT_SAID = "已记下不是同一人，以后不再提示。（Ctrl+Z 撤销）"


def _facts(party: Party) -> QLabel:
    label = _quiet(party.facts)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _quiet(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "quiet")
    return label
