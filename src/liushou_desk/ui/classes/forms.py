"""The small forms of a class: its name, its number, who leads it."""

from collections.abc import Callable, Sequence
from typing import Any

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.work_fields import CLASS_FIELDS
from liushou_desk.services.classes import ClassLine, rename_class, renumber_class, set_teacher
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry, pick_entry
from liushou_desk.ui.look import GAP, MARGIN

NAME, NUMBER = CLASS_FIELDS
TEACHER = "teacher"
Saved = Callable[[Any], None]


def rename(desk: Desk, line: ClassLine, saved: Saved) -> None:
    """改名: a name of its own, or none."""
    seen = {NAME.key: line.name}
    record = Record(
        f"班级改名：{line.label}",
        "class_name",
        line.class_id,
        seen,
        lambda office, values: rename_class(office, line.class_id, values),
        seen=seen,
    )
    note = f"学校另外叫它什么就写什么，如启智班；空着就是{line.usual}。"
    note += f"以后导入的名册写这个名称或写{line.usual}，都认得是这个班。"
    _open(desk, (record, field_entry(NAME), note), saved)


def renumber(desk: Desk, line: ClassLine, saved: Saved) -> None:
    """改班号."""
    seen = {NUMBER.key: line.number}
    record = Record(
        f"改班号：{line.usual}",
        "class_number",
        line.class_id,
        seen,
        lambda office, values: renumber_class(office, line.class_id, values),
        seen=seen,
    )
    note = "各个学期里这个班的班号都会改。要和另一个班并成一个，请用“合并到……”。"
    _open(desk, (record, field_entry(NUMBER), note), saved)


def lead(desk: Desk, of: tuple[ClassLine, str], teachers: Sequence[Pick], saved: Saved) -> None:
    """班主任 of a class in a term."""
    line, term = of
    record = Record(
        f"班主任：{line.label}",
        f"class_teacher {term}",
        line.class_id,
        {TEACHER: (line.teacher_id,) if line.teacher_id else ()},
        lambda office, values: set_teacher(office, line.class_id, term, values[TEACHER]),
    )
    note = f"{term_title(term)}的班主任，从“结对帮扶”里登记的帮扶人中选；没有的请先在那里新增。"
    note += "在空行里按退格键去掉现在的一位。"
    entry = pick_entry(TEACHER, "班主任", teachers, several=False, mandatory=False)
    _open(desk, (record, entry, note), saved)


def _open(desk: Desk, asked: tuple[Record, Entry, str], saved: Saved) -> None:
    record, entry, note = asked
    dialog = RecordDialog(desk, record, [Page("", (entry,))], saved=saved)
    dialog.banner.setText(note)
    dialog.banner.setVisible(True)
    told = dialog.banner.heightForWidth(dialog.width() - 2 * MARGIN)
    dialog.fitting.wish(dialog.width(), dialog.height() + told + 2 * GAP)
    dialog.open()
