"""Taking workbooks back: what teachers wrote, accepted or refused line by line, then written."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from liushou_desk.domain.progress import Progress
from liushou_desk.domain.search import search_text
from liushou_desk.services.collecting import diary_returning
from liushou_desk.services.collecting.returned import LineId, Returned, TakenIn
from liushou_desk.services.collecting.returning import (
    Batch,
    Refused,
    read_several,
    summary,
    take_in_all,
)
from liushou_desk.services.imports import reading_apart
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.ui import messages
from liushou_desk.ui.collecting.lines import OF_CLASS, OF_MENTOR, Decided, chips, columns
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.list_paper import save_list
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import GAP, TALLEST_DIALOG
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.tick_panel import TickPanel

WIDTH = 1080
MOST_SUMMARIES, MOST_NOTES = 1, 3
KINDS = "Excel工作簿 (*.xlsx *.xls)"
_SHEET_HINT = (
    "选择班主任交回的填报表（一个或几个），也可以把文件拖到这里。只列出和现在登记的不同的地方；"
    "打✓的写入，空格键采纳或不采纳。写入以前什么都不会改动。"
)
_BOOK_HINT = (
    "选择教师交回的登记本（一本或几本），也可以把文件拖到这里。打✓的登记成记录，"
    "登记过的行交回多少次都不会重复；有误的格子请和教师核实。写入以前什么都不会改动。"
)
Chosen = Sequence[tuple[Returned, Collection[LineId]]]
Outcomes = Sequence[TakenIn | Refused]


@dataclass(frozen=True)
class Returning:
    """What comes back, and how that is read, told and taken in."""

    title: str
    hint: str
    whose: Column[Decided]
    read: Callable[[OfficeFile, Sequence[Path], Progress], Batch]
    take_in: Callable[[OfficeFile, Chosen, Progress], Outcomes]
    summary: Callable[[Batch], str]
    told: Callable[[Outcomes], str]


def open_returning(
    desk: Desk, path: Path | None = None, returning: "Returning | None" = None
) -> None:
    """Open the dialog, with a workbook that is known already."""
    dialog = ReturningDialog(desk, returning or CLASS_SHEETS)
    dialog.open()
    if path:
        dialog.take_in([path])


class ReturningDialog(ListDialog[Decided]):
    """Nothing is written before 写入; each workbook is one step of 撤销."""

    def __init__(self, desk: Desk, returning: Returning) -> None:
        self.returning = returning
        panel: TickPanel[Decided] = TickPanel(
            columns(returning.whose),
            lambda row: row.row_id,
            lambda row: search_text(row.school_class) + row.line.search,
            "搜索：姓名、项目、内容",
        )
        super().__init__(desk, f"收回{returning.title}", panel, width=WIDTH)
        self.setAcceptDrops(True)
        self.paths: tuple[Path, ...] = ()
        self.batch = Batch(())
        self._decisions: dict[tuple[str, LineId], bool] = {}
        self._chips_exclude = False
        self.summary, self.problems = QLabel(returning.hint, wordWrap=True), QLabel(wordWrap=True)
        self.summary.setProperty("role", "quiet")
        self.problems.setProperty("role", "banner")
        self.problems.hide()
        self.head.addWidget(self.summary)
        self.head.addWidget(self.problems)
        self._build_told()
        self.add_file = self.command("添加文件(&O)…", self._choose_file)
        self.add_folder = self.command("添加文件夹(&D)…", self._choose_folder)
        self.turn = self.row_command(
            "采纳或不 (空格)", lambda _: self._turn(), suits=lambda row: row.line.can_be_taken
        )
        self.export = self.command("导出(&E)", self._export)
        self.write_button = self.command("写入(&I)", self.write)
        self.undo_button = self.undo_command()
        panel.turned.connect(self._turn)
        panel.opened.connect(lambda: self._turn())
        self.starts_at = self.add_file

    def _build_told(self) -> None:
        self.told = QPlainTextEdit(readOnly=True)
        self.told.setTabChangesFocus(True)
        self.told.setPlaceholderText("选中一行，这里写出全部内容。")
        self.told.setAccessibleName("选中的一行")
        line = self.told.fontMetrics().lineSpacing()
        self.told.setMinimumHeight(line * 2 + GAP * 3)
        self.split(self.told, Qt.Orientation.Vertical, (1, 0)).setSizes([TALLEST_DIALOG, 1])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Read these workbooks too."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self.announce("")
        self._read()

    def undone(self, sentence: str | None) -> None:
        """What was taken back differs from the workbooks again."""
        super().undone(sentence)
        if self.paths:
            self._read()

    def write(self) -> None:
        """Take in what is accepted, and read the workbooks anew."""
        accepted = [row for row in self.panel.rows if row.is_accepted]
        chosen = [
            (sheet, frozenset(row.line.line_id for row in accepted if row.sheet == number))
            for number, sheet in enumerate(self.batch.sheets)
        ]
        chosen = [(sheet, lines) for sheet, lines in chosen if lines]
        take_in = self.returning.take_in
        if chosen:
            run_long(
                self,
                self.desk.tasks,
                f"正在写入{self.returning.title}……",
                lambda office, progress: take_in(office, chosen, progress),
                self._written,
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        local = [url for url in event.mimeData().urls() if url.isLocalFile()]
        self.take_in([Path(url.toLocalFile()) for url in local])

    def _read(self) -> None:
        paths, read = self.paths, self.returning.read
        run_long(
            self,
            self.desk.tasks,
            f"正在读取{self.returning.title}……",
            lambda office, progress: read(office, paths, progress),
            self._show,
        )

    def _show(self, batch: Batch) -> None:
        self.activateWindow()
        self.batch = batch
        rows = tuple(
            Decided(number, sheet.school_class, line, self._decided(number, line.line_id))
            for number, sheet in enumerate(batch.sheets)
            for line in sheet.lines
        )
        self._set_chips(rows)
        self.summary.setText(self.returning.summary(batch) or self.returning.hint)
        notes = [f"{one.name}：{one.error.message}" for one in batch.refused]
        notes += [f"{sheet.school_class}：{note}" for sheet in batch.sheets for note in sheet.notes]
        if len(notes) > MOST_NOTES:
            notes[MOST_NOTES - 1 :] = [f"另有{len(notes) - MOST_NOTES + 1}处读不了或少了内容。"]
        self.problems.setText("\n".join(notes))
        self.problems.setVisible(bool(notes))
        self.panel.table.setFocus()
        self.show_rows(rows)

    def _decided(self, sheet: int, line_id: LineId) -> bool:
        """As the clerk decided before, else as it is proposed."""
        returned = self.batch.sheets[sheet]
        return self._decisions.get((returned.name, line_id), line_id in returned.proposed)

    def _turn(self) -> None:
        """Accept what is selected, or refuse it where all of it was accepted."""
        chosen = {r.row_id for r in self.panel.table.selected() if r.line.can_be_taken}
        if not chosen:
            return
        on = not all(row.is_accepted for row in self.panel.rows if row.row_id in chosen)
        names = [sheet.name for sheet in self.batch.sheets]
        self._decisions |= {(names[sheet], line_id): on for sheet, line_id in chosen}
        self.show_rows(
            [
                replace(row, is_accepted=on) if row.row_id in chosen else row
                for row in self.panel.rows
            ]
        )

    def _set_chips(self, rows: tuple[Decided, ...]) -> None:
        """A line has one standing: pressing a chip lets the one pressed before go."""
        offered = chips(rows)
        self.panel.set_chips(offered)
        if self._chips_exclude:
            return
        self._chips_exclude = True
        buttons = [b for b in self.panel.findChildren(QPushButton) if b.property("role") == "chip"]
        for chip, button in zip(offered, buttons, strict=True):
            button.clicked.connect(partial(self._press, chip.key, button))

    def _press(self, key: str, button: QPushButton) -> None:
        self.panel.press_chip(key if button.isChecked() else "")

    def suit(self, row: Decided | None) -> None:
        """The line in full below; the button says how much it would write."""
        self.told.setPlainText(row.told if row else "")
        number = sum(row.is_accepted for row in self.panel.rows)
        self.write_button.setText(f"写入{number}处(&I)" if number else "写入(&I)")
        self.write_button.setEnabled(number > 0)
        self.export.setEnabled(bool(self.panel.rows))

    def _written(self, outcomes: Outcomes) -> None:
        self._decisions = {key: on for key, on in self._decisions.items() if not on}
        said = self.returning.told(outcomes)
        failed = any(isinstance(one, Refused) for one in outcomes)
        self.tell(said.partition("\n")[0])
        self.announce(said, is_problem=failed)
        self._read()

    def _choose_file(self) -> None:
        reading_apart.prepare()
        path = messages.file_to_open(self, f"选择交回的{self.returning.title}", KINDS)
        if path:
            self.take_in([path])

    def _choose_folder(self) -> None:
        folder = messages.folder(self, f"放交回的{self.returning.title}的文件夹")
        if folder is None:
            return
        found = sorted(p for p in folder.glob("*.xls*") if not p.name.startswith(("~$", ".")))
        if found:
            self.take_in(found)
        else:
            self.announce(f"“{folder}”里没有Excel工作簿。", is_problem=True)

    def _export(self) -> None:
        listing = self.panel.listing(f"{self.returning.title}的改动")
        save_list(self.desk, self, listing, say=self.tell)


def summary_words(batch: Batch) -> str:
    """A line for each sheet, one for all where there are many."""
    if len(batch.sheets) <= MOST_SUMMARIES:
        return "\n".join(map(summary, batch.sheets))
    same = sum(sheet.unchanged for sheet in batch.sheets)
    touched = sum(bool(sheet.lines) for sheet in batch.sheets)
    return f"读了{len(batch.sheets)}张表，其中{touched}张有改动或有误；{same}人没有改动。"


def written_words(outcomes: Outcomes) -> str:
    """已写入：修改3人、新增1人，共5处…, and what was left out."""
    taken = [one for one in outcomes if isinstance(one, TakenIn)]
    changed, new = sum(one.changed for one in taken), sum(one.new for one in taken)
    cells = sum(one.cells for one in taken)
    steps = sum(not one.is_empty for one in taken)
    undo = "可按 Ctrl+Z 撤销" if steps == 1 else f"每个班一步，可按 Ctrl+Z 逐步撤销（共{steps}步）"
    lines = [f"已写入：修改{changed}人，新增{new}人，共{cells}项。{undo}。"] if steps else []
    left = [words for one in taken for words in one.left_out]
    lines += [f"没有写入：{'；'.join(left)}。"] if left else []
    lines += [f"{one.name}：{one.error.message}" for one in outcomes if isinstance(one, Refused)]
    return "\n".join(lines) or "没有需要写入的内容。"


def _summary_of_books(batch: Batch) -> str:
    return "\n".join(map(diary_returning.summary_of, batch.sheets[:MOST_BOOKS]))


MOST_BOOKS = 3
"""Books that are each told of above the list; its chips count all."""
CLASS_SHEETS = Returning(
    "班主任填报表",
    _SHEET_HINT,
    OF_CLASS,
    read_several,
    take_in_all,
    summary_words,
    written_words,
)
DIARY_BOOKS = Returning(
    "家访登记本",
    _BOOK_HINT,
    OF_MENTOR,
    diary_returning.read_books,
    diary_returning.take_in_books,
    _summary_of_books,
    diary_returning.written_words,
)
