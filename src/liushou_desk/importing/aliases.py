"""Spellings of headings seen in other people's rosters, beyond the names of the catalogue.

是否留守儿童 and 是否农村留守儿童 are two columns, and no official text says how the second is
meant. Only the first is the mark of the 学籍 system. The second never becomes that mark: it may
take a child into care where the first is missing, and is doubted where the first denies it.
"""

from liushou_desk.domain.words import Hardship

TICK = "tick."
"""Prefix of the columns that tick one 困境类型 each."""
_TICKED = {
    Hardship.LOW_INCOME: ("低保", "是否低保", "低保户", "是否低保户", "享受低保", "是否享受低保"),
    Hardship.POVERTY_RELIEVED: (
        "脱贫户", "是否脱贫户", "建档立卡", "是否建档立卡", "建档立卡户", "是否建档立卡户",
        "建档立卡贫困户", "是否建档立卡贫困户", "是否脱贫",
    ),
    Hardship.DESTITUTE: ("特困", "是否特困", "特困供养", "是否特困供养", "特困户", "五保"),
    Hardship.UNSUPPORTED: ("事实无人抚养", "是否事实无人抚养", "事实无人抚养儿童"),
    Hardship.SERIOUS_ILLNESS: ("重病", "是否重病", "大病", "重大疾病"),
    Hardship.DISASTER: ("受灾", "是否受灾", "临时困境"),
    Hardship.DETAINED_PARENT: ("服刑人员子女", "是否服刑人员子女", "父母是否服刑"),
    Hardship.ADDICTED_PARENT: ("涉毒人员子女", "吸毒人员子女", "是否涉毒人员子女"),
    Hardship.HIV: ("受艾滋病影响", "受艾滋病影响儿童", "是否受艾滋病影响"),
    Hardship.ABUSED: ("受侵害", "受暴力", "是否受侵害", "是否受暴力", "遭受家庭暴力"),
    Hardship.STREET: ("流浪", "流浪儿童", "是否流浪", "是否流浪儿童"),
}  # fmt: skip
IMPORT_ONLY = {
    "class": (
        "班号", "班级", "班级名称", "所在班级", "行政班", "年级班级", "年级/班级", "年级、班级",
        "班别", "年班", "就读班级", "班级名", "所属班级",
    ),
    "grade": ("年级", "年级名称", "所在年级", "就读年级"),
    "campus": ("校区", "教学点", "校区号", "校区名称", "园区", "园区名称"),
    "school_code": ("学校标识码", "学校代码"),
    "rural_mark": ("是否农村留守儿童",),
    "mark_kind": ("留守类型", "留守类别", "留守儿童类型", "留守儿童类别", "留守情况"),
    "disabled": ("是否残疾人", "是否残疾", "残疾", "是否残疾儿童", "是否残障儿童", "残疾儿童"),
    "parents": ("父母情况", "父母外出情况", "父母务工情况", "父母状况", "父母去向", "父母现状"),
    **{f"{TICK}{kind.value}": names for kind, names in _TICKED.items()},
}  # fmt: skip
"""Columns that decide where a row belongs, or are weighed with others, and are no field."""
IMPORT_LABELS = {
    "class": "班级",
    "grade": "年级",
    "campus": "校区",
    "school_code": "学校标识码",
    "rural_mark": "是否农村留守儿童（只用来核对）",
    "mark_kind": "留守类型（标注只写“是”时用）",
    "disabled": "是否残疾人",
    "parents": "父母情况（一格写两人）",
    **{f"{TICK}{kind.value}": f"{kind.label}（打勾）" for kind in Hardship},
}
MORE_HEADERS = {
    "child.name": ("学生", "名字"),
    "child.born_on": ("出生年月日期", "出生时间", "生日", "出生年月", "出生"),
    "child.national_id": (
        "身份证件号码", "公民身份证号", "公民身份证号码", "居民身份证号", "居民身份证号码",
    ),
    "child.student_number": ("学籍号码", "全国学生学籍号", "学籍", "学籍编号"),
    "child.phone": (
        "手机", "手机号", "手机号码", "联系方式", "家长电话", "家长联系电话", "电话号码",
        "家庭电话", "家长手机", "家长手机号", "家长联系方式", "联系电话号码",
    ),
    "child.nation": ("名族",),
    "child.disability": (
        "残疾类别", "残疾类别及等级", "残疾种类", "残疾儿童类别", "残疾儿童类型", "残疾等级",
    ),
    "child.enrolled_in": ("入学日期", "入学时间", "入园日期", "入园时间", "入园年月"),
    "child.is_migrant": ("是否进城务工人员子女", "是否进城务工随迁子女"),
    "child.is_orphan": ("孤儿",),
    "child.remarks": ("备注说明", "其他说明"),
    "child.hukou": ("户籍性质", "户口类型", "户籍类型", "户籍类别"),
    "child.registered_address": ("户籍详细地址", "户口地址", "户籍住址", "户口所在地地址"),
    "household.home_address": (
        "住址", "详细住址", "家庭详细地址", "家庭现住址", "居住地址", "现居住地", "现居住地址",
        "家庭详细住址", "居住地", "详细地址", "地址", "家庭现住地址",
    ),
    "term_sheet.health": ("身体情况", "身体状况", "健康情况"),
    "school_record_mark.mark": (
        "是否留守", "留守", "是否为留守儿童", "是否属于留守儿童", "是否系留守儿童", "留守标注",
    ),
    "boarding_period.boards": (
        "是否住校", "住校", "是否学校寄宿", "是否寄宿生", "寄宿", "是否住宿", "住宿", "寄宿情况",
        "是否住校生", "住校情况", "走读/住校", "走读/寄宿", "住校/走读", "寄宿/走读",
    ),
    "family_member.national_id": (
        "证件号", "证件号码", "身份证号码", "身份证件号码", "公民身份号码", "公民身份证号码",
    ),
    "family_member.phone": ("手机", "手机号", "手机号码", "联系方式", "电话号码", "联系电话号码"),
    "family_member.relation": (
        "与被监护人关系", "与儿童关系", "与孩子关系", "与监护人关系", "与监护对象关系", "称谓",
        "与其关系", "与留守儿童关系", "与该生关系", "与本人关系",
        "与幼儿关系",
    ),
    "whereabouts.status": ("状况", "现状", "务工情况", "外出情况"),
    "whereabouts.place": (
        "当前务工地点", "外出务工地点", "外出务工地", "务工地址", "打工地点", "打工地", "务工省市",
        "外出地点", "现务工地点", "务工详细地址", "打工地址", "外出地", "务工地区", "务工城市",
        "务工所在地", "外出务工地址", "务工省份", "务工省",
    ),
    "whereabouts.work": ("打工单位", "从事工作"),
    "whereabouts.away_since": ("打工时间", "外出起始时间", "何时外出"),
}  # fmt: skip
"""Spellings by field; these come after those of the catalogue."""
GUARDIANS_RELATION = (
    "与学生关系", "与儿童关系", "与监护人关系", "监护人与学生关系", "监护人与儿童关系",
    "与被监护人关系", "与孩子关系", "与留守儿童关系", "与该生关系", "与幼儿关系", "与本人关系",
    "关系",
)  # fmt: skip
"""Beside a guardian, also without that word."""
OTHER_SLOTS = {
    "爸爸": "父亲", "妈妈": "母亲", "生父": "父亲", "生母": "母亲",
    "委托照护人": "监护人", "受委托照护人": "监护人", "被委托照护人": "监护人",
    "被委托人": "监护人", "受委托人": "监护人", "受托人": "监护人", "被委托监护人": "监护人",
    "监护人1": "监护人", "监护人一": "监护人",
    "实际监护人": "监护人", "委托监护人": "监护人", "受委托监护人": "监护人",
    "现监护人": "监护人", "监护人或代管人": "监护人", "代管人": "监护人", "第一监护人": "监护人",
    "临时监护人": "监护人", "主要监护人": "监护人",
    "爷爷": "祖父", "奶奶": "祖母", "外公": "外祖父", "外婆": "外祖母",
}  # fmt: skip
FIXED_SLOTS = ("父亲", "母亲", "祖父", "祖母", "外祖父", "外祖母", "监护人")
"""Rosters that name the person in the heading instead of 成员1, 成员2."""
OF_THE_CHILD = ("学生", "儿童", "幼儿", "孩子", "留守儿童", "本人")
"""Words before a heading that say whose it is: 学生性别."""
CALLED = ("幼儿", "学生")
"""What a list says for 儿童: 是否留守幼儿, 残疾幼儿类别."""
