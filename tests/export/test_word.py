import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from liushou_desk.domain.coverage import has_all
from liushou_desk.domain.document import Align, Column, Document, ParagraphRole, Table, words_of
from liushou_desk.domain.layout import GB_T_9704, Face
from liushou_desk.errors import FileTrouble
from liushou_desk.export.word import write_word
from tests.export.samples import (
    DAY,
    RARE,
    cell,
    paragraph,
    plain,
    statistics,
    summary,
    with_picture,
)

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
    assert section.orientation == WD_ORIENT.PORTRAIT
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
        ("表题", "黑体", 12),
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
        assert line.style.name == "Footer"
        assert {fonts.get(qn("w:hint")) for fonts in line._p.xpath(".//w:rFonts")} == {"eastAsia"}
        assert "PAGE" in footer._element.xpath("string(.//w:instrText)")
    assert section.even_page_footer.paragraphs[0].paragraph_format.left_indent == Pt(14)
    assert section.footer.paragraphs[0].paragraph_format.right_indent == Pt(14)


def test_the_draft_mark_is_in_the_header(word: Write) -> None:
    (section,) = docx.Document(str(word(summary()))).sections
    for header in (section.header, section.even_page_header):
        assert [one.text for one in header.paragraphs] == ["草稿"]


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


def test_a_picture_stands_in_its_cell_uncut(word: Write) -> None:
    file = docx.Document(str(word(with_picture())))
    (shape,) = file.inline_shapes
    assert (shape.width, shape.height) == (Mm(60), Mm(45))
    paragraph_of_picture = file.tables[0].cell(0, 0).paragraphs[0]
    assert paragraph_of_picture.paragraph_format.line_spacing == 1.0
    assert not file.tables[0].cell(0, 1)._tc.xpath(".//pic:pic")


def test_two_tables_do_not_run_together(word: Write) -> None:
    path = word(Document((), (statistics(5), statistics(5))))
    assert len(docx.Document(str(path)).tables) == 2
    body = [child.tag for child in docx.Document(str(path)).element.body]
    assert body == [qn(f"w:{tag}") for tag in ("tbl", "p", "tbl", "p", "sectPr")]


def test_the_signature_keeps_with_the_text(word: Write) -> None:
    last = docx.Document(str(word(summary()))).paragraphs
    at = next(i for i, one in enumerate(last) if one.text == "青石镇中心小学" and i > 3)
    note = next(i for i, one in enumerate(last) if one.text.startswith("附件："))
    assert all(one.paragraph_format.keep_with_next for one in last[at - 3 : at + 1])
    assert all(one.paragraph_format.keep_with_next for one in last[note - 2 : note])


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


def test_a_profile_decides_faces_paper_and_indents(tmp_path: Path, word_template: Path) -> None:
    wide = replace(
        GB_T_9704,
        page_width=297,
        page_height=210,
        text_width=243,
        text_height=138,
        body=Face("微软雅黑", "hei", 14, bold=True),
    )
    path = tmp_path / "本校版式.docx"
    write_word(plain("甲"), wide, path, template=word_template, made_on=DAY)
    (section,) = docx.Document(str(path)).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.1)
    normal = _style(path, "Normal")
    assert _fonts(normal) == {"微软雅黑"}
    assert (normal.font.size, normal.font.bold) == (Pt(14), True)
    body = _style(path, "公文正文").paragraph_format
    assert body.first_line_indent == Twips(round(2 * wide.pitch_pt * 20))


def test_a_caption_keeps_with_head_and_first_row(word: Write) -> None:
    caption = paragraph("各类联系记录", ParagraphRole.CAPTION)
    file = docx.Document(str(word(Document((), (caption, statistics(5))))))
    assert file.paragraphs[0].style.name == "表题"
    assert file.styles["表题"].paragraph_format.keep_with_next
    assert file.styles["表题"].paragraph_format.space_before > Pt(4)
    heads = {one.style.name for row in (0, 1) for one in file.tables[0].cell(row, 1).paragraphs}
    assert heads == {"表头"}
    assert file.styles["表头"].paragraph_format.keep_with_next


def test_cells_are_aligned_as_their_column(word: Write) -> None:
    columns = (Column(1, Align.LEFT), Column(1), Column(1, Align.RIGHT))
    rows = ((cell("甲"), cell("乙"), cell("丙")), (cell("1"), cell("2"), cell("3")))
    table = docx.Document(str(word(Document((), (Table(columns, rows),))))).tables[0]
    sides = [[one.paragraphs[0].alignment for one in row.cells] for row in table.rows]
    assert sides == [[None, None, None], [0, None, 2]]


def test_a_covered_cell_is_no_taller_than_its_row(word: Write) -> None:
    table = docx.Document(str(word(Document((), (statistics(5),))))).tables[0]
    styled = [
        style.get(qn("w:val")) for style in table._tbl.xpath(".//w:vMerge/../../w:p/w:pPr/w:pStyle")
    ]
    assert set(styled) == {"TableHead", "TableCell"}


def test_a_very_long_title_is_no_trouble(word: Write) -> None:
    properties = docx.Document(str(word(Document(("题" * 300,), ())))).core_properties
    assert properties.title == "题" * 255


@pytest.mark.parametrize("content", [None, b"", b"no zip"])
def test_a_missing_or_damaged_template_is_explained(tmp_path: Path, content: bytes | None) -> None:
    template, path = tmp_path / "summary.docx", tmp_path / "总结.docx"
    path.write_bytes(b"old")
    if content is not None:
        template.write_bytes(content)
    with pytest.raises(FileTrouble, match=r"summary\.docx") as trouble:
        write_word(plain("甲"), GB_T_9704, path, template=template, made_on=DAY)
    assert trouble.value.advice
    assert path.read_bytes() == b"old"


def test_what_a_face_lacks_is_set_in_one_that_has_it(tmp_path: Path, word_template: Path) -> None:
    old = replace(GB_T_9704, body=replace(GB_T_9704.body, word="仿宋_GB2312"))
    title = (("关于王堃同学的总结",), ("龙䶮",))
    path = tmp_path / "生僻字.docx"
    document = Document(title, (paragraph(f"“甲”—堃·㛃☑{RARE}乙"),))
    write_word(document, old, path, template=word_template, made_on=DAY)
    assert _words(path) == [line for line in words_of(document) if line]
    runs = [
        (run.xpath("string(.//w:t)"), run.xpath("string(.//w:rFonts/@w:eastAsia)"))
        for run in docx.Document(str(path)).element.body.iter(qn("w:r"))
    ]
    assert ("堃", "宋体") in runs
    assert ("堃", "仿宋") in runs
    assert ("䶮", "宋体") in runs
    assert ("㛃", "宋体") in runs
    assert ("☑", "Segoe UI Symbol") in runs
    assert ("𠅤", "SimSun-ExtB") in runs
    assert ("“甲”—", "") in runs
    assert ("乙", "") in runs


def test_no_run_names_a_face_that_lacks_what_it_says(word: Write) -> None:
    file = docx.Document(str(word(plain("王玥和李喆，〇二班，𠅤家"))))
    for run in file.element.body.iter(qn("w:r")):
        face = run.xpath("string(.//w:rFonts/@w:eastAsia)") or "仿宋"
        assert has_all(face, run.xpath("string(.//w:t)"))
