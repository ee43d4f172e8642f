"""Sees to it that Word has a glyph for every sign: what a named face lacks is set in another.

Without this a name like 王堃 in 方正小标宋简体 shows a box, or falls back to whatever there is.
"""

from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from liushou_desk.domain.coverage import has_all, stand_in

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_VALUE, _WORDS, _SPACE = qn("w:val"), qn("w:t"), qn("xml:space")


def guard_glyphs(file: "WordFile") -> None:
    """Part every run whose face lacks one of its characters, in text, headers and footers."""
    faces = _Faces(file)
    for root in _roots(file):
        for paragraph in root.iter(qn("w:p")):
            face = faces.of(paragraph)
            for run in list(paragraph.iter(qn("w:r"))):
                if not all(has_all(face, text.text or "") for text in run.iter(_WORDS)):
                    _part(run, face)


def _roots(file: "WordFile") -> list[Any]:
    """The text, then headers and footers."""
    whole: Any = file
    margins = [
        relation.target_part.element
        for relation in whole.part.rels.values()
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    ]
    return [whole.element, *margins]


class _Faces:
    """The face that a paragraph's style comes to, its own or one it is based on."""

    def __init__(self, file: "WordFile") -> None:
        styles: Any = file.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._found: dict[str, str] = {}

    def of(self, paragraph: Any) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._of("Normal" if style is None else style.get(_VALUE))

    def _of(self, name: str) -> str:
        if name not in self._found:
            style = self._styles[name]
            fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            based = style.find(qn("w:basedOn"))
            if fonts is not None:
                self._found[name] = fonts.get(qn("w:eastAsia"))
            else:
                self._found[name] = self._of(based.get(_VALUE)) if based is not None else ""
        return self._found[name]


def _part(run: Any, face: str) -> None:
    """A run for each stretch of characters that one face has, in its place."""
    for child in run:
        if child.tag == _WORDS:
            for other, chars in groupby(child.text, key=lambda char: stand_in(face, char)):
                _before(run, child, face=other if other != face else "", text="".join(chars))
        elif child.tag != qn("w:rPr"):
            _before(run, child)
    run.getparent().remove(run)


def _before(run: Any, child: Any, *, face: str = "", text: str | None = None) -> None:
    """A run like this one with one of its parts only."""
    part, one = deepcopy(run), deepcopy(child)
    for other in list(part):
        if other.tag != qn("w:rPr"):
            part.remove(other)
    if text is not None:
        one.text = text
        one.set(_SPACE, "preserve")
    part.append(one)
    if face:
        _set_face(part, face)
    run.addprevious(part)


def _set_face(run: Any, face: str) -> None:
    fonts: Any = run.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        fonts.set(qn(f"w:{script}"), face)
