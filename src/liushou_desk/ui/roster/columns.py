"""The columns of the roster: those everybody sees, and those a clerk may add."""

from collections.abc import Callable
from operator import attrgetter

from liushou_desk.domain.fields import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.services.register.labels import ChildLabels
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


def _more(
    heading: str, name: str, width: float, of: tuple[str, str], *, is_covered: bool = False
) -> Column[RosterLine]:
    """Of the third reading."""
    get = attrgetter(name)
    return Column(
        heading,
        lambda line: get(line.more) if line.more else "",
        width,
        shown=False,
        field=FIELDS[of],
        is_covered=is_covered,
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
OF_MORE = (
    Column[RosterLine](
        COMPLETE,
        lambda line: line.more.complete if line.more else "",
        5,
        key=lambda line: int(line.more.complete.rstrip("%") or -1) if line.more else -1,
        right=True,
        shown=False,
        field=OPEN,
    ),
    _more("学籍标注", "mark", 7, ("school_record_mark", "mark")),
    _more("父亲", "father", 4, ("family_member", "name")),
    _more("父亲电话", "father_phone", 6.2, ("family_member", "phone")),
    _more("父亲去向", "father_where", 19, ("whereabouts", "status"), is_covered=True),
    _more("母亲", "mother", 4, ("family_member", "name")),
    _more("母亲电话", "mother_phone", 6.2, ("family_member", "phone")),
    _more("母亲去向", "mother_where", 19, ("whereabouts", "status"), is_covered=True),
    _more("监护评估", "care_grade", 4, ("term_sheet", "care_grade")),
    _more("学习情况", "study", 8, ("term_sheet", "study")),
    _more("民族", "nation", 3, ("child", "nation")),
    _more("户口性质", "hukou", 4, ("child", "hukou")),
    _more("户籍地", "registered_address", 10, ("child", "registered_address")),
    _more("身份证件号", "national_id", 5, ("child", "national_id")),
    _more("学籍号", "student_number", 3, ("child", "student_number")),
    _more("入学年月", "enrolled_in", 4, ("child", "enrolled_in")),
    _more("随迁子女", "migrant", 4, ("child", "is_migrant")),
    _more("其他关爱", "other_care", 4, ("child", "is_other_care")),
    _more("家长不愿公开", "private", 6, ("child", "is_private")),
    _more("曾用名", "former_name", 4, ("child", "former_name")),
    _more("备注", "remarks", 16, ("child", "remarks")),
    _more("健康状况", "health", 4, ("term_sheet", "health")),
    _more("残疾类型", "disability", 5, ("child", "disability")),
    _more("是否孤儿", "orphan", 4, ("child", "is_orphan")),
    _more("困境类型", "hardships", 10, ("sheet_hardship", "hardship")),
)

COLUMNS = (*FIRST, *OF_ROWS, *OF_LABELS, *OF_MORE)
ASKS_FOR_MORE = frozenset(column.heading for column in OF_MORE)
"""Where one of these is shown, a third reading is wanted."""
RESTRICTED = frozenset(column.heading for column in OF_MORE if column.restricted)
