"""The columns of the roster: those everybody sees, and those a clerk may add."""

from collections.abc import Callable

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.services.register.child_form import (
    ENTRIES,
    OF_BOARDERS,
    PRIORITIES,
    is_restricted,
)
from liushou_desk.services.register.labels import ChildLabels
from liushou_desk.services.truth import more
from liushou_desk.ui.look import Tone
from liushou_desk.ui.roster.lines import (
    RosterLine,
    name_shown,
    standing,
    standing_tip,
    standing_tone,
    state_tone,
    state_word,
    urgency,
)
from liushou_desk.ui.table.columns import Column


def _age(line: RosterLine) -> tuple[bool, int]:
    """The youngest first by day of birth, those without one last."""
    born_on = line.row.born_on
    return born_on is None, -born_on.toordinal() if born_on else 0


def _name_tone(line: RosterLine) -> Tone:
    return Tone.QUIET if line.has_left else Tone.PLAIN


def _label(heading: str, text: Callable[[ChildLabels], str], width: float) -> Column[RosterLine]:
    """Of the second reading."""
    return Column(
        heading,
        lambda line: text(line.labels) if line.labels else "",
        width,
        shown=False,
        field=PERSONAL,
    )


def _more(key: str, width: float, heading: str = "") -> Column[RosterLine]:
    """Of the third reading: a line of the child's form, which says what it is called."""
    entry = ENTRIES[key]
    return Column(
        heading or entry.label,
        lambda line: line.more.get(key, "") if line.more else "",
        width,
        shown=False,
        field=entry,
        is_covered=not is_restricted(entry),
    )


FIRST: tuple[Column[RosterLine], ...] = (
    Column(
        "姓名",
        name_shown,
        10.4,
        key=lambda line: (line.row.name_order, line.row.called),
        tone=_name_tone,
        field=FIELDS["child", "name"],
    ),
    Column(
        "性别",
        lambda line: line.row.sex.label if line.row.sex else "",
        2,
        field=FIELDS["child", "sex"],
    ),
    Column(
        "年龄",
        lambda line: "" if line.row.age is None else str(line.row.age),
        2,
        key=_age,
        right=True,
        field=FIELDS["child", "born_on"],
    ),
    Column(
        "班级",
        lambda line: line.row.school_class,
        9.1,
        key=lambda line: (line.row.class_order, line.row.school_class),
        field=FIELDS["school_class", "name"],
    ),
    Column("留守情况", standing, 5.8, tone=standing_tone, tip=standing_tip, field=OPEN),
    Column("随访", state_word, 6, key=urgency, tone=state_tone, field=OPEN),
    Column("照料人", lambda line: line.row.caregiver, 8.8, field=FIELDS["family_member", "name"]),
    Column(
        "照料人电话",
        lambda line: line.row.caregiver_phone,
        6.2,
        field=FIELDS["family_member", "phone"],
    ),
    Column(
        "住址", lambda line: line.row.home_address, 10, field=FIELDS["household", "home_address"]
    ),
    Column("寄宿", lambda line: line.row.boards, 2, field=FIELDS["boarding_period", "boards"]),
    Column("帮扶人", lambda line: line.row.mentors, 7, field=FIELDS["mentor", "name"]),
    Column(
        "核实",
        lambda line: "已核实" if line.row.verified else "未核实",
        3,
        tone=lambda line: Tone.PLAIN if line.row.verified else Tone.OWED,
        field=OPEN,
    ),
)
"""What everybody sees who has not chosen otherwise."""

OF_ROWS: tuple[Column[RosterLine], ...] = (
    Column(
        "出生日期",
        lambda line: written(line.row.born_on),
        5.4,
        shown=False,
        field=FIELDS["child", "born_on"],
    ),
    Column(
        "联系电话", lambda line: line.row.phone, 6.2, shown=False, field=FIELDS["child", "phone"]
    ),
    Column("在册日期", lambda line: written(line.row.entered_on), 5.4, shown=False, field=OPEN),
    Column(
        "离校日期",
        lambda line: written(line.row.left_on),
        5.4,
        shown=False,
        field=FIELDS["register_period", "left_on"],
    ),
)
OF_LABELS = (
    _label("类别", lambda labels: labels.category, 4),
    _label("照料方式", lambda labels: labels.care, 5),
    _label("随访说明", lambda labels: labels.follow_up.text, 16),
    _label("判断依据", lambda labels: labels.reason, 24),
)
COMPLETE = "资料完整度"


def _percent(line: RosterLine) -> str:
    return line.more.get(more.COMPLETE, "") if line.more else ""


OF_MORE = (
    Column[RosterLine](
        COMPLETE,
        _percent,
        5,
        key=lambda line: int(_percent(line).rstrip("%") or -1),
        right=True,
        shown=False,
        field=OPEN,
    ),
    _more(more.MARK, 7),
    _more("father.name", 4, "父亲"),
    _more("father.phone", 6.2, "父亲电话"),
    _more("father.status", 19),
    _more("mother.name", 4, "母亲"),
    _more("mother.phone", 6.2, "母亲电话"),
    _more("mother.status", 19),
    _more("term_sheet.care_grade", 4),
    _more("term_sheet.study", 8),
    *(_more(f"term_sheet.{key}", 5) for key in (*OF_BOARDERS, *PRIORITIES)),
    _more("child.nation", 3),
    _more("child.hukou", 4),
    _more("child.village", 6),
    _more("child.registered_address", 10),
    _more("child.national_id", 5),
    _more("child.student_number", 3),
    _more("child.enrolled_in", 4),
    _more("child.is_migrant", 4),
    _more("child.is_other_care", 4),
    _more("child.is_private", 6),
    _more("child.declines_label", 8),
    _more("child.former_name", 4),
    _more("child.remarks", 16),
    _more("term_sheet.health", 4),
    _more("child.disability", 5),
    _more("child.is_orphan", 4),
    _more(more.HARDSHIP, 10),
)

COLUMNS = (*FIRST, *OF_ROWS, *OF_LABELS, *OF_MORE)
ASKS_FOR_MORE = frozenset(column.heading for column in OF_MORE)
"""Where one of these is shown, a third reading is wanted."""
RESTRICTED = frozenset(column.heading for column in OF_MORE if column.restricted)
