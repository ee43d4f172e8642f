"""The columns of the roster: those everybody sees, and those a clerk may add."""

from collections.abc import Callable
from operator import attrgetter

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
        heading, lambda line: text(line.labels) if line.labels else "", width, shown=False
    )


def _more(heading: str, name: str, width: float, *, restricted: bool = False) -> Column[RosterLine]:
    """Of the third reading."""
    get = attrgetter(name)
    return Column(
        heading,
        lambda line: get(line.more) if line.more else "",
        width,
        shown=False,
        restricted=restricted,
    )


FIRST: tuple[Column[RosterLine], ...] = (
    Column(
        "姓名",
        name_shown,
        10.4,
        key=lambda line: (line.row.name_order, line.row.called),
        tone=_name_tone,
    ),
    Column("性别", lambda line: line.row.sex.label if line.row.sex else "", 2),
    Column(
        "年龄",
        lambda line: "" if line.row.age is None else str(line.row.age),
        2,
        key=_age,
        right=True,
    ),
    Column(
        "班级",
        lambda line: line.row.school_class,
        9.1,
        key=lambda line: (line.row.class_order, line.row.school_class),
    ),
    Column("留守情况", standing, 5.8, tone=standing_tone, tip=standing_tip),
    Column("随访", state_word, 6, key=urgency, tone=state_tone),
    Column("照料人", lambda line: line.row.caregiver, 8.8),
    Column("照料人电话", lambda line: line.row.caregiver_phone, 6.2),
    Column("住址", lambda line: line.row.home_address, 10),
    Column("寄宿", lambda line: line.row.boards, 2),
    Column("帮扶人", lambda line: line.row.mentors, 7),
    Column(
        "核实",
        lambda line: "已核实" if line.row.verified else "未核实",
        3,
        tone=lambda line: Tone.PLAIN if line.row.verified else Tone.OWED,
    ),
)
"""What everybody sees who has not chosen otherwise."""

OF_ROWS: tuple[Column[RosterLine], ...] = (
    Column("出生日期", lambda line: written(line.row.born_on), 5.4, shown=False),
    Column("联系电话", lambda line: line.row.phone, 6.2, shown=False),
    Column("在册日期", lambda line: written(line.row.entered_on), 5.4, shown=False),
    Column("离校日期", lambda line: written(line.row.left_on), 5.4, shown=False),
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
    ),
    _more("学籍标注", "mark", 7),
    _more("父亲", "father", 4),
    _more("父亲电话", "father_phone", 6.2),
    _more("父亲去向", "father_where", 19),
    _more("母亲", "mother", 4),
    _more("母亲电话", "mother_phone", 6.2),
    _more("母亲去向", "mother_where", 19),
    _more("监护评估", "care_grade", 4),
    _more("学习情况", "study", 8),
    _more("民族", "nation", 3),
    _more("户口性质", "hukou", 4),
    _more("户籍地", "registered_address", 10),
    _more("身份证件号", "national_id", 5),
    _more("学籍号", "student_number", 3),
    _more("入学年月", "enrolled_in", 4),
    _more("随迁子女", "migrant", 4),
    _more("其他关爱", "other_care", 4),
    _more("家长不愿公开", "private", 6),
    _more("曾用名", "former_name", 4),
    _more("备注", "remarks", 16),
    _more("健康状况", "health", 4, restricted=True),
    _more("残疾类型", "disability", 5, restricted=True),
    _more("是否孤儿", "orphan", 4, restricted=True),
    _more("困境类型", "hardships", 10, restricted=True),
)

COLUMNS = (*FIRST, *OF_ROWS, *OF_LABELS, *OF_MORE)
ASKS_FOR_MORE = frozenset(column.heading for column in OF_MORE)
"""Where one of these is shown, a third reading is wanted."""
RESTRICTED = frozenset(column.heading for column in OF_MORE if column.restricted)
