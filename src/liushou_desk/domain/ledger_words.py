"""The words of the small ledgers (台账), as `words` holds those of the whole office."""

from liushou_desk.domain.words import Word


class DrillKind(Word):
    """What an 应急演练 is for."""

    FIRE = "fire", "消防疏散", "消防", "火灾"
    EARTHQUAKE = "earthquake", "防震", "地震"
    DROWNING = "drowning", "防溺水"
    TRAFFIC = "traffic", "交通安全"
    VIOLENCE = "violence", "防暴防欺凌", "反恐", "防欺凌"
    OTHER = "other", "其他"


class MedicalKind(Word):
    """Why a child was brought to a doctor, or what befell it."""

    ILLNESS = "illness", "患病"
    INJURY = "injury", "受伤"
    EMERGENCY = "emergency", "突发事件"


class AbsenceKind(Word):
    """Why a child does not come to school."""

    ILLNESS = "illness", "病假"
    LEAVE = "leave", "事假"
    UNEXCUSED = "unexcused", "无故缺勤", "旷课"


class CounsellingForm(Word):
    """With whom a counsellor spoke."""

    ALONE = "alone", "个别"
    TOGETHER = "together", "集体", "团体"


class GivingKind(Word):
    """Where what the care of children costs comes from."""

    DONATION = "donation", "捐赠"
    SCHOOL = "school", "学校投入"
    GOVERNMENT = "government", "上级拨款"


class GrowthKind(Word):
    """What a note in a child's 成长记录 is of."""

    CHARACTER = "character", "性格与兴趣", "性格", "兴趣", "特长"
    SURVEY = "survey", "身心调查", "心理测评"
    TEST = "test", "成绩测试", "成绩"
    PROGRESS = "progress", "进步", "进步档案"
    OTHER = "other", "其他"


class WishKind(Word):
    """What a child asks for."""

    WISH = "wish", "心愿"
    LEGAL_AID = "legal_aid", "法律援助"
    LETTER = "letter", "信箱来信", "咨询信箱"
    HOTLINE = "hotline", "热线求助", "热线"
    OTHER = "other", "其他"


class RoundKind(Word):
    """When or where somebody is on duty beside the children."""

    LUNCH = "lunch", "午餐值班", "营养餐值班"
    NOON = "noon", "午间看护"
    AFTER_SCHOOL = "after_school", "课后看护"
    WEEKEND = "weekend", "周末看护"
    DORMITORY = "dormitory", "宿舍夜查", "宿舍巡查"
    CANTEEN = "canteen", "食堂检查"
    WAY_HOME = "way_home", "路队护送"
    OTHER = "other", "其他"


class WorkKind(Word):
    """What work it was that no other ledger has a place for."""

    RESEARCH = "research", "课题与论文", "课题", "论文"
    BOARD = "board", "黑板报与专栏", "黑板报", "专栏", "广播站"
    COMMITTEE = "committee", "家长委员会", "家委会"
    VILLAGE = "village", "村（社区）共建", "村社共建"
    APPRAISAL = "appraisal", "教师考评", "考核", "目标责任制"
    SURROUNDINGS = "surroundings", "周边环境整治"
    OTHER = "other", "其他"


class DayKind(Word):
    """Whether a day is free, or worked though it is a weekend (调休)."""

    FREE = "free", "放假", "休"
    WORKED = "worked", "补班", "上班", "班"


class Way(Word):
    """Which way a child that changes schools goes."""

    IN = "in", "转入"
    OUT = "out", "转出"
    ONWARD = "onward", "升学", "毕业升学", "毕业去向"

    @property
    def leaves(self) -> bool:
        """Whether the file goes to another school."""
        return self is not Way.IN
