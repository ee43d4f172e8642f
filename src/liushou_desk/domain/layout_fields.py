"""The fields of 公文版式 as a form asks for them and a file keeps them."""

import re
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.field import Check, Field
from liushou_desk.domain.layout import NumberSide
from liushou_desk.errors import InputProblem

TABLE = "page_layout"
SIZES = {
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
}
"""字号 in points."""
_CALLED = {points: name for name, points in SIZES.items()}
_FORM = re.compile(r"[^{}\n]{0,6}\{\}[^{}\n]{0,6}")
_LONGEST = 40
NUMBER_FORMS = {"— 1 —": "— {} —", "1": "{}", "- 1 -": "- {} -", "第1页": "第{}页"}
"""How a page number may read, and as it is kept."""
SEALED, UNSEALED = "盖章", "不盖章"


def _length(low: float, high: float, unit: str) -> Check:
    """A length within bounds, in tenths or hundredths."""

    def check(raw: str) -> Any:
        text = raw.strip().removesuffix(unit).strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text, re.ASCII):
            raise InputProblem(f"“{raw}”不是{unit}数", "请写数字，如37或34.58。")
        if not low <= float(text) <= high:
            raise InputProblem(f"“{raw}”不在{low:g}至{high:g}{unit}之间", "请核对。")
        return float(text)

    return check


def _count(low: int, high: int, unit: str) -> Check:
    def check(raw: str) -> int | None:
        text = raw.strip().removesuffix(unit).strip()
        if text and not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise InputProblem(f"“{raw}”不是{low}至{high}之间的整数", "请核对。")
        return int(text) if text else None

    return check


_POINTS = _length(5, 72, "磅")


def _size(raw: str) -> Any:
    """字号 by name or in points."""
    text = raw.strip()
    if not text or text in SIZES:
        return SIZES.get(text)
    return _POINTS(text)


def _face(raw: str) -> str | None:
    text = reading.text(raw)
    if text and (len(text) > _LONGEST or not text.isprintable() or set(text) & set('<>&"')):
        raise InputProblem("这不像字体的名称", "请写Word里显示的字体名，如仿宋_GB2312。")
    return text


def _number_form(raw: str) -> str | None:
    text = NUMBER_FORMS.get(raw.strip(), raw.strip())
    if text and not _FORM.fullmatch(text):
        raise InputProblem(
            f"“{raw}”里没有页码的位置", "可写— 1 —、1、- 1 -、第1页，或用{}表示页码，如（{}）。"
        )
    return text or None


def _sealed(raw: str) -> bool | None:
    words = {SEALED: True, UNSEALED: False, "": None}
    if raw.strip() not in words:
        raise InputProblem(f"“{raw}”不是{SEALED}或{UNSEALED}", "请选一种。")
    return words[raw.strip()]


_sealed.labels = (SEALED, UNSEALED)  # pyright: ignore[reportFunctionMemberAccess]


def _plain(value: Any) -> str:
    return "" if value is None else f"{value:g}"


def _size_shown(value: Any) -> str:
    return _CALLED.get(value) or _plain(value)


def _form_shown(value: Any) -> str:
    return next((told for told, kept in NUMBER_FORMS.items() if kept == value), value or "")


def _sealed_shown(value: Any) -> str:
    return {True: SEALED, False: UNSEALED}.get(value, "")


def _name(raw: str) -> str | None:
    text = reading.text(raw)
    if text and len(text) > _LONGEST:
        raise InputProblem(f"名称太长，最多{_LONGEST}个字", "请写短些。")
    return text


def _field(key: str, label: str, check: Check, shown: Any = None, *, must: bool = True) -> Field:
    more = {} if shown is None else {"shown": shown}
    return Field(TABLE, key, label, check, mandatory=must, purpose="办公用的版式", **more)


_MARGIN = _length(5, 80, "毫米")
_LETTERS = (
    ("title", "标题"),
    ("first", "一级标题"),
    ("second", "二级标题"),
    ("third", "三级标题"),
    ("fourth", "四级标题"),
    ("body", "正文"),
)
LETTERED = tuple(name for name, _ in _LETTERS)


def _of_letters(name: str, label: str) -> tuple[Field, ...]:
    return (
        _field(f"{name}_face", f"{label}字体", _face),
        _field(f"{name}_size", f"{label}字号", _size, _size_shown),
        _field(f"{name}_bold", f"{label}加粗", reading.yes_no),
    )


NAME_FIELD = _field("name", "名称", _name)
PAGE_FIELDS = (
    _field("top", "上边距（毫米）", _MARGIN, _plain),
    _field("bottom", "下边距（毫米）", _MARGIN, _plain),
    _field("left", "左边距（毫米）", _MARGIN, _plain),
    _field("right", "右边距（毫米）", _MARGIN, _plain),
    _field("lines", "每页行数", _count(5, 60, "行")),
    _field("line_pt", "行距（磅）", _length(8, 80, "磅"), _plain),
    _field("characters", "每行字数", _count(10, 60, "字")),
    _field("number_form", "页码写法", _number_form, _form_shown),
    _field("number_side", "页码位置", reading.OneOf(NumberSide)),
    _field("number_face", "页码字体", _face),
    _field("number_size", "页码字号", _size, _size_shown),
    _field("sealed", "落款", _sealed, _sealed_shown),
)
LETTER_FIELDS = (
    *(field for name, label in _LETTERS for field in _of_letters(name, label)),
    _field("table_face", "表格字体", _face),
    _field("table_size", "表格字号", _size, _size_shown),
    _field("digits", "数字和字母的字体（空着随正文）", _face, must=False),
)
LAYOUT_FIELDS = (NAME_FIELD, *PAGE_FIELDS, *LETTER_FIELDS)
