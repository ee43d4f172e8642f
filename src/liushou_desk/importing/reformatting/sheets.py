"""The named styles that a layout wants, written into a file's own list of styles."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from liushou_desk.domain.layout import Face, LayoutProfile
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.wordml import SPACE, child, every, inner, value, w

LEADING = 1.3
"""Lines of a table as a multiple of the type."""
TITLE, BODY, FLUSH, CENTRED, SIGNATURE = "Title", "公文正文", "公文顶格", "公文居中", "落款"
LABEL, ATTACHMENT, CELL, HEAD, FOOTER = "附件标签", "附件标题", "表格内容", "表头", "footer"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "csTheme")
_PROPERTIES = ("pPr", "rPr", "basedOn", "link", "next", "tblPr", "tcPr")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a style says."""

    face: Face
    line_pt: float
    align: str = "both"
    first_chars: int = 0
    outline: int = 0
    spacing_pt: float = 0
    snaps: bool = True


def sheets(profile: LayoutProfile) -> Mapping[str, Sheet]:
    """The styles of a layout by their names."""
    line, apart = profile.line_pt, profile.spacing_pt
    found = {
        TITLE: Sheet(profile.title, line, "center", snaps=False),
        ATTACHMENT: Sheet(profile.title, line, "center", outline=1, snaps=False),
        BODY: Sheet(profile.body, line, first_chars=2, spacing_pt=apart),
        FLUSH: Sheet(profile.body, line, spacing_pt=apart),
        CENTRED: Sheet(profile.body, line, "center", spacing_pt=apart),
        SIGNATURE: Sheet(profile.body, line, "right", spacing_pt=apart),
        LABEL: Sheet(profile.label, line, "left"),
        CELL: Sheet(profile.table, profile.table.size * LEADING, "left", snaps=False),
        HEAD: Sheet(profile.table_head, profile.table_head.size * LEADING, "center", snaps=False),
        FOOTER: Sheet(profile.page_number, profile.page_number.size * LEADING, "left", snaps=False),
    }
    for at, name in enumerate(HEADINGS, start=1):
        face = profile.headings[at - 1]
        found[name] = Sheet(face, line, first_chars=2, outline=at, spacing_pt=apart)
    return found


def write_styles(root: Element, profile: LayoutProfile) -> dict[str, str]:
    """Put the layout's styles into a list of styles; their ids by their names."""
    drop_themes(root)
    _set_defaults(root, profile.body)
    return {name: _write(root, name, sheet, profile) for name, sheet in sheets(profile).items()}


def drop_themes(root: Element) -> None:
    """Take the faces of the theme out, which would win over named ones."""
    for fonts in inner(root, "rFonts"):
        for name in _THEMES:
            fonts.attrib.pop(w(name), None)


def fonts(face: Face) -> str:
    """The face for all scripts."""
    name = quoteattr(face.word)
    return f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"


def parsed(markup: str) -> Element:
    """An element of WordprocessingML with what is in it."""
    head, space, rest = markup.partition(">")
    closed = head.endswith("/")
    name, parted, attributes = head.rstrip("/").partition(" ")
    opening = f'{name} xmlns:w="{SPACE}"{parted}{attributes}{"/" if closed else ""}'
    return etree.fromstring(opening + space + rest)


def _set_defaults(root: Element, face: Face) -> None:
    defaults = child(root, "docDefaults", "rPrDefault", "rPr")
    if defaults is not None:
        for old in every(defaults, "rFonts"):
            defaults.remove(old)
        defaults.insert(0, parsed(fonts(face)))


def _write(root: Element, name: str, sheet: Sheet, profile: LayoutProfile) -> str:
    style = _style(root, name)
    for old in [one for tag in _PROPERTIES for one in every(style, tag)]:
        style.remove(old)
    outline = f'<w:outlineLvl w:val="{sheet.outline - 1}"/>' if sheet.outline else ""
    chars, points = 100 * sheet.first_chars, round(20 * sheet.first_chars * profile.pitch_pt)
    kept = "<w:keepNext/>" if sheet.outline else ""
    bold = "1" if sheet.face.bold else "0"
    half = round(2 * sheet.face.size)
    style.append(parsed(
        f'<w:pPr>{kept}<w:widowControl w:val="0"/><w:snapToGrid w:val="{int(sheet.snaps)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * sheet.line_pt)}" '
        f'w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLineChars="{chars}" '
        f'w:firstLine="{points}"/><w:jc w:val="{sheet.align}"/>{outline}</w:pPr>'
    ))  # fmt: skip
    style.append(parsed(
        f'<w:rPr>{fonts(sheet.face)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'<w:i w:val="0"/><w:color w:val="000000"/>'
        f'<w:spacing w:val="{round(20 * sheet.spacing_pt)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    ))  # fmt: skip
    return value(style, "styleId")


def _style(root: Element, name: str) -> Element:
    """The style of this name, made where there is none."""
    styles = every(root, "style")
    for style in styles:
        is_paragraph = (value(style, "type") or "paragraph") == "paragraph"
        if is_paragraph and value(child(style, "name")).lower() == name.lower():
            return style
    taken = {value(style, "styleId") for style in styles}
    at = next(number for number in range(1, len(taken) + 2) if f"Layout{number}" not in taken)
    style = parsed(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Layout{at}">'
        f"<w:name w:val={quoteattr(name)}/><w:qFormat/></w:style>"
    )
    root.append(style)
    return style
