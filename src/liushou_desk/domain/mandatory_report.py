"""强制报告: the duty, the situations it names, whom to call, and the words that hint at one."""

from liushou_desk.domain.words import Word

DUTY = (
    "未成年人保护法第十一条：学校及其工作人员发现未成年人身心健康受到侵害、疑似受到侵害或者面临"
    "其他危险情形的，应当立即向公安、民政、教育等有关部门报告。不等查实，不先告诉当事人。"
)
SITUATIONS = (
    "生殖器官或者隐私部位遭受或者疑似遭受非正常损伤",
    "不满十四周岁的女孩遭受或者疑似遭受性侵害、怀孕、流产",
    "十四周岁以上的女孩遭受或者疑似遭受性侵害所致怀孕、流产",
    "身体多处损伤、严重营养不良、意识不清，存在或者疑似存在受家庭暴力、欺凌、虐待、殴打或者被人麻醉",
    "因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡",
    "被遗弃或者长期处于无人照料状态",
    "来源不明、失踪或者被拐卖、收买",
    "被组织乞讨",
    "其他严重侵害身心健康的情形，或者正面临不法侵害危险",
)
"""The nine of the 侵害未成年人案件强制报告制度的意见（试行）, in short."""
PHONES = (
    ("110", "公安"),
    ("12355", "青少年服务台"),
    ("12338", "妇女儿童维权"),
    ("12345", "政务服务"),
)
NOTICE = (
    f"若是强制报告的情形，应当立即报告：{'、'.join(whom + number for number, whom in PHONES)}；"
    "本县的电话见“核对 → 强制报告”（Ctrl+Shift+B）。"
)
"""The duty on one line, wherever words may mean one of the situations."""
_HINTS = (
    *("虐待", "欺凌", "性侵", "猥亵", "怀孕", "流产", "自杀", "自残", "轻生", "中毒", "遗弃"),
    *("无人照料", "失踪", "拐卖", "乞讨", "辍学", "出走", "家暴", "殴打", "打骂", "挨打", "打伤"),
)
_LIKELY = ("伤", "打", "骂")
"""Hints in what somebody calls a problem; in an account of a visit they are everyday words."""
_HARMLESS = ("打电话", "打工", "打算", "打扫", "打球", "打招呼", "打听", "打针", "伤心", "悲伤")
"""Everyday words that hold one of those."""


class Authority(Word):
    """Who was told."""

    POLICE = "police", "公安机关", "公安", "派出所"
    CIVIL_AFFAIRS = "civil_affairs", "民政部门", "民政"
    EDUCATION = "education", "教育行政部门", "教育局", "教育"
    PROCURATORATE = "procuratorate", "检察机关", "检察院"
    WOMEN = "women", "妇联"
    OTHER = "other", "其他部门"


def hints_at_duty(concern: str, content: str = "") -> bool:
    """Whether the words of a concern, or of a whole account, may mean one of the situations."""
    for harmless in _HARMLESS:
        concern = concern.replace(harmless, "")
    plain = any(hint in text for hint in _HINTS for text in (concern, content))
    return plain or any(hint in concern for hint in _LIKELY)


def duty_beside(concern: str, content: str = "") -> str:
    """The duty and whom to call where the words may mean one of the situations, else nothing."""
    return NOTICE if hints_at_duty(concern, content) else ""
