"""从备份恢复: the backups on offer, what the chosen one holds otherwise, and the restoring."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

from liushou_desk import paths
from liushou_desk.domain.field import OPEN
from liushou_desk.domain.search import search_text
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.old_fingerprints import holding
from liushou_desk.services.restore import (
    Candidate,
    Preview,
    Restored,
    is_backup,
    is_called_backup,
    list_backups,
    preview,
    restore_held,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.remembered import remembered
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.ui.window import Clock, Window

HINT = "选一份备份，这里会说它与现在的数据有什么不同。恢复时，现在的文件另存保留，可以再换回来。"
BACKUPS = "备份或数据文件 (*.db *.liushou)"
OLD = "旧版，含完整指纹"
COLUMNS: tuple[Column[Candidate], ...] = (
    Column("来历", lambda row: row.kind, 6, field=OPEN),
    Column("文件", lambda row: row.path.name, 32, field=OPEN),
    Column("备注", lambda row: OLD if row.holds_fingerprints else "", 10, field=OPEN),
)


class RestoreDialog(ListDialog[Candidate]):
    """Enter or the button restores the chosen backup, after its difference was shown."""

    def __init__(self, desk: Desk, shell: "Window") -> None:
        panel: ListPanel[Candidate] = ListPanel(
            COLUMNS, lambda row: row.path, lambda row: search_text(row.path.name), "搜索日期"
        )
        super().__init__(desk, "从备份恢复", panel)
        self.shell, self.office = shell, office_of(shell.path)
        self.candidates = list_backups(self.office)
        self._preview: Preview | None = None
        self._asked: Path | None = None
        panel.table.give_room(1)
        self.told = QPlainTextEdit(HINT, readOnly=True)
        self.told.setTabChangesFocus(True)
        self.body.addWidget(self.told, 1)
        self.other_button = self.command("其他位置的备份……", self._ask_other, "Ctrl+O")
        self.restore_button = self.command("恢复到这份备份", self.restore, "Ctrl+R")
        panel.opened.connect(lambda: self.restore())
        panel.set_rows(self.candidates)
        self._look_into()
        if is_backup(shell.path):  # a backup is being looked at: most likely that one is meant
            self.offer(shell.path)

    def offer(self, backup: Path) -> None:
        """Put a backup from elsewhere first in the list, and choose it."""
        others = [row for row in self.candidates if row.path != backup]
        self.candidates = (Candidate(backup, "所选文件"), *others)
        self.panel.set_rows(self.candidates)
        self._look_into()
        self._asked = None
        self.panel.reveal(backup)
        QTimer.singleShot(0, self, self.follow)

    def restore(self) -> None:
        """Ask once more, then let the backup take the file's place."""
        shown = self._preview
        if shown is None or not messages.ask(
            self,
            f"用“{shown.backup.name}”代替现在的数据吗？",
            "现在的文件会另存保留；要退回来，再从那一份恢复。",
            yes="恢复",
            no="不恢复",
        ):
            return
        self.accept()
        take_place(self.shell, shown.backup, self.office)

    def _ask_other(self) -> None:
        path = messages.file_to_open(self, "选择备份", BACKUPS)
        if path:
            self.offer(path)

    def _look_into(self) -> None:
        """Mark the backups that still hold fingerprints; on a slow disk that takes a while."""
        files = [row.path for row in self.candidates]
        self.desk.tasks.run(self, lambda _: holding(files), self._mark, replaces="holding")

    def _mark(self, old: frozenset[Path]) -> None:
        marked = [replace(row, holds_fingerprints=row.path in old) for row in self.candidates]
        if tuple(marked) != self.candidates:
            self.candidates = tuple(marked)
            self.panel.set_rows(self.candidates)

    def suit(self, row: Candidate | None) -> None:
        """Check the chosen one and tell its difference."""
        if (path := row and row.path) == self._asked and path:
            return
        self._preview, self._asked = None, path
        self.restore_button.setEnabled(False)
        if path is None:
            self.told.setPlainText(HINT)
            return
        self.told.setPlainText("正在检查并比较……")
        backup, target = path, self.office
        self.desk.tasks.run(
            self,
            lambda office: preview(backup, target, office.now),
            self._show,
            self._refuse,
            replaces="preview",
        )

    def _show(self, shown: Preview) -> None:
        self._preview = shown
        self.told.setPlainText("\n".join(shown.sentences()))
        self.restore_button.setEnabled(True)

    def _refuse(self, error: DeskError) -> bool:
        self.told.setPlainText(error.message)
        return True


def office_of(path: Path) -> Path:
    """The file that is worked in: the one that is open, unless that is a backup being looked at.

    A backup that was copied over the file bears its name, and becomes the file by being restored.
    """
    if not is_called_backup(path):
        return path
    last = remembered()
    return last if last and not is_backup(last) else paths.office_file()


def take_place(shell: "Window", backup: Path, office: Path) -> None:
    """Close the open file, restore, and open what stands in its place then.

    Where it cannot be restored the former file is opened again, and the reason told.
    """
    told: list[Restored | DeskError] = []

    def tell() -> None:
        shell.furnished.disconnect(tell)
        (outcome,) = told
        if isinstance(outcome, Restored):
            messages.inform(shell, *outcome.sentences())
        else:
            messages.show_error(shell, outcome)

    shell.make_way()
    shell.furnished.connect(tell)
    shell.open_with(office, partial(_restored, backup, office, shell.now, told), shell.refuse)


def _restored(
    backup: Path, office: Path, now: "Clock", told: "list[Restored | DeskError]"
) -> "OfficeFile":
    """On the worker, with the former file closed."""
    from liushou_desk.services.keeping.office import open_office

    try:
        told.append(restore_held(backup, office, now))
    except DeskError as error:
        told.append(error)
    return open_office(office, now, checked=False)
