"""The rules for what stands below the text of a Word file: attachments, signature, imprint."""

import re
from collections.abc import Iterator

from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.domain.official_format.roles import DAY, Role, elements, size_of
from liushou_desk.domain.official_format.rule import Check, Rule, near, told
from liushou_desk.domain.official_format.word_look import ParagraphLook, WordLook

_SEALED, _UNSEALED, _BY = 4, 2, 1.2
"""Characters the date stands clear of the right edge, and how exactly that can be reckoned."""
_IMPRINT_SIZE = 14
_NARROW = re.compile("[ -~]")
_STOPS = "。；，、."


def _labels(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    found = elements(look.paragraphs)
    for at, element in enumerate(found):
        one = element.look
        if element.role is Role.ATTACHMENT_LABEL:
            flush = one.align in {"left", "both"} and not one.first_pt and not one.left_pt
            yield Check(flush, one.place, "没有顶格", "版心左上角顶格")
            yield Check(one.begins_page, one.place, "接排在正文后面", "另面编排")
            runs = [run for run in one.runs if run.text.strip()][:1]
            for run in runs:
                is_held = run.east_asian == profile.label.word and run.size == profile.label.size
                wanted = f"{told(profile.label.size, '磅')}{profile.label.word}"
                yield Check(is_held, one.place, f"{told(run.size, '磅')}{run.east_asian}", wanted)
        elif element.role is Role.ATTACHMENT_TITLE and at:
            above = one.empty_above
            yield Check(above == 1, one.place, f"上面空{above}行", "在第三行，上面空一行")


def _note(look: WordLook, _: LayoutProfile) -> Iterator[Check]:
    for element in elements(look.paragraphs):
        one = element.look
        if element.role is Role.ATTACHMENT_NOTE:
            said = one.text.strip()
            is_held = not said.endswith(tuple(_STOPS))
            yield Check(is_held, one.place, f"末尾有“{said[-1:]}”", "不加标点")
            if said.startswith("附件"):
                yield Check(one.empty_above == 1, one.place, f"上面空{one.empty_above}行", "空一行")


def _date(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    found = elements(look.paragraphs)
    for at, element in enumerate(found):
        if element.role is not Role.DATE or not at or found[at - 1].role is not Role.UNIT:
            continue
        one = element.look
        parts = DAY.fullmatch(one.text)
        plain = parts is not None and all(p.isascii() and p[0] != "0" for p in parts.groups())
        yield Check(plain, one.place, one.text.strip(), "阿拉伯数字，月日不编虚位")
        room = look.sections[one.section].text_width * MM
        clear = _clear(one, room) / profile.pitch_pt
        unit = _clear(found[at - 1].look, room) / profile.pitch_pt
        sealed = near(clear, profile.signature_right, _BY)
        unsealed = near(min(clear, unit), _UNSEALED, _BY)
        wanted = f"右空{profile.signature_right}字（不盖章的空{_UNSEALED}字）"
        yield Check(sealed or unsealed, one.place, f"右空{told(max(clear, 0), '字')}", wanted)


def _clear(one: ParagraphLook, room: float) -> float:
    """Points between the end of a short line and the edge of the text."""
    size = size_of(one)
    said = one.text.rstrip(" \u3000")
    trailing = (len(one.text) - len(said)) * size
    spacing = one.runs[0].spacing if one.runs else 0
    width = sum((0.5 if _NARROW.match(sign) else 1) * size + spacing for sign in said)
    right = one.right_chars * size if one.right_chars else one.right_pt
    if one.align == "right":
        return right + trailing
    if one.align == "center":
        return right + (room - one.left_pt - right - width) / 2
    first = one.first_chars * size if one.first_chars else one.first_pt
    return room - one.left_pt - first - width


def _imprint(look: WordLook, profile: LayoutProfile) -> Iterator[Check]:
    for one in look.paragraphs:
        said = one.text.strip()
        if said.startswith("抄送：") or (said.endswith("印发") and DAY.match(said[:-2][-11:])):
            runs = [run for run in one.runs if run.text.strip()][:1]
            for run in runs:
                is_held = near(run.size, _IMPRINT_SIZE, 0.1)
                wanted = f"{_IMPRINT_SIZE}磅{profile.body.word}"
                yield Check(is_held, one.place, f"{told(run.size, '磅')}{run.east_asian}", wanted)


NOTES: tuple[Rule[WordLook], ...] = (
    Rule("attachment_note", "附件说明", "7.3.4", _note),
    Rule("signature", "落款", "7.3.5", _date),
    Rule("attachments", "附件", "7.3.7", _labels),
    Rule("imprint", "版记", "7.4", _imprint),
)
