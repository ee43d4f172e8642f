"""One contact as a row of texts: a line of the paper form, of a pasted block, of a workbook.

Each cell is checked by itself, and a name that several bear means nobody: it is said, not guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.picking import TYPED, Pick, parted
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.errors import InputProblem

DAY, CHILDREN, KIND, VISITORS, REACHED = "happened_on", "children", "kind", "visitors", "reached"
COLUMNS: Mapping[str, str] = {
    DAY: "日期",
    CHILDREN: "儿童",
    KIND: "类别",
    VISITORS: "参与教师",
    REACHED: "联系上",
    "place": "地点",
    "persons_met": "在场人",
    "content": "内容",
    "concern": "发现问题",
    "action_taken": "处理措施",
}
"""The columns of the paper form (走访登记表), from left to right."""
FIELDS = {field.key: field for field in ENTRY_FIELDS if field.key in COLUMNS}

_BETWEEN = re.compile(r"[、，,;；/]+")
_SAID_OF_REACHED = {"联系上": "是", "见到": "是", "未联系上": "否", "没联系上": "否", "未遇": "否"}


class Names:
    """The people whom a written name can mean; `who` is how they are spoken of."""

    def __init__(self, picks: Iterable[Pick], who: str) -> None:
        self.picks = {pick.id: pick for pick in picks}
        self._who = who
        self._named: dict[str, list[Pick]] = defaultdict(list)
        for pick in self.picks.values():
            bare = pick.called.partition("（")[0]
            for spelling in {pick.called, bare}:
                self._named[_plain(spelling)].append(pick)

    def settled(self, text: str) -> str:
        """The text of a picker in which each typed name of one person alone has become that person.

        What else was typed stays typed.
        """
        ids, typed = parted(text)
        found = {name: self._named.get(_plain(name), []) for name in self._names(typed)}
        ids += tuple(picks[0].id for picks in found.values() if len(picks) == 1)
        left = "、".join(part for part, picks in found.items() if len(picks) != 1)
        listed = ",".join(str(chosen) for chosen in dict.fromkeys(ids))
        return f"{listed}{TYPED}{left}" if left else listed

    def read(self, text: str) -> tuple[int, ...]:
        """The ids of those who are meant. Raises `InputProblem` for a name that means nobody."""
        ids, typed = parted(self.settled(text))
        if typed:
            raise self._doubt(typed.split("、")[0])
        if any(chosen not in self.picks for chosen in ids):
            raise InputProblem("有人已不在名单里", "请重新选。")
        return ids

    def told(self, text: str) -> str:
        """Who stands in a cell, in words."""
        ids, typed = parted(text)
        names = [self.picks[chosen].called for chosen in ids if chosen in self.picks]
        return "、".join([*names, typed] if typed else names)

    def _names(self, typed: str) -> Iterator[str]:
        """The names in a text; a space may stand between two of them or within one."""
        for part in _BETWEEN.split(typed):
            yield from [part.strip()] if _plain(part) in self._named else part.split()

    def _doubt(self, name: str) -> InputProblem:
        same = self._named.get(_plain(name), [])
        if same:
            listed = "、".join(pick.called for pick in same)
            return InputProblem(f"叫“{name}”的有{len(same)}人", f"请选是哪一个：{listed}。")
        return InputProblem(f"{self._who}里没有“{name}”", "请输入姓名或首字母，按回车选中。")


@dataclass(frozen=True, slots=True)
class RowRead:
    """What a row says by column, and what is wrong with it, one sentence for each column."""

    values: Mapping[str, Any]
    problems: Mapping[str, str]


class RowReader:
    """Reads rows of texts; the people of a row are written as a picker writes them.

    `by_hand`: typed beside a calendar, where a day goes without its year.
    """

    def __init__(self, children: Names, mentors: Names, *, by_hand: bool = True) -> None:
        self.names = {CHILDREN: children, VISITORS: mentors}
        self._by_hand = by_hand

    def tidy(self, key: str, text: str, today: date) -> str:
        """A cell as it is kept: the day in full, names as people; what is wrong as it was typed."""
        if key in self.names:
            return self.names[key].settled(text)
        try:
            value = self.read_cell(key, text, today)
        except InputProblem:
            return text
        return text if value is None else FIELDS[key].shown(value)

    def told(self, key: str, text: str) -> str:
        """A cell in words."""
        return self.names[key].told(text) if key in self.names else text

    def read_cell(self, key: str, text: str, today: date) -> Any:
        """The value of one cell. Raises `InputProblem`."""
        if key in self.names:
            ids = self.names[key].read(text)
            if key == CHILDREN and not ids:
                raise InputProblem("请选儿童", "输入姓名或首字母，按回车选中。", field=key)
            return ids
        if key == REACHED:
            text = _SAID_OF_REACHED.get(reading.text(text) or "", text)
        field = FIELDS[key]
        return field.read(field.full_day(text, today) if self._by_hand else text, today)

    def read(self, texts: Mapping[str, str], today: date) -> RowRead:
        """The whole row, each cell by itself."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for key in COLUMNS:
            try:
                values[key] = self.read_cell(key, texts.get(key, ""), today)
            except InputProblem as problem:
                problems[key] = problem.message
        return RowRead(values, problems)


def _plain(name: str) -> str:
    """A name as it is compared: brackets and spaces are written in many ways."""
    return "".join(name.split()).replace("(", "（").replace(")", "）").replace("·", "")
