"""Faces and sizes of runs and the measures of paragraphs, as they hold in the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from liushou_desk.domain.official_format.word_look import RunLook
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.runs import pieces
from liushou_desk.importing.papers.styles import Styles
from liushou_desk.importing.papers.wordml import child, first, is_set, merged, value, w, whole

_MOST_SIGNS = 200
"""Of a run are kept; a rule wants no more."""
_PLAIN_SIZE = 20
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Faces:
    """The faces of runs; those of the theme by the names that it gives them."""

    def __init__(self, styles: Styles, theme: Element | None) -> None:
        self._styles = styles
        self._theme = _theme_faces(theme)

    def of(self, paragraph: Element) -> tuple[RunLook, ...]:
        """The runs of a paragraph, those alike as one."""
        found = [self._run(run, text, paragraph) for run, text in pieces(paragraph, self._styles)]
        together = groupby(found, key=lambda one: one[1:])
        return tuple(
            RunLook("".join(text for text, *_ in alike)[:_MOST_SIGNS], *look)
            for look, alike in together
        )

    def _run(
        self, run: Element, text: str, paragraph: Element
    ) -> tuple[str, str, str, float, bool, bool, bool, float]:
        sheets = self._styles.run_sheets(run, paragraph)
        east, east_themed = self._face(sheets, "eastAsia")
        latin, latin_themed = self._face(sheets, "ascii")
        size = whole(value(first(sheets, "sz")), _PLAIN_SIZE) / 2
        hint = merged(sheets, "rFonts").get("hint") == "eastAsia"
        themed = east_themed or latin_themed
        apart = whole(value(first(sheets, "spacing"))) / 20
        return text, east, latin, size, is_set(sheets, "b"), themed, hint, apart

    def _face(self, sheets: Sequence[Element], script: str) -> tuple[str, bool]:
        for sheet in sheets:
            fonts = child(sheet, "rFonts")
            if themed := value(fonts, f"{script}Theme"):
                return self._theme.get(themed, themed), True
            if named := value(fonts, script):
                return named, False
        return "", False


def _theme_faces(theme: Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    found: dict[str, str] = {}
    for size in "major", "minor":
        for script, name in ("ea", "EastAsia"), ("latin", "HAnsi"), ("latin", "Ascii"):
            tag = f"{_DRAWING}themeElements/{_DRAWING}fontScheme/{_DRAWING}{size}Font"
            element = theme.find(f"{tag}/{_DRAWING}{script}")
            named = "" if element is None else str(element.get("typeface", ""))
            if not named and script == "ea" and element is not None:
                named = _hans(element.getparent())
            found[f"{size}{name}"] = named
    return found


def _hans(fonts: Element) -> str:
    by_script = {one.get("script"): one.get("typeface", "") for one in fonts}
    return str(by_script.get("Hans", ""))


@dataclass(frozen=True, slots=True)
class Measures:
    """Indents and distances of a paragraph, in points or characters."""

    align: str
    first_chars: float
    first_pt: float
    left_pt: float
    right_pt: float
    right_chars: float
    line_rule: str
    line_pt: float
    before_pt: float
    after_pt: float


def measures(sheets: Sequence[Element]) -> Measures:
    """What holds, the nearest properties first."""
    indent, spacing = merged(sheets, "ind"), merged(sheets, "spacing")
    chars, points = _first_line(sheets)
    rule = spacing.get("lineRule", "auto")
    line = whole(spacing.get("line", ""), 240)
    return Measures(
        _aligned(value(first(sheets, "jc"))),
        chars,
        points,
        _points(indent, "left", "start"),
        _points(indent, "right", "end"),
        whole(indent.get("rightChars", indent.get("endChars", ""))) / 100,
        rule,
        line / 240 if rule == "auto" else abs(line) / 20,
        _distance(spacing, "before"),
        _distance(spacing, "after"),
    )


def _first_line(sheets: Sequence[Element]) -> tuple[float, float]:
    """Characters and points of the first line's indent; one that hangs is below zero."""
    for indent in _indents(sheets):
        for name, sign in ("firstLine", 1), ("hanging", -1):
            if chars := whole(value(indent, f"{name}Chars")):
                return sign * chars / 100, sign * whole(value(indent, name)) / 20
        if told := value(indent, "firstLine"):
            return 0, whole(told) / 20
        if told := value(indent, "hanging"):
            return 0, -whole(told) / 20
        if value(indent, "firstLineChars"):
            return 0, 0
    return 0, 0


def _indents(sheets: Sequence[Element]) -> Iterator[Element]:
    tag = w("ind")
    return (found for sheet in sheets if (found := sheet.find(tag)) is not None)


def _aligned(told: str) -> str:
    return {"start": "left", "end": "right", "": "left"}.get(told, told)


def _points(indent: dict[str, str], *names: str) -> float:
    told = next((indent[name] for name in names if name in indent), "")
    return whole(told) / 20


def _distance(spacing: dict[str, str], name: str) -> float:
    """Before or after; some give it in lines of the grid, some leave it to the program."""
    if spacing.get(f"{name}Autospacing", "").lower() in {"1", "true", "on"}:
        return 14
    lines = whole(spacing.get(f"{name}Lines", ""))
    return lines / 100 * 15.6 if lines else whole(spacing.get(name, "")) / 20
