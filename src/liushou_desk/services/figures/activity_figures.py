"""Figures of the calendar (活动): times, children, guardians and teachers, by kind."""

from collections.abc import Iterator

from liushou_desk.domain import money
from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.children_figures import EVERY
from liushou_desk.services.figures.figure import Dimension, Figure, Unit

A, D = tables.attendance.c, tables.held.c
TWICE_A_TERM = "教育部等十三部门（教基〔2022〕7号）要求每学期至少2次"
_LABELS = tuple((kind.value, kind.label) for kind in ActivityKind)
_GUIDING = tuple(kind for kind in ActivityKind if kind.traits.guides_families)
_GUIDANCE = "、".join(kind.label for kind in _GUIDING)


def _activities() -> Iterator[Figure]:
    yield Figure("activities", "开展活动", "期内已开展的活动场次", tables.held, EVERY, Unit.TIMES)
    yield Figure(
        "activity_head_count",
        "活动总人数",
        "各场活动登记的参加总人数之和",
        tables.held,
        D.head_count.is_not(None),
        Unit.CHILD_TIMES,
        weight=D.head_count,
    )
    yield Figure(
        "activity_child_times",
        "活动留守人次",
        "各场活动名单中当天计为留守的儿童之和",
        tables.attendance,
        EVERY,
        Unit.CHILD_TIMES,
    )
    yield Figure(
        "activity_attendance",
        "各场活动留守儿童",
        "一场活动名单中当天计为留守的儿童，按活动记录号分列",
        tables.attendance,
        EVERY,
        Unit.CHILDREN,
        by=Dimension(A.activity_id),
    )
    yield Figure(
        "activity_children",
        "参加活动的留守儿童",
        "期内参加过活动的不同留守儿童",
        tables.attendance,
        EVERY,
        Unit.CHILDREN,
        distinct=A.child_id,
    )


def _by_kind() -> Iterator[Figure]:
    held, came = Dimension(D.kind, labels=_LABELS), Dimension(A.kind, labels=_LABELS)
    for key, label, told, weight, unit in (
        ("activities", "场次", "活动场次", None, Unit.TIMES),
        ("activity_guardian", "监护人次", "登记的监护人数之和", D.guardians, Unit.CHILD_TIMES),
        ("activity_teacher", "教师人次", "登记的教师人数之和", D.teachers, Unit.CHILD_TIMES),
    ):
        where = EVERY if weight is None else weight.is_not(None)
        told = f"期内已开展的各类活动{told}，不与儿童相加"
        name = f"各类活动{label}"
        yield Figure(f"{key}_by_kind", name, told, tables.held, where, unit, weight=weight, by=held)
    for key, label, told, distinct, unit in (
        ("times", "留守人次", "名单中当天计为留守的儿童之和", None, Unit.CHILD_TIMES),
        ("children", "留守儿童", "名单中当天计为留守的不同儿童", A.child_id, Unit.CHILDREN),
    ):
        yield Figure(
            f"activity_{key}_by_kind",
            f"各类活动{label}",
            f"期内各类活动{told}",
            tables.attendance,
            EVERY,
            unit,
            distinct=distinct,
            by=came,
        )


def _for_families() -> Iterator[Figure]:
    """家长会 and 家庭教育指导 beside what is asked of a term; nought is said too."""
    for key, label, told, kinds in (
        ("parent_meetings", "家长会", "期内开的家长会", (ActivityKind.PARENT_MEETING,)),
        ("family_guidance", "家庭教育指导", f"期内的{_GUIDANCE}", _GUIDING),
    ):
        yield Figure(
            key,
            label,
            f"{told}场次；{TWICE_A_TERM}",
            tables.held,
            D.kind.in_([kind.value for kind in kinds]),
            Unit.TIMES,
        )
    yield Figure(
        "activity_guardians",
        "活动监护人次",
        "各场活动登记的监护人数之和，不与儿童相加",
        tables.held,
        D.guardians.is_not(None),
        Unit.CHILD_TIMES,
        weight=D.guardians,
    )
    yield Figure(
        "activity_teachers",
        "活动教师人次",
        "各场活动登记的教师人数之和，不与儿童相加",
        tables.held,
        D.teachers.is_not(None),
        Unit.CHILD_TIMES,
        weight=D.teachers,
    )
    yield Figure(
        "activity_yuan",
        "活动费用",
        "各场活动登记的费用之和",
        tables.held,
        D.cost_fen.is_not(None),
        Unit.YUAN,
        weight=D.cost_fen,
        scale=money.FEN_PER_YUAN,
    )


FIGURES = (*_activities(), *_by_kind(), *_for_families())
