"""残疾 in a list: whether there is one, and of which kind. What is not understood is none, asked.

Whoever is disabled is taken into care with a whole record, so a word that says neither 否 nor a
kind of GB/T 26341 takes nobody in.
"""

import re

from liushou_desk.domain import reading
from liushou_desk.errors import InputProblem

UNNAMED = "残疾（类别未填）"
"""What is kept where only 是 is written."""
_KIND = re.compile(
    "视力|听力|言语|语言|肢体|智力|智障|精神|多重|聋|哑|盲|瘫|自闭|孤独症|[一二三四1-4ⅠⅡⅢⅣ]级"
)
_NONE = re.compile(
    "(?:无|非|未|没有?|不是?|否)(?:任何)?(?:残疾|残障|伤残)?(?:人|儿童|幼儿|学生)?|不残疾?|0|×|FALSE|正常|健康|健全|良好"
)
_SOME = re.compile("(?:是|有)?(?:残疾|残障)(?:人|儿童|幼儿|学生)?")
_OPEN = re.compile("疑似|怀疑|待|可能|未定|未鉴定|未评|不详|[?？]")
_DENIED = re.compile("^(?:无|非|没有|不是|未见)")


def kind_of(text: str) -> tuple[str, str]:
    """The kind as written, empty where denied. Raises `InputProblem` where it tells neither."""
    bare = re.sub(r"[\s（）()，,。、/]", "", text)
    if not bare or bare in reading.NOTHING or _NONE.fullmatch(bare):
        return "", ""
    if _SOME.fullmatch(bare):
        return UNNAMED, ""
    if _OPEN.search(bare) or not _KIND.search(bare):
        raise InputProblem(
            f"“{text.strip()}”看不出是哪类残疾", "请写视力残疾、听力残疾等，没有就写“无”。"
        )
    return ("", "") if _DENIED.search(bare) else (text, "")


def is_denied(text: str) -> bool:
    """Whether a cell says that there is none; a blank one says nothing."""
    bare = re.sub(r"[\s（）()，,。、/]", "", text)
    return bare in reading.NOTHING or bool(_NONE.fullmatch(bare) or _DENIED.search(bare))


def disabled(written: str, kind: str | None) -> str | None:
    """What 是否残疾 says, with the kind that another column tells; None where there is none.

    Raises `InputProblem` where it tells neither, or denies what the kind says.
    """
    try:
        is_disabled = bool(reading.yes_no(written))
    except InputProblem as unclear:
        try:
            told = kind_of(written)[0]
        except InputProblem:
            raise unclear from None
        kind, is_disabled = kind or told or None, bool(told)
    if kind and not is_disabled:
        raise InputProblem(f"填的是“{written}”，残疾类别却是“{kind}”，没有记入")
    return (kind or UNNAMED) if is_disabled else None
