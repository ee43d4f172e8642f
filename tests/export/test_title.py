"""Titles in lines: phrases stay whole, lines make a ladder or a rhombus."""

from itertools import pairwise

import pytest

from liushou_desk.export.characters import nominal_width
from liushou_desk.export.title import title_lines

ROOM = 20.1
TERM, SUBJECT = ("2026—2027学年", "第一学期"), ("留守儿童", "关爱保护", "工作总结")
SCHOOLS = (
    ("中心小学",),
    ("白果镇", "中心小学"),
    ("云岭县", "青石镇", "中心小学"),
    ("云岭县", "青石坪民族乡", "九年一贯制学校"),
    ("云岭市", "河湾区", "柳溪街道", "第三实验小学"),
    ("黔东南苗族侗族自治州", "云岭县", "青石坪民族乡", "九年一贯制希望学校"),
)


@pytest.mark.parametrize("school", SCHOOLS, ids="".join)
@pytest.mark.parametrize("place", ["", "柳溪教学点"])
def test_lines_end_with_a_phrase_and_have_a_shape(school: tuple[str, ...], place: str) -> None:
    title = (school, (place,), TERM, SUBJECT) if place else (school, TERM, SUBJECT)
    lines = title_lines(title, ROOM)
    assert "".join(lines) == "".join(part for phrase in title for part in phrase)
    widths = [nominal_width(line) for line in lines]
    assert max(widths) <= ROOM
    parts = [part for phrase in title for part in phrase]
    ends = {"".join(parts[: at + 1]) for at in range(len(parts))}
    assert all("".join(lines[: at + 1]) in ends for at in range(len(lines)))
    grows = [after > before for before, after in pairwise(widths)]
    assert grows in ([True] * len(grows), [False] * len(grows)) or grows == sorted(
        grows, reverse=True
    )


def test_a_title_that_fits_is_one_line() -> None:
    assert title_lines((("留守儿童花名册",),), ROOM) == ["留守儿童花名册"]
    assert title_lines((), ROOM) == []


def test_school_and_term_stand_above_what_the_paper_is() -> None:
    assert title_lines((("白果镇", "中心小学"), TERM, SUBJECT), ROOM) == [
        "白果镇中心小学2026—2027学年第一学期",
        "留守儿童关爱保护工作总结",
    ]


def test_a_phrase_wider_than_a_line_is_cut_evenly_and_never_within_a_number() -> None:
    lines = title_lines((("关于" * 12 + "2026年留守儿童",),), ROOM)
    assert all(nominal_width(line) <= ROOM for line in lines)
    assert any("2026" in line for line in lines)
