"""Turned pages, 版记 and 落款 without a seal, in both files (GB/T 9704-2012, 7.3.5, 7.4, 8)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn

from liushou_desk.domain.document import Attachment, Document, Imprint, Signature, words_of
from tests.export import pages
from tests.export.samples import DAY, paragraph, plain, statistics

Write = Callable[[Document], Path]
IMPRINT = Imprint("青石镇中心小学办公室", DAY, "县民政局，县妇联，团县委，县关工委，青石镇人民政府")


def _turned(rows: int = 60) -> Document:
    attachments = (
        Attachment("附件1", "名册", (statistics(rows),), landscape=True),
        Attachment("附件2", "说明", (paragraph("甲"),)),
    )
    return Document((), (paragraph("甲"),), attachments)


def _sizes(path: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(path) as file:
        return [tuple(round(side / pages.MM) for side in page.get_size()) for page in file]


def _sections(path: Path) -> list[Any]:
    return list(docx.Document(str(path)).sections)


def test_a_turned_page_keeps_its_number_at_its_place_of_the_sheet(pdf: Write) -> None:
    path = pdf(_turned())
    sizes = _sizes(path)
    assert sizes[0] == sizes[-1] == (210, 297)
    assert set(sizes[1:-1]) == {(297, 210)}
    for number, glyphs in enumerate(pages.read(path)[1:-1], start=2):
        sign = [glyph for glyph in glyphs if glyph.left < 34 and glyph.char in "—0123456789"]
        assert pages.words(sorted(sign, key=lambda glyph: glyph.base)) == f"—{number}—"
        dashes = [glyph.left for glyph in sign if glyph.char == "—"]
        assert all(20 < left < 28 for left in dashes)  # the sheet's foot: 35 mm and 7 below it
        first, last = (at(glyph.base for glyph in sign) for at in (min, max))
        assert first == pytest.approx(28 + 4.9, abs=0.3) if number % 2 == 0 else last > 160


def test_a_turned_table_is_as_wide_as_the_text_area_was_high(pdf: Write) -> None:
    first = pages.read(pdf(_turned()))[1]
    words = [glyph for glyph in first if glyph.left > 34]
    assert min(glyph.left for glyph in words) > 34.9
    assert 200 < max(glyph.right for glyph in words) < 260.1
    assert min(glyph.base for glyph in words) > 28
    assert max(glyph.base for glyph in words) < 184.1


def test_word_turns_pages_by_a_section_of_their_own(word: Write) -> None:
    path = word(_turned())
    upright, turned, again = _sections(path)
    assert [s.orientation for s in (upright, turned, again)] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    margins = (turned.top_margin, turned.bottom_margin, turned.left_margin, turned.right_margin)
    assert [round(margin.mm) for margin in margins] == [28, 26, 35, 37]
    for footer in (turned.footer, turned.even_page_footer):
        (number,) = footer._element.xpath(".//w:tc[w:tcPr/w:textDirection[@w:val='tbRl']]")
        assert "".join(node.text or "" for node in number.iter(qn("w:t"))) == "— 1 —"
        assert footer._element.xpath(".//w:tblpPr[@w:horzAnchor='page']")
    assert not again.footer._element.xpath(".//w:tbl")
    (table,) = docx.Document(str(path)).tables
    assert sum(column.width.mm for column in table.columns) == pytest.approx(225, abs=0.2)


@pytest.mark.parametrize(("lines", "shared"), [(5, False), (30, True), (43, False)])
def test_the_imprint_stands_at_the_foot_of_the_last_even_page(
    pdf: Write, word: Write, lines: int, shared: bool
) -> None:
    blocks = tuple(paragraph("甲" * 20) for _ in range(lines))
    document = Document((), (*blocks, Signature("青石镇中心小学", DAY)), imprint=IMPRINT)
    found = pages.read(pdf(document))
    assert len(found) % 2 == 0
    last = pages.lines(found[-1])
    assert pages.words(last[-1]) == "青石镇中心小学办公室2026年11月21日印发"
    assert last[-1][0].base == pytest.approx(262 - 28.95 / 2 / pages.MM + 1.9, abs=0.3)
    assert "—" not in pages.words(found[-1])
    assert "—1—" in pages.words(found[0])
    assert any(line[0].char == "甲" for line in last) == shared
    path = word(document)
    sections = _sections(path)
    assert len(sections) == (1 if shared else 2)
    assert sections[-1].even_page_footer.paragraphs[-1].text == ""
    assert shared or sections[-1].start_type == WD_SECTION.EVEN_PAGE
    (table,) = docx.Document(str(path)).tables
    weights = {
        rule.tag.split("}")[1]: rule.get(qn("w:sz"))
        for rule in table._tbl.xpath("w:tblPr/w:tblBorders/*")
    }
    assert (weights["top"], weights["insideH"], weights["bottom"]) == ("8", "6", "8")


def test_copies_are_left_out_where_none_go(pdf: Write) -> None:
    document = replace(plain("甲"), imprint=replace(IMPRINT, copies_to=""))
    assert "抄送" not in "".join(words_of(document))
    assert len(pages.lines(pages.read(pdf(document))[-1])) == 1


@pytest.mark.parametrize(
    ("unit", "unit_right", "shift"),
    [("青石镇人民政府中心小学校", 2, 2), ("青石小学", None, 2)],
)
def test_without_a_seal_the_date_is_two_characters_right_of_the_unit(
    pdf: Write, word: Write, unit: str, unit_right: float | None, shift: float
) -> None:
    document = Document((), (paragraph("甲"), Signature(unit, DAY, sealed=False)))
    text, above, date = pages.lines(pages.in_text_area(pages.read(pdf(document))[0]))
    em = 156 / 28
    assert above[0].base - text[0].base == pytest.approx(2 * 28.95 / pages.MM, abs=0.1)
    assert date[0].left - above[0].left == pytest.approx(shift * em, abs=0.2)
    right = 184 - (above if unit_right else date)[-1].right
    assert right == pytest.approx(2 * em, abs=0.2)
    *_, unit_line, date_line = docx.Document(str(word(document))).paragraphs
    assert [line.paragraph_format.alignment for line in (unit_line, date_line)] == [2, 2]


def test_several_attachments_each_begin_a_page_with_their_title_on_the_third_line(
    pdf: Write,
) -> None:
    attachments = tuple(
        Attachment(f"附件{at}", f"附表{at}", (paragraph("甲"),)) for at in (1, 2, 3)
    )
    found = pages.read(pdf(Document((), (paragraph("甲"),), attachments)))
    assert len(found) == 4
    for at, glyphs in enumerate(found[1:], start=1):
        label, title, *_ = pages.lines(pages.in_text_area(glyphs))
        assert (pages.words(label), pages.words(title)) == (f"附件{at}", f"附表{at}")
        assert label[0].left == pytest.approx(28, abs=0.2)
        assert "Sans" in label[0].font
        assert title[0].base - label[0].base == pytest.approx(2 * 28.95 / pages.MM, abs=1)
