"""落款: where unit and date stand, the same for both writers (GB/T 9704-2012, 7.3.5.1)."""

from liushou_desk.domain.layout import MM, LayoutProfile

_SPARE = 0.5
"""Characters of air, since Word's fonts may be wider than reckoned."""


def signature_left(unit: float, date: float, profile: LayoutProfile) -> float:
    """Left indent that centres both unit and date, given their widths; all in points.

    Between this indent and the right edge of the text area both are centred.

    The date ends `signature_right` characters before the right edge. Only a unit so long that it
    would then reach over that edge draws both to the left.
    """
    text = profile.text_width * MM
    spare = _SPARE * profile.pitch_pt
    centre = text - profile.signature_right * profile.pitch_pt - date / 2
    centre = max(text / 2, min(centre, text - unit / 2 - spare))
    return 2 * centre - text
