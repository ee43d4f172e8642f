"""Digits put into the places of a number format, and numbers in Chinese signs."""

from decimal import ROUND_HALF_UP, Decimal

from liushou_desk.importing.format_code import Section

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LARGEST = 9999


def digits_of(number: Decimal, section: Section) -> str:
    """A number that is not negative in a section's places, its literals where they stand."""
    scaled = number.scaleb(2 * section.percents - 3 * section.thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-section.decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    text = _whole(whole.lstrip("0"), section) + _fraction(fraction, section)
    return text.translate(str.maketrans("0123456789", _DIGITS)) if section.is_chinese else text


def _whole(digits: str, section: Section) -> str:
    """Filled from the right; what is left over stands at the first place."""
    pieces = section.pieces[: section.point]
    first = next((at for at, piece in enumerate(pieces) if piece.is_place), 0)
    parts: list[str] = []
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if not piece.is_place:
            parts.append(piece.text)
            continue
        cut = 0 if at == first else max(0, len(digits) - 1)
        parts.append(digits[cut:] or ("0" if piece.text == "0" else ""))
        digits = digits[:cut]
    return "".join(reversed(parts))


def _fraction(digits: str, section: Section) -> str:
    """Zeros at the end are shown only where the format asks for them."""
    shown, at, parts = len(digits.rstrip("0")), 0, list[str]()
    for piece in section.pieces[section.point :]:
        if not piece.is_place:
            parts.append(piece.text)
            continue
        if at < shown or piece.text == "0":
            parts.append(digits[at])
        at += 1
    return "".join(parts)


def spelt(number: Decimal) -> str:
    """A small whole number as [DBNum1] shows it: 12 is 一十二."""
    if number != number.to_integral_value() or not 0 <= number <= _LARGEST:
        return f"{number:f}"
    digits = str(int(number))
    text = ""
    for at, digit in enumerate(digits):
        unit = _UNITS[len(digits) - 1 - at]
        text += _DIGITS[int(digit)] + (unit if digit != "0" else "")
    while "〇〇" in text:
        text = text.replace("〇〇", "〇")
    return text.rstrip("〇") or "〇"
