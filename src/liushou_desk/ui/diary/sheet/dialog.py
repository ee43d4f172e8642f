"""月度登记表: a teacher's month entered from paper, each contact confirmed by itself."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import chinese_month
from liushou_desk.domain.mandatory_report import duty_beside
from liushou_desk.domain.month_sheet import Cell, Marked, SheetKey
from liushou_desk.errors import DeskError
from liushou_desk.services.diary import Sheet, SheetSaved, read_sheet, save_sheet
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.diary.grid.inputs import CellPick
from liushou_desk.ui.diary.kind_input import KindInput
from liushou_desk.ui.diary.sheet.keeping import FORM, SheetOffer, draft_of, read_offer
from liushou_desk.ui.diary.sheet.model import STAR, SheetModel
from liushou_desk.ui.diary.sheet.table import SheetTable
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept
from liushou_desk.ui.forms.inputs import LineInput
from liushou_desk.ui.look import spaced
from liushou_desk.ui.work_dialog import WorkDialog

_WIDTH = 1160
_SOON_FILLED = 3
_CHOOSE = "选教师、月份和类别，按回车打开登记表。"
_KEYS = (
    f"空格或回车：√已联系、×未联系上、空。灰色的已经登记过。{STAR}重点关爱，要写内容。"
    "“汇”是整列登记，计入汇总条，不算逐次确认。"
)


def open_sheet(desk: Desk) -> None:
    """Read what can be chosen, then show the window."""
    term = desk.term
    desk.tasks.run(
        desk.window,
        lambda office: read_offer(office, term),
        lambda offer: SheetDialog(desk, offer).open(),
    )


class SheetDialog(WorkDialog):
    """One sheet at a time; another is chosen once this one is saved or emptied."""

    def __init__(self, desk: Desk, offer: SheetOffer) -> None:
        super().__init__(desk, "月度登记表", width=_WIDTH)
        self.offer = offer
        self.model = SheetModel()
        self._is_saving = False
        self._build_choice()
        self._build_cells()
        self._draft = DraftKeeper(self, desk, Kept(FORM, None, self._texts))
        self._connect()
        self._tell_cell()
        if offer.left:
            self._take_up()

    def _build_choice(self) -> None:
        self.mentor = CellPick(self.offer.mentors, several=False)
        self.mentor.line.setPlaceholderText("姓名或首字母")
        self.kind = KindInput()
        self.month = QComboBox()
        for month in self.offer.months:
            self.month.addItem(chinese_month(month), month)
        passed = [n for n, month in enumerate(self.offer.months) if month <= self.desk.today]
        self.month.setCurrentIndex(passed[-1] if passed else 0)
        self.original = LineInput()
        self.original.line.setPlaceholderText("如：德育处3号柜")
        self._choice = QGridLayout()
        spaced(self._choice)
        parts: tuple[tuple[str, QWidget, int], ...] = (
            ("教师(&J)", self.mentor, 3),
            ("月份(&M)", self.month, 2),
            ("类别(&K)", self.kind, 2),
            ("原件在哪里(&Y)", self.original, 4),
        )
        for number, (text, widget, share) in enumerate(parts):
            label = QLabel(text)
            label.setBuddy(widget)
            self._choice.addWidget(label, 0, 2 * number)
            self._choice.addWidget(widget, 0, 2 * number + 1)
            self._choice.setColumnStretch(2 * number + 1, share)
        self.body.addLayout(self._choice)
        self.starts_at = self.mentor.line

    def _build_cells(self) -> None:
        self.said = QLabel(_CHOOSE, wordWrap=True)
        self.table = SheetTable(self.model)
        self.content, self.concern = LineInput(), LineInput()
        texts = QGridLayout()
        spaced(texts)
        for number, (text, box) in enumerate((("内容", self.content), ("发现问题", self.concern))):
            label = QLabel(text)
            label.setBuddy(box)
            texts.addWidget(label, 0, 2 * number)
            texts.addWidget(box, 0, 2 * number + 1)
            texts.setColumnStretch(2 * number + 1, 3 - number)
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("role", "quiet")
        self.body.addWidget(self.said)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(texts)
        self.body.addWidget(self.told)
        self.command("保存", self.save, "Ctrl+S")
        self.command("写内容", self.write, "F2")
        self.command("整列", self.fill_column, "Ctrl+T")
        self.command("清空", self.clear, "Ctrl+L")

    def _connect(self) -> None:
        self.table.filled.connect(self._on_filled)
        self.table.moved.connect(self._tell_cell)
        self.model.marked.connect(self._on_marked)
        self.original.edited.connect(self._on_marked)
        for box in (self.content, self.concern):
            box.edited.connect(self._take_texts)
        self.mentor.edited.connect(lambda: self.month.setFocus(Qt.FocusReason.TabFocusReason))
        QShortcut(QKeySequence("Ctrl+J"), self, self.table.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the sheet from the choice, and goes back to the cells from the texts."""
        focus = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif (
            focus is self.content.line
            or focus is self.concern.line
            or (focus is self.original.line and self.model.sheet)
        ):
            self.table.setFocus()
        else:
            self.show_sheet()

    def show_sheet(self) -> None:
        """Read the sheet that was chosen."""
        kind = DiaryKind.from_text(self.kind.text())
        month = self.month.currentData()
        if not self.mentor.chosen or kind is None or not month:
            self._say("还没有选全：教师、月份、类别都要选。", "problem")
            return
        self._read(SheetKey(self.mentor.chosen[0], month, kind))

    def _read(self, key: SheetKey) -> None:
        self.desk.tasks.run(
            self, lambda office: read_sheet(office, key), self._show, replaces="sheet"
        )

    def _show(self, sheet: Sheet) -> None:
        last = min(self.desk.today, sheet.key.last_on)
        past = max((last - sheet.key.month_on).days + 1, 0)
        before, left = self.model.sheet, self.offer.left
        is_left = left is not None and left.key == sheet.key
        is_again = before is not None and before.key == sheet.key
        marks = left.marks if left and is_left else self.model.marks if is_again else {}
        self.model.show(sheet, past, marks)
        if left and is_left:
            self.original.set_text(left.original_at)
            self.offer = replace(self.offer, left=None)
        elif not self.original.text() or not (is_again or before is None):
            self.original.set_text(sheet.original_at)
        self._suit()
        if not sheet.children:
            self._say(f"{sheet.mentor}这个月没有结对的儿童。", "problem")
            return
        filed = f"这张表已经登记过{len(sheet.filed)}格，接着填不会重复。" if sheet.filed else ""
        lost = len(marks) - len(self.model.marks) if is_left else 0
        again = "已恢复上次没有保存的内容，请核对。" if is_left else ""
        again += f"其中{lost}格已经登记过，或儿童已不在这张表上，没有恢复。" if lost else ""
        self._say(f"{again}{filed}{_KEYS}", "warning" if is_left else "quiet")
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def write(self) -> None:
        """Put the cursor into the text of the cell."""
        if self.content.isEnabled():
            self.content.setFocus(Qt.FocusReason.TabFocusReason)

    def fill_column(self) -> None:
        """整列: said each time what it is, since it confirms nothing about a single child."""
        sheet, column = self.model.sheet, self.table.currentIndex().column()
        if sheet is None or not 0 <= column < self.model.past:
            return
        if sheet.key.kind.traits.needs_text:
            self._say(f"{sheet.key.kind.label}要逐次写内容，不能整列登记。", "problem")
            return
        filled = self.model.fill_column(column)
        self._say(
            f"{column + 1}日整列登记{filled}名儿童，计入汇总条，不算逐次确认的联系；"
            "逐个确认过的请一格一格按空格。",
            "warning",
        )

    def clear(self) -> None:
        """Empty what is not on file; a cell or two are soon filled in again, more are asked for."""
        marked = len(self.model.marks)
        if marked <= _SOON_FILLED or messages.ask(
            self, f"清空没有保存的{marked}格吗？", yes="清空", no="不清空"
        ):
            self.model.clear()

    def save(self) -> None:
        """Write the sheet as one action, or go to the cell that has to be written about."""
        sheet = self.model.sheet
        if sheet is None or self._is_saving:
            return
        if (lacking := self.model.lacking()) is not None:
            self.table.setCurrentIndex(lacking)  # pyright: ignore[reportArgumentType]
            self._say(f"还没有保存。{self.model.told(lacking)}", "problem")
            self.write()
            return
        key, marks, original = sheet.key, dict(self.model.marks), self.original.text()
        self._is_saving = True
        self._draft.pause()
        self.desk.tasks.run(
            self,
            lambda office: save_sheet(office, key, marks, original),
            lambda saved: self._done(marks, saved),
            self._failed,
        )

    def _done(self, sent: Mapping[Cell, Marked], saved: SheetSaved) -> None:
        """On file; what was filled in meanwhile stays to be saved."""
        self._is_saving = False
        for cell, one in sent.items():
            if self.model.marks.get(cell) == one:
                del self.model.marks[cell]
        self._draft.keep()
        parts = [f"{saved.entries}条记录"] if saved.entries else []
        parts += [f"{saved.tallied}名儿童的汇总条"] if saved.tallied else []
        self.desk.say(f"已登记{'、'.join(parts)}。（Ctrl+Z 撤销）")
        if self.model.sheet:
            self._read(self.model.sheet.key)

    def _failed(self, error: DeskError) -> bool:
        self._is_saving = False
        self._draft.touch()
        self._say(error.message, "problem")
        if not self.original.text().strip():
            self.original.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def reject(self) -> None:
        """Ask before what was filled in is lost."""
        if self._is_saving:
            return
        marked = len(self.model.marks)
        if marked and not messages.ask(
            self,
            f"填了{marked}格还没有保存，放弃吗？",
            yes="放弃更改",
            no="继续填写",
        ):
            return
        if self.model.sheet:
            self._draft.drop()
        super().reject()

    def _take_up(self) -> None:
        left = self.offer.left
        assert left is not None
        self.mentor.set_text(str(left.key.mentor_id))
        self.kind.set_text(left.key.kind.label)
        at = self.month.findData(left.key.month_on)
        if at < 0:
            self.month.addItem(chinese_month(left.key.month_on), left.key.month_on)
        self.month.setCurrentIndex(self.month.findData(left.key.month_on))
        self._read(left.key)

    def _on_filled(self) -> None:
        """On to the text where one has to be written."""
        if self.model.lacks(self.table.currentIndex()):
            self.write()

    def _on_marked(self) -> None:
        self._suit()
        if self.model.sheet:
            self._draft.touch()

    def _suit(self) -> None:
        """Another sheet is chosen only while nothing of this one waits."""
        self._tell_cell()
        for widget in (self.mentor, self.month, self.kind):
            widget.setEnabled(not self.model.marks)

    def _tell_cell(self) -> None:
        """What the cell with the cursor says, and its texts."""
        here = self.table.currentIndex()
        cell = self.model.cell(here)
        marked = self.model.marks.get(cell) if cell else None
        duty = duty_beside(marked.concern, marked.content) if marked else ""
        self.told.setText(f"{self.model.told(here)}{duty and '　'}{duty}")
        for box, text in (
            (self.content, marked.content if marked else ""),
            (self.concern, marked.concern if marked else ""),
        ):
            box.setEnabled(marked is not None)
            if box.text() != text:
                box.set_text(text)

    def _take_texts(self) -> None:
        here = self.table.currentIndex()
        cell = self.model.cell(here)
        marked = self.model.marks.get(cell) if cell else None
        if marked:
            texts = replace(marked, content=self.content.text(), concern=self.concern.text())
            self.model.put(here, texts)

    def _texts(self) -> dict[str, str]:
        sheet = self.model.sheet
        return draft_of(sheet.key, self.model.marks, self.original.text()) if sheet else {}

    def _say(self, sentence: str, role: str) -> None:
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
