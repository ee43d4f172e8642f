"""The one reader of XML: every spelling the language allows, and nothing that reaches outside.

A document type, which no workbook needs, is refused, and with it every entity of its own.
"""

from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree

from liushou_desk.importing.sheet_scan import Unreadable

Element = Any
"""An element of lxml, whose stubs know little."""
_TEXTS = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_UNSURE = b"\xef\xbf"
"""Begins the two signs above U+FFC0 that are none."""


class Part(Protocol):
    """What XML is read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""
        ...


def elements(part: Part, root: str, names: tuple[str, ...]) -> Iterator[Element]:
    """Every element of these names where it ends, in the namespace of the root, called `root`.

    Whoever takes one may clear it. Comments and instructions are left out, CDATA is text. Raises
    `Unreadable`.
    """
    head = _Head(part)
    space = head.space_of(root)
    tags = tuple(f"{{{space}}}{name}" if space else name for name in names)
    options: dict[str, Any] = {
        "events": ("end",), "tag": tags, "resolve_entities": False, "no_network": True,
        "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True,
    }  # fmt: skip
    try:
        for _, element in etree.iterparse(head, **options):
            yield element
    except etree.XMLSyntaxError as error:
        raise Unreadable from error


def tree(content: bytes, root: str) -> Element:
    """A small document as a whole. Raises `Unreadable`."""
    return _whole(content, root, remove_comments=True, remove_pis=True)


def editable(content: bytes, root: str) -> Element:
    """A document that is to be written again: comments and all. Raises `Unreadable`."""
    return _whole(content, root)


def _whole(content: bytes, root: str, **options: Any) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **options
    )
    try:
        found: Element = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable from error
    if found.getroottree().docinfo.doctype or local_name(found) != root:
        raise Unreadable
    return found


def plain_text(written: bytes) -> str:
    """The text that some UTF-8 between two tags stands for. Raises `Unreadable`."""
    if b"&" in written or _UNSURE in written:
        try:
            found: Element = etree.fromstring(b"<t>" + written + b"</t>", _TEXTS)
        except etree.XMLSyntaxError as error:
            raise Unreadable from error
        return found.text or ""
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable from error


def local_name(element: Element) -> str:
    """Its name without the namespace."""
    return str(etree.QName(element).localname)


def children(element: Element, name: str) -> Iterator[Element]:
    """The elements of this name in it, however deep, in its own namespace."""
    space = etree.QName(element).namespace
    return cast("Iterator[Element]", element.iter(f"{{{space}}}{name}" if space else name))


def attribute(element: Element, name: str) -> str:
    """An attribute in whatever namespace, empty where there is none."""
    plain: str | None = element.get(name)
    if plain is not None:
        return plain
    found = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return next(found, "")


def is_on(element: Element, name: str) -> bool:
    """Whether an attribute that is yes or no says yes."""
    return str(element.get(name, "")).strip().lower() in {"1", "true", "on"}


class _Head:
    """A part whose beginning is looked at before it is read."""

    def __init__(self, part: Part) -> None:
        self._part, self._first = part, b""

    def space_of(self, root: str) -> str:
        """The namespace of the root. Raises `Unreadable` where it is another or has a type."""
        parser = etree.XMLPullParser(
            events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        )
        pull: Any = parser
        try:
            while piece := self._part.read(1 << 12):
                self._first += piece
                pull.feed(piece)
                for _, element in pull.read_events():
                    if element.getroottree().docinfo.doctype or local_name(element) != root:
                        raise Unreadable
                    return str(etree.QName(element).namespace or "")
        except etree.XMLSyntaxError as error:
            raise Unreadable from error
        raise Unreadable

    def read(self, size: int) -> bytes:
        """The part from its beginning."""
        if self._first:
            piece, self._first = self._first[:size], self._first[size:]
            return piece
        return self._part.read(size)
