"""Tables no wider than the text, and pictures too."""

from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.wordml import child, every, inner, value, w, whole
from liushou_desk.importing.reformatting.sheets import parsed

_EMU = 36000
"""In a millimetre."""
_TWIPS = 1440 / 25.4
_SPARE = 0.5
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def fit(table: Element, room: float) -> None:
    """Make a table's columns narrower, each by its share, where it is wider than the text."""
    columns = [one for one in every(child(table, "tblGrid"), "gridCol")]
    most = room * _TWIPS
    width = sum(whole(value(one, "w")) for one in columns)
    own = child(table, "tblPr", "tblW")
    told = whole(value(own, "w")) if value(own, "type") == "dxa" else 0
    rows = (sum(map(_length, inner(row, "tcW"))) for row in every(table, "tr"))
    wide = max(width, told, *rows)
    if wide <= most + _SPARE * _TWIPS:
        return
    share = most / wide
    for one in [*columns, *(cell for cell in inner(table, "tcW") if _is_length(cell))]:
        one.set(w("w"), str(int(whole(value(one, "w")) * share)))
    properties = child(table, "tblPr")
    if properties is not None:
        for old in [*every(properties, "tblInd"), *every(properties, "tblpPr")]:
            properties.remove(old)
        if own is None:
            style = child(properties, "tblStyle")
            own = parsed("<w:tblW/>")
            properties.insert(0 if style is None else 1, own)
        own.set(w("w"), str(int(most)))
        own.set(w("type"), "dxa")


def _is_length(width: Element) -> bool:
    return value(width, "type") in {"dxa", ""}


def _length(width: Element) -> int:
    return whole(value(width, "w")) if _is_length(width) else 0


def fit_pictures(root: Element, room: float) -> None:
    """Make a picture in a line smaller that is wider than the text."""
    most = room * _EMU
    for inline in root.iter(f"{_INLINE}inline"):
        extent = inline.find(f"{_INLINE}extent")
        width = 0 if extent is None else whole(str(extent.get("cx", "")))
        if width > most:
            for one in [extent, *inline.iter(_DRAWING)]:
                for name in "cx", "cy":
                    if one is not None and one.get(name):
                        one.set(name, str(int(whole(one.get(name)) * most / width)))
