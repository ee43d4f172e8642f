"""Figures that count children: who they are, who counts, how that changed, whose file is whole."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.definitions import Agreement, Finding
from liushou_desk.domain.hardship import DISABLED, ORPHAN, HardshipClass
from liushou_desk.domain.words import Care, Category, Hardship, LeaveReason, Sex
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.before import ELSEWHERE, NO_LONGER_COUNTED
from liushou_desk.services.figures.figure import Dimension, Figure, Unit
from liushou_desk.services.figures.labelling import BOARDER, DAY_PUPIL

R, E, B, H = tables.roll.c, tables.enrolled.c, tables.before.c, tables.hardship.c

EVERY = sa.true()
PRESENT = R.present == 1
COUNTED = sa.and_(PRESENT, R.counted == 1)
FINDINGS = tuple(found.label for found in Finding)


def children(
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
    yield children("in_care", "关爱对象", "截止日在册的全部关爱对象", PRESENT)
    yield children("left_behind", "留守儿童", "截止日在册、按口径计为留守的儿童", COUNTED)
    for key, label, sex in (
        ("left_behind_male", "留守男童", Sex.MALE),
        ("left_behind_female", "留守女童", Sex.FEMALE),
    ):
        where = sa.and_(COUNTED, R.sex == sex.label)
        yield children(key, label, f"留守儿童中性别为{sex.label}的", where)
    for key, label, finding in (
        ("both_parents_away", "双亲留守", Finding.BOTH),
        ("one_parent_away", "单亲留守", Finding.ONE),
    ):
        where = sa.and_(COUNTED, R.away == finding.label)
        yield children(key, label, f"留守儿童中{label}的", where)
    boarding = sa.and_(COUNTED, R.boards == BOARDER)
    yield children("left_behind_boarding", "寄宿留守儿童", "留守儿童中在校寄宿的", boarding)
    yield children(
        "lost_and_away",
        "其中一方失联",
        "留守儿童中父母一方失联、另一方外出务工的",
        sa.and_(COUNTED, R.lost_and_away == 1),
    )
    yield children(
        "orphans", "孤儿", "截止日在册的全部学生中的孤儿", sa.and_(PRESENT, R.is_orphan == 1)
    )


def _groups() -> Iterator[Figure]:
    text = "留守儿童按{}分组，各组相加等于总数"
    for key, name, dimension in (
        ("by_sex", "性别", Dimension(R.sex, tuple(sex.label for sex in Sex))),
        ("by_stage", "学段", Dimension(R.stage)),
        ("by_grade", "年级", Dimension(R.grade)),
        ("by_class", "班级", Dimension(R.school_class, order=R.class_order)),
        ("by_campus", "校区、教学点", Dimension(R.campus)),
        ("by_away", "双亲、单亲", Dimension(R.away, (Finding.BOTH.label, Finding.ONE.label))),
        ("by_care", "照料方式", Dimension(R.care, tuple(care.label for care in Care))),
        ("by_caregiver", "实际照料人", Dimension(R.caregiver)),
        ("by_boarding", "寄宿", Dimension(R.boards, (BOARDER, DAY_PUPIL))),
    ):
        yield children(key, f"留守儿童按{name}", text.format(name), COUNTED, dimension)
    yield children(
        "by_agreement",
        "标注与事实是否一致",
        "截止日在册的全部关爱对象，学籍标注与父母去向相比；标注漏了的也在其中",
        PRESENT,
        Dimension(R.agreement, _labels(Agreement)),
    )
    yield children(
        "by_category",
        "关爱对象按类别",
        "截止日在册的关爱对象，按类别；留守不含其他各类",
        PRESENT,
        Dimension(R.category, tuple(category.label for category in Category)),
    )
    yield children(
        "key_care",
        "重点关爱对象",
        "留守儿童中截止日有未结束个别方案的",
        sa.and_(COUNTED, R.key_care == 1),
    )


def _hardships() -> Iterator[Figure]:
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
            (ORPHAN.label, DISABLED.label, *(hardship.label for hardship in Hardship)),
        ),
    )
    yield Figure(
        "by_hardship_class",
        "留守儿童按困境类别",
        "留守儿童的困境类别；一人可有多项，各项不相加",
        tables.hardship,
        EVERY,
        Unit.CHILDREN,
        distinct=H.child_id,
        by=Dimension(H.hardship_class, tuple(of.label for of in HardshipClass)),
    )
    yield children(
        "with_hardship",
        "困境留守儿童",
        "留守儿童中有任何一项困境类型的",
        sa.and_(COUNTED, R.has_hardship == 1),
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
        yield children(
            f"left_behind_{key}",
            f"留守儿童（{name}）",
            f"截止日在册、按{name}计为留守的关爱对象",
            sa.and_(PRESENT, column.in_(counted)),
        )
        yield children(
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
    yield children(
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
        by=Dimension(B.why, (*(why.label for why in LeaveReason), NO_LONGER_COUNTED, ELSEWHERE)),
    )


def _retention() -> Iterator[Figure]:
    yield children(
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
        yield children(
            key,
            f"期内{reason.label}",
            f"期初留守儿童中学期内{reason.label}的",
            sa.and_(R.at_start == 1, R.left_why == reason.label),
        )
    moved_on = (LeaveReason.TRANSFERRED.label, LeaveReason.GRADUATED.label)
    for key, label, definition, reasons in (
        ("at_start_staying", "应巩固", "期初留守儿童中期内未转出、毕业的", moved_on),
        (
            "retained",
            "巩固",
            "期初留守儿童中期内未转出、毕业、辍学的",
            (*moved_on, LeaveReason.DROPPED_OUT.label),
        ),
    ):
        left = sa.func.coalesce(R.left_why, "").in_(reasons)
        yield children(key, label, definition, sa.and_(R.at_start == 1, sa.not_(left)))


def _files() -> Iterator[Figure]:
    yield children(
        "verified", "已核实", "留守儿童中本学期摸底表已核实的", sa.and_(COUNTED, R.verified == 1)
    )
    yield children(
        "unverified",
        "未核实",
        "截止日在册的全部关爱对象中本学期摸底表未核实的",
        sa.and_(PRESENT, R.verified == 0),
    )
    yield children(
        "incomplete",
        "资料不全",
        "截止日在册的全部关爱对象中有必填项没有答案的；“确认无”也是答案",
        sa.and_(PRESENT, R.answered == 0),
    )
    yield children(
        "filed",
        "已建档",
        "留守儿童中已核实且必填项齐全的",
        sa.and_(COUNTED, R.complete == 1),
    )

    yield children(
        "unfiled",
        "未建档",
        "留守儿童中未核实或必填项不全的",
        sa.and_(COUNTED, R.complete == 0),
    )


FIGURES = (
    *_basics(),
    *_groups(),
    *_hardships(),
    *_definitions(),
    *_changes(),
    *_retention(),
    *_files(),
)
