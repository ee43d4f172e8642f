"""The dot inside a name such as 阿依·古丽, which people and systems write with a dozen signs.

Every way in (form, import, returned sheet) and the search go through `name_dot`, so that two
spellings of one name are one name.
"""

import re

DOT = "\u00b7"
_SIGNS = re.compile(
    "[\u00b7\u0387\u16eb\u2022\u2024\u2027\u2218\u2219\u22c5\u25e6\u2981\u2e31\u2e33\u30fb\ua78f\uff65]+"
)
"""Middle dots, bullets and operators of mathematics, one or several."""
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_STOP = re.compile(rf"[.．。](?<={_HAN}.)(?={_HAN}{{2}})")
"""阿依.古丽: a stop amid a name is its dot."""
_ANY = re.compile(f"[.。{_SIGNS.pattern[1:-2]}]")
_LEFT_OUT = re.compile(rf"{DOT}|[.。](?<={_HAN}.)")


def one_dot(text: str) -> str:
    """The text with U+00B7 for every sign that looks like it."""
    return text if text.isascii() else _SIGNS.sub(DOT, text)


def name_dot(name: str) -> str:
    """The name with U+00B7 for every sign that stands for its dot, a stop among them."""
    return name if name.isascii() else _STOP.sub(DOT, one_dot(name))


def without_dots(text: str) -> str:
    """The text as it is searched: people write the dot differently or not at all."""
    if text.isascii() or not _ANY.search(text):
        return text
    return _LEFT_OUT.sub("", one_dot(text))
