"""成批登记: a pile of paper forms typed one after the other; each line is saved as it is left."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.contact_row import COLUMNS, KIND, Names, RowReader
from liushou_desk.domain.picking import TYPED
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.diary.grid.inputs import inputs_for
from liushou_desk.ui.diary.grid.keeping import (
    FORM,
    GridReading,
    Taken,
    draft_of,
    read_grid,
    save_line,
    texts_of,
)
from liushou_desk.ui.diary.grid.model import GridModel
from liushou_desk.ui.diary.grid.row import KEYS, REPEATED, GridRow
from liushou_desk.ui.diary.grid.table import GridTable
from liushou_desk.ui.diary.kind_input import keys_of_kinds
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept
from liushou_desk.ui.work_dialog import WorkDialog

MOST_LINES = 500
_WIDTH = 1340
_LEAD = "回车或Tab到下一格；离开一行时，填全的就保存。可从Excel复制一片单元格来粘贴。"
AGAIN = "按错了再按一次 Ctrl+L 恢复。"
CLEARED = f"已清空这一行，{AGAIN}"
ON_FILE = "这一行已经保存，没有改过；要删除请到列表里删。"
PUT_BACK = "这一行恢复成清空以前的样子。"
RESET = f"这一行已经保存，恢复成保存的样子，{AGAIN}要删除请到列表里删。"
_HEADINGS = {label: key for key, label in COLUMNS.items()}


def open_grid(desk: Desk) -> None:
    """Read who there is and what was left, then show the lines."""
    term = desk.term
    desk.tasks.run(
        desk.window,
        lambda office: read_grid(office, term),
        lambda reading: GridDialog(desk, reading).open(),
    )


class GridDialog(WorkDialog):
    """Nothing that was typed is lost: a line is on file, in the draft, or asked about."""

    def __init__(self, desk: Desk, reading: GridReading) -> None:
        super().__init__(desk, "成批登记", width=_WIDTH)
        people = reading.people
        children, mentors = Names(people.children, "在册儿童"), Names(people.mentors, "帮扶人")
        self.reader = RowReader(children, mentors)
        self.model = GridModel(self.reader, lambda: desk.today, people.mentor_of or {})
        inputs = inputs_for(people.children, people.mentors, lambda: desk.today)
        self.table = GridTable(self.model, inputs)
        self._is_closing = False
        self._cleared: dict[int, GridRow] = {}
        """What stood in the lines that were emptied."""
        self._build()
        self._draft = DraftKeeper(self, desk, Kept(FORM, None, lambda: draft_of(self.model.rows)))
        self._connect()
        self._restore(reading)

    def _build(self) -> None:
        lead = QLabel(_LEAD, wordWrap=True)
        self.told = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # the lines must not jump
        self.body.addWidget(lead)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.command("保存填全的行", self.save_all, "Ctrl+S")
        self.command("重复上一行的类别和教师", self.repeat, "Ctrl+D")
        self.command("清空这一行", self.clear_line, "Ctrl+L")
        self.starts_at = self.table
        self._tell()

    def _connect(self) -> None:
        self.model.edited.connect(self._draft.touch)
        self.table.left_line.connect(self._leave)
        self.table.pasted_block.connect(self.paste)
        self.model.dataChanged.connect(self._tell)
        self.table.selectionModel().currentChanged.connect(self._tell)

    def _restore(self, reading: GridReading) -> None:
        """The lines of a crash stand where they stood, each looked at anew."""
        for number, row in reading.left.items():
            self.model.put(number, row.checked(self.reader, self.desk.today))
        self.table.go_to(min(reading.left, default=0), 0)
        if reading.left:
            self._say("已恢复上次没有保存的行，请核对；离开填全的一行就会保存。", "warning")

    def repeat(self) -> None:
        """Kind and teachers of the line above, and nothing else: the rest is of another visit."""
        line = self.table.line
        if line > 0:
            self.table.settle()
            for key in REPEATED:
                self.model.write(line, key, self.model.rows[line - 1].texts.get(key, ""))
            self.table.show_line()

    def clear_line(self) -> None:
        """Take what is not on file out of the line; pressed once more, put it back."""
        self.table.settle()
        line = self.table.line
        row = self.model.rows[line]
        if row.is_saving:
            return
        if row.entry_id is None:
            emptied, said = GridRow(), CLEARED
        else:
            texts = dict(row.saved or {})
            emptied, said = replace(row, texts=texts, problems={}, refused=""), RESET
        if not row.is_unsaved and line in self._cleared:
            emptied, said = self._cleared.pop(line), PUT_BACK
        elif row.entry_id is not None and not row.is_unsaved:
            said = ON_FILE
        else:
            self._cleared[line] = row
        self.model.put(line, emptied)
        self.table.show_line()
        self._draft.touch()
        self._say(said, "quiet")

    def paste(self, block: list[list[str]]) -> None:
        """Put cells down from the cursor on; where they do not fit, nothing is put down."""
        line = self.table.line
        column = self.table.currentIndex().column()
        keys, rows = KEYS[column:], block
        if all(cell.strip() in _HEADINGS for cell in block[0]):
            keys, rows = tuple(_HEADINGS[cell.strip()] for cell in block[0]), block[1:]
        try:
            self._require_room(line, len(keys), rows)
        except InputProblem as problem:
            self._say(problem.message, "problem")
            return
        for number, cells in enumerate(rows, start=line):
            for key, cell in zip(keys, cells, strict=False):
                text = cell.strip()
                is_person = key in self.reader.names and text
                self.model.take(number, key, f"{TYPED}{text}" if is_person else text)
        self.table.show_line()
        self._draft.touch()
        self._say(f"已粘贴{len(rows)}行，还没有保存；核对后按 Ctrl+S 保存填全的行。", "warning")

    def _require_room(self, line: int, columns: int, rows: list[list[str]]) -> None:
        widest = max(map(len, rows), default=0)
        if widest > columns:
            raise InputProblem(
                f"粘贴的内容有{widest}列，从这一格起只放得下{columns}列", "没有粘贴，请换起始的格。"
            )
        if line + len(rows) > MOST_LINES:
            raise InputProblem(f"一次最多登记{MOST_LINES}行", "没有粘贴，请分几次。")
        for number, row in enumerate(self.model.rows[line : line + len(rows)], start=line + 1):
            if row.entry_id is not None or row.is_saving or not row.is_blank:
                raise InputProblem(
                    f"第{number}行已经有内容，粘贴会盖掉它", "没有粘贴，请从空行开始。"
                )

    def save_all(self) -> None:
        """Save every line that can be; the others say what is missing."""
        self.table.settle()
        for number in range(len(self.model.rows)):
            self._leave(number)

    def reject(self) -> None:
        """Leave the line, ask about what is not on file; only then is the window gone."""
        self.table.settle()
        self._leave(self.table.line)
        if any(row.is_saving for row in self.model.rows):
            self._is_closing = True
            return
        self._is_closing = False
        unsaved = [n for n, row in enumerate(self.model.rows, start=1) if row.is_unsaved]
        if unsaved:
            lines = "、".join(f"第{number}行" for number in unsaved[:5])
            more = f"等{len(unsaved)}行" if len(unsaved) > 5 else ""
            if not messages.ask(
                self,
                f"{lines}{more}还没有保存，放弃吗？",
                "已保存的行不受影响。",
                yes="放弃没保存的行",
                no="继续填写",
            ):
                self.table.setFocus()
                return
        self._draft.drop()
        super().reject()

    def _leave(self, number: int) -> None:
        """The cursor went on: save the line, or say in it what is missing."""
        row = self.model.rows[number]
        if row.is_saving or not row.is_unsaved:
            return
        row = row.checked(self.reader, self.desk.today)
        if row.problems:
            self.model.put(number, row)
            return
        values = row.to_save(self.reader, self.desk.today)
        row = replace(row, is_saving=True, refused="", odd="")
        self.model.put(number, row)
        self.desk.tasks.run(
            self,
            lambda office: save_line(office, row, values),
            partial(self._done, number, row),
            partial(self._failed, number),
        )

    def _done(self, number: int, sent: GridRow, taken: Taken) -> None:
        """On file; what was typed into the line meanwhile is amended when it is left."""
        now = self.model.rows[number]
        saved = texts_of(taken.seen)
        row = replace(
            now,
            texts=saved if now.texts == sent.texts else now.texts,
            entry_id=taken.entry_id,
            seen=taken.seen,
            saved=saved,
            odd=taken.odd,
            is_saving=False,
        )
        self.model.put(number, row)
        self._draft.keep()
        self._go_on_closing()

    def _failed(self, number: int, error: DeskError) -> bool:
        row = replace(self.model.rows[number], is_saving=False)
        if isinstance(error, InputProblem) and error.field in COLUMNS:
            row = replace(row, problems={error.field: error.message})
        else:
            row = replace(row, refused=error.message)
        self.model.put(number, row)
        self._draft.keep()
        self._is_closing = False
        return True

    def _go_on_closing(self) -> None:
        if self._is_closing and not any(row.is_saving for row in self.model.rows):
            self.reject()

    def _tell(self) -> None:
        """What is wrong with the line at the cursor, else which keys choose the kind."""
        row = self.model.rows[self.table.line]
        at_kind = self.table.currentIndex().column() == KEYS.index(KIND)
        said = row.told() or (keys_of_kinds() if at_kind else "")
        self._say(said, "problem" if row.problems or row.refused else "quiet")

    def _say(self, sentence: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
