"""字段目录, second part: what the office writes down about its own work.

Same `Field` as the personal ones, so the same forms, checks and sentences serve them. `key` is the
mapped column's name; a form hands a service its values by key.
"""

from liushou_desk.domain import identity, money, reading
from liushou_desk.domain.activity_kinds import ActivityKind, Repeat
from liushou_desk.domain.consent import QUERY, consent_fields
from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind, LetterWriter
from liushou_desk.domain.field import PERSONAL, RESTRICTED, Field
from liushou_desk.domain.rule_words import GRADE_NAME, kinds_shown, kinds_text
from liushou_desk.domain.words import (
    AppliesTo,
    DefinitionKind,
    Frequency,
    LeaveReason,
    MentorKind,
    OwedBy,
    Season,
)

MENTOR_FIELDS = (
    Field("mentor", "name", "姓名", reading.name, mandatory=True),
    Field("mentor", "kind", "身份", reading.word(MentorKind), mandatory=True),
    Field("mentor", "phone", "联系电话", identity.check_phone, sensitivity=PERSONAL),
    Field("mentor", "checked_on", QUERY, reading.day, past=True),
    Field("mentor", "left_on", "离岗日期（调离、退休）", reading.day),
)

PAIRING_FIELDS = (
    Field("pairing", "from_on", "开始日期", reading.day, mandatory=True),
    Field("pairing", "to_on", "结束日期", reading.day),
    Field("pairing", "ended_why", "结束原因", reading.text),
)
CONSENT_FIELDS = consent_fields("pairing")
"""What a pairing with somebody from outside school and village asks for."""

PLAN_FIELDS = (
    Field("support_plan", "opened_on", "立案日期", reading.day, mandatory=True, past=True),
    Field(
        "support_plan",
        "reason",
        "原因",
        reading.account,
        mandatory=True,
        sensitivity=RESTRICTED,
        long=True,
    ),
    Field("support_plan", "goal", "目标", reading.account, sensitivity=RESTRICTED, long=True),
    Field("support_plan", "closed_on", "结案日期", reading.day, past=True),
    Field("support_plan", "result", "结果", reading.account, sensitivity=RESTRICTED, long=True),
)

REVIEW_FIELDS = (
    Field("plan_review", "reviewed_on", "回访日期", reading.day, mandatory=True, past=True),
    Field(
        "plan_review",
        "finding",
        "回访情况",
        reading.account,
        mandatory=True,
        sensitivity=RESTRICTED,
        long=True,
    ),
)

ENTRY_FIELDS = (
    Field("diary_entry", "kind", "类别", reading.word(DiaryKind, SHOWN_KINDS), mandatory=True),
    Field("diary_entry", "happened_on", "发生日期", reading.day, mandatory=True, past=True),
    Field("diary_entry", "reached", "是否联系上", reading.yes_no, mandatory=True),
    Field("diary_entry", "is_group", "集体进行", reading.yes_no),
    Field("diary_entry", "place", "地点", reading.text),
    Field("diary_entry", "persons_met", "在场人", reading.text, sensitivity=PERSONAL),
    Field("diary_entry", "content", "内容", reading.account, sensitivity=RESTRICTED, long=True),
    Field("diary_entry", "concern", "发现问题", reading.account, sensitivity=RESTRICTED, long=True),
    Field(
        "diary_entry",
        "action_taken",
        "处理措施",
        reading.account,
        sensitivity=RESTRICTED,
        long=True,
    ),
    Field("diary_entry", "due_again_on", "再次联系", reading.day),
    Field("diary_entry", "closed_on", "办结日期", reading.day, past=True),
    Field("diary_entry", "written_by", "书信由谁写", reading.word(LetterWriter)),
    Field("diary_entry", "stayed_until", "随父母住到哪天", reading.day),
    Field("diary_entry", "original_at", "原件在哪里", reading.text),
    Field("diary_entry", "photo_consent_on", "监护人同意拍照", reading.day, past=True),
)

ACTIVITY_FIELDS = (
    Field("activity", "title", "活动名称", reading.text, mandatory=True),
    Field("activity", "kind", "类别", reading.word(ActivityKind)),
    Field("activity", "planned_on", "计划日期", reading.day, mandatory=True),
    Field("activity", "held_on", "举行日期", reading.day, past=True),
    Field("activity", "place", "地点", reading.text),
    Field("activity", "led_by", "负责人", reading.text),
    Field("activity", "head_count", "参加总人数", reading.number),
    Field("activity", "guardians", "其中监护人", reading.number),
    Field("activity", "teachers", "其中教师", reading.number),
    Field("activity", "content", "内容", reading.account, long=True),
    Field("activity", "resolution", "会议决议", reading.account, long=True),
    Field("activity", "cost_fen", "费用（元）", money.fen, shown=money.yuan),
    Field("activity", "materials", "物资", reading.text),
    Field("activity", "called_off_why", "取消原因", reading.text),
)
REPEAT_FIELDS = (
    Field("activity", "every", "隔多久", reading.word(Repeat), mandatory=True),
    Field("activity", "until_on", "到哪天为止", reading.day, mandatory=True),
)
"""Asked for when an activity is to be planned again and again; kept nowhere."""

RULE_FIELDS = (
    Field(
        "follow_up_rule", "kind", "联系方式", reading.word(DiaryKind, SHOWN_KINDS), mandatory=True
    ),
    Field("follow_up_rule", "also", "哪些也算", kinds_text, shown=kinds_shown),
    Field("follow_up_rule", "owed_by", "由谁完成", reading.word(OwedBy), mandatory=True),
    Field("follow_up_rule", "applies_to", "对谁", reading.word(AppliesTo), mandatory=True),
    Field("follow_up_rule", "grade", "哪个年级", GRADE_NAME, shown=GRADE_NAME.shown),
    Field("follow_up_rule", "class_id", "哪个班", reading.number),
    Field("follow_up_rule", "frequency", "多久一次", reading.word(Frequency), mandatory=True),
    Field("follow_up_rule", "times", "次数", reading.number, mandatory=True),
    Field("follow_up_rule", "season", "什么时候", reading.word(Season), mandatory=True),
    Field("follow_up_rule", "is_prorated", "中途来的折算", reading.yes_no, mandatory=True),
    Field("follow_up_rule", "since_on", "从哪天起", reading.day, mandatory=True),
    Field("follow_up_rule", "source", "依据", reading.text),
)

LEAVING_FIELDS = (
    Field("register_period", "left_on", "离校日期", reading.day, mandatory=True, past=True),
    Field("register_period", "left_why", "原因", reading.word(LeaveReason), mandatory=True),
    Field("register_period", "receiving_school", "接收学校", reading.text),
)

CLASS_FIELDS = (
    Field("school_class", "name", "班级名称", reading.text),
    Field("school_class", "number", "班号", reading.number, mandatory=True),
)

SCHOOL_FIELDS = (
    Field("school_profile", "name", "学校名称", reading.text, mandatory=True),
    Field("school_profile", "filled_by", "填表人", reading.name),
    Field("school_profile", "reviewed_by", "审核人", reading.name),
    Field("school_profile", "headed_by", "单位负责人", reading.name),
    Field("school_profile", "mentor_limit", "每名帮扶人最多带几名", reading.number, mandatory=True),
)

COUNTY_PHONES = tuple(
    Field("school_profile", key, label, reading.text)
    for key, label in (
        ("police_phone", "派出所"),
        ("civil_affairs_phone", "民政"),
        ("education_phone", "教育局"),
        ("procuratorate_phone", "检察院"),
    )
)
"""Whom in the county a report that is a duty (强制报告) goes to."""

DEFINITION_FIELDS = (
    Field("school_profile", "definition", "统计口径", reading.word(DefinitionKind), mandatory=True),
    Field("school_profile", "preschool_inside", "学前计入留守儿童", reading.yes_no, mandatory=True),
    Field("school_profile", "away_months", "外出满几个月算", reading.number, mandatory=True),
    Field("school_profile", "visit_days", "返家几天内算探亲", reading.number, mandatory=True),
    Field(
        "school_profile",
        "lost_is_away",
        "一方失联一方外出算双亲",
        reading.yes_no,
        mandatory=True,
    ),
    Field("school_profile", "age_limit", "民政口径年龄上限", reading.number, mandatory=True),
    Field("school_profile", "rural_only", "民政口径只计农业户口", reading.yes_no, mandatory=True),
    Field("school_profile", "late_after_days", "几天后登记算补录", reading.number, mandatory=True),
)
"""What decides who is counted, and how."""

TERM_FIELDS = (
    Field("term", "first_on", "第一天", reading.day, mandatory=True),
    Field("term", "survey_on", "摸底日", reading.day, mandatory=True),
    Field("term", "cutoff_on", "截止日", reading.day, mandatory=True),
    Field("term", "last_on", "最后一天", reading.day, mandatory=True),
)

WORK_FIELDS = (
    MENTOR_FIELDS
    + PAIRING_FIELDS
    + CONSENT_FIELDS
    + PLAN_FIELDS
    + REVIEW_FIELDS
    + ENTRY_FIELDS
    + ACTIVITY_FIELDS
    + RULE_FIELDS
    + LEAVING_FIELDS
    + CLASS_FIELDS
    + SCHOOL_FIELDS
    + COUNTY_PHONES
    + DEFINITION_FIELDS
    + TERM_FIELDS
)
"""The whole second part."""
