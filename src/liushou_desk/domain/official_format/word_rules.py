"""The rules of the format for a Word file: pages, type and indents as the program will set them."""

from collections.abc import Iterator

from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.domain.official_format.numbers import wrong_form
from liushou_desk.domain.official_format.roles import Element, Role, elements, size_of
from liushou_desk.domain.official_format.rule import Check, Rule, fitting, near, told
from liushou_desk.domain.official_format.word_look import (
    ParagraphLook,
    RunLook,
    SectionLook,
    WordLook,
)
from liushou_desk.domain.official_format.word_notes import NOTES
from liushou_desk.domain.official_format.word_numbers import NUMBERS

_MARGIN = 1.0
"""Millimetres that the standard allows."""
_PITCH = 0.3
"""Points that nobody sees in a line."""
_INDENT = 2.5
"""Points: an indent by points is as wide as two characters, give or take the spacing."""
_SIGNS = "“”‘’—…·"
_TEXT = {Role.BODY, Role.HEADING, Role.ADDRESSEE}
_SAME = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "SimHei": "黑体", "SimSun": "宋体",
         "FangSong": "仿宋", "KaiTi": "楷体", "方正小标宋_GBK": "方正小标宋简体",
         "方正仿宋简体": "仿宋", "方正仿宋_GBK": "仿宋", "方正楷体_GBK": "楷体",
         "方正楷体简体": "楷体", "方正黑体_GBK": "黑体", "方正黑体简体": "黑体",
         "FZXiaoBiaoSong-B05S": "方正小标宋简体", "小标宋体": "方正小标宋简体"}  # fmt: skip
"""Faces by other names, or of the same kind."""


def same_face(one: str, other: str) -> bool:
    """Whether two names mean the same kind of face."""
    return _SAME.get(one, one) == _SAME.get(other, other)


def _page(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    wanted = sorted((profile.page_width, profile.page_height))
    for place, section in _sections(look):
        measured = sorted((section.width, section.height))
        is_held = all(near(a, b, _MARGIN) for a, b in zip(measured, wanted, strict=True))
        yield Check(is_held, place, _size(section.width, section.height), _size(*wanted))


def _size(width: float, height: float) -> str:
    return f"{width:.0f}×{height:.0f}毫米"


def _margins(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for place, section in _sections(look):
        page = _page_of(section, profile)
        for name, measured, wanted in (
            ("上", section.top, page.top), ("下", section.bottom, page.bottom),
            ("左", section.left, page.left), ("右", section.right, page.right),
        ):  # fmt: skip
            is_held = near(measured, wanted, _MARGIN)
            said = told(measured, "毫米"), told(wanted, "毫米")
            yield Check(is_held, f"{place}{name}边距", *said)


def _page_of(section: SectionLook, profile: LayoutProfile) -> LayoutProfile:
    is_turned = section.is_landscape and not profile.is_landscape
    return profile.turned() if is_turned else profile


def _sections(look: WordLook) -> Iterator[tuple[str, SectionLook]]:
    printed = [one for one in look.sections if one.paragraphs]
    for at, section in enumerate(printed, start=1):
        yield (f"第{at}节" if len(printed) > 1 else "页面"), section


def _lines(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    wanted = f"固定值{told(profile.line_pt, '磅')}，每面{profile.lines}行"
    for element in elements(look.paragraphs):
        one = element.look
        section = look.sections[one.section]
        if element.role not in _TEXT or section.is_landscape is not profile.is_landscape:
            continue
        pitch, said = _pitch(one, section)
        is_held = pitch is not None and near(pitch, profile.line_pt, _PITCH)
        if pitch:
            room = (section.height - section.top - section.bottom) * MM
            said += f"，每面{int(room / pitch + 0.05)}行"
        yield Check(is_held, one.place, said, wanted)


def _pitch(one: ParagraphLook, section: SectionLook) -> tuple[float | None, str]:
    """Points from line to line; a single line on a grid is as tall as the grid's."""
    if one.line_rule == "exact":
        return one.line_pt, f"固定值{told(one.line_pt, '磅')}"
    if one.line_rule == "auto" and section.grid_pt and near(one.line_pt, 1, 0.01):
        return section.grid_pt, f"网格{told(section.grid_pt, '磅')}"
    if one.line_rule == "auto":
        return None, f"{told(one.line_pt, '倍行距')}"
    return None, f"最小值{told(one.line_pt, '磅')}"


def _characters(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        section = look.sections[element.look.section]
        if element.role is Role.BODY and section.is_landscape is profile.is_landscape:
            run = element.look.runs[0]
            pitch = run.size + run.spacing
            count = int(section.text_width * MM / pitch + 0.02) if pitch > 0 else 0
            said, wanted = f"每行{count}字", f"每行{fitting(profile)}字"
            yield Check(count == fitting(profile), element.look.place, said, wanted)


def _distances(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        one = element.look
        if element.role in _TEXT:
            is_held = not one.before_pt and not one.after_pt
            said = f"段前{told(one.before_pt, '磅')}、段后{told(one.after_pt, '磅')}"
            yield Check(is_held, one.place, said, "段前段后为0")


def _title(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        if element.role in {Role.TITLE, Role.ATTACHMENT_TITLE}:
            yield from _face(element.look, profile.title)
            one = element.look
            is_centred = one.align == "center" and not one.first_chars and not one.first_pt
            yield Check(is_centred, one.place, _aligned(one), "居中")


def _aligned(one: ParagraphLook) -> str:
    words = {"center": "居中", "right": "居右", "distribute": "分散对齐"}
    said = words.get(one.align, "居左")
    return f"{said}但有首行缩进" if one.align == "center" and one.first_pt else said


def _headings(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        if element.role is Role.HEADING:
            yield from _face(element.look, profile.headings[element.level - 1], first_only=True)


def _body(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        if element.role in {Role.BODY, Role.ADDRESSEE, Role.UNIT, Role.DATE}:
            yield from _face(element.look, profile.body)


def _face(one: ParagraphLook, face: Face, *, first_only: bool = False) -> Iterator[Check]:
    """The face of the Chinese characters; what stands in no face's set goes by another one."""
    wanted = f"{told(face.size, '磅')}{face.word}{'加粗' if face.bold else ''}"
    runs = [run for run in one.runs if run.text.strip()]
    main = max(runs, key=lambda run: len(run.text), default=None)
    for run in runs[:1] if first_only else [main] if main else []:
        is_held = (
            same_face(run.east_asian, face.word)
            and near(run.size, face.size, 0.1)
            and run.bold == face.bold
        )
        yield Check(is_held, one.place, _type(run), wanted)


def _type(run: RunLook) -> str:
    named = run.east_asian or "没有指定字体"
    return f"{told(run.size, '磅')}{named}{'加粗' if run.bold else ''}"


def _indents(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    two = 2 * profile.pitch_pt
    for element in elements(look.paragraphs):
        one = element.look
        if element.role not in {Role.BODY, Role.HEADING} or not size_of(one):
            continue
        is_held = near(one.first_chars, 2, 0.05) or (
            not one.first_chars and near(one.first_pt, two, _INDENT)
        )
        yield Check(is_held and not one.left_pt, one.place, _indent(one), "首行缩进2字")


def _indent(one: ParagraphLook) -> str:
    spaces = len(one.text) - len(one.text.lstrip(" \u3000"))
    if spaces and not one.first_chars and not one.first_pt:
        return f"用{spaces}个空格代替缩进"
    if one.left_pt:
        return f"整段左缩进{told(one.left_pt, '磅')}"
    if one.first_chars:
        return f"首行缩进{told(one.first_chars, '字')}"
    return f"首行缩进{told(one.first_pt, '磅')}" if one.first_pt else "没有缩进"


def _forms(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        if element.role is Role.HEADING:
            wrong = wrong_form(element.look.text)
            yield Check(not wrong, element.look.place, *(wrong or ("", "")))
        elif element.role in {Role.BODY, Role.OTHER} and (wrong := _numbered(element)):
            yield Check(False, element.look.place, *wrong)


def _numbered(element: Element) -> tuple[str, str] | None:
    return wrong_form(element.look.text) if not element.look.after_table else None


def _theme(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    for one in look.paragraphs:
        themed = next((run for run in one.runs if run.is_themed), None)
        said = f"主题字体（{themed.east_asian or themed.latin}）" if themed else ""
        yield Check(themed is None, one.place, said, "写明字体名称")


def _hints(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    """Without the hint, and another Latin face, Word sets these signs narrow."""
    for one in look.paragraphs:
        for run in one.runs:
            if set(_SIGNS) & set(run.text):
                is_held = run.has_hint or same_face(run.latin, run.east_asian)
                said = f"引号、破折号用了{run.latin or '西文字体'}"
                yield Check(is_held, one.place, said, "中文字体")


def _tables(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    for table in look.tables:
        is_held = table.width <= table.room + _MARGIN
        said = f"宽{told(table.width, '毫米')}", f"不超过{told(table.room, '毫米')}"
        yield Check(is_held, table.place, *said)


WORD_RULES: tuple[Rule[WordLook], ...] = (
    Rule("page", "纸张", "5.1", _page),
    Rule("margins", "页边距", "5.2.1", _margins),
    Rule("lines", "行距和行数", "5.2.3", _lines),
    Rule("characters", "每行字数", "5.2.3", _characters),
    Rule("distances", "段前段后", "", _distances),
    Rule("title", "标题", "7.3.1", _title),
    Rule("headings", "各级标题字体", "7.3.3", _headings),
    Rule("body", "正文字体", "5.2.2", _body),
    Rule("indents", "首行缩进", "7.3.3", _indents),
    Rule("forms", "层次序数", "7.3.3", _forms),
    *NOTES,
    *NUMBERS,
    Rule("theme", "主题字体", "", _theme),
    Rule("hints", "引号和破折号的字体", "", _hints),
    Rule("tables", "表格宽度", "", _tables),
)
