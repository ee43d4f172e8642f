"""What stands among the rows of a list and is no pupil: totals, signatures, notes, page titles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from liushou_desk.importing.columns import NUMBERS, Columns
from liushou_desk.importing.workbook import Grid

_FOOT = re.compile(
    r".{0,8}(?:合计|小计|总计)$|(?:本页|本班|全班|全校)?(?:合计|小计|总计|共计)|共\s*\d+\s*[人名]|填表|填报|制表|审核|复核|校长|单位负责|负责人"
    r"|经办人|班主任(?:签|[:：(（])|说明|填写说明|注\d?[:：]|备注[:：]|附[:：]|签字|签名|盖章|(?:学校)?[(（]盖章"
)
_LONG_NUMBER = re.compile(r"\d{9}")
_PERSONS_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx]")
_SEXES = {"男", "女"}
_CLASS = re.compile(
    r"(?:初中?|(?<!高)(?<!高中)(?<!十))[一二三四五六七八九](?:年级|年)?\s*[（(]\s*[一二三四五六七八九十\d]{1,2}\s*[)）]\s*班?"
    r"|(?:初中?|(?<!高)(?<!高中)(?<!十))[一二三四五六七八九1-9](?:年级|年)?\s*[（(]?\s*[一二三四五六七八九十\d]{1,2}\s*[)）]?\s*班"
    r"|(?<!高)(?<!高中)(?<![至到~、，,—十-])[一二三四五六七八九]年级"
    r"|(?:(?<=幼儿园)|(?<![\u3400-\u9fff]))(?:[托小中大]|学前)(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?)?班"
)


@dataclass(slots=True)
class Furniture:
    """Rows of a sheet that are no pupils, and the class its title rows name."""

    passed_over: list[int] = field(default_factory=list[int])
    """Row numbers from 0."""
    classes: dict[int, str] = field(default_factory=dict[int, str])
    """The class named in a row, which holds for the rows below it."""

    def class_above(self, row: int) -> str:
        """The class of the last title above a row, empty where none was named."""
        above = [number for number in self.classes if number < row]
        return self.classes[max(above)] if above else ""


def furniture_of(grid: Grid, columns: Columns) -> Furniture:
    """Look through the rows without a person's number; whoever is 男 or 女 is a person without."""
    found = Furniture()
    numbers = [columns.plain[key] for key in NUMBERS if key in columns.plain]
    name_at, sex_at = columns.plain["child.name"], columns.plain.get("child.sex")
    for number, row in enumerate(grid.rows):
        if any(_LONG_NUMBER.search(str(row[at])) for at in numbers if row[at]):
            continue
        if number > columns.heading_row and _is_of_a_person(row, name_at, sex_at):
            continue
        texts = list(dict.fromkeys(_texts(row)))
        named = {"".join(said.split()) for text in texts[:3] for said in _CLASS.findall(text)}
        of_nobody = not row[name_at] or bool(_CLASS.search(str(row[name_at])))
        is_title = len(named) == 1 and len(texts) <= 3 and of_nobody
        if number < columns.heading_row:
            if len(named) == 1:
                found.classes[number] = named.pop()
        elif number > columns.heading_row and texts:
            if is_title:
                found.classes[number] = named.pop()
            if is_title or is_foot(row):
                found.passed_over.append(number)
    return found


def is_foot(row: Sequence[object]) -> bool:
    """Whether a row below a list is a total, a place for signatures or a note."""
    return any(_FOOT.match(text) for text in list(dict.fromkeys(_texts(row)))[:2])


def persons_in(rows: Sequence[Sequence[object]]) -> int:
    """How many of some rows hold the number of a person, wherever it stands."""
    return sum(
        any(isinstance(raw, str) and len(raw) > 17 and _PERSONS_NUMBER.search(raw) for raw in row)
        for row in rows
    )


def _is_of_a_person(row: Sequence[object], name_at: int, sex_at: int | None) -> bool:
    is_named = bool(row[name_at]) and sex_at is not None and row[sex_at] in _SEXES
    return is_named or bool(persons_in([row]))


def _texts(row: Sequence[object]) -> Iterator[str]:
    """The words of a row, serial numbers left out."""
    for raw in row:
        text = raw.strip() if isinstance(raw, str) else ""
        if text and not text.isdigit():
            yield text
