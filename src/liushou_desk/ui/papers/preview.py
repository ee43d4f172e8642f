"""The pages of a paper as the printer will put them out, and what is done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from liushou_desk.services.papers.batch import (
    Batch,
    collect,
    merged,
    note,
    write_batch,
    write_sheet,
    write_whole,
)
from liushou_desk.services.papers.drawing import DOCX, PDF
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import TALLEST_DIALOG
from liushou_desk.ui.papers.pages_view import PagesView
from liushou_desk.ui.remembered import papers_folder, remember_papers_folder
from liushou_desk.ui.work_dialog import WorkDialog

if TYPE_CHECKING:
    from liushou_desk.domain.progress import Progress
    from liushou_desk.errors import DeskError
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.services.papers.kind import PaperKind, Wish

Collect = Callable[["OfficeFile", "Progress"], Batch]
WIDTH = 900
_KINDS = {DOCX: "Word文档 (*.docx)", PDF: "PDF文件 (*.pdf)"}
_CALLED = {DOCX: "Word", PDF: "PDF"}


@dataclass(frozen=True)
class Pages:
    """A batch with its pages."""

    batch: Batch
    pdf: bytes
    counts: tuple[int, ...]
    """The pages of each paper."""

    @property
    def count(self) -> int:
        """The pages of all."""
        return sum(self.counts)


class Preview(WorkDialog):
    """Collects on the worker, shows the pages, prints and saves just what is shown."""

    def __init__(self, desk: Desk, title: str, collect: Collect | None = None) -> None:
        super().__init__(desk, f"打印：{title}", width=WIDTH, height=TALLEST_DIALOG)
        self.pages: Pages | None = None
        self._build()
        self._suit()
        if collect is not None:
            self.draw(collect)

    def _build(self) -> None:
        self.said = QLabel(wordWrap=True)
        self.view = PagesView(self.desk.tasks)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.starts_at = self.view
        self.body.addWidget(self.said)
        self.body.addWidget(self.view, 1)
        self.print_button = self.command("打印", self.print_pages, "Ctrl+P")
        self.buttons: dict[str, QPushButton] = {
            DOCX: self.command("存为Word", lambda: self.save(DOCX), "Ctrl+S"),
            PDF: self.command("存为PDF", lambda: self.save(PDF), "Ctrl+E"),
        }
        self.one_file = self.command("合成一个PDF", self.save_as_one, "Ctrl+M")
        self.folder: Path | None = None
        """Where files were put, to be shown."""
        self.folder_button = self.command("打开所在文件夹", self.open_folder, "Ctrl+O")

    def draw(self, collect: Collect) -> None:
        """Collect a batch and show its pages."""

        def work(office: "OfficeFile", progress: "Progress") -> Pages:
            batch = collect(office, progress)
            return Pages(batch, *merged(batch, progress))

        self.tell("正在排版……")
        run_long(self, self.desk.tasks, "正在排版……", work, self._show, self._failed)

    def print_pages(self) -> None:
        """Ask for a printer; what was printed is kept in the journal."""
        from liushou_desk.ui.printing import print_pdf

        if self.pages is not None:
            batch = self.pages.batch
            print_pdf(
                self.desk,
                batch.title,
                self.pages.pdf,
                counts=self.pages.counts,
                note=lambda office: note(office, batch, "打印"),
                say=self._done,
            )

    def save(self, form: str) -> None:
        """Write the papers: one into a file, several into a folder."""
        if self.pages is None:
            return
        batch, title = self.pages.batch, f"存为{_CALLED[form]}：{self.pages.batch.title}"
        if len(batch.sheets) > 1:
            asked = f"{title}，{len(batch.sheets)}个文件放在哪个文件夹"
            folder = messages.folder(self, asked, str(papers_folder() or ""))
            if folder:
                self._write(
                    lambda office, progress: write_batch(office, batch, folder, [form], progress),
                    f"已写出{len(batch.sheets)}个文件：{folder}",
                    folder,
                )
            return
        name = next(iter(batch.sheets)).name
        self._save_file(form, name, lambda office, path, _: write_sheet(office, batch, path))

    def save_as_one(self) -> None:
        """All papers of a batch one after the other in one PDF, with an outline."""
        if self.pages is not None and len(self.pages.batch.sheets) > 1:
            pages = self.pages
            self._save_file(
                PDF,
                pages.batch.whole_name,
                lambda office, path, _: write_whole(office, pages.batch, path, pages.pdf),
            )

    def put_into(self, folder: Path) -> None:
        """Remember where files were put, to be opened and offered again."""
        self.folder = folder
        remember_papers_folder(folder)
        self._suit()

    def open_folder(self) -> None:
        """Show the files where they were put."""
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _save_file(
        self,
        form: str,
        name: str,
        write: "Callable[[OfficeFile, Path, Progress], object]",
    ) -> None:
        title = f"存为{_CALLED[form]}"
        proposed = (papers_folder() or Path()) / f"{name}.{form}"
        path = messages.file_to_save(self, title, str(proposed), _KINDS[form])
        if path:
            target = path if path.suffix else path.with_suffix(f".{form}")
            self._write(
                lambda office, progress: write(office, target, progress),
                f"已写出：{target}",
                target.parent,
            )

    def tell(self, sentence: str, role: str = "quiet") -> None:
        """Say how things stand above the pages."""
        self.said.setText(sentence)
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)

    def _write(
        self, job: "Callable[[OfficeFile, Progress], object]", said: str, folder: Path
    ) -> None:
        def done(_: object) -> None:
            self.put_into(folder)
            self._done(said)

        run_long(self, self.desk.tasks, "正在写文件……", job, done)

    def _done(self, sentence: str) -> None:
        self.tell(sentence)
        self.desk.say(sentence)

    def _show(self, pages: Pages) -> None:
        self.pages = pages
        papers = len(pages.batch.sheets)
        self.tell(f"共{papers}份、{pages.count}页。" if papers > 1 else f"共{pages.count}页。")
        self.view.show_pdf(pages.pdf, pages.count)
        self.view.setFocus()
        self._suit()

    def _failed(self, error: "DeskError") -> bool:
        self.pages = None
        self.view.show_pdf(b"", 0)
        self.tell(error.message, "problem")
        self._suit()
        return True

    def _suit(self) -> None:
        formats = self.pages.batch.formats if self.pages else ()
        self.print_button.setEnabled(self.pages is not None)
        for form, button in self.buttons.items():
            button.setEnabled(form in formats)
        papers = len(self.pages.batch.sheets) if self.pages else 0
        self.one_file.setVisible(papers > 1)
        self.one_file.setEnabled(papers > 1 and PDF in formats)
        self.folder_button.setVisible(self.folder is not None)


def show_pages(desk: Desk, kind: "PaperKind", wish: "Wish") -> None:
    """The pages of a form at once: what it is about was chosen already."""
    Preview(desk, kind.title, lambda office, progress: collect(office, kind, wish, progress)).open()
