"""二、主要工作措施 of the summary, part by part; each says only what a record supports.

A part returns templates by key, as `situation` does.
"""

from collections.abc import Callable

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.diary_kinds import SHOWN_KINDS, ContactSide, DiaryKind
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.words import UNFILLED, OwedBy
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary import ledger_work
from liushou_desk.services.summary.phrases import (
    OF_KIND,
    Material,
    Templates,
    came_to,
    listed,
    quoted,
    rule_key,
)
from liushou_desk.services.summary.records import HeldActivity
from liushou_desk.services.summary.values import Values


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
    kept = listed(
        values,
        ("mentor_agreements", "签订帮扶协议{}份，签订率{mentor_agreed_rate}"),
        ("handed_over", "更换帮扶人、由他人当天接手的留守儿童{}人"),
        ("mentors_on_leave", "截止日请假、由他人代班的帮扶人{}人"),
        ("home_stays", "帮扶人接孩子到家里{}次，涉及留守儿童{home_stay_children}人"),
    )
    if kept:
        yield "work.mentors", f"{'；'.join(kept)}。"


def contacts(material: Material) -> Templates:
    """家访谈心与亲情联系."""
    values = material.values
    said = [_of_kind(kind) for kind in SHOWN_KINDS if values.has(f"times.{kind.label}")]
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
    unit, word = ("household_times", "户次") if kind.traits.goes_home else ("child_times", "人次")
    label = kind.label
    return f"{label}{{times.{label}}}次（{{{unit}.{label}}}{word}，涉及{{children.{label}}}人）"


def _kept(material: Material, owner: OwedBy) -> str:
    """Each rule with what is owed by it and all parts of that, where somebody owes anything."""
    values = material.values
    said = [
        f"{rule.sentence}，应完成{{{rule_key(rule, 'owed')}}}项："
        + "、".join(
            listed(
                values,
                (rule_key(rule, "done"), "已完成{}项"),
                (rule_key(rule, "overdue"), "逾期{}项"),
                (rule_key(rule, "due"), "未到期{}项"),
            )
        )
        for rule in material.records.rules
        if rule.owed_by is owner and values.has(rule_key(rule, "owed"))
    ]
    return "；".join(said)


def _rules(material: Material) -> Templates:
    of_children, of_mentors = (_kept(material, owner) for owner in (OwedBy.CHILD, OwedBy.MENTOR))
    if of_children:
        yield from _rules_of_children(material.values, of_children)
    if of_mentors:
        yield "work.mentor_rules", f"帮扶教师的随访要求逐人核对：{of_mentors}。"
        reasons = explained(material.values, "mentor_rule_reasons")
        if reasons:
            yield (
                "work.mentor_reasons",
                f"教师逾期各项中，写明原因的有{_told(reasons)}，均不算完成。",
            )


def _rules_of_children(values: Values, said: str) -> Templates:
    compared = values.compared("rule_rate", "个百分点")
    whole = listed(
        values, ("rule_rate", f"总完成率{{}}{compared}"), ("rule_met", "各项全部完成的{}人")
    )
    yield (
        "work.rules",
        f"按学校随访要求逐人核对：{said}。{'，'.join(whole)}{'。' * bool(whole)}",
    )
    reasons = explained(values)
    tried = listed(values, ("rule_tried", "在三个不同的日子联系过、都没有联系上的{}项"))
    parts = [f"写明原因的有{_told(reasons)}"] if reasons else []
    if parts + tried:
        yield "work.reasons", f"逾期各项中，{'；'.join(parts + tried)}，均不算完成。"


def explained(values: Values, figure: str = "rule_reasons") -> list[FigureValue]:
    """未完成原因 that somebody wrote down, with the number of cells."""
    return [group for group in values.groups(figure) if group.name != UNFILLED]


def _told(reasons: list[FigureValue]) -> str:
    return "、".join(f"{group.name}{{{group.key}}}项" for group in reasons)


def minds(material: Material) -> Templates:
    """心理健康与问题处置."""
    values = material.values
    said = [
        text
        for key, text in (
            ("times.心理辅导", "个别心理辅导{times.心理辅导}次"),
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
    kinds = listed(
        values,
        *(
            (f"{OF_KIND}.{kind.label}", f"{kind.label}{{}}场{_came(values, kind)}")
            for kind in ActivityKind
        ),
    )
    if kinds:
        kinds += listed(values, (f"{OF_KIND}.{UNFILLED}", "没有写明类别的{}场"))
        yield "work.activity_kinds", f"按类别分，{'、'.join(kinds)}。"
    named = "；".join(_named(values, activity) for activity in held)
    yield "work.activity_list", f"主要活动有：{named}。"


def _came(values: Values, kind: ActivityKind) -> str:
    """Who came, apart for each as they are counted."""
    came = came_to(values, kind.label, ("activity_times_by_kind", "留守儿童"))
    return f"（{came}）" if came else ""


def _named(values: Values, activity: HeldActivity) -> str:
    key = f"activity_attendance.{activity.activity_id}"
    came = f"，留守儿童{{{key}}}人参加" if values.has(key) else ""
    return f"{month_and_day(activity.held_on)}{quoted(activity.title)}{came}"


WORK: tuple[tuple[str, Callable[[Material], Templates]], ...] = (
    ("组织领导与制度", ledger_work.organisation),
    ("摸底建档", filing),
    ("委托照护与家长工作", ledger_work.families),
    ("结对帮扶", pairing),
    ("家访谈心与亲情联系", contacts),
    ("心理健康与问题处置", minds),
    ("安全、健康与控辍", ledger_work.safety),
    ("主题活动", activities),
    ("留守儿童之家", ledger_work.home),
    ("资助与投入", ledger_work.support),
    ("宣传与表彰", ledger_work.renown),
)
"""二、主要工作措施: a part appears where the term's records have something to say in it."""
