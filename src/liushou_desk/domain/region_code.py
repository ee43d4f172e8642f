"""行政区划代码 where a place should stand: 529999000000 says nothing to who reads a page."""

import re

_CODE = re.compile(r"\d{6}(?:\d{3}){0,2}(?:\.0)?")


def is_code(text: str) -> bool:
    """Whether a text is the code of a county, town or village and no address."""
    return _CODE.fullmatch(text.strip()) is not None


def place_name(text: str | None) -> str:
    """A place as it is shown: nothing for a code that an earlier import left."""
    return "" if text is None or is_code(text) else text
