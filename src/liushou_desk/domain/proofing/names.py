"""儿童姓名: of the register where there is one, else words that can only be a child's name."""

import re
from collections.abc import Iterable, Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Paper
from liushou_desk.domain.surnames import COMMON, DOUBLE

_PERSON = re.compile("同学|小朋友")
_WORDS_BEFORE = re.compile(
    r"(?:学生|儿童|孩子|孤儿|女孩|男孩|女童|男童|小朋友|姓名[：:]|女生|男生|名叫|叫)(?:是|叫|为|名叫)?$"
)
_IS_A_CHILD = re.compile(
    r"(?:^|(?<=[。！？；，,!?]))([一-龥]{2,3})(?=是(?:一|个|我|本|典型)[^。，,]{0,12}"
    r"(?:孤儿|留守儿童|学生|男孩|女孩|孩子))"
)
_NOT_GIVEN = set(
    "的了在是有和与及对将把被为以从到由于其这那各每该们个名位校班级年我你他她它所而且或者第些样种次"
    "都也还不没很更最就让向去"
)
_WORDS = re.compile(
    "学生|儿童|孩子|教师|老师|家长|留守|结对|帮扶|谈心|家访|问题|困难|心理|习惯|品德|行为|教育|成绩|进步|"
    "表现|身体|需求|报告|制度|建设|档案|开展|工作|活动|情况|生活|学习|安全|成立|常态|关心|"
    "安排|高年|低年|全体|任何|其他|有关|平时|和睦|强化|文明|优秀|年级|班级|一般|广大|金色|明显|应该|相关|单独|单亲|连续|常年|通常|程度|方面|方式|"
    "关系|利用|向前|居住|步入|满足|国家|广泛|都是|司法|农村|温暖|尚未|边远|幸福|通过|申请|富有|曲折|全部|秋季|师生|红领|文体|游戏|简单|解决|盖章|查看|"
    "权益|关注|关爱|关心|帅气|祖父|祖母|爷爷|奶奶|父母|父亲|母亲|爸爸|妈妈|家庭|家里|家中|宣传|石门|白果|成为|成长|健康|快乐|时常|经常|常常|平均|平等|"
    "明白|明确|强调|强烈|路上|江边|高兴|高度|包括|包含|应当|和谐|和其|万一|解答|于是|毕业|安心|安全|康复|乐于|元旦|贺卡|方便|任务|章程|施教|何时|尤其|许多|"
    "严格|华丽|金额|孔子|马上|苗圃|花费|费用|雷锋|汤圆|罗列|齐心|余下|顾问|平安|黄昏|汪洋|毛病|米饭|明天|纪律|祝福|梁柱|麻烦|路途|童年|颜色|梅花|林业|钟点|徐徐"
)
_END = re.compile(
    r"[，,;:。、；：）”！？\s]|$|[的在是因说家叫由从参获随患住被与和及为父母]|同学|小朋友|等|进步|变得|已经|今年|曾"
)


def names(paper: Paper) -> Iterator[Finding]:
    """Names beside 同学, 孤儿 and the like, wherever they stand; 王某某 and 小明 are none."""
    known = {line.text[start:end] for line in paper.prose for start, end in _children(line.text)}
    if not known:
        return
    wanted = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    for line in paper.prose:
        for found in wanted.finditer(line.text):
            if len(found[0]) >= 3 or found.span() in set(_children(line.text)):
                why = "像是儿童的姓名，对外的文稿应写成“某某”"
                yield line.finding(Fault.NAME, *found.span(), why)


def register_names(paper: Paper, known: Iterable[str]) -> Iterator[Finding]:
    """Names of the register; one of two signs inside a longer word is none."""
    wanted = sorted({name for name in known if len(name) >= 2}, key=lambda name: (-len(name), name))
    for line in paper.lines:
        taken: set[int] = set()
        for name in wanted:
            at = line.text.find(name)
            while at >= 0:
                end = at + len(name)
                if not taken & set(range(at, end)) and _stands_alone(line.text, at, end):
                    taken |= set(range(at, end))
                    why = f"有儿童姓名“{name}”（花名册里有），对外的文稿不写"
                    yield line.finding(Fault.NAME, at, end, why, blocking=True)
                at = line.text.find(name, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A name of three signs is a name; 高山 in 高山村 and 安宁 in 安宁的 are words as well."""
    if _GROWN_UP.search(text[:start]) or _TITLE.match(text, end):
        return False
    if end - start >= 3:
        return True
    before, behind = text[:start], text[end:]
    begins = not before or not _is_han(before[-1]) or bool(_LEADS.search(before))
    return begins and (not behind or not _is_han(behind[0]) or bool(_FOLLOWS.match(behind)))


_GROWN_UP = re.compile(r"(?:人|组\s*长|校长|主任|教师|老师|成\s*员|书记|主席|辅导员)[：:\s]*$")
_TITLE = re.compile("老师|教师|校长|主任|书记")
"""A teacher may be called as a child is."""
_LEADS = re.compile(
    r"(?:学生|儿童|孩子|孤儿|同学|女孩|男孩|老师|班主任|帮扶|家访|走访|联系|辅导|看望|慰问|对|和|与|及|为|给|把|被|让|叫|找|访)$"
)
_FOLLOWS = re.compile(
    r"同学|小朋友|的(?:父|母|家|爷|奶|监护|学习|作业)|家(?!园|乡|庭)|在|是|因|说|父母|等|一家|今年|随|由|患|和"
)


def _is_han(sign: str) -> bool:
    return "一" <= sign <= "龥"


def _children(text: str) -> Iterator[tuple[int, int]]:
    for found in _PERSON.finditer(text):
        if place := _name_before(text, found.start()):
            yield place
    for found in _IS_A_CHILD.finditer(text):
        if _is_name(found[1]):
            yield found.span(1)
    for at, sign in enumerate(text):
        begins = sign in COMMON or text[at : at + 2] in DOUBLE
        if begins and _WORDS_BEFORE.search(text[:at]) and (place := _name_at(text, at)):
            yield place


def _name_before(text: str, end: int) -> tuple[int, int] | None:
    for length in (3, 2):
        start = end - length
        if start < 0 or not _is_name(text[start:end]):
            continue
        before = text[start - 1 : start]
        if (
            not before
            or not _is_han(before)
            or before in "对和与及的给让由校班级帮助生如像是位名有请为向教陪访找"
        ):
            return start, end
    return None


def _name_at(text: str, start: int) -> tuple[int, int] | None:
    for length in (3, 2):
        end = start + length
        if (
            _is_name(text[start:end])
            and _END.match(text, end)
            and (length == 3 or not _is_han(text[end : end + 1] or "，") or _END.match(text, end))
        ):
            return start, end
    return None


def _is_name(word: str) -> bool:
    if len(word) < 2 or not all(map(_is_han, word)) or "某" in word or _WORDS.search(word):
        return False
    given = word[2:] if word[:2] in DOUBLE and len(word) > 2 else word[1:]
    return (word[0] in COMMON or word[:2] in DOUBLE) and not _NOT_GIVEN & set(given)
