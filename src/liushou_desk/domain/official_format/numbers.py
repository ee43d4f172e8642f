"""Numbers before headings (层次序数): 一、（一）1.（1）, and what people write instead."""

import re

_CHINESE = "一二三四五六七八九十百"
_FORMS = (
    re.compile(f"[{_CHINESE}]{{1,4}}、"),
    re.compile(f"（[{_CHINESE}]{{1,4}}）"),
    re.compile(r"[0-9]{1,2}[.．](?![0-9])"),
    re.compile(r"（[0-9]{1,2}）"),
)
_WRONG = (
    (re.compile(rf"[{_CHINESE}]{{1,4}}[.．,，](?!\S*[年月日])"), "一、"),
    (re.compile(rf"(\([{_CHINESE}]{{1,4}}[)）]|（[{_CHINESE}]{{1,4}}\))"), "（一）"),
    (re.compile(rf"（[{_CHINESE}]{{1,4}}）、"), "（一）"),
    (re.compile(r"[0-9]{1,2}、"), "1."),
    (re.compile(r"(\([0-9]{1,2}[)）]|（[0-9]{1,2}\))"), "（1）"),
    (re.compile(r"（[0-9]{1,2}）、"), "（1）"),
)


def level_of(text: str) -> int:
    """The level of a heading by its number, 1 to 4; 0 for what has none."""
    text = text.lstrip()
    return next((at for at, form in enumerate(_FORMS, start=1) if form.match(text)), 0)


def wrong_form(text: str) -> tuple[str, str] | None:
    """A number written otherwise than the standard has it, and how it should be."""
    text = text.lstrip()
    for form, wanted in _WRONG:
        if found := form.match(text):
            return found.group(), wanted
    return None
