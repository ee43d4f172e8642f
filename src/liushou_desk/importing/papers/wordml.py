"""Names of WordprocessingML, and the few ways its elements are looked at."""

from collections.abc import Iterable, Iterator

from liushou_desk.importing.markup import Element

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The same by the strict variant of the standard, which Word writes when it is told to."""
_OFF = {"0", "false", "off", "none"}


def w(name: str) -> str:
    """The full name of an element or attribute."""
    return f"{{{SPACE}}}{name}"


def local(element: Element) -> str:
    """Its name without the namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str:
    """An attribute, empty where there is none."""
    return "" if element is None else str(element.get(w(name), ""))


def child(element: Element | None, *path: str) -> Element | None:
    """The first element on a path of names, if it is there."""
    return None if element is None else element.find("/".join(map(w, path)))


def every(element: Element | None, name: str) -> list[Element]:
    """All children of a name."""
    found: list[Element] = [] if element is None else element.findall(w(name))
    return found


def whole(text: str, otherwise: int = 0) -> int:
    """A number of twips, half points or a level; some programs write decimals."""
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return otherwise


def first(sheets: Iterable[Element], name: str) -> Element | None:
    """The nearest of some properties that says anything of this."""
    tag = w(name)
    found: Iterator[Element] = (one for sheet in sheets if (one := sheet.find(tag)) is not None)
    return next(found, None)


def is_set(sheets: Iterable[Element], name: str) -> bool:
    """Whether a property that is on or off is on."""
    found = first(sheets, name)
    return found is not None and value(found).lower() not in _OFF


def merged(sheets: Iterable[Element], name: str) -> dict[str, str]:
    """Attributes of a property, each as the nearest that has it says."""
    kept: dict[str, str] = {}
    for sheet in sheets:
        if (found := sheet.find(w(name))) is not None:
            for key, said in found.attrib.items():
                kept.setdefault(str(key).rpartition("}")[2], str(said))
    return kept


def inner(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names in it, however deep."""
    yield from element.iter(*map(w, names))
