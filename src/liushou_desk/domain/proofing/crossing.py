"""文表不一致: the same quantity in the text and in a table of the paper."""

import re
from collections.abc import Iterator
from decimal import Decimal

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Grid, Line, Paper
from liushou_desk.domain.proofing.parts import Parts, is_change, wholes_in
from liushou_desk.domain.proofing.quantity import Quantity, plain
from liushou_desk.domain.proofing.repeated import known_wholes
from liushou_desk.domain.proofing.tables import TOTAL, head_of, number_in

_NOW = re.compile(
    r"^(?:本学期|本期|人数|数量|合计|总计|数值|人数（人）|本学期末|现有|人次|次数|次|数)$"
)
_WORDS = {
    "在校学生": (
        "在校学生",
        "在册学生",
        "学生总数",
        "在校生",
        "在校生数",
        "在校学生数",
        "在校学生总数",
    ),
    "留守儿童": ("留守儿童", "留守儿童人数", "留守儿童总数", "人数", "留守儿童数"),
    "男": ("男", "男生", "男童"),
    "女": ("女", "女生", "女童"),
    "双亲": ("双亲", "双亲留守", "双亲留守儿童"),
    "单亲": ("单亲", "单亲留守", "单亲留守儿童"),
    "寄宿": ("寄宿", "寄宿生", "住校"),
    "走读": ("走读", "走读生", "非寄宿"),
    **{f"{grade}年级": (f"{grade}年级",) for grade in "一二三四五六七八九"},
}
_SAYS = {word: name for name, words in _WORDS.items() for word in words}
_NOT_OF_ALL = re.compile("上学期|教师|活动|教学点|[一二三四五六七八九\\d]班|本班|我班|全班")
_SIDE = re.compile(
    r"(男|女|双亲|单亲|非寄宿|寄宿|走读|[一二三四五六七八九]年级)(?:留守|生|童)?(?:儿童|学生)?(?:有|为|各)?$"
)


_EVENTS = (
    *("家访", "谈心", "亲情电话", "亲情视频", "书信", "主题班会"),
    *("与家长通话", "课业辅导", "校访"),
)
_OCCASIONS = re.compile(r"^(户次|人次|人|次)(?:数|数（次）)?$")
_CONTACT = re.compile(
    r"(?P<kind>家访|谈心|亲情电话|亲情视频|书信|与家长通话|课业辅导|校访)(?P<n>\d+)次"
    r"（(?P<m>\d+)(?P<unit>户次|人次)，涉及(?P<k>\d+)人）"
)
_RATE = re.compile(
    r"(?:^|[的，])((?!(?:覆盖|签订|完成|合格|达标)率)[一-龥]{2,8}率)(?:达到?|为|是)?$"
)


def crossing(paper: Paper) -> Iterator[Finding]:
    """Numbers of the text that the paper's own tables say differently."""
    if not paper.tables:
        return
    shown = dict(_table_facts(paper))
    for name, line, quantity in text_facts(paper):
        told = shown.get(name)
        if told and all(value != quantity.value for value, _ in told):
            value, place = told[0]
            why = f"{place}的{name}是{plain(value)}，文中是{plain(quantity.value)}"
            yield line.finding(
                Fault.TEXT_AND_TABLE, quantity.start, quantity.end, why, blocking=True
            )


def text_facts(paper: Paper) -> Iterator[tuple[str, Line, Quantity]]:
    """What the text certainly says of the whole school: 留守儿童, 男, 寄宿, 三年级."""
    yield from _contacts(paper)
    yield from _rates(paper)
    yield from (fact for fact in known_wholes(paper) if fact[0] in _WORDS or "（次）" in fact[0])
    for line in paper.prose:
        for sentence in line.sentences if not line.is_outlook else ():
            if _NOT_OF_ALL.search(sentence.text):
                continue
            for parts in filter(lambda parts: _of_children(line, parts), wholes_in(sentence)):
                for part in parts.of:
                    side = _SIDE.search(part.label)
                    if side and part.unit == "人" and not is_change(part):
                        yield "走读" if side[1] == "非寄宿" else side[1], line, part


def _contacts(paper: Paper) -> Iterator[tuple[str, Line, Quantity]]:
    """家访45次（45户次，涉及45人）."""
    for line in paper.prose:
        for found in _CONTACT.finditer(line.text):
            for part, unit in (("n", "次"), ("m", found["unit"]), ("k", "人")):
                for quantity in line.quantities:
                    if quantity.start == found.start(part):
                        yield f"{found['kind']}（{unit}）", line, quantity


def _rates(paper: Paper) -> Iterator[tuple[str, Line, Quantity]]:
    """A rate that the text says once by its name."""
    told: dict[str, list[tuple[Line, Quantity]]] = {}
    for line in paper.prose:
        for quantity in line.quantities:
            if quantity.unit == "%" and (rate := _RATE.search(quantity.label)):
                told.setdefault(rate[1], []).append((line, quantity))
    for name, said in told.items():
        if len({quantity.value for _, quantity in said}) == 1:
            yield name, *said[0]


def _of_children(line: Line, parts: Parts) -> bool:
    """The whole they are parts of is 留守儿童, and not all pupils or the teachers."""
    before = [
        q for q in line.quantities if q.end <= parts.start and q.unit == "人" and not is_change(q)
    ]
    if before:
        clause = re.split("[。；，]", line.text[: before[-1].start])[-1]
        return "留守" in clause + before[-1].noun
    return "留守" in line.text or bool(parts.why_whole)


def _table_facts(paper: Paper) -> Iterator[tuple[str, list[tuple[Decimal, str]]]]:
    found: dict[str, list[tuple[Decimal, str]]] = {}
    for grid in paper.tables:
        for name, value, line in (*_by_rows(grid), *_by_columns(grid), *_events(grid)):
            found.setdefault(name, []).append((value, line.source.place))
    yield from found.items()


def _by_rows(grid: Grid) -> Iterator[tuple[str, Decimal, Line]]:
    """A name at the head of a row, its number in 本学期 or the only column of numbers."""
    column = _value_column(grid)
    if column is None:
        return
    for row in grid.rows:
        line, value = grid.cells.get((row, column)), number_in(grid.text(row, column))
        names = [grid.text(row, c) for c in grid.columns if c < column]
        rate = names[-1] if names and names[-1].endswith("率") else None
        name = next((_SAYS[text] for text in reversed(names) if text in _SAYS), rate)
        if name and line and value is not None:
            yield name, value, line


def _events(grid: Grid) -> Iterator[tuple[str, Decimal, Line]]:
    """家访 at the head of a row, its number below 次."""
    for column in grid.columns:
        heads = (_OCCASIONS.match(grid.text(r, column)) for r in grid.rows[:2])
        unit = next((head[1] for head in heads if head), None)
        if unit is None:
            continue
        for row in grid.rows:
            line, value = grid.cells.get((row, column)), number_in(grid.text(row, column))
            name = next((e for c in grid.columns if (e := grid.text(row, c)) in _EVENTS), None)
            if name and line and value is not None:
                yield f"{name}（{unit}）", value, line


def _value_column(grid: Grid) -> int | None:
    named = [c for c in grid.columns if any(_NOW.match(grid.text(r, c)) for r in grid.rows[:2])]
    if named:
        return named[0]
    numbers = [
        c
        for c in grid.columns
        if sum(number_in(grid.text(r, c)) is not None for r in grid.rows) * 2 > len(grid.rows)
    ]
    return numbers[0] if len(numbers) == 1 else None


def _by_columns(grid: Grid) -> Iterator[tuple[str, Decimal, Line]]:
    """A name at the head of a column, its number in the row 合计 or the only row."""
    rows = [
        r
        for r in grid.rows
        if sum(number_in(grid.text(r, c)) is not None for c in grid.columns) >= 2
    ]
    totals = [r for r in rows if any(TOTAL.search(grid.text(r, c)) for c in grid.columns[:2])]
    row = totals[-1] if totals else rows[0] if len(rows) == 1 else None
    if row is None:
        return
    for column in grid.columns:
        head, line = head_of(grid, column, row), grid.cells.get((row, column))
        value = number_in(grid.text(row, column))
        if (
            head in _SAYS
            and line
            and value is not None
            and not TOTAL.search(grid.text(row, column))
        ):
            yield _SAYS[head], value, line
