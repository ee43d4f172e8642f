"""What the summary opens with, and 一、基本情况: who is there, and what has changed.

A function returns templates by key. Keys name the paragraphs that the clerk may replace with own
text; numbers stand in braces and become figures.
"""

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.facts.places import grade_name
from liushou_desk.services.summary.phrases import Material, Templates, listed, unless_none
from liushou_desk.services.summary.values import Values

LEAST_OF_VILLAGE, MOST_VILLAGES = 3, 8
"""Children a village is named from, and how many villages are named, the largest first."""


def opening(material: Material) -> Templates:
    """What the paper is about."""
    values, term = material.values, material.period.name
    done = [
        words
        for words, keys in (
            ("登记建档", ("in_care",)),
            ("结对帮扶", ("pairs",)),
            ("家访谈心和亲情联系", ("school_contacted", "family_contacted")),
            ("安全排查和演练", ("hazards", "drills")),
            ("主题活动", ("activities",)),
            ("留守儿童之家开放", ("home_openings",)),
            ("资助帮扶", ("aid_children",)),
        )
        if values.has(*keys)
    ]
    said = f"学校开展了留守儿童{'、'.join(done)}等工作，" if done else ""
    yield "opening", f"{term}，{said}现将留守儿童关爱保护工作情况总结如下。"


def basics(material: Material) -> Templates:
    """一、基本情况."""
    values, day = material.values, chinese_date(material.scope.day)
    where = material.scope.place or "学校"
    preschool = _preschool(values)
    enrolled = "在册学生{pupils}人" if values.has("pupils") else "没有登记在册学生"
    if not values.has("left_behind"):
        unmarked = unless_none(values, "by_school_record.未填", "另有{}人没有学籍标注")
        yield (
            "basics.total",
            f"截至{day}，{where}{enrolled}，没有按口径计为留守儿童的学生{unmarked}{preschool}。",
        )
        return
    lost = unless_none(values, "lost_and_away", "其中一方失联的{}人")
    yield (
        "basics.total",
        f"截至{day}，{where}{enrolled}，其中留守儿童{{left_behind}}人，占{{share}}"
        f"{values.compared('left_behind', '人')}{preschool}。按性别分，{_split(values, 'by_sex')}；"
        f"按留守类型分，{_split(values, 'by_away')}{lost}；"
        f"按就读方式分，{_split(values, 'by_boarding')}。",
    )
    ages = f"；按年龄分，{_split(values, 'by_age')}" if len(values.groups("by_age")) > 1 else ""
    yield "basics.grade", f"按年级分，{_grades(values)}{ages}。"
    yield from _villages(values)
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
    if values.is_first:
        return "本学期首次建档，没有上学期末数可以比较。"
    moved = listed(values, ("added", "新增{}人"), ("removed", f"减少{{}}人{_reasons(values)}"))
    early = unless_none(
        values, "removed_before_term", "减少的人中{}人在本学期开学以前离开，计入上学期巩固率"
    )
    said = "、".join(moved) if moved else "没有增减"
    before = (
        "上学期末有留守儿童{last_term}人" if values.has("last_term") else "上学期末没有留守儿童"
    )
    return f"{before}，本学期{said}，截止日为{{left_behind}}人{early}。"


def _three_definitions(values: Values) -> str:
    unverified = unless_none(values, "by_verified.未核实", "关爱对象中尚有{}人未核实")
    unknown = unless_none(values, "by_civil.事实不足", "另有{}人事实不足")
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


def _split(values: Values, key: str) -> str:
    """男{by_sex.男}人、女{by_sex.女}人; 未填 is said where somebody is in it."""
    return "、".join(f"{group.name}{{{group.key}}}人" for group in values.groups(key))


def _villages(values: Values) -> Templates:
    """Where they live; villages of one or two children, whom that would tell, are not named."""
    named = [group for group in values.groups("by_village") if group.name != UNFILLED]
    large = [group for group in named if int(group.value or 0) >= LEAST_OF_VILLAGE]
    large.sort(key=lambda group: -int(group.value or 0))
    shown = large[:MOST_VILLAGES]
    if shown:
        said = "、".join(f"{group.name}{{{group.key}}}人" for group in shown)
        rest = "" if len(shown) == len(named) else "人数较多的有"
        yield "basics.village", f"按居住的村（社区）分，{rest}{said}。"


def _grades(values: Values) -> str:
    return "、".join(
        f"{grade_name(group.name)}{{{group.key}}}人" for group in values.groups("by_grade")
    )


def _reasons(values: Values) -> str:
    groups = values.groups("removed_by_reason")
    said = [f"{group.name}{{{group.key}}}人" for group in groups]
    return f"（{'、'.join(said)}）" if said else ""
