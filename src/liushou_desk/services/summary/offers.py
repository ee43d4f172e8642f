"""Paragraphs that the records would bear and nobody has to print: the clerk ticks them.

They say what the paper does not say by itself, by part. What fell is offered as plainly as what
rose.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.services.summary.phrases import OF_KIND, Material, Templates, came_to, listed
from liushou_desk.services.summary.values import PRIOR, Values

_RATES = (
    ("filed_rate", "建档率", False),
    ("verified_rate", "核实率", False),
    ("complete_rate", "资料完整率", False),
    ("paired_rate", "结对覆盖率", False),
    ("agreement_rate", "委托照护协议签订率", False),
    ("school_contact_rate", "学校联系覆盖率", True),
    ("family_contact_rate", "亲情联系覆盖率", True),
    ("rule_rate", "随访完成率", True),
)
"""(figure, its name, whether it grows through the term and is compared only when that is over)."""
_TIMES = (
    ("times.家访", "家访", "次"),
    ("times.谈心", "谈心", "次"),
    ("activities", "活动", "场"),
    ("home_openings", "留守儿童之家开放", "次"),
    ("aid_children", "受资助的留守儿童", "人"),
)


def own_words(_material: Material) -> Templates:
    """特色做法: what a school is proud of is in no ledger; the clerk writes it, or nothing."""
    yield "features.own", ""


def results(material: Material) -> Templates:
    """What became of the last term's numbers, in words."""
    values = material.values
    for key, verb in (("rose", "提高到"), ("fell", "下降到")):
        said = [
            f"{name}由{{{PRIOR}{figure}}}{verb}{{{figure}}}"
            for figure, name, only_over in _RATES
            if _moved(values, figure, only_over) == key
        ]
        if said:
            yield f"results.{key}", f"与上学期相比，{'，'.join(said)}。"
    more = [
        f"{name}由{{{PRIOR}{figure}}}{unit}增加到{{{figure}}}{unit}"
        for figure, name, unit in _TIMES
        if _moved(values, figure, True) == "rose"
    ]
    if more:
        yield "results.more", f"与上学期相比，{'，'.join(more)}。"


def _moved(values: Values, figure: str, only_over: bool) -> str:
    """Rose or fell, nothing where it stayed or cannot be compared."""
    difference = values.difference(figure)
    both = values.has(figure) and values.has(PRIOR + figure)
    if not difference or not both or (only_over and not values.is_over):
        return ""
    return "rose" if difference > 0 else "fell"


def organisation(material: Material) -> Templates:
    """组织领导与制度."""
    policies = "".join(material.records.policies)
    if policies:
        yield "work.policies", f"学校按照{policies}的要求，把工作落实到班级和帮扶人。"
    yield from _held("work.meetings", "召开工作会议{}次", ActivityKind.MEETING, material.values)


def filing(material: Material) -> Templates:
    """摸底建档."""
    said = listed(
        material.values,
        ("unnumbered", "没有学籍号的{}人"),
        ("unverified", "摸底表尚未核实的{}人"),
    )
    yield from _line("work.in_care", "台账登记关爱对象{in_care}人，其中", said)


def families(material: Material) -> Templates:
    """委托照护与家长工作."""
    said = listed(
        material.values,
        ("times.与家长通话", "与家长通话{}次，涉及留守儿童{children.与家长通话}人"),
        ("times.与监护人沟通", "与监护人沟通{}次，涉及留守儿童{children.与监护人沟通}人"),
    )
    yield from _line("work.guardians", "教师", said)


def pairing(material: Material) -> Templates:
    """结对帮扶."""
    said = listed(
        material.values,
        ("times.课业辅导", "课业辅导{}次，涉及留守儿童{children.课业辅导}人"),
        ("times.慰问", "慰问{}次，涉及留守儿童{children.慰问}人"),
        ("times.陪伴过节", "陪伴过节{}次，涉及留守儿童{children.陪伴过节}人"),
    )
    yield from _line("work.helped", "帮扶人开展", said)


def contacts(material: Material) -> Templates:
    """家访谈心与亲情联系."""
    said = listed(
        material.values,
        ("times.亲情见面", "父母回来与孩子见面{}次，涉及留守儿童{children.亲情见面}人"),
        ("times.假期随父母", "假期到父母身边的{}次，涉及留守儿童{children.假期随父母}人"),
        ("tallied_times", "按月汇总登记的联系{}次，已计入以上次数"),
    )
    yield from _line("work.family_contact", "", said)


def minds(material: Material) -> Templates:
    """心理健康与问题处置."""
    yield from _held("work.lectures", "举办心理讲座{}场", ActivityKind.PSYCHOLOGY, material.values)


def safety(material: Material) -> Templates:
    """安全、健康与控辍."""
    yield from _held(
        "work.safety_lessons", "开展安全教育{}场", ActivityKind.SAFETY, material.values
    )


def activities(material: Material) -> Templates:
    """主题活动."""
    said = listed(
        material.values,
        ("activity_guardians", "监护人{}人次"),
        ("activity_teachers", "教师{}人次"),
    )
    cost = "".join(listed(material.values, ("activity_yuan", "，活动费用{}元")))
    if said:
        yield "work.took_part", f"参加活动的还有{'、'.join(said)}{cost}。"


def support(material: Material) -> Templates:
    """资助与投入."""
    said = listed(
        material.values,
        ("first_to_board", "优先安排寄宿{}人"),
        ("first_to_eat", "优先安排用餐{}人"),
        ("first_to_ride", "优先安排乘车{}人"),
    )
    yield from _line("work.priority", "对留守儿童", said)


def _held(key: str, words: str, kind: ActivityKind, values: Values) -> Iterator[tuple[str, str]]:
    came = came_to(values, kind.label, ("activity_times_by_kind", "留守儿童"))
    to_it = f"，{came}参加" if came else ""
    yield from _line(key, "", listed(values, (f"{OF_KIND}.{kind.label}", f"{words}{to_it}")))


def _line(key: str, begun: str, said: list[str]) -> Iterator[tuple[str, str]]:
    if said:
        yield key, f"{begun}{'；'.join(said)}。"


OF_PART: Mapping[str, Callable[[Material], Templates]] = MappingProxyType(
    {
        "组织领导与制度": organisation,
        "摸底建档": filing,
        "委托照护与家长工作": families,
        "结对帮扶": pairing,
        "家访谈心与亲情联系": contacts,
        "心理健康与问题处置": minds,
        "安全、健康与控辍": safety,
        "主题活动": activities,
        "资助与投入": support,
    }
)
"""By the part of 二、主要工作措施 that they would stand in."""
