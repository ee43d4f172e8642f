"""What a family member's row in a workbook says about where that parent is.

Only what is written counts: a parent's own 去向, work and address. A row that says nothing leaves
the whereabouts 未填.
"""

import re
from functools import lru_cache

from liushou_desk.domain.reading import NOTHING
from liushou_desk.domain.words import ParentStatus

_STAYS = re.compile(
    "(?:未|没|没有|不|无|非)(?:曾|再|去|出去|出门|法|在外面?|到外面)*(?:外出|务工|打工)"
    "|(?<![不没未])(?:本地|就近|附近|当地|在家|家门口|本[村镇乡组]|村[里内上]|镇[上里内])(?:务工|打工|打零工|做工)"
)
_OF_ANOTHER_TIME = re.compile(
    "(?<![\u3400-\u9fff])[原曾]|曾经|曾[在外务打去]|原先|原来|以前|之前|过去(?!世)|从前"
    "|返乡|[已回]返|已归|归来|回来|回乡|回村|[已现]回|回家了"
    "|(?:准备|计划|打算|[拟想])(?:外|去|出|在|务|打)|即将|偶尔|有时|农闲|可能|疑似|是否|[?？]"
)
"""What was, or may be: it does not tell where somebody is today."""
_AT_HOME_NOW = re.compile("[现目当][在前]?(?:已经?)?(?:在家|居家)")
_DENIED = re.compile("(?:未|没有?|非|不是|无)(?=去世|死亡|失联|失踪|离异|离婚|改嫁|服刑|羁押|在押)")
_SIGNS = (
    (
        ParentStatus.DECEASED,
        re.compile(r"去[世逝]|已故|死亡|病故|身故|亡故|过世|逝世|病逝|离世|身亡|^\s*已?[亡故]\s*$"),
    ),
    (ParentStatus.LOST_CONTACT, re.compile("失联|失踪|下落不明|音信全无|离家出走|走失|失去联系")),
    (ParentStatus.DETAINED, re.compile("服刑|羁押|在押|强制戒毒|强制隔离|坐牢|在狱|判刑")),
    (ParentStatus.LIVES_APART, re.compile("离异|离婚|改嫁|不同住")),
    (ParentStatus.WORKS_AWAY, re.compile("务工|打工|民工")),
)
_OUT = re.compile("外出")
_SAID_AT_HOME = re.compile("(?<![不没未有])(?:在家|居家)")
_WORKS_AT_HOME = re.compile("务农|种植|养殖|无业")
_PROVINCE = re.compile(
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
    "(?![东南西北中]?[路街]|村|社区|组)"
)
"""A province, unless a street or a village (河南村, south of the river) is called so."""
_VILLAGE = re.compile(r"[\u3400-\u9fff]{1,6}?(?:村|社区|居委会)")
_TOWN = re.compile(r"[\u3400-\u9fff]{1,6}?(?:镇|乡|街道)")


def parent_status(
    duty: str, work: str, address: str, home: str, place: str = ""
) -> ParentStatus | None:
    """Read 去向 or 职务, 工作单位, 现住址 and 务工地 of a parent beside the child's own address.

    A word of the list decides at once. 外出 alone is 其他外出 (it may be for a cure or to study);
    with 务工, 打工 or a 务工地 it is 务工. A stated 在家 counts for more than an address.
    """
    place = "" if place in NOTHING else place
    stated = ParentStatus.from_text(duty.strip()) or ParentStatus.from_text(place)
    if stated:
        return stated
    said = f"{duty} {work}"
    is_told, status = _by_words(said, has_place=bool(place))
    return status if is_told else _status_by_place(place or address, home, said)


@lru_cache(maxsize=1 << 12)
def _by_words(said: str, *, has_place: bool) -> tuple[bool, ParentStatus | None]:
    """Whether the words decide, and how; a list says the same few of hundreds of parents."""
    if _STAYS.search(said):
        return True, ParentStatus.AT_HOME
    if _OF_ANOTHER_TIME.search(said) or _DENIED.search(said):
        return True, ParentStatus.AT_HOME if _AT_HOME_NOW.search(said) else None
    for status, sign in _SIGNS:
        if sign.search(said):
            return True, status
    if _OUT.search(said):
        return True, ParentStatus.WORKS_AWAY if has_place else ParentStatus.AWAY_OTHERWISE
    if _SAID_AT_HOME.search(said):
        return True, ParentStatus.AT_HOME
    return False, None


def _status_by_place(where: str, home: str, said: str) -> ParentStatus | None:
    if not where:
        return ParentStatus.AT_HOME if _WORKS_AT_HOME.search(said) else None
    if _same_place(where, home):
        return ParentStatus.AT_HOME
    return ParentStatus.WORKS_AWAY if _elsewhere(where, home) else None


def _same_place(address: str, home: str) -> bool:
    if not home:
        return False
    if address in home or home in address:
        return True
    village, home_village = _VILLAGE.search(_tail(address)), _VILLAGE.search(_tail(home))
    return bool(village and home_village and village[0] == home_village[0])


def _tail(address: str) -> str:
    """The part behind the town, where villages are told apart."""
    town = _TOWN.search(address)
    return address[town.end() :] if town else address


def _elsewhere(address: str, home: str) -> bool:
    """Another province or city than the child's, in so many words; never the child's own town."""
    far = _PROVINCE.search(address)
    near = _PROVINCE.search(home)
    if far and near:
        return far[0] != near[0]
    town = _TOWN.match(home)
    return bool(far) and not (town and town[0] in address)
