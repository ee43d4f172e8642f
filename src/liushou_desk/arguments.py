"""What the command line's arguments mean; each raises `InputProblem` with a sentence."""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, cast

from liushou_desk import paths
from liushou_desk.domain import reading
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import InputProblem


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in Chinese."""

    def error(self, message: str) -> NoReturn:
        """Raise `InputProblem` in place of leaving the program with an English usage."""
        raise InputProblem(f"命令写法不对（{message}）。", f"用 {self.prog} --help 查看写法。")


def names_file(word: str) -> bool:
    """Whether a first word is a file, as a double click gives it, and not a verb.

    Explorer gives a whole path; a verb has neither a folder nor an office file's ending.
    """
    has_folder = any(sign in word for sign in (os.sep, os.altsep) if sign)
    return has_folder or Path(word).suffix.lower() in paths.OFFICE_SUFFIXES


def mapping(path: Path | None) -> dict[str, str] | None:
    """The clerk's own column mapping: a JSON object of heading to heading."""
    if path is None:
        return None
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputProblem(
            f"对应表“{path.name}”读不出来，没有导入任何数据。", '应为JSON，如{"学生": "姓名"}。'
        ) from error
    if not isinstance(found, dict):
        raise InputProblem(f"对应表“{path.name}”不是“表头：含义”的对照。", "请参照说明书改写。")
    pairs = cast("dict[object, object]", found)
    return {str(key): str(value) for key, value in pairs.items()}


def clock(text: str) -> Callable[[], datetime]:
    """A clock whose day is fixed."""
    fixed = day(text)
    return lambda: datetime.combine(fixed, datetime.now().time())


def day(text: str) -> date:
    """A date as people write it."""
    found = reading.day(text)
    if found is None:
        raise InputProblem("没有写日期。", "请写成2026-11-21。")
    return found


def count(text: str) -> int:
    """A number of children for the demo."""
    if not text.isdecimal() or not 1 <= int(text) <= 200_000:
        raise InputProblem(f"人数“{text}”不对。", "请写1到200000的整数。")
    return int(text)


def paragraph(text: str) -> tuple[str, str]:
    """KEY=TEXT of an own paragraph."""
    key, equals, words = text.partition("=")
    if not equals:
        raise InputProblem(f"段落“{text}”写法不对。", "请写成 段落名=文字。")
    return key.strip(), words


def definition(text: str) -> DefinitionKind:
    """A 口径 by its name, or by its key for scripts."""
    found = DefinitionKind.from_text(text)
    if found is None and text in set(DefinitionKind):
        found = DefinitionKind(text)
    if found is None:
        known = "、".join(kind.label for kind in DefinitionKind)
        raise InputProblem(f"没有叫“{text}”的口径。", f"可写：{known}。")
    return found
