"""本校版式: a layout of official papers as a school chooses it, and what the writers make of it.

Two are given: GB/T 9704-2012, and GB/T 33476.2-2016 for papers read on a screen, whose margins
are smaller by the white that the first and last line carry, so that the ink stands 37 mm below the
upper edge. All others are a school's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import floor
from typing import Any

from liushou_desk.domain.layout import GB_T_9704, MM, Face, LayoutProfile, NumberSide
from liushou_desk.domain.layout_fields import LAYOUT_FIELDS, LETTERED
from liushou_desk.domain.remarks import Remark
from liushou_desk.errors import InputProblem

_STEP = 0.05
"""Word keeps the distance of characters in twentieths of a point."""
_CLOSEST, _WIDEST = 0.95, 1.5
"""How close and how wide characters may be set, in their size."""
_NUMBER_ROOM = 14
"""Millimetres below the text that the page number needs."""
_DRAFT_ROOM = 6
_SLACK = 0.5
SAMPLE = "样张"
_NO_DAY = date.min
"""No field of a layout is a day."""


@dataclass(frozen=True, slots=True)
class SchoolLayout:
    """Lengths in millimetres, pitch and sizes in points; the keys of `layout_fields`."""

    name: str
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    lines: int = 22
    line_pt: float = 28.95
    characters: int = 28
    number_form: str = "— {} —"
    number_side: NumberSide = NumberSide.OUTWARD
    number_face: str = "宋体"
    number_size: float = 14
    sealed: bool = True
    title_face: str = "方正小标宋简体"
    title_size: float = 22
    title_bold: bool = False
    first_face: str = "黑体"
    first_size: float = 16
    first_bold: bool = False
    second_face: str = "楷体"
    second_size: float = 16
    second_bold: bool = False
    third_face: str = "仿宋"
    third_size: float = 16
    third_bold: bool = False
    fourth_face: str = "仿宋"
    fourth_size: float = 16
    fourth_bold: bool = False
    body_face: str = "仿宋"
    body_size: float = 16
    body_bold: bool = False
    table_face: str = "仿宋"
    table_size: float = 10.5
    digits: str | None = None

    @property
    def text_width(self) -> float:
        """版心宽."""
        return GB_T_9704.page_width - self.left - self.right

    @property
    def text_height(self) -> float:
        """版心高."""
        return GB_T_9704.page_height - self.top - self.bottom

    def profile(self) -> LayoutProfile:
        """What the writers draw by."""
        title, *headings, body = (self._face(name) for name in LETTERED)
        table, head = _face(self.table_face, self.table_size), _face("黑体", self.table_size)
        return replace(
            GB_T_9704,
            name=self.name,
            top=self.top,
            left=self.left,
            text_width=self.text_width,
            text_height=self.text_height,
            lines=self.lines,
            characters=self.characters,
            line_pt=self.line_pt,
            spacing_pt=self._spacing(),
            title=title,
            headings=tuple(headings),
            body=body,
            label=_face("黑体", self.body_size),
            caption=_face("黑体", max(12, self.table_size)),
            table_head=head,
            table=table,
            note=table,
            page_number=_face(self.number_face, self.number_size),
            sealed=self.sealed,
            header_top=min(GB_T_9704.header_top, self.top - _DRAFT_ROOM),
            number_side=self.number_side,
            number_form=self.number_form,
            digits=self.digits or "",
        )

    def problems(self) -> tuple[Remark, ...]:
        """Why its pages cannot be as they are told, each beside its field."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Remark]:
        height, width = self.text_height * MM, self.text_width * MM
        if width < 10 * self.body_size or height < 5 * self.line_pt:
            yield Remark("边距太大，纸上剩不下几行字。", "left", blocks=True)
            return
        room = int((height + _SLACK) / self.line_pt)
        if self.lines != room:
            yield Remark(self._of_lines(height, room), "lines", blocks=self.lines > room)
        most = int(width / (self.body_size * _CLOSEST))
        least = -int(-width // (self.body_size * _WIDEST))
        if not least <= self.characters <= most:
            told = f"一行{self.text_width:g}毫米宽，这个字号放{least}至{most}字。"
            yield Remark(told, "characters", blocks=True)
        for name in LETTERED:
            if getattr(self, f"{name}_size") > self.line_pt:
                told = f"行距只有{self.line_pt:g}磅，这么大的字会被切掉。"
                yield Remark(told, f"{name}_size", blocks=True)
        if self.bottom < _NUMBER_ROOM:
            yield Remark(f"下边距不到{_NUMBER_ROOM}毫米，放不下页码。", "bottom", blocks=True)
        if self.top < 2 * _DRAFT_ROOM:
            told = f"上边距不到{2 * _DRAFT_ROOM}毫米，放不下“草稿”字样。"
            yield Remark(told, "top", blocks=True)

    def _of_lines(self, height: float, room: int) -> str:
        """What the lines need and the page has; which pitch would do."""
        if self.lines > room:
            needed = self.lines * self.line_pt / MM
            wanted = floor(height / self.lines / _STEP) * _STEP
            return (
                f"放不下：{self.lines}行×{self.line_pt:g}磅要{needed:.1f}毫米，"
                f"版心高{self.text_height:g}毫米，只放{room}行。行距{wanted:.2f}磅以内才行。"
            )
        return f"版心高{self.text_height:g}毫米，{self.line_pt:g}磅的行距会排{room}行。"

    def _spacing(self) -> float:
        """Added behind each character, so that just so many stand on a line."""
        spare = (self.text_width * MM - self.characters * self.body_size) / self.characters
        return round(floor(spare / _STEP) * _STEP, 2)

    def _face(self, name: str) -> Face:
        size, bold = getattr(self, f"{name}_size"), getattr(self, f"{name}_bold")
        return _face(getattr(self, f"{name}_face"), size, bold=bold)


def _face(word: str, size: float, *, bold: bool = False) -> Face:
    """A face with the bundled one that is nearest to it."""
    if "黑" in word or "Hei" in word:
        return Face(word, "hei", size, bold)
    if "楷" in word or "Kai" in word:
        return Face(word, "kai", size, bold)
    heavy = bold or "标宋" in word or "中宋" in word
    return Face(word, "song-bold" if heavy else "song", size, bold)


def layout_of(values: Mapping[str, Any]) -> SchoolLayout:
    """A layout of the values of its fields. Raises `InputProblem` where it cannot hold its page."""
    for field in LAYOUT_FIELDS:
        field.read(field.shown(values.get(field.key)), _NO_DAY)
    layout = SchoolLayout(**values)
    for found in layout.problems():
        if found.blocks:
            raise InputProblem(
                f"{found.sentence}没有保存。", "请改好这一栏再保存。", field=found.key
            )
    return layout


def unnamed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one that may have no name yet, so that it can be looked at."""
    return dict(values) | {"name": values.get("name") or SAMPLE}


def values_of(layout: SchoolLayout) -> dict[str, Any]:
    """The values of its fields."""
    return asdict(layout)


def texts_of(layout: SchoolLayout) -> dict[str, str]:
    """Its values as a form shows them and a file keeps them."""
    values = values_of(layout)
    return {field.key: field.shown(values[field.key]) for field in LAYOUT_FIELDS}


STANDARD = SchoolLayout("GB/T 9704-2012")
ELECTRONIC = SchoolLayout("GB/T 33476.2-2016", top=34.58, bottom=32.58, line_pt=29.45)
GIVEN = (STANDARD, ELECTRONIC)
"""The national ones, which nobody changes."""
