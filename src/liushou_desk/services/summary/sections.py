"""The sentences of the summary, section by section; each says only what a record supports.

A section function returns templates by key. Keys name the paragraphs that the clerk may replace
with own text; numbers stand in braces and become figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.document import chinese_date, month_and_day
from liushou_desk.domain.words import UNFILLED, DiaryKind
from liushou_desk.services.figures.roll import grade_name
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.summary.records import HeldActivity, TermRecords
from liushou_desk.services.summary.values import Values


@dataclass(frozen=True, slots=True)
class Material:
    """What the sentences are made from."""

    scope: Scope
    records: TermRecords
    values: Values
    signed_on: date
    """成文日期."""


MEMBER = "成员"
"""The role in the leading group of whoever does not head it."""

Templates = Iterator[tuple[str, str]]
"""(paragraph key, text with figures in braces)."""


def opening(material: Material) -> Templates:
    """What the paper is about."""
    values, term = material.values, material.scope.term.title
    done = [
        words
        for words, keys in (
            ("登记建档", ("in_care",)),
            ("结对帮扶", ("pairs",)),
            ("家访谈心和亲情联系", ("contacted",)),
            ("主题活动", ("activities",)),
            ("资助帮扶", ("aid_children",)),
        )
        if values.has(*keys)
    ]
    said = f"学校开展了留守儿童{'、'.join(done)}等工作，" if done else ""
    yield "opening", f"{term}，{said}现将留守儿童关爱保护工作情况总结如下。"


def basics(material: Material) -> Templates:
    """一、基本情况."""
    values, day = material.values, chinese_date(material.scope.day)
    where = material.scope.campus or "学校"
    if not values.has("left_behind"):
        unmarked = _unless_none(values, "by_school_record.未填", "另有{}人没有学籍标注")
        yield (
            "basics.total",
            f"截至{day}，{where}在册学生{{pupils}}人，按口径计为留守儿童的0人{unmarked}。",
        )
        return
    yield (
        "basics.total",
        f"截至{day}，{where}在册学生{{pupils}}人，其中留守儿童{{left_behind}}人，占{{share}}"
        f"{values.compared('left_behind', '人')}。按性别分，{_split(values, 'by_sex')}；"
        f"按留守类型分，{_split(values, 'by_away')}；"
        f"按就读方式分，{_split(values, 'by_boarding')}。",
    )
    yield "basics.grade", f"按年级分，{_grades(values)}。"
    yield "basics.care", f"按主要照料方式分，{_split(values, 'by_care')}。"
    if values.prior:
        yield (
            "basics.change",
            "上学期末有留守儿童{last_term}人，本学期新增{added}人、减少{removed}人"
            f"{_reasons(values)}，截止日为{{left_behind}}人。",
        )
    else:
        yield (
            "basics.change",
            "本学期首次在台账中登记，没有上学期末数，截止日的{left_behind}人均列为本期新增。",
        )
    special = [
        text
        for key, text in (
            ("with_hardship", "有困境情形的{with_hardship}人"),
            ("key_care", "列为重点关爱对象并制定个别方案的{key_care}人"),
        )
        if values.has(key)
    ]
    if special:
        yield "basics.hardship", f"留守儿童中，{'；'.join(special)}。"
    unverified = _unless_none(values, "by_verified.未核实", "关爱对象中尚有{}人未核实")
    unknown = _unless_none(values, "by_civil.事实不足", "另有{}人事实不足")
    yield (
        "basics.definition",
        "按三种口径分别统计，学籍口径{left_behind_school_record}人，校内核实口径"
        f"{{left_behind_verified}}人{unverified}，民政口径{{left_behind_civil}}人{unknown}；"
        "学籍标注与家庭事实不一致的{by_agreement.不一致}人，"
        "事实尚不足以判断的{by_agreement.事实不足}人。",
    )


def _unless_none(values: Values, key: str, words: str) -> str:
    """Words in brackets with a figure in them, where it is more than nothing."""
    return f"（{words.replace('{}', f'{{{key}}}')}）" if values.has(key) else ""


def leading(material: Material) -> Templates:
    """组织领导."""
    leaders = material.records.leaders
    if not leaders:
        return
    heads = [f"{duty}任{role}" for duty, role in leaders if role != MEMBER]
    others = [duty for duty, role in leaders if role == MEMBER]
    said = [
        f"由{'、'.join(heads)}" if heads else "",
        f"成员有{'、'.join(others)}" if others else "",
    ]
    yield (
        "work.leading",
        f"学校设有留守儿童关爱保护工作领导小组，{'，'.join(part for part in said if part)}。",
    )


def filing(material: Material) -> Templates:
    """摸底建档."""
    values = material.values
    if not values.has("left_behind"):
        return
    if values.number("verified") == values.number("left_behind"):
        survey = "学校按学期摸底，逐人核实了家庭情况。"
    elif values.has("verified"):
        survey = "学校按学期摸底，家庭情况正在逐人核实。"
    else:
        survey = "本学期名册已录入台账，尚待逐人核实。"
    yield (
        "work.filing",
        f"{survey}留守儿童中摸底表已核实的{{verified}}人，必填项齐全、完成建档的{{filed}}人，"
        f"建档率{{filed_rate}}{values.compared('filed_rate', '个百分点')}。",
    )


def pairing(material: Material) -> Templates:
    """结对帮扶."""
    values = material.values
    if not values.has("pairs", "pupil_pairs"):
        return
    helpers = "；另有小老师结对{pupil_pairs}对" if values.has("pupil_pairs") else ""
    yield (
        "work.pairing",
        "学校安排帮扶人{mentors}人，与留守儿童{paired}人结成{pairs}对，结对覆盖率{paired_rate}"
        f"{values.compared('paired_rate', '个百分点')}{helpers}。",
    )


CONTACT_KINDS = (
    (DiaryKind.HOME_VISIT, "household_times", "户次"),
    (DiaryKind.TALK, "child_times", "人次"),
    (DiaryKind.PHONE_CALL, "child_times", "人次"),
    (DiaryKind.VIDEO_CALL, "child_times", "人次"),
    (DiaryKind.LETTER, "child_times", "人次"),
    (DiaryKind.PARENT_CALL, "child_times", "人次"),
    (DiaryKind.HOMEROOM_EXCHANGE, "child_times", "人次"),
    (DiaryKind.TUTORING, "child_times", "人次"),
    (DiaryKind.COMFORT_VISIT, "household_times", "户次"),
    (DiaryKind.COMPANY, "child_times", "人次"),
)


def contacts(material: Material) -> Templates:
    """家访谈心与亲情联系."""
    values = material.values
    said = [
        f"{kind.label}{{times.{kind.label}}}次（{{{unit}.{kind.label}}}{word}，"
        f"涉及{{children.{kind.label}}}人）"
        for kind, unit, word in CONTACT_KINDS
        if values.has(f"times.{kind.label}")
    ]
    if said:
        yield "work.contacts", f"本学期开展{'、'.join(said)}。"
    if values.has("group_times.谈心"):
        yield (
            "work.group",
            "组织集体谈心{group_times.谈心}次，参加的留守儿童{group_child_times.谈心}人次，"
            "不计入个别谈心。",
        )
    if said:
        yield (
            "work.coverage",
            "截止日在册留守儿童中，本学期有个别联系的{contacted}人，联系覆盖率{contact_rate}"
            f"{values.compared('contact_rate', '个百分点')}。",
        )
    if values.has(*(f"not_reached.{kind.label}" for kind in DiaryKind)):
        missed = "、".join(
            f"{group.name}{{{group.key}}}次" for group in values.groups("not_reached")
        )
        yield "work.missed", f"另有未联系上的{missed}，不计入以上次数。"
    if said:
        yield from _rules(material)


def _rules(material: Material) -> Templates:
    values = material.values
    said = [
        f"{rule.sentence}，应完成{{rule_owed.{rule.sentence}}}项，"
        f"已完成{{rule_done.{rule.sentence}}}项，逾期{{rule_overdue.{rule.sentence}}}项"
        for rule in material.records.rules
        if values.has(f"rule_owed.{rule.sentence}")
    ]
    if said:
        yield (
            "work.rules",
            f"按学校随访要求逐人核对：{'；'.join(said)}。总完成率{{rule_rate}}"
            f"{values.compared('rule_rate', '个百分点')}，各项全部完成的{{rule_met}}人。",
        )


def minds(material: Material) -> Templates:
    """心理健康与问题处置."""
    values = material.values
    said = [
        text
        for key, text in (
            ("times.心理辅导", "个别心理辅导{times.心理辅导}次，涉及{children.心理辅导}人"),
            ("group_times.心理辅导", "团体辅导{group_times.心理辅导}次"),
        )
        if values.has(key)
    ]
    if said:
        yield "work.counselling", f"开展{'，'.join(said)}。辅导内容单独保管。"
    if values.has("concerns"):
        yield (
            "work.concerns",
            "在家访、谈心等记录中发现需要处理的问题{concerns}条，其中尚未处理完的{open_concerns}条。",
        )


def activities(material: Material) -> Templates:
    """主题活动."""
    values, held = material.values, material.records.held
    if not held:
        return
    yield (
        "work.activities",
        "本学期开展活动{activities}场，留守儿童参加{activity_child_times}人次，"
        "参加过活动的留守儿童{activity_children}人。",
    )
    named = "；".join(_named(values, activity) for activity in held)
    yield "work.activity_list", f"主要活动有：{named}。"


def _named(values: Values, activity: HeldActivity) -> str:
    key = f"activity_attendance.{activity.activity_id}"
    came = f"，留守儿童{{{key}}}人参加" if values.has(key) else ""
    return f"{month_and_day(activity.held_on)}{quoted(activity.title)}{came}"


def aid(material: Material) -> Templates:
    """资助帮扶."""
    values = material.values
    if not values.has("aid_children"):
        return
    cash = (
        "发放资助资金{aid_yuan}元，惠及留守儿童{aid_cash_children}人；"
        if values.has("aid_yuan")
        else ""
    )
    goods = "、".join(f"{{{group.key}}}{group.name}" for group in values.groups("aid_goods"))
    yield (
        "work.aid",
        f"{cash}{'发放物资' + goods + '；' if goods else ''}"
        "得到资助的留守儿童共{aid_children}人。",
    )


WORK: tuple[tuple[str, Callable[[Material], Templates]], ...] = (
    ("组织领导", leading),
    ("摸底建档", filing),
    ("结对帮扶", pairing),
    ("家访谈心与亲情联系", contacts),
    ("心理健康与问题处置", minds),
    ("主题活动", activities),
    ("资助帮扶", aid),
)
"""二、主要工作措施: a part appears where the term's records have something to say in it."""


def _split(values: Values, key: str) -> str:
    """男{by_sex.男}人、女{by_sex.女}人; 未填 is said where somebody is in it."""
    said = [f"{group.name}{{{group.key}}}人" for group in values.groups(key)]
    return "、".join(said) or f"{UNFILLED}0人"


def _grades(values: Values) -> str:
    return "、".join(
        f"{grade_name(group.name)}{{{group.key}}}人" for group in values.groups("by_grade")
    )


def _reasons(values: Values) -> str:
    groups = values.groups("removed_by_reason")
    said = [f"{group.name}{{{group.key}}}人" for group in groups]
    return f"（{'、'.join(said)}）" if said else ""


def quoted(title: str) -> str:
    """An activity in quotation marks, unless its name brings its own."""
    return title if "“" in title else f"“{title}”"
