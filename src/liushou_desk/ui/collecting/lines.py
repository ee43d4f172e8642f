"""What a returned sheet says, line by line, with the clerk's decision."""

from dataclasses import dataclass

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.collecting.returned import Line, LineId, Standing
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip
from liushou_desk.ui.table.tick_panel import tick_column

TONES = {
    Standing.CHANGED: Tone.PLAIN,
    Standing.NEW: Tone.GOOD,
    Standing.LATER: Tone.OWED,
    Standing.FAULT: Tone.BAD,
    Standing.TAKEN: Tone.QUIET,
}
TIPS = {
    Standing.CHANGED: "老师改过、和现在登记的不同的格子",
    Standing.NEW: "写在空白行里的新儿童",
    Standing.LATER: "表发出以后，这一格在程序里也改过：请核对哪个对",
    Standing.FAULT: "看不懂或不能保存的格子，请和老师核实后在花名册里改，或改好表再收回",
    Standing.TAKEN: "以前收回时已经登记的行，再交多少次也不会重复",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of one of the workbooks, and whether it is to be taken in."""

    sheet: int
    school_class: str
    line: Line
    is_accepted: bool

    @property
    def row_id(self) -> tuple[int, LineId]:
        """What it is known by beyond a new reading."""
        return self.sheet, self.line.line_id

    @property
    def told(self) -> str:
        """Everything about it, for the box below the list."""
        line = self.line
        head = f"{self.school_class}　{line.cell}　{line.who}　{line.label}：{line.standing.label}"
        change = f"{line.before} → {line.after}" if line.before else line.after
        return "\n".join(filter(None, (head, change, line.note)))


OF_CLASS: Column[Decided] = Column(
    "班级", lambda row: row.school_class, 6, field=FIELDS["school_class", "name"]
)
OF_MENTOR: Column[Decided] = Column(
    "教师", lambda row: row.school_class, 6, field=FIELDS["mentor", "name"]
)


def columns(whose: Column[Decided]) -> tuple[Column[Decided], ...]:
    """What is listed of what came back; `whose` says from whom it came."""
    return (
        tick_column("采纳", lambda row: row.is_accepted if row.line.can_be_taken else None),
        Column(
            "情况",
            lambda row: row.line.standing.label,
            4,
            tone=lambda row: TONES[row.line.standing],
            field=OPEN,
        ),
        whose,
        Column("儿童", lambda row: row.line.who, 5, field=FIELDS["child", "name"]),
        Column("项目", lambda row: row.line.label, 8, field=OPEN),
        Column("现在登记的", lambda row: row.line.before, 8, field=PERSONAL),
        Column("表里填的", lambda row: row.line.after, 10, field=PERSONAL),
        Column("说明", lambda row: row.line.note, 15, field=OPEN),
        Column(
            "格子",
            lambda row: row.line.cell,
            4,
            key=lambda row: (row.line.row, row.line.cell),
            field=OPEN,
        ),
    )


def chips(rows: tuple[Decided, ...]) -> list[Chip]:
    """One for each thing there is to say."""
    return chips_of(Standing, rows, lambda row: row.line.standing, TIPS)
