"""What people write into cells, put into the words that the fields read.

Each `_…` takes the text of one kind of field and returns what the field shall read, and a sentence
where something was left out or weighed; the row is then doubtful. A text it does not know it
returns as it is.
"""

import re
import unicodedata
from collections.abc import Callable

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.reading import NOTHING, yes_no
from liushou_desk.domain.words import Hardship
from liushou_desk.domain.written_days import in_digits
from liushou_desk.errors import InputProblem
from liushou_desk.importing.disabilities import kind_of
from liushou_desk.importing.marks import respelt_mark

Respelt = tuple[str, str]
NONE_GIVEN = NOTHING | {
    "暂无",
    "未知",
    "不详",
    "无号",
    "未填",
    "待补",
    "未办",
    "空",
    "--",
    "／",
    "\\",
}
"""Words for "there is no number" in a column of numbers."""
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""Signs without width that come along when something is copied from a chat."""
_ONLY_HAN = re.compile("[\u4e00-\u9fa5]+")
_ONLY_MOBILE = re.compile("1[3-9][0-9]{9}")
_ONLY_NUMBER = re.compile("[0-9]{6,20}[Xx]?")
"""Nearly every cell of such a column: nothing about it needs to be put right."""
_DAY = re.compile(
    r"(\d{4})\s*[-/.年、,·\s]\s*(\d{1,2})\s*[-/.月、,·\s]\s*(\d{1,2})[日号生起.。\s]{0,3}"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ORDINAL = re.compile(r"^\d{1,3}[.、．)）]\s*")
_NATION = re.compile("[\u3400-\u9fff]{1,6}")
_BLACK_DOT = re.compile(r"(?<=[\u3400-\u9fff])\s*●\s*(?=[\u3400-\u9fff])")
_SAMPLE = re.compile(
    r"^(?:填写)?(?:示例|样例|范例|举例|例)(?:$|[:：])|[(（](?:示例|样例|范例|例)[)）]$"
)
_SEVERAL = re.compile(r"[\u3400-\u9fff]\s*[、，,;；/／]\s*[\u3400-\u9fff]")
_LONG_NUMBER = re.compile(r"\d{6}")
_NOTE = re.compile(r"[（(【\[].*?[)）】\]]")
_STARS = re.compile(r"[*＊★☆※△▲●○√#＃]+")
_WORDS: dict[str, dict[str, str]] = {
    "child.sex": {"1": "男", "2": "女", "男生": "男", "女生": "女", "男孩": "男", "女孩": "女",
                  "男童": "男", "女童": "女"},
    "child.hukou": {"非农": "非农业户口", "非农户口": "非农业户口", "城镇户口": "非农业户口",
                    "农村户口": "农业户口", "农户": "农业户口", "农业家庭": "农业户口",
                    "农村户籍": "农业户口", "居民": "居民户口", "农": "农业户口"},
    "term_sheet.health": {"正常": "健康", "好": "良好", "健康良好": "健康", "身体健康": "健康",
                          "体弱": "较弱", "残疾人": "残疾", "有残疾": "残疾"},
    "boarding_period.boards": {
        **dict.fromkeys(("住校生", "寄宿生", "住", "住宿", "内宿", "住读", "内宿生", "住宿生"),
                        "住校"),
        **dict.fromkeys(("走读生", "通学", "走", "非寄宿", "不住校", "不寄宿", "不住宿", "通学生",
                         "未住校", "外宿"), "走读"),
    },
    "family_member.relation": {
        "父子": "父亲", "父女": "父亲", "母子": "母亲", "母女": "母亲", "爷孙": "祖父",
        "祖孙": "祖父母", "婆孙": "祖母", "奶孙": "祖母", "叔侄": "叔父", "姑侄": "姑母",
        "阿公": "爷爷", "阿婆": "奶奶", "爷": "爷爷", "奶": "奶奶", "婆婆": "婆婆",
    },
}  # fmt: skip
"""Spellings that mean one word of the list and nothing else."""
_HARDSHIPS = (
    ("低保", re.compile("低保|最低生活保障")),
    ("特困", re.compile("特困|五保")),
    ("脱贫户", re.compile("^(?:原)?建档立卡|^脱贫")),
    ("事实无人抚养", re.compile("无人抚养")),
    ("重病", re.compile("重病|大病")),
)
_DENIED = re.compile(
    "^(?:[非不无未没]|原(?!建档立卡))|曾|边缘|退出|已停|停[发保止]|取消|注销|申请|待|拟|疑似|可能|是否|愈|康复|[?？]"
)
_NOT_SO = re.compile("非|不是|不属于|不享受|没有|无|未享受|未")
_OF_ANOTHER = re.compile("[父母爸妈爷奶祖]|家人|成员|亲属")
"""Whose illness it is that is told beside the child."""


def respelt(key: str, text: str) -> Respelt:
    """What the field `key` (`table.key`) shall read, and the sentence why it is doubtful."""
    words = _WORDS.get(key)
    if words and (kept := words.get("".join(text.split()))) is not None:
        return kept, ""
    change = _CHANGES.get(key)
    return change(text) if change else (text, "")


def listed(text: str) -> str:
    """A list in a cell with the signs that part it made plain."""
    return re.sub(r"[/+＋|／]", "、", text)


def is_told(kind: Hardship, written: str) -> bool:
    """Whether a column that ticks one 困境类型 says so. Raises `InputProblem` for what is open."""
    denied = _NOT_SO.match(written)
    if denied and _is_kind(kind, written[denied.end() :]):
        return False
    return _is_kind(kind, written) or bool(yes_no(written))


def _is_kind(kind: Hardship, written: str) -> bool:
    return Hardship.from_text(_hardship(written)[0]) is kind


def _name(text: str) -> Respelt:
    """A name without its number in the list, stars and notes: 1.张三*（转入）."""
    if _ONLY_HAN.fullmatch(text) and not _SAMPLE.search(text):
        return text, ""
    bare = _ORDINAL.sub("", text.strip())
    dotted = _BLACK_DOT.sub("·", _NOTE.sub("", bare).strip("'‘’"))
    kept = _STARS.sub("", dotted).strip()
    if not kept:
        return text, ""
    if _SEVERAL.search(kept):
        raise InputProblem(f"“{kept}”像是几个人的姓名", "请一人一行。")
    if _SAMPLE.search(bare):
        raise InputProblem(f"“{bare[:20]}”像是填写示例，不是学生", "请删去这一行。")
    if _LONG_NUMBER.search(kept):
        raise InputProblem("这一格里有号码，不是姓名", "请核对这一格有没有包进另一格。")
    left_out = "".join(_NOTE.findall(bare)) or "".join(_STARS.findall(bare))
    said = f"“{left_out}”没有记入" if kept != bare else ""
    return name_dot(unicodedata.normalize("NFC", kept)), said


def _number(text: str) -> Respelt:
    """An ID or student number without quotes, stops and dashes; words for none are blank."""
    if _ONLY_NUMBER.fullmatch(text) and text not in NONE_GIVEN:
        return text, ""
    narrow = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    bare = re.sub(r"^(?:公民)?身份证(?:件)?(?:号码?)?:?|[\s‘’'\"“”`=,;。、]|\.$", "", narrow)
    if "".join(text.split()) in NONE_GIVEN or not bare:
        return "", ""
    if not any(sign.isdigit() for sign in bare):
        return "", f"“{text.strip()}”不是号码，按空白处理"
    return bare.replace("-", "") if re.fullmatch(r"[\dXx-]+", bare) else bare, ""


def _phone(text: str) -> Respelt:
    """One number of a cell that holds several, or words beside it."""
    if _ONLY_MOBILE.fullmatch(text):
        return text, ""
    if "".join(text.split()) in NONE_GIVEN:
        return "", ""
    narrow = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    joined = re.sub(r"(?<=\d)[\s\-—]+(?=\d{3,4}(?:\D|$|\s))", "", narrow)
    found = list(dict.fromkeys(_MOBILE.findall(joined)))
    if len(found) > 1:
        return found[0], f"一格里有{len(found)}个号码，只记入第一个"
    rest = _MOBILE.sub("", joined).strip(" ,;:.、；。()/\t\n")
    if found and rest:
        is_number = any(sign.isdigit() for sign in rest)
        said = "一格里有几个号码，只记入手机号" if is_number else f"“{rest}”没有记入，只取号码"
        return (found[0], said) if not rest.startswith(("+", "86")) else (text, "")
    return (found[0] if found else text), ""


def _day(text: str) -> Respelt:
    match = _DAY.fullmatch(in_digits(text.strip("'’‘` ")))
    return ("-".join(match.groups()), "") if match else (text, "")


def _hardship(text: str) -> Respelt:
    if not _DENIED.search(text):
        word = next((word for word, sign in _HARDSHIPS if sign.search(text)), text)
        return (text if word == "重病" and _OF_ANOTHER.search(text) else word), ""
    return text, ""


def _of_kind(kind: str) -> Callable[[str], Respelt]:
    """是否孤儿 answered with 孤儿 or 非孤儿."""
    answer = re.compile(rf"(?P<no>非|不是|不属于|无|否)?(?:{kind})")

    def change(text: str) -> Respelt:
        found = answer.fullmatch("".join(text.split()))
        return (("否" if found["no"] else "是") if found else text), ""

    return change


def _nation(text: str) -> Respelt:
    narrow = "".join(text.split())
    if not _NATION.fullmatch(narrow) or narrow in NONE_GIVEN or narrow.startswith("未"):
        raise InputProblem(f"“{narrow}”不是民族名称", "请写民族的名称，不写代码。")
    return narrow, ""


def _unless_none(text: str) -> Respelt:
    """Words, unless they are one for there being none."""
    return ("" if "".join(text.split()) in NONE_GIVEN | {"0"} else text), ""


_CHANGES: dict[str, Callable[[str], Respelt]] = {
    "child.name": _name,
    "family_member.name": _name,
    "child.former_name": _unless_none,
    "child.registered_address": _unless_none,
    "household.home_address": _unless_none,
    "child.national_id": _number,
    "child.student_number": _number,
    "family_member.national_id": _number,
    "child.phone": _phone,
    "family_member.phone": _phone,
    "child.born_on": _day,
    "whereabouts.away_since": _day,
    "school_record_mark.mark": respelt_mark,
    "child.disability": kind_of,
    "child.is_orphan": _of_kind("(?:社会散居|福利机构)?孤儿"),
    "child.is_migrant": _of_kind("(?:进城务工人员|外来)?随迁(?:子女|儿童)?|(?:进城)?务工人员子女"),
    "sheet_hardship.hardship": _hardship,
    "child.nation": _nation,
}
