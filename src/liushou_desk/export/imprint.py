"""版记: its rows and lines, the same for both writers (GB/T 9704-2012, 7.4)."""

from dataclasses import replace

from liushou_desk.domain.document import Imprint, imprint_lines
from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.export.faces import Measures
from liushou_desk.export.pdf_text import TextSetter
from liushou_desk.export.strips import Ink, Strip, baseline

THICK_PT, THIN_PT = 0.35 * MM, 0.25 * MM
"""Weight of the first and the last line, and of those between."""
COPIES = "抄送："


def imprint_face(profile: LayoutProfile) -> Face:
    """4号 of the body's face."""
    return replace(profile.body, size=14, bold=False)


def imprint_strips(imprint: Imprint, profile: LayoutProfile, faces: Measures) -> list[Strip]:
    """The rows from top to bottom, with their lines."""
    *copied, printer, day = imprint_lines(imprint)
    face, text = imprint_face(profile), TextSetter(profile, faces)
    strips = [strip for line in copied for strip in text.hung(line, face, COPIES)]
    room = profile.text_width * MM
    left, right = text.line(printer, face), text.line(day, face)
    at = baseline(profile.line_pt, face)
    inks = (
        Ink(left, face, face.size, at),
        Ink(right, face, room - face.size - right.width, at),
    )
    last = Strip(profile.line_pt, inks, rule_above=THIN_PT, rule_below=THICK_PT)
    if not strips:
        return [replace(last, rule_above=THICK_PT)]
    return [replace(strips[0], rule_above=THICK_PT), *strips[1:], last]
