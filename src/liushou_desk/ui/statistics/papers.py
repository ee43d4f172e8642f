"""What leaves the editor: 定稿, 重新起草, files and prints."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from liushou_desk.errors import DeskError
from liushou_desk.services.summary.checking import Check, Held, Pass
from liushou_desk.services.summary.service import Written, issue_summary, revise, write_summary
from liushou_desk.services.summary.since import records_since
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.printing import print_pdf
from liushou_desk.ui.statistics import summary_jobs as jobs
from liushou_desk.ui.statistics.findings import FindingsDialog
from liushou_desk.ui.statistics.lists import drift_dialog, figure_dialog, since_dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from liushou_desk.services.summary.editing import Drift
    from liushou_desk.services.summary.paper import Paper

DRIFT_SHOWN = 3
"""How many figures are named."""
UNSAVED = "还有没保存的段落，请先按 Ctrl+S 保存。"


@dataclass(frozen=True)
class Writing:
    """What is asked of the editor, and told to it."""

    paper: "Callable[[], Paper]"
    is_saved: "Callable[[], bool]"
    drift: "Callable[[], Sequence[Drift]]"
    go_to: "Callable[[Check], None]"
    """Brings up the paragraph that a finding is about."""
    tell: "Callable[[str], None]"
    """Shows what was written last; nothing takes it away."""


class Papers:
    """Done with what is saved; whatever is still being typed is to be saved first."""

    def __init__(self, desk: Desk, owner: "QWidget", writing: Writing) -> None:
        self.desk, self.owner, self.writing = desk, owner, writing
        self.folder: Path | None = None

    @property
    def does(self) -> "tuple[Callable[[], None], ...]":
        """What the buttons behind 送审 do."""
        return self.issue, self.reopen, self.export, self.print

    def issue(self) -> None:
        """定稿 into a folder, after asking; it cannot be undone."""
        if not self._is_saved():
            return
        if not messages.ask(
            self.owner,
            "现在定稿吗？",
            "定稿后文字和数字都固定下来，不能撤销；以后要改，可以重新起草，另出一稿。"
            "下一步选择文件放在哪个文件夹。",
            yes="定稿",
            no="先不定稿",
        ):
            return
        folder = messages.folder(self.owner, "定稿的Word和PDF放在哪个文件夹")
        if folder:
            self._issue(self.writing.paper(), folder, Pass(has_looked=False))

    def _issue(self, paper: "Paper", folder: "Path", allowed: Pass) -> None:
        """Issue, or list what stands in the way; from there it goes on with what is passed."""

        def refused(error: DeskError) -> bool:
            if not isinstance(error, Held):
                return False
            again = partial(self._issue, paper, folder)
            FindingsDialog(self.desk, error, self.writing.go_to, again).open()
            return True

        run_long(
            self.owner,
            self.desk.tasks,
            "正在检查并定稿……",
            lambda office, _: issue_summary(office, paper, folder, allowed=allowed),
            lambda written: self._tell(f"已定稿（第{written.version}稿）", written),
            refused,
        )

    def reopen(self) -> None:
        """重新起草: write on after an issue, which stays as it is."""
        if messages.ask(
            self.owner,
            "重新起草吗？",
            "已定稿的文件和数字原样保留；改好以后再定稿，就是新的一稿。",
            yes="重新起草",
            no="不动",
        ):
            paper = self.writing.paper()
            self.desk.tasks.run(
                self.owner,
                lambda office: revise(office, paper, {}, reopen=True),
                lambda _: self._reopened(),
            )

    def export(self) -> None:
        """Word and PDF of the summary as it stands, or of the issue as it was frozen."""
        if not self._is_saved():
            return
        folder = messages.folder(self.owner, "Word和PDF放在哪个文件夹")
        if folder:
            paper = self.writing.paper()
            run_long(
                self.owner,
                self.desk.tasks,
                "正在写出Word和PDF……",
                lambda office, _: write_summary(office, paper, folder),
                lambda written: self._tell("已导出", written),
            )

    def print(self) -> None:
        """Print the pages as they stand in the file."""
        if not self._is_saved():
            return
        paper = self.writing.paper()
        self.desk.tasks.run(
            self.owner,
            lambda office: jobs.draw(office, paper, {}),
            lambda pages: print_pdf(self.desk, "工作总结", pages.pdf),
        )

    def open_folder(self) -> None:
        """Show where the files were put."""
        if self.folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def show_drift(self) -> None:
        """Every figure that is no longer what the issue says."""
        drift_dialog(self.desk, self.writing.drift(), self._open_since, self.open_rows).open()

    def _open_since(self, drift: "Drift") -> None:
        paper = self.writing.paper()
        self.desk.tasks.run(
            self.owner,
            lambda office: records_since(office, paper, drift.key),
            lambda found: since_dialog(self.desk, drift, found).open(),
            replaces="rows",
        )

    def open_rows(self, key: str) -> None:
        """The records behind a figure of the paper."""
        paper = self.writing.paper()
        self.desk.tasks.run(
            self.owner,
            lambda office: jobs.rows_of(office, paper, key),
            lambda found: figure_dialog(self.desk, found, "").open(),
            replaces="rows",
        )

    def _is_saved(self) -> bool:
        is_saved = self.writing.is_saved()
        if not is_saved:
            messages.inform(self.owner, UNSAVED)
        return is_saved

    def _reopened(self) -> None:
        self.writing.tell("")
        self.desk.say("已重新起草（Ctrl+Z 撤销）。")

    def _tell(self, done: str, written: Written) -> None:
        self.folder = written.files[0].parent
        endings = "、".join(file.suffix.removeprefix(".") for file in written.files)
        self.writing.tell(f"{done}：{written.files[0].stem}（{endings}）")
        self.desk.say(f"{done}，文件在 {self.folder}")


def drift_sentence(drifted: "Sequence[Drift]") -> str:
    """What is no longer as it was issued, the first of it by name; empty where all is."""
    if not drifted:
        return ""
    shown = "；".join(f"{d.label} {d.frozen} → {d.present}" for d in drifted[:DRIFT_SHOWN])
    more = f"……共{len(drifted)}项" if len(drifted) > DRIFT_SHOWN else ""
    return f"定稿后变动：{shown}{more}。"
