"""The status bar: the last result in words, whether work is going on, the last good backup."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar

from liushou_desk.services.keeping.backup_policy import backup_state
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import Tone

if TYPE_CHECKING:
    from liushou_desk.services.keeping.backup_policy import BackupState


class StatusBar:
    """Speaks to the clerk without stopping the work."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        self.desk = desk
        self.bar = window.statusBar()
        self.busy = QProgressBar(maximum=0, textVisible=False)
        self.busy.setFixedWidth(80)
        self.busy.setVisible(False)
        self.backup = QLabel()
        self.bar.addPermanentWidget(self.busy)
        self.bar.addPermanentWidget(self.backup)
        desk.said.connect(self.say)
        desk.tasks.busy.connect(self.busy.setVisible)
        desk.tasks.changed.connect(self._hear)
        self.read()

    def say(self, sentence: str) -> None:
        """Show a result until the next one."""
        self.bar.showMessage(sentence)

    def read(self) -> None:
        """Ask for the last good backup."""
        self.desk.tasks.run(self.bar, backup_state, self._show_backup, replaces="backup")

    def _hear(self, _changes: Changes) -> None:
        self.read()

    def _show_backup(self, state: "BackupState") -> None:
        tone, text = backup_light(state, self.desk)
        self.backup.setText(text)
        self.backup.setStyleSheet(f"color: {tone.value}")


def backup_light(state: "BackupState", desk: Desk) -> tuple[Tone, str]:
    """The last good backup in words, and how worried one should be."""
    if state.last_at is None:
        return Tone.BAD, "还没有备份"
    after = f"（之后有{state.changes_since}处改动）" if state.changes_since else ""
    tone = Tone.BAD if state.is_old(desk.today) else Tone.OWED if state.changes_since else Tone.GOOD
    return tone, f"上次备份 {state.last_at:%Y-%m-%d %H:%M}{after}"
