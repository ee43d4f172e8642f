"""The names (占位符) a Word template may hold, by what it is about, and what they stand for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from liushou_desk.domain.template import percent_text
from liushou_desk.domain.writing import written
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.figures.figure import Unit
from liushou_desk.services.papers.kind import Per
from liushou_desk.services.templates.told import NUMBER, tellable

KINDS = (Per.CHILD, Per.CLASS, Per.SCHOOL)
"""What one paper of a template can be about."""
ROWS, COUNT = "名单", "人数"
TODAY, FILLED_BY, HEADED_BY = "今天", "填表人", "单位负责人"
_OF_SCHOOL = ("学校", "学期", TODAY, FILLED_BY, HEADED_BY)
_SIGNS = re.compile(r"[\s（）()、，,。/／：:·+\-—]+")
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One name; `written` is how it stands in a template."""

    name: str
    written: str
    group: str
    told: str
    """What it stands for."""


@dataclass(frozen=True, slots=True)
class Lint:
    """What is to be said of a template before anything is made of it."""

    used: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    """Each with the nearest right name, empty where none is near."""
    unused: tuple[str, ...]
    """The names of the school and the list, or of the child, that it does without."""
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether papers can be made of it."""
        return not self.unknown and not self.problems

    @property
    def said(self) -> str:
        """All of it in a line."""
        told = [
            f"“{name}”不认识" + (f"，是不是“{near}”" if near else "") for name, near in self.unknown
        ]
        words = "；".join([*told, *self.problems])
        return words or f"用了{len(self.used)}个名字，都认识"


def name_of(label: str) -> str:
    """A label as a name: 留守儿童按性别_男, 村_社区."""
    name = _SIGNS.sub("_", label.replace("%", "百分比")).strip("_")
    return f"数_{name}" if name[:1].isdigit() else name


@cache
def of_child() -> Mapping[str, str]:
    """The names of a child, each with its key."""
    return {name_of(t.label): t.key for t in tellable() if t.key != NUMBER} | {"序号": NUMBER}


def of_figures(values: Iterable[FigureValue]) -> dict[str, str]:
    """The names of the figures with their numbers; of 人 also with 数: 留守儿童数."""
    found: dict[str, str] = {}
    for value in values:
        rate = value.unit == Unit.PERCENT
        text = percent_text(value.value) if rate else written(value.value) or "—"
        name = name_of(value.label)
        found.setdefault(name, text)
        if value.unit == Unit.CHILDREN and not value.name:
            found.setdefault(f"{name}数", text)
    return found


def names_for(per: Per, figures: Iterable[FigureValue]) -> tuple[Placeholder, ...]:
    """Every name a template of this kind may hold."""
    labels = {name_of(t.label): t for t in tellable()}
    rows = [
        Placeholder(name, f"{{{{{name}}}}}", labels[name].group if name in labels else "儿童", name)
        for name in of_child()
        if name not in _OF_SCHOOL
    ]
    if per is not Per.CHILD:
        rows = [
            Placeholder(one.name, f"{{{{儿童.{one.name}}}}}", f"{ROWS}的每一行", one.told)
            for one in rows
        ]
    school = [Placeholder(name, f"{{{{{name}}}}}", "学校", name) for name in _OF_SCHOOL]
    if per is Per.CLASS:
        school.append(Placeholder("班级", "{{班级}}", "学校", "这份是哪个班的"))
    if per is not Per.CHILD:
        loop = "{%tr for 儿童 in 名单 %} … {%tr endfor %}"
        school += [
            Placeholder(COUNT, f"{{{{{COUNT}}}}}", ROWS, "名单有几人"),
            Placeholder(ROWS, loop, ROWS, "表格里这两句各占一行，中间一行每人印一次"),
        ]
    taken = {one.name for one in (*school, *rows)}
    numbers = [
        Placeholder(name, f"{{{{{name}}}}}", "统计数字", f"现在是{text}")
        for name, text in of_figures(figures).items()
        if name not in taken or per is not Per.CHILD
    ]
    return (*school, *rows, *numbers)


def linted(
    per: Per, used: Sequence[tuple[str, str]], problems: Sequence[str], figures: Iterable[str]
) -> Lint:
    """The names of a template compared with those there are."""
    plain = {*_OF_SCHOOL, *figures, *_more_of(per)}
    unknown: dict[str, str] = {}
    for name, of in used:
        known = set(of_child()) if of == ROWS else plain if not of else set[str]()
        if name not in known:
            called = f"{of}.{name}" if of else name
            unknown[called] = _near(name, known or plain)
    names = tuple(dict.fromkeys(f"{of}.{name}" if of else name for name, of in used))
    bare = {name for name, _ in used}
    offered = (*_OF_SCHOOL, *((ROWS, COUNT) if per is not Per.CHILD else ()), *of_child())
    unused = tuple(name for name in dict.fromkeys(offered) if name not in bare)
    return Lint(names, tuple(unknown.items()), unused, tuple(problems))


def _more_of(per: Per) -> tuple[str, ...]:
    """The names that only a template of this kind may hold."""
    if per is Per.CHILD:
        return tuple(of_child())
    return (ROWS, COUNT, *(("班级",) if per is Per.CLASS else ()))


def _near(name: str, known: Iterable[str]) -> str:
    found = get_close_matches(name, sorted(known), 1, _NEAR)
    return found[0] if found else ""


def data_of(school: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """What a template about several children is filled in with."""
    return {**school, ROWS: [dict(row) for row in rows], COUNT: str(len(rows))}
