"""The paragraph styles of a Word file, written from the layout profile.

Headings are Word's own, so its navigation pane lists them. There is no theme, so no theme font can
push the profile's faces aside.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from liushou_desk.domain.layout import Face, LayoutProfile
from liushou_desk.export.table_grid import LEADING, NOTE_BEFORE_PT
from liushou_desk.export.word_xml import indent, line_spacing, part, run_properties, twips

TITLE, BODY, FLUSH, CENTRED, NOTE = "Title", "BodyText", "Flush", "Centred", "TableNote"
LABEL, ATTACHMENT, SIGNATURE = "AttachmentLabel", "AttachmentTitle", "DocumentSignature"
TABLE_HEAD, TABLE_CELL, PAGE_NUMBER, DRAFT_MARK = "TableHead", "TableCell", "Footer", "Header"
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")

_NAMES = {
    TITLE: "Title", BODY: "公文正文", FLUSH: "公文顶格", CENTRED: "公文居中", NOTE: "表注",
    LABEL: "附件标签", ATTACHMENT: "附件标题", SIGNATURE: "落款", TABLE_HEAD: "表头",
    TABLE_CELL: "表格内容", PAGE_NUMBER: "footer", DRAFT_MARK: "header",
    "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3",
    "Heading4": "heading 4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Style:
    """One style; what is left out comes from Normal, which is the body without its indent."""

    key: str
    face: Face | None = None
    spacing: float = 0
    keep_next: bool = False
    new_page: bool = False
    line: str = ""
    ind: str = ""
    jc: str = ""
    outline: int | None = None

    def xml(self) -> str:
        return (
            f'<w:style w:type="paragraph" {self._custom}w:styleId="{self.key}">'
            f'<w:name w:val="{_NAMES[self.key]}"/><w:basedOn w:val="Normal"/>{self._next}'
            f"<w:qFormat/><w:pPr>{self._paragraph}</w:pPr>{self._run}</w:style>"
        )

    @property
    def _custom(self) -> str:
        return "" if _NAMES[self.key].isascii() else 'w:customStyle="1" '

    @property
    def _next(self) -> str:
        return f'<w:next w:val="{BODY}"/>' if self.key in HEADINGS else ""

    @property
    def _paragraph(self) -> str:
        jc = f'<w:jc w:val="{self.jc}"/>' if self.jc else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            ("<w:keepNext/>" if self.keep_next else "")
            + ("<w:pageBreakBefore/>" if self.new_page else "")
            + ('<w:snapToGrid w:val="0"/>' if self.line else "")
            + self.line + self.ind + jc + outline
        )  # fmt: skip

    @property
    def _run(self) -> str:
        return run_properties(self.face, self.spacing) if self.face else ""


def styles(profile: LayoutProfile) -> bytes:
    """The part `word/styles.xml`."""
    written = "".join(style.xml() for style in (*_text_styles(profile), *_small_styles(profile)))
    return part("w:styles", _defaults(profile) + _normal(profile) + _TABLE + written)


def _text_styles(profile: LayoutProfile) -> list[_Style]:
    two = f'<w:ind w:firstLineChars="200" w:firstLine="{twips(2 * profile.pitch_pt)}"/>'
    title = line_spacing(profile.line_pt)
    headings = [
        _Style(key, face, profile.spacing_pt, keep_next=True, ind=two, outline=level)
        for level, (key, face) in enumerate(zip(HEADINGS, profile.headings, strict=True))
    ]
    return [
        _Style(TITLE, profile.title, line=title, jc="center"),
        *headings,
        _Style(BODY, ind=two),
        _Style(FLUSH),
        _Style(CENTRED, jc="center"),
        _Style(SIGNATURE, jc="center"),
        _Style(LABEL, profile.label, profile.spacing_pt, keep_next=True, new_page=True, jc="left"),
        _Style(ATTACHMENT, profile.title, keep_next=True, line=title, jc="center", outline=0),
    ]


def _small_styles(profile: LayoutProfile) -> list[_Style]:
    def line(face: Face, before: float = 0) -> str:
        return line_spacing(face.size * LEADING, before)

    head, cell, note, number = (
        profile.table_head, profile.table, profile.note, profile.page_number,
    )  # fmt: skip
    return [
        _Style(NOTE, note, line=line(note, NOTE_BEFORE_PT)),
        _Style(TABLE_HEAD, head, line=line(head), jc="center"),
        _Style(TABLE_CELL, cell, line=line(cell), jc="center"),
        _Style(PAGE_NUMBER, number, line=line(number), ind=indent(), jc="right"),
        _Style(DRAFT_MARK, note, line=line(note), jc="right"),
    ]


def _defaults(profile: LayoutProfile) -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    body = run_properties(profile.body).replace("</w:rPr>", language + "</w:rPr>")
    return (
        f"<w:docDefaults><w:rPrDefault>{body}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    )


def _normal(profile: LayoutProfile) -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>'
        f'<w:autoSpaceDE/><w:autoSpaceDN/>{line_spacing(profile.line_pt)}<w:jc w:val="both"/>'
        f"</w:pPr>{run_properties(profile.body, profile.spacing_pt)}</w:style>"
    )


_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def fonts(profile: LayoutProfile) -> bytes:
    """The part `word/fontTable.xml`, naming what may stand in for a face that is not installed."""
    faces = (profile.title, *profile.headings, profile.body, profile.label, profile.table_head,
             profile.table, profile.note, profile.page_number)  # fmt: skip
    named = {face.word: _STAND_INS.get(face.word, "宋体") for face in faces}
    return part("w:fonts", "".join(_font(*pair) for pair in sorted(named.items())))


_STAND_INS = {
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体",
    "仿宋": "仿宋_GB2312,FangSong,宋体",
    "楷体": "楷体_GB2312,KaiTi,宋体",
    "黑体": "SimHei,微软雅黑",
    "宋体": "SimSun",
}


def _font(name: str, stand_ins: str) -> str:
    return (
        f'<w:font w:name={quoteattr(name)}><w:altName w:val="{stand_ins}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )
