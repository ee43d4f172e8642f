"""字库: which characters a typeface has that a Word file only names, and which face stands in.

A face that lacks a character shows a box or nothing, or the program takes another face for the
whole word. Known by the standard that a face was made for: those named after GB2312 and 方正's 简体
faces have 6,763 Han signs, the ones of Windows those of GBK, 宋体 those of Extension A as well, and
宋体-ExtB the rare ones beyond the first plane. Of a face not listed here nothing is known.
"""

from functools import lru_cache

_GB2312, _GBK = "gb2312", "gbk"
_CODECS = {
    "仿宋_GB2312": _GB2312,
    "楷体_GB2312": _GB2312,
    "方正小标宋简体": _GB2312,
    "方正小标宋_GBK": _GBK,
    "方正仿宋_GBK": _GBK,
    "方正楷体_GBK": _GBK,
    "方正黑体_GBK": _GBK,
    "华文中宋": _GBK,
    "仿宋": _GBK,
    "楷体": _GBK,
    "黑体": _GBK,
    "宋体": _GBK,
}
_NEXT = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
"""The same letters with more signs; all others go on to 宋体."""
SONG, RARE, SIGNS = "宋体", "SimSun-ExtB", "Segoe UI Symbol"
_DASH_AND_DOT = frozenset("—·")
"""Every Chinese face has them; the codec of GB2312 knows two others in their places."""
_EXTENSION_A = range(0x3400, 0x4DB6)
_RARE = range(0x20000, 0x323B0)
_LATIN = range(0x20, 0x7F)
_SYMBOLS = range(0x2000, 0x2C00)
"""Arrows, ticks and boxes to tick."""


def has_all(face: str, text: str) -> bool:
    """Whether a face has every character of a text, as far as is known."""
    codec = _CODECS.get(face)
    if codec is None:
        return True
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return all(has(face, char) for char in text)
    return True


@lru_cache(1 << 12)
def has(face: str, char: str) -> bool:
    """Whether a face has a character, as far as is known."""
    codec, code = _CODECS.get(face), ord(char)
    if codec is None or code in _LATIN or char in _DASH_AND_DOT or char.isspace():
        return True
    if face == SONG and code in _EXTENSION_A:
        return True
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(1 << 12)
def stand_in(face: str, char: str) -> str:
    """The face that a character is set in: its own, or one that has it; its own if none has."""
    tried = face
    while not has(tried, char):
        if ord(char) in _RARE:
            return RARE
        if tried == SONG:
            return SIGNS if ord(char) in _SYMBOLS else face
        tried = _NEXT.get(tried, SONG)
    return tried
