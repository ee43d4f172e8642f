from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from liushou_desk.domain.document import Align, Cell, Column, Document, ParagraphRole, Table
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.export.faces import Faces
from liushou_desk.export.pdf_table import Sheet
from liushou_desk.export.table_grid import column_widths, spots
from tests.export import pages
from tests.export.samples import cell, paragraph, statistics, with_picture

Write = Callable[[Document], Path]
_THREE = (Column(1), Column(1), Column(1))


def _rules(path: Path) -> list[list[tuple[float, float, float, float]]]:
    """The boxes drawn on each page: left, bottom, right, top in points."""
    with pypdfium2.PdfDocument(path) as pdf:
        drawn = pypdfium2.raw.FPDF_PAGEOBJ_PATH
        return [
            [one.get_bounds() for one in page.get_objects() if one.type == drawn] for page in pdf
        ]


def test_the_head_is_repeated_on_each_page(pdf: Write) -> None:
    shown = pages.text_of_pages(pdf(Document((), (statistics(90),))))
    assert len(shown) >= 3
    assert all(text.count("双亲外出") == 1 for text in shown)


def test_the_table_stays_in_the_text_area(pdf: Write) -> None:
    for boxes in _rules(pdf(Document((), (statistics(90),)))):
        assert min(box[0] for box in boxes) / pages.MM > 27.8
        assert max(box[2] for box in boxes) / pages.MM < 184.2
        assert min(box[1] for box in boxes) / pages.MM > 34.8
        assert max(box[3] for box in boxes) / pages.MM < 260.2


def test_all_words_of_all_cells_are_printed_once(pdf: Write) -> None:
    shown = "".join("".join(pages.text_of_pages(pdf(Document((), (statistics(90),))))).split())
    assert all(shown.count(f"{at}班") >= 1 for at in range(90))
    assert all(shown.count(f"{at}年级") >= 1 for at in range(18))
    assert shown.count("1,234,567") == 90


def test_every_cell_is_ruled(pdf: Write) -> None:
    boxes = _rules(pdf(Document((), (statistics(5),))))[0]
    assert len(boxes) == 6 + 5 * 4 + 1


def test_a_picture_stands_in_its_cell_as_it_was_given(pdf: Write) -> None:
    path = pdf(with_picture())
    boxes = _rules(path)[0]
    with pypdfium2.PdfDocument(path) as file:
        (drawn,) = file[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = drawn.get_bounds()
        assert bytes(drawn.get_data()[:3]) == b"\xff\xd8\xff"
    assert (right - left, top - bottom) == pytest.approx((60 * pages.MM, 45 * pages.MM), abs=1)
    assert boxes[0][0] < left
    assert right < boxes[0][2]
    assert boxes[0][1] < bottom
    assert top < boxes[0][3]
    assert path.read_bytes() == pdf(with_picture()).read_bytes()


def test_two_tables_do_not_run_together(pdf: Write) -> None:
    table = Table(_THREE, ((cell("甲"), cell("乙"), cell("丙")),), 0)
    boxes = _rules(pdf(Document((), (table, table))))[0]
    assert boxes[0][1] - boxes[-1][3] == pytest.approx(6, abs=1)


def test_words_lie_inside_their_cells(pdf: Write) -> None:
    path = pdf(
        Document((), (Table(_THREE, ((cell("很长的文字" * 30), cell("1" * 40), cell("")),), 0),))
    )
    edges = sorted({box[0] / pages.MM for box in _rules(path)[0]})
    glyphs = [glyph for glyph in pages.in_text_area(pages.read(path)[0]) if glyph.char == "1"]
    assert len(glyphs) == 40
    assert all(edges[1] < glyph.left and glyph.right < edges[2] for glyph in glyphs)


def test_a_row_taller_than_a_page_is_continued(pdf: Write) -> None:
    table = Table(
        _THREE, ((cell("头"), cell("头"), cell("头")), (cell("甲"), cell("字" * 1500), cell("乙")))
    )
    shown = pages.text_of_pages(pdf(Document((), (table,))))
    assert len(shown) > 1
    assert "".join(shown).count("字") == 1500
    for glyphs in pages.read(pdf(Document((), (table,)))):
        assert all(glyph.base < 262 for glyph in glyphs if glyph.char == "字")


def test_a_very_tall_head_is_not_repeated(pdf: Write) -> None:
    head = (cell("头" * 800), cell(""), cell(""))
    table = Table(_THREE, (head, *[(cell("甲"), cell("乙"), cell("丙"))] * 40))
    assert "".join(pages.text_of_pages(pdf(Document((), (table,))))).count("头") == 800


def test_a_spanning_cell_with_many_lines_makes_room(fonts: Path) -> None:
    rows = ((cell("字" * 100, rows=2), cell("甲"), cell("")), (cell("乙"), cell("")))
    strips = Sheet(Table(_THREE, rows, 0), GB_T_9704, Faces(fonts)).strips()
    assert len(strips) == 8


def test_columns_grow_for_their_longest_number_and_fill_the_width() -> None:
    widths = column_widths(statistics(), spots(statistics()), 442, 10.5)
    assert sum(widths) == pytest.approx(442)
    assert widths[3] > 8 * 5.25


def test_numbers_too_many_for_the_page_share_it() -> None:
    row = (cell("1" * 60), cell("2" * 60), cell("3" * 30))
    table = Table(_THREE, (row,), 0)
    widths = column_widths(table, spots(table), 442, 10.5)
    assert sum(widths) == pytest.approx(442)
    assert min(widths) > 50


def test_places_without_a_cell_are_filled() -> None:
    found = spots(Table(_THREE, ((cell("甲", columns=9),), (cell("乙"),)), 1))
    assert [(spot.row, spot.column, spot.columns) for spot in found] == [
        (0, 0, 3), (1, 0, 1), (1, 1, 1), (1, 2, 1),
    ]  # fmt: skip


def test_a_row_with_too_many_cells_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="more cells"):
        spots(Table((Column(1),), ((cell("甲"), cell("乙")),)))


def test_cells_are_aligned_as_their_column(pdf: Write) -> None:
    columns = (Column(1, Align.LEFT), Column(1, Align.RIGHT))
    path = pdf(Document((), (Table(columns, ((Cell(cell("甲").runs), cell("乙")),), 0),)))
    left, right = pages.in_text_area(pages.read(path)[0])
    assert left.left == pytest.approx(28 + 1.5, abs=0.1)
    assert right.right == pytest.approx(184 - 1.5, abs=0.1)


@pytest.mark.parametrize("lines_before", range(16, 23))
def test_a_caption_is_never_parted_from_head_and_first_row(pdf: Write, lines_before: int) -> None:
    caption = paragraph("各类联系记录", ParagraphRole.CAPTION)
    blocks = (*[paragraph("文")] * lines_before, caption, statistics(5))
    shown = pages.text_of_pages(pdf(Document((), blocks)))
    (page,) = [text for text in shown if "各类联系记录" in text]
    assert "双亲外出" in page
    assert "0班" in page.replace(" ", "")


def test_a_caption_is_small_centred_and_has_air_above(pdf: Write) -> None:
    caption = paragraph("各类联系记录", ParagraphRole.CAPTION)
    path = pdf(Document((), (paragraph("文"), caption, statistics(5))))
    above, line, head, *_ = pages.lines(pages.in_text_area(pages.read(path)[0]))
    assert pages.words(line) == "各类联系记录"
    assert "Sans" in line[0].font
    assert line[-1].right - line[0].left == pytest.approx(6 * 12 / pages.MM, abs=0.3)
    assert (line[0].left + line[-1].right) / 2 == pytest.approx(28 + 78, abs=0.1)
    assert line[0].base - above[0].base > 1.3 * (head[0].base - line[0].base)
