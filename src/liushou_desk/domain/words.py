"""The office's words as enumerations: stored by value (English), shown by label (Chinese).

National codes are matched by name: vendors renumber them. `from_text` takes real spellings.
"""

from enum import StrEnum
from functools import cache
from typing import Self


class Word(StrEnum):
    """A word of the office: `value` goes into the file, `label` to the screen and the paper."""

    label: str
    aliases: tuple[str, ...]

    def __new__(cls, value: str, label: str, *aliases: str) -> Self:
        """A member with its label and other spellings."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.aliases = aliases
        return word

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """The word whose label or alias this is, or None."""
        return _spellings(cls).get(text)  # pyright: ignore[reportReturnType] - its words are of cls


@cache
def _spellings(kind: type[Word]) -> dict[str, Word]:
    """Every spelling of a list's words; of two words that share one, the first has it."""
    found: dict[str, Word] = {}
    for word in kind:
        for text in (word.label, *word.aliases):
            found.setdefault(text, word)
    return found


def label_of(word: Word | None) -> str | None:
    """The label of a word, none of none."""
    return word.label if word else None


class Sex(Word):
    """性别."""

    MALE = "male", "男", "男性"
    FEMALE = "female", "女", "女性"


class Stage(Word):
    """学段."""

    PRESCHOOL = "preschool", "学前", "幼儿园", "学前教育"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中", "初级中学"


class Mark(Word):
    """学籍标注: what the 学籍 system says of a pupil (是否留守儿童)."""

    NONE = "none", "非留守儿童", "非留守", "否", "不是"
    ONE = "one", "单亲留守儿童", "单亲留守", "单亲"
    BOTH = "both", "双亲留守儿童", "双亲留守", "双亲"
    YES = "yes", "留守（类型未填）", "留守儿童", "留守", "是"  # a list that says no kind


class ParentStatus(Word):
    """Where a parent is (去向); a parent nobody has written down has none: 未填."""

    AT_HOME = "at_home", "在家"
    WORKS_AWAY = "works_away", "务工"
    AWAY_OTHERWISE = "away_otherwise", "其他外出"
    LIVES_APART = "lives_apart", "离异不同住"
    LOST_CONTACT = "lost_contact", "失联"
    DETAINED = "detained", "服刑等"
    DECEASED = "deceased", "去世"


class Returns(Word):
    """How often a parent who is away comes home (多久回来一次)."""

    WEEKLY = "weekly", "每周", "每星期"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度", "两三个月"
    HALF_YEARLY = "half_yearly", "每半年", "半年"
    YEARLY = "yearly", "每年", "一年", "春节"
    RARELY = "rarely", "一年以上未归", "多年未归"


class Care(Word):
    """照料: the kind of main caregiver (CareArrangement)."""

    PARENT = "parent", "父或母"
    GRANDPARENTS = "grandparents", "祖辈"
    RELATIVES = "relatives", "其他亲属"
    PROXY_PARENT = "proxy_parent", "代管家长"
    ALONE = "alone", "独自"
    OTHER = "other", "其他"


class Relation(Word):
    """A family member's relation to the children of the household."""

    FATHER = "father", "父亲", "父", "爸爸", "生父"
    MOTHER = "mother", "母亲", "母", "妈妈", "生母"
    STEP_FATHER = "step_father", "继父", "养父", "继父或养父"
    STEP_MOTHER = "step_mother", "继母", "养母", "继母或养母"
    GRANDFATHER = "grandfather", "祖父", "爷爷"
    GRANDMOTHER = "grandmother", "祖母", "奶奶"
    MATERNAL_GRANDFATHER = "maternal_grandfather", "外祖父", "外公", "姥爷"
    MATERNAL_GRANDMOTHER = "maternal_grandmother", "外祖母", "外婆", "姥姥"
    GRANDPARENT = "grandparent", "祖父母或外祖父母", "祖父母", "外祖父母", "祖辈"
    ELDER_BROTHER = "elder_brother", "兄", "哥哥", "兄长"
    ELDER_SISTER = "elder_sister", "姐", "姐姐"
    SIBLING = "sibling", "兄弟姐妹", "弟", "妹", "弟弟", "妹妹"
    FATHERS_ELDER_BROTHER = "fathers_elder_brother", "伯父", "大伯", "伯伯"
    FATHERS_ELDER_BROTHERS_WIFE = "fathers_elder_brothers_wife", "伯母", "大娘", "大妈"
    FATHERS_YOUNGER_BROTHER = "fathers_younger_brother", "叔父", "叔叔", "叔"
    FATHERS_YOUNGER_BROTHERS_WIFE = "fathers_younger_brothers_wife", "婶母", "婶婶", "婶"
    FATHERS_SISTER = "fathers_sister", "姑母", "姑姑", "姑妈", "姑"
    FATHERS_SISTERS_HUSBAND = "fathers_sisters_husband", "姑父", "姑爹", "姑丈"
    MOTHERS_BROTHER = "mothers_brother", "舅父", "舅舅", "舅"
    MOTHERS_BROTHERS_WIFE = "mothers_brothers_wife", "舅母", "舅妈"
    MOTHERS_SISTER = "mothers_sister", "姨母", "姨妈", "姨", "小姨", "大姨"
    MOTHERS_SISTERS_HUSBAND = "mothers_sisters_husband", "姨父", "姨夫", "姨丈"
    RELATIVE = "relative", "其他亲属", "亲属", "亲戚"
    PROXY_PARENT = "proxy_parent", "代管家长", "代理家长", "受托人", "邻居", "老师"
    OTHER = "other", "其他", "非亲属"

    @property
    def is_parent(self) -> bool:
        """Whether whereabouts of this member decide 双亲/单亲."""
        return self in {
            Relation.FATHER,
            Relation.MOTHER,
            Relation.STEP_FATHER,
            Relation.STEP_MOTHER,
        }

    @property
    def care(self) -> Care:
        """The kind of care this member gives as main caregiver."""
        if self.is_parent:
            return Care.PARENT
        if self.value.endswith(("grandfather", "grandmother", "grandparent")):
            return Care.GRANDPARENTS
        if self is Relation.PROXY_PARENT:
            return Care.PROXY_PARENT
        return Care.OTHER if self is Relation.OTHER else Care.RELATIVES

    def noted(self, note: str | None) -> str:
        """The word, or what was noted beside one that says little."""
        return note if note and self in {Relation.OTHER, Relation.GRANDPARENT} else self.label


class Category(Word):
    """关爱对象类别; totals of 留守 never include the others."""

    LEFT_BEHIND = "left_behind", "留守"
    PRESCHOOL = "preschool", "学前留守"
    HARDSHIP = "hardship", "困境"
    MIGRANT = "migrant", "随迁"
    OTHER = "other", "其他关爱"


class Hardship(Word):
    """困境类型 of a term sheet."""

    LOW_INCOME = "low_income", "低保", "低保家庭"
    POVERTY_RELIEVED = "poverty_relieved", "脱贫户", "建档立卡", "脱贫"
    DESTITUTE = "destitute", "特困", "特困供养"
    UNSUPPORTED = "unsupported", "事实无人抚养"
    SERIOUS_ILLNESS = "serious_illness", "重病", "患病"
    DISASTER = "disaster", "临时困境", "受灾"
    DETAINED_PARENT = "detained_parent", "服刑人员子女", "父母服刑"
    ADDICTED_PARENT = "addicted_parent", "涉毒人员子女", "吸毒人员子女", "强制戒毒人员子女"
    HIV = "hiv", "受艾滋病影响", "艾滋病感染", "受艾滋病影响儿童"
    ABUSED = "abused", "受侵害", "受暴力", "遭受家庭暴力", "受虐待"
    STREET = "street", "流浪", "流浪儿童", "流浪乞讨"


class Health(Word):
    """健康状况, the list of the 学籍 system."""

    GOOD = "good", "健康或良好", "健康", "良好"
    WEAK = "weak", "一般或较弱", "一般", "较弱"
    CHRONIC = "chronic", "有慢性病", "慢性病", "患病"
    IMPAIRED = "impaired", "有生理缺陷"
    DISABLED = "disabled", "残疾"


class CareGrade(Word):
    """监护情况评估."""

    GOOD = "good", "较好"
    FAIR = "fair", "一般"
    POOR = "poor", "差"


class IdKind(Word):
    """身份证件类型."""

    RESIDENT = "resident", "居民身份证", "身份证", "户口簿"
    HONG_KONG = "hong_kong", "香港特区护照/身份证明", "香港特区护照"
    MACAO = "macao", "澳门特区护照/身份证明", "澳门特区护照"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    PERMIT = "permit", "境外永久居住证"
    PASSPORT = "passport", "护照"
    OTHER = "other", "其他", "无"


class Hukou(Word):
    """户口性质; since the reform many booklets only say 居民户口."""

    RURAL = "rural", "农业户口", "农业", "农村", "农业家庭户口"
    URBAN = "urban", "非农业户口", "非农业", "城镇", "非农业家庭户口"
    RESIDENT = "resident", "居民户口", "居民家庭户口"


class LeaveReason(Word):
    """Why a child left the register."""

    TRANSFERRED = "transferred", "转出", "转学"
    GRADUATED = "graduated", "毕业"
    DECEASED = "deceased", "死亡"
    SUSPENDED = "suspended", "休学"
    DROPPED_OUT = "dropped_out", "辍学"
    UNKNOWN = "unknown", "去向不明"
    OTHER = "other", "其他"


class MentorKind(Word):
    """Who a mentor (帮扶人) is."""

    HOMEROOM_TEACHER = "homeroom_teacher", "班主任"
    TEACHER = "teacher", "任课教师"
    PROXY_PARENT = "proxy_parent", "代理家长"
    CARING_MOTHER = "caring_mother", "爱心妈妈"
    SCHOOL_LEADER = "school_leader", "校领导"
    VILLAGE_CADRE = "village_cadre", "村干部"
    OFFICIAL = "official", "机关干部", "包联干部", "处级干部", "科级干部"
    ELDER = "elder", "五老"
    VOLUNTEER = "volunteer", "志愿者"
    SOCIAL_MOTHER = "social_mother", "社会妈妈"
    PUPIL = "pupil", "小老师", "同伴小老师"

    @property
    def is_adult(self) -> bool:
        """Whether loads and coverage count this mentor; a pupil helps beside them."""
        return self is not MentorKind.PUPIL

    @property
    def is_outside(self) -> bool:
        """Whether somebody who does not belong to school or village, and so needs papers first."""
        return self in {
            MentorKind.CARING_MOTHER,
            MentorKind.VOLUNTEER,
            MentorKind.SOCIAL_MOTHER,
            MentorKind.OFFICIAL,
        }


class Frequency(Word):
    """How often a follow-up rule asks for a contact."""

    WEEKLY = "weekly", "每周", "每教学周"
    MONTHLY = "monthly", "每月"
    EACH_TERM = "each_term", "每学期"
    YEARLY = "yearly", "每学年", "每年"


class Season(Word):
    """Which weeks and months a follow-up rule asks of; a contact on any day of them does."""

    IN_TERM = "in_term", "开学期间"
    IN_HOLIDAYS = "in_holidays", "假期里", "假期"
    BOTH = "both", "不分假期"


class AppliesTo(Word):
    """Whom a follow-up rule is for."""

    LEFT_BEHIND = "left_behind", "全部留守儿童"
    KEY_CARE = "key_care", "重点关爱对象"
    BOARDERS = "boarders", "寄宿留守儿童", "寄宿生"
    BOTH_AWAY = "both_away", "双亲留守儿童"
    GRADE = "grade", "一个年级"
    CLASS = "class", "一个班"


class OwedBy(Word):
    """Who answers for a follow-up rule: it is counted for each of these."""

    CHILD = "child", "每名儿童"
    MENTOR = "mentor", "每名帮扶教师"


class AidKind(Word):
    """资助 and 捐赠: cash and goods are never added up."""

    CASH = "cash", "资金"
    GOODS = "goods", "物资"


class DefinitionKind(Word):
    """口径: whose definition decides who is counted."""

    SCHOOL_RECORD = "school_record", "学籍口径"
    VERIFIED = "verified", "校内核实口径"
    CIVIL = "civil", "民政口径"


class Overridable(Word):
    """Which derived label of a child the school may decide otherwise, with a reason."""

    VERIFIED = "verified", "校内核实口径结论"
    CIVIL = "civil", "民政口径结论"
    CARE = "care", "照料方式"
    CATEGORY = "category", "关爱对象类别"


class SummaryState(Word):
    """How far a work summary has come."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "送审"
    ISSUED = "issued", "定稿"


UNFILLED = "未填"
"""The group of those for whom nothing was written down; never left out of a table."""
