"""个人信息: numbers and addresses that tell who somebody is, and labels nobody should bear."""

import re
from collections.abc import Iterator

from liushou_desk.domain.identity import check_national_id
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Paper
from liushou_desk.errors import InputProblem

_ID = re.compile(r"(?<![\d*.])[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXxＸ](?!\d)")
_OLD_ID = re.compile(r"(?:身份证|证件)[^，。；\d]{0,6}(\d{15})(?!\d)")
_STUDENT = re.compile(r"(?<![A-Za-z])[GJL]\d{17}[\dX]")
_CARD = re.compile(r"(?<![\d.*])\d{4}(?:[ -]?\d{4}){2,3}[ -]?\d{1,7}(?!\d)")
_CARD_WORDS = re.compile(r"卡号|账号|帐号|银行卡|存折|户头|一卡通|社保卡")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_LAND = re.compile(r"(?<![\d.—])[（(]?0\d{2,3}[)）]?[-－—– ]?[2-9]\d{6,7}(?!\d)")
_LOCAL = re.compile(
    r"(?:电话|座机|联系方式|传真)(?:号码)?(?:是|为)?[：:（(]?\s?([2-9]\d{6,7})(?!\d)"
)
_CHAT = re.compile(r"(?:QQ|qq|微信号?|ＱＱ)(?:号码?|为|是)?[：:]?\s?([A-Za-z0-9_-]{5,20})")
_ADDRESS = re.compile(
    r"(?:[一-龥]{1,8}(?:村|屯|寨|庄|湾|坪|社区|小区|花园|路|街|巷|大道|胡同|弄)[一-龥]{0,4}?)"
    r"(?:(?:第?[一二三四五六七八九十\d]+(?:村民)?(?:小)?组)?\d+号(?!文|通知|线|楼(?!\d))|第?[一二三四五六七八九十\d]+(?:村民)?(?:小)?组[\d一二三四五六七八九十]+号"
    r"|\d+(?:栋|幢|号楼)\d*(?:单元)?\d*(?:室|号)?|[\d一二三四五六七八九十]+(?:组|队)(?=[，。、）]|居住|[一-龥]{0,2}家))"
)
_HOUSE = re.compile(r"\d+号|栋|幢|室")
_BORN = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:出?生)|(?:出生(?:于|日期[为：:]?)|生于)\s?(?:19|20)\d\d[年.-]\d{1,2}[月.-]\d{1,2}"
)
_LABEL = re.compile(
    r"问题(?:留守)?(?:儿童|学生|孩子|少年|少儿|青少年)|留守问题(?:儿童|学生)|双差生?|差生|坏孩子|野孩子|坏学生|没人要的|弱智|智障|残废|痴呆|白痴|傻子"
)
_BLAMED = re.compile("智力低下|后进生|劣迹")
_DENIED = re.compile(
    r"(?:不是|不一定|不都是|不等于|并非|不能|不得|不要|不称|防止|避免|杜绝|禁止)[^。；]{0,16}$"
)
_NOT_LABEL = re.compile(r"(?:存在|出现|发现|解决|有)(?:的)?$")


def privacy(paper: Paper) -> Iterator[Finding]:
    """What names a person by number or house."""
    for line in paper.lines:
        taken: set[int] = set()
        for start, end, why, blocking in sorted(
            _in_line(line.text), key=lambda f: (f[3] is False, f[0])
        ):
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                yield line.finding(Fault.PRIVACY, start, end, why, blocking=blocking)


def _in_line(text: str) -> Iterator[tuple[int, int, str, bool]]:
    if any(sign.isdigit() for sign in text):
        for found in _ID.finditer(text):
            yield *found.span(), _said_of_id(found[0]), True
        for found in _OLD_ID.finditer(text):
            yield *found.span(1), "有15位的身份证号，不能写进文中", True
        for found in _STUDENT.finditer(text):
            yield *found.span(), "有学籍号，不能写进文中", True
        for found in _CARD.finditer(text):
            if _CARD_WORDS.search(text[: found.start()][-12:]) or _luhn(found[0]):
                yield *found.span(), "有银行卡号，不能写进文中", True
        for pattern, what in ((_MOBILE, "电话号码"), (_LAND, "电话号码")):
            for found in pattern.finditer(text):
                yield *found.span(), f"有{what}，不能写进文中", True
        for pattern, what in ((_LOCAL, "电话号码"), (_CHAT, "联系号码")):
            for found in pattern.finditer(text):
                yield *found.span(1), f"有{what}，不能写进文中", True
        for found in _BORN.finditer(text):
            yield *found.span(), "写明了出生日期，能认出是谁", True
    for found in _ADDRESS.finditer(text):
        house = bool(_HOUSE.search(found[0]))
        yield *found.span(), "住址写到了组、号，能认出是谁家", house


def _said_of_id(number: str) -> str:
    try:
        check_national_id(number.replace("-", ""))
    except InputProblem:
        return "有身份证号（末位校验不符），不能写进文中"
    return "有身份证号（末位校验相符），不能写进文中"


def _luhn(number: str) -> bool:
    digits = [int(sign) for sign in number if sign.isdigit()]
    if not 16 <= len(digits) <= 19 or len(set(digits)) < 3:
        return False
    total = 0
    for at, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if at % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def labels(paper: Paper) -> Iterator[Finding]:
    """问题儿童 and other names that no paper gives a child."""
    for line in paper.lines:
        for found in _LABEL.finditer(line.text):
            before = line.text[: found.start()]
            if _NOT_LABEL.search(before) and found[0].startswith("问题"):
                continue
            denied = bool(_DENIED.search(before))
            why = f"不能称儿童为“{found[0]}”"
            yield line.finding(Fault.LABEL, *found.span(), why, blocking=not denied)
        for found in _BLAMED.finditer(line.text):
            yield line.finding(Fault.LABEL, *found.span(), f"“{found[0]}”宜换成中性的说法")
