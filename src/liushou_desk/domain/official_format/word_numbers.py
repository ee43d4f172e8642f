"""The rules for the page numbers of a Word file: form, face, size, side and place."""

from collections.abc import Iterator

from liushou_desk.domain.layout import LayoutProfile, NumberSide
from liushou_desk.domain.official_format.rule import Check, Rule, near, told
from liushou_desk.domain.official_format.word_look import NumberLook, WordLook

_PLACE = {"default": "单页页码", "even": "双页页码", "first": "首页页码"}
_GAP = 1.5
"""Millimetres: where a footer's line ends up depends on its face."""


def _numbers(look: WordLook, profile: LayoutProfile) -> Iterator[tuple[str, NumberLook]]:
    if not profile.is_numbered:
        return
    for at, section in enumerate(look.sections, start=1):
        for number in section.numbers:
            if section.is_landscape is profile.is_landscape:
                where = f"第{at}节" if len(look.sections) > 1 else ""
                yield f"{where}{_PLACE.get(number.page, '页码')}", number


def _there(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    if profile.is_numbered:
        pages = {number.page for section in look.sections for number in section.numbers}
        yield Check(bool(pages), "页脚", "没有页码", profile.number_form.format("1"))
        if pages and profile.number_side is NumberSide.OUTWARD:
            both = look.odd_and_even and {"default", "even"} <= pages
            yield Check(both, "页脚", "单双页页码相同", profile.number_side.label)


def _form(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for place, number in _numbers(look, profile):
        said = number.form.format("1") if number.form.count("{}") == 1 else number.form
        is_held = _same(number.form, profile.number_form)
        yield Check(is_held, place, said, profile.number_form.format("1"))


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _type(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    face = profile.page_number
    for place, number in _numbers(look, profile):
        for run in number.runs:
            if run.text.strip():
                is_held = {run.east_asian, run.latin} <= {face.word, "SimSun"}
                is_held = is_held and near(run.size, face.size, 0.1)
                said = f"{told(run.size, '磅')}{run.latin or run.east_asian or '没有指定字体'}"
                yield Check(is_held, place, said, f"{told(face.size, '磅')}{face.word}")


def _side(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for place, number in _numbers(look, profile):
        wanted = _wanted(number.page, profile)
        if number.align:
            align = {"both": "left", "outside": wanted}.get(number.align, number.align)
            words = {"left": "居左", "right": "居右", "center": "居中"}
            is_held = align == wanted
            yield Check(is_held, place, words.get(align, align), words[wanted])
            if wanted != "center" and is_held and number.gap is not None:
                chars = number.clear_pt / profile.page_number.size
                yield Check(near(chars, 1, 0.3), place, f"空{told(chars, '字')}", "空1字")


def _wanted(page: str, profile: LayoutProfile) -> str:
    if profile.number_side is NumberSide.MIDDLE:
        return "center"
    is_left = profile.number_side is NumberSide.OUTWARD and page == "even"
    return "left" if is_left else "right"


def _gap(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for place, number in _numbers(look, profile):
        if number.gap is not None:
            is_held = near(number.gap, profile.page_number_gap, _GAP)
            said = f"距版心下边缘{told(number.gap, '毫米')}"
            yield Check(is_held, place, said, told(profile.page_number_gap, "毫米"))


NUMBERS: tuple[Rule[WordLook], ...] = (
    Rule("number", "页码", "7.5", _there),
    Rule("number_form", "页码的写法", "7.5", _form),
    Rule("number_type", "页码字体", "7.5", _type),
    Rule("number_side", "页码位置", "7.5", _side),
    Rule("number_gap", "页码高低", "7.5", _gap),
)
