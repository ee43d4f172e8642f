"""A .docx package: the parts beside the text, zipped the same way each time."""

import zipfile
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from liushou_desk.export.characters import NO_END, NO_START
from liushou_desk.export.word_xml import RELATIONS, part

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_ONE = (1980, 1, 1, 0, 0, 0)

HEADER, ODD_FOOTER, EVEN_FOOTER = "rIdHeader", "rIdOddFooter", "rIdEvenFooter"
_LINKS = {
    "rIdStyles": ("styles", "styles.xml"),
    "rIdSettings": ("settings", "settings.xml"),
    "rIdFonts": ("fontTable", "fontTable.xml"),
    HEADER: ("header", "header1.xml"),
    ODD_FOOTER: ("footer", "footer1.xml"),
    EVEN_FOOTER: ("footer", "footer2.xml"),
}


def package(parts: dict[str, bytes], title: str, made_on: date) -> bytes:
    """The bytes of a .docx; `parts` are the files of its folder `word`."""
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(_ROOT_LINKS),
        "docProps/core.xml": _core(title, made_on),
        "docProps/app.xml": _APP,
        **{f"word/{name}": data for name, data in parts.items()},
        "word/settings.xml": _settings(),
        "word/_rels/document.xml.rels": _relations(
            {key: (f"{RELATIONS}/{kind}", target) for key, (kind, target) in _LINKS.items()}
        ),
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, data)
    return written.getvalue()


_ROOT_LINKS = {
    "rId1": (f"{RELATIONS}/officeDocument", "word/document.xml"),
    "rId2": (f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
    "rId3": (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
}


def _relations(links: dict[str, tuple[str, str]]) -> bytes:
    written = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    space = f"{_PACKAGE}relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{written}</Relationships>'.encode()


def _content_types(parts: dict[str, bytes]) -> bytes:
    def kind(name: str) -> str:
        stem = name.removesuffix(".xml").rstrip("0123456789")
        return "document.main" if stem == "document" else stem

    overrides = {f"/word/{name}": f"{_OFFICE}{kind(name)}+xml" for name in parts} | {
        "/word/settings.xml": f"{_OFFICE}settings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    written = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" '
        f'ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{written}</Types>"
    ).encode()


def _core(title: str, made_on: date) -> bytes:
    """Title and dates only: the file shall not tell who sat at the computer."""
    moment = f'xsi:type="dcterms:W3CDTF">{made_on.isoformat()}T00:00:00Z'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><dc:language>zh-CN</dc:language>"
        f"<dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified></cp:coreProperties>"
    ).encode()


_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>LiuShou Desk</Application></Properties>'
).encode()


def _settings() -> bytes:
    """Odd and even pages differ; our own list of signs; the layout rules of current Word."""
    quote = {'"': "&quot;"}
    after = escape("".join(sorted(NO_END)), quote)
    before = escape("".join(sorted(NO_START)), quote)
    return part(
        "w:settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{after}"/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{before}"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )
