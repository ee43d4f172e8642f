"""致家长一封信 and 通知书: the school's words, and the names put into them for each family.

What stands in braces is a name of `PLACES`; a word that is none is refused with the nearest one.
A letter home never says 留守.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from liushou_desk.errors import InputProblem

PLACES = ("孩子姓名", "班级", "班主任", "班主任电话", "学校", "学期", "日期")
"""What can be put into a letter; 孩子姓名 has all children of the family."""
ROOM = "　　　　"
"""Left for the pen where something is not known."""
_PLACE = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")
_BRACE = re.compile(r"[{}｛｝]")
_ALSO_SAID = (("手机", "电话"), ("号码", "电话"), ("名字", "姓名"), ("老师", "班主任"))
_NOTHING_KEPT = "没有保存，原来的文字没有变。"


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of a letter; with a slip (回执) that is cut off and comes back."""

    title: str
    body: str
    has_slip: bool = True


LETTER = LetterText(
    "致家长的一封信",
    """{孩子姓名}的家长：
您好！感谢您一直以来对学校的信任。
孩子在学校里有老师和同学陪着，心里最盼的还是您的声音。工作再忙，也请您每个星期和孩子通一次电话，听听孩子说说学校里的事，先问一声“高兴不高兴”，再问作业和成绩。
家里的安排有了变化，比如换了电话、换了照看孩子的人、打算外出或者回来，请早一点告诉老师，我们好一起把孩子照看好。
安全是我们共同的牵挂。请提醒孩子不私自下水，不玩火，不碰电线，过马路先看车；放学以后和放假期间，请照看孩子的长辈多留意孩子在哪里、和谁在一起。
孩子在{班级}，班主任是{班主任}，电话{班主任电话}。有高兴的事、为难的事，都请随时打来。
请填好下面的回执，让孩子带回学校。祝您工作顺利，全家平安！""",
)
NOTICE = LetterText(
    "通知书",
    """{孩子姓名}的家长：
学校定于　　月　　日（星期　　）　　时，在　　　　　　　　召开{班级}家长会，\
说说孩子这个学期的学习、生活和安全，也听听您的想法。
请您或者照看孩子的长辈按时参加。路远来不了的，请提前给班主任{班主任}打个电话（{班主任电话}），我们另约时间，或者用视频和您见面。
请填好下面的回执，让孩子带回学校。谢谢您的支持！""",
)
USUAL: Mapping[str, LetterText] = {"letter": LETTER, "notice": NOTICE}
"""The words a school has until it writes its own, by the key of the paper."""


def require_sound(text: LetterText) -> None:
    """Raise `InputProblem` for words that cannot be merged or should not go home."""
    if not text.title.strip() or not text.body.strip():
        raise InputProblem(
            f"标题和正文都要写，{_NOTHING_KEPT}", "请补上；要用回原来的文字，按“恢复原来的文字”。"
        )
    if "留守" in text.title + text.body:
        raise InputProblem(
            f"给家长的信里不写“留守”，{_NOTHING_KEPT}", "请改成“孩子”或者“学生”。", field="body"
        )
    for name in _PLACE.findall(text.title + text.body):
        if name.strip() not in PLACES:
            raise _unknown(name.strip())
    if _BRACE.search(_PLACE.sub("", text.title + text.body)):
        raise InputProblem(
            f"有一个大括号没有配对，{_NOTHING_KEPT}",
            "请去掉它；要放孩子姓名等，请用下面的按钮插入。",
            field="body",
        )


def filled(text: str, told: Mapping[str, str]) -> str:
    """The words with what is known of a family, and room for the pen where nothing is."""
    return _PLACE.sub(lambda found: told.get(found[1].strip(), "") or ROOM, text)


def _unknown(name: str) -> InputProblem:
    meant = name
    for said, place in _ALSO_SAID:
        meant = meant.replace(said, place)
    near = get_close_matches(meant, PLACES, 1, 0.3)
    meant = f"是不是“{{{near[0]}}}”？" if near else ""
    known = "、".join(f"{{{place}}}" for place in PLACES)
    return InputProblem(
        f"不认识“{{{name}}}”，{_NOTHING_KEPT}", f"{meant}可以写：{known}。", field="body"
    )
