"""Figures that count children: who they are, who counts, how that changed, whose file is whole."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.ages import AGE_BAND_WORDS
from liushou_desk.domain.definitions import Agreement, Finding
from liushou_desk.domain.hardship import DISABLED, ORPHAN, HardshipClass
from liushou_desk.domain.leaving import COUNTED_AS, MOVED_ON
from liushou_desk.domain.words import UNFILLED, Care, Category, DefinitionKind, Hardship, Sex
from liushou_desk.services.facts.labelling import BOARDER, DAY_PUPIL, finding_column
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.before import ELSEWHERE, NO_LONGER_COUNTED
from liushou_desk.services.figures.complete import FILING
from liushou_desk.services.figures.figure import Dimension, Figure, Unit

R, E, B, H = tables.roll.c, tables.enrolled.c, tables.before.c, tables.hardship.c

EVERY = sa.true()
PRESENT = R.present == 1
LEFT = sa.and_(R.at_start == 1, R.gone == 1)
INSIDE = E.inside == 1
COUNTED = sa.and_(PRESENT, R.counted == 1)
FINDINGS = tuple(found.label for found in Finding)

CARES = (
    *((f"care_{care.value}", care.label, R.care == care.label) for care in Care),
    ("care_unfilled", UNFILLED, R.care.is_(None)),
)
"""Every way to be looked after, 未填 among them: key, word and condition."""
PRIORITIES = ((R.first_to_board, "寄宿"), (R.first_to_eat, "用餐"), (R.first_to_ride, "乘车"))
"""三优先."""


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
    for key, label, definition, where, by in (
        ("pupils", "在校学生", "截止日在册的学生，学段随口径", INSIDE, None),
        (
            "pupils_by_grade",
            "在校学生按年级",
            "截止日在册的学生，学段随口径，按年级",
            INSIDE,
            Dimension(E.grade),
        ),
        (
            "preschool_pupils",
            "学前在园幼儿",
            "截止日在册、口径不含的学前幼儿；不在在校学生数内",
            E.inside == 0,
            None,
        ),
    ):
        yield Figure(key, label, definition, tables.enrolled, where, Unit.CHILDREN, by=by)
    yield children("in_care", "关爱对象", "截止日在册的全部关爱对象", PRESENT)
    yield children("left_behind", "留守儿童", "截止日在册、按口径计为留守的儿童", COUNTED)
    yield children(
        "preschool_left_behind",
        "学前留守儿童",
        "截止日在册、父母情况符合口径、但口径不含学前的幼儿；不在留守儿童数内",
        sa.and_(PRESENT, R.preschool == 1),
    )
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
        ("by_age", "年龄", Dimension(R.age_band, AGE_BAND_WORDS)),
        ("by_stage", "学段", Dimension(R.stage)),
        ("by_grade", "年级", Dimension(R.grade)),
        ("by_class", "班级", Dimension(R.school_class, order=R.class_order)),
        ("by_campus", "校区、教学点", Dimension(R.campus)),
        ("by_village", "村（社区）", Dimension(R.village)),
        ("by_away", "双亲、单亲", Dimension(R.away, (Finding.BOTH.label, Finding.ONE.label))),
        ("by_care", "照料方式", Dimension(R.care, tuple(care.label for care in Care))),
        ("by_caregiver", "实际照料人", Dimension(R.caregiver)),
        ("by_boarding", "寄宿", Dimension(R.boards, (BOARDER, DAY_PUPIL))),
        ("by_stage_boarding", "学段和寄宿", Dimension(R.stage_boards)),
    ):
        yield children(key, f"留守儿童按{name}", text.format(name), COUNTED, dimension)
    for key, name, where in CARES:
        yield children(
            f"{key}_by_stage_boarding",
            f"留守儿童（{name}照料）按学段和寄宿",
            f"留守儿童中照料方式为{name}的，按学段和是否寄宿分组",
            sa.and_(COUNTED, where),
            Dimension(R.stage_boards),
        )
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


def _priorities() -> Iterator[Figure]:
    for column, what in PRIORITIES:
        yield children(
            column.name,
            f"优先安排{what}",
            f"留守儿童中本学期优先安排{what}的",
            sa.and_(COUNTED, column == 1),
        )
    yield children(
        "declines_label",
        "家长不愿登记为留守",
        "留守儿童中家长不愿登记为留守的；仍按事实计入留守儿童数",
        sa.and_(COUNTED, R.declines_label == 1),
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
    for kind in DefinitionKind:
        key, name, column = kind.value, kind.label, R[finding_column(kind)]
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
        by=Dimension(B.why, (*COUNTED_AS, NO_LONGER_COUNTED, ELSEWHERE)),
    )
    yield Figure(
        "removed_before_term",
        "减少中开学前离开的",
        "本期减少的留守儿童中，上学期截止日后、本学期第一天及以前离校的；计入上学期巩固率",
        tables.before,
        sa.and_(B.still == 0, B.early == 1),
        Unit.CHILDREN,
    )


def _retention() -> Iterator[Figure]:
    yield children(
        "at_start",
        "期初",
        "学期第一天在册、按口径计为留守的儿童（不是九年义务教育的法定口径）",
        R.at_start == 1,
    )
    yield children(
        "left_by_reason",
        "期内离校按原因",
        "期初留守儿童中到学期结束（学期未结束的到今天）已离校的，按原因；"
        "转出没有登记接收学校的列为疑似辍学",
        LEFT,
        Dimension(R.left_why, COUNTED_AS),
    )
    yield children(
        "left_after_day",
        "期内离校中截止日后离开的",
        "期内离校的期初留守儿童中，截止日仍在册的",
        sa.and_(LEFT, PRESENT),
    )
    yield children(
        "at_start_staying",
        "应巩固",
        "期初留守儿童中期内未转出、毕业、死亡的",
        sa.and_(R.at_start == 1, sa.func.coalesce(R.left_why, "").not_in(MOVED_ON)),
    )
    yield children(
        "retained",
        "巩固",
        "期初留守儿童中学期结束时（学期未结束的到今天）仍在册的",
        sa.and_(R.at_start == 1, R.gone == 0),
    )


def _files() -> Iterator[Figure]:
    to_file = sa.and_(PRESENT, R.to_file == 1)
    names = "、".join(("班级", *(entry.label for entry in FILING)))
    yield children(
        "to_file",
        "应建档",
        "截止日在册、学籍标注或家庭事实为留守的儿童，未核实的也在内",
        to_file,
    )
    for key, label, definition, where in (
        ("verified", "已核实", "应建档儿童中本学期摸底表已核实的", R.verified == 1),
        ("filed", "已建档", f"应建档儿童中建档必填项（{names}）都有答案的", R.filed == 1),
        ("unfiled", "未建档", f"应建档儿童中建档必填项（{names}）不全的", R.filed == 0),
        (
            "complete",
            "资料完整",
            "应建档儿童中所有必填项都有答案的；“确认无”也是答案",
            R.complete == 1,
        ),
        (
            "incomplete",
            "资料不全",
            "应建档儿童中有必填项没有答案的；“确认无”也是答案",
            R.complete == 0,
        ),
    ):
        yield children(key, label, definition, sa.and_(to_file, where))
    yield children(
        "unnumbered",
        "没有学籍号",
        "截止日在册的全部关爱对象中没有登记学籍号的",
        sa.and_(PRESENT, R.numbered == 0),
    )
    yield children(
        "unverified",
        "未核实",
        "截止日在册的全部关爱对象中本学期摸底表未核实的",
        sa.and_(PRESENT, R.verified == 0),
    )


FIGURES = (
    *_basics(),
    *_groups(),
    *_priorities(),
    *_hardships(),
    *_definitions(),
    *_changes(),
    *_retention(),
    *_files(),
)
