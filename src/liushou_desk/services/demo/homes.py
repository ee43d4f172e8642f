"""What the demo says of those who look after a child, and of a boarder's bed and weekends."""

from typing import Any

from liushou_desk.domain.words import Relation, Returns, Sex

RETURNS = (*Returns, None)
"""How often those who are away come home; of some nobody has asked yet."""
ELDERS = (
    (Relation.GRANDMOTHER, 0.45),
    (Relation.GRANDFATHER, 0.65),
    (Relation.MATERNAL_GRANDMOTHER, 0.8),
    (Relation.MATERNAL_GRANDFATHER, 0.88),
    (Relation.FATHERS_SISTER, 0.94),
    (Relation.PROXY_PARENT, 1.0),
)
_BEDS_A_ROOM = 8
_OCCUPATIONS = ("务农", "务农", "在镇上打零工", "开小卖部")
_HEALTH = ("健康", "健康", "高血压", "腿脚不便")
_FETCHERS = ("祖父", "祖母", "同村家长")
_WAYS = ("家人送到校", "乘校车", "乘农村客运班车")


def carer(relation: Relation, household_id: int, year: int) -> dict[str, Any]:
    """年龄、职业、身体状况 of an elder; of parents their own rows tell."""
    if relation.is_parent:
        return {}
    return {
        "birth_year": year - 55 - household_id % 18,
        "occupation": _OCCUPATIONS[household_id % len(_OCCUPATIONS)],
        "health": _HEALTH[household_id % len(_HEALTH)],
    }


def boarder(child_id: int, sex: Sex, village: str) -> dict[str, Any]:
    """A bed, and where the child goes on Friday."""
    room, bed = divmod(child_id, _BEDS_A_ROOM)
    return {
        "dormitory": f"{sex.label}生宿舍{201 + room % 12}",
        "bed": f"{bed + 1}号",
        "weekend_to": f"回家（{village}）",
        "fetched_by": _FETCHERS[child_id % len(_FETCHERS)],
        "back_by": _WAYS[child_id % len(_WAYS)],
        "first_to_board": True,
        "first_to_eat": child_id % 4 != 0,
    }
