"""What came of the term's work, what is wanting, and what is next: the last sections.

Each shortcoming is found in a record and answered by a plan, so the two sections never disagree.
Plans are offered, and printed where the clerk took them. They speak of what is to come: what was
not done in a period that is over stays undone.
"""

from collections.abc import Iterator

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.leaving import SUSPECTED
from liushou_desk.domain.ledgers.kind import EXPIRES_WITHIN
from liushou_desk.domain.terms import next_code, usual_term
from liushou_desk.domain.words import LeaveReason
from liushou_desk.domain.year_plan import USUAL, YEAR_PLAN
from liushou_desk.services.summary.phrases import Material, Templates, listed, quoted, rule_key
from liushou_desk.services.summary.values import Values
from liushou_desk.services.summary.work import explained

NAMED = 6
"""Activities that are named among the plans."""
_LOST = (LeaveReason.DROPPED_OUT.label, SUSPECTED, LeaveReason.UNKNOWN.label)
"""Leaving as which a school hopes to see none."""


def results(material: Material) -> Templates:
    """三、取得的成效: measured results only."""
    values = material.values
    said = [*_retained(values)]
    said += listed(
        values,
        ("school_contacted", "有学校联系的在册留守儿童{}人，覆盖率{school_contact_rate}"),
        ("family_contacted", "有亲情联系的{}人，覆盖率{family_contact_rate}"),
        ("rule_met", "有随访要求的{rule_children}人中，全部达标的{}人"),
        ("solved_concerns", "发现的问题已处理完{}条"),
    )
    if said:
        yield "results", f"从台账看，{'；'.join(said)}。"
    elif values.has("left_behind"):
        yield "results", "本学期台账中没有可以计量的成效。"


def _retained(values: Values) -> Iterator[str]:
    """The rate with everybody who left, so that it can be worked out again."""
    if not values.has("at_start"):
        return
    rate = "".join(listed(values, ("retention_rate", "，学期巩固率{}（不是九年义务教育巩固率）")))
    left = [f"{group.name}{{{group.key}}}人" for group in values.groups("left_by_reason")]
    after = listed(values, ("left_after_day", "其中{}人在截止日后离开"))
    gone = (
        f"，期内离校的有{'、'.join(left)}{'（' * bool(after)}{''.join(after)}{'）' * bool(after)}"
    )
    none_lost = not values.has(*(f"left_by_reason.{why}" for why in _LOST))
    yield (
        f"期初留守儿童{{at_start}}人{gone if left else ''}"
        f"{'，没有学生辍学' if none_lost else ''}{rate}"
    )


def problems(material: Material) -> Templates:
    """四、存在的问题."""
    found = list(shortcomings(material))
    if not found and material.values.has("left_behind"):
        yield (
            "problems",
            "截止日台账中没有逾期未完成的随访和未处理完的问题，工作中的不足有待继续查找。",
        )
    for key, problem, _ in found:
        yield f"problems.{key}", problem


def plans(material: Material) -> Templates:
    """下一步打算, to be taken by the clerk: an answer to each problem, and what is planned."""
    for key, _, answer in shortcomings(material):
        yield f"plans.{key}", answer
    planned = material.records.planned
    if planned:
        named = "、".join(f"{month_and_day(day)}{quoted(title)}" for day, title in planned[:NAMED])
        yield "plans.activities", f"按活动日历组织好{named}，认真登记参加人员。"
    yield from _of_next_term(material)
    if material.values.has("left_behind"):
        yield "plans.records", "坚持当日事当日记，按月核对随访完成情况，保证台账数字与实际一致。"
    else:
        yield "plans.survey", "每学期开学后逐班摸底，有新出现的留守儿童及时建档。"


def _of_next_term(material: Material) -> Templates:
    """What schools usually do when the next term begins."""
    if not material.values.is_over or not material.values.has("left_behind"):
        return
    term = usual_term(next_code(material.scope.term.code))
    usual = sorted(
        (day, plan.title.partition("：")[0])
        for plan in YEAR_PLAN
        if plan.source == USUAL and (day := plan.day_in(term))
    )
    named = "、".join(title for _, title in usual[:NAMED])
    yield "plans.next_term", f"做好下学期工作。开学后安排{named}。"


def shortcomings(material: Material) -> Iterator[tuple[str, str, str]]:
    """(key, what is wanting, what will be done), each where a record shows it."""
    values = material.values
    for key, number, problem, answer in _PLAIN:
        if values.has(number):
            yield key, problem.replace("{}", f"{{{number}}}"), answer
    yield from _overdue(material)
    facts = listed(
        values,
        ("by_agreement.不一致", "学籍标注与家庭事实不一致的{}人"),
        ("by_agreement.事实不足", "事实不足的{}人"),
        ("by_away.未填", "留守类型未填的{}人"),
    )
    if facts:
        yield (
            "facts",
            f"部分信息有待核对。{'，'.join(facts)}。",
            "核对学籍信息。对标注与事实不一致、父母去向未填的，家访核实后更正。",
        )


_PLAIN = (
    (
        "alone",
        "alone_under_16",
        "有未成年人独自生活。未满十六周岁的{}人没有成年人照料，"
        "不符合《中华人民共和国未成年人保护法》第二十一条。",
        "落实照料人。逐户约谈父母，委托有照护能力的成年人照料，拒不履行监护职责的依法报告。",
    ),
    (
        "entrusting",
        "parents_away_unagreed",
        "委托照护还不到位。父母均不在家的留守儿童中，{}人没有签订委托照护协议。",
        "督促签订协议。利用父母返乡、通话等时机讲明责任，签订委托照护协议并书面告知学校。",
    ),
    (
        "filing",
        "incomplete",
        "档案尚不完整。应建档的儿童中，{}人的必填项没有填全。",
        "补齐档案。逐人核实父母去向、照料人和联系方式，完善未填项目。",
    ),
    (
        "pairing",
        "unpaired",
        "结对还有空缺。截止日仍有{}名留守儿童没有成年帮扶人。",
        "补足结对。为未结对的留守儿童安排帮扶人，明确任务和起止时间。",
    ),
    (
        "leavers",
        f"left_by_reason.{SUSPECTED}",
        "转出去向有待确认。登记转出的{}人还没有确认接收学校，暂列为疑似辍学。",
        "确认转出去向。逐一与家长和接收学校联系，落实控辍保学责任。",
    ),
    (
        "concerns",
        "open_concerns",
        "发现的问题还没有全部解决。尚有{}条未处理完。",
        "跟踪未结问题。对尚未处理完的问题逐条明确责任人和时限。",
    ),
    (
        "expiring",
        "care_agreements_ending",
        f"有的委托照护协议即将到期。截止日起{EXPIRES_WITHIN}天以内到期的有{{}}份。",
        "及时续签协议。到期以前与父母、受托人商定续签，或另行委托。",
    ),
    (
        "hazards",
        "hazards_open",
        "安全隐患还没有全部消除。截止日有{}处尚未整改。",
        "消除安全隐患。未整改的逐处明确负责人和期限，整改以前设置警示、安排人员看护。",
    ),
    (
        "inspections",
        "inspections_open",
        "检查意见还没有全部落实。截止日有{}次检查的意见尚未销号。",
        "落实检查意见。对照意见逐条整改，书面答复检查单位后销号。",
    ),
    (
        "absences",
        "absences_open",
        "有儿童缺勤尚未返校。截止日登记为未返校的缺勤有{}人次。",
        "做好劝返工作。上门了解原因，与家长商定返校日期，按规定报告。",
    ),
    (
        "home_stays",
        "home_stays_open",
        "有儿童被接走后尚未登记送回。截止日有{}次没有送回记录。",
        "核实接走儿童的去向。与接走的帮扶人逐一联系，确认平安送回。",
    ),
    (
        "late",
        "late",
        "记录不够及时。本学期有{}条记录登记较晚。",
        "及时登记。家访、谈心、通话后当天登记。",
    ),
)
"""(key, figure, what is wanting with {} for the figure, what will be done)."""


def _overdue(material: Material) -> Iterator[tuple[str, str, str]]:
    values = material.values
    overdue = [
        f"{rule.sentence}的{{{rule_key(rule, 'overdue')}}}项"
        for rule in material.records.rules
        if values.has(rule_key(rule, "overdue"))
    ]
    if not overdue:
        return
    reasons = "、".join(f"{group.name}{{{group.key}}}项" for group in explained(values))
    yield (
        "overdue",
        f"随访没有全部完成。到期未完成的有：{'、'.join(overdue)}"
        f"{'；其中写明原因的有' * bool(reasons)}{reasons}。",
        "保证随访进度。下一阶段按周安排家访、谈心和通话，由帮扶人按期完成，"
        "确有困难的及时写明原因并另行安排。",
    )
