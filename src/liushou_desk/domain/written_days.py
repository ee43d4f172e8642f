"""Days and months as people write them, in the digits that a reader of dates takes.

What tells no year, is of the lunar calendar (正月, 腊月, 初三) or names two times stays as it is,
and the reader refuses it: a guess would be a day that nobody wrote.
"""

import re
import unicodedata

_ZEROS = "〇零○"
_DIGITS = dict.fromkeys(_ZEROS, "0") | dict(zip("一二三四五六七八九", "123456789", strict=True))
_YEAR = re.compile(rf"[{_ZEROS}一二三四五六七八九]{{4}}(?=年)")
_COUNT = re.compile(
    r"(?<![初正腊冬〇零○一二三四五六七八九十廿卅])"
    r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=月|日|号)"
)
_DASHES = re.compile(r"(?<=\d)[—–‐‑−\\](?=\d)")


def in_digits(written: str) -> str:
    """二〇二六年三月 as 2026年3月; half-width, without white space around its signs."""
    narrow = unicodedata.normalize("NFKC", written).strip()
    narrow = re.sub(r"\s*([年月日号])\s*", r"\1", narrow)
    narrow = _YEAR.sub(lambda found: "".join(_DIGITS[sign] for sign in found[0]), narrow)
    narrow = _COUNT.sub(lambda found: str(_count(found[0])), narrow)
    return _DASHES.sub("-", narrow)


def _count(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))
