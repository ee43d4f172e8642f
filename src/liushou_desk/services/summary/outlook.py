"""What came of the term's work, what is wanting, and what is next: sections 三 to 五.

Each shortcoming is found in a record and answered by a plan, so the two sections never disagree.
"""

from collections.abc import Iterator

from liushou_desk.domain.document import month_and_day
from liushou_desk.services.summary.sections import Material, Templates, quoted


def results(material: Material) -> Templates:
    """三、取得的成效: measured results only."""
    values = material.values
    said: list[str] = []
    if values.has("at_start") and values.prior:
        said.append("期初留守儿童的巩固率为{retention_rate}，学期内辍学{dropped_out}人")
    if values.has("contacted"):
        said.append("有{contacted}名在册留守儿童得到个别联系，联系覆盖率{contact_rate}")
    if values.has("rule_met"):
        said.append("有随访要求的{rule_children}人中，全部达标的{rule_met}人")
    if values.has("solved_concerns"):
        said.append("发现的问题已处理完{solved_concerns}条")
    yield (
        "results",
        f"从台账看，{'；'.join(said)}。" if said else "本学期的工作记录尚在补充，暂不作成效评价。",
    )


def problems(material: Material) -> Templates:
    """四、存在的问题."""
    found = list(shortcomings(material))
    if not found:
        yield (
            "problems",
            "截止日台账中没有逾期未完成的随访和未处理完的问题，工作中的不足有待继续查找。",
        )
    for key, problem, _ in found:
        yield f"problems.{key}", problem


def plans(material: Material) -> Templates:
    """五、下一步打算: an answer to each problem, and what the calendar holds."""
    for key, _, answer in shortcomings(material):
        yield f"plans.{key}", answer
    planned = material.records.planned
    if planned:
        named = "、".join(f"{month_and_day(day)}{quoted(title)}" for day, title in planned[:6])
        yield "plans.activities", f"按活动日历组织好{named}，认真登记参加人员。"
    yield "plans.records", "坚持当日事当日记，按月核对随访完成情况，保证台账数字与实际一致。"


def shortcomings(material: Material) -> Iterator[tuple[str, str, str]]:
    """(key, what is wanting, what will be done), each where a record shows it."""
    values = material.values
    if values.has("unfiled"):
        yield (
            "filing",
            "建档尚不完整。还有{unfiled}名留守儿童的档案未核实或必填项不全。",
            "补齐档案。逐人核实父母去向、照料人和联系方式，完善未填项目。",
        )
    if values.has("unpaired"):
        yield (
            "pairing",
            "结对还有空缺。截止日仍有{unpaired}名留守儿童没有成年帮扶人。",
            "补足结对。为未结对的留守儿童安排帮扶人，明确任务和起止时间。",
        )
    if values.has("rule_children") and not values.has("contacted"):
        yield (
            "overdue",
            "随访记录空缺。本学期台账中还没有登记家访、谈心和通话记录。",
            "补录随访记录。收集纸质记录，核对后逐条补录，并按要求开展随访。",
        )
    else:
        yield from _overdue(material)
    if values.has("open_concerns"):
        yield (
            "concerns",
            "发现的问题还没有全部解决。尚有{open_concerns}条未处理完。",
            "跟踪未结问题。对尚未处理完的问题逐条明确责任人和时限。",
        )
    if values.has("by_agreement.不一致", "by_agreement.事实不足"):
        yield (
            "facts",
            "部分信息有待核对。学籍标注与家庭事实不一致的{by_agreement.不一致}人，"
            "事实不足的{by_agreement.事实不足}人。",
            "核对学籍信息。对标注与事实不一致、父母去向未填的，家访核实后更正。",
        )
    if values.has("late"):
        yield (
            "late",
            "记录不够及时。本学期有{late}条记录属于事后补录。",
            "及时登记。家访、谈心、通话后当天登记，减少补录。",
        )


def _overdue(material: Material) -> Iterator[tuple[str, str, str]]:
    overdue = [
        f"{rule.sentence}的{{rule_overdue.{rule.sentence}}}项"
        for rule in material.records.rules
        if material.values.has(f"rule_overdue.{rule.sentence}")
    ]
    if overdue:
        yield (
            "overdue",
            f"随访有逾期。到期未完成的有：{'、'.join(overdue)}。",
            "补做逾期随访。由帮扶人逐人补访补谈，没有条件的写明原因。",
        )
