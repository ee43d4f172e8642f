"""What the proof-reader says: what is wrong, where it stands, and why."""

from dataclasses import dataclass

from liushou_desk.domain.words import Word


class Fault(Word):
    """A kind of fault, by the word that heads it in the list."""

    SUM = "sum", "合计不符"
    TABLE_SUM = "table_sum", "表内合计不符"
    TEXT_AND_TABLE = "text_and_table", "文表不一致"
    PERCENT = "percent", "百分比不符"
    MONEY = "money", "金额不符"
    REPEATED = "repeated", "前后不一致"
    CONTINUITY = "continuity", "学期数字衔接"
    REGISTER = "register", "与台账不符"
    UNIT = "unit", "人、人次等单位"
    NUMBER_FORM = "number_form", "数字写法"
    DASH = "dash", "范围丢了连接号"
    GAP = "gap", "没填完的空"
    PRIVACY = "privacy", "个人信息"
    NAME = "name", "儿童姓名"
    LABEL = "label", "不当称呼"
    DATE = "date", "日期"
    NUMBERING = "numbering", "序号"
    PUNCTUATION = "punctuation", "标点"
    QUOTE = "quote", "引号和括号"
    SPACE = "space", "空格"
    SLIP = "slip", "错字"
    REFERENCE = "reference", "文号"
    FORMAT = "format", "版式"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place: the signs `start` to `end` of line `line` of the paper.

    Blocking is what is untrue, unfinished or must not leave the school; a fault of form is not.
    """

    kind: Fault
    place: str
    line: int
    start: int
    end: int
    said: str
    """说了什么: the offending words as they stand."""
    why: str
    """Why it is wrong, with the figures; one sentence without its full stop."""
    blocking: bool
