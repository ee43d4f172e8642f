"""审稿: a paper from a file, a drop or the clipboard; nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.proofing.finding import Finding
from liushou_desk.errors import DeskError
from liushou_desk.services.official_format.copying import save_reformatted
from liushou_desk.services.proofreading.reading import Proof, proof_of_file, proof_of_text
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import Tone
from liushou_desk.ui.proofreading.format_dialog import FormatDialog
from liushou_desk.ui.proofreading.words import PaperWords
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

PAPERS = "文稿 (*.docx *.txt *.pdf)"
LEAD = (
    "打开Word、文本或PDF文稿，也可以把文件拖进来、把文字粘贴进来。只读不改，原文件不动；"
    "红色的必须改，黄色的建议改。"
)
COLUMNS: tuple[Column[Finding], ...] = (
    Column(
        "级别",
        lambda row: "必须改" if row.blocking else "建议改",
        4,
        key=lambda row: not row.blocking,
        tone=lambda row: Tone.BAD if row.blocking else Tone.OWED,
        field=OPEN,
    ),
    Column("位置", lambda row: row.place, 5, key=lambda row: (row.line, row.start), field=OPEN),
    Column("类别", lambda row: row.kind.label, 6, field=OPEN),
    Column("说了什么", lambda row: row.said, 7, field=PERSONAL),
    Column("为什么", lambda row: row.why, 13, field=PERSONAL),
)
Source = Callable[["OfficeFile | None", str | None], Proof]


class ProofDialog(ListDialog[Finding]):
    """The list of what was found; Enter goes to the place in the words beside it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[Finding] = ListPanel(
            COLUMNS,
            lambda row: (row.kind, row.line, row.start, row.end),
            lambda row: f"{row.place} {row.kind.label} {row.said} {row.why}",
            "搜索：位置、类别、原文",
        )
        super().__init__(desk, "审稿", panel, width=1240)
        self._source: Source | None = None
        self._read: Source | None = None
        """What the list shows now: it stays where another file cannot be read."""
        self._file: Path | None = None
        self.words = PaperWords()
        self.split(self.words, Qt.Orientation.Horizontal, (3, 2))
        self.against = QCheckBox("与本校台账核对(&J)")
        self.against.setChecked(True)
        self.against.toggled.connect(self.refresh)
        self.panel.add_tool(self.against)
        say(self.lead, LEAD)
        self.setAcceptDrops(True)
        self.open_button = self.command("打开文稿", self.choose, "Ctrl+O")
        self.paste_button = self.command("粘贴文字", self.paste, "Ctrl+V")
        self.go_button = self.row_command("到原文", self.go_to_place, enter=True)
        self.format_button = self.command("版式检查", self.check_format, "Ctrl+L")
        self.format_button.setEnabled(False)
        self.copy_button = self.command("另存规范版式", self.save_copy, "Ctrl+S")
        self.copy_button.setEnabled(False)
        self.offer_paper()
        QShortcut(QKeySequence("F6"), self, self._other_side)
        self.starts_at = self.open_button

    def choose(self) -> None:
        """A file by the system's dialog."""
        if path := messages.file_to_open(self, "打开要审的文稿", PAPERS):
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a file."""
        self.take(
            lambda office, term: proof_of_file(path, office, term),
            f"正在读“{path.name}”……",
            path,
        )

    def save_copy(self) -> None:
        """A copy of the Word file in the layout of GB/T 9704, beside it; the file stays."""
        if (path := self._file) is not None:
            self.desk.tasks.run(
                self,
                lambda _office: save_reformatted(path),
                lambda saved: self.tell(f"已按GB/T 9704版式另存：{saved.name}，原文件没有改动。"),
            )

    def paste(self) -> None:
        """Read what lies on the clipboard."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.take(lambda office, term: proof_of_text(text, office, term), "正在读……")
        else:
            self.announce("剪贴板里没有文字：先在文稿里选中、复制，再粘贴到这里。", is_problem=True)

    def check_format(self) -> None:
        """Hold the file's look against the standard."""
        if self._file is not None:
            FormatDialog(self.desk, self._file).open()

    def go_to_place(self, row: Finding) -> None:
        """Into the words, at what was found."""
        self.words.show_place(row)
        self.words.setFocus()

    def reading(self) -> Reading | None:
        """The paper again, by the rules alone or with the register."""
        source, against = self._source, self.against.isChecked()
        if source is None:
            return None
        return lambda office: (source, source(office if against else None, None))

    def show_read(self, read: tuple[Source, Proof]) -> None:
        """The findings, the words, and what they were compared with."""
        self._read, proof = read
        self.setWindowTitle(f"审稿：{proof.paper.name}")
        self.words.show_paper(proof.paper, proof.findings)
        self.show_rows(proof.findings, _chips(proof))
        self.announce(f"{proof.sentence}{proof.against}")
        if self.starts_at is self.open_button:
            self.starts_at = self.panel.table
            self.panel.table.setFocus()

    def failed(self, error: DeskError) -> bool:
        """What was read before stays."""
        self._source = self._read
        self.announce(error.message, is_problem=True)
        return True

    def suit(self, row: Finding | None) -> None:
        """The words follow the list; why it is wrong is told in full below it."""
        if row is not None and self._read is not None:
            say(self.note, f"{row.place}“{row.said}”：{row.why}。")
            self.words.show_place(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        local = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.take_file(Path(local[0].toLocalFile()))
        elif text := event.mimeData().text():
            self.take(lambda office, term: proof_of_text(text, office, term), "正在读……")

    def take(self, source: Source, sentence: str, file: Path | None = None) -> None:
        """Read from somewhere, which `sentence` says meanwhile."""
        self._file = file
        self.format_button.setEnabled(file is not None and file.suffix.lower() != ".txt")
        self.copy_button.setEnabled(file is not None and file.suffix.lower() == ".docx")
        self._source = source
        self.announce(sentence)
        self.refresh()

    def _other_side(self) -> None:
        here = self.panel.table if self.words.hasFocus() else self.words
        here.setFocus()


def _chips(proof: Proof) -> list[Chip]:
    blocking = proof.blocking
    return [
        Chip("blocking", "必须改", blocking, lambda row: row.blocking),
        Chip("advice", "建议改", len(proof.findings) - blocking, lambda row: not row.blocking),
    ]


def open_proofreading(desk: Desk) -> None:
    """Open 审稿."""
    ProofDialog(desk).open()
