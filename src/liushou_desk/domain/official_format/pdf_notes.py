"""The rules for what stands below the text of a PDF: signature, attachments, imprint."""

import re
from collections.abc import Iterator
from itertools import pairwise

from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.domain.official_format.pdf_faces import is_of_kind
from liushou_desk.domain.official_format.pdf_look import LineLook, PdfLook
from liushou_desk.domain.official_format.roles import DAY
from liushou_desk.domain.official_format.rule import Check, Rule, near, told

_BY = 1.2
"""Characters: how exactly a place can be reckoned."""
_UNSEALED = 2
_LABEL = re.compile(r"附件\s*[0-9一二三四五六七八九十]*")


def _signature(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """The date below the unit; on its own line elsewhere it is only a date."""
    edge, em = profile.left + profile.text_width, profile.text_width / profile.characters
    for page in look.pages:
        for unit, one in pairwise(page.lines):
            parts = DAY.fullmatch(one.text)
            middle = (one.left + one.right) / 2
            is_right = middle > profile.left + 0.55 * profile.text_width
            if page.is_landscape or parts is None or unit.has_columns or not is_right:
                continue
            plain = all(part.isascii() and part[0] != "0" for part in parts.groups())
            yield Check(plain, one.place, one.text, "阿拉伯数字，月日不编虚位")
            clear, above = (edge - one.right) / em, (edge - unit.right) / em
            sealed = near(clear, profile.signature_right, _BY)
            unsealed = near(min(clear, above), _UNSEALED, _BY)
            wanted = f"右空{profile.signature_right}字（不盖章的空{_UNSEALED}字）"
            yield Check(sealed or unsealed, one.place, f"右空{told(max(clear, 0), '字')}", wanted)


def _attachments(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    for page in look.pages:
        for at, one in enumerate(page.lines):
            if not _LABEL.fullmatch(one.text):
                continue
            area = profile.turned() if page.is_landscape and not profile.is_landscape else profile
            yield Check(at == 0, one.place, "接排在正文后面", "另面编排")
            left = told(one.left, "毫米")
            yield Check(near(one.left, area.left, 1.5), one.place, f"左边距{left}", "顶格")
            is_face = is_of_kind(one.font, profile.label) and near(
                one.size, profile.label.size, 0.3
            )
            wanted = f"{told(profile.label.size, '磅')}{profile.label.word}"
            yield Check(is_face, one.place, f"{told(one.size, '磅')}{one.font}", wanted)
            yield from _title(page.lines[at:], area)


def _title(lines: tuple[LineLook, ...], area: LayoutProfile) -> Iterator[Check]:
    """The attachment's title is in the middle of the third line."""
    if len(lines) > 1:
        label, title = lines[:2]
        at = 1 + (title.base - label.base) * MM / area.line_pt
        said = f"在第{told(at, '行')}"
        yield Check(near(at, 3, 0.5), title.place, said, "在第三行")
        off = (title.left + title.right) / 2 - area.left - area.text_width / 2
        yield Check(near(off, 0, 1.5), title.place, f"偏离中线{told(off, '毫米')}", "居中")


def _imprint(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """版记 is the last of the text area on an even page."""
    for number, page in enumerate(look.pages, start=1):
        for one in page.lines:
            if one.text.endswith("印发") and one is page.lines[-1]:
                yield Check(number % 2 == 0, one.place, f"在第{number}页（单页）", "在双页")
                above = profile.top + profile.text_height - one.base
                said = f"距版心下边缘{told(above, '毫米')}"
                yield Check(near(above, 0, profile.line_pt / MM), one.place, said, "最后一行")


NOTES: tuple[Rule[PdfLook], ...] = (
    Rule("signature", "落款", "7.3.5", _signature),
    Rule("attachments", "附件", "7.3.7", _attachments),
    Rule("imprint", "版记", "7.4", _imprint),
)
