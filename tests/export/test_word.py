import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from liushou_desk.domain.document import Document, words_of
from tests.export.samples import plain, statistics, summary

Write = Callable[[Document], Path]


def _paragraphs(path: Path) -> list[Any]:
    return list(docx.Document(str(path)).element.body.iter(qn("w:p")))


def _words(path: Path) -> list[str]:
    """The lines of the file; a line break in a title parts two of them."""
    found: list[str] = []
    for one in _paragraphs(path):
        parts = [
            "\n" if node.tag == qn("w:br") else node.text or ""
            for node in one.iter(qn("w:br"), qn("w:t"))
        ]
        found += "".join(parts).split("\n")
    return [line for line in found if line]


def _style(path: Path, name: str) -> Any:
    return docx.Document(str(path)).styles[name]


def _fonts(style: Any) -> set[str]:
    fonts = style.element.rPr.rFonts
    return {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}


def test_the_file_has_the_words_of_the_document_in_order(word: Write) -> None:
    document = summary()
    assert _words(word(document)) == [line for line in words_of(document) if line]


def test_page_and_grid_are_those_of_the_profile(word: Write) -> None:
    (section,) = docx.Document(str(word(summary()))).sections
    assert (section.page_width, section.page_height) == (
        pytest.approx(Mm(210), abs=700),
        pytest.approx(Mm(297), abs=700),
    )
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm, 1) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_body_lines_are_exact_and_closer(word: Write) -> None:
    normal = _style(word(summary()), "Normal")
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert normal.paragraph_format.widow_control is False
    assert normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert normal.element.pPr.find(qn("w:overflowPunct")).get(qn("w:val")) == "0"


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体", 16),
        ("heading 3", "仿宋", 16),
        ("heading 4", "仿宋", 16),
        ("Normal", "仿宋", 16),
        ("附件标签", "黑体", 16),
        ("表头", "黑体", 10.5),
        ("footer", "宋体", 14),
    ],
)
def test_styles_name_their_face_for_every_script(
    word: Write, style: str, face: str, size: float
) -> None:
    found = _style(word(summary()), style)
    assert _fonts(found) == {face}
    assert found.font.size == Pt(size)


def test_no_theme_can_push_the_faces_aside(word: Write) -> None:
    with zipfile.ZipFile(word(summary())) as archive:
        assert not any("theme" in name for name in archive.namelist())
        assert b"Theme=" not in archive.read("word/styles.xml")


def test_headings_are_words_own_with_their_levels(word: Write) -> None:
    path = word(summary())
    styled = [one.style.name for one in docx.Document(str(path)).paragraphs]
    assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4"} <= set(styled)
    outline = _style(path, "heading 2").element.pPr.find(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "1"


def test_page_numbers_differ_on_odd_and_even_pages(word: Write) -> None:
    document = docx.Document(str(word(summary())))
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        (line,) = footer.paragraphs
        assert line.text.replace(" ", "") == "—1—"
        assert all(_fonts(run) == {"宋体"} for run in line.runs)
        assert "PAGE" in footer._element.xpath("string(.//w:instrText)")
    assert section.even_page_footer.paragraphs[0].paragraph_format.left_indent == Pt(14)
    assert section.footer.paragraphs[0].paragraph_format.right_indent == Pt(14)


def test_the_draft_mark_is_in_the_header(word: Write) -> None:
    (section,) = docx.Document(str(word(summary()))).sections
    assert [one.text for one in section.header.paragraphs] == ["草稿"]


def test_the_head_is_repeated_and_rows_are_not_divided(word: Write) -> None:
    table = docx.Document(str(word(Document((), (statistics(),))))).tables[0]
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, True] + [False] * 25
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_spans_are_words_spans(word: Write) -> None:
    table = docx.Document(str(word(Document((), (statistics(),))))).tables[0]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 2).text == table.cell(0, 3).text == "留守儿童"
    assert [table.cell(row, 0).text for row in (2, 6, 7)] == ["0年级", "0年级", "1年级"]


def test_a_table_is_as_wide_as_the_text_area(word: Write) -> None:
    table = docx.Document(str(word(Document((), (statistics(),))))).tables[0]
    assert sum(column.width.mm for column in table.columns) == pytest.approx(156, abs=0.2)


def test_two_tables_do_not_run_together(word: Write) -> None:
    path = word(Document((), (statistics(5), statistics(5))))
    assert len(docx.Document(str(path)).tables) == 2
    body = [child.tag for child in docx.Document(str(path)).element.body]
    assert body == [qn(f"w:{tag}") for tag in ("tbl", "p", "tbl", "p", "sectPr")]


def test_the_signature_keeps_with_the_text(word: Write) -> None:
    last = docx.Document(str(word(summary()))).paragraphs
    at = next(i for i, one in enumerate(last) if one.text == "青石镇中心小学" and i > 3)
    assert all(one.paragraph_format.keep_with_next for one in last[at - 3 : at + 1])


def test_an_attachment_begins_a_page(word: Write) -> None:
    style = _style(word(summary()), "附件标签")
    assert style.paragraph_format.page_break_before


def test_nobody_is_named_as_author(word: Write) -> None:
    properties = docx.Document(str(word(summary()))).core_properties
    assert properties.title == "青石镇中心小学留守儿童关爱工作总结"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created is not None
    assert properties.created.date() == date(2026, 11, 21)


def test_signs_of_xml_and_control_characters_do_no_harm(word: Write) -> None:
    assert _words(word(plain("甲<&>\"\x0b乙\ufeff'"))) == ["甲<&>\"乙'"]


def test_the_same_document_gives_the_same_bytes(word: Write) -> None:
    assert word(summary()).read_bytes() == word(summary()).read_bytes()
