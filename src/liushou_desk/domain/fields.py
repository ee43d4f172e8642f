"""字段目录: every personal field the program keeps, as data.

A field says which mapped column holds it, how a raw cell is read, which workbook headers mean it,
how sensitive it is, whether a file is complete without it and on what ground the school may keep
it. Driven by this list: the importer's mapping, the forms, their checks and their words, what is
covered on the screen and left out of papers (`masking`). `purpose` is stated for the notice to the
families, which is to come. A new field is one entry here, one mapped column and one migration;
a test compares the three.
"""

from liushou_desk.domain import identity, reading
from liushou_desk.domain.field import PERSONAL, RESTRICTED, Field
from liushou_desk.domain.words import (
    CareGrade,
    Hardship,
    Health,
    Hukou,
    IdKind,
    ParentStatus,
    Returns,
    Sex,
)

SCHOOL_RECORD = "学籍管理：核对学籍系统导出的同名字段"

FIRST = "教基一〔2013〕1号：优先满足留守儿童寄宿、用餐、交通需求"

CHILD_FIELDS = (
    Field(
        "child",
        "name",
        "姓名",
        reading.name,
        ("姓名", "学生姓名"),
        required=True,
        files=True,
        mandatory=True,
    ),
    Field("child", "former_name", "曾用名", reading.name, ("曾用名",), purpose=SCHOOL_RECORD),
    Field("child", "sex", "性别", reading.word(Sex), ("性别",), required=True, files=True),
    Field(
        "child",
        "born_on",
        "出生日期",
        reading.day,
        ("出生日期", "出生年月日"),
        PERSONAL,
        required=True,
        files=True,
        past=True,
    ),
    Field("child", "nation", "民族", reading.nation, ("民族",), purpose=SCHOOL_RECORD),
    Field("child", "id_kind", "身份证件类型", reading.word(IdKind), ("身份证件类型", "证件类型")),
    Field(
        "child",
        "national_id",
        "身份证件号",
        identity.check_national_id,
        ("身份证件号", "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号码"),
        PERSONAL,
        required=True,
        files=True,
    ),
    Field(
        "child",
        "student_number",
        "学籍号",
        identity.check_student_number,
        ("学籍号", "国网学籍号", "全国学籍号", "全国学籍号码"),
        PERSONAL,
    ),
    Field("child", "hukou", "户口性质", reading.word(Hukou), ("户口性质",)),
    Field(
        "child",
        "registered_address",
        "户籍地",
        reading.text,
        ("户口所在地", "户口所在地行政区划", "户籍地", "户籍所在地", "户籍地址"),
        PERSONAL,
    ),
    Field("child", "enrolled_in", "入学年月", reading.month, ("入学年月",), purpose=SCHOOL_RECORD),
    Field("child", "phone", "联系电话", identity.check_phone, ("联系电话", "电话"), PERSONAL),
    Field("child", "disability", "残疾类型", reading.disability, ("残疾类型",), RESTRICTED),
    Field("child", "is_orphan", "是否孤儿", reading.yes_no, ("是否孤儿",), RESTRICTED),
    Field(
        "child",
        "is_migrant",
        "随迁子女",
        reading.yes_no,
        ("是否进城务工人员随迁子女", "是否随迁子女", "随迁子女"),
    ),
    Field("child", "is_other_care", "其他关爱", reading.yes_no),
    Field("child", "is_private", "家长不愿公开", reading.yes_no, ("家长不愿公开", "不愿公开")),
    Field("child", "remarks", "备注", reading.text, ("备注",), long=True),
    Field(
        "child",
        "village",
        "村（社区）",
        reading.text,
        ("村（社区）", "村", "所在村", "村名", "村委会", "社区", "村居"),
    ),
    Field(
        "child", "declines_label", "家长不愿登记为留守", reading.yes_no, ("家长不愿登记",), PERSONAL
    ),
)

HOUSEHOLD_FIELDS = (
    Field(
        "household",
        "home_address",
        "现住址",
        reading.text,
        ("现住址", "现住地址", "家庭地址", "家庭住址"),
        PERSONAL,
        True,
    ),
)

SHEET_FIELDS: tuple[Field, ...] = (
    Field("term_sheet", "health", "健康状况", reading.word(Health), ("健康状况",), RESTRICTED),
    Field("term_sheet", "study", "学习情况", reading.text, ("学习情况", "学习成绩")),
    Field(
        "term_sheet",
        "care_grade",
        "监护评估",
        reading.word(CareGrade),
        ("监护评估", "监护情况评估"),
    ),
    Field("term_sheet", "dormitory", "宿舍", reading.text, ("宿舍", "宿舍号", "寝室"), PERSONAL),
    Field("term_sheet", "bed", "床位", reading.text, ("床位", "床号", "铺位"), PERSONAL),
    Field("term_sheet", "weekend_to", "周末去向", reading.text, ("周末去向",), PERSONAL),
    Field("term_sheet", "fetched_by", "周末接送人", reading.text, ("周末接送人",), PERSONAL),
    Field("term_sheet", "back_by", "周日返校", reading.text, ("周日返校", "返校方式"), PERSONAL),
    Field("term_sheet", "first_to_board", "优先寄宿", reading.yes_no, ("优先寄宿",), purpose=FIRST),
    Field("term_sheet", "first_to_eat", "优先用餐", reading.yes_no, ("优先用餐",), purpose=FIRST),
    Field(
        "term_sheet",
        "first_to_ride",
        "优先乘车",
        reading.yes_no,
        ("优先交通", "优先乘车"),
        purpose=FIRST,
    ),
)

MEMBER_FIELDS = (
    Field("family_member", "name", "姓名", reading.name, ("姓名",), PERSONAL),
    Field("family_member", "relation", "关系", reading.relation, ("关系", "与学生关系")),
    Field("family_member", "relation_note", "关系说明", reading.text, ("关系说明",)),
    Field(
        "family_member", "phone", "联系电话", identity.check_phone, ("联系电话", "电话"), PERSONAL
    ),
    Field(
        "family_member",
        "national_id",
        "身份证件号",
        identity.check_national_id,
        ("身份证件号", "身份证", "身份证号"),
        PERSONAL,
    ),
    Field("family_member", "is_guardian", "是否监护人", reading.yes_no, ("是否监护人",)),
    Field("family_member", "birth_year", "出生年份", reading.birth_year, ("出生年份",), PERSONAL),
    Field("family_member", "occupation", "职业", reading.text, ("从事职业",), PERSONAL),
    Field("family_member", "health", "身体状况", reading.text, ("身体状况",), RESTRICTED),
    Field("family_member", "call_order", "紧急联系顺序", reading.place_in_line, ("紧急联系顺序",)),
)

STATED_FIELDS = (
    Field("school_record_mark", "mark", "是否留守儿童", reading.mark, ("是否留守儿童",)),
    Field(
        "boarding_period",
        "boards",
        "就读方式",
        reading.boards,
        ("就读方式", "是否寄宿"),
        required=True,
    ),
    Field(
        "caregiver_period",
        "care",
        "实际照料",
        reading.care,
        ("实际照料", "实际照料情况", "照料类型", "照料方式"),
        required=True,
    ),
)
"""Facts with a life of their own: each change is a new dated row."""

PARENT_FIELDS = (
    Field(
        "whereabouts",
        "status",
        "父母去向",
        reading.word(ParentStatus),
        ("去向",),
        RESTRICTED,
    ),
    Field("whereabouts", "place", "务工地", reading.text, ("务工地", "务工地点"), PERSONAL),
    Field("whereabouts", "work", "务工单位", reading.text, ("工作单位", "务工单位"), PERSONAL),
    Field(
        "whereabouts",
        "away_since",
        "外出时间",
        reading.since,
        ("外出时间", "外出务工时间", "外出日期", "外出务工日期", "务工时间"),
        past=True,
    ),
    Field(
        "whereabouts",
        "able_to_care",
        "有无监护能力",
        reading.yes_no,
        ("有无监护能力", "是否有监护能力", "监护能力"),
        RESTRICTED,
    ),
    Field(
        "whereabouts",
        "unable_why",
        "无监护能力原因",
        reading.text,
        ("无监护能力原因", "无能力原因"),
        RESTRICTED,
    ),
    Field(
        "whereabouts",
        "returns",
        "多久回来一次",
        reading.word(Returns),
        ("多久回来一次", "返家频率", "回家频率"),
    ),
)
"""Where a parent is. An import weighs 去向, 务工地 and 务工单位 together with `CLUE_HEADERS`."""

CLUE_HEADERS = {"address": ("现住址", "住址"), "duty": ("职务", "职业")}
"""Cells of a member's row that tell where a parent is and are no field themselves."""

TICKED_FIELDS = (
    Field(
        "sheet_hardship",
        "hardship",
        "困境类型",
        reading.word(Hardship),
        ("困境类型", "困境类别"),
        RESTRICTED,
    ),
)
"""Facts of which a child may have several; a cell may hold several, parted by 、 or a comma."""

ROSTER_FIELDS = (
    CHILD_FIELDS
    + HOUSEHOLD_FIELDS
    + SHEET_FIELDS
    + MEMBER_FIELDS
    + STATED_FIELDS
    + PARENT_FIELDS
    + TICKED_FIELDS
)
"""The whole catalogue."""
