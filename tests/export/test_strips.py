from liushou_desk.export.strips import Strip, paginate

_LINE = Strip(10)
_BLANK = Strip(10, blank=True)
_KEPT = Strip(10, keep=True)


def _tops(strips: list[Strip], height: float = 30) -> list[list[float]]:
    return [[placed.top for placed in page.placed] for page in paginate(strips, height)]


def test_strips_fill_one_page_after_the_other() -> None:
    assert _tops([_LINE] * 4) == [[0, 10, 20], [0]]


def test_an_empty_line_does_not_begin_a_page() -> None:
    assert _tops([_LINE] * 3 + [_BLANK, _LINE]) == [[0, 10, 20], [0]]


def test_what_belongs_together_moves_together() -> None:
    assert _tops([_LINE, _LINE, _KEPT, _LINE]) == [[0, 10], [0, 10]]


def test_a_chain_longer_than_a_page_is_divided_after_all() -> None:
    assert _tops([_LINE, *[_KEPT] * 4, _LINE]) == [[0, 10, 20], [0, 10, 20]]


def test_a_head_is_set_again_where_a_page_begins() -> None:
    row = Strip(10, again=(_KEPT,))
    assert _tops([_KEPT, row, row, row]) == [[0, 10, 20], [0, 10]]
