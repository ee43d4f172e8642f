"""A small window that asks for one word, as a draft's name; refused, it stays as typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QLineEdit

from liushou_desk.errors import DeskError
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import say
from liushou_desk.ui.work_dialog import WorkDialog

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

WIDTH, HEIGHT = 420, 170


class WordDialog(WorkDialog):
    """Enter does it."""

    closing = "取消 (Esc)"

    def __init__(
        self,
        desk: Desk,
        title: str,
        label: str,
        job: "Callable[[OfficeFile, str], Any]",
        done: Callable[[Any], object],
    ) -> None:
        super().__init__(desk, title, width=WIDTH, height=HEIGHT)
        self._job, self._done = job, done
        self.box = QLineEdit()
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        self.problem.setVisible(False)
        self.body.addWidget(QLabel(label, wordWrap=True))
        self.body.addWidget(self.box)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.ok = self.command("确定", self._run, "Ctrl+S")
        self.box.returnPressed.connect(self._run)
        self.starts_at = self.box

    def _run(self) -> None:
        job, word = self._job, self.box.text()
        self.desk.tasks.run(self, lambda office: job(office, word), self._end, self._refuse)

    def _end(self, made: Any) -> None:
        self.accept()
        self._done(made)

    def _refuse(self, error: DeskError) -> bool:
        say(self.problem, error.message)
        self.box.setFocus()
        return True


def ask_word(
    desk: Desk,
    title: str,
    label: str,
    job: "Callable[[OfficeFile, str], Any]",
    done: Callable[[Any], object],
    now: str = "",
) -> None:
    """Ask, do the job on the worker with what was typed, hand on what it made."""
    dialog = WordDialog(desk, title, label, job, done)
    dialog.box.setText(now)
    dialog.box.selectAll()
    dialog.open()
