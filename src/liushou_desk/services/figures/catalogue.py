"""指标目录: every figure of the program, defined once.

The number of a figure is counted from its selection, the rows behind it are the same selection, and
its definition is the sentence printed beside it.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.definitions import Agreement, Finding
from liushou_desk.domain.words import AidKind, Care, Category, DiaryKind, Hardship, LeaveReason, Sex
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.figure import Dimension, Figure, Rate, Unit

R, E, B, H = tables.roll.c, tables.enrolled.c, tables.before.c, tables.hardship.c
C, K, P = tables.contact.c, tables.compliance.c, tables.pair.c
A, D, G = tables.attendance.c, tables.held.c, tables.grant.c

EVERY = sa.true()
PRESENT = R.present == 1
COUNTED = sa.and_(PRESENT, R.counted == 1)
ALONE = sa.and_(C.is_group == 0, C.reached == 1)
TOGETHER = sa.and_(C.is_group == 1, C.reached == 1)
CASH = G.kind == AidKind.CASH.value
GOODS = G.kind == AidKind.GOODS.value

GRADES = Dimension(R.grade)
BY_KIND = Dimension(
    C.kind,
    tuple(kind.label for kind in DiaryKind),
    tuple((kind.value, kind.label) for kind in DiaryKind),
)
FINDINGS = tuple(found.label for found in Finding)


def _children(
    key: str,
    label: str,
    definition: str,
    where: sa.ColumnElement[bool],
    by: Dimension | None = None,
) -> Figure:
    """Children of the roll."""
    return Figure(key, label, definition, tables.roll, where, Unit.CHILDREN, by=by)


def _basics() -> Iterator[Figure]:
    yield Figure(
        "pupils", "在校学生", "截止日在册的全部学生", tables.enrolled, EVERY, Unit.CHILDREN
    )
    yield Figure(
        "pupils_by_grade",
        "在校学生按年级",
        "截止日在册的全部学生，按年级",
        tables.enrolled,
        EVERY,
        Unit.CHILDREN,
        by=Dimension(E.grade),
    )
    yield _children("in_care", "关爱对象", "截止日在册的全部关爱对象", PRESENT)
    yield _children("left_behind", "留守儿童", "截止日在册、按口径计为留守的儿童", COUNTED)
    for key, label, sex in (
        ("left_behind_male", "留守男童", Sex.MALE),
        ("left_behind_female", "留守女童", Sex.FEMALE),
    ):
        where = sa.and_(COUNTED, R.sex == sex.label)
        yield _children(key, label, f"留守儿童中性别为{sex.label}的", where)
    for key, label, finding in (
        ("both_parents_away", "双亲留守", Finding.BOTH),
        ("one_parent_away", "单亲留守", Finding.ONE),
    ):
        where = sa.and_(COUNTED, R.away == finding.label)
        yield _children(key, label, f"留守儿童中{label}的", where)
    boarding = sa.and_(COUNTED, R.boards == "寄宿")
    yield _children("left_behind_boarding", "寄宿留守儿童", "留守儿童中在校寄宿的", boarding)
    yield _children(
        "lost_and_away",
        "其中一方失联",
        "留守儿童中父母一方失联、另一方外出务工的",
        sa.and_(COUNTED, R.lost_and_away == 1),
    )
    yield _children(
        "orphans", "孤儿", "截止日在册的全部学生中的孤儿", sa.and_(PRESENT, R.is_orphan == 1)
    )


def _groups() -> Iterator[Figure]:
    text = "留守儿童按{}分组，各组相加等于总数"
    for key, name, dimension in (
        ("by_sex", "性别", Dimension(R.sex, tuple(sex.label for sex in Sex))),
        ("by_stage", "学段", Dimension(R.stage)),
        ("by_grade", "年级", GRADES),
        ("by_class", "班级", Dimension(R.school_class, order=R.class_order)),
        ("by_campus", "校区、教学点", Dimension(R.campus)),
        ("by_away", "双亲、单亲", Dimension(R.away, ("双亲留守", "单亲留守"))),
        ("by_care", "照料方式", Dimension(R.care, tuple(care.label for care in Care))),
        ("by_caregiver", "实际照料人", Dimension(R.caregiver)),
        ("by_boarding", "寄宿", Dimension(R.boards, ("寄宿", "走读"))),
        ("by_agreement", "标注与事实是否一致", Dimension(R.agreement, _labels(Agreement))),
    ):
        yield _children(key, f"留守儿童按{name}", text.format(name), COUNTED, dimension)
    yield _children(
        "by_category",
        "关爱对象按类别",
        "截止日在册的关爱对象，按类别；留守不含其他各类",
        PRESENT,
        Dimension(R.category, tuple(category.label for category in Category)),
    )
    yield Figure(
        "by_hardship",
        "留守儿童按困境类型",
        "留守儿童的困境类型；一人可有多项，各项不相加",
        tables.hardship,
        EVERY,
        Unit.CHILDREN,
        distinct=H.child_id,
        by=Dimension(
            H.hardship,
            ("孤儿", "残疾", *(hardship.label for hardship in Hardship)),
            tuple((hardship.value, hardship.label) for hardship in Hardship),
        ),
    )
    yield _children(
        "with_hardship",
        "困境留守儿童",
        "留守儿童中有任何一项困境类型的",
        sa.and_(COUNTED, R.has_hardship == 1),
    )
    yield _children(
        "key_care",
        "重点关爱对象",
        "留守儿童中截止日有未结束个别方案的",
        sa.and_(COUNTED, R.key_care == 1),
    )


def _labels(words: type[Finding] | type[Agreement]) -> tuple[str, ...]:
    return tuple(word.label for word in words)


def _definitions() -> Iterator[Figure]:
    counted = (Finding.BOTH.label, Finding.ONE.label, Finding.COUNTED.label)
    for key, name, column in (
        ("school_record", "学籍口径", R.record_finding),
        ("verified", "校内核实口径", R.verified_finding),
        ("civil", "民政口径", R.civil_finding),
    ):
        yield _children(
            f"left_behind_{key}",
            f"留守儿童（{name}）",
            f"截止日在册、按{name}计为留守的关爱对象",
            sa.and_(PRESENT, column.in_(counted)),
        )
        yield _children(
            f"by_{key}",
            f"关爱对象按{name}",
            f"截止日在册的关爱对象，按{name}的结论分组",
            PRESENT,
            Dimension(column, FINDINGS),
        )


def _changes() -> Iterator[Figure]:
    yield Figure(
        "last_term", "上期末", "上学期截止日的留守儿童", tables.before, EVERY, Unit.CHILDREN
    )
    yield _children(
        "added",
        "本期新增",
        "留守儿童中上学期截止日未计入的",
        sa.and_(COUNTED, R.counted_before == 0),
    )
    yield Figure(
        "removed",
        "本期减少",
        "上学期截止日的留守儿童中本期末不再计入的",
        tables.before,
        B.still == 0,
        Unit.CHILDREN,
    )
    yield Figure(
        "removed_by_reason",
        "本期减少按原因",
        "本期减少的留守儿童，按原因",
        tables.before,
        B.still == 0,
        Unit.CHILDREN,
        by=Dimension(B.why, (*(why.label for why in LeaveReason), "不再符合口径")),
    )
    yield _children(
        "at_start",
        "期初",
        "学期第一天在册、按口径计为留守的儿童",
        R.at_start == 1,
    )
    for key, reason in (
        ("transferred", LeaveReason.TRANSFERRED),
        ("graduated", LeaveReason.GRADUATED),
        ("dropped_out", LeaveReason.DROPPED_OUT),
    ):
        yield _children(
            key,
            f"期内{reason.label}",
            f"期初留守儿童中学期内{reason.label}的",
            sa.and_(R.at_start == 1, R.left_why == reason.label),
        )


def _files() -> Iterator[Figure]:
    yield _children(
        "verified", "已核实", "留守儿童中本学期摸底表已核实的", sa.and_(COUNTED, R.verified == 1)
    )
    yield _children(
        "filed",
        "已建档",
        "留守儿童中已核实且必填项齐全的",
        sa.and_(COUNTED, R.complete == 1),
    )

    yield _children(
        "unfiled",
        "未建档",
        "留守儿童中未核实或必填项不全的",
        sa.and_(COUNTED, R.complete == 0),
    )


def _pairing() -> Iterator[Figure]:
    adult = P.adult == 1
    yield _children(
        "unpaired",
        "未结对",
        "截止日没有成年帮扶人的留守儿童",
        sa.and_(COUNTED, R.paired == 0),
    )
    yield Figure(
        "paired",
        "结对儿童",
        "截止日有成年帮扶人的留守儿童",
        tables.pair,
        adult,
        Unit.CHILDREN,
        distinct=P.child_id,
    )
    yield Figure(
        "pairs", "结对对数", "截止日有效的结对；两名帮扶人为2对", tables.pair, adult, Unit.PAIRS
    )
    yield Figure(
        "mentors",
        "帮扶人数",
        "截止日有结对的成年帮扶人",
        tables.pair,
        adult,
        Unit.CHILDREN,
        distinct=P.mentor_id,
    )
    yield Figure(
        "pupil_pairs", "小老师结对", "截止日与小老师的结对", tables.pair, P.adult == 0, Unit.PAIRS
    )


def _contacts() -> Iterator[Figure]:
    source = tables.contact
    for prefix, name, where in (("", "", ALONE), ("group_", "集体", TOGETHER)):
        yield Figure(
            f"{prefix}times",
            f"{name}次数",
            f"期内联系上的{name or '个别'}记录数；多人同去一次为1次，汇总条按次数计",
            source,
            sa.and_(where, C.first_of_record == 1),
            Unit.TIMES,
            weight=C.times,
            by=BY_KIND,
        )
        yield Figure(
            f"{prefix}child_times",
            f"{name}人次",
            f"各次{name}记录中当天计为留守的儿童之和",
            source,
            where,
            Unit.CHILD_TIMES,
            weight=C.times,
            by=BY_KIND,
        )
    yield Figure(
        "household_times",
        "户次",
        "期内联系上的个别记录，按户计；一次到一户为1户次",
        source,
        sa.and_(ALONE, C.first_of_household == 1),
        Unit.HOUSEHOLD_TIMES,
        weight=C.times,
        by=BY_KIND,
    )
    yield Figure(
        "children",
        "人数",
        "期内个别联系上的不同留守儿童",
        source,
        ALONE,
        Unit.CHILDREN,
        distinct=C.child_id,
        by=BY_KIND,
    )
    yield Figure(
        "children_present",
        "在册人数",
        "截止日在册的留守儿童中期内个别联系上的",
        source,
        sa.and_(ALONE, C.present == 1),
        Unit.CHILDREN,
        distinct=C.child_id,
        by=BY_KIND,
    )
    yield Figure(
        "contacted",
        "有联系的留守儿童",
        "截止日在册的留守儿童中期内有任何一次个别联系的",
        source,
        sa.and_(ALONE, C.present == 1),
        Unit.CHILDREN,
        distinct=C.child_id,
    )
    yield Figure(
        "not_reached",
        "未联系上",
        "期内未联系上的记录数，不计入次、人次、人",
        source,
        sa.and_(C.reached == 0, C.first_of_record == 1),
        Unit.TIMES,
        by=BY_KIND,
    )
    yield Figure(
        "late",
        "补录",
        "期内联系上、登记晚于发生日期规定天数的记录数",
        source,
        sa.and_(C.reached == 1, C.late == 1, C.first_of_record == 1),
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
            source,
            sa.and_(C.has_concern == 1, C.first_of_record == 1, where),
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


def _activities_and_aid() -> Iterator[Figure]:
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
    yield Figure(
        "aid_children",
        "受助留守儿童",
        "期内得到资助（资金或物资）的不同留守儿童",
        tables.grant,
        EVERY,
        Unit.CHILDREN,
        distinct=G.child_id,
    )
    yield Figure(
        "aid_cash_children",
        "受资金资助的留守儿童",
        "期内得到资金的不同留守儿童",
        tables.grant,
        CASH,
        Unit.CHILDREN,
        distinct=G.child_id,
    )
    yield Figure(
        "aid_yuan",
        "资助资金",
        "期内发给留守儿童的资金，不含物资",
        tables.grant,
        CASH,
        Unit.YUAN,
        weight=G.fen,
        scale=100,
    )
    yield Figure(
        "aid_goods",
        "资助物资",
        "期内发给留守儿童的物资，按件、册、份分列",
        tables.grant,
        GOODS,
        Unit.PIECES,
        weight=G.quantity,
        by=Dimension(G.quantity_unit),
    )


FIGURES: tuple[Figure, ...] = (
    *_basics(),
    *_groups(),
    *_definitions(),
    *_changes(),
    *_files(),
    *_pairing(),
    *_contacts(),
    *_rules(),
    *_activities_and_aid(),
)

RATES: tuple[Rate, ...] = (
    Rate("share", "占在校学生", "留守儿童 ÷ 在校学生", ((1, "left_behind"),), ((1, "pupils"),)),
    Rate("filed_rate", "建档率", "已建档 ÷ 留守儿童", ((1, "filed"),), ((1, "left_behind"),)),
    Rate(
        "paired_rate", "结对覆盖率", "结对儿童 ÷ 留守儿童", ((1, "paired"),), ((1, "left_behind"),)
    ),
    Rate(
        "contact_rate",
        "联系覆盖率",
        "有联系的留守儿童 ÷ 留守儿童",
        ((1, "contacted"),),
        ((1, "left_behind"),),
    ),
    Rate("rule_rate", "随访完成率", "已完成 ÷ 应完成", ((1, "rule_done"),), ((1, "rule_owed"),)),
    Rate(
        "retention_rate",
        "巩固率",
        "（期初 − 转出 − 毕业 − 辍学）÷（期初 − 转出 − 毕业）",
        ((1, "at_start"), (-1, "transferred"), (-1, "graduated"), (-1, "dropped_out")),
        ((1, "at_start"), (-1, "transferred"), (-1, "graduated")),
    ),
)
