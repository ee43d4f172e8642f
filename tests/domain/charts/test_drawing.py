"""Charts laid out: nothing is cut or runs into another, a gap is no nought, greys tell apart."""

from itertools import combinations

import pytest

from liushou_desk.domain.charts import Chart, Drawing, Shape, drawn
from liushou_desk.domain.charts.chart import MISSING, Point, Series, top_of
from liushou_desk.domain.charts.drawing import (
    Anchor,
    Box,
    Dot,
    Grey,
    Line,
    Pattern,
    Words,
    filled,
    width_of,
)
from liushou_desk.domain.layout import MM

TERMS = tuple(f"20{year}年{half}\n12月31日" for year in (24, 25, 26) for half in "春秋")
TERM = "2026-2027-1"
VILLAGES = ("河湾村", "桃园社区居民委员会第三居民小组搬迁安置点", "石门村")


def points(*values: int | None) -> tuple[Point, ...]:
    return tuple(
        Point(MISSING, None) if value is None else Point(f"{value}", value, TERM, "in_care")
        for value in values
    )


def terms(shape: Shape = Shape.BARS, *values: int | None) -> Chart:
    row = values or (100, 98, None, 0, 7, 53)
    series = tuple(Series(label, "人", points(*row)) for label in ("留守儿童", "双亲", "单亲"))
    return Chart("people", "人数", shape, TERMS[: len(row)], series, "")


def villages() -> Chart:
    series = Series("留守儿童", "人", points(12, 0, 40))
    return Chart("villages", "村", Shape.LYING, VILLAGES, (series,), "")


def area(words: Words) -> tuple[float, float, float, float]:
    wide, high = width_of(words.text, words.size), words.size / MM
    left = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[words.anchor] * wide
    return words.x - left, words.y - 0.8 * high, words.x - left + wide, words.y + 0.1 * high


def words_in(drawing: Drawing) -> list[Words]:
    return [item for item in drawing.items if isinstance(item, Words)]


@pytest.mark.parametrize("width", [60, 91, 151])
@pytest.mark.parametrize(
    "chart", [terms(), terms(Shape.LINES), terms(Shape.BARS, 3), villages()], ids=str
)
def test_words_lie_on_the_sheet_and_apart(chart: Chart, width: float) -> None:
    drawing = drawn(chart, width)
    for words in words_in(drawing):
        left, top, right, bottom = area(words)
        assert min(left, top) >= -0.01, words
        assert right <= drawing.width + 0.01, words
        assert bottom <= drawing.height + 0.01, words
    for one, other in combinations(words_in(drawing), 2):
        (a, b, c, d), (e, f, g, h) = area(one), area(other)
        assert min(c, g) - max(a, e) < 0.01 or min(d, h) - max(b, f) < 0.01, (one, other)


def test_every_number_is_written_at_its_mark_and_pressed_there() -> None:
    for chart in (terms(), villages()):
        drawing = drawn(chart, 151)
        for spot in drawing.spots:
            point = chart.series[spot.series].points[spot.at]
            inside = [w.text for w in words_in(drawing) if spot.holds(w.x, w.y)]
            assert point.text in inside
        assert len(drawing.spots) == sum(len(series.points) for series in chart.series)


def test_no_number_is_a_gap_and_not_nought() -> None:
    drawing = drawn(terms(Shape.LINES, 40, None, 0, 30), 151)
    dots = [item for item in drawing.items if isinstance(item, Dot)]
    joins = [item for item in drawing.items if isinstance(item, Line) and item.width == 0.4]
    assert len(dots) == 3 * 3
    assert len(joins) == 3 * 1  # only between the last two, which are neighbours
    assert [w.text for w in words_in(drawing)].count(MISSING) == 3


def test_bars_begin_with_nought_and_panels_share_a_scale() -> None:
    chart = terms(Shape.BARS, 50, 100)
    bars = [i for i in drawn(chart, 151).items if isinstance(i, Box) and i.has_edge]
    assert len(bars) == 6
    for half, whole in zip(bars[::2], bars[1::2], strict=True):
        assert whole.height == pytest.approx(2 * half.height)
        assert half.y + half.height == pytest.approx(whole.y + whole.height)


def test_rows_of_numbers_differ_without_colour() -> None:
    fills = [list(filled(Box(0, 0, 10, 10), pattern)) for pattern in Pattern]
    assert len({(len(items), items[0].fill) for items in fills}) == len(Pattern)  # type: ignore[union-attr]
    assert all(isinstance(item.grey, Grey) for item in fills[1][1:] if isinstance(item, Line))


def test_hatching_stays_in_its_bar() -> None:
    for line in filled(Box(5, 7, 12, 3.3), Pattern.HATCHED):
        if isinstance(line, Line):
            for x, y in ((line.x, line.y), (line.to_x, line.to_y)):
                assert 5 <= x <= 17
                assert 7 - 1e-9 <= y <= 10.3 + 1e-9


def test_an_axis_ends_with_a_round_number() -> None:
    assert [top_of(value) for value in (None, 0, 1, 9, 53, 60, 999)] == [1, 1, 1, 9, 60, 60, 1000]


def test_what_it_shows_is_told_in_words() -> None:
    assert "双亲（人）：2024年春 100，2024年秋 98，2025年春 无数据" in terms().told
