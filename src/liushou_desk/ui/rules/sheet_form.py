"""按随访单登记: a number from the paper opens an entry; the day and the words are typed from it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from liushou_desk.domain.sheet_number import line_of
from liushou_desk.errors import InputProblem
from liushou_desk.services.rules import SheetLine, find_line
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.inputs import LineInput

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

NOTE = "填随访单每行前面的编号，打开一条记录：儿童、类别、帮扶人已填好，日期和内容照纸上写的填。"
_LINE = "line"


def ask_sheet_number(desk: Desk) -> None:
    """Ask for a number and go where its record is written."""

    def find(office: "OfficeFile", values: dict[str, Any]) -> SheetLine:
        return find_line(office, values[_LINE])

    record = Record("按随访单登记", "sheet_number", None, {}, find)
    page = Page("", (Entry(_LINE, "编号", LineInput, _read, mandatory=True),))
    dialog = RecordDialog(desk, record, [page], saved=lambda line: _go(desk, line))
    dialog.save_button.setText("打开记录 (Ctrl+S)")
    dialog.banner.setText(NOTE)
    dialog.banner.setVisible(True)
    dialog.open()


def _read(text: str, _today: date) -> Any:
    try:
        line_id = line_of(text)
    except InputProblem as problem:
        raise InputProblem(problem.sentence, problem.advice, field=_LINE) from None
    if line_id is None:
        raise InputProblem("请填写编号", "随访单每行最前面的数字。", field=_LINE)
    return line_id


def _go(desk: Desk, line: SheetLine) -> None:
    desk.go(
        Journey(
            Spot.DIARY,
            child_id=line.child_id,
            kind=line.kind,
            mentor_id=line.mentor_id,
            is_undated=True,
        )
    )
    desk.say(f"随访单上的：{line.told}。请填日期和内容。")
