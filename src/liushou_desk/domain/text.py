"""The one door for text: what comes in by form, workbook, command line or map file.

Signs that no paper can print and no file should hold are taken out: controls, direction and
joining signs, half of a surrogate pair, and the code points that Unicode keeps from ever being
characters (U+FFFE, U+FFFF, U+FDD0…). A line break stays, a tab becomes a space.
"""

import unicodedata

_UNWANTED = {"Cc", "Cf", "Cs"}


def cleaned(raw: str) -> str:
    """The text without the signs that are none."""
    if raw.isprintable():
        return raw
    return "".join(sign for sign in raw.replace("\t", " ") if sign == "\n" or _is_wanted(sign))


def _is_wanted(sign: str) -> bool:
    code = ord(sign)
    never = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not never and unicodedata.category(sign) not in _UNWANTED
