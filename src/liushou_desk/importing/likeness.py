"""What a heading that nobody knows looks like, to be offered; it is never read so by itself."""

import re
from collections.abc import Collection

from liushou_desk.importing.headings import FIXED_SLOTS, normal, plain_key

_LOOKS = (
    ("child.name", "姓名|名字"),
    ("child.sex", "性别"),
    ("child.national_id", "身份证|证件号"),
    ("child.student_number", "学籍"),
    ("child.born_on", "出生(?!地)|生日|生辰"),
    ("child.nation", "民族"),
    ("class", "班(?!主任)"),
    ("grade", "年级"),
    ("school_record_mark.mark", "留守"),
    ("child.hukou", "(?:户口|户籍).*(?:性质|类)|农业|农转非"),
    ("child.registered_address", "户口|户籍"),
    (
        "household.home_address",
        "住址|地址|住所|居住|住处|住地|村组|村民组|门牌|家庭所在",
    ),
    ("child.village", "村名|社区|村委|村居|行政村|自然村"),
    ("child.phone", "电话|手机|联系|微信"),
    ("child.disability", "残疾|残障"),
    ("term_sheet.health", "健康|身体|体质|疾病"),
    ("boarding_period.boards", "住校|寄宿|住宿|走读|住读"),
    ("caregiver_period.care", "照料|照顾|照看|抚养|跟谁|随谁|由谁|和谁|与谁"),
    ("sheet_hardship.hardship", "困境|低保|贫困|特困|困难|脱贫"),
    ("child.is_orphan", "孤儿"),
    ("child.is_migrant", "随迁"),
    ("child.enrolled_in", "入学|入园|入校"),
    ("term_sheet.study", "学习|成绩"),
    ("parents", "父母"),
    ("child.remarks", "备注|说明"),
)
_OF_MEMBER = (
    ("phone", "电话|手机|联系"),
    ("national_id", "身份证|证件号"),
    ("away_since", "(?:外出|务工|打工|离家|离开).*(?:时间|日期|年月)|何时"),
    ("place", "(?:务工|打工|外出).*(?:地|址|处|市|省|县|城)|去处|去哪"),
    ("work", "单位|工作|工种|职业"),
    ("relation", "关系"),
    ("status", "(?:务工|打工|外出|在家).*(?:情况|状况|否)|去向|现状"),
    ("address", "住址|地址"),
)
_OF_OTHERS = re.compile(
    "老师|教师|班主任|帮扶|家长|联系人|监护|成员|学校|村医|主页|网址|电子|邮|通信|通讯|紧急|校长|社工|辅号|的"
)
"""Said of somebody or something else; 父亲的健康状况 is told with whose it is."""
_SLOT = re.compile(rf"({'|'.join(FIXED_SLOTS)})(.+)")


def looks_like(heading: str, taken: Collection[str]) -> str:
    """The target of a column that is not read; empty where none is near.

    One that is `taken` is offered only to a heading of the very same meaning (家庭地址 beside
    现住址): choosing it, the clerk reads this column instead.
    """
    text = normal(heading)
    if plain_key(text) in taken:
        return plain_key(text)
    if (of_person := _SLOT.fullmatch(text)) and "的" not in heading:
        slot, rest = of_person.groups()
        key = next((key for key, sign in _OF_MEMBER if re.search(sign, rest)), "")
        found = f"{slot}.{key}" if key and f"{slot}.name" in taken else ""
    elif _OF_OTHERS.search(heading):
        return ""
    else:
        found = next((key for key, sign in _LOOKS if re.search(sign, text)), "")
    return "" if found in taken else found
