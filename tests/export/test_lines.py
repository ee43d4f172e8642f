import random

import pytest

from liushou_desk.export.characters import NO_END, NO_START, longest_piece, nominal_width
from liushou_desk.export.lines import Line, Measure, break_lines
from tests.export.samples import words

_NOMINAL = Measure(lambda char: 8 if char.isascii() else 16, size=16, spacing=-0.25)
_FULL = 442.2


def _broken(text: str, *, justify: bool = False) -> list[Line]:
    return break_lines(text, _NOMINAL, _FULL - 32, _FULL, justify=justify)


def _paragraphs() -> list[str]:
    rng = random.Random(1)
    return [words(rng, rng.randrange(1, 9)) for _ in range(400)]


def test_twenty_eight_characters_fill_a_line() -> None:
    assert [len(line.text) for line in _broken("校" * 80)] == [26, 28, 26]


@pytest.mark.parametrize("text", _paragraphs()[:5])
def test_no_character_is_lost(text: str) -> None:
    assert "".join(line.text for line in _broken(text)) == text


def test_no_line_begins_or_ends_with_a_forbidden_sign() -> None:
    for text in _paragraphs():
        lines = [line.text for line in _broken(text)]
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines)


def test_numbers_and_dashes_stay_whole() -> None:
    for text in _paragraphs():
        lines = [line.text for line in _broken(text)]
        for number in ("33.44%", "191,875", "1,024", "2026", "……", "——"):
            assert sum(line.count(number) for line in lines) == text.count(number)


def test_no_line_is_wider_than_the_text_area() -> None:
    for text in _paragraphs():
        assert all(line.width <= _FULL + 0.02 for line in _broken(text, justify=True))


def test_all_lines_but_the_last_reach_the_right_edge() -> None:
    first, *middle, last = _broken(_paragraphs()[3] * 2, justify=True)
    assert first.width == pytest.approx(_FULL - 32)
    assert {round(line.width, 3) for line in middle} == {round(_FULL, 3)}
    assert last.width < _FULL


def test_justifying_does_not_pull_numbers_apart() -> None:
    line = _broken("甲1250次", justify=False)[0].spread(200)
    steps = [b - a for a, b in zip(line.places, line.places[1:], strict=False)]
    assert steps[1:4] == pytest.approx([7.75] * 3)


def test_a_quarter_em_parts_han_and_digits() -> None:
    line = _broken("共213人")[0]
    assert line.places[1] == pytest.approx(15.75 + 4)
    assert line.places[4] - line.places[3] == pytest.approx(7.75 + 4)


def test_a_number_longer_than_the_line_is_divided_after_all() -> None:
    lines = break_lines("1" * 20, _NOMINAL, 40, 40)
    assert [len(line.text) for line in lines] == [5, 5, 5, 5]


def test_a_line_of_one_number_is_not_justified() -> None:
    assert break_lines("1" * 20, _NOMINAL, 45, 45, justify=True)[0].width < 40


def test_a_line_narrower_than_a_character_still_holds_one() -> None:
    assert [line.text for line in break_lines("学校", _NOMINAL, 3, 3)] == ["学", "校"]


def test_line_feeds_end_lines_and_are_not_justified() -> None:
    lines = break_lines("甲乙\n\n丙", _NOMINAL, 100, 100, justify=True)
    assert [line.text for line in lines] == ["甲乙", "", "丙"]
    assert lines[0].width < 40


def test_spaces_at_the_end_of_a_line_take_no_room() -> None:
    lines = break_lines("甲乙　　丙", _NOMINAL, 33, 33)
    assert [line.text for line in lines] == ["甲乙", "丙"]


def test_the_longest_piece_is_what_cannot_be_broken() -> None:
    assert longest_piece("身份证522601201405061234号") == "522601201405061234"
    assert longest_piece("") == ""
    assert nominal_width("共213人") == pytest.approx(4)
