"""字段目录, the part of 委托照护协议: what parents who are away agree on with a trustee.

The trustee is chosen among the household (`domain.picking`), so it is no field of text.
"""

from liushou_desk.domain import reading
from liushou_desk.domain.fields import Field

TRUSTEE = "member_id"
FROM_ON = Field("care_agreement", "from_on", "开始日期", reading.day, mandatory=True)
UNTIL_ON = Field("care_agreement", "until_on", "到期日期", reading.day)
INFORMED_ON = Field("care_agreement", "informed_on", "书面告知学校", reading.day, past=True)
CHILD_HEARD = Field("care_agreement", "child_heard", "已听取孩子意见", reading.yes_no)
IS_SCREENED = Field("care_agreement", "is_screened", "四类情形已核对", reading.yes_no)
ENDED_ON = Field("care_agreement", "ended_on", "提前终止日期", reading.day, past=True)

AGREEMENT_FIELDS = (FROM_ON, UNTIL_ON, INFORMED_ON, CHILD_HEARD, IS_SCREENED, ENDED_ON)
FORBIDDEN = (
    "实施过性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为",
    "有吸毒、酗酒、赌博等恶习",
    "曾拒不履行或者长期怠于履行监护、照护职责",
    "其他不适宜担任被委托人的情形",
)
"""Who may not be entrusted with a child (未成年人保护法第二十二条)."""
