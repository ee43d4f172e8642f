"""A document as leaves: each page with its layout, its number or none, and 版记 at the end.

A part is what begins a page of its own: the text, and each attachment. 版记 stands at the foot of
the last even page (GB/T 9704-2012, 7.4 and 7.5): of the last page of the text where Word can be
told to number all pages but that one, which it can where the part has one page or two; else of
the next even page, where it stands alone.
"""

from dataclasses import dataclass

from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.faces import Measures, Reckoned
from liushou_desk.export.imprint import imprint_strips
from liushou_desk.export.pdf_flow import attachment_strips, text_strips
from liushou_desk.export.strips import Page, Placed, Strip, paginate

_MOST = 2
"""Pages of a part that can be told apart from the one with 版记."""


@dataclass(slots=True)
class Leaf:
    """One page of the paper."""

    page: Page
    profile: LayoutProfile
    is_numbered: bool = True
    begins_attachment: bool = False
    room_above_imprint: float = 0
    """Points left free above 版记, on the page that has it."""


def leaves_of(document: Document, profile: LayoutProfile, faces: Measures) -> list[Leaf]:
    """The whole document, page by page."""
    parts = _parts(document, profile, faces)
    leaves = [leaf for part in parts for leaf in part]
    if document.imprint:
        strips = imprint_strips(document.imprint, profile, faces)
        if not _has_room(leaves, len(parts[-1]), sum(strip.height for strip in strips)):
            empty = 1 if len(leaves) % 2 else 2
            leaves += [Leaf(Page(), profile, is_numbered=False) for _ in range(empty)]
        _close(leaves[-1], strips)
    return leaves


def imprint_leaf(document: Document, profile: LayoutProfile) -> Leaf:
    """The page with 版记, reckoned without any font, for Word."""
    return leaves_of(document, profile, Reckoned())[-1]


def _parts(document: Document, profile: LayoutProfile, faces: Measures) -> list[list[Leaf]]:
    text = text_strips(document, profile, faces)
    parts = [_laid(text, profile)] if text or not document.attachments else []
    for attachment in document.attachments:
        turned = profile.turned() if attachment.landscape else profile
        parts.append(_laid(attachment_strips(attachment, turned, faces), turned))
        parts[-1][0].begins_attachment = True
    return parts


def _laid(strips: list[Strip], profile: LayoutProfile) -> list[Leaf]:
    pages = paginate(strips, profile.text_height * MM)
    return [Leaf(page, profile, profile.is_numbered) for page in pages]


def _has_room(leaves: list[Leaf], pages: int, needed: float) -> bool:
    """Whether 版记 may stand below the last page's text."""
    last = leaves[-1]
    fits = last.page.filled + needed <= last.profile.text_height * MM
    return fits and len(leaves) % 2 == 0 and pages <= _MOST and not last.profile.is_landscape


def _close(leaf: Leaf, strips: list[Strip]) -> None:
    top = leaf.profile.text_height * MM - sum(strip.height for strip in strips)
    leaf.is_numbered, leaf.room_above_imprint = False, top - leaf.page.filled
    for strip in strips:
        leaf.page.placed.append(Placed(strip, top))
        top += strip.height
