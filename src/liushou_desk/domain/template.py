"""Sentences with figures in them: `本学期家访{times.家访}次` becomes text and figure runs.

The program's own sentences and the clerk's are filled by this one rule, so a number in either is
always a figure of the catalogue.
"""

import re
from collections.abc import Callable

from liushou_desk.domain.document import FigureRun, Run, TextRun
from liushou_desk.errors import TemplateTrouble

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def runs_of(text: str, shown: Callable[[str], str | None]) -> tuple[Run, ...]:
    """The runs of a text; `shown` gives a figure as printed, None for a key that is none.

    Raises `TemplateTrouble` for an unknown key or a brace without its partner.
    """
    runs: list[Run] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        _add_text(runs, text[end : match.start()])
        key = match[1].strip()
        number = shown(key)
        if number is None:
            raise TemplateTrouble(
                f"正文里的{{{key}}}不是指标，文稿没有改动。",
                "请改成指标目录里的名称，如{left_behind}。",
            )
        runs.append(FigureRun(key, number))
        end = match.end()
    _add_text(runs, text[end:])
    return tuple(runs)


def _add_text(runs: list[Run], text: str) -> None:
    if "{" in text or "}" in text:
        raise TemplateTrouble(
            "正文里的大括号没有配对，文稿没有改动。", "请写成{指标名}，或去掉大括号。"
        )
    if text:
        runs.append(TextRun(text))


def percent_text(number: object) -> str:
    """A percentage as printed, — where there is no whole to take a share of."""
    return "—" if number is None else f"{number}%"
