"""导入名册: choose, map where that is needed, look at what would change, take it in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import DeskError
from liushou_desk.services.imports.desk import (
    ImportResult,
    Preview,
    Verdict,
    Wish,
    WorkbookMap,
    commit,
    hand_back,
    hand_back_name,
    map_workbook,
    preview,
    term_choices,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.importing.choose_page import ChoosePage
from liushou_desk.ui.importing.map_page import MapPage
from liushou_desk.ui.importing.preview_page import PreviewPage, proposed_name
from liushou_desk.ui.importing.result_page import ResultPage, result_words
from liushou_desk.ui.list_paper import save_list
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced

if TYPE_CHECKING:
    from liushou_desk.domain.progress import Progress
    from liushou_desk.services.keeping.office import OfficeFile

T = TypeVar("T")
WIDTH = 1000
STEPS = ("选择工作簿", "对照列", "核对改动", "完成")
WORKBOOK = "Excel工作簿 (*.xlsx)"


class ImportWizard(QDialog):
    """Nothing is written before 导入; what is written then are the rows that were shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.desk = desk
        self.is_working = False
        self._build()
        self._connect()
        self._turn_to(self.choose)
        today, term = code_for(desk.today), desk.term
        desk.tasks.run(
            self,
            lambda office: term_choices(office, today, term),
            lambda terms: self.choose.offer(terms, term),
        )

    def _build(self) -> None:
        self.choose, self.map = ChoosePage(), MapPage()
        self.choose.day.today = lambda: self.desk.today
        self.look, self.told = PreviewPage(), ResultPage()
        self.outcome: ImportResult | None = None
        self._mapped = Path()
        self.pages = QStackedWidget()
        for page in (self.choose, self.map, self.look, self.told):
            self.pages.addWidget(page)
        self.said = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.said)
        layout.addLayout(self._build_buttons())
        room = self.desk.window.size()
        height = room.height() - 3 * MARGIN
        width = min(WIDTH, room.width() - 2 * MARGIN)
        self.fitting = Fitting(self, width, min(TALLEST_DIALOG, height))

    def _build_buttons(self) -> QHBoxLayout:
        self.back = QPushButton("上一步(&B)")
        self.export = QPushButton("导出列表(&E)")
        self.onward = QPushButton("下一步(&N)")
        self.take_in = QPushButton("导入(&I)")
        self.see = QPushButton("看花名册(&R)")
        self.leave = QPushButton("取消 (Esc)")
        row = QHBoxLayout()
        spaced(row)
        for button in (self.back, self.export):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.onward, self.take_in, self.see, self.leave):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.choose.entered.connect(self.read)
        self.map.changed.connect(self._map_anew)
        self.back.clicked.connect(lambda: self._step_back())
        self.export.clicked.connect(self._export)
        self.onward.clicked.connect(self.read)
        self.take_in.clicked.connect(self.write)
        self.see.clicked.connect(self._see)
        self.leave.clicked.connect(self.reject)

    def read(self) -> None:
        """Read the workbook and show what it would do, or first which columns it lacks."""
        wish = self._wish()
        if wish and not self.is_working:
            self._work(
                "正在读取和核对名册……",
                lambda office, progress: _read(office, wish, progress),
                self._show_read,
                self._refuse_read,
            )

    def _wish(self) -> Wish | None:
        """What the first two steps ask for; what was chosen for another workbook is forgotten."""
        wish = self.choose.wish()
        if wish is None:
            return None
        if wish.path != self._mapped:
            self.map.forget()
            self._mapped = wish.path
        return replace(wish, chosen=tuple(self.map.chosen.items()), sheets=self.map.sheets)

    def _map_anew(self) -> None:
        wish = self._wish()
        if wish:
            self.desk.tasks.run(
                self,
                lambda office: map_workbook(office, wish),
                self.map.show_map,
                self._refuse,
                replaces="map",
            )

    def _step_back(self) -> None:
        """From the rows to the columns, from the columns to the choice of a workbook."""
        self._turn_to(self.map if self.pages.currentWidget() is self.look else self.choose)

    def write(self) -> None:
        """Take in the rows that are shown, as one action."""
        seen, refused = self.look.preview, frozenset(self.look.refused)
        if seen and not self.is_working:
            self._work(
                "正在导入名册……",
                lambda office, progress: commit(office, seen, progress, refused=refused),
                self._show_result,
                lambda error: self._say(error.message, "problem"),
            )

    def reject(self) -> None:
        """Esc stops what is being done, else it closes; what was not taken in stays undone."""
        if self.is_working:
            self.desk.tasks.cancel()
            return
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.pages.currentWidget() is self.choose and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if len(files) == 1:
            event.acceptProposedAction()
            self.choose.take(Path(files[0]))
        else:
            self.choose.tell("一次只能导入一个工作簿，请只拖一个文件。")

    def _work(
        self,
        title: str,
        job: "Callable[[OfficeFile, Progress], T]",
        done: Callable[[T], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        """Long work whose faults are told in this dialog and not in a box before it."""

        def finish(result: T) -> None:
            self._take_over()
            done(result)

        def fail(error: DeskError) -> bool:
            self._take_over()
            failed(error)
            return True

        self._set_working(True)
        run_long(self, self.desk.tasks, title, job, finish, fail)

    def _take_over(self) -> None:
        """The bar, which had the keys, is gone."""
        self._set_working(False)
        self.activateWindow()

    def _set_working(self, working: bool) -> None:
        self.is_working = working
        self.pages.setEnabled(not working)
        for button in (self.back, self.export, self.onward, self.take_in):
            button.setEnabled(not working)
        self._say("")

    def _show_read(self, read: "tuple[WorkbookMap, Preview | None]") -> None:
        mapped, seen = read
        self.map.show_map(mapped)
        if seen is None:
            self._turn_to(self.map)
            return
        self.look.show_preview(seen)
        self.take_in.setEnabled(seen.result.writes_anything)
        self._turn_to(self.look)

    def _refuse_read(self, error: DeskError) -> None:
        """A workbook that cannot be read is told beside its name."""
        if self.pages.currentWidget() is self.map:
            self._say(error.message, "problem")
        else:
            self.choose.refuse(error)

    def _show_result(self, result: ImportResult) -> None:
        assert self.look.preview is not None
        self.outcome = result
        self.told.show_result(result)
        self._turn_to(self.told)
        self.desk.say(result_words(result))
        if result.committed:
            self.desk.choose_term(self.look.preview.wish.term)

    def _turn_to(self, page: ChoosePage | MapPage | PreviewPage | ResultPage) -> None:
        """Show a step with its own buttons, the usual one as default."""
        self.pages.setCurrentWidget(page)
        here = self.pages.currentIndex()
        self.setWindowTitle(f"导入名册（第{here + 1}步，共{len(STEPS)}步：{STEPS[here]}）")
        self.back.setVisible(page in (self.map, self.look))
        self.back.setText("对照列(&B)" if page is self.look else "上一步(&B)")
        self.onward.setVisible(page in (self.choose, self.map))
        self.take_in.setVisible(page is self.look)
        self.see.setVisible(page is self.told)
        self.leave.setText("关闭 (Esc)" if page is self.told else "取消 (Esc)")
        self.export.setVisible(page is self.look or (page is self.told and self._rests()))
        self.export.setText("退回修改(&E)" if page is self.told else "导出列表(&E)")
        self._say("")
        if page is self.look:
            self.look.panel.table.setFocus()  # Enter pressed twice must not take in what nobody saw
        elif page is self.map:
            self.map.panel.table.setFocus()
        else:
            (self.onward if page is self.choose else self.see).setDefault(True)
            (self.choose.path if page is self.choose else self.see).setFocus()

    def _rests(self) -> bool:
        """Whether rows were rejected or are to be looked at."""
        counts = self.outcome.counts if self.outcome else {}
        return bool(counts.get("rejected") or counts.get("doubtful"))

    def _export(self) -> None:
        """The list as it stands, or at the end the rows that have to be mended."""
        seen = self.look.preview
        if seen is None:
            return
        if self.pages.currentWidget() is self.told:
            self._hand_back(seen)
            return
        listing = self.look.listing()
        name = proposed_name(listing, seen)
        save_list(self.desk, self, listing, name=name, say=self._say, failed=self._refuse)

    def _hand_back(self, seen: Preview) -> None:
        """The rejected rows as a workbook with red cells and 原因; without any, the doubtful."""
        path = messages.file_to_save(self, "退回修改", hand_back_name(seen), WORKBOOK)
        only_doubtful = not any(row.verdict is Verdict.REJECTED for row in seen.rows)
        if path:
            self.desk.tasks.run(
                self,
                lambda office: hand_back(office, seen, path, doubtful=only_doubtful),
                lambda rows: self._say(f"已写出{rows}行：{path}。改好红格后可以再导入。"),
                self._refuse,
            )

    def _refuse(self, error: DeskError) -> bool:
        self._say(error.message, "problem")
        return True

    def _say(self, sentence: str, role: str = "quiet") -> None:
        self.said.setText(sentence)
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setVisible(bool(sentence))

    def _see(self) -> None:
        self.accept()
        self.desk.go(Journey(Spot.ROSTER))


def _read(
    office: "OfficeFile", wish: Wish, progress: "Progress"
) -> tuple[WorkbookMap, Preview | None]:
    """The columns, and the rows where the columns suffice or choosing others would not help."""
    mapped = map_workbook(office, wish)
    can_be_mapped = mapped.lacks and any(s.headings and s.rows for s in mapped.sheets)
    return mapped, None if can_be_mapped else preview(office, wish, progress)
