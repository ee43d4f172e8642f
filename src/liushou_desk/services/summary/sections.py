"""The sentences of the summary, section by section; each says only what a record supports.

A section function returns templates by key. Keys name the paragraphs that the clerk may replace
with own text; numbers stand in braces and become figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.document import chinese_date, month_and_day
from liushou_desk.domain.words import UNFILLED, ContactSide, DiaryKind
from liushou_desk.services.figures.book import FigureValue
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
            ("家访谈心和亲情联系", ("school_contacted", "family_contacted")),
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
    preschool = _preschool(values)
    enrolled = "在册学生{pupils}人" if values.has("pupils") else "没有登记在册学生"
    if not values.has("left_behind"):
        unmarked = _unless_none(values, "by_school_record.未填", "另有{}人没有学籍标注")
        yield (
            "basics.total",
            f"截至{day}，{where}{enrolled}，没有按口径计为留守儿童的学生{unmarked}{preschool}。",
        )
        return
    lost = _unless_none(values, "lost_and_away", "其中一方失联的{}人")
    yield (
        "basics.total",
        f"截至{day}，{where}{enrolled}，其中留守儿童{{left_behind}}人，占{{share}}"
        f"{values.compared('left_behind', '人')}{preschool}。按性别分，{_split(values, 'by_sex')}；"
        f"按留守类型分，{_split(values, 'by_away')}{lost}；"
        f"按就读方式分，{_split(values, 'by_boarding')}。",
    )
    yield "basics.grade", f"按年级分，{_grades(values)}。"
    yield "basics.care", f"按主要照料方式分，{_split(values, 'by_care')}。"
    yield "basics.change", _change(values)
    special = listed(
        values,
        ("with_hardship", "有困境情形的{}人"),
        ("key_care", "列为重点关爱对象并制定个别方案的{}人"),
    )
    if special:
        yield "basics.hardship", f"留守儿童中，{'；'.join(special)}。"
    yield "basics.definition", _three_definitions(values)


def _preschool(values: Values) -> str:
    """学前 stands beside the totals where the 口径 leaves it out."""
    small = listed(
        values, ("preschool_pupils", "在园幼儿{}人"), ("preschool_left_behind", "学前留守儿童{}人")
    )
    return f"；另有学前{'、'.join(small)}，不在上述人数内" if small else ""


def _change(values: Values) -> str:
    if not values.prior:
        return "本学期首次建档，没有上学期末数可以比较。"
    moved = listed(values, ("added", "新增{}人"), ("removed", f"减少{{}}人{_reasons(values)}"))
    early = _unless_none(
        values, "removed_before_term", "减少的人中{}人在本学期开学以前离开，计入上学期巩固率"
    )
    said = "、".join(moved) if moved else "没有增减"
    before = (
        "上学期末有留守儿童{last_term}人" if values.has("last_term") else "上学期末没有留守儿童"
    )
    return f"{before}，本学期{said}，截止日为{{left_behind}}人{early}。"


def _three_definitions(values: Values) -> str:
    unverified = _unless_none(values, "by_verified.未核实", "关爱对象中尚有{}人未核实")
    unknown = _unless_none(values, "by_civil.事实不足", "另有{}人事实不足")
    counted = [
        text
        for key, text in (
            ("left_behind_school_record", "学籍口径{left_behind_school_record}人"),
            ("left_behind_verified", f"校内核实口径{{left_behind_verified}}人{unverified}"),
            ("left_behind_civil", f"民政口径{{left_behind_civil}}人{unknown}"),
        )
        if values.has(key)
    ]
    open_ones = listed(
        values,
        ("by_agreement.不一致", "学籍标注与家庭事实不一致的{}人"),
        ("by_agreement.事实不足", "事实尚不足以判断的{}人"),
    )
    return (
        f"按三种口径分别统计，{'，'.join(counted)}{'；' * bool(open_ones)}{'，'.join(open_ones)}。"
    )


def listed(values: Values, *said: tuple[str, str]) -> list[str]:
    """The words whose figure is more than nothing, with the figure for {}."""
    return [words.replace("{}", f"{{{key}}}") for key, words in said if values.has(key)]


def _unless_none(values: Values, key: str, words: str) -> str:
    """Words in brackets with a figure in them, where it is more than nothing."""
    return "".join(f"（{said}）" for said in listed(values, (key, words)))


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
    """摸底建档: three rates of the same children."""
    values = material.values
    if not values.has("to_file"):
        return
    if values.number("verified") == values.number("to_file"):
        survey = "学校按学期摸底，逐人核实了家庭情况。"
    elif values.has("verified"):
        survey = "学校按学期摸底，家庭情况正在逐人核实。"
    else:
        survey = "本学期名册已录入台账，尚待逐人核实。"
    rates = "；".join(
        f"{words}的{{{key}}}人，{label}{{{key}_rate}}{values.compared(f'{key}_rate', '个百分点')}"
        for key, words, label in (
            ("filed", "已建档", "建档率"),
            ("verified", "摸底表已核实", "核实率"),
            ("complete", "必填项齐全", "资料完整率"),
        )
        if values.has(key)
    )
    yield (
        "work.filing",
        f"{survey}按学籍标注或家庭事实应建档的儿童{{to_file}}人{'，其中' * bool(rates)}{rates}。",
    )


def entrusting(material: Material) -> Templates:
    """委托照护 (未成年人保护法第二十二条)."""
    values = material.values
    if not values.has("parents_away"):
        return
    said = listed(
        values,
        ("parents_away_agreed", "已签委托照护协议的{}人"),
        ("parents_away_unagreed", "尚未签订的{}人"),
    )
    informed = listed(values, ("agreement_informed", "已将委托照护情况书面告知学校的{}人"))
    rate = "，签订率{agreement_rate}" if values.has("parents_away_agreed") else ""
    yield (
        "work.entrusting",
        f"留守儿童中父母均不在家的{{parents_away}}人，其中{'、'.join(said)}{rate}"
        f"{'；留守儿童中' * bool(informed)}{''.join(informed)}。",
    )


def pairing(material: Material) -> Templates:
    """结对帮扶; pupils who help are told apart."""
    values = material.values
    said = listed(
        values,
        (
            "pairs",
            "学校安排帮扶人{mentors}人，与留守儿童{paired}人结成{}对，结对覆盖率{paired_rate}"
            f"{values.compared('paired_rate', '个百分点')}",
        ),
        ("pupil_pairs", "由小老师结对帮助的{}对"),
    )
    if said:
        yield "work.pairing", f"{'；另有'.join(said)}。"


_BY_HOUSEHOLD = {DiaryKind.HOME_VISIT, DiaryKind.COMFORT_VISIT}
"""Kinds that go to a home; the others are told by 人次."""
_ELSEWHERE = {DiaryKind.COUNSELLING}
"""Told in a section of their own."""


def contacts(material: Material) -> Templates:
    """家访谈心与亲情联系."""
    values = material.values
    said = [
        _of_kind(kind)
        for kind in DiaryKind
        if kind not in _ELSEWHERE and values.has(f"times.{kind.label}")
    ]
    if said:
        yield "work.contacts", f"本学期开展{'、'.join(said)}。"
    if values.has("group_times.谈心"):
        yield (
            "work.group",
            "组织集体谈心{group_times.谈心}次，参加的留守儿童{group_child_times.谈心}人次，"
            "不计入个别谈心。",
        )
    reached = [
        f"有{side.label}的{{{side.value}_contacted}}人，覆盖率{{{side.value}_contact_rate}}"
        f"{values.compared(f'{side.value}_contact_rate', '个百分点')}"
        for side in ContactSide
        if values.has(f"{side.value}_contacted")
    ]
    if reached:
        yield "work.coverage", f"截止日在册的留守儿童中，本学期{'；'.join(reached)}。"
    if values.has(*(f"not_reached.{kind.label}" for kind in DiaryKind)):
        missed = "、".join(
            f"{group.name}{{{group.key}}}次" for group in values.groups("not_reached")
        )
        yield "work.missed", f"另有未联系上的{missed}，不计入以上次数。"
    yield from _rules(material)


def _of_kind(kind: DiaryKind) -> str:
    unit, word = ("household_times", "户次") if kind in _BY_HOUSEHOLD else ("child_times", "人次")
    label = kind.label
    return f"{label}{{times.{label}}}次（{{{unit}.{label}}}{word}，涉及{{children.{label}}}人）"


def _rules(material: Material) -> Templates:
    values = material.values
    said = [
        f"{rule.sentence}，应完成{{rule_owed.{rule.sentence}}}项："
        + "、".join(
            listed(
                values,
                (f"rule_done.{rule.sentence}", "已完成{}项"),
                (f"rule_overdue.{rule.sentence}", "逾期{}项"),
                (f"rule_due.{rule.sentence}", "未到期{}项"),
            )
        )
        for rule in material.records.rules
        if values.has(f"rule_owed.{rule.sentence}")
    ]
    if not said:
        return
    compared = values.compared("rule_rate", "个百分点")
    whole = listed(
        values, ("rule_rate", f"总完成率{{}}{compared}"), ("rule_met", "各项全部完成的{}人")
    )
    yield (
        "work.rules",
        f"按学校随访要求逐人核对：{'；'.join(said)}。{'，'.join(whole)}{'。' * bool(whole)}",
    )
    reasons = [f"{group.name}{{{group.key}}}项" for group in explained(values)]
    tried = listed(values, ("rule_tried", "在三个不同的日子联系过、都没有联系上的{}项"))
    parts = [f"写明原因的有{'、'.join(reasons)}"] if reasons else []
    if parts + tried:
        yield "work.reasons", f"逾期各项中，{'；'.join(parts + tried)}，均不算完成。"


def explained(values: Values) -> list[FigureValue]:
    """未完成原因 that somebody wrote down, with the number of cells."""
    return [group for group in values.groups("rule_reasons") if group.name != UNFILLED]


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
        parts = listed(
            values, ("solved_concerns", "已处理完{}条"), ("open_concerns", "尚未处理完{}条")
        )
        yield (
            "work.concerns",
            f"在家访、谈心等记录中发现需要处理的问题{{concerns}}条，{'、'.join(parts)}。",
        )


def activities(material: Material) -> Templates:
    """主题活动."""
    values, held = material.values, material.records.held
    if not held:
        return
    came = listed(
        values,
        ("activity_child_times", "留守儿童参加{}人次"),
        ("activity_children", "参加过活动的留守儿童{}人"),
    )
    yield "work.activities", f"{'，'.join(['本学期开展活动{activities}场', *came])}。"
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
    ("委托照护", entrusting),
    ("结对帮扶", pairing),
    ("家访谈心与亲情联系", contacts),
    ("心理健康与问题处置", minds),
    ("主题活动", activities),
    ("资助帮扶", aid),
)
"""二、主要工作措施: a part appears where the term's records have something to say in it."""


def _split(values: Values, key: str) -> str:
    """男{by_sex.男}人、女{by_sex.女}人; 未填 is said where somebody is in it."""
    return "、".join(f"{group.name}{{{group.key}}}人" for group in values.groups(key))


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
