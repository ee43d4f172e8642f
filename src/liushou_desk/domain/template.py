"""Sentences with figures in them: `本学期家访{times.家访}次` becomes text and figure runs.

The program's own sentences and the clerk's are filled by this one rule, so a number in either is
always a figure of the catalogue.
"""

import re
from collections.abc import Callable, Iterator

from liushou_desk.domain.document import FigureRun, Run, TextRun
from liushou_desk.errors import TemplateTrouble

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def plain(words: str) -> str:
    """What was written elsewhere, as it may stand in a sentence: its braces hold no figure."""
    return words.replace("{", "｛").replace("}", "｝")


def split(text: str) -> Iterator[tuple[str, str | None]]:
    """Words, and what stands in the braces behind them; None behind the last words."""
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[end : match.start()], match[1]
        end = match.end()
    yield text[end:], None


def runs_of(
    text: str,
    shown: Callable[[str], str | None],
    named: Callable[[str], str | None] = lambda _: None,
) -> tuple[Run, ...]:
    """The runs of a text; `shown` gives a figure as printed, None for a key that is none.

    Raises `TemplateTrouble` for an unknown key, told as it is `named`, or a brace alone.
    """
    runs: list[Run] = []
    for words, inside in split(text):
        _add_text(runs, words)
        if inside is not None:
            key = inside.strip()
            number = shown(key)
            if number is None:
                raise _no_figure(key, named(key))
            runs.append(FigureRun(key, number))
    return tuple(runs)


def read_out(text: str, shown: Callable[[str], str]) -> str:
    """A text with something for each figure in it, whatever else may be wrong with it."""
    return "".join(
        words if inside is None else words + shown(inside.strip()) for words, inside in split(text)
    )


def _no_figure(key: str, name: str | None) -> TemplateTrouble:
    what = f"正文里的“{name}”现在没有数字" if name else f"正文大括号里的“{key}”不是数字的名称"
    return TemplateTrouble(
        f"{what}，文稿没有改动。", "请把它删掉；要放数字，请用“插入数字”选一个。"
    )


def _add_text(runs: list[Run], text: str) -> None:
    if "{" in text or "}" in text:
        raise TemplateTrouble(
            "正文里的大括号没有配对，文稿没有改动。",
            "请去掉大括号；要放数字，请用“插入数字”选一个。",
        )
    if text:
        runs.append(TextRun(text))


def percent_text(number: object) -> str:
    """A percentage as printed, — where there is no whole to take a share of."""
    return "—" if number is None else f"{number}%"
