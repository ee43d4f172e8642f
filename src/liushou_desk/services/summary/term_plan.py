"""工作计划 of a term: from the rules, the calendar and what is open now.

It is made before the term or early in it, so that it tells what is there and what will be done.
"""

from datetime import date
from itertools import groupby

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.terms import usual_term
from liushou_desk.domain.year_plan import YEAR_PLAN
from liushou_desk.services.summary import outlook
from liushou_desk.services.summary.phrases import Material, Templates, quoted

LAWS = "《中华人民共和国未成年人保护法》《中华人民共和国家庭教育促进法》"


def opening(material: Material) -> Templates:
    """What the paper is about."""
    yield "opening", f"为做好{material.period.name}留守儿童关爱保护工作，结合本校实际，制定本计划。"


def guide(material: Material) -> Templates:
    """一、指导思想: the laws, and the documents the school keeps."""
    policies = "".join(material.records.policies)
    rest = f"，落实{policies}的要求" if policies else ""
    yield (
        "guide",
        f"以{LAWS}为依据{rest}，坚持家长尽责、学校关爱、社会帮扶，"
        "把监护、安全、学业和心理健康放在前面，让每名留守儿童有人管、有人教、有人帮。",
    )


def aims(material: Material) -> Templates:
    """二、工作目标: where the school stands, and what it wants to reach."""
    values, day = material.values, chinese_date(material.scope.day)
    yield (
        "aims.survey",
        f"摸清底数。截至{day}，台账登记留守儿童{{left_behind}}人；开学后逐班摸底、逐人核实，"
        "新出现的及时建档。",
    )
    if values.has("left_behind"):
        rest = "，尚未结对的{unpaired}人尽早安排" if values.has("unpaired") else ""
        yield (
            "aims.pairing",
            f"结对到人。已有成年帮扶人的留守儿童{{paired}}人{rest}，做到人人有成年帮扶人。",
        )
    if values.has("parents_away_unagreed"):
        yield (
            "aims.entrusting",
            "落实照护。父母均不在家而没有签订委托照护协议的{parents_away_unagreed}人，"
            "督促父母签订。",
        )
    if material.records.rules:
        yield "aims.rules", "联系到位。随访要求逐人按期完成，当天登记。"


def measures(material: Material) -> Templates:
    """三、主要措施: the rules of the school."""
    rules = "；".join(rule.sentence for rule in material.records.rules)
    if rules:
        yield "measures.rules", f"按学校随访要求开展家访、谈心和亲情联系：{rules}。"
    yield (
        "measures.report",
        "发现儿童受到侵害、疑似受到侵害或者面临其他危险情形的，立即按强制报告制度报告。",
    )


def offered_measures(material: Material) -> Templates:
    """An answer to each thing that is wanting now."""
    return ((f"measures.{key}", answer) for key, _, answer in outlook.shortcomings(material))


def months(material: Material) -> Templates:
    """四、月份安排: what stands in the calendar."""
    for month, told in groupby(material.records.calendar, key=_month):
        said = "；".join(f"{day.day}日{quoted(title)}" for day, title in told)
        yield f"months.{month}", f"{int(month[-2:])}月：{said}。"


def offered_months(material: Material) -> Templates:
    """What schools usually do in these months and the calendar does not hold."""
    there = {title for _, title in material.records.calendar}
    term = usual_term(material.paper.term)
    usual = sorted(
        (day, plan.title)
        for plan in YEAR_PLAN
        if plan.title not in there and (day := plan.day_in(term))
    )
    for month, told in groupby(usual, key=_month):
        said = "；".join(title for _, title in told)
        yield f"months.{month}.usual", f"{int(month[-2:])}月另拟安排：{said}。"


def _month(line: tuple[date, str]) -> str:
    return f"{line[0]:%Y-%m}"
