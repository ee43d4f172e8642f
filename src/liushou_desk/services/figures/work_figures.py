"""Figures of what was done: pairings, contacts by kind, follow-up."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import ContactSide, DiaryKind
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.children_figures import COUNTED, EVERY, R, children
from liushou_desk.services.figures.contacts import ALONE, COUNTS, TOGETHER, of_side
from liushou_desk.services.figures.figure import Dimension, Figure, Unit

C, K, P = tables.contact.c, tables.compliance.c, tables.pair.c
M = tables.mentor_compliance.c


BY_KIND = Dimension(
    C.kind,
    tuple(kind.label for kind in DiaryKind),
    tuple((kind.value, kind.label) for kind in DiaryKind),
)


def _pairing() -> Iterator[Figure]:
    adult, pair = P.adult == 1, tables.pair
    paired = R.child_id.in_(sa.select(P.child_id).where(adult))
    yield children(
        "unpaired",
        "未结对",
        "截止日没有在岗成年帮扶人的留守儿童；帮扶人已离岗、还没有移交的也是",
        sa.and_(COUNTED, sa.not_(paired)),
    )
    for key, label, definition, counted in (
        ("paired", "结对儿童", "截止日有在岗成年帮扶人的留守儿童", P.child_id),
        ("mentors", "帮扶人数", "截止日有结对的在岗成年帮扶人", P.mentor_id),
    ):
        yield Figure(key, label, definition, pair, adult, Unit.CHILDREN, distinct=counted)
    for key, label, definition, where in (
        ("pairs", "结对对数", "截止日有效、帮扶人在岗的结对；两名帮扶人为2对", adult),
        ("pupil_pairs", "小老师结对", "截止日与没有离岗的小老师的结对", P.adult == 0),
    ):
        yield Figure(key, label, definition, pair, where, Unit.PAIRS)
    yield Figure(
        "handed_over",
        "更换帮扶人的留守儿童",
        "期内一名成年帮扶人的结对结束、当天起由另一名成年帮扶人接手的不同留守儿童",
        tables.handed_over,
        EVERY,
        Unit.CHILDREN,
    )


SOURCE = tables.contact


def _contacts() -> Iterator[Figure]:
    for prefix, name, where in (("", "", ALONE), ("group_", "集体", TOGETHER)):
        yield Figure(
            f"{prefix}times",
            f"{name}次数",
            f"期内联系上、涉及当天计为留守的儿童的{name or '个别'}记录数；"
            "多人同去一次为1次，汇总条按次数计；心理辅导登记也计入",
            SOURCE,
            sa.and_(where, C.first_of_record == 1),
            Unit.TIMES,
            weight=C.times,
            by=BY_KIND,
        )
        yield Figure(
            f"{prefix}child_times",
            f"{name}人次",
            f"各次{name}记录中当天计为留守的儿童之和；心理辅导登记按登记的人数计入",
            SOURCE,
            where,
            Unit.CHILD_TIMES,
            weight=C.times,
            by=BY_KIND,
        )
    yield Figure(
        "household_times",
        "户次",
        "期内联系上的个别记录，按户计；一次到一户为1户次",
        SOURCE,
        sa.and_(ALONE, C.first_of_household == 1),
        Unit.HOUSEHOLD_TIMES,
        weight=C.times,
        by=BY_KIND,
    )


def _tallied() -> Iterator[Figure]:
    yield Figure(
        "tallied_times",
        "汇总条登记的次数",
        "期内联系中由汇总条登记的次数，已计入各类记录的次数",
        tables.contact,
        sa.and_(COUNTS, C.source == "tally"),
        Unit.TIMES,
        weight=C.times,
    )


def _contacted() -> Iterator[Figure]:
    yield Figure(
        "children",
        "人数",
        "期内个别联系上的不同留守儿童；心理辅导登记不写儿童，无从得知人数，不计入",
        SOURCE,
        ALONE,
        Unit.CHILDREN,
        distinct=C.child_id,
        by=BY_KIND,
    )
    yield Figure(
        "children_present",
        "在册人数",
        "截止日在册的留守儿童中期内个别联系上的",
        SOURCE,
        sa.and_(ALONE, C.present == 1),
        Unit.CHILDREN,
        distinct=C.child_id,
        by=BY_KIND,
    )
    for side, told in _SIDES.items():
        yield Figure(
            f"{side.value}_contacted",
            f"有{side.label}的留守儿童",
            f"截止日在册的留守儿童中期内有个别{side.label}（{told}）的",
            SOURCE,
            sa.and_(ALONE, C.present == 1, of_side(side)),
            Unit.CHILDREN,
            distinct=C.child_id,
        )


_SIDES = {
    ContactSide.SCHOOL: "家访、谈心、与家长通话、与监护人沟通、校访、教师写的书信",
    ContactSide.FAMILY: "儿童与父母的电话、视频、见面、书信、假期随父母",
}


def _not_contacted() -> Iterator[Figure]:
    by_school = of_side(ContactSide.SCHOOL)
    reached = sa.select(C.child_id).where(ALONE, by_school, C.this_month == 1)
    yield children(
        "not_contacted",
        "本月学校未联系",
        "截止日在册的留守儿童中，本月（统计到的最后一个月）没有个别学校联系的",
        sa.and_(COUNTED, R.child_id.not_in(reached)),
    )


def _contact_quality() -> Iterator[Figure]:
    yield Figure(
        "not_reached",
        "未联系上",
        "期内未联系上的记录数，不计入次、人次、人",
        SOURCE,
        sa.and_(COUNTS, C.reached == 0, C.first_of_record == 1),
        Unit.TIMES,
        by=BY_KIND,
    )
    yield Figure(
        "late",
        "补录",
        "期内联系上、登记晚于发生日期规定天数的记录数",
        SOURCE,
        sa.and_(COUNTS, C.reached == 1, C.late == 1, C.first_of_record == 1),
        Unit.TIMES,
    )
    for key, label, where in (
        ("concerns", "发现的问题", EVERY),
        ("solved_concerns", "已处理完的问题", C.open_concern == 0),
        ("open_concerns", "尚未处理完的问题", C.open_concern == 1),
    ):
        yield Figure(
            key,
            label,
            f"期内记录中{label}的条数",
            SOURCE,
            sa.and_(COUNTS, C.has_concern == 1, C.first_of_record == 1, where),
            Unit.TIMES,
        )


def _rules() -> Iterator[Figure]:
    by = Dimension(K.rule)
    for key, label, where in (
        ("rule_owed", "应完成", EVERY),
        ("rule_done", "已完成", K.is_done == 1),
        ("rule_due", "未到期", sa.and_(K.is_done == 0, K.overdue == 0)),
        ("rule_overdue", "逾期", K.overdue == 1),
    ):
        yield Figure(
            key,
            f"随访{label}",
            f"随访规则期内{label}的项数（一名儿童一个周期为1项）",
            tables.compliance,
            where,
            Unit.CELLS,
            by=by,
        )
    for key, label, where in (
        ("mentor_rule_owed", "应完成", EVERY),
        ("mentor_rule_done", "已完成", M.is_done == 1),
        ("mentor_rule_due", "未到期", sa.and_(M.is_done == 0, M.overdue == 0)),
        ("mentor_rule_overdue", "逾期", M.overdue == 1),
    ):
        yield Figure(
            key,
            f"教师随访{label}",
            f"由帮扶教师完成的随访规则期内{label}的项数（一名教师一个周期为1项）",
            tables.mentor_compliance,
            where,
            Unit.CELLS,
            by=Dimension(M.rule),
        )


def _why_overdue() -> Iterator[Figure]:
    for key, whose, base in (
        ("rule_reasons", "", tables.compliance),
        ("mentor_rule_reasons", "教师", tables.mentor_compliance),
    ):
        yield Figure(
            key,
            f"{whose}逾期项按未完成原因",
            f"{whose}随访逾期的项数，按填写的未完成原因；写明原因不算完成",
            base,
            base.c.overdue == 1,
            Unit.CELLS,
            by=Dimension(base.c.reason),
        )
    yield Figure(
        "rule_tried",
        "逾期项中已尽力的",
        "随访逾期的项中，期内在三个不同的日子联系过、都没有联系上的；已尽力不算完成",
        tables.compliance,
        sa.and_(K.overdue == 1, K.tried == 1),
        Unit.CELLS,
    )


def _whose_rules() -> Iterator[Figure]:
    yield Figure(
        "rule_children",
        "有随访要求的儿童",
        "截止日在册的留守儿童中有应完成项的",
        tables.compliance,
        K.present == 1,
        Unit.CHILDREN,
        distinct=K.child_id,
    )
    yield Figure(
        "rule_met",
        "达标人数",
        "截止日在册的留守儿童中应完成项全部完成的",
        tables.compliance,
        sa.and_(K.present == 1, K.child_met == 1),
        Unit.CHILDREN,
        distinct=K.child_id,
    )
    yield Figure(
        "overdue_children",
        "随访逾期的儿童",
        "截止日在册的留守儿童中有逾期项的",
        tables.compliance,
        sa.and_(K.present == 1, K.overdue == 1),
        Unit.CHILDREN,
        distinct=K.child_id,
    )


FIGURES = (
    *_pairing(),
    *_contacts(),
    *_tallied(),
    *_contacted(),
    *_not_contacted(),
    *_contact_quality(),
    *_rules(),
    *_why_overdue(),
    *_whose_rules(),
)
