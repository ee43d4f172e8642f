"""Numbers that Word counts by itself (自动编号), as they are printed."""

import re
from dataclasses import dataclass, field

from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.counting import written
from liushou_desk.importing.papers.styles import Styles
from liushou_desk.importing.papers.wordml import child, every, value, whole

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_MOST_START = 30_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    form: str
    text: str
    start: int
    properties: Element


@dataclass(slots=True)
class _List:
    """What was counted in a list until now."""

    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    begun: set[str] = field(default_factory=set[str])


class Numbering:
    """The lists of a Word file; asked of one paragraph after the other, it counts on."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {value(one, "abstractNumId"): one for one in every(root, "abstractNum")}
        self._numbers = {value(one, "numId"): one for one in every(root, "num")}
        self._lists: dict[str, _List] = {}
        self._known: dict[tuple[str, int], Level | None] = {}

    def label(self, paragraph: Element) -> str:
        """The number printed before the paragraph; empty where it has none."""
        number, depth = self._place(paragraph)
        level = self.level(number, depth)
        if level is None:
            return ""
        counted = self._lists.setdefault(self._abstract_id(number), _List())
        self._count(counted, number, depth, level)
        if level.form == "bullet":
            return ""
        return _PLACE.sub(lambda found: self._part(counted, number, int(found[1]) - 1), level.text)

    def level(self, number: str, depth: int) -> Level | None:
        """A level of a list, if there is such a one."""
        if (number, depth) not in self._known:
            self._known[number, depth] = self._read(number, depth)
        return self._known[number, depth]

    def of(self, paragraph: Element) -> Level | None:
        """The level that a paragraph is on, without counting it."""
        return self.level(*self._place(paragraph))

    def _count(self, counted: _List, number: str, depth: int, level: Level) -> None:
        restarts = number not in counted.begun and self._start_of(number, depth) is not None
        counted.begun.add(number)
        before = counted.counts[depth]
        counted.counts[depth] = level.start if before is None or restarts else before + 1
        for above in range(depth):
            if counted.counts[above] is None:
                higher = self.level(number, above)
                counted.counts[above] = higher.start if higher else 1
        counted.counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)

    def _part(self, counted: _List, number: str, depth: int) -> str:
        level, count = self.level(number, depth), counted.counts[depth]
        if level is None or level.form == "bullet":
            return ""
        return written(level.start if count is None else count, level.form)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Its list and level: its own or its styles', for whom a level may name the style."""
        sources = (paragraph, *self._styles.of(paragraph))
        told = [child(one, "pPr", "numPr") for one in sources]
        number = next((value(n) for one in told if (n := child(one, "numId")) is not None), "")
        depth = next((value(n) for one in told if (n := child(one, "ilvl")) is not None), "")
        if not depth and number:
            depth = self._level_of_style(number, self._styles.id_of(paragraph))
        return number, min(max(whole(depth), 0), _LEVELS - 1)

    def _level_of_style(self, number: str, style: str) -> str:
        levels = every(self._abstract.get(self._abstract_id(number)), "lvl")
        named = (one for one in levels if value(child(one, "pStyle")) == style)
        return next((value(one, "ilvl") for one in named), "")

    def _abstract_id(self, number: str) -> str:
        found = value(self._child(number, "abstractNumId"))
        link = child(self._abstract.get(found), "numStyleLink")
        if link is None:
            return found
        for style in self._styles.chain("numbering", value(link)):
            linked = child(style, "pPr", "numPr", "numId")
            if linked is not None and value(linked) != number:
                return value(self._child(value(linked), "abstractNumId"))
        return found

    def _child(self, number: str, name: str) -> Element | None:
        return child(self._numbers.get(number), name)

    def _override(self, number: str, depth: int) -> Element | None:
        overrides = every(self._numbers.get(number), "lvlOverride")
        return next((one for one in overrides if whole(value(one, "ilvl"), -1) == depth), None)

    def _start_of(self, number: str, depth: int) -> Element | None:
        """What a list of its own begins with anew."""
        return child(self._override(number, depth), "startOverride")

    def _read(self, number: str, depth: int) -> Level | None:
        levels = every(self._abstract.get(self._abstract_id(number)), "lvl")
        found = next((one for one in levels if whole(value(one, "ilvl"), -1) == depth), None)
        own = child(self._override(number, depth), "lvl")
        found = found if own is None else own
        if found is None:
            return None
        again = self._start_of(number, depth)
        start = value(child(found, "start") if again is None else again)
        form = value(child(found, "numFmt")) or "decimal"
        return Level(form, value(child(found, "lvlText")), min(whole(start, 1), _MOST_START), found)
