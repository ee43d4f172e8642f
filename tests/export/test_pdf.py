import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from liushou_desk.domain.document import (
    AttachmentNote,
    Document,
    Heading,
    Signature,
    words_of,
)
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.errors import FileTrouble, TemplateTrouble
from liushou_desk.export.characters import NO_END, NO_START
from liushou_desk.export.pdf import write_pdf
from tests.export import pages
from tests.export.samples import DAY, RARE, paragraph, plain, summary

Write = Callable[[Document], Path]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _numbers(page: int) -> str:
    return f"—{page}—"


def test_the_pdf_has_the_words_of_the_document_in_order(pdf: Write) -> None:
    document = replace(summary(draft_mark=""), attachments=())
    shown = pages.text_of_pages(pdf(document))
    body = "".join(
        _bare(text).replace(_numbers(at), "", 1) for at, text in enumerate(shown, start=1)
    )
    assert body == _bare("".join(words_of(document)))


def test_a_full_page_has_22_lines_of_28_characters(pdf: Write) -> None:
    first, *_ = pages.read(pdf(plain("校" * (28 * 60))))
    lines = pages.lines(pages.in_text_area(first))
    assert [len(line) for line in lines] == [26] + [28] * 21


def test_lines_reach_from_edge_to_edge_of_the_text_area(pdf: Write) -> None:
    first, *_ = pages.read(pdf(plain("校" * (28 * 60))))
    lines = pages.lines(pages.in_text_area(first))
    assert [round(line[0].left, 1) for line in lines[:3]] == [39.1, 28, 28]
    assert {round(line[-1].right, 1) for line in lines} == {184.0}
    pitch = (lines[-1][0].base - lines[0][0].base) / 21
    assert pitch == pytest.approx(28.95 / pages.MM, abs=0.01)


def test_no_printed_line_breaks_the_rules_of_signs(pdf: Write) -> None:
    for glyphs in pages.read(pdf(replace(summary(3), attachments=()))):
        for line in pages.lines(pages.in_text_area(glyphs)):
            assert line[0].char not in NO_START
            assert line[-1].char not in NO_END


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(pdf: Write) -> None:
    for number, glyphs in enumerate(pages.read(pdf(summary())), start=1):
        line = pages.lines([glyph for glyph in glyphs if glyph.base > 262])[-1]
        assert pages.words(line) == _numbers(number)
        clear = 184 - line[-1].right if number % 2 else line[0].left - 28
        assert clear == pytest.approx(14 / pages.MM, abs=0.1)
        assert line[0].base - 0.38 * 14 / pages.MM == pytest.approx(262 + 7, abs=0.3)


def test_only_page_number_and_draft_mark_leave_the_text_area(pdf: Write) -> None:
    for number, glyphs in enumerate(pages.read(pdf(summary())), start=1):
        above = pages.words([glyph for glyph in glyphs if glyph.base < 37])
        below = pages.words([glyph for glyph in glyphs if glyph.base > 262])
        assert (above, below) == ("草稿", _numbers(number))
        assert all(glyph.left > 27.9 and glyph.right < 184.1 for glyph in glyphs)


def test_headings_have_their_faces(pdf: Write) -> None:
    fonts = {
        pages.words(line): line[-1].font
        for glyphs in pages.read(pdf(summary()))
        for line in pages.lines(glyphs)
    }
    assert "Sans" in fonts["一、基本情况"]
    assert "Kai" in fonts["（一）结对"]
    assert "SerifCJKsc-Bold" in fonts["青石镇中心小学留守儿童关爱工作总结"]
    assert "Sans" in fonts["附件1"]


def test_rare_characters_are_drawn_and_can_be_copied(pdf: Write) -> None:
    path = pdf(Document((), (paragraph(RARE), Heading(2, f"（一）{RARE}"))))
    assert pages.text_of_pages(path)[0].count(RARE) == 2


def test_what_a_face_lacks_is_lent_by_another(pdf: Write) -> None:
    path = pdf(Document((), (Heading(2, "（一）㐀㐁"),)))
    fonts = {glyph.char: glyph.font for glyph in pages.read(path)[0]}
    assert "Kai" in fonts["一"]
    assert "Serif" in fonts["㐀"]


def test_a_document_that_cannot_be_drawn_leaves_the_old_file(pdf: Write) -> None:
    path = pdf(plain("甲"))
    before = path.read_bytes()
    with pytest.raises(TemplateTrouble):
        pdf(plain("\ue123"))
    assert path.read_bytes() == before


def test_a_character_no_font_has_is_named(pdf: Write) -> None:
    with pytest.raises(TemplateTrouble, match=r"U\+E123"):
        pdf(plain("王\ue123"))


def test_a_missing_font_is_explained(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match=r"song\.ttf"):
        write_pdf(plain("甲"), GB_T_9704, tmp_path / "a.pdf", fonts=tmp_path, made_on=DAY)


@pytest.mark.parametrize("lines_before", range(17, 24))
def test_the_signature_is_never_alone(pdf: Write, lines_before: int) -> None:
    texts = [paragraph("甲" * 20)] * (lines_before - 1) + [paragraph("乙" * 30)]
    found = pages.read(pdf(Document((), (*texts, Signature("青石镇中心小学", DAY)))))
    last = [pages.words(line) for line in pages.lines(pages.in_text_area(found[-1]))]
    assert last[-3].startswith("乙")
    assert last[-2:] == ["青石镇中心小学", "2026年11月21日"]


@pytest.mark.parametrize("lines_before", range(13, 24))
def test_a_list_of_attachments_is_no_text_for_the_signature(pdf: Write, lines_before: int) -> None:
    """GB/T 9704 7.3.5.5: two lines of the text at least stand on the signature's page."""
    texts = [paragraph("甲" * 20)] * (lines_before - 1) + [paragraph("乙" * 50)]
    foot = (AttachmentNote(("统计表",)), Signature("青石镇中心小学", DAY))
    found = pages.read(pdf(Document((), (*texts, *foot))))
    last = [pages.words(line) for line in pages.lines(pages.in_text_area(found[-1]))]
    assert last[-3] == "附件：统计表"
    assert last[-4].startswith("乙")
    assert len(last) == len(texts) + 4 or last[-5].startswith(("乙", "甲"))


@pytest.mark.parametrize("unit", ["青石小学", "青石县青石镇中心小学校"])
def test_the_date_is_four_characters_clear_and_the_unit_above_its_middle(
    pdf: Write, unit: str
) -> None:
    found = pages.read(pdf(Document((), (paragraph("甲"), Signature(unit, DAY)))))
    above, date = pages.lines(pages.in_text_area(found[0]))[-2:]
    assert (184 - date[-1].right) == pytest.approx(4 * 156 / 28, abs=0.2)
    middles = [(line[0].left + line[-1].right) / 2 for line in (above, date)]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)


def test_a_very_long_unit_stays_inside(pdf: Write) -> None:
    unit = "青石县青石镇人民政府中心学校九年一贯制寄宿部"
    found = pages.read(pdf(Document((), (paragraph("甲"), Signature(unit, DAY)))))
    above = pages.lines(pages.in_text_area(found[0]))[-2]
    assert pages.words(above) == unit
    assert above[-1].right < 184


def test_title_language_and_outline_are_in_the_file(pdf: Write) -> None:
    path = pdf(summary())
    with pypdfium2.PdfDocument(path) as file:
        assert file.get_metadata_value("Title") == "青石镇中心小学留守儿童关爱工作总结"
        assert file.get_metadata_value("Author") == ""
        assert file.get_metadata_value("CreationDate") == "D:20261121000000Z"
        marks = [(mark.level, mark.get_title()) for mark in file.get_toc()]
    assert marks[:4] == [(0, "一、基本情况"), (1, "（一）结对"), (2, "1. 家访"), (3, "（1）电话")]
    assert marks[-1] == (0, "附件2　花名册")
    assert b"/Lang (zh-CN)" in path.read_bytes()


def test_a_heading_level_may_be_left_out(pdf: Write) -> None:
    with pypdfium2.PdfDocument(pdf(Document((), (Heading(3, "1. 家访"),)))) as file:
        assert [mark.level for mark in file.get_toc()] == [0]


def test_a_heading_does_not_end_a_page(pdf: Write) -> None:
    blocks = (*[paragraph("甲")] * 21, Heading(1, "一、乙"), paragraph("丙"))
    first, second = pages.text_of_pages(pdf(Document((), blocks)))
    assert "一、乙" not in first
    assert "一、乙" in second


def test_a_bold_face_is_drawn_bolder(tmp_path: Path, fonts: Path) -> None:
    bold = replace(GB_T_9704, body=replace(GB_T_9704.body, bold=True))
    sizes: set[bytes] = set()
    for profile in (GB_T_9704, bold):
        write_pdf(plain("甲"), profile, tmp_path / "a.pdf", fonts=fonts, made_on=DAY)
        sizes.add((tmp_path / "a.pdf").read_bytes())
    assert len(sizes) == 2


def test_an_empty_document_is_one_page(pdf: Write) -> None:
    assert [_bare(text) for text in pages.text_of_pages(pdf(Document((), ())))] == ["—1—"]


def test_the_same_document_gives_the_same_bytes(pdf: Write) -> None:
    assert pdf(summary()).read_bytes() == pdf(summary()).read_bytes()


def test_every_sign_that_no_face_has_is_named_at_once(pdf: Write) -> None:
    with pytest.raises(TemplateTrouble) as trouble:
        pdf(plain("甲\U0003134f乙", "丙\U00031350与\U0003134f"))
    assert trouble.value.sentence.count("U+3134F") == 1
    assert "U+31350" in trouble.value.sentence
