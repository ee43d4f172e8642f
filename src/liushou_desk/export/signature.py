"""落款: where unit and date stand, the same for both writers (GB/T 9704-2012, 7.3.5)."""

from dataclasses import dataclass

from liushou_desk.domain.document import Signature
from liushou_desk.domain.layout import MM, LayoutProfile

_SPARE = 0.5
"""Characters of air, since Word's fonts may be wider than reckoned."""
_UNSEALED = 2
"""Characters that unit or date stand clear of the edge without a seal, and the date of the unit."""
_ABOVE_SEALED, _ABOVE_UNSEALED = 2, 1
"""Empty lines above; two, and the seal's top lies within one line of the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lengths in points: between `left` and the right edge both lines are centred.

    Where `left` is None each ends so far before the right edge.
    """

    lines_above: int
    left: float | None = None
    unit_right: float = 0
    date_right: float = 0


def signature_place(
    signature: Signature, unit: float, date: float, profile: LayoutProfile
) -> Place:
    """Where 落款 stands, given the widths of its unit and its date in points."""
    sealed = profile.sealed if signature.sealed is None else signature.sealed
    if sealed:
        return Place(_ABOVE_SEALED, _sealed_left(unit, date, profile))
    clear = _UNSEALED * profile.pitch_pt
    unit_right, date_right = clear, unit - date
    if date > unit:  # the date is then clear of the edge, and the unit two characters before it
        unit_right, date_right = date + 2 * clear - unit, clear
    most = max(0.0, profile.text_width * MM - unit)
    return Place(_ABOVE_UNSEALED, None, min(unit_right, most), date_right)


def _sealed_left(unit: float, date: float, profile: LayoutProfile) -> float:
    """Left indent that centres both unit and date.

    The date ends `signature_right` characters before the right edge. Only a unit so long that it
    would then reach over that edge draws both to the left.
    """
    text = profile.text_width * MM
    spare = _SPARE * profile.pitch_pt
    centre = text - profile.signature_right * profile.pitch_pt - date / 2
    centre = max(text / 2, min(centre, text - unit / 2 - spare))
    return 2 * centre - text
